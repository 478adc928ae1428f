"""The decisions of organisations, one file per organisation: plain rules over their own books and purses.

A decider takes a row of `world.books`, a row of `world.purses` and the register's thresholds, and returns Decisions. It
never receives the world, so it cannot know more than the organisation does.
"""
