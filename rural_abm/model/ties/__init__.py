"""Relationships between residents, clinicians and organisations, and measured continuity."""
