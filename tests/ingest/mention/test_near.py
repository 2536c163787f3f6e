"""The span classifier: what the wording says of a proposal, with the scorer's word and never without LAC."""

from dataclasses import replace

import numpy as np
import pytest

from zhaoshang.ingest.document import Type
from zhaoshang.ingest.mention.candidate import Candidate
from zhaoshang.ingest.mention.near import LONGEST, heard, spread
from zhaoshang.ingest.mention.sentences import split
from zhaoshang.ingest.mention.view import View, look
from zhaoshang.ontology.values import Span

TEXT = "5月6日，考察团一行走访了海汇机电，与董事长周怀安座谈。当天下午，大家在酒店吃了晚饭。"


def seen(text: str = TEXT, fast: bool = False) -> View:
    [view] = look([(text, split(text, [Span(0, len(text))]))], fast)
    return view


def proposal(word: str, kind: Type, score: float = 0.6, features: tuple[str, ...] = ()) -> Candidate:
    start = TEXT.index(word)
    return Candidate(Span(start, start + len(word)), kind, frozenset({"lac"}), score, features)


def scores(*candidates: Candidate) -> list[float]:
    return [c.score for c in heard(seen().near, list(candidates))]


def test_a_name_is_heard_where_one_stands_and_not_in_a_common_noun() -> None:
    firm, part, hotel = scores(proposal("海汇机电", Type.FIRM), proposal("一行走访", Type.FIRM), proposal("酒店吃了", Type.FIRM))
    assert firm > max(part, hotel) + 1
    person, meal = scores(proposal("周怀安", Type.PERSON), proposal("吃了晚", Type.PERSON))
    assert person > meal + 1


def test_each_proposal_is_heard_by_itself() -> None:
    asked = [proposal("海汇机电", Type.FIRM), proposal("周怀安", Type.PERSON), proposal("酒店", Type.FIRM)]
    assert scores(*asked) == pytest.approx([scores(c)[0] for c in asked])


def test_the_scorer_still_counts() -> None:
    low, high = scores(proposal("海汇机电", Type.FIRM, -4.0), proposal("海汇机电", Type.FIRM, 4.0))
    assert low + 3 < high


def test_places_and_surnames_with_a_title_are_left_as_they_are() -> None:
    asked = [proposal("海汇", Type.PLACE, 1.25), proposal("周", Type.PERSON, 4.0, ("surname-title",))]
    assert heard(seen().near, asked) == asked


def test_without_lac_nothing_is_heard() -> None:
    asked = [proposal("海汇机电", Type.FIRM)]
    assert heard(seen(fast=True).near, asked) == asked


def test_rows_stand_at_their_characters() -> None:
    rows = np.arange(1, 6, dtype=np.float32)[:, None]
    placed = spread(9, [Span(1, 3), Span(5, 8)], rows)
    assert placed[:, 0].tolist() == [0, 0, 1, 2, 0, 0, 3, 4, 5, 0, 0]


def test_proposals_at_either_end_and_long_ones_are_heard() -> None:
    text = "海汇" * 20
    whole = Candidate(Span(0, len(text)), Type.FIRM, frozenset({"lac"}))
    [longer] = heard(seen(text).near, [whole])
    assert len(text) > LONGEST and np.isfinite(longer.score) and longer == replace(whole, score=longer.score)
