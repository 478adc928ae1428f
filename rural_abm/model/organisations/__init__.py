"""What organisations keep and do: quarterly books, budgets, policy levers, actions and the log of decisions.

No module in this room reads a resident's state; the decisions and their grounds are in `agents/decisions`.
"""
