"""Pages, plain text, JSON, folders, streams."""

import io
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhaoshang.ingest.read import Limits, Unreadable, read_bytes, read_path, read_stream, read_text
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import InputError, NotFoundError, UsageError
from zhaoshang.ontology.values import PartialDate

PAGE = """<!DOCTYPE html><html><head><title>云岭赴甬招商_云岭新闻网</title><script>var x = "不是正文";</script></head><body>
<nav><a href="/">首页</a><a href="/news">新闻</a></nav><h1>云岭赴甬招商</h1>
<div class="info">2022年5月10日 08:30 来源：云岭日报 作者：李一凡 字体：大 中 小</div>
<div id="zoom"><p>5月8日，云岭市党政代表团赴宁波招商，走访了三家企业，并与当地商会座谈。</p>
<figure><img src="a.jpg"><figcaption>签约现场</figcaption></figure>
<p>双方&ldquo;一拍即合&rdquo;，签约项目<b>3</b>个。<br>总投资12亿元。</p><p>（张山 摄）</p><p>责任编辑：王五</p>
<p>相关阅读</p><p>另一条新闻的标题</p></div><div class="share">分享到微信</div><footer>版权所有</footer></body></html>"""


def one(found: Iterator[Article | Unreadable]) -> Article:
    (article,) = found
    assert isinstance(article, Article), article
    return article


def error(found: Iterator[Article | Unreadable]) -> str:
    (item,) = found
    assert isinstance(item, Unreadable)
    return str(item.error)


def test_a_page() -> None:
    article = read_text(PAGE, "p")
    assert article.title == "云岭赴甬招商"
    assert article.text.splitlines()[1:] == [
        "5月8日，云岭市党政代表团赴宁波招商，走访了三家企业，并与当地商会座谈。",
        "双方“一拍即合”，签约项目3个。",
        "总投资12亿元。",
    ]
    assert (article.published, article.source) == (PartialDate(2022, 5, 10), "云岭日报")


def test_an_unmarked_page_gives_its_densest_part() -> None:
    html = PAGE.replace('id="zoom"', "").replace("云岭市党政代表团", "云岭市党政代表团一行")
    text = read_text(html, "p").text
    assert "走访了三家企业" in text
    assert "首页" not in text and "分享" not in text


def test_a_short_centred_line_below_a_picture_is_its_caption() -> None:
    picture = '<p align="center"><img src="b.jpg"></p><p style="text-align: center">握手的瞬间</p><p style="text-align:center">尾声</p>'
    text = read_text(PAGE.replace("<figure>", picture + "<figure>"), "p").text
    assert "握手的瞬间" not in text
    assert "尾声" in text


def test_a_title_without_a_heading_element() -> None:
    html = (
        "<html><head><title>新闻</title></head><body><table><tr><td class=title>云岭代表团到访</td></tr><tr><td>2010-5-6 9:00:00</td></tr>"
    )
    article = read_text(html + "<tr><td>　　5月4日，云岭代表团到访。<br><br>　　市长会见了客人。</td></tr></table>", "p")
    assert article.text.splitlines() == ["云岭代表团到访", "5月4日，云岭代表团到访。", "市长会见了客人。"]
    assert article.published == PartialDate(2010, 5, 6)


def test_deeply_nested_markup() -> None:
    html = "<html><body>" + "<div>" * 3_000 + "<p>" + "云岭市赴宁波招商。" * 10 + "</p>"
    assert "招商" in read_text(html, "p").text


def test_plain_text_with_a_heading() -> None:
    article = read_text("云岭赴甬招商\n2022-05-10 08:30 来源：云岭日报\n\n5月8日，云岭市赴宁波招商。\n次日返回。", "p")
    assert article.text == "云岭赴甬招商\n5月8日，云岭市赴宁波招商。\n次日返回。"
    assert (article.published, article.source) == (PartialDate(2022, 5, 10), "云岭日报")


def test_plain_text_without_a_title() -> None:
    article = read_text("5月8日，云岭市赴宁波招商。\n次日返回。", "p")
    assert not article.titled
    assert article.title == ""


def test_reporters_in_the_text_are_the_byline() -> None:
    article = read_text("标题\n\n\n\n本报讯（记者 李一凡 通讯员 周舟）5月8日，云岭市赴宁波招商。（张山 摄）", "p")
    assert article.text == "标题\n本报讯5月8日，云岭市赴宁波招商。"
    assert article.byline == "记者 李一凡 通讯员 周舟"


def test_a_triangle_opens_an_item_of_a_round_up_or_a_caption() -> None:
    items = ["▲5月8日，云岭市市长孟一帆率队赴宁波，走访了海汇机电。", "▲本周，全市接待客商9批31人次。"]
    captions = ["▲签约仪式现场", "▲5月8日，海汇机电的车间里，工人在装配机床。张山 摄"]
    article = read_text("\n".join(["招商快讯", *items, *captions]), "p")
    assert article.text.splitlines() == ["招商快讯", *items]


def test_a_text_that_the_store_doubled_is_read_once() -> None:
    body = "5月8日，云岭市党政代表团赴宁波招商，走访了三家企业，并与当地商会的负责人座谈。"
    assert read_text(f"标题\n\n\n\n{body}\n{body}\n", "p").text == f"标题\n{body}"


def test_jsonl_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "feed.jsonl"
    rows = [
        {"title": "甲", "text": "云岭市招商。", "date": "2022-05-10", "id": "n1", "url": "http://news.example/1"},
        {"content": ["第一段。", "第二段。"]},
    ]
    path.write_text("\n".join([json.dumps(rows[0]), "{broken", "", json.dumps(rows[1]), "[1]"]), "utf-8")
    first, broken, second, none = list(read_path(path))
    assert isinstance(first, Article) and isinstance(second, Article)
    assert isinstance(broken, Unreadable) and isinstance(none, Unreadable)
    assert (first.name, first.title, first.url) == ("n1", "甲", "http://news.example/1")
    assert second.text == "第一段。\n第二段。"
    assert "feed.jsonl:2" in str(broken.error)
    assert "no article" in str(none.error)


def test_a_folder_is_read_in_order_and_nothing_stops_it(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.txt").write_text("乙\n\n\n\n云岭市招商。", "utf-8")
    (tmp_path / "a.md").write_text('---\ntitle: "甲"\n---\n正文。', "utf-8")
    (tmp_path / "c.txt").write_bytes(b"")
    (tmp_path / "d.json").write_text(json.dumps({"article": "d", "records": []}), "utf-8")
    (tmp_path / "e.pdf").write_bytes(b"%PDF")
    (tmp_path / "README.md").write_text("about", "utf-8")
    (tmp_path / ".hidden.txt").write_text("x", "utf-8")
    found = list(read_path(tmp_path))
    assert [f.path if isinstance(f, Article) else Path(f.path).name for f in found] == ["a.md", "c.txt", "e.pdf", "b/2.txt"]
    assert [isinstance(f, Article) for f in found] == [True, False, False, True]


def test_a_link_to_a_folder_above_is_no_endless_loop(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("甲\n\n\n\n正文。", "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert len(list(read_path(tmp_path))) == 1


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"nowhere\.txt"):
        list(read_path(tmp_path / "nowhere.txt"))


def test_files_and_folders_without_rights_are_reported() -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        (root / "a.txt").write_text("甲\n\n\n\n正文。", "utf-8")
        (root / "b.txt").write_text("乙", "utf-8")
        (root / "b.txt").chmod(0o000)
        (root / "closed").mkdir(mode=0o000)
        with unprivileged():
            found = list(read_path(root))
        (root / "closed").chmod(0o700)
    assert sum(isinstance(f, Article) for f in found) == 1
    errors = [str(f.error) for f in found if isinstance(f, Unreadable)]
    assert len(errors) == 2
    assert all("cannot be opened" in e and "chmod" in e for e in errors)


class unprivileged:  # noqa: N801
    """For root, to whom no file is closed: the rights of another user for a while."""

    def __enter__(self) -> None:
        self.root = os.geteuid() == 0
        if self.root:
            os.seteuid(65_534)

    def __exit__(self, *_: object) -> None:
        if self.root:
            os.seteuid(0)


def test_a_long_article_is_read_up_to_the_limit() -> None:
    raw = ("标题\n\n\n\n" + "云岭市代表团赴宁波招商，签约三个项目。\n" * 50_000).encode()
    assert len(read_bytes(raw, "long", limits=Limits(len(raw))).text) > 30
    with pytest.raises(InputError, match="split it"):
        read_bytes(raw, "long")
    with pytest.raises(InputError, match="ZHAOSHANG_MAX_ARTICLE_BYTES"):
        read_bytes(raw, "long", limits=Limits(1_000_000))


def test_the_limit_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("云岭市招商。" * 10, "utf-8")
    monkeypatch.setenv("ZHAOSHANG_MAX_ARTICLE_BYTES", "50")
    assert "longer than 50 bytes" in error(read_path(tmp_path / "a.txt"))
    monkeypatch.setenv("ZHAOSHANG_MAX_ARTICLE_BYTES", "viel")
    with pytest.raises(UsageError, match="viel"):
        list(read_path(tmp_path / "a.txt"))


def test_an_endless_line_of_jsonl_does_not_stop_the_next(tmp_path: Path) -> None:
    path = tmp_path / "f.jsonl"
    path.write_text(json.dumps({"text": "长" * 500}) + "\n" + json.dumps({"text": "短文。"}) + "\n", "utf-8")
    long, short = list(read_path(path, limits=Limits(200)))
    assert isinstance(long, Unreadable)
    assert isinstance(short, Article) and short.text == "短文。"


@pytest.mark.parametrize(
    "raw",
    [PAGE, "云岭赴甬招商\n2022-05-10\n云岭日报\n\n5月8日，云岭市赴宁波招商。", json.dumps({"title": "云岭赴甬招商", "text": "5月8日。"})],
)
def test_a_stream_of_any_format(raw: str) -> None:
    assert one(read_stream(io.BytesIO(raw.encode()))).title == "云岭赴甬招商"


def test_a_stream_of_lines() -> None:
    lines = "\n".join(json.dumps({"text": f"第{n}条。"}) for n in range(3))
    assert len(list(read_stream(io.BytesIO(lines.encode())))) == 3
