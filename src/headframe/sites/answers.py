"""What the sites say of a company, for whoever explains a figure by its id: one function an answer."""

from __future__ import annotations

from collections.abc import Callable

from headframe.record.view import View
from headframe.sites.megawatts import count_megawatts
from headframe.sites.register import lease_register

MAKERS: tuple[Callable[[View, str], object], ...] = (count_megawatts, lease_register)
"""Of (view, ticker). Every figure inside carries its id; add these to the makers of `figures_by_id`."""
