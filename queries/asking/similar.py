"""Names like a name: what is offered where nothing bears the one that was asked for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from zhaoshang.ontology.names import pinyin

LIKE = 0.6
"""Share of letters that two names must have in common (Ratcliff/Obershelp) to be called alike."""


def nearest(text: str, forms: Iterable[str], limit: int) -> list[str]:
    """The likest of ``forms``: the same sound, then those that hold the text or are held by it, then those alike in letters."""
    letters = set(text)
    sharing = [form for form in forms if letters & set(form) and abs(len(form) - len(text)) <= max(len(form), len(text)) * 2 // 3]
    sound = pinyin(text)
    same = [form for form in sharing if pinyin(form) == sound]
    inside = [form for form in sharing if len(text) > 1 and (text in form or form in text)]
    alike = difflib.get_close_matches(text, sharing, limit, LIKE)
    return list(dict.fromkeys([*same, *sorted(inside, key=lambda f: (abs(len(f) - len(text)), f)), *alike]))[:limit]
