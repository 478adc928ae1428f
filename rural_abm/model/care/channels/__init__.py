"""How home nursing and physicians reach one another, and what they do together."""
