"""Acute requests and the emergency chain."""
