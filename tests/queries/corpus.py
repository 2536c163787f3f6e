"""A small corpus of invented people and firms: trips, meetings, signings, planned trips, told by several articles."""

from pathlib import Path

from zhaoshang.ingest.resolve import MemoryIndex
from zhaoshang.ontology.reading import Status
from zhaoshang.ontology.statement import Outcome
from zhaoshang.stores.journal import Journal

from ..ingest.resolve.articles import article, entity, record, told

REGIONS = {
    "鸡西市": "230300", "鹤岗市": "230400", "苏州市": "320500", "昆山市": "320583", "长沙市": "430100", "上海市": "310000",
    "黑龙江省": "230000",
}  # fmt: skip


def outcomes() -> list[Outcome]:
    """The corpus, settled in order."""
    index = MemoryIndex()
    found = []

    def tell(
        name: str, date: str, paragraphs: list[str], names: dict[str, list[str]], *records: tuple[str, str, dict[str, object]]
    ) -> None:
        source = article(name, date, *paragraphs)
        text = source.text
        entities = [entity(i, *n, code=REGIONS.get(n[0], ""), text=text) for i, n in names.items()]
        made = []
        for kind, quote, given in records:
            roles = dict(given)
            status = roles.pop("status", Status.HAPPENED)
            made.append(record(kind, text, status, quote, **roles))  # type: ignore[arg-type]
        found.append(told(index, source, entities, *made))

    _trips(tell)
    _outcomes(tell)
    return found


def _trips(tell) -> None:  # type: ignore[no-untyped-def]
    first = "5月8日至10日，鸡西市长郝云帆率队赴苏州，走访云杉重工、白桦药业，会见云杉重工总裁陆远舟，副市长纪晓棠随行。"
    tell(
        "a1", "2023-05-12", ["鸡西赴苏州招商", first],
        {"o1": ["郝云帆"], "o2": ["纪晓棠"], "x1": ["陆远舟"], "c1": ["云杉重工"], "c2": ["白桦药业"],
         "r1": ["鸡西市", "鸡西"], "r2": ["苏州市", "苏州"]},
        ("tenure", "鸡西市长", {"person": "o1", "post": "鸡西市长"}),
        ("tenure", "副市长", {"person": "o2", "post": "鸡西市副市长"}),
        ("tenure", "云杉重工总裁", {"person": "x1", "post": "云杉重工总裁"}),
        ("delegation", first, {"leader": "o1", "member": "o2", "sender": "r1", "destination": "r2", "visited": ["c1", "c2"], "met": "x1",
                               "start": "2023-05-08", "end": "2023-05-10"}),
    )  # fmt: skip
    again = "郝云帆一行5月9日在苏州走访云杉重工股份有限公司。"
    tell(
        "a2", "2023-05-11", ["鸡西客人到苏州", again],
        {"o1": ["郝云帆"], "c1": ["云杉重工股份有限公司", "云杉重工"], "r1": ["鸡西市"], "r2": ["苏州市", "苏州"]},
        ("delegation", again, {"leader": "o1", "sender": "r1", "destination": "r2", "visited": "c1", "start": "2023-05-09"}),
    )  # fmt: skip
    second = "6月2日，鹤岗市委书记严素秋率团到昆山考察云杉重工。"
    tell(
        "a3", "2023-06-03", ["鹤岗团组访昆山", second],
        {"o1": ["严素秋"], "c1": ["云杉重工"], "r1": ["鹤岗市"], "r2": ["昆山市", "昆山"]},
        ("tenure", "鹤岗市委书记", {"person": "o1", "post": "鹤岗市委书记"}),
        ("delegation", second, {"leader": "o1", "sender": "r1", "destination": "r2", "visited": "c1", "start": "2023-06-02"}),
    )  # fmt: skip
    namesake = "长沙市副市长郝云帆7月1日率队赴上海，走访青檀材料。"
    tell(
        "a4", "2023-07-02", ["长沙赴沪招商", namesake],
        {"o1": ["郝云帆"], "c1": ["青檀材料"], "r1": ["长沙市", "长沙"], "r2": ["上海市", "上海"]},
        ("tenure", "长沙市副市长", {"person": "o1", "post": "长沙市副市长"}),
        ("delegation", namesake, {"leader": "o1", "sender": "r1", "destination": "r2", "visited": "c1", "start": "2023-07-01"}),
    )  # fmt: skip


def _outcomes(tell) -> None:  # type: ignore[no-untyped-def]
    guests = "8月20日，云杉重工总裁陆远舟一行来鸡西考察，市长郝云帆会见。"
    tell(
        "a5", "2023-08-21", ["云杉重工客人来鸡西", guests],
        {"x1": ["陆远舟"], "o1": ["郝云帆"], "c1": ["云杉重工"], "r1": ["鸡西市", "鸡西"]},
        ("tenure", "云杉重工总裁", {"person": "x1", "post": "云杉重工总裁"}),
        ("tenure", "市长", {"person": "o1", "post": "鸡西市长"}),
        ("delegation", guests, {"leader": "x1", "sender": "c1", "destination": "r1", "met": "o1", "start": "2023-08-20"}),
    )  # fmt: skip
    signed = "11月3日，鸡西市与云杉重工签订齿轮箱基地项目协议，总投资12.5亿元，陆远舟出席。"
    total = "当天共签约3个项目，总额20亿元。"
    tell(
        "a6", "2023-11-04", ["鸡西签下齿轮箱基地", signed, total],
        {"x1": ["陆远舟"], "c1": ["云杉重工"], "r1": ["鸡西市", "鸡西"], "p1": ["齿轮箱基地"]},
        ("tenure", "陆远舟", {"person": "x1", "post": "云杉重工总裁"}),
        ("signing", signed, {"party": ["r1", "c1"], "signer": "x1", "project": "p1", "date": "2023-11-03", "amount": "1250000000 CNY"}),
        ("signing", total, {"party": "r1", "date": "2023-11-03", "count": "3", "amount": "2000000000 CNY"}),
        ("project", signed, {"project": "p1", "investor": "c1", "location": "r1", "amount": "1250000000 CNY", "stage": "signed"}),
    )  # fmt: skip
    begun = "青檀材料投资8000万美元的碳纤维工厂在昆山开工，白桦药业参与投资。"
    tell(
        "a7", "2024-02-10", ["碳纤维工厂开工", begun],
        {"c1": ["青檀材料"], "c2": ["白桦药业"], "r1": ["昆山市", "昆山"], "p1": ["碳纤维工厂"]},
        ("project", begun, {"project": "p1", "investor": ["c1", "c2"], "location": "r1", "amount": "80000000 USD",
                           "stage": "construction"}),
    )  # fmt: skip
    planned = "鹤岗市委书记严素秋将于3月率团赴长沙，拟走访青檀材料。"
    tell(
        "a8", "2024-02-20", ["鹤岗拟赴长沙招商", planned],
        {"o1": ["严素秋"], "c1": ["青檀材料"], "r1": ["鹤岗市"], "r2": ["长沙市", "长沙"]},
        ("tenure", "鹤岗市委书记", {"person": "o1", "post": "鹤岗市委书记"}),
        ("delegation", planned, {"leader": "o1", "sender": "r1", "destination": "r2", "visited": "c1", "start": "2024-03",
                                 "status": Status.PLANNED}),
    )  # fmt: skip


def journal_at(folder: Path) -> Journal:
    """A journal of the corpus in ``folder``."""
    journal = Journal.open(folder / "journal.db")
    for outcome in outcomes():
        journal.append(outcome)
    return journal
