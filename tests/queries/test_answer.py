"""Asking: names to entities, parameters, rows, evidence; input is never read as query language."""

import pytest

from zhaoshang.ontology.errors import NotFoundError, UsageError
from zhaoshang.queries.answer import Answer, answer
from zhaoshang.queries.binding import put
from zhaoshang.queries.catalogue import catalogue, question
from zhaoshang.queries.ports import Oxigraph


def ask(store: Oxigraph, name: str, **given: str | int) -> Answer:
    return answer(store, question(name), given)


def column(found: Answer, name: str) -> list[object]:
    return [record[name] for record in found.records()]


def test_the_firms_that_a_leader_visited_each_with_its_sentence(triples: Oxigraph) -> None:
    found = ask(triples, "firms-visited", leader="严素秋")
    assert column(found, "firm") == ["云杉重工"]
    assert column(found, "senders") == [["鹤岗市"]]
    ((quote,),) = found.evidence
    assert quote.sentence == "6月2日，鹤岗市委书记严素秋率团到昆山考察云杉重工。"
    assert (quote.title, quote.published) == ("鹤岗团组访昆山", "2023-06-03")


def test_one_trip_told_by_two_articles_is_one_row_with_both_sentences(triples: Oxigraph) -> None:
    found = ask(triples, "firms-visited", leader="郝云帆", until="2023-05")
    assert column(found, "firm") == ["云杉重工", "白桦药业"]
    assert {quote.title for quote in found.evidence[0]} == {"鸡西赴苏州招商", "鸡西客人到苏州"}
    assert "白桦药业" in found.evidence[1][0].sentence


def test_a_planned_trip_is_not_told_as_one_that_went(triples: Oxigraph) -> None:
    assert "青檀材料" not in column(ask(triples, "firms-visited", leader="严素秋"), "firm")
    assert column(ask(triples, "unrealised-trips"), "visiting") == [["青檀材料"]]
    assert column(ask(triples, "unrealised-trips", status="cancelled"), "visiting") == []


@pytest.mark.parametrize("name", ["云杉重工", "云杉重工股份有限公司", "雲杉重工", " 云杉重工 ", "yunshan zhonggong", "Yun Shan Zhong Gong"])
def test_a_firm_is_found_by_any_of_its_names_in_any_script(triples: Oxigraph, name: str) -> None:
    found = ask(triples, "visitors-of-firm", firm=name)
    assert column(found, "start") == ["2023-05-08", "2023-06-02"]
    assert [entity.label for entity in found.named["firm"]] == ["云杉重工"]


def test_a_graph_id_and_an_iri_are_names_too(triples: Oxigraph) -> None:
    (firm,) = ask(triples, "visitors-of-firm", firm="云杉重工").named["firm"]
    for name in (firm.id, f"{triples.base}/id/{firm.id}"):
        assert len(ask(triples, "visitors-of-firm", firm=name).rows) == 2


def test_a_name_that_two_people_bear_means_both(triples: Oxigraph) -> None:
    found = ask(triples, "delegations-led", leader="郝云帆")
    assert len(found.named["leader"]) == 2
    assert column(found, "senders") == [["鸡西市"], ["长沙市"]]


def test_an_unknown_name_is_said_with_near_names(triples: Oxigraph) -> None:
    with pytest.raises(NotFoundError, match="云杉") as caught:
        ask(triples, "visitors-of-firm", firm="云杉")
    assert "云杉重工" in caught.value.remedy
    with pytest.raises(NotFoundError):
        ask(triples, "visitors-of-firm", firm="company/no-such-firm-00000000")


def test_a_region_means_the_places_in_it_too(triples: Oxigraph) -> None:
    assert len(ask(triples, "firms-visited", sender="黑龙江").rows) == 3
    assert column(ask(triples, "projects-signed", place="黑龙江省"), "amount") == [2000000000, 1250000000]


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("delegations-led", {}, "leader is needed"),
        ("firms-visited", {"since": "last spring"}, "no date"),
        ("firms-visited", {"since": "2023-02-30"}, "no date"),
        ("biggest-projects", {"limit": "many"}, "no number"),
        ("biggest-projects", {"limit": "-1"}, "no number"),
        ("firms-visited", {"colour": "red"}, "no parameter 'colour'"),
        ("unrealised-trips", {"status": "x" * 2000}, "too many"),
    ],
)
def test_a_wrong_parameter_is_named(triples: Oxigraph, name: str, given: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        ask(triples, name, **given)


EVIL = [
    'x" } ?s ?p ?o . { VALUES ?status { "planned',
    'planned" } UNION { SELECT * { ?s ?p ?o } } #',
    "planned\\",
    'VALUES ?status { "planned" }',
    "} LIMIT 1000000",
    "\u202e\x00\x1f\n\r",
    "<http://x> ?o",
]


@pytest.mark.parametrize("text", EVIL)
def test_input_is_never_read_as_query_language(triples: Oxigraph, text: str) -> None:
    assert ask(triples, "unrealised-trips", status=text).rows == ()
    with pytest.raises(NotFoundError):
        ask(triples, "delegations-led", leader=text or "x")


def test_what_was_put_in_is_not_looked_at_again() -> None:
    text = 'VALUES ?a { "x" } VALUES ?b { "y" } LIMIT 5'
    assert (
        put(text, {"a": ['"VALUES ?b { } LIMIT 9"'], "b": ['"z"']}, 7) == 'VALUES ?a { "VALUES ?b { } LIMIT 9" } VALUES ?b { "z" } LIMIT 7'
    )


def test_a_parameter_that_is_not_given_takes_its_group_away() -> None:
    text = "{ VALUES ?a { UNDEF } ?a ?p ?x } VALUES ?b { UNDEF } ?x ?q ?b"
    assert put(text, {"a": None, "b": None}).split() == ["?x", "?q", "?b"]
    assert "{ VALUES ?a { <http://x> } ?a ?p ?x }" in put(text, {"a": ["<http://x>"], "b": None})


def test_an_answer_that_was_cut_says_so(triples: Oxigraph) -> None:
    cut = answer(triples, question("firms-visited"), {}, max_rows=2)
    assert (len(cut.rows), cut.truncated) == (2, True)
    whole = answer(triples, question("firms-visited"), {})
    assert (len(whole.rows), whole.truncated) == (4, False)


def test_what_became_of_the_firms_visited(triples: Oxigraph) -> None:
    found = ask(triples, "outcomes-of-visits", leader="郝云帆")
    assert [(r["firm"], r["signed"], r["projects"]) for r in found.records()] == [
        ("白桦药业", None, []),
        ("云杉重工", "2023-11-03", ["齿轮箱基地"]),
        ("青檀材料", None, []),
    ]
    assert column(ask(triples, "outcomes-of-visits", leader="郝云帆", months=3), "signed") == [None, None, None]


def test_whom_somebody_met_as_guest_and_as_host(triples: Oxigraph) -> None:
    found = ask(triples, "met-by-official", person="郝云帆", until="2023-08-20", since="2023-05-01")
    seen = {(r["other"], r["how"], r["start"]) for r in found.records()}
    assert {("陆远舟", "met", "2023-05-08"), ("陆远舟", "received", "2023-08-20"), ("云杉重工", "received", "2023-08-20")} <= seen


def test_paths_are_bounded_and_simple(triples: Oxigraph) -> None:
    found = ask(triples, "paths-between", person="郝云帆", firm="云杉重工")
    assert column(found, "hops") == [2, 4, 4, 4, 4, 4]
    assert all(len(set(str(nodes).split(" "))) == len(str(nodes).split(" ")) for nodes in column(found, "nodes"))
    assert column(ask(triples, "paths-between", person="郝云帆", firm="云杉重工", length=3), "hops") == [2]


def test_the_evidence_of_a_statement_can_be_asked_for(triples: Oxigraph) -> None:
    (row,) = ask(triples, "firms-visited", leader="严素秋").records()
    statements = row["statements"]
    assert isinstance(statements, list)
    found = [ask(triples, "evidence-of-statement", statement=s).records()[0] for s in statements]
    assert {r["predicate"] for r in found} == {"led", "visited"}
    assert {r["title"] for r in found} == {"鹤岗团组访昆山"}


def test_every_statement_of_a_row_has_a_sentence(triples: Oxigraph) -> None:
    for name, it in catalogue().items():
        if any(p.required for p in it.parameters):
            continue
        found = ask(triples, name)
        assert found.rows, name
        if it.column("statements"):
            assert all(found.evidence), name
