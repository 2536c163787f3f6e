"""Imports run one way (docs/decisions): a room may import only the rooms named beside it here."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALLOWED = {
    "ontology": set(),
    "ingest": {"ontology"},
    "stores.journal": {"ontology"},
    "stores": {"stores.journal", "ontology"},
    "queries": {"ontology"},
    "service": {"queries", "stores", "stores.journal", "ontology"},
    "cli": {"service", "queries", "stores", "stores.journal", "ingest", "ontology"},
}


def room_of(module: str) -> str | None:
    """``zhaoshang.stores.journal.sqlite`` -> ``stores.journal``; None for what is not of the house."""
    parts = module.split(".")
    if parts[0] != "zhaoshang" or len(parts) < 2:
        return None
    deep = ".".join(parts[1:3])
    return deep if deep in ALLOWED else parts[1]


def imports_of(path: Path, package: list[str]) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            found |= {module} | {f"{module}.{alias.name}" for alias in node.names}
    return found


def modules() -> list[Path]:
    return sorted(p for room in {r.split(".")[0] for r in ALLOWED} for p in (ROOT / room).rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_imports_only_the_rooms_below_it(path: Path) -> None:
    package = ["zhaoshang", *path.relative_to(ROOT).parent.parts]
    own = room_of(".".join([*package, path.stem]))
    assert own is not None
    seen = {room for module in imports_of(path, package) if (room := room_of(module)) and room in ALLOWED}
    assert seen - {own} <= ALLOWED[own]


def test_the_check_sees_an_import_that_runs_back(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    bad.write_text("from ...stores.journal import Journal\nfrom zhaoshang.service import app\n", "utf-8")
    rooms = {room_of(m) for m in imports_of(bad, ["zhaoshang", "ingest", "read"])}
    assert {"stores.journal", "service"} <= rooms
