"""The time of those at work: weekly plans, the roster, duty lists, nights, and the post-days counted."""
