"""Templates: found in the package, escaped by default, and unable to pass over a name that is not there."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from headframe.version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> Environment:
    """Return the templates of this room."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from headframe.web.pages_table import menu

    made = Environment(
        loader=PackageLoader("headframe.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals["menu"] = menu()
    made.globals["version"] = __version__
    return made


def html_of(template: str, **values: Any) -> str:
    """Return a template filled in; `title` is what every page needs."""
    return environment().get_template(template).render(**values)
