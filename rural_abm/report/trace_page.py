"""TRACE: the evidence that the model is fit for its purpose, in the protocol's eight parts, filled in from data."""

from collections import Counter

from rural_abm.parameters.register import KINDS
from rural_abm.regions.registers import load_register
from rural_abm.report.tables_md import table
from rural_abm.report.templates import page_templates


def trace_page():
    """Return the page as Markdown text."""
    from rural_abm.study.evidence.mechanisms import loops
    from rural_abm.study.evidence.patterns_files import ROLES, declared

    register, patterns = load_register(), list(declared().patterns.values())
    kinds = Counter(parameter.kind for parameter in register.values())
    scales = list(dict.fromkeys(pattern.scale for pattern in patterns))
    roles = [
        (role.replace("_", " "), *(sum(p.role == role and p.scale == scale for p in patterns) for scale in scales))
        for role in ROLES
    ]
    return (
        page_templates()
        .get_template("trace.md.jinja")
        .render(
            kinds=table(("Kind of knowledge", "Parameters"), [(kind, kinds[kind]) for kind in KINDS if kinds[kind]]),
            patterns=table(("Role", *scales), roles),
            checks=sum(pattern.role == "check" for pattern in patterns),
            all_patterns=len(patterns),
            parameters=len(register),
            loops=len(loops()),
        )
    )
