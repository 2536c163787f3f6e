"""The values that entities have for a property: for comparing with a table's cells, and for filling cells (data extension)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

from pyoxigraph import Literal

from zhaoshang.ontology.vocabulary import NS
from zhaoshang.queries.binding import iri
from zhaoshang.stores.triples.store import TripleStore

from ..search.cards import id_of
from ..search.forms import normal
from ..search.index import Named
from .names import bare_region
from .terms import Term

BATCH = 500
_TEXT = "PREFIX zs: <{ns}> SELECT DISTINCT ?s ?v WHERE {{ VALUES ?s {{ {ids} }} ?s {path} ?v }} ORDER BY ?s ?v"


@dataclass(frozen=True, slots=True)
class Value:
    """A literal (``text`` and its XSD ``type``) or an entity (``id``)."""

    id: str = ""
    text: str = ""
    type: str = ""


def values(store: TripleStore, prop: Term, ids: Iterable[str], *, wide: bool = False) -> dict[str, list[Value]]:
    """Entity -> its values. With ``wide`` a region stands for the regions around it as well, nearest or not."""
    path = prop.path + ("/zs:partOf*" if wide and "Region" in prop.range else "")
    found: dict[str, list[Value]] = {}
    wanted = sorted(set(ids))
    for low in range(0, len(wanted), BATCH):
        chosen = " ".join(iri(store.base, one) for one in wanted[low : low + BATCH])
        for row in store.query(_TEXT.format(ns=NS, ids=chosen, path=path)):
            term = row["v"]
            value = (
                Value(text=term.value, type=term.datatype.value) if isinstance(term, Literal) else Value(id=id_of(term.value, store.base))
            )
            found.setdefault(id_of(row["s"].value, store.base), []).append(value)
    return found


def bearers(store: TripleStore, prop: Term, value: str) -> list[str]:
    """The entities that have this text as the value of a property, sorted."""
    found = store.query(f"PREFIX zs: <{NS}> SELECT DISTINCT ?s WHERE {{ ?s {prop.path} {Literal(value)} }}")
    return sorted(id_of(row["s"].value, store.base) for row in found)


def agreement(asked: str, value: Value, cards: dict[str, Named]) -> float:
    """From 0 to 1, how well a cell and a value of the graph agree."""
    if not value.id:
        return _literal(asked, value)
    if asked == value.id or asked.endswith("/id/" + value.id):
        return 1.0
    card = cards.get(value.id)
    if card is None:
        return 0.0
    alike = _post if card.type == "Post" else _text
    return max(alike(asked, form) for form in (card.name, *card.aliases))


def _literal(asked: str, value: Value) -> float:
    if "date" in value.type.lower() or "gYear" in value.type:
        return float(bool(asked) and (value.text.startswith(asked) or asked.startswith(value.text)))
    try:
        one, other = Decimal(asked.strip()), Decimal(value.text)
        if not (one.is_finite() and other.is_finite()) or max(abs(one.adjusted()), abs(other.adjusted())) > 30:
            return float(asked == value.text)
        return float(max(Decimal(0), 1 - abs(one - other) * 5 / max(abs(one), abs(other), Decimal(1))))
    except InvalidOperation:
        return _text(asked, value.text)


def _post(asked: str, said: str) -> float:
    """A post is its jurisdiction and its office, and people leave the first away: 董事长 agrees with 某公司董事长, 市长 not with 副市长."""
    one, other = normal(asked), normal(said)
    long, short = (one, other) if len(one) > len(other) else (other, one)
    if len(short) >= 2 and long.endswith(short) and not long.removesuffix(short).endswith("副"):
        return 1.0 if short == one else 0.9
    return 0.0 if len(short) >= 2 and long.endswith("副" + short) else _text(asked, said)


def _text(asked: str, said: str) -> float:
    one, other = normal(asked), normal(said)
    if one == other or bare_region(one) == bare_region(other):
        return 1.0
    ratio = SequenceMatcher(None, one[:200], other[:200], False).ratio()
    return round(ratio, 4) if ratio >= 0.7 else 0.0
