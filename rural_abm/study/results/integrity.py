"""Integrity of Parquet files, to the last page."""

# What reading a damaged file raises.
DAMAGE = (OSError, ValueError, KeyError)


def has_footer(path):
    """Return whether a file was written to its end."""
    import pyarrow.parquet as pq

    try:
        pq.read_metadata(path)
    except DAMAGE:
        return False
    return True


def is_sound(path):
    """Return whether every page of a file can be read and is as written."""
    return has_footer(path) and all(table is not None for table in row_groups(path))


def row_groups(path):
    """Return the Arrow table of each row group, or None where it is damaged."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(path, page_checksum_verification=True) as file:
        for number in range(file.num_row_groups):
            try:
                yield file.read_row_group(number)
            except DAMAGE:
                yield None
