"""How much is read at once."""

from __future__ import annotations

import os
from dataclasses import dataclass

from zhaoshang.ontology.errors import UsageError

VARIABLE = "ZHAOSHANG_MAX_ARTICLE_BYTES"


@dataclass(frozen=True, slots=True)
class Limits:
    """``article_bytes``: a longer file (or line of JSONL) is refused with an error that says how to raise the limit.

    The default is a hundred times a long article: what is longer is a dump of many, and would hold up the others.
    """

    article_bytes: int = 2 * 1024 * 1024

    @classmethod
    def from_env(cls) -> Limits:
        """The default, or what the environment says; raises UsageError where that is no number."""
        said = os.environ.get(VARIABLE, "").strip()
        if not said:
            return cls()
        if not said.isdecimal() or not int(said):
            raise UsageError(f"{VARIABLE} is no number of bytes: {said!r}", remedy="set it to a whole number, or unset it")
        return cls(int(said))
