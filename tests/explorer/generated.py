"""A large graph for the explorer: invented trips, calls, signings and projects, put into the journal as articles would be.

Only the reading is skipped: each article has its text, and each statement quotes the words that say so. The same for the same
seed. Firms share the line that names them, and a directory only says where they are seated: a crowd of little each is there in
a minute. One city, `HUB`, is the seat of so many firms that its neighbours alone are a crowd.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from zhaoshang.ontology.statement import Literal, Outcome
from zhaoshang.stores.journal import Journal

from .sheet import Sheet

HUB = ("苏州市", "320500")
SENDERS = {
    "鹤岗市": "230400", "衢州市": "330800", "赣州市": "360700", "柳州市": "450200", "遵义市": "520300", "南阳市": "411300",
    "菏泽市": "371700", "湘潭市": "430300", "宜宾市": "511500", "咸阳市": "610400", "邢台市": "130500", "铜陵市": "340700",
}  # fmt: skip
HOSTS = {
    "深圳市": "440300",
    "杭州市": "330100",
    "成都市": "510100",
    "武汉市": "420100",
    "厦门市": "350200",
    "青岛市": "370200",
    HUB[0]: HUB[1],
}
SURNAMES, FIRST = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜", "明书立海雅志文思若建云静卫佳振晓远禾新峰琴诚博源"
BRAND = "澜拓禾启云鼎森川恒蓝瑞景沛岩谷弧砺泊屿朗屹枢垣芯"
TRADES = ("新材料", "生物科技", "智能装备", "食品", "新能源", "医药", "电子", "纺织", "物流", "环保科技")
FIRMS_IN_ONE, FIRMS_IN_LINE = 100, 10
"""Firms that one article of the directory names, and one line of it."""
IN_HUB = 10_500
LEADERS = 400
FIRST_DAY, DAYS = date(2018, 1, 3), 2500


def fill(journal: Journal, trips: int = 800, firms: int = 44_000, seed: int = 7) -> None:
    """Append the articles: a directory of firms and where they are seated, then trips that call on them; some 50,000 nodes."""
    with journal.writing():
        for outcome in outcomes(trips, firms, seed):
            journal.append(outcome)


def outcomes(trips: int, firms: int, seed: int) -> Iterator[Outcome]:
    """What `fill` appends, in its order."""
    dice = random.Random(seed)
    every = (f"{a}{b}{c}{trade}有限公司" for c in ("", *BRAND) for a in BRAND for b in BRAND for trade in TRADES if a != b != c)
    names = list(islice(every, firms))
    people = [surname + a + b for surname in SURNAMES for a in FIRST for b in FIRST]
    dice.shuffle(people)
    seats = [HUB] * (IN_HUB // FIRMS_IN_ONE) + [place for place in HOSTS.items() if place != HUB] * (firms // FIRMS_IN_ONE)
    yield _atlas()
    for number, seat in zip(range(0, firms, FIRMS_IN_ONE), seats, strict=False):
        yield _directory(number, seat, names[number : number + FIRMS_IN_ONE])
    for number in range(trips):
        yield _trip(number, dice, names, people)


def _atlas() -> Outcome:
    """The first article names every city, and brings its coordinates and its province along: once, not with each article."""
    sheet = Sheet("atlas", FIRST_DAY)
    sheet.write("城市名录\n本报关注的城市：")
    sheet.told = tuple(sheet.entity(name, "City", code) for name, code in {**SENDERS, **HOSTS}.items())
    return sheet.outcome()


def _directory(first: int, seat: tuple[str, str], firms: list[str]) -> Outcome:
    sheet = Sheet(f"directory-{first}", FIRST_DAY, mentions=False)
    sheet.write(f"企业名录之{first // FIRMS_IN_ONE + 1}\n总部设在")
    city = sheet.entity(seat[0], "City", seat[1])
    sheet.write("的企业：")
    for start in range(0, len(firms), FIRMS_IN_LINE):
        line = "、".join(firms[start : start + FIRMS_IN_LINE])
        sheet.write("\n" + line)
        for number, name in enumerate(firms[start : start + FIRMS_IN_LINE], first + start):
            firm = sheet.entity(name, "Company", f"g-{number}", write=False)
            sheet.state(firm, "basedIn", city, line)
    return sheet.outcome()


def _trip(number: int, dice: random.Random, firms: list[str], people: list[str]) -> Outcome:
    """One article on one trip: who led it from where to where, three calls, one of them followed by a signing."""
    sheet = Sheet(f"trip-{number}", FIRST_DAY + timedelta(days=dice.randrange(DAYS)))
    home, away = dice.choice(list(SENDERS.items())), dice.choice(list(HOSTS.items()))
    who, status = dice.randrange(LEADERS), "planned" if number % 12 == 0 else "happened"
    leader, day = people[who], Literal(sheet.day.isoformat(), "date")
    sheet.write(f"{home[0]}招商团组赴{away[0]}\n{sheet.day.month}月{sheet.day.day}日，")
    sender = sheet.entity(home[0], "City", home[1])
    official = sheet.entity(leader, "Official", f"g-{who}")
    sheet.write("率队赴")
    host = sheet.entity(away[0], "City", away[1])
    sheet.write("考察。")
    name = f"{home[0]}、{leader}招商团组（{sheet.day}）"
    trip = sheet.entity(name, "Delegation", f"g-{number}", write=False, startDate=day, status=Literal(status))
    roles = [(official, "led", trip, leader), (trip, "sentBy", sender, home[0]), (trip, "toured", host, away[0])]
    if status == "planned":
        intended = zip(("intendedLeader", "intendedSender", "intendedDestination"), (official, sender, host), strict=True)
        roles = [(trip, predicate, entity, words) for (predicate, entity), words in zip(intended, (leader, home[0], away[0]), strict=True)]
    for subject, predicate, object_, words in roles:
        sheet.state(subject, predicate, object_, words, round(dice.uniform(0.6, 0.99), 2))
    if status == "happened":
        calls = [_call(sheet, trip, firm, firms[firm], f"g-{number}-{n}", day) for n, firm in enumerate(dice.sample(range(len(firms)), 3))]
        _host(sheet, trip, people[LEADERS + number], f"g-{number}", day)
        _signing(sheet, calls[0], (sender, home[0]), number, dice)
    return sheet.outcome()


def _call(sheet: Sheet, trip: str, firm: int, name: str, key: str, day: Literal) -> tuple[str, str]:
    sheet.write("\n团组走访了")
    called = sheet.entity(name, "Company", f"g-{firm}")
    sheet.state(trip, "visited", called, name)
    visit = sheet.entity(f"走访{name}", "Visit", key, write=False, date=day)
    sheet.state(visit, "byDelegation", trip, "走访")
    sheet.state(visit, "visitTo", called, name)
    sheet.write("，了解企业的投资意向。")
    return called, name


def _host(sheet: Sheet, trip: str, name: str, key: str, day: Literal) -> None:
    sheet.write("\n企业负责人")
    person = sheet.entity(name, "Executive", key)
    sheet.state(trip, "met", person, name)
    meeting = sheet.entity(f"会见{name}", "Meeting", key, write=False, date=day)
    sheet.state(meeting, "byDelegation", trip, name)
    sheet.state(meeting, "meetingWith", person, name)
    sheet.write("参加座谈。")


def _signing(sheet: Sheet, firm: tuple[str, str], home: tuple[str, str], number: int, dice: random.Random) -> None:
    later, yuan = sheet.day + timedelta(days=dice.randrange(1, 90)), dice.randint(1, 80)
    words, title = f"投资{yuan}亿元", f"{firm[1].removesuffix('有限公司')}{number}号项目"
    sheet.write(f"\n双方于{later.month}月{later.day}日签约，{firm[1]}在{home[1]}{words}建设")
    sum_: dict[str, str | Literal] = {"amount": Literal(str(yuan * 100_000_000), "decimal"), "currency": Literal("CNY")}
    project = sheet.entity(title, "Project", f"g-{number}", stage=Literal(dice.choice(("signed", "construction", "operating"))), **sum_)
    day = Literal(later.isoformat(), "date")
    signing = sheet.entity(f"{title}签约", "Signing", f"g-{number}", write=False, date=day, status=Literal("happened"), **sum_)
    for subject, predicate, object_, quote in (
        (firm[0], "investsIn", project, words), (project, "locatedIn", home[0], home[1]), (signing, "hasParty", firm[0], firm[1]),
        (signing, "hasParty", home[0], home[1]), (signing, "concerns", project, title),
    ):  # fmt: skip
        sheet.state(subject, predicate, object_, quote, round(dice.uniform(0.5, 0.99), 2))
    sheet.write("。")
