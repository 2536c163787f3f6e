"""Cypher as tokens: enough of its lexical grammar to know what is a word of the language and what is only quoted.

After the openCypher grammar and Neo4j 5's: strings in either quote with backslash escapes, names in backticks (doubled
inside), ``//`` and ``/* */`` comments, parameters, numbers. Neo4j reads ``\\uXXXX`` before all else, even where it makes a
quotation mark; such text is refused rather than guessed at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from zhaoshang.ontology.errors import RefusedError, UsageError


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    """A keyword or an unquoted name: only its place tells which."""
    NAME = "name"
    """A name in backticks, which is never a keyword."""
    STRING = "string"
    PARAMETER = "parameter"
    NUMBER = "number"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """``text`` is what it means: a word as written, a quoted name without its backticks, a sign."""

    kind: Kind
    text: str
    start: int

    def is_word(self, *words: str) -> bool:
        """True if it is one of these words (upper case), written in any case."""
        return self.kind is Kind.WORD and self.text.upper() in words

    def is_sign(self, sign: str) -> bool:
        """True if it is that sign."""
        return self.kind is Kind.SIGN and self.text == sign


_PATTERN = re.compile(
    r"""(?P<space>\s+|//[^\n\r]*|/\*.*?\*/)
    |(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<name>`(?:[^`]|``)*`)
    |(?P<parameter>\$(?:\w+|`(?:[^`]|``)*`))
    |(?P<number>0[xo][0-9a-fA-F_]+|(?:\d[\d_]*)(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)
    |(?P<word>[^\W\d]\w*)
    |(?P<sign>[-+*/%^=<>!|&.,;:(){}\[\]$@?#~])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\[uU]")


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a query, comments and white space left out.

    Raises UsageError for what is no Cypher (an open string, a stray character), RefusedError for Unicode escapes.
    """
    if found := _ESCAPE.search(text):
        remedy = "write the character itself, or hand it over as a parameter"
        raise RefusedError(
            "Unicode escapes are not taken, because they can hide quotation marks", where=place(text, found.start()), remedy=remedy
        )
    at = 0
    while at < len(text):
        match = _PATTERN.match(text, at)
        if match is None or (text.startswith("/*", at) and match.lastgroup == "sign"):
            raise UsageError(
                f"this is no Cypher: {text[at : at + 20]!r}", where=place(text, at), remedy="close the quotation or take the sign away"
            )
        kind, at = match.lastgroup, match.end()
        if kind and kind != "space":
            yield Token(Kind(kind), _meaning(kind, match.group()), match.start())


def _meaning(kind: str, text: str) -> str:
    return text[1:-1].replace("``", "`") if kind == "name" else text


def place(text: str, at: int) -> str:
    """``line 2, column 5`` of an offset."""
    line = text.count("\n", 0, at) + 1
    return f"line {line}, column {at - text.rfind(chr(10), 0, at)}"
