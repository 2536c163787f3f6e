"""The wheel holds every file of every room: code, lexicons, Turtle, queries, pages."""

import subprocess
import zipfile
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).parents[2]
ROOMS = ("ontology", "ingest", "stores", "queries", "service", "cli")


def test_every_tracked_file_of_a_room_is_in_the_wheel(tmp_path: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z", *ROOMS], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    tracked = {f"zhaoshang/{name}" for name in listed.split("\0") if name and (ROOT / name).exists()}
    wheel = next(iter(WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])))
    names = set(zipfile.ZipFile(wheel).namelist())
    explorer_sources = {name for name in tracked if name.startswith("zhaoshang/service/explorer/")}
    assert tracked - explorer_sources - names == set()
    assert {"zhaoshang/__init__.py", "zhaoshang/py.typed"} <= names
