"""Headframe: what listed bitcoin miners reported, what it adds up to, and what it means."""

from headframe.version import __version__

__all__ = ["__version__"]
