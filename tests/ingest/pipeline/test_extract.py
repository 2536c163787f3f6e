"""The extract command: one JSON an article, taken up where it stopped, nothing lost in silence."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from zhaoshang.cli.extract import extract
from zhaoshang.ontology.errors import InputError, StoreError

TEXT = "安康市赴宁波招商\n2023-05-08\n样报\n\n5月6日，安康市长林知远率队赴浙江宁波考察，走访了海汇机电有限公司。\n"


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    folder = tmp_path / "posts"
    (folder / "old").mkdir(parents=True)
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "old" / "a.txt").write_text(TEXT.replace("林知远", "周怀安"), "utf-8")
    (folder / "b.txt").write_text(TEXT, "utf-8")
    return folder


def run(*arguments: str) -> str:
    return CliRunner().invoke(extract, arguments, catch_exceptions=False).stdout


def test_every_article_has_a_file_of_its_own(posts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(str(posts), "--out", str(out), "--jobs", "2") == f"3 articles read into {out}\n"
    names = {p.name: json.loads(p.read_text("utf-8"))["officials"][0]["names"] for p in out.iterdir()}
    assert names == {"a.json": ["林知远"], "a~2.json": ["周怀安"], "b.json": ["林知远"]}


def test_a_second_run_reads_only_what_is_missing(posts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(str(posts), "--out", str(out))
    (out / "b.json").unlink()
    assert run(str(posts), "--out", str(out)) == f"1 articles read into {out}, 2 were there already\n"
    assert run(str(posts), "--out", str(out), "--again") == f"3 articles read into {out}\n"


def test_what_cannot_be_read_is_said_and_the_rest_is_read(posts: Path, tmp_path: Path) -> None:
    (posts / "c.txt").write_bytes(b"")
    with pytest.raises(InputError, match="not everything"):
        run(str(posts), "--out", str(tmp_path / "out"))
    assert len(list((tmp_path / "out").glob("*.json"))) == 3


def test_a_folder_that_cannot_be_made_is_said(posts: Path) -> None:
    with pytest.raises(StoreError, match="cannot be made"):
        run(str(posts), "--out", str(posts / "a.txt" / "out"))
