"""Measured figures: `python -m benchmarks` lists them and runs them. Not part of the gate."""
