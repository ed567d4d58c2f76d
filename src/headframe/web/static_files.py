"""The page's own style and scripts, from the package: a closed list of names, read once."""

from __future__ import annotations

from functools import cache
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response

from headframe.web.content import SCRIPT, STYLE, SVG, Content
from headframe.web.guards import response_of
from headframe.web.problem import Refused, problem_content

FILES = {"headframe.css": STYLE, "page.js": SCRIPT, "charts.js": SCRIPT, "job.js": SCRIPT, "icon.svg": SVG}


async def static_file(request: Request) -> Response:
    """Return one of the package's files."""
    name = str(request.path_params["name"])
    content = file_content(name)
    if content.keeps and request.headers.get("if-none-match") == content.tag:
        return Response(status_code=304, headers={"ETag": content.tag})
    response = response_of(content)
    if content.keeps:
        response.headers["ETag"] = content.tag
        response.headers["Cache-Control"] = "private, max-age=300"
    return response


@cache
def file_content(name: str) -> Content:
    """Return a file by a name of the list; no name from outside reaches the file system."""
    if name not in FILES:
        return problem_content(Refused(404, "there is no such file", next="go to the watchlist"))
    return Content(resources.files("headframe.web").joinpath("static").joinpath(name).read_bytes(), FILES[name])
