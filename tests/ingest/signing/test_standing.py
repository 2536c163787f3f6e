"""Whom people stand for who sign."""

from zhaoshang.ingest.pipeline import read_document
from zhaoshang.ingest.record.signing import signings
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.values import PartialDate, Span

TEXT = (
    "云水县与银行签约\n农业银行云水分行行长麦秋3月2日来到云水县，先看了园区。"
    "麦秋还同东湖机械有限公司、南山食品有限公司、青溪纺织有限公司分别签订银企合作协议。"
)


def test_who_signs_without_an_office_beside_stands_for_the_one_named_before() -> None:
    first = TEXT.index("\n")
    article = Article("a", TEXT, (Span(0, first), Span(first + 1, len(TEXT))), True, PartialDate(2021, 3, 4), "")
    document = read_document(article)
    parties = [{document.entities[v].names[0] for v in record.values("party")} for record in signings(document)]
    partners = ("东湖机械有限公司", "南山食品有限公司", "青溪纺织有限公司")
    assert all(any("农业银行" in name for name in pair) for pair in parties)
    assert all(any(partner in pair for pair in parties) for partner in partners)
