"""The register of parameters, each with its range, source and kind, and draws from its ranges."""
