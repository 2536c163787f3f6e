"""Names like a name: what is offered where nothing bears the one that was asked for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from .sound import same_sound

LIKE = 0.6
"""Share of letters that two names must have in common (Ratcliff/Obershelp) to be called alike."""


def nearest(text: str, forms: Iterable[str], limit: int) -> list[str]:
    """The likest of ``forms``: the same sound, then those that hold the text or are held by it, then those alike in letters."""
    letters = set(text)
    sharing = [form for form in forms if not letters.isdisjoint(form)]
    same = [form for form in sharing if same_sound(form, text)]
    inside = [form for form in sharing if len(text) > 1 and len(form) < 3 * len(text) + 2 and (text in form or form in text)]
    close = [form for form in sharing if 2 * len(letters.intersection(form)) >= LIKE * max(len(form), len(text))]
    alike = difflib.get_close_matches(text, close, limit, LIKE)
    return list(dict.fromkeys([*same, *sorted(inside, key=lambda f: (abs(len(f) - len(text)), f)), *alike]))[:limit]
