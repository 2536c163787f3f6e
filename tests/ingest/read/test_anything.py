"""Whatever comes: an article whose offsets hold, or an error that says what to do."""

from hypothesis import given, settings
from hypothesis import strategies as st

from zhaoshang.ingest.read import read_bytes, read_text
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import InputError

PIECES = (
    "---\n", 'title: "甲"\n', "date: 2022-02-30\n", "\n\n", "<p>", "</p>", "<a data-code='1,609001'>", "</a>", "&lt;", "&#x110000;",
    "<!--", "-->", "云岭市", "１２亿元", "　", "\u200b", "\ud800", "2022-05-10\n", '{"text": "', '"}', "> ", "<>", "\x00",
    "（记者 李一）", "□", "\r\n", "<table><td>",
)  # fmt: skip


def holds(article: Article) -> bool:
    lines = article.text.split("\n")
    return lines == [span.of(article.text) for span in article.paragraphs] and all(
        0 <= start < end <= len(article.text) for start, end, _ in article.codes
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_text(text: str) -> None:
    try:
        article = read_text(text, "x")
    except InputError as error:
        assert error.remedy
    else:
        assert holds(article)
        assert Article.from_json(article.to_json()) == article


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(raw: bytes) -> None:
    try:
        assert holds(read_bytes(raw, "x"))
    except InputError as error:
        assert error.remedy
