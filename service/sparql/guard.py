"""What a stranger's SPARQL query may not hold: SERVICE, and everything that is not a query.

The tokens follow the SPARQL 1.1 grammar (section 19.8) as far as is needed to tell keywords from IRIs, prefixed names,
variables, strings and comments. Reading is linear in the query's length.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from itertools import pairwise

from zhaoshang.ontology.errors import RefusedError

MAX_QUERY = 1_000_000
"""Code points; a longer query is refused before it is parsed."""
SHORT = 10_000
"""Code points of a query that is looked through in a few milliseconds, which takes no thread of its own."""
MAX_NESTING = 200
"""Brackets of any kind; a parser that descends by recursion must not be driven into the ground."""

_CHARS = r"A-Za-z0-9_\x80-\U0010ffff"
"""What names are made of, and more: what the store takes for no part of a name makes the query malformed."""
_TOKEN = re.compile(
    rf"""
    (?P<string>\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*+''')
  | (?P<unclosed>\"\"\" | ''')
  | (?P<short>"(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+')
  | (?P<unfinished>["'])
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+>)
  | (?P<doubtful><<)
  | (?P<comment>\#[^\n\r]*+)
  | (?P<variable>[?$][{_CHARS}]++)
  | (?P<language>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+)
  | (?P<name>(?:(?![0-9])[{_CHARS}][{_CHARS}.\-]*+)?+:(?:[{_CHARS}.\-%:]|\\.)*+)
  | (?P<run>(?![0-9])[{_CHARS}][{_CHARS}.\-]*+)
  | (?P<open>[({{\[])
  | (?P<close>[)}}\]])
  | (?P<end>;)
    """,
    re.VERBOSE | re.DOTALL,
)
_WORD = re.compile(rf"(?![0-9])[{_CHARS}]++")
_COMPARED = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.\-]*+://)[^>]*[)#'][^>]*>")
"""``(1<2)SERVICE?v#>``: within brackets what looks like an IRI may be a comparison, and then a bracket, comment or string."""
_ENDED = re.compile(r"(?:^-|\.).*service", re.DOTALL)
"""``a:x.y.SERVICE``: the store ends a name at some full stops."""


def words(query: str) -> Iterator[tuple[str, str, int]]:
    """The tokens that matter here as (kind, text, offset): string, iri, variable, language, name, word, open, close, end.

    One of the kind doubtful may be read in two ways. After a quotation mark that is never closed nothing more comes; where it
    is one of three, that may still be two strings, so that the rest is one token of the kind unclosed.
    """
    brackets = [""]
    for found in _TOKEN.finditer(query):
        kind, text = found.lastgroup or "", found.group()
        if kind == "open":
            brackets.append(text)
        elif kind == "close" and len(brackets) > 1:
            brackets.pop()
        if kind == "unfinished":
            return
        if kind == "unclosed":
            yield kind, query[found.start() :], found.start()
            return
        if kind == "iri" and brackets[-1] == "(" and _COMPARED.match(text):
            kind = "doubtful"
        if kind == "run":  # ``true.SERVICE`` without a colon is words with full stops between
            yield from (("word", word.group(), found.start() + word.start()) for word in _WORD.finditer(text))
        elif kind != "comment":
            yield "string" if kind == "short" else kind, text, found.start()


def check(query: str) -> None:
    """Raise RefusedError if the query calls out (SERVICE), is too long or nested too deeply."""
    check_size(query)
    check_calls(query)


def check_size(query: str) -> None:
    """Raise RefusedError if the query is too long or nested too deeply to be parsed."""
    if len(query) > MAX_QUERY:
        raise RefusedError(f"The query has {len(query)} characters; {MAX_QUERY} are allowed.", remedy="send a shorter query")
    if sum(map(query.count, "({[")) <= MAX_NESTING:
        return
    depth = 0
    for kind, _, offset in words(query):
        depth += (kind == "open") - (kind == "close")
        if depth > MAX_NESTING:
            raise RefusedError(f"The query is nested more than {MAX_NESTING} deep.", where=f"character {offset}", remedy="flatten it")


async def check_size_aside(query: str) -> None:
    """`check_size` without holding up the event loop."""
    await asyncio.to_thread(check_size, query) if len(query) > SHORT else check_size(query)


def check_calls(query: str) -> None:
    """Raise RefusedError if the query calls out (SERVICE)."""
    for offset, _ in _calls(query):
        raise _refusal(offset)


def _refusal(offset: int) -> RefusedError:
    what = "SERVICE would have this endpoint call another one, which it never does; here it stands, or may be read."
    return RefusedError(what, where=f"character {offset}", remedy="query the other endpoint yourself and join the answers")


def _calls(query: str) -> Iterator[tuple[int, int]]:
    """Where SERVICE (with SILENT) begins and ends; both are the same where it only may stand there.

    The store asks for no white space around keywords: ``trueSERVICE<x>`` and ``SERVICEa:x`` are calls.
    """
    if "service" not in query.lower():
        return
    before = ""
    for (kind, text, offset), (_, after, then) in pairwise((*words(query), ("", "", 0))):
        if kind == "word" and text.upper() == "SERVICE":
            yield offset, then + 6 if after.upper() == "SILENT" else offset + 7
        elif kind == "doubtful" or ("service" in text.lower() and _may_call(kind, text.lower(), before, after)):
            yield offset, offset
        before = text.upper() if kind == "word" else ""


def _may_call(kind: str, text: str, before: str, after: str) -> bool:
    """True if a call may hide in a token that has the word in it; ``text`` is in small letters."""
    if kind == "name":
        prefix, _, local = text.partition(":")
        return ("service" in prefix and after == "{" and before != "GRAPH") or _ENDED.search(local) is not None
    return kind in ("word", "unclosed")


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
    if "from" not in query.lower():
        return False
    depth = 0
    for kind, text, _ in words(query):
        depth += (kind == "open") - (kind == "close")
        if kind == "word" and not depth and text.upper() == "FROM":
            return True
    return False
