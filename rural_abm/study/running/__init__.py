"""Runs: scenarios as asked for, one run or many over processes or a cluster, and what of them is finished."""
