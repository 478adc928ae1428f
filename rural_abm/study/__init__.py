"""Studies: runs, comparisons, sweeps and evidence against sources, each part building on those before it."""
