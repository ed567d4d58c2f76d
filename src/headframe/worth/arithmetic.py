"""Arithmetic written as text, over named intervals: the four operations and brackets, nothing else."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from functools import cache

from headframe.ground.errors import InputRefused
from headframe.ground.interval import Interval

OPERATIONS: dict[type[ast.operator], Callable[[Interval, Interval], Interval]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def worked_out(formula: str, values: Mapping[str, Interval]) -> Interval:
    """Return what a formula gives for named intervals.

    Parameters
    ----------
    formula : str
        Names, numbers, + − × / and brackets in Python's spelling.
    values : mapping
        An interval for every name, in the name's own unit.

    Raises
    ------
    InputRefused
        For anything else in the formula, or a division by what may be zero.

    Examples
    --------
    >>> worked_out("2 * (a - 1)", {"a": Interval(3.0, 4.0)}).high
    6.0
    """
    return _value(parsed(formula), values)


@cache
def parsed(formula: str) -> ast.expr:
    """Return a formula's tree, refusing one that is no arithmetic."""
    try:
        return ast.parse(formula, mode="eval").body
    except SyntaxError as error:
        raise _refused(formula) from error


@cache
def names_in(formula: str) -> frozenset[str]:
    """Return the names that a formula needs."""
    return frozenset(node.id for node in ast.walk(parsed(formula)) if isinstance(node, ast.Name))


def _value(node: ast.expr, values: Mapping[str, Interval]) -> Interval:
    match node:
        case ast.Constant(value=int() | float() as number):
            return Interval.exact(float(number))
        case ast.Name(id=name) if name in values:
            return values[name]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in OPERATIONS:
            return OPERATIONS[type(op)](_value(left, values), _value(right, values))
    raise _refused(ast.unparse(node))


def _refused(text: str) -> InputRefused:
    return InputRefused(
        f"'{text[:60]}' is no arithmetic over known names", where="formula", next="use names, numbers, + - * / ( )"
    )
