"""What a stranger's SPARQL query may not hold: SERVICE, and everything that is not a query.

The tokens follow the SPARQL 1.1 grammar (section 19.8) as far as is needed to tell keywords from IRIs, prefixed names,
variables, strings and comments. Reading is linear in the query's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhaoshang.ontology.errors import RefusedError

MAX_QUERY = 1_000_000
"""Code points; a longer query is refused before it is parsed."""
MAX_NESTING = 200
"""Brackets of any kind; a parser that descends by recursion must not be driven into the ground."""

_TOKEN = re.compile(
    r"""
    (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*''' | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<comment>\#[^\n\r]*)
  | (?P<variable>[?$]\w+)
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>[\w.\-%\\]*:(?:[\w.\-%:]|\\.)*)
  | (?P<word>[^\W\d]\w*)
  | (?P<open>[({\[])
  | (?P<close>[)}\]])
    """,
    re.VERBOSE | re.DOTALL,
)


def words(query: str) -> Iterator[tuple[str, str, int]]:
    """The tokens that matter here as (kind, text, offset); kinds are the group names above."""
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup
        if kind is not None and kind != "comment":
            yield kind, found.group(), found.start()


def check(query: str) -> None:
    """Raise RefusedError if the query calls out (SERVICE), is too long or nested too deeply."""
    if len(query) > MAX_QUERY:
        raise RefusedError(f"The query has {len(query)} characters; {MAX_QUERY} are allowed.", remedy="send a shorter query")
    depth = 0
    for kind, text, offset in words(query):
        if kind == "word" and text.upper() == "SERVICE":
            raise RefusedError(
                "SERVICE would have this endpoint call another one, which it never does.",
                where=f"character {offset}",
                remedy="query the other endpoint yourself and join the answers",
            )
        depth += (kind == "open") - (kind == "close")
        if depth > MAX_NESTING:
            raise RefusedError(f"The query is nested more than {MAX_NESTING} deep.", where=f"character {offset}", remedy="flatten it")
