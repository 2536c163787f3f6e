"""What is too uncertain waits in the review queue; the reading keeps it."""

from zhaoshang.ingest.statement.threshold import admit
from zhaoshang.ontology.reading import Entity, Filler, Kind, Reading, Record
from zhaoshang.ontology.values import Evidence

TEXT = "市长沈若谷率队走访云栖谷，途经澜沛。"


def words(quote: str) -> tuple[Evidence, ...]:
    start = TEXT.index(quote)
    return (Evidence.at(TEXT, start, start + len(quote)),)


def reading(confidence: float = 0.9) -> Reading:
    firms = [Entity("c1", Kind.COMPANY, ("云栖谷",)), Entity("c2", Kind.COMPANY, ("澜沛",))]
    visited = (Filler("c1", words("云栖谷"), 0.9), Filler("c2", words("澜沛"), 0.41))
    trip = Record("delegation", {"visited": visited}, evidence=words(TEXT), confidence=confidence)
    return Reading("a", "2024-01-02", tuple(firms), (trip,))


def test_a_filler_under_the_threshold_is_left_out_with_its_words_and_its_reason() -> None:
    kept, doubts = admit(reading())
    assert kept.records[0].values("visited") == ("c1",)
    assert [(d.evidence.quote if d.evidence else "", "澜沛" in d.reason, "0.41" in d.detail) for d in doubts] == [("澜沛", True, True)]


def test_a_record_under_the_threshold_is_left_out_whole() -> None:
    kept, doubts = admit(reading(0.3))
    assert kept.records == ()
    assert len(doubts) == 1


def test_without_thresholds_everything_is_kept() -> None:
    kept, doubts = admit(reading(0.01), {})
    assert kept == reading(0.01)
    assert doubts == ()


def test_who_only_a_model_names_enters_with_what_it_fills_or_not_at_all() -> None:
    found = reading()
    firms = (Entity("c1", Kind.COMPANY, ("云栖谷",)), Entity("llm-companies-1", Kind.COMPANY, ("澜沛",)))
    for confidence, there in ((0.41, ["c1"]), (0.8, ["c1", "llm-companies-1"])):
        fillers = (Filler("c1", words("云栖谷"), 0.9), Filler("llm-companies-1", words("澜沛"), confidence, "llm"))
        trip = Record("delegation", {"visited": fillers}, evidence=words(TEXT), confidence=0.9)
        kept, _ = admit(Reading(found.article, found.date, firms, (trip,)))
        assert [entity.id for entity in kept.entities] == there
