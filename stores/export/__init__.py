"""The graph in formats that other programs read, streamed from the journal; no store is opened.

Belongs here: one module a family of formats, each a function from journal to an open binary file.
Does not: choosing files, progress bars.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from ..journal import Journal
from ..settings import Settings
from .graphml import write_graphml
from .rdf import write_jsonld, write_nquads, write_turtle
from .table import write_csv

Writer = Callable[[Journal, Settings, BinaryIO], None]

FORMATS: dict[str, Writer] = {
    "turtle": write_turtle,
    "nquads": write_nquads,
    "jsonld": write_jsonld,
    "graphml": write_graphml,
    "csv": write_csv,
}
"""Format -> what writes it. Turtle has no named graphs: it is the union of all."""

__all__ = ["FORMATS", "Writer", "write_csv", "write_graphml", "write_jsonld", "write_nquads", "write_turtle"]
