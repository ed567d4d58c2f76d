"""Multistage stochastic optimisation in general: a plan, and bounds on how far from the best it is."""
