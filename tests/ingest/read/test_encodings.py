"""Bytes in whatever encoding they come."""

import pytest

from zhaoshang.ingest.mention.view import fold
from zhaoshang.ingest.read import read_bytes
from zhaoshang.ontology.errors import InputError

TEXT = "云岭市招商\n2022-05-10\n云岭日报\n\n云岭市委书记带队到宁波考察，与当地的企业家座谈，签约三个项目。"
BIG = "雲嶺市招商\n2022-05-10\n雲嶺日報\n\n雲嶺市代表團來到寧波考察，與當地的企業家會談，簽約三個項目，總投資１２億元。"
PAGE = (
    '<html><head><meta charset="gb2312"><title>云岭市招商</title></head><body>'
    "<p>云岭市委书记带队到宁波考察，与当地的企业家座谈，签约三个项目，总投资十二亿元。</p></body></html>"
)


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"])
def test_the_encoding_is_found(name: str) -> None:
    article = read_bytes(TEXT.encode(name), "a")
    assert article.text.endswith("签约三个项目。")
    assert article.title == "云岭市招商"


def test_big5_is_told_from_gb18030() -> None:
    assert read_bytes(BIG.encode("big5"), "a").title == "雲嶺市招商"


def test_a_declared_encoding() -> None:
    assert "签约三个项目" in read_bytes(PAGE.encode("gbk"), "a").text


def test_a_given_encoding_wins_and_is_checked() -> None:
    assert read_bytes(BIG.encode("big5"), "a", encoding="big5").title == "雲嶺市招商"
    with pytest.raises(InputError, match="no encoding called"):
        read_bytes(b"x", "a", encoding="klingon")
    with pytest.raises(InputError, match="not in utf-8"):
        read_bytes(TEXT.encode("gbk"), "a", encoding="utf-8")


def test_a_few_lost_bytes_do_no_harm() -> None:
    raw = (TEXT * 5).encode("utf-8")
    assert "\ufffd" in read_bytes(raw[:200] + raw[201:], "a").text


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n", "image"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (bytes(range(128, 256)) * 20, "no known encoding"),
    ],
)
def test_what_is_no_text_is_refused(raw: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as caught:
        read_bytes(raw, "a", "folder/a.txt")
    assert caught.value.where == "folder/a.txt"
    assert caught.value.remedy


def test_script_and_width_stay_as_printed_and_fold_one_for_one() -> None:
    article = read_bytes(BIG.encode("utf-8"), "a")
    assert "總投資１２億元" in article.text
    assert len(fold(article.text)) == len(article.text)
    assert "总投资12亿元" in fold(article.text)


def test_invisible_characters_and_converters_pinyin_go() -> None:
    raw = "标题\n\n\n\n云\u200b岭市\u00ad会(huì)议\ufeff　　开\u00a0\t幕&nbsp;&ldquo;好&rdquo;。".encode()
    assert read_bytes(raw, "a").text == "标题\n云岭市会议 开 幕 “好”。"


def test_pinyin_in_square_brackets_goes() -> None:
    raw = "标题\n\n\n\n龙游[LongYou]县12个项目[XiangMu]，BOT[BOT]方式，见图[1]。".encode()
    assert read_bytes(raw, "a").text == "标题\n龙游县12个项目，BOT[BOT]方式，见图[1]。"
