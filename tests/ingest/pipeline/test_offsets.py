"""Whatever is done to a text, every offset names the very words that are quoted, and nothing crashes."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from zhaoshang.ingest.document import Type
from zhaoshang.ingest.entity import find_entities
from zhaoshang.ingest.mention import find_mentions
from zhaoshang.ingest.pipeline import read_article
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.values import PartialDate, Span

PIECES = (
    "5月6日，安康市委副书记、市长林知远率队赴浙江宁波考察，走访了海汇机电（宁波）有限公司、青禾智能等企业。",
    "安康市與雲嶺礦業集團簽署戰略合作協議，總投資１２億元。",
    "“青禾智能”董事長孟一帆、玉苏普·艾则孜一行來訪，",
    "😀", "\u200b", "Ａ", "\u00ad", "𠮷", "\n", "　", "?", "的", "、", "（以下简称“", "有限公司", "市长", "&amp;", "\ud83d",
)  # fmt: skip

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), min_size=1, max_size=8).map("".join)


def article(text: str) -> Article:
    spans, start = [], 0
    for part in text.split("\n"):
        if part.strip():
            spans.append(Span(start, start + len(part)))
        start += len(part) + 1
    return Article("a", text, tuple(spans), False, PartialDate(2023, 5, 8))


@settings(max_examples=150, deadline=None)
@given(texts)
def test_offsets_are_exact(text: str) -> None:
    document = find_entities(find_mentions(article(text)))
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in document.mentions)
    for entity in document.entities.values():
        assert entity.names
        assert all(text[e.start : e.end] == e.quote for e in entity.mentions)
    plain = [m for m in document.mentions if m.type not in (Type.POST, Type.DEIXIS)]
    assert all(a.span.end <= b.span.start for a, b in pairwise(plain))
    assert all(any(s.covers(m.span) for s in document.sentences) for m in document.mentions if m.type is not Type.DATE)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_evidence_of_records_is_exact_and_no_room_fails(text: str) -> None:
    reading = read_article(article(text))
    assert not [d for d in reading.doubts if "failed" in d.reason]
    for record in reading.records:
        evidence = [*record.evidence, *(e for fillers in record.roles.values() for f in fillers for e in f.evidence)]
        assert all(text[e.start : e.end] == e.quote for e in evidence)


def test_a_long_paragraph_without_punctuation_is_read() -> None:
    text = "安康市长林知远赴宁波考察" * 3000
    document = find_mentions(article(text))
    assert sum(m.type is Type.PERSON for m in document.mentions) > 2500
