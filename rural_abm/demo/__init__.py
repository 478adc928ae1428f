"""The workshop page: a local server that runs the model live, and pages that need no server.

The room imports only what the package offers at its top (`rural_abm.__all__`), as any user's own program would.
"""
