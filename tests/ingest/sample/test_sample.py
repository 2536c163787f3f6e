"""The sample corpus is whole: each post has its gold, and the gold keeps to the guide and to the text."""

import json
import re
from collections import Counter, defaultdict
from typing import Any

import pytest

from zhaoshang.ingest import sample
from zhaoshang.ingest.gazetteer import candidates
from zhaoshang.ingest.read import Unreadable, read_path
from zhaoshang.ontology.article import Article
from zhaoshang.ontology.reading import GUIDE_KEY, LITERAL_ROLES, ROLE_KINDS, ROLES, STAGES, Kind
from zhaoshang.ontology.values import PartialDate

NAMES = sorted(path.stem for path in sample.POSTS.glob("*.md"))
KIND = {key: kind for kind, key in GUIDE_KEY.items()}


def article(name: str) -> Article:
    (found,) = read_path(sample.POSTS / f"{name}.md")
    assert not isinstance(found, Unreadable), found
    return found


def gold(name: str) -> dict[str, Any]:
    return dict(json.loads((sample.GOLD / f"{name}.json").read_text("utf-8")))


def test_every_post_has_its_gold() -> None:
    assert len(NAMES) >= 40
    assert sorted(path.stem for path in sample.GOLD.glob("*.json")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_gold_fits_its_post(name: str) -> None:
    post, records = article(name), gold(name)
    assert records["article"] == name
    assert records["date"] == (str(post.published) if post.published else "")
    kinds: dict[str, Kind] = {}
    for key, kind in KIND.items():
        for entity in records[key]:
            assert entity["id"] not in kinds
            kinds[entity["id"]] = kind
            assert any(form in post.text for form in entity["names"]), entity
    for record in records["records"]:
        for role, values in record.items():
            if role != "type":
                assert role in ROLES[record["type"]]
                for value in values:
                    check(role, value, kinds)


def check(role: str, value: str, kinds: dict[str, Kind]) -> None:
    match role:
        case "start" | "end" | "date":
            PartialDate.parse(value)
        case "amount":
            assert re.fullmatch(r"\d+ [A-Z]{3}", value)
        case "count":
            assert value.isdigit()
        case "stage":
            assert value in STAGES
        case _ if role not in LITERAL_ROLES:
            assert kinds[value] in ROLE_KINDS[role]


def test_it_covers_many_provinces_and_years() -> None:
    provinces, years = set(), set()
    for name in NAMES:
        records = gold(name)
        years.add(records["date"][:4])
        for region in records["regions"]:
            provinces |= {place.code[:2] for place in candidates(region["names"][0]) if place.code[:2].isdigit()}
    assert len(provinces) >= 12
    assert {"2021", "2022", "2023", "2024"} <= years


def test_the_demos_official_leads_at_least_three_trips() -> None:
    starts = set()
    for name in NAMES:
        records = gold(name)
        people = {person["id"]: person["names"][0] for person in records["officials"]}
        for record in records["records"]:
            if record["type"] == "delegation" and any(people.get(one) == sample.LEADER for one in record["leader"]):
                starts.add(record["start"][0][:7])
    assert len(starts) >= 3


def test_two_officials_of_one_name_hold_posts_in_two_cities() -> None:
    posts = defaultdict(set)
    for name in NAMES:
        records = gold(name)
        people = {person["id"]: person["names"][0] for person in records["officials"]}
        for record in records["records"]:
            if record["type"] == "tenure" and record["person"][0] in people:
                posts[people[record["person"][0]]].add(record["post"][0])
    assert {"赣州市副市长", "榆林市副市长"} <= posts["周立诚"]


def test_every_kind_of_record_and_stage_occurs() -> None:
    records = [record for name in NAMES for record in gold(name)["records"]]
    assert set(Counter(record["type"] for record in records)) == set(ROLES)
    assert {stage for record in records for stage in record.get("stage", [])} == set(STAGES)
    currencies = {amount.split()[1] for record in records for amount in record.get("amount", [])}
    assert {"CNY", "USD", "HKD", "EUR"} <= currencies


def test_bylines_and_hidden_text_are_not_in_the_articles() -> None:
    for name in NAMES:
        post = article(name)
        assert "□" not in post.text
        assert "返回" not in post.text
    assert any(article(name).byline for name in NAMES)
    assert any(article(name).codes for name in NAMES)
