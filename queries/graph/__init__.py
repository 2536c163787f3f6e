"""The queries behind search, pages and the explorer: no questions that a person asks by name, so no catalogue entry."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def text(name: str) -> str:
    """The query of this folder by its file name, such as ``cards.rq``."""
    return files(__package__).joinpath(name).read_text("utf-8")
