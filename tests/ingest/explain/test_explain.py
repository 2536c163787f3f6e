"""The page of a reading: the whole text, every mention in its place, nothing loaded, nothing run."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from zhaoshang.cli.main import cli
from zhaoshang.ingest.explain import explain
from zhaoshang.ingest.explain.marks import Mark, runs
from zhaoshang.ingest.pipeline import read_article
from zhaoshang.ingest.read import read_path, read_text
from zhaoshang.ingest.sample import POSTS
from zhaoshang.ontology.article import Article


class Words(HTMLParser):
    """The words inside <main>, and the words in spans of each class."""

    def __init__(self) -> None:
        super().__init__()
        self.main, self.marked, self._open, self._inside = "", [], [], False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside |= tag == "main"
        if tag == "span":
            self._open.append(dict(attrs).get("class"))

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "main"
        if tag == "span":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.main += data
            self.marked += [(kind, data) for kind in self._open]


@pytest.mark.parametrize("path", sorted(Path(POSTS).iterdir())[::9], ids=lambda p: p.name)
def test_the_page_holds_the_text_and_every_mention(path: Path) -> None:
    article = next(a for a in read_path(path) if isinstance(a, Article))
    reading = read_article(article)
    words = Words()
    page = explain(article, reading)
    words.feed(page)
    for span in article.paragraphs[article.titled :]:
        assert span.of(article.text) in words.main
    for entity in reading.entities:
        body = [m for m in entity.mentions if not article.titled or m.start >= article.paragraphs[0].end]
        marked = "".join(data for kind, data in words.marked if kind == entity.kind.value)
        assert all(mention.quote in marked for mention in body)
    assert "<script" not in page
    assert "http-equiv" not in page


def test_the_command_writes_a_file(tmp_path: Path) -> None:
    post = sorted(Path(POSTS).iterdir())[3]
    done = CliRunner().invoke(cli, ["explain", str(post), "--out", str(tmp_path / "page.html")])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "page.html").read_text("utf-8").startswith("<!doctype html>")


def test_markup_in_a_text_is_shown_and_not_obeyed() -> None:
    article = read_text("<标题>\n2024-01-01\n某报\n\n甲市市长<b onclick=x>宋屿南</b>&amp;说。", "a")
    assert "<b onclick" not in explain(article, read_article(article))


@given(st.text(min_size=1, max_size=60), st.lists(st.tuples(st.integers(0, 59), st.integers(1, 60)), max_size=8))
def test_runs_together_are_the_text_and_each_lies_in_its_marks(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(a, min(b, len(text)), "x", str(i)) for i, (a, b) in enumerate(spans) if a < min(b, len(text))]
    found = list(runs(text, 0, len(text), marks))
    assert "".join(run.text for run in found) == text
    at = 0
    for run in found:
        expected = {m.key for m in marks if m.start <= at and at + len(run.text) <= m.end}
        assert {m.key for m in run.marks} == expected
        at += len(run.text)
