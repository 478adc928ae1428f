"""What the site does besides Sphinx: of diagrams written for the repository's own view only the words are shown."""

from docutils import nodes
from sphinx.transforms import SphinxTransform


class WithoutDiagramCode(SphinxTransform):
    """Drop the source of Mermaid diagrams, which a page cannot draw without a script from elsewhere."""

    default_priority = 210

    def apply(self, **options):
        """Remove the blocks from the page."""
        for block in list(self.document.findall(nodes.literal_block)):
            if block.get("language") == "mermaid":
                block.parent.remove(block)


def setup(app):
    """Register the transform with Sphinx."""
    app.add_transform(WithoutDiagramCode)
    return {"parallel_read_safe": True}
