"""The catalogue of named questions: two files each, ``NAME.rq`` and ``NAME.cypher``, whose headers say the same.

A header is the file's first comment lines (``#`` in SPARQL, ``//`` in Cypher); where a text is needed in both languages,
it is given as ``中文 | English``::

    # title: 某人率团走访了哪些企业 | Firms visited by delegations that somebody led
    # about: 每家企业、每个团组一行。 | One row for each firm and delegation.
    # parameter leader: Person, optional | 领队 | who led
    # parameter since: date, default 1900 | 最早日期 | not before
    # column firm: text | 企业 | firm
    # column firm_id: id | 企业标识 | the firm's id
    # column statements: statements | 陈述 | statements

Parameters are ``required``, ``optional`` or have a ``default``. A type that is a class of the ontology takes a name, alias,
pinyin or graph id of an entity; the others are ``date`` (ISO, may be reduced), ``integer`` and ``text``.
In SPARQL a parameter is a ``VALUES ?name { … }`` clause (`zhaoshang.queries.binding`), in Cypher ``$name``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from zhaoshang.ontology.errors import DataError, NotFoundError
from zhaoshang.ontology.vocabulary import CLASSES

FOLDER = Path(__file__).parent
VALUE_TYPES = frozenset({"date", "integer", "text"})
COLUMN_TYPES = frozenset({"text", "id", "date", "integer", "decimal", "list", "statements"})
"""``list`` is a set of texts, given sorted; ``statements`` the ids of the statements that a row rests on."""

_LINE = re.compile(r"(title|about|parameter|column)(?: (\w+))?: (.*)")
_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Text:
    """The same in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Parameter:
    """``type`` is a class name or one of VALUE_TYPES; ``default`` is None where it may be left out and means "any"."""

    name: str
    type: str
    required: bool
    default: str | None
    help: Text

    @property
    def is_entity(self) -> bool:
        """True if its values are entities (or articles, or statements) of the graph."""
        return self.type in CLASSES


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer; ``type`` is one of COLUMN_TYPES."""

    name: str
    type: str
    label: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A named question with its text in both query languages, headers included."""

    name: str
    title: Text
    about: Text
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    sparql: str
    cypher: str

    def column(self, name: str) -> Column | None:
        """The column of that name, if there is one."""
        return next((c for c in self.columns if c.name == name), None)


@lru_cache(maxsize=4)
def catalogue(folder: Path = FOLDER) -> Mapping[str, Question]:
    """All questions by name, in the order of their names; raises DataError naming file and line where a header is wrong."""
    files = sorted([*folder.glob("*.rq"), *folder.glob("*.cypher")])
    stems = sorted({file.stem for file in files})
    return {stem: load(folder, stem) for stem in stems}


def question(name: str, folder: Path = FOLDER) -> Question:
    """The question of that name; raises NotFoundError with the nearest names."""
    found = catalogue(folder).get(name)
    if found is None:
        near = difflib.get_close_matches(name, catalogue(folder), 3, 0.4)
        remedy = f"perhaps {' or '.join(near)}" if near else "zhaoshang ask lists them all"
        raise NotFoundError(f"There is no question called {name!r}.", remedy=remedy)
    return found


def load(folder: Path, name: str) -> Question:
    """Read one question from its two files; raises DataError if one is missing, malformed, or they do not agree."""
    if not _NAME.fullmatch(name):
        raise DataError("a question's name is kebab-case", where=f"{name}.rq")
    both = {suffix: folder / f"{name}{suffix}" for suffix in (".rq", ".cypher")}
    for file in both.values():
        if not file.is_file():
            raise DataError(f"the question {name} needs {file.name} as well", where=str(folder / name))
    headers = {suffix: _header(file) for suffix, file in both.items()}
    _agree(name, headers[".rq"], headers[".cypher"])
    title, about, parameters, columns = _read(both[".rq"], headers[".rq"])
    found = Question(name, title, about, parameters, columns, both[".rq"].read_text("utf-8"), both[".cypher"].read_text("utf-8"))
    _uses(found)
    return found


def _header(file: Path) -> list[tuple[int, str]]:
    """The comment lines at the head of a file, without the comment mark, with their numbers."""
    mark = "#" if file.suffix == ".rq" else "//"
    lines = []
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if not line.startswith(mark):
            break
        lines.append((number, line.removeprefix(mark).strip()))
    return [(number, line) for number, line in lines if line]


def _agree(name: str, one: list[tuple[int, str]], other: list[tuple[int, str]]) -> None:
    for index in range(max(len(one), len(other))):
        here = one[index][1] if index < len(one) else "nothing"
        there = other[index][1] if index < len(other) else "nothing"
        if here != there:
            line = one[index][0] if index < len(one) else one[-1][0] if one else 1
            raise DataError(f"{name}.rq says “{here}” where {name}.cypher says “{there}”", where=f"{name}.rq:{line}")


def _read(file: Path, header: list[tuple[int, str]]) -> tuple[Text, Text, tuple[Parameter, ...], tuple[Column, ...]]:
    texts: dict[str, Text] = {}
    parameters: list[Parameter] = []
    columns: list[Column] = []
    for number, line in header:
        where = f"{file.name}:{number}"
        found = _LINE.fullmatch(line)
        if not found:
            raise DataError(f"not a line of a question's header: {line}", where=where)
        kind, name, rest = found.groups()
        cells = [cell.strip() for cell in rest.split("|")]
        if kind in ("title", "about") and not name and len(cells) == 2:
            texts[kind] = Text(*cells)
        elif kind == "parameter" and name and len(cells) == 3:
            parameters.append(_parameter(name, cells, where))
        elif kind == "column" and name and len(cells) == 3 and cells[0] in COLUMN_TYPES:
            columns.append(Column(name, cells[0], Text(*cells[1:])))
        else:
            raise DataError(f"this {kind} is incomplete or of an unknown type: {line}", where=where, remedy="see queries/catalogue.py")
    if set(texts) != {"title", "about"} or not columns:
        raise DataError("a header has a title, an about and at least one column", where=f"{file.name}:1")
    return texts["title"], texts["about"], tuple(parameters), tuple(columns)


def _parameter(name: str, cells: list[str], where: str) -> Parameter:
    type_, _, how = (part.strip() for part in cells[0].partition(","))
    default = how.removeprefix("default ").strip() if how.startswith("default ") else None
    if not (type_ in VALUE_TYPES or type_ in CLASSES) or not (how in ("required", "optional") or default):
        raise DataError(f"a parameter has a type and is required, optional or has a default: {cells[0]}", where=where)
    return Parameter(name, type_, how == "required", default, Text(*cells[1:]))


def _uses(question: Question) -> None:
    """Each declared parameter and column stands in both texts."""
    for parameter in question.parameters:
        clause = rf"VALUES \?{parameter.name} \{{" if parameter.name != "limit" else r"LIMIT \d+"
        for file, text, pattern in (("rq", question.sparql, clause), ("cypher", question.cypher, rf"\${parameter.name}\b")):
            if not re.search(pattern, text):
                raise DataError(f"the parameter {parameter.name} is declared and not used", where=f"{question.name}.{file}:1")
    for column in question.columns:
        if not re.search(rf"\?{column.name}\b", question.sparql) or not re.search(rf"\b{column.name}\b", _body(question.cypher)):
            raise DataError(f"the column {column.name} is declared and not given", where=f"{question.name}.rq:1")


def _body(cypher: str) -> str:
    return "\n".join(line for line in cypher.splitlines() if not line.startswith("//"))
