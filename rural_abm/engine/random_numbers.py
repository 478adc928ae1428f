"""Addressed random numbers: every draw is a function of (run seed, process, key, occurrence).

There is no generator with a state: repeating a draw gives the same number, the order of draws changes nothing, and a
person without draws uses up nothing. The mixing function is the finaliser of SplitMix64 (Steele, Lea & Flood 2014,
"Fast splittable pseudorandom number generators"), applied once for each part of the address.

Every function here exists once and runs compiled (scalars) or on NumPy arrays of uint64 (`*_array`), bit-equal.
"""

import math
import zlib

import numpy as np

from rural_abm.engine.kernels import kernel

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
MIX_1, MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
SHIFT_30, SHIFT_27, SHIFT_31, SHIFT_11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
ONE = np.uint64(1)
TO_UNIT = 2.0**-53

PROCESSES = {}


def process(name):
    """Return the code (uint64) of a named process; two processes never share a code."""
    code = zlib.crc32(name.encode())
    if PROCESSES.setdefault(code, name) != name:
        raise ValueError(f"process '{name}' has the same code as '{PROCESSES[code]}'; rename one of them")
    return np.uint64(code)


@kernel
def mix(z):
    """Return the 64 bits of `z`, mixed so that every input bit reaches every output bit."""
    z = np.uint64(z)
    z = (z ^ (z >> SHIFT_30)) * MIX_1
    z = (z ^ (z >> SHIFT_27)) * MIX_2
    return z ^ (z >> SHIFT_31)


@kernel
def bits(seed, process_code, key, occurrence):
    """Return 64 random bits at the address (seed, process, key, occurrence)."""
    z = mix(np.uint64(seed) * GOLDEN + np.uint64(process_code))
    z = mix(z + np.uint64(key) * GOLDEN)
    return mix(z + np.uint64(occurrence) * GOLDEN + ONE)


@kernel
def uniform(seed, process_code, key, occurrence):
    """Return a number uniform in (0, 1]."""
    return np.float64((bits(seed, process_code, key, occurrence) >> SHIFT_11) + ONE) * TO_UNIT


@kernel
def exponential(seed, process_code, key, occurrence):
    """Return an exponential number with mean 1, never negative."""
    # math.log, not np.log: the two differ in the last bit between compiled and plain code.
    return -math.log(uniform(seed, process_code, key, occurrence))


@kernel
def below(seed, process_code, key, occurrence, n):
    """Return a whole number uniform in 0 .. n-1; n at least 1."""
    return np.int64(min((uniform(seed, process_code, key, occurrence) - TO_UNIT) * n, n - 1.0))


@kernel
def combine(key, part):
    """Return one key (uint64) from a key and a part, for things owned by a person or place."""
    return mix(np.uint64(key) * GOLDEN + mix(np.uint64(part) + ONE))


def combine_array(key, part):
    """Apply `combine` to NumPy arrays that broadcast together; uint64."""
    return _mix_array(_words(key) * GOLDEN + _mix_array(_words(part) + ONE))


def uniform_array(seed, process_code, key, occurrence):
    """Apply `uniform` to NumPy arrays that broadcast together; float64."""
    z = _mix_array(_words(seed) * GOLDEN + _words(process_code))
    z = _mix_array(z + _words(key) * GOLDEN)
    z = _mix_array(z + _words(occurrence) * GOLDEN + ONE)
    return ((z >> SHIFT_11) + ONE).astype(np.float64) * TO_UNIT


def exponential_array(seed, process_code, key, occurrence):
    """Apply `exponential` to NumPy arrays; float64."""
    found = uniform_array(seed, process_code, key, occurrence)
    return np.array([-math.log(u) for u in found.flat]).reshape(found.shape)


def _words(values):
    return np.atleast_1d(np.asarray(values)).astype(np.uint64)


def _mix_array(z):
    z = (z ^ (z >> SHIFT_30)) * MIX_1
    z = (z ^ (z >> SHIFT_27)) * MIX_2
    return z ^ (z >> SHIFT_31)
