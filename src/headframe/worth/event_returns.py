"""What an event's sessions and windows returned beyond the normal, as figures with bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from headframe.ground.interval import Interval
from headframe.vocabulary.figure import Figure
from headframe.worth.driver_figures import Maker

if TYPE_CHECKING:
    from headframe.worth.abnormal import Floats, NormalReturn
    from headframe.worth.market_returns import Returns


WINDOWS = ((0, 1), (-1, 1), (-5, 5))
"""First and last session of each window, the event's session being 0."""
FIRST, LAST = -5, 5
CONFIDENCE = 0.90


@dataclass(frozen=True, slots=True)
class WindowReturn:
    """Cumulated abnormal return from session `first` to `last` [ratio, log], with a 90 % band; t and p of no effect."""

    first: int
    last: int
    car: Figure
    t: Figure
    p_value: Figure


@dataclass(frozen=True, slots=True)
class SessionReturn:
    """One session's abnormal return, and what cumulated since the first shown [ratio, log]."""

    session: int
    day: date
    abnormal: Figure
    cumulated: Figure


def factors(returns: Returns) -> Floats:
    """Return the regressors of the normal return: constant, market, bitcoin's lag, session and lead (T, 5)."""
    import numpy as np

    return np.column_stack([np.ones(len(returns.share)), returns.market, returns.bitcoin])


def window_return(
    returns: Returns, model: NormalReturn, maker: Maker, at: int, window: tuple[int, int]
) -> WindowReturn:
    """Return the cumulated abnormal return of a window around step `at`, its t and p."""
    from headframe.worth.abnormal import cumulate

    first, last = window
    span = slice(at + first, at + last + 1)
    found = cumulate(model, returns.share[span], factors(returns)[span])
    name, day = f"{first:+d} to {last:+d}", returns.days[at]
    low, high = found.band(_critical(model.freedom))
    formula = f"Σ return − normal return over sessions {name}; 90 % band of a forecast"
    return WindowReturn(
        first,
        last,
        maker.figure("abnormal_return", day, name, found.value, Interval(low, high), formula),
        maker.figure("abnormal_return_t", day, name, found.t, Interval.exact(found.t), "cumulated / its error"),
        maker.figure(
            "abnormal_return_p", day, name, found.p_value, Interval.exact(found.p_value), f"t, {model.freedom} degrees"
        ),
    )


def session_return(returns: Returns, model: NormalReturn, maker: Maker, at: int, offset: int) -> SessionReturn:
    """Return one session's abnormal return, `offset` from step `at`, and what cumulated up to it."""
    from headframe.worth.abnormal import cumulate

    x, y = factors(returns), returns.share
    made = []
    for name, span in (
        (f"session {offset:+d}", slice(at + offset, at + offset + 1)),
        (f"{FIRST:+d} to {offset:+d} cumulated", slice(at + FIRST, at + offset + 1)),
    ):
        found = cumulate(model, y[span], x[span])
        low, high = found.band(_critical(model.freedom))
        formula = "return − normal return; 90 % band of a forecast"
        made.append(maker.figure("abnormal_return", returns.days[at], name, found.value, Interval(low, high), formula))
    return SessionReturn(offset, returns.days[at + offset], made[0], made[1])


def _critical(freedom: int) -> float:
    from scipy.stats import t as student

    return float(student.ppf((1 + CONFIDENCE) / 2, freedom))


def mean_returns(
    returns: Returns, last_day: date, known: Sequence[tuple[WindowReturn, ...]]
) -> tuple[WindowReturn, ...]:
    """Return the mean over events, its error from theirs as if independent."""
    from scipy.stats import norm

    made = []
    maker = Maker(returns.company, returns.source, max(windows[0].car.known_at for windows in known), returns.often)
    for at, (first, last) in enumerate(WINDOWS):
        cars = [windows[at] for windows in known]
        value = sum(w.car.value for w in cars) / len(cars)
        errors = [abs(w.car.value / w.t.value) if w.t.value else 0.0 for w in cars]
        error = sum(e * e for e in errors) ** 0.5 / len(cars)
        t = value / error if error > 0 else 0.0
        half = float(norm.ppf((1 + CONFIDENCE) / 2)) * error
        name = f"{first:+d} to {last:+d} mean of {len(cars)} events"
        formula = f"mean of {len(cars)} events; 90 % band, events taken as independent"
        p = float(2 * norm.sf(abs(t)))
        made.append(
            WindowReturn(
                first,
                last,
                maker.figure("abnormal_return", last_day, name, value, Interval.around(value, half), formula),
                maker.figure("abnormal_return_t", last_day, name, t, Interval.exact(t), "mean / its error"),
                maker.figure("abnormal_return_p", last_day, name, p, Interval.exact(p), "normal law"),
            )
        )
    return tuple(made)
