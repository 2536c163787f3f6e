"""Any text: spans in order and apart, and a value or none, never an error."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from zhaoshang.ingest.values import find_quantities, find_values
from zhaoshang.ontology.values import PartialDate

CHARACTERS = "0123456789１２〇零一二两三十百千万亿年月日号至—-、,.元美港个家项人前后昨今去本上下周天多余约合（）。\n "
PIECES = (*CHARACTERS, "美元", "2月30日", "当日", "50亿元以上项目")


@settings(max_examples=500, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    st.sampled_from([None, PartialDate(2022), PartialDate(2022, 2), PartialDate(2022, 1, 31)]),
)
def test_any_text(text: str, published: PartialDate | None) -> None:
    found = find_values(text, published)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(mention.span.of(text).strip() for mention in found)
    assert all(quantity.span.end <= len(text) for quantity in find_quantities(text))
