"""Evidence: comparison of the model with sources (patterns, calibration) and with itself (feedback loops, drift)."""
