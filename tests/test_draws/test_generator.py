"""The addressed random numbers: uniform, unrelated along all parts of the address, equal in both forms.

Each bound is set for a true generator; where many numbers are looked at, the false alarm is that of all together. The
draws are fixed by their addresses, so a test that passes once passes always on one platform.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import rural_abm.simulation.model  # noqa: F401  (declares all processes)
from rural_abm.engine.kernels import kernel
from rural_abm.engine.random_numbers import (
    PROCESSES,
    below,
    bits,
    combine,
    combine_array,
    exponential,
    exponential_array,
    mix,
    process,
    uniform,
    uniform_array,
)

A, B = process("test.first"), process("test.second")
MANY = 1_000_000
WORDS = st.integers(0, 2**64 - 1)
KEYS = np.arange(MANY, dtype=np.uint64)


@kernel
def _scalars(seed, code, keys, occurrences, uniforms, exponentials, combined):
    for i in range(keys.size):
        uniforms[i] = uniform(seed, code, keys[i], occurrences[i])
        exponentials[i] = exponential(seed, code, keys[i], occurrences[i])
        combined[i] = combine(keys[i], occurrences[i])


@kernel
def _wholes(seed, code, n, found):
    for i in range(found.size):
        found[i] = below(seed, code, i, 0, n)


@kernel
def _all_bits(seed, code, keys, occurrence, found):
    for i in range(keys.size):
        found[i] = bits(seed, code, keys[i], occurrence)


@kernel
def _mixed(words, found):
    for i in range(words.size):
        found[i] = mix(words[i])


def chi_square_p(draws, bins):
    counts = np.bincount(np.minimum((draws * bins).astype(int), bins - 1), minlength=bins)
    return stats.chisquare(counts).pvalue


STREAMS = {
    "keys": lambda: uniform_array(1, A, KEYS, 0),
    "occurrences": lambda: uniform_array(1, A, 7, KEYS),
    "seeds": lambda: uniform_array(KEYS, A, 7, 0),
    "processes": lambda: uniform_array(1, KEYS, 7, 0),
    "derived keys": lambda: uniform_array(1, A, combine_array(KEYS, 3), 0),
    "combined": lambda: combine_array(11, KEYS).astype(np.float64) * 2.0**-64,
}


@pytest.mark.parametrize("name", STREAMS)
def test_a_million_draws_along_each_part_of_the_address_are_uniform_and_unrelated(name):
    """Chi-square, Kolmogorov-Smirnov, correlations of draws and squares at six lags: false alarm 1e-4 in all."""
    draws = STREAMS[name]()
    assert draws.min() > 0 and draws.max() <= 1
    assert 1e-6 < chi_square_p(draws, 1000) < 1 - 1e-6
    assert stats.kstest(draws[:100_000], "uniform").pvalue > 1e-6
    centred = draws - draws.mean()
    for lag in (1, 2, 3, 7, 64, 1000):
        for values in (centred, centred**2 - (centred**2).mean()):
            z = (values[:-lag] * values[lag:]).mean() / values.var() * math.sqrt(MANY - lag)
            assert abs(z) < 5, (name, lag)


@pytest.mark.parametrize("name", STREAMS)
def test_pairs_and_triples_of_neighbours_fill_square_and_cube(name):
    """Chi-square over 100 x 100 and 20 x 20 x 20 cells: false alarm 4e-6."""
    draws = STREAMS[name]()
    for size, bins in ((2, 100), (3, 20)):
        rows = draws[: MANY // size * size].reshape(-1, size)
        cells = np.minimum((rows * bins).astype(int), bins - 1) @ bins ** np.arange(size)
        counts = np.bincount(cells, minlength=bins**size)
        assert 1e-6 < stats.chisquare(counts).pvalue < 1 - 1e-6, (name, size)


def test_no_two_processes_of_the_model_go_together():
    """All pairs over 4,000 keys below 6 standard errors: false alarm 2e-5 for 10,000 pairs."""
    codes = np.array(sorted(PROCESSES), np.uint64)
    assert len(codes) > 60
    draws = uniform_array(1, codes[:, None], KEYS[None, :4000], 0)
    together = np.corrcoef(draws) - np.eye(len(codes))
    assert np.abs(together).max() * math.sqrt(4000) < 6
    seeds = np.corrcoef(uniform_array(np.arange(100)[:, None], A, KEYS[None, :4000], 0)) - np.eye(100)
    assert np.abs(seeds).max() * math.sqrt(4000) < 6


@pytest.mark.parametrize("part", ["seed", "process", "key", "occurrence"])
def test_every_bit_of_the_address_turns_every_bit_of_the_draw_half_of_the_time(part):
    """64 x 64 shares over 4,000 addresses within 6.5 standard errors of a half: false alarm 4e-7."""
    trials = 4000
    base = combine_array(KEYS[:trials], 99)
    address = {"seed": 1, "process": int(A), "key": base, "occurrence": 5}
    for bit in range(64):
        flip = np.uint64(1) << np.uint64(bit)
        changed = dict(address)
        changed[part] = np.uint64(address[part]) ^ flip if part != "key" else base ^ flip
        turned = _bits_of(address, trials) ^ _bits_of(changed, trials)
        shares = np.unpackbits(turned.view(np.uint8)).reshape(trials, 64).mean(axis=0)
        assert np.abs(shares - 0.5).max() < 6.5 * 0.5 / math.sqrt(trials), (part, bit)


def _bits_of(address, trials):
    keys = np.broadcast_to(np.asarray(address["key"], np.uint64), trials).copy()
    found = np.zeros(trials, np.uint64)
    _all_bits(np.uint64(address["seed"]), np.uint64(address["process"]), keys, np.uint64(address["occurrence"]), found)
    return found


def test_exponential_draws_have_mean_and_variance_one_and_the_right_shape():
    """Mean within 5 standard errors, variance within 5, Kolmogorov-Smirnov: false alarm 2e-6."""
    draws = exponential_array(2, B, KEYS[:400_000], 0)
    assert draws.min() >= 0
    assert abs(draws.mean() - 1) < 5 / math.sqrt(len(draws))
    assert abs(draws.var() - 1) < 5 * math.sqrt(8 / len(draws))
    assert stats.kstest(draws, "expon").pvalue > 1e-6


@pytest.mark.parametrize("n", [1, 2, 3, 10, 1000])
def test_whole_numbers_below_n_are_all_there_and_equally_frequent(n):
    """Chi-square: false alarm 1e-6."""
    found = np.zeros(200_000, np.int64)
    _wholes(3, A, n, found)
    assert found.min() >= 0 and found.max() <= n - 1
    assert n == 1 or stats.chisquare(np.bincount(found, minlength=n)).pvalue > 1e-6


@given(WORDS, WORDS, st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=50))
def test_compiled_and_array_forms_are_equal_to_the_bit(seed, code, addresses):
    keys, occurrences = (np.array(part, np.uint64) for part in zip(*addresses, strict=True))
    uniforms, exponentials, combined = np.zeros(keys.size), np.zeros(keys.size), np.zeros(keys.size, np.uint64)
    _scalars(np.uint64(seed), np.uint64(code), keys, occurrences, uniforms, exponentials, combined)
    assert (uniforms == uniform_array(np.uint64(seed), np.uint64(code), keys, occurrences)).all()
    assert (exponentials == exponential_array(np.uint64(seed), np.uint64(code), keys, occurrences)).all()
    assert (combined == combine_array(keys, occurrences)).all()
    assert (uniforms > 0).all() and (uniforms <= 1).all()


def test_mixing_is_the_published_finaliser_and_loses_nothing():
    """First outputs of SplitMix64 from state 0 (Steele, Lea and Flood 2014), and no two of a million words alike."""
    words = np.uint64(0x9E3779B97F4A7C15) * np.arange(1, 4, dtype=np.uint64)
    found = np.zeros(3, np.uint64)
    _mixed(words, found)
    assert [hex(word) for word in found.tolist()] == ["0xe220a8397b1dcdaf", "0x6e789e6aa1b965f4", "0x6c45d188009454f"]
    many = np.zeros(MANY, np.uint64)
    _mixed(KEYS, many)
    assert len(np.unique(many)) == MANY


def test_combined_keys_do_not_collide_and_their_order_matters():
    """A million keys of 64 bits: a collision by chance has probability 3e-8."""
    keys = combine_array(KEYS[:1000, None], KEYS[None, :500]).ravel()
    chains = combine_array(combine_array(17, KEYS[:500, None]), KEYS[None, :1000]).ravel()
    assert len(np.unique(np.concatenate([keys, chains]))) == MANY
    assert combine_array(1, 2) != combine_array(2, 1)


def test_the_same_name_is_the_same_process_and_a_clash_of_codes_is_refused():
    assert process("test.first") == A and A != B
    code = next(code for code, name in PROCESSES.items() if name == "test.second")
    PROCESSES[code] = "another name"
    try:
        with pytest.raises(ValueError, match="rename one of them"):
            process("test.second")
    finally:
        PROCESSES[code] = "test.second"
