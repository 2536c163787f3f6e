"""Which shorter name can be a firm's."""

import pytest

from zhaoshang.ingest.entity.firms import is_short_for

PLACES = ("鹤岗市", "鹤岗", "苏州")


def without_place(name: str) -> str:
    return next((name[len(place) :] for place in PLACES if name.startswith(place) and len(name) > len(place)), name)


@pytest.mark.parametrize(
    ("short", "full"),
    [("云栖谷", "鹤岗云栖谷农药有限公司"), ("鹤岗云栖谷", "鹤岗云栖谷农药有限公司"), ("澜沛", "澜沛新材料股份有限公司")],
)
def test_a_brand_with_or_without_its_place_is_a_short_form(short: str, full: str) -> None:
    assert is_short_for(short, full, without_place)


@pytest.mark.parametrize(
    ("short", "full"), [("鹤岗", "鹤岗云栖谷农药有限公司"), ("苏州", "苏州澜沛集团"), ("澜沛", "拓岩新材料股份有限公司")]
)
def test_the_place_of_a_firm_is_not_the_firm(short: str, full: str) -> None:
    assert not is_short_for(short, full, without_place)
