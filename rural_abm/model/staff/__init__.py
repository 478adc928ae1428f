"""The staff: posts, rota, time, leaving, recruiting and training of GPs and nurses."""
