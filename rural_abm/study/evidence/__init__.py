"""Evidence: the model held against sources (patterns, calibration) and against itself (feedback loops, drift)."""
