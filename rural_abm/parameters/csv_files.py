"""CSV files as people send them: read where there is one way to read them, refused where there are two.

A byte-order mark, Windows line ends, Windows-1252 instead of UTF-8, and semicolons instead of commas are read.
"""

import csv
import io
from pathlib import Path

from rural_abm.engine.errors import InputError

COMMA, SEMICOLON = ",", ";"
# Windows-1252 is tried only where the bytes are no UTF-8; Swedish letters are the same in Latin-1.
ENCODINGS = ("utf-8-sig", "cp1252")


def read_rows(path, needed=(), *, may_be_empty=False):
    """(header, [(line, cells)], has_decimal_commas) of a CSV file, blank rows left out.

    `has_decimal_commas` says that cells are separated by semicolons, so that a comma may be a decimal comma. InputError
    where the file is missing (`needed`: names of the files that belong there), cannot be decoded, is no CSV, or has no
    rows under its header unless it `may_be_empty`.
    """
    path = Path(path)
    text = _decoded(path, needed)
    first = text.partition("\n")[0]
    delimiter = SEMICOLON if first.count(SEMICOLON) > first.count(COMMA) else COMMA
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows = [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        raise InputError(f"cannot be read: {error}", where=path.name, allowed="a CSV file in UTF-8") from None
    if not rows or (len(rows) == 1 and not may_be_empty):
        raise InputError("the file has no rows", where=path.name, allowed="a header and at least one row")
    return [cell.strip() for cell in rows[0][1]], rows[1:], delimiter == SEMICOLON


def _decoded(path, needed):
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        allowed = f"a folder with {', '.join(needed)}" if needed else "a CSV file"
        raise InputError(f"the file {path} is missing", allowed=allowed) from None
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}", where=path.name, allowed="a CSV file in UTF-8"
        ) from None
    if b"\0" in content:
        raise InputError("cannot be read: it contains NUL bytes", where=path.name, allowed="a CSV file in UTF-8")
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError("cannot be read: neither UTF-8 nor Windows-1252", where=path.name, allowed="a CSV file in UTF-8")
