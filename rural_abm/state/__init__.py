"""The state of a simulated world, the ledger that counts what happens in it, and its snapshots."""
