"""Who holds which post, written out, as the corpus beside the rule says."""

from pathlib import Path

from zhaoshang.ingest import record
from zhaoshang.ingest.entity import find_entities
from zhaoshang.ingest.mention import find_mentions
from zhaoshang.ingest.record.tenure import tenures
from zhaoshang.ingest.table import read_table
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.values import Span

CORPUS = Path(record.__file__).parent / "corpus" / "tenure.tsv"


def held(text: str) -> str:
    document = find_entities(find_mentions(Article("a", text, (Span(0, len(text)),), False)))
    found = [(document.entities[r.values("person")[0]].names[0], r.values("post")[0]) for r in tenures(document)]
    return "|".join(f"{name}={post}" for name, post in found) or "-"


def test_corpus() -> None:
    wrong = [f"{line}: {t} has {held(t)}, not {expected}" for line, (t, expected) in read_table(CORPUS, 2) if held(t) != expected]
    assert not wrong, "\n".join(wrong)


def test_every_filler_has_the_words_that_say_so() -> None:
    text = "安康市委副书记、市长林知远率队赴宁波考察。"
    document = find_entities(find_mentions(Article("a", text, (Span(0, len(text)),), False)))
    for made in tenures(document):
        evidence = [e for fillers in made.roles.values() for f in fillers for e in f.evidence] + list(made.evidence)
        assert evidence
        assert all(text[e.start : e.end] == e.quote for e in evidence)
