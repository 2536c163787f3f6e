"""The small rooms behind projects: masked patterns, borders of names, forms, telescoped names, stages."""

from pathlib import Path

import pytest

from zhaoshang.ingest.document import Document, Mention, Type
from zhaoshang.ingest.record.deal import corpus as corpora
from zhaoshang.ingest.record.deal import scorer as scorers
from zhaoshang.ingest.record.deal.brands import called_by
from zhaoshang.ingest.record.deal.entities import shortens
from zhaoshang.ingest.record.deal.kinds import is_generic
from zhaoshang.ingest.record.deal.mask import mask, pattern, readable
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.errors import DataError
from zhaoshang.ontology.reading import Entity, Kind
from zhaoshang.ontology.values import Span


def document(text: str, *mentions: tuple[str, Type]) -> Document:
    spans = [Mention(Span(text.index(words), text.index(words) + len(words)), kind) for words, kind in mentions]
    whole = Span(0, len(text))
    return Document(Article("t", text, (whole,), False), (whole,), tuple(sorted(spans, key=lambda m: m.span)))


def test_a_mention_is_one_letter_and_offsets_lead_back() -> None:
    read = document("澄江市与云帆集团签约", ("澄江市", Type.PLACE), ("云帆集团", Type.FIRM))
    masked = mask(read, read.sentences[0])
    found = pattern("<P>与(?P<firm><F>)签").match(masked.text)
    assert found is not None
    assert masked.original(*found.span("firm")).of(read.text) == "云帆集团"


def test_a_list_of_organisations_is_one_pattern() -> None:
    read = document("甲山公司、乙水公司和丙城签约", ("甲山公司", Type.FIRM), ("乙水公司", Type.FIRM), ("丙城", Type.PLACE))
    assert pattern("^<O+>签约").match(mask(read, read.sentences[0]).text)


def test_half_width_marks_and_traditional_letters_are_read() -> None:
    assert readable("簽約項目,總投資1,200萬元;") == "签约项目，总投资1,200万元；"


def test_private_characters_of_the_text_are_no_mentions() -> None:
    damaged = document("青河市签约\ue04d项目\ue046", ("青河市", Type.PLACE))
    masked = mask(damaged, damaged.sentences[0])
    assert not pattern("<M>|<F>").search(masked.text)
    assert len(masked.text) == len(damaged.text) - 2


@pytest.mark.parametrize("form", ["重大产业项目", "现代服务业项目", "签约项目", "亿元以上项目", "2021年重点项目"])
def test_words_that_tell_no_project_from_another(form: str) -> None:
    assert is_generic(form)


@pytest.mark.parametrize("form", ["锂电隔膜项目", "万头奶牛牧场", "5G产业园"])
def test_words_that_name_one(form: str) -> None:
    assert not is_generic(form)


def test_a_telescoped_road_is_the_same_road() -> None:
    assert shortens("青岚高速", "青阳至岚山高速公路")
    assert not shortens("青岚高速", "黄坪至林口高速公路")
    assert not shortens("青岚高速", "青阳至岚山铁路")


def test_a_missing_model_is_said_with_its_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scorers, "FOLDER", tmp_path)
    with pytest.raises(DataError, match="training"):
        scorers.scorer("no-such-model")


def test_a_broken_corpus_block_is_named_by_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bad.txt").write_text("[F:甲公司]签约。\n= signing party=乙公司\n", "utf-8")
    monkeypatch.setattr(corpora, "FOLDER", tmp_path)
    with pytest.raises(DataError, match=r"bad\.txt:1"):
        list(corpora.cases("bad"))


@pytest.mark.parametrize(
    ("project", "firm", "told"),
    [
        ("普澜电子商务物流中心", "青岛普澜智能信息有限公司", True),
        ("青岛普澜物流中心", "普澜智能", True),
        ("新能源电池包项目", "河东新能源公司", False),
        ("青岛物流中心", "青岛普澜智能信息有限公司", False),
        ("中国动力谷", "中国远洋", False),
    ],
)
def test_a_project_is_called_by_its_firm_and_not_by_a_place_or_a_trade(project: str, firm: str, told: bool) -> None:
    assert called_by(Entity("p1", Kind.PROJECT, (project,), ()), Entity("c1", Kind.COMPANY, (firm,), ())) is told
