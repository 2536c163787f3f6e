"""A reader that asks the model as well: what ``--llm`` reads with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhaoshang.ingest.pipeline import read_article
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import StoreError
from zhaoshang.ontology.reading import Doubt, Reading

from .answers import heard
from .client import Client
from .merge import merged
from .prompt import question, system
from .schema import schema
from .settings import LlmSettings


class LlmReader:
    """Called with an article it gives a reading, as `read_article` does. ``alone`` leaves the rules out, to measure the model."""

    def __init__(self, settings: LlmSettings, alone: bool = False) -> None:
        self.client = Client(settings)
        self._alone = alone

    def read(self, articles: Sequence[Article]) -> Iterator[Reading]:
        """As a call, of each in turn: for `pool.Reader`."""
        return map(self, articles)

    def __call__(self, article: Article) -> Reading:
        """The rules' reading and the model's put together; where the model cannot be had, the rules' with a doubt that says so."""
        reading = Reading(article.name, str(article.published or "")) if self._alone else read_article(article)
        try:
            answer = self.client.ask(system(), question(article, self.client.settings.characters), schema())
        except StoreError as error:
            return replace(reading, doubts=(*reading.doubts, Doubt("llm: no answer", detail=error.what)))
        return merged(reading, heard(article, answer), article.text)
