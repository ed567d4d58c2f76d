"""How late a delivery comes: the delivery log's curve, turned round so that an even number draws a delay."""

from __future__ import annotations

from datetime import timedelta

import numpy as np

from headframe.ground.missing import Missing
from headframe.record.view import View
from headframe.sites.delivery import delay_curve
from headframe.worlds.parameters import Floats

SHARES = 200
LEAST_DELIVERIES = 5
DAYS_PER_MONTH = timedelta(days=365.25) / timedelta(days=12)


def delay_quantiles_months(view: View, stated_median_months: float) -> tuple[Floats, str]:
    """Return the delays at `SHARES` even shares of deliveries [months], shape (SHARES,), and how they were found.

    Early deliveries are negative; `inf` stands for the share that the log never saw delivered. Where fewer than
    `LEAST_DELIVERIES` were known, delays are exponential with the stated median.

    Parameters
    ----------
    view : View
        What was known.
    stated_median_months : float
        Used only where the log says too little [months].
    """
    curve = delay_curve(view)
    shares = (np.arange(SHARES) + 0.5) / SHARES
    seen = sum(curve.delivered)
    if seen < LEAST_DELIVERIES:
        words = f"the stated median, exponential: {seen} deliveries of dated promises were known"
        return -stated_median_months * np.log2(1 - shares), words
    days = [curve.quantile(float(share)) for share in shares]
    months = np.array([np.inf if isinstance(day, Missing) else day / DAYS_PER_MONTH for day in days])
    return months, f"Kaplan-Meier curve of {curve.promises} first promises, {seen} of them delivered"


def drawn_delays(quantiles: Floats, uniforms: Floats) -> Floats:
    """Return a delay for each uniform in (0, 1) [months]."""
    delays: Floats = quantiles[(uniforms * len(quantiles)).astype(np.int64)]
    return delays
