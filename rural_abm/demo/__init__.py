"""The workshop page: a server on this machine that runs worlds while people watch, and pages that need no server.

The room imports only what the package offers at its top (`rural_abm.__all__`), as any user's own program would.
"""
