"""An article while it is written: each name and statement notes the words that say so, so that its evidence is exact."""

from dataclasses import dataclass, field
from datetime import date

from zhaoshang.ingest.statement.backbone import backbone
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import Reading
from zhaoshang.ontology.statement import TYPE, Identity, Literal, Outcome, Statement
from zhaoshang.ontology.values import Evidence, PartialDate, Span
from zhaoshang.ontology.vocabulary import SLUGS


@dataclass
class Sheet:
    """Lines of text, the title first, with what they say: (subject, predicate, object, start, words, confidence)."""

    name: str
    day: date
    lines: list[str] = field(default_factory=lambda: [""])
    said: list[tuple[str, str, str | Literal, int, str, float]] = field(default_factory=list)
    named: dict[str, None] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    """Regions of which this article brings what the gazetteer says."""
    mentions: bool = True
    """Whether what is named counts as mentioned by the article."""

    def write(self, words: str) -> None:
        """Go on with this line; a line break begins the next."""
        first, *rest = words.split("\n")
        self.lines[-1] += first
        self.lines += rest

    def entity(self, words: str, cls: str, key: str, write: bool = True, **data: str | Literal) -> str:
        """State what bears the name ``words`` and write it; its graph id. Without ``write`` its evidence is the line so far."""
        entity = f"{SLUGS[cls]}/{key}"
        if write:
            self.write(words)
        if entity not in self.named:
            for predicate, value in {TYPE: cls, "name": Literal(words, lang="zh"), **data}.items():
                self.state(entity, predicate, value, words if write else self.lines[-1])
        self.named[entity] = None
        return entity

    def state(self, subject: str, predicate: str, object_: str | Literal, words: str, sure: float = 0.95) -> None:
        """A statement whose evidence is the last place of ``words`` in this line."""
        before = sum(len(line) + 1 for line in self.lines[:-1])
        self.said.append((subject, predicate, object_, before + self.lines[-1].rindex(words), words, sure))

    def outcome(self) -> Outcome:
        """All that the article says, as the journal takes it."""
        spans, at = [], 0
        for line in self.lines:
            spans.append(Span(at, at + len(line)))
            at += len(line) + 1
        text = "\n".join(self.lines)
        published = PartialDate(self.day.year, self.day.month, self.day.day)
        article = Article(self.name, text, tuple(spans), True, published, "生成报", f"https://example.org/{self.name}")
        rows = [
            Statement(article.id, s, p, o, (Evidence.at(text, start, start + len(words)),), sure, "generated")
            for s, p, o, start, words, sure in self.said
        ]
        rows += [Statement(article.id, article.id, "mentions", entity, (), 1.0, "generated") for entity in self.named if self.mentions]
        rows += backbone(article.id, self.told)
        known = tuple(Identity(f"e{n}", entity, 1.0, ("generated",), True) for n, entity in enumerate(self.named))
        return Outcome(article, Reading(article.id, str(published)), known, tuple(rows), (), "generated/1")
