"""The daily closes that a form hands in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from headframe.ground.errors import InputRefused
from headframe.web.task import Task

if TYPE_CHECKING:
    from headframe.worth.closes import Closes


def closes_handed(task: Task, as_of: date) -> Closes:
    """Return the closes of the file, what came after `as_of` left out.

    Raises
    ------
    InputRefused
        For a file that is no UTF-8, and whatever `read_closes` refuses.
    """
    from headframe.worth.closes import read_closes

    try:
        text = task.data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputRefused(f"{task.file_name} is not UTF-8", where="file", next="save it as CSV in UTF-8") from error
    return read_closes(text, task.file_name, as_of)
