"""A graph of many visits: invented delegations, ten calls each, put into the journal as articles would be; the same for the same seed."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from tests.explorer.generated import DAYS, FIRST, FIRST_DAY, HOSTS, SENDERS, SURNAMES
from tests.explorer.generated import outcomes as directory
from tests.explorer.sheet import Sheet
from zhaoshang.ontology.statement import Literal, Outcome
from zhaoshang.ontology.vocabulary import SLUGS
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.settings import Settings

CALLS = 10
"""Firms that one delegation calls on."""
FIRMS, LEADERS = 5_000, 2_000


def leaders() -> list[str]:
    """Names of those who lead, each of them once."""
    return [surname + a + b for surname in SURNAMES for a in FIRST for b in FIRST][:LEADERS]


def fill(journal: Journal, visits: int, seed: int = 7) -> None:
    """Append a directory of firms, then the trips with so many visits in all."""
    with journal.writing():
        for outcome in outcomes(visits, seed):
            journal.append(outcome)


def outcomes(visits: int, seed: int) -> Iterator[Outcome]:
    """What `fill` appends, in its order."""
    dice, people = random.Random(seed), leaders()
    firms: list[str] = []
    for outcome in directory(0, FIRMS, seed):
        firms += [line for line in outcome.article.text.split("\n")[2:] if line.endswith("有限公司")]
        yield outcome
    for number in range(visits // CALLS):
        yield trip(number, dice, firms, people)


def trip(number: int, dice: random.Random, firms: list[str], people: list[str], prefix: str = "v") -> Outcome:
    """One article on one trip: who led it from where to where, and whom it called on."""
    sheet = Sheet(f"{prefix}-{number}", FIRST_DAY + timedelta(days=dice.randrange(DAYS)))
    home, away, who = dice.choice(list(SENDERS.items())), dice.choice(list(HOSTS.items())), dice.randrange(len(people))
    leader, day = people[who], Literal(sheet.day.isoformat(), "date")
    sheet.write(f"{home[0]}招商团组赴{away[0]}\n{sheet.day.month}月{sheet.day.day}日，")
    sender = sheet.entity(home[0], "City", home[1])
    official = sheet.entity(leader, "Official", f"v-{who}")
    sheet.write("率队赴")
    host = sheet.entity(away[0], "City", away[1])
    sheet.write("考察。")
    title = f"{home[0]}、{leader}招商团组（{sheet.day}）"
    delegation = sheet.entity(title, "Delegation", f"{prefix}-{number}", write=False, startDate=day, status=Literal("happened"))
    for subject, predicate, object_, words in (
        (official, "led", delegation, leader), (delegation, "sentBy", sender, home[0]), (delegation, "toured", host, away[0]),
    ):  # fmt: skip
        sheet.state(subject, predicate, object_, words)
    for n, firm in enumerate(dice.sample(range(len(firms)), CALLS)):
        sheet.write("\n团组走访了")
        called = f"{SLUGS['Company']}/g-{firm}"
        sheet.named[called] = None  # what it is and is called, the directory has said
        sheet.entity(firms[firm], "Company", f"g-{firm}")
        sheet.state(delegation, "visited", called, firms[firm])
        visit = sheet.entity(f"走访{firms[firm]}", "Visit", f"{prefix}-{number}-{n}", write=False, date=day)
        sheet.state(visit, "byDelegation", delegation, "走访")
        sheet.state(visit, "visitTo", called, firms[firm])
        sheet.write("。")
    return sheet.outcome()


def more(settings: Settings, count: int) -> None:
    """Append so many articles more, one by one, as an ingest does."""
    dice, people = random.Random(count), leaders()
    firms = [f"第{n}家有限公司" for n in range(FIRMS)]
    with Journal.open(settings.journal) as journal:
        for number in range(count):
            journal.append(trip(number, dice, firms, people, f"m{journal.head()}"))


if __name__ == "__main__":
    more(Settings.at(Path(sys.argv[1])), int(sys.argv[2]))
