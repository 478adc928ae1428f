"""Markdown tables and pages."""


def table(header, rows):
    """A Markdown table; bars inside cells are escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def page_of(title, *sections):
    """A page: title, then sections with an empty line between; ends with one line break."""
    return "\n\n".join([f"# {title}", *(section.strip() for section in sections)]) + "\n"
