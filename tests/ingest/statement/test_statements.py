"""What readings state in the ontology's terms: by tables, each with evidence, confidence and rule."""

from pathlib import Path

import pytest

from zhaoshang.ingest.resolve import MemoryIndex
from zhaoshang.ingest.statement import tables
from zhaoshang.ingest.version import EXTRACTOR
from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.reading import Status
from zhaoshang.ontology.statement import TYPE, Literal, Outcome, Statement
from zhaoshang.ontology.vocabulary import CLASSES, PROPERTIES, SLUGS, ancestors

from ..resolve.articles import article, entity, ids, record, told

TEXT = "5月8日至10日，鸡西市长郝云帆率队赴苏州，走访云杉重工、白桦药业，会见云杉重工总裁陆远舟。"
SIGNED = "5月10日，鸡西市与云杉重工签订云杉齿轮箱基地项目协议，总投资12.5亿元。"


def trip(status: Status = Status.HAPPENED) -> Outcome:
    source = article("trip", "2023-05-12", "鸡西赴苏州招商", TEXT, SIGNED)
    text = source.text
    entities = [
        entity("o1", "郝云帆", text=text),
        entity("x1", "陆远舟", text=text),
        entity("c1", "云杉重工", text=text),
        entity("c2", "白桦药业", text=text),
        entity("r1", "鸡西市", "鸡西", code="230300", text=text),
        entity("r2", "苏州市", "苏州", code="320500", text=text),
        entity("p1", "云杉齿轮箱基地", text=text),
    ]
    went = {"leader": "o1", "sender": "r1", "destination": "r2", "visited": ["c1", "c2"], "met": "x1"}
    records = [
        record("tenure", text, quote="鸡西市长", person="o1", post="鸡西市长"),
        record("tenure", text, quote="云杉重工总裁", person="x1", post="云杉重工总裁"),
        record("delegation", text, status, TEXT, **went, start="2023-05-08", end="2023-05-10"),
        record("signing", text, quote=SIGNED, party=["r1", "c1"], project="p1", date="2023-05-10", amount="1250000000 CNY", count="1"),
        record("project", text, quote=SIGNED, project="p1", investor="c1", location="r1", amount="1250000000 CNY", stage="signed"),
    ]
    return told(MemoryIndex(), source, entities, *records)


def triples(outcome: Outcome) -> set[tuple[str, str, str]]:
    """Statements with the local names back in place of graph ids, where there is one."""
    local = {graph: name for name, graph in ids(outcome).items()}
    shown = {s: s.object.value if isinstance(s.object, Literal) else local.get(s.object, s.object) for s in outcome.statements}
    return {(local.get(s.subject, s.subject), s.predicate, value) for s, value in shown.items()}


def test_a_trip_is_told_by_direct_relations_and_by_its_stops() -> None:
    outcome = trip()
    found = triples(outcome)
    assert {
        ("o1", "led", "record/2"),
        ("record/2", "sentBy", "r1"),
        ("record/2", "toured", "r2"),
        ("record/2", "visited", "c1"),
        ("record/2", "visited", "c2"),
        ("record/2", "met", "x1"),
        ("record/2", "startDate", "2023-05-08"),
        ("record/2", "endDate", "2023-05-10"),
        ("record/2", "status", "happened"),
    } <= found
    stops = {s for s, p, o in found if p == TYPE and o == "Visit"}
    assert {o for s, p, o in found if s in stops and p == "visitTo"} == {"c1", "c2"}
    assert {o for s, p, o in found if s in stops and p == "byDelegation"} == {"record/2"}


@pytest.mark.parametrize("status", [Status.PLANNED, Status.CANCELLED])
def test_what_has_not_happened_has_events_with_that_status_and_no_direct_relation(status: Status) -> None:
    found = triples(trip(status))
    assert not {p for _, p, _ in found} & {"led", "joined", "sentBy", "toured", "visited", "met"}
    visits = {s for s, p, o in found if p == "visitTo"}
    assert {o for s, p, o in found if s in visits and p == "status"} == {status.value}


def test_a_post_is_split_from_its_jurisdiction_and_from_its_holder() -> None:
    found = triples(trip())
    (post,) = {o for s, p, o in found if s == "o1" and p == "holds"}
    assert {(post, "name", "鸡西市长"), (post, "jurisdiction", "r1"), (post, "rank", "zhengting")} <= found
    (tenure,) = {s for s, p, o in found if p == "ofPost" and o == post}
    assert {(tenure, "heldBy", "o1"), (tenure, "asOf", "2023-05-12")} <= found
    (firm_post,) = {o for s, p, o in found if s == "x1" and p == "holds"}
    assert (firm_post, "jurisdiction", "c1") in found


def test_a_former_post_is_a_tenure_and_nothing_that_is_held() -> None:
    text = "原鸡西市长郝云帆"
    source = article("former", "2023-05-12", "题", text)
    jixi = entity("r1", "鸡西市", code="230300")
    before = record("tenure", source.text, quote="鸡西市长", person="o1", post="鸡西市长")
    found = triples(told(MemoryIndex(), source, [entity("o1", "郝云帆"), jixi], before))
    assert {o for _, p, o in found if p == "former"} == {"true"}
    assert not {p for _, p, _ in found} & {"holds", "asOf"}


def test_firms_that_travel_along_beside_a_place_joined_the_trip() -> None:
    entities = [entity("r1", "鸡西市", code="230300"), entity("c1", "云杉重工"), entity("c2", "白桦药业")]
    with_place = record("delegation", sender=["r1", "c1"], destination="r1", start="2023-05-08")
    alone = record("delegation", sender="c2", destination="r1", start="2023-06-08")
    found = triples(told(MemoryIndex(), article("a", "2023-05-12", "题"), entities, with_place, alone))
    assert {("record/0", "sentBy", "r1"), ("c1", "joined", "record/0"), ("record/1", "sentBy", "c2")} <= found
    assert ("record/0", "sentBy", "c1") not in found


def test_money_has_an_amount_and_a_currency() -> None:
    found = triples(trip())
    for thing in ("record/3", "p1"):
        assert {(thing, "amount", "1250000000"), (thing, "currency", "CNY")} <= found
    assert {("record/3", "count", "1"), ("p1", "stage", "signed"), ("c1", "investsIn", "p1"), ("record/3", "concerns", "p1")} <= found


def test_every_fact_keeps_the_words_it_came_from() -> None:
    outcome = trip()
    for s in outcome.statements:
        assert all(outcome.article.text[e.start : e.end] == e.quote for e in s.evidence)
        assert s.evidence or s.rule == "gazetteer" or s.predicate in (TYPE, "pinyin") or s.predicate in PROPERTIES
    facts = [s for s in outcome.statements if s.predicate in ("led", "visited", "investsIn", "hasParty")]
    assert facts and all(s.evidence and s.confidence == 0.9 and s.rule == "test" for s in facts)


def test_regions_bring_their_provinces_along() -> None:
    found = triples(trip())
    assert {("r1", "partOf", "province/230000"), ("province/230000", TYPE, "Province"), ("r1", "divisionCode", "230300")} <= found


def _fits(end: str, allowed: tuple[str, ...]) -> bool:
    cls = next((c for c, slug in SLUGS.items() if slug == end.partition("/")[0]), "")
    return bool({cls, *ancestors(cls)} & set(allowed))


def test_subjects_and_objects_are_of_the_classes_that_the_vocabulary_allows() -> None:
    outcome = trip()
    for s in outcome.statements:
        if s.predicate == TYPE:
            assert s.object in CLASSES
            continue
        definition = PROPERTIES[s.predicate]
        assert _fits(s.subject, definition.domain), s
        assert isinstance(s.object, Literal) == definition.is_data, s
        assert isinstance(s.object, Literal) or _fits(s.object, definition.range), s


def test_reading_an_article_again_states_the_same() -> None:
    index = MemoryIndex()
    jixi = entity("r1", "鸡西市", code="230300")
    args = (
        article("a", "2023-05-12", "题"),
        [entity("o1", "郝云帆"), jixi],
        record("delegation", leader="o1", sender="r1", start="2023-05"),
    )
    once, twice = told(index, *args), told(index, *args)
    assert [s.id for s in once.statements] == [s.id for s in twice.statements]
    assert once.extractor == EXTRACTOR


def test_ids_of_statements_are_never_shared() -> None:
    statements: tuple[Statement, ...] = trip().statements
    assert len({s.id for s in statements}) == len(statements)


def test_a_wrong_word_in_a_table_is_named_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "records.tsv").write_text(
        "# head\nrecord\twhen\tsubject\tproperty\tobject\nproject\tany\tproject\townedBy\tinvestor\n", "utf-8"
    )
    monkeypatch.setattr(tables, "_FOLDER", tmp_path)
    tables.record_rows.cache_clear()
    with pytest.raises(DataError, match=r"records\.tsv:3.*ownedBy"):
        tables.record_rows()
    tables.record_rows.cache_clear()
