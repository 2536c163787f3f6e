"""Jekyll posts in the source's own format."""

from pathlib import Path

import pytest

from zhaoshang.ingest.read import Unreadable, read_bytes, read_path, read_text
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import InputError
from zhaoshang.ontology.reading import Doubt
from zhaoshang.ontology.values import PartialDate

EARLY = """---
layout: post
title: "云岭市“链”上招商 客商点赞"
date: 2022-05-10 10:46:18
categories: emnews
tags: 云岭日报新闻
---

云岭市代表团5月8日在宁波签约3个项目。

<http://news.example/1.html>

[返回云岭日报新闻](../emnews/)
[返回首页](../)"""

_HTML = (
    '<p style="display:none;height:1px;overflow:hidden;"><br />看不见的字</p>'
    "<!-- EM_StockImg_Start -->"
    '<p><img src="x.png" alt="K图"></p>'
    '<center><img src="y.jpg"></center>'
    "<p>□李一凡 本报记者王小川</p>"
    '<p>　　青禾智造与云岭市签约。<span id="stock_1.609001">'
    '<a href="http://q.example" class="keytip" data-code="1,609001">青禾股份</a></span>'
    '<span id="quote"></span>属于<a class="keytip" data-code="90,BK0493">新能源</a>板块，投资&lt;5亿元&gt;。</p>'
    "<p>图为签约仪式现场。</p>"
    '<p class="em_media">（文章来源：云岭日报）</p>'
)

LATE = """---
title: "两地携手"
date: 2022-05-10 23:30:00 +0000
tags: 云岭日报新闻
---
> 青禾智造与云岭市签约。

@HTML@

<>

[返回云岭日报新闻](//news.example/)｜[返回首页](//news.example/)""".replace("@HTML@", _HTML)


def test_an_early_post() -> None:
    article = read_text(EARLY, "2022-05-10-1")
    assert article.title == "云岭市“链”上招商 客商点赞"
    assert article.text == "云岭市“链”上招商 客商点赞\n云岭市代表团5月8日在宁波签约3个项目。"
    assert (article.published, article.source, article.url) == (PartialDate(2022, 5, 10), "云岭日报", "http://news.example/1.html")


def test_a_late_post_keeps_only_what_is_text() -> None:
    article = read_text(LATE, "x")
    assert article.text == "两地携手\n青禾智造与云岭市签约。青禾股份属于新能源板块，投资<5亿元>。"
    assert article.byline == "□李一凡 本报记者王小川"
    assert article.url == ""
    ((start, end, code),) = article.codes
    assert (article.text[start:end], code) == ("青禾股份", "609001.SH")


def test_the_hour_of_another_zone_is_that_of_china() -> None:
    assert read_text(LATE, "x").published == PartialDate(2022, 5, 11)


def test_a_digest_that_the_text_does_not_repeat_is_text() -> None:
    article = read_text(LATE.replace("> 青禾智造与云岭市签约。", "> 另一件事。"), "x")
    assert article.text.splitlines()[1] == "另一件事。"


def test_a_blank_line_before_the_front_matter() -> None:
    assert read_text("\n" + EARLY, "2022-05-10-1").title.startswith("云岭市")


@pytest.mark.parametrize(("said", "published"), [(" +0800", None), ("2022-13-45", None), ("", None), ("2022-02-30", None)])
def test_a_missing_or_impossible_date_is_left_out_and_noted(said: str, published: PartialDate | None) -> None:
    noted: list[tuple[Article, Doubt]] = []
    text = EARLY.replace("2022-05-10 10:46:18", said)
    article = read_text(text, "-202205101", note=lambda article, doubt: noted.append((article, doubt)))
    assert article.published is published
    assert [doubt.detail for _, doubt in noted] == [said.strip()]


def test_jekylls_file_name_gives_the_date_of_last_resort() -> None:
    assert read_text(EARLY.replace("2022-05-10 10:46:18", " +0800"), "2022-05-09-77").published == PartialDate(2022, 5, 9)


def test_front_matter_that_does_not_end() -> None:
    with pytest.raises(InputError, match=r"bad\.md.*not closed.*---"):
        read_text("---\ntitle: x\n\n正文", "bad", "bad.md")


def test_a_post_without_title_or_text() -> None:
    with pytest.raises(InputError, match="neither title nor text"):
        read_text('---\ntitle: ""\n---\n\n<>\n', "empty")


def test_a_post_of_a_title_only_is_an_article() -> None:
    assert read_text('---\ntitle: "标题"\n---\n', "t").text == "标题"


def test_identity_holds_while_the_footer_and_the_text_change() -> None:
    one = read_text(EARLY, "a")
    two = read_text(EARLY.split("\n[返回")[0].replace("3个", "4个"), "a")
    assert one.id == two.id
    assert one.version != two.version


SHARED = Path(__file__).parents[4] / "shared"


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the ../shared folder beside the checkout")
@pytest.mark.parametrize("folder", ["corpus/finews", "eval/dev"])
def test_every_file_of_the_shared_folders_reads(folder: str) -> None:
    found = list(read_path(SHARED / folder))
    assert found
    for article in found:
        assert not isinstance(article, Unreadable), article
        assert article.text.split("\n") == [span.of(article.text) for span in article.paragraphs]
        assert all(article.text[a:b].strip() for a, b, _ in article.codes)


def test_crlf_and_bom() -> None:
    raw = b"\xef\xbb\xbf" + EARLY.replace("\n", "\r\n").encode()
    assert read_bytes(raw, "2022-05-10-1").text == read_text(EARLY, "2022-05-10-1").text
