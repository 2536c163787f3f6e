"""The clause room against its corpus: each case's sentences give the frames that stand below it."""

from pathlib import Path

import pytest

from zhaoshang.ingest import clause
from zhaoshang.ingest.clause import Act, Frame, frames
from zhaoshang.ingest.clause.words import markers, swallowers, verbs
from zhaoshang.ingest.document import Document, Mention
from zhaoshang.ingest.evaluate.cases import Case, read_cases
from zhaoshang.ingest.evaluate.oracle import oracle
from zhaoshang.ontology.errors import DataError

CASES = list(read_cases(Path(clause.__file__).parent / "corpus"))


def told(document: Document, mentions: tuple[Mention, ...]) -> set[str]:
    """The entities that the mentions name."""
    return {m.entity for m in mentions if m.entity}


def check(case: Case, document: Document, found: tuple[Frame, ...], answer: str) -> None:
    head, *parts = [part.strip() for part in answer.split("|")]
    act, word = head.split()
    if act == "no":
        assert not [f for f in found if f.act == word], f"a frame of {word} where there is none"
        return
    frame = next((f for f in found if f.act is Act(act) and f.word == word), None)
    assert frame is not None, f"no frame {act} {word}"
    for part in parts:
        key, _, value = part.partition(" ")
        if key in ("subject", "objects", "partners"):
            assert told(document, getattr(frame, key)) == {case.ids[n.strip()] for n in value.split(",")}, key
        elif key == "status":
            assert frame.status == value
        else:
            assert getattr(frame, key) is (value == "yes")


@pytest.mark.parametrize("case", CASES, ids=[c.name for c in CASES])
def test_the_corpus(case: Case) -> None:
    document = oracle(case.article, case.gold)
    found = frames(document)
    for answer in case.answers:
        check(case, document, found, answer)


@pytest.mark.parametrize("case", CASES, ids=[c.name for c in CASES])
def test_every_trigger_lies_in_its_clause_and_sentence(case: Case) -> None:
    for frame in frames(oracle(case.article, case.gold)):
        assert frame.sentence.covers(frame.clause)
        assert frame.clause.start <= frame.trigger.start < frame.clause.end


def test_the_word_lists_load() -> None:
    assert verbs()["率队"].act is Act.LEAD
    assert markers()["拟"].status == "planned"
    assert swallowers()["率"]


def test_a_bad_verb_is_named_by_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "verbs.tsv").write_text("# head\n率队\tlead\tbare\n走访\tstroll\tobject\n", "utf-8")
    monkeypatch.setattr("zhaoshang.ingest.clause.words._FOLDER", tmp_path)
    verbs.cache_clear()
    try:
        with pytest.raises(DataError, match=r"verbs\.tsv:3"):
            verbs()
    finally:
        verbs.cache_clear()
