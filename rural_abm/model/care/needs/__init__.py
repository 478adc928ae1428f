"""Needs: how they open, wait and end, visitors' included, and what follows a discharge."""
