"""Holders, short forms and regions, as the corpora beside the rules say."""

from pathlib import Path

from zhaoshang.ingest import entity
from zhaoshang.ingest.document import Document
from zhaoshang.ingest.entity import find_entities, firms
from zhaoshang.ingest.entity.holders import find_holdings
from zhaoshang.ingest.mention import find_mentions
from zhaoshang.ingest.table import read_table
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Kind
from zhaoshang.ontology.values import Span

CORPUS = Path(entity.__file__).parent / "corpus"


def document(text: str) -> Document:
    return find_mentions(Article("a", text, (Span(0, len(text)),), False))


def rows(name: str) -> list[tuple[int, tuple[str, ...]]]:
    return list(read_table(CORPUS / f"{name}.tsv", 2))


def differing(name: str, answer) -> list[str]:  # type: ignore[no-untyped-def]
    wrong = ((line, text, answer(text), expected) for line, (text, expected) in rows(name))
    return [f"{name}.tsv:{line}: {text} has {found}, not {expected}" for line, text, found, expected in wrong if found != expected]


def holdings(text: str) -> str:
    found = find_holdings(text, document(text).mentions)
    return "|".join(f"{h.person.span.of(text)}={h.post.span.of(text)}" for h in found) or "-"


def grouped(names: str) -> str:
    places = ("浙江", "中国", "云岭")
    strip = lambda name: next((name.removeprefix(p) for p in places if name.startswith(p)), name)  # noqa: E731
    return "|".join("+".join(group) for group in firms.clusters(names.split("|"), [], strip))


def named(text: str, kind: Kind) -> str:
    found = [e for e in find_entities(document(text)).entities.values() if e.kind is kind]
    return "|".join("+".join(e.names) for e in found) or "-"


def people(text: str) -> str:
    found = [e for e in find_entities(document(text)).entities.values() if e.kind in (Kind.OFFICIAL, Kind.EXECUTIVE)]
    return "|".join(f"{e.names[0]}={e.kind}" for e in found) or "-"


def test_holders() -> None:
    assert not differing("holders", holdings)


def test_short_forms_of_firms() -> None:
    assert not differing("firms", grouped)


def test_regions() -> None:
    assert not differing("regions", lambda text: named(text, Kind.REGION))


def test_bodies() -> None:
    assert not differing("bodies", lambda text: named(text, Kind.BODY))


def test_officials_and_executives() -> None:
    assert not differing("people", people)


def test_a_surname_with_a_title_is_whom_it_means() -> None:
    text = "云岭矿业集团董事长周怀安一行来访，周董事长表示满意。"
    found = find_entities(document(text))
    (person,) = [e for e in found.entities.values() if e.kind is Kind.EXECUTIVE]
    assert [e.quote for e in person.mentions] == ["周怀安", "周董事长"]


def test_a_traditional_text_has_simplified_and_printed_names() -> None:
    found = find_entities(document("安康市長孫慶雲會見了雲嶺礦業集團董事長羅國華。"))
    names = {name for e in found.entities.values() for name in e.names}
    assert {"孙庆云", "孫慶雲", "云岭矿业集团", "雲嶺礦業集團"} <= names
