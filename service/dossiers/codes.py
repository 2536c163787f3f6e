"""The unified social credit code of Chinese organisations (GB 32100-2015)."""

from __future__ import annotations

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""No I, O, S, V and Z: they are taken for 1, 0, 5, U and 2."""
LENGTH = 18


def is_credit_code(text: str) -> bool:
    """True if the 18 characters end in the check character that the others give: weights are powers of 3 modulo 31."""
    if len(text) != LENGTH or any(c not in _ALPHABET for c in text):
        return False
    total = sum(_ALPHABET.index(c) * pow(3, place, 31) for place, c in enumerate(text[:-1]))
    return _ALPHABET[-total % 31] == text[-1]
