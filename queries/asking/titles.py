"""A person's place and post said with the name (``荆门市市长胡九皋``, ``赣州的周立诚``): they tell whom, and are asked no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zhaoshang.ontology.names import normal

from .forms import offices_of_places, titles
from .interpretation import WEAK
from .lexicon import lexicon
from .names import Names
from .tokens import Token

_IS = frozenset(
    {"是", "就是", "是不是", "任", "当", "当过", "做过", "做", "担任", "担任过", "出任", "是否", "还是", "任过", "当上", "当了"}
)
_OFFICE = frozenset({"title", "head", "post"})

_PRESENT = ("的", "现任", "现在", "目前", "当前", "如今")
"""What may stand between a place and a post: 亳州现任市委书记."""


def settle(tokens: Sequence[Token], names: Names) -> tuple[Token, ...]:
    """The pieces with titles taken into the names beside them; a name of several people keeps those whom place or post fits."""
    found: list[Token] = []
    for token in tokens:
        if _is_person(token):
            found.append(_with_title(token, found, names))
        elif "title" in token.tags and found and _is_person(found[-1]):
            continue
        elif "title" in token.tags and (holder := _holder(token, found, names)):
            found.append(holder)
        elif token.text in offices_of_places() and (low := _place(found)) >= 0:
            found[low:] = [Token(found[low].text + token.text, known=False)]  # an office whose holder is not known
        elif "title" in token.tags and found and not found[-1].known:
            found[-1] = replace(found[-1], text=found[-1].text + token.text)
        else:
            found.append(token)
    return tuple(found)


def held(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The pieces with a post behind a person and 是, 任 or 当 as what is asked of the person, not as its holder: 郑砚农是亳州市长吗."""
    found = list(tokens)
    for i, token in enumerate(tokens):
        before = [piece for piece in tokens[:i] if piece.weighs and _is_person(piece)]
        said = tokens[i - 1].text if i else ""
        if token.is_post and before and not before[-1].is_post and said in _IS:
            found[i] = Token(token.text, frozenset({"post"}))
    return tuple(found)


def of_firms(tokens: Sequence[Token], names: Names) -> tuple[Token, ...]:
    """The pieces with a firm's post (铠岳机电总经理) as firm and title where its holder does nothing: there the firm's people are asked."""
    if any(token.tags - WEAK - _OFFICE for token in tokens):
        return tuple(tokens)
    return tuple(part for token in tokens for part in (_parts(token, names) if token.is_post else (token,)))


def _parts(post: Token, names: Names) -> tuple[Token, ...]:
    held = {of for person in post.entities for of in names.of.get(person.id, ())}
    firms = tuple(e for of in sorted(held) if (e := names.get(of)) and e.fits("Organization"))
    title = next((word for word in sorted(titles(), key=len, reverse=True) if post.text.endswith(word)), "")
    if not firms or not title or any(person.cls == "Official" for person in post.entities):
        return (post,)
    return Token(post.text.removesuffix(title), entities=firms), Token(title, lexicon()[title])


def _place(before: Sequence[Token]) -> int:
    """Where the place of a title stands that follows; -1 where there is none."""
    low = len(before) - 1
    while low > 0 and before[low].text in _PRESENT:
        low -= 1
    return low if low >= 0 and any(entity.fits("Region") for entity in before[low].entities) else -1


def _holder(title: Token, before: list[Token], names: Names) -> Token | None:
    """Who holds the post: 鹤岗的市委书记, from the place that is taken off ``before``; None where nothing says."""
    low = _place(before)
    if low < 0:
        return None
    forms = (before[low].text + title.text, *(normal(entity.label) + title.text for entity in before[low].entities))
    held = next((called for form in forms if (called := names.called(form))), ())
    if not held:
        return None
    del before[low:]
    return Token(forms[0], entities=held, is_post=True)


def _is_person(token: Token) -> bool:
    return any(entity.fits("Person") for entity in token.entities)


def _with_title(person: Token, before: list[Token], names: Names) -> Token:
    """``person`` narrowed down by what stands right before it, which is taken off ``before``."""
    low = len(before)
    while low and (before[low - 1].text == "的" or "title" in before[low - 1].tags or _is_post(before[low - 1])):
        low -= 1
    of = ("Region", "Organization") if low < len(before) else ("Region",)
    if low and any(entity.fits(cls) for entity in before[low - 1].entities for cls in of):
        low -= 1
    said = before[low:]
    if not said or said[0].text == "的":
        return person
    meant = tuple(e for e in person.entities if any(_serves(e.id, token, names) for token in said))
    if not meant and not any("title" in token.tags or token.is_post for token in said):
        return person
    if meant or all("title" in token.tags or token.text == "的" for token in said):
        del before[low:]
    return replace(person, entities=meant or person.entities)


def _is_post(token: Token) -> bool:
    return token.is_post and _is_person(token)


def _serves(person: str, token: Token, names: Names) -> bool:
    if token.is_post:
        return any(entity.id == person for entity in token.entities)
    return any(entity.id in names.of.get(person, ()) for entity in token.entities)
