"""What is written as N-Quads is exactly what the store gives back, so that sets of lines can be compared."""

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhaoshang.ontology.statement import Literal, Outcome
from zhaoshang.stores.journal import Journal
from zhaoshang.stores.projection import article_view, entity_views, sentence_around
from zhaoshang.stores.triples import Quads
from zhaoshang.stores.triples.terms import literal

CHARACTERS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**14), max_value=10**14).map(str)
LITERALS = st.one_of(
    st.builds(Literal, CHARACTERS, st.just("string"), st.sampled_from(["", "zh", "zh-Latn", "en"])),
    st.builds(Literal, st.integers().map(str), st.just("integer")),
    st.builds(Literal, NUMBERS, st.just("decimal")),
    st.builds(Literal, st.dates().map(str), st.just("date")),
    st.builds(Literal, st.datetimes().map(lambda d: d.isoformat(timespec="microseconds") + "+00:00"), st.just("dateTime")),
    st.builds(Literal, CHARACTERS, st.sampled_from(["date", "decimal", "integer", "dateTime", "gYear", "gYearMonth", "anyURI", "boolean"])),
)


@given(LITERALS)
@settings(max_examples=300, deadline=None)
def test_a_literal_comes_back_as_it_was_written(value: Literal) -> None:
    line = f"<http://e/s> <http://e/p> {literal(value)} <http://e/g> ."
    store = ox.Store()
    store.load(line.encode(), ox.RdfFormat.N_QUADS)
    assert [f"{quad} ." for quad in store] == [line]


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_graph_id_makes_an_iri(key: str) -> None:
    line = f"{Quads('https://data.example').iri('project/' + key)} <http://e/p> <http://e/o> <http://e/g> ."
    store = ox.Store()
    store.load(line.encode(), ox.RdfFormat.N_QUADS)
    assert [f"{quad} ." for quad in store] == [line]


@pytest.mark.parametrize(
    ("value", "shown"), [("2022", "gYear"), ("2022-02", "gYearMonth"), ("2022-02-13", "date")]
)  # fmt: skip
def test_a_date_of_reduced_precision_says_so(value: str, shown: str) -> None:
    assert literal(Literal(value, "date")) == f'"{value}"^^<http://www.w3.org/2001/XMLSchema#{shown}>'


def test_an_article_says_where_each_statement_comes_from(journal: Journal, say: Callable[..., Outcome]) -> None:
    said = say()
    journal.append(said)
    view = article_view(journal, said.article.id)
    assert view is not None
    store = ox.Store()
    store.load("\n".join(Quads("https://data.example").article(view)).encode(), ox.RdfFormat.N_QUADS)
    assert not [q for q in store if isinstance(q.subject, ox.BlankNode) or isinstance(q.object, ox.BlankNode)]
    rows = store.query(
        """PREFIX zs: <https://w3id.org/zhaoshang/ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?quote ?sentence ?start ?by WHERE {
          ?d zs:visited ?firm .
          ?s rdf:subject ?d ; rdf:predicate zs:visited ; rdf:object ?firm ; zs:evidencedBy ?e ; prov:wasDerivedFrom ?a .
          ?e zs:quote ?quote ; oa:exact ?quote ; zs:sentence ?sentence ; zs:start ?start ; zs:inArticle ?a .
          ?r a prov:Activity ; prov:used ?a ; prov:wasAssociatedWith ?by . ?a a zs:Article }""",
        use_default_graph_as_union=True,
    )
    (row,) = list(rows)
    start = int(row["start"].value)
    assert said.article.text[start:].startswith(row["quote"].value)
    assert row["sentence"].value == "2月13日，佳木斯市市长何淼带队赴深圳，走访了蓝田医药有限公司。"
    assert row["by"].value.endswith("/id/extractor/test/1")


def test_the_superclasses_are_there_too(journal: Journal, say: Callable[..., Outcome]) -> None:
    journal.append(say())
    (view,) = entity_views(journal, ["official/he-miao-11111111"])
    lines = "\n".join(Quads("https://data.example").entity(view))
    for cls in ("Official", "Person", "Entity"):
        assert f"#type> <https://w3id.org/zhaoshang/ns#{cls}> <https://data.example/id/graph/entities> ." in lines


@pytest.mark.parametrize(
    ("text", "quote", "sentence"),
    [
        ("一。二三。四", "三", "二三。"),
        ("标题\n他说：“来了。”走了。", "来了", "他说：“来了。”"),
        ("标题\n正文", "标题", "标题"),
        ("甲。乙。丙。", "甲。乙", "甲。乙。"),
        ("没有句号", "句", "没有句号"),
        ("长" * 5000 + "词" + "长" * 5000, "词", "长" * 600 + "词" + "长" * 600),
    ],
)  # fmt: skip
def test_the_sentence_around_a_quotation(text: str, quote: str, sentence: str) -> None:
    start = text.index(quote)
    assert sentence_around(text, start, start + len(quote)) == sentence
