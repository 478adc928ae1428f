"""`python -m rural_abm`: the same as the command `rural-abm`."""

from rural_abm.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
