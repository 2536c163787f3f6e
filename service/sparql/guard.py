"""What a stranger's SPARQL query may not hold: SERVICE, and everything that is not a query.

The tokens follow the SPARQL 1.1 grammar (section 19.8) as far as is needed to tell keywords from IRIs, prefixed names,
variables, strings and comments. Reading is linear in the query's length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zhaoshang.ontology.errors import RefusedError

MAX_QUERY = 1_000_000
"""Code points; a longer query is refused before it is parsed."""
MAX_NESTING = 200
"""Brackets of any kind; a parser that descends by recursion must not be driven into the ground."""

_TOKEN = re.compile(
    r"""
    (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*+''')
  | (?P<unclosed>\"\"\" | ''')
  | (?P<short>"(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+')
  | (?P<unfinished>["'])
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*+>)
  | (?P<comment>\#[^\n\r]*+)
  | (?P<variable>[?$]\w++)
  | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
  | (?P<name>(?:[^\W\d][\w.\-]*+)?+:(?:[\w.\-%:]|\\.)*+)
  | (?P<run>[^\W\d][\w.\-]*+)
  | (?P<open>[({\[])
  | (?P<close>[)}\]])
  | (?P<end>;)
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(r"[^\W\d]\w*+")
_HIDDEN = re.compile(r"\).*service.*#", re.IGNORECASE)
"""``FILTER(1<2)SERVICE?v#>``: from the less-than sign on it reads like an IRI, but the store takes it for a comparison."""
_IN_PREFIX = re.compile(r"[.\-]service:", re.IGNORECASE)
"""``true.SERVICE:x``: one prefixed name, or a literal, a full stop and a call."""


def words(query: str) -> Iterator[tuple[str, str, int]]:
    """The tokens that matter here as (kind, text, offset): string, iri, variable, language, name, word, open, close, end.

    After a quotation mark that is never closed nothing more comes: such a text is malformed, whatever follows.
    """
    for found in _TOKEN.finditer(query):
        kind = found.lastgroup or ""
        if kind in ("unclosed", "unfinished"):
            return
        if kind == "run":  # ``true.SERVICE`` without a colon is words with full stops between
            yield from (("word", word.group(), found.start() + word.start()) for word in _WORD.finditer(found.group()))
        elif kind != "comment":
            yield "string" if kind == "short" else kind, found.group(), found.start()


def check(query: str) -> None:
    """Raise RefusedError if the query calls out (SERVICE), is too long or nested too deeply."""
    check_size(query)
    check_calls(query)


def check_size(query: str) -> None:
    """Raise RefusedError if the query is too long or nested too deeply to be parsed."""
    if len(query) > MAX_QUERY:
        raise RefusedError(f"The query has {len(query)} characters; {MAX_QUERY} are allowed.", remedy="send a shorter query")
    depth = 0
    for kind, _, offset in words(query):
        depth += (kind == "open") - (kind == "close")
        if depth > MAX_NESTING:
            raise RefusedError(f"The query is nested more than {MAX_NESTING} deep.", where=f"character {offset}", remedy="flatten it")


def check_calls(query: str) -> None:
    """Raise RefusedError if the query calls out (SERVICE)."""
    for offset, _ in _calls(query):
        raise _refusal(offset)


def _refusal(offset: int) -> RefusedError:
    what = "SERVICE would have this endpoint call another one, which it never does."
    return RefusedError(what, where=f"character {offset}", remedy="query the other endpoint yourself and join the answers")


def _calls(query: str) -> Iterator[tuple[int, int]]:
    """Where SERVICE (with SILENT) begins and ends."""
    for (kind, text, offset), (_, after, then) in pairwise((*words(query), ("", "", 0))):
        if kind == "word" and text.upper() == "SERVICE":
            yield offset, then + 6 if after.upper() == "SILENT" else offset + 7
        elif (kind == "iri" and _HIDDEN.search(text)) or (kind == "name" and _IN_PREFIX.search(text)):
            yield offset, offset


def without_calls(query: str) -> str:
    """The query with GRAPH for each SERVICE: as well-formed as before, and safe to have the store parse it.

    Raises RefusedError where the two cannot be told apart for sure.
    """
    found, at = [], 0
    for start, end in _calls(query):
        if start == end:
            raise _refusal(start)
        found.append(query[at:start] + "GRAPH ")
        at = end
    return "".join(found) + query[at:]


def names_dataset(query: str) -> bool:
    """True if the query says itself which graphs it reads, by FROM."""
    depth = 0
    for kind, text, _ in words(query):
        depth += (kind == "open") - (kind == "close")
        if kind == "word" and not depth and text.upper() == "FROM":
            return True
    return False
