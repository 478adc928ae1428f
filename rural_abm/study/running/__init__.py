"""Runs: scenarios from requests, single runs or many over processes or a cluster, and the finished ones."""
