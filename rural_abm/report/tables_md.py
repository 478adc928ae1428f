"""Markdown tables and pages."""


def table(header, rows):
    """Return a Markdown table; bars inside cells are escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def page_of(title, *sections):
    """Return a page: a title, then sections separated by empty lines, ending with one line break."""
    return "\n\n".join([f"# {title}", *(section.strip() for section in sections)]) + "\n"
