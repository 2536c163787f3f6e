"""The catalogue: two files a question whose headers agree; what is wrong is named with file and line."""

from pathlib import Path

import pytest

from zhaoshang.ontology.errors import DataError, NotFoundError
from zhaoshang.queries.catalogue import FOLDER, catalogue, load, question

HEADER = """# title: 甲 | A
# about: 乙 | B
# parameter leader: Person, required | 领队 | leader
# column firm: text | 企业 | firm
"""
RQ = "SELECT ?firm WHERE { VALUES ?leader { UNDEF } ?leader ?p ?firm }\n"
CYPHER = "MATCH (l)-->(f) WHERE l.id IN $leader RETURN f.name AS firm\n"


def write(folder: Path, rq: str = HEADER + RQ, cypher: str = HEADER.replace("# ", "// ") + CYPHER) -> Path:
    (folder / "some-question.rq").write_text(rq, "utf-8")
    (folder / "some-question.cypher").write_text(cypher, "utf-8")
    return folder


def test_all_questions_load_and_are_told_in_both_languages() -> None:
    found = catalogue()
    assert len(found) >= 16
    assert {p.stem for p in FOLDER.glob("*.rq")} == {p.stem for p in FOLDER.glob("*.cypher")} == set(found)
    for it in found.values():
        texts = [it.title, it.about, *(p.help for p in it.parameters), *(c.label for c in it.columns)]
        assert all(text.zh and text.en for text in texts)


def test_rows_that_rest_on_facts_carry_their_statements() -> None:
    without = {name for name, it in catalogue().items() if it.column("statements") is None}
    assert without == {"corpus-overview", "homonyms"}


def test_a_question_is_read_from_its_files(tmp_path: Path) -> None:
    it = load(write(tmp_path), "some-question")
    assert (it.title.zh, it.title.en) == ("甲", "A")
    assert [(p.name, p.type, p.required, p.default) for p in it.parameters] == [("leader", "Person", True, None)]
    assert [(c.name, c.type) for c in it.columns] == [("firm", "text")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# about: 乙 | B", "# about: 乙", r"some-question\.rq:2.*about"),
        ("Person, required", "Human, required", r"some-question\.rq:3.*type"),
        ("Person, required", "Person, perhaps", r"some-question\.rq:3"),
        ("firm: text", "firm: colour", r"some-question\.rq:4.*unknown type"),
        ("# column firm", "# columns firm", r"some-question\.rq:4.*not a line"),
        ("# title: 甲 | A\n", "", r"some-question\.rq:1.*title"),
    ],
)
def test_a_wrong_header_is_named_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    header = HEADER.replace(old, new)
    write(tmp_path, header + RQ, header.replace("# ", "// ") + CYPHER)
    with pytest.raises(DataError, match=message):
        load(tmp_path, "some-question")


def test_headers_that_do_not_agree_are_refused(tmp_path: Path) -> None:
    write(tmp_path, cypher=HEADER.replace("# ", "// ").replace("required", "optional") + CYPHER)
    with pytest.raises(DataError, match=r"some-question\.rq:3.*required.*optional"):
        load(tmp_path, "some-question")


def test_a_missing_half_is_refused(tmp_path: Path) -> None:
    (write(tmp_path) / "some-question.cypher").unlink()
    with pytest.raises(DataError, match=r"needs some-question\.cypher"):
        load(tmp_path, "some-question")


def test_a_parameter_that_is_not_used_is_refused(tmp_path: Path) -> None:
    write(tmp_path, HEADER + RQ.replace("VALUES ?leader { UNDEF }", ""))
    with pytest.raises(DataError, match="leader is declared and not used"):
        load(tmp_path, "some-question")


def test_an_unknown_question_gets_suggestions() -> None:
    with pytest.raises(NotFoundError, match="firms-visited"):
        question("firm-visited")
