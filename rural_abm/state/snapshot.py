"""Snapshots: the whole state of a run as arrays, in memory or in one file."""

import io
import json
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from rural_abm.engine.errors import InputError
from rural_abm.engine.kernels import code_hash
from rural_abm.engine.records import new_records
from rural_abm.state.world import World, copy_world

FORMAT = 1
# What reading a damaged or foreign file can raise.
DAMAGE = (
    OSError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    EOFError,
    RuntimeError,
    zlib.error,
    zipfile.BadZipFile,
)


@dataclass
class Snapshot:
    """A copy of a world, the year's person-level figures so far, and its origin (`facts`: scenario, code ...)."""

    world: World
    extras: dict
    facts: dict = field(default_factory=dict)

    def save(self, path):
        """Write to one file; it appears under its name only when complete."""
        path = Path(path)
        part = path.with_name(path.name + ".part")
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
            aligned = [name for name in World._fields if np.asarray(getattr(self.world, name)).dtype.isalignedstruct]
            facts = {"format": FORMAT, "code": code_hash(), "aligned": aligned, **self.facts}
            file.writestr("facts.json", json.dumps(facts, sort_keys=True))
            for name, array in zip(World._fields, self.world, strict=True):
                _write(file, f"world/{name}.npy", array)
            for name, array in self.extras.items():
                _write(file, f"extras/{name}.npy", array)
        part.replace(path)
        return path

    @classmethod
    def load(cls, path):
        """Read a snapshot; raise InputError for a missing, damaged or foreign file, or one made by other code."""
        try:
            with zipfile.ZipFile(path) as file:
                facts = json.loads(file.read("facts.json"))
                if facts.get("format") != FORMAT:
                    raise InputError("has another format", where=str(path), allowed=f"format {FORMAT}")
                if facts.pop("code", None) != code_hash():
                    raise InputError("was made with other code", where=str(path), allowed="a snapshot of this version")
                aligned = facts.pop("aligned")
                world = World(**{
                    name: _read(file, f"world/{name}.npy", name in aligned) for name in World._fields
                })  # fmt: skip
                names = [name for name in file.namelist() if name.startswith("extras/")]
                extras = {Path(name).stem: np.array(_read(file, name)) for name in names}
        except DAMAGE as error:
            if isinstance(error, InputError):
                raise
            raise InputError(f"cannot be read as a snapshot: {error}", where=str(path)) from None
        return cls(world, extras, facts)

    def copy(self):
        """Return an independent copy."""
        return Snapshot(copy_world(self.world), {k: v.copy() for k, v in self.extras.items()}, dict(self.facts))


def _write(file, name, array):
    buffer = io.BytesIO()
    np.save(buffer, np.asarray(array), allow_pickle=False)
    file.writestr(name, buffer.getvalue())


def _read(file, name, is_aligned=False):
    """Return an array of a file; records regain their aligned layout, which kernels need, if it was declared."""
    content = file.read(name)
    # The header names every field of a record: longer than NumPy allows for files that are not trusted.
    array = np.load(io.BytesIO(content), allow_pickle=False, max_header_size=len(content))
    if array.dtype.names is None:
        return array
    names = array.dtype.names
    kinds, offsets = zip(*(array.dtype.fields[name][:2] for name in names), strict=True)
    layout = {"names": names, "formats": kinds, "offsets": offsets, "itemsize": array.dtype.itemsize}
    records = new_records(np.dtype(layout, align=is_aligned), array.shape)
    records[...] = array
    return records
