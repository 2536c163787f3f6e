"""Small outcomes made by hand, for the stores' tests: what an article says, in a line a statement."""

from collections.abc import Callable
from pathlib import Path

import pytest

from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Doubt, Reading
from zhaoshang.ontology.statement import Identity, Literal, Outcome, Statement
from zhaoshang.ontology.values import Evidence, PartialDate, Span
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

TRIP = "delegation/jia-mu-si-2022-02-0a1b2c3d"
LEADER = "official/he-miao-11111111"
FIRM = "company/lan-tian-22222222"
CITY = "city/230800"
TEXT = "佳木斯赴深圳招商\n2月13日，佳木斯市市长何淼带队赴深圳，走访了蓝田医药有限公司。"

Claim = tuple[str, str, str | Literal, str]
Say = Callable[..., Outcome]


def zh(text: str) -> Literal:
    return Literal(text, "string", "zh")


DEFAULT: tuple[Claim, ...] = (
    (LEADER, "type", "Official", "何淼"),
    (LEADER, "name", zh("何淼"), "何淼"),
    (FIRM, "type", "Company", "蓝田医药有限公司"),
    (FIRM, "name", zh("蓝田医药有限公司"), "蓝田医药有限公司"),
    (CITY, "type", "City", "佳木斯市"),
    (CITY, "name", zh("佳木斯市"), "佳木斯市"),
    (TRIP, "type", "Delegation", "带队"),
    (TRIP, "startDate", Literal("2022-02", "gYearMonth"), "2月13日"),
    (LEADER, "led", TRIP, "何淼带队"),
    (TRIP, "sentBy", CITY, "佳木斯市"),
    (TRIP, "visited", FIRM, "走访了蓝田医药有限公司"),
)


def _outcome(
    name: str = "a.md", claims: tuple[Claim, ...] = DEFAULT, *, text: str = TEXT, published: str = "2022-02-14",
    extractor: str = "test/1", doubts: tuple[Doubt, ...] = (), identities: tuple[Identity, ...] = (),
) -> Outcome:  # fmt: skip
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Span(at, at + len(line)))
        at += len(line) + 1
    article = Article(name, text, tuple(lines), True, PartialDate.parse(published), "试报", f"https://news.example/{name}", name)

    def statement(s: str, p: str, o: str | Literal, quote: str) -> Statement:
        start = text.find(quote)
        evidence = (Evidence(start, start + len(quote), quote),) if quote and start >= 0 else ()
        return Statement(article.id, s, p, o, evidence, 0.9, "test")

    return Outcome(
        article, Reading(name, published), identities, tuple(statement(*claim) for claim in claims), doubts, extractor
    )  # fmt: skip


@pytest.fixture
def say() -> Say:
    """``say("a.md", claims…)`` makes an outcome; without claims, one about a trip, its leader, its city and a firm."""
    return _outcome


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings.at(tmp_path / "data")


@pytest.fixture
def journal(settings: Settings) -> Journal:
    return Journal.open(settings.journal)
