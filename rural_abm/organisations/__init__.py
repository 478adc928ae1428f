"""What organisations keep and do: quarterly records, budgets, levers of steering, acts, the log of decisions.

Nothing in this room reads a resident's state; what organisations decide, and from what, stands in `agents/decisions`.
"""
