"""Measurements on the development data: ``python -m tests.benchmarks NAME [args]``."""
