"""Megawatts in one vocabulary: stages, leases, the check of a deal, and what was delivered of what was promised."""
