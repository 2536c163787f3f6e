"""The text network: the same answer every time, none without LAC, and weighed with the scorers question by question."""

from dataclasses import replace

import numpy as np
import pytest

from zhaoshang.ingest.entity import find_entities
from zhaoshang.ingest.mention import find_mentions
from zhaoshang.ingest.pipeline import read_document
from zhaoshang.ingest.sense import net, trace
from zhaoshang.ingest.sense.marks import marks, words_of
from zhaoshang.ingest.sense.mixed import mixed, shares
from zhaoshang.ingest.sense.sense import Sense, apart, sensed
from zhaoshang.ingest.sense.targets import Asked
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.values import PartialDate, Span

TITLE = "林知远率队赴浙江宁波开展招商考察"
BODY = "5月6日，安康市市长林知远率队赴浙江宁波考察，走访了海汇机电有限公司，与董事长周怀安座谈。"


def article(text: str = BODY) -> Article:
    whole = f"{TITLE}\n{text}"
    return Article("a", whole, (Span(0, len(TITLE)), Span(len(TITLE) + 1, len(whole))), True, PartialDate.parse("2021-05-08"))


def sense_of(text: str = BODY) -> Sense:
    sense = sensed(find_entities(find_mentions(article(text)))).sense
    assert sense is not None
    return sense


def span(word: str) -> Span:
    start = article().text.rindex(word)
    return Span(start, start + len(word))


def test_the_wording_tells_who_leads_and_who_is_visited() -> None:
    sense, body, steps = sense_of(), [Span(len(TITLE) + 1, len(article().text))], [span("赴")]
    leader = sense.role("person", body, steps, [span("林知远")], True)
    met = sense.role("person", body, steps, [span("周怀安")], True)
    visited = sense.role("firm", body, steps, [span("海汇机电有限公司")], True)
    assert np.argmax(leader) == 1 and np.argmax(met) == 3 and np.argmax(visited) == 2


def test_log_probabilities_add_up_to_one() -> None:
    sense = sense_of()
    said = sense.trip([Span(len(TITLE) + 1, len(article().text))], [span("赴")])
    assert sum(np.exp(said)) == pytest.approx(1.0)
    assert said == sense.trip([Span(len(TITLE) + 1, len(article().text))], [span("赴")])


def test_the_same_article_gives_the_same_sense() -> None:
    assert np.array_equal(sense_of().held, sense_of().held)


def test_without_lac_there_is_none() -> None:
    assert read_document(article(), fast=True).sense is None
    assert read_document(article()).sense is not None


def test_an_empty_article_has_none() -> None:
    assert sensed(find_mentions(Article("e", "", (), False))).sense is None


def test_one_word_is_enough() -> None:
    assert len(sense_of("好").held) >= 1


def test_words_of_a_span_are_at_least_one() -> None:
    assert words_of([0, 2, 5], Span(0, 2)) == (0, 1)
    assert words_of([0, 2, 5], Span(3, 4)) == (1, 2)
    assert words_of([0, 2, 5], Span(1, 6)) == (0, 3)
    assert words_of([0, 2, 5], Span(9, 10)) == (2, 3)


def test_marks_are_numbers_that_the_network_knows() -> None:
    document = find_entities(find_mentions(article()))
    assert document.trace is not None
    for number, row in enumerate(marks(document, document.trace)):
        assert row.min() >= 0 and row.max() < len(trace.weights()[f"emb.{number}.weight"])


def test_distances_are_told_apart_by_direction() -> None:
    assert {apart(n) for n in range(-3000, 3000)} <= set(range(24))
    assert apart(5) != apart(-5) and apart(1) != apart(2)


def test_the_network_alone_and_the_scorer_alone_are_the_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhaoshang.ingest.sense.mixed.shares", lambda: {"q": (1.0, 0.0), "n": (0.0, 1.0)})
    sure = {"no": 0.3, "yes": 0.7}
    assert mixed("q", ("no", "yes"), sure, [-9.0, -0.1]) == pytest.approx(sure)
    assert mixed("n", ("no", "yes"), sure, [np.log(0.9), np.log(0.1)]) == pytest.approx({"no": 0.9, "yes": 0.1})


def test_every_question_has_its_shares() -> None:
    assert {"trip", "person", "firm", "place", "project", "investor", "location", "signing-signer"} == set(shares())


def test_damaged_weights_are_said(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    path = tmp_path / "weights.npz"
    path.write_bytes(b"none")
    monkeypatch.setattr(trace, "PATH", path)
    trace.weights.cache_clear()
    with pytest.raises(DataError, match="weights"):
        trace.weights()
    trace.weights.cache_clear()


def test_a_question_that_is_written_down_decides_nothing() -> None:
    asked = Asked([0, 2, 5])
    said = [asked.project([Span(0, 2)]), asked.pair("investor", Span(0, 2), Span(5, 6)), asked.project([Span(2, 5)])]
    assert said == sorted(said) and max(said) < 1e-9
    assert [question.head for question in asked.questions] == ["proj", "pair.investor", "proj"]


def test_the_convolutions_look_both_ways() -> None:
    rng = np.random.default_rng(3)
    seen, ids = rng.normal(size=(40, trace.lens().shape[1])).astype(np.float32), np.zeros((5, 40), dtype=np.int64)
    other = seen.copy()
    other[20] += 5
    changed = np.abs(net.encode(seen, ids) - net.encode(other, ids)).max(axis=1) > 1e-6
    assert changed[19] and changed[21]


def test_sense_does_not_belong_to_what_a_document_is() -> None:
    document = find_mentions(article())
    assert replace(document, trace=None) == document


def test_a_long_text_by_windows_is_held_as_it_is_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(5)
    seen, ids = rng.normal(size=(330, trace.lens().shape[1])).astype(np.float32), rng.integers(0, 3, size=(5, 330))
    whole = net.encode(seen, ids)
    monkeypatch.setattr(net, "WINDOW", 100)
    assert np.allclose(net.encode(seen, ids), whole, atol=1e-5)
