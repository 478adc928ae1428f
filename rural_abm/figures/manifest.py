"""The provenance of a figure, embedded in its SVG and PNG: the results and the code it was made from."""

import hashlib
import html
import json
import re
import struct
import zlib
from pathlib import Path

from rural_abm.engine.errors import InputError
from rural_abm.study.results.manifest_shape import region_of
from rural_abm.study.results.store import manifest_or_none

# The tables hold no dates and no machine; the manifest does, so it is left out of the hash.
RESULT_FILES = ("runs.parquet", "results.parquet", "comparison.parquet")
PNG_START = b"\x89PNG\r\n\x1a\n"
CHUNK_FRAME = struct.Struct(">I4s")
CHECKSUM_BYTES = len(struct.pack(">I", 0))
KEYWORD = b"Description"
SVG_DESCRIPTION = re.compile(r"<dc:description>(.*?)</dc:description>", re.DOTALL)


def results_hash(directory):
    """Return the SHA-256 (hexadecimal) of the names and bytes of the result files in `directory`."""
    total = hashlib.sha256()
    for name in RESULT_FILES:
        path = Path(directory) / name
        if path.exists():
            total.update(f"{name}:{path.stat().st_size}:".encode())
            total.update(path.read_bytes())
    return total.hexdigest()


def description(figure, lang, results):
    """Return the provenance embedded in a figure, as JSON.

    It holds the figure, language, results hash, code hash, version, scenarios, seeds and years.
    """
    manifest = results.manifest
    return json.dumps(
        {
            "figure": figure,
            "language": lang,
            "results_sha256": results.sha256,
            "code": manifest.get("code"),
            "version": manifest.get("version"),
            "scenarios": list(results.scenarios),
            "seeds": results.seeds,
            "years": results.years,
        },
        ensure_ascii=True,
        sort_keys=True,
    )


def read_figure_manifest(path):
    """Return the provenance of a figure (dict); raise InputError for a file that is not a figure of this package."""
    path = Path(path)
    readers = {".svg": _svg_description, ".png": _png_description}
    if path.suffix.lower() not in readers:
        raise InputError("is not a figure", where=str(path), allowed="a .svg or .png file written by rural-abm figures")
    try:
        text = readers[path.suffix.lower()](path.read_bytes())
        return json.loads(text)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from None
    except (TypeError, ValueError, struct.error):
        allowed = "a figure written by rural-abm figures"
        raise InputError("has no description of its results", where=str(path), allowed=allowed) from None


def _svg_description(content):
    found = SVG_DESCRIPTION.search(content.decode("utf-8"))
    return html.unescape(found.group(1)) if found else None


def _png_description(content):
    """Return the text of the PNG chunk `Description`, or None; raise ValueError if the bytes are not a PNG."""
    if not content.startswith(PNG_START):
        raise ValueError("not a PNG")
    position = len(PNG_START)
    while position < len(content):
        length, kind = CHUNK_FRAME.unpack_from(content, position)
        start = position + CHUNK_FRAME.size
        keyword, _, value = content[start : start + length].partition(b"\0")
        if kind == b"tEXt" and keyword == KEYWORD:
            return value.decode("latin-1")
        if kind == b"zTXt" and keyword == KEYWORD:
            return zlib.decompress(value[1:]).decode("latin-1")
        position = start + length + CHECKSUM_BYTES
    return None


def description_of_file(figure, lang, directory, name):
    """Return the description (JSON) of an image drawn from one file of a results folder."""
    return description_of_table(figure, lang, directory, hashlib.sha256((directory / name).read_bytes()).hexdigest())


def description_of_table(figure, lang, directory, sha256):
    """Return the description (JSON) of an image drawn from a table with this SHA-256 in a results folder.

    It holds the figure, language, experiment, version, model hash and number of seeds.
    """
    manifest = manifest_or_none(directory) or {}
    seeds = manifest.get("seeds")
    said = {"figure": figure, "language": lang, "sha256": sha256, "experiment": manifest.get("name"),
            "region": region_of(manifest),
            "version": manifest.get("version"), "model": manifest.get("model"),
            "seeds": len(seeds) if isinstance(seeds, list) else seeds}  # fmt: skip
    return json.dumps({key: value for key, value in said.items() if value is not None}, sort_keys=True)
