"""Data files: a wrong row is named by file and line."""

from pathlib import Path

import pytest

from zhaoshang.ingest.gazetteer.load import Book, _divisions
from zhaoshang.ingest.table import read_table
from zhaoshang.ontology.errors import DataError


def test_a_row_with_too_many_fields_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("# a comment\n\n一\t二\n一\t二\t三\n", "utf-8")
    with pytest.raises(DataError, match=r"x\.tsv:4"):
        list(read_table(path, 2))


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"missing\.tsv"):
        list(read_table(tmp_path / "missing.tsv", 2))


def test_a_parent_that_does_not_exist_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "divisions.tsv").write_text("110000\t北京市\n110101\t东城区\t120000\n", "utf-8")
    monkeypatch.setattr("zhaoshang.ingest.gazetteer.load.DATA", tmp_path)
    with pytest.raises(DataError, match=r"divisions\.tsv:2.*120000"):
        _divisions(Book())
