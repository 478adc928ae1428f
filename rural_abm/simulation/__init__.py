"""The model: its first day, the order of the day's phases, its Mesa agents and the register of events."""
