"""A SPARQL 1.1 update as steps over quads: what it would do is found out, nothing is done to the store.

WHERE is asked of the store as a query; templates are filled by the engine itself, in an empty store in memory, from the
rows found. So what goes into the journal is quads, whatever NOW, RAND, UUID or blank nodes gave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from zhaoshang.ontology.errors import RefusedError, UsageError
from zhaoshang.stores.journal import Step
from zhaoshang.stores.triples.written import DEFAULT, check_own_words, graph_name, may_write, replay

from .guard import check_calls, without_calls, words
from .operations import Operation, check_forms, operations, without_loads
from .patterns import Pattern

MAX_QUADS = 1_000_000
"""An update may not add or remove more."""
_BATCH = 20_000
"""Quads in one step."""


@dataclass(frozen=True, slots=True)
class UpdateJob:
    """One update. ``base`` is the IRI that relative ones are resolved against, ``protected`` the base of ids (see Settings),
    ``using`` and ``using_named`` the protocol's dataset (None: none given), ``union`` whether WHERE reads all graphs by default."""

    update: str
    head: int
    base: str
    protected: str
    union: bool
    using: tuple[str, ...] | None = None
    using_named: tuple[str, ...] | None = None


class Update:
    """Finds the steps of one update. ``reopen`` gives a copy of the store that may be written, for operations that read what
    those before them wrote."""

    def __init__(self, job: UpdateJob, store: ox.Store, reopen: Callable[[], ox.Store]) -> None:
        self._job, self._store, self._reopen = job, store, reopen
        self._pending: list[Step] = []
        self._copied = False
        self._count = 0
        self._names = {DEFAULT, *(name.value for name in store.named_graphs() if isinstance(name, ox.NamedNode))}

    def steps(self) -> list[Step]:
        """All steps, in order. Raises UsageError for a malformed update, RefusedError for one that may not be done."""
        self._parse()
        check_calls(self._job.update)
        every = list(operations(self._job.update))
        if any(one.chooses_dataset for one in every) and (self._job.using is not None or self._job.using_named is not None):
            raise UsageError("The update names its dataset twice, by USING or WITH and by the request.", remedy="leave one of them out")
        found: list[Step] = []
        for one in every:
            for step in self._steps(one):
                found.append(step)
                self._pending.append(step)
        return found

    def _parse(self) -> None:
        check_forms(self._job.update)
        try:
            ox.Store().update(without_loads(without_calls(self._job.update)), base_iri=self._job.base)
        except (SyntaxError, ValueError) as error:
            raise UsageError(f"The update is malformed: {error}", remedy="correct the update") from None
        except (RuntimeError, OSError):
            return  # it is well-formed, and its graphs are not there

    def _steps(self, one: Operation) -> Iterator[Step]:
        if one.form in ("INSERT DATA", "DELETE DATA"):
            scratch = ox.Store()
            scratch.update(f"{one.prologue} {_as_insert(one.text)}", base_iri=self._job.base)
            yield from self._batches("add" if one.form == "INSERT DATA" else "remove", list(scratch))
        elif one.form == "MODIFY":
            yield from self._modify(one)
        elif one.form == "LOAD":
            if not one.silent:
                raise RefusedError(
                    "LOAD would have this endpoint fetch a file, which it never does.", remedy="PUT or POST the file to /graphs"
                )
        else:
            yield from self._manage(one)

    def _modify(self, one: Operation) -> Iterator[Step]:
        store = self._current()
        removed, added = Pattern(one, self._job, self._resolve).instances(store, one.delete, one.insert)
        gone = {quad for quad in removed if quad in store}
        yield from self._batches("remove", list(gone))
        yield from self._batches("add", [quad for quad in added if quad in gone or quad not in store])

    def _current(self) -> ox.Store:
        """The store with all that was found so far."""
        if self._pending:
            if not self._copied:
                self._store, self._copied = self._reopen(), True
            replay(self._store, self._pending)
            self._pending = []
        return self._store

    def _batches(self, operation: str, quads: list[ox.Quad]) -> Iterator[Step]:
        self._count += len(quads)
        if self._count > MAX_QUADS:
            raise RefusedError(f"The update writes more than {MAX_QUADS} triples.", remedy="do it in parts")
        if operation == "add" and self._job.union:
            check_own_words(quads)
        for name in {getattr(quad.graph_name, "value", DEFAULT) for quad in quads}:
            self._allow(name)
            self._names.add(name)
        for low in range(0, len(quads), _BATCH):
            lines = "\n".join(f"{quad} ." for quad in quads[low : low + _BATCH])
            yield Step("add", quads=lines) if operation == "add" else Step("remove", quads=lines)

    def _manage(self, one: Operation) -> Iterator[Step]:
        if one.form in ("CLEAR", "DROP"):
            operation = "clear" if one.form == "CLEAR" else "drop"
            for name in self._named(one):
                yield self._step(operation, name)
            return
        names = [DEFAULT if target == "DEFAULT" else self._resolve(one.prologue, target) for target in one.targets]
        if one.form == "CREATE":
            self._exists(one, names[0], wanted=False)
            yield self._step("create", names[0])
        elif names[0] != names[1] and self._exists(one, names[0], wanted=True):
            yield from self._transfer(one.form, *names)

    def _transfer(self, form: str, source: str, target: str) -> Iterator[Step]:
        """ADD, COPY and MOVE."""
        found = self._current().quads_for_pattern(None, None, None, graph_name(source))
        quads = [ox.Quad(q.subject, q.predicate, q.object, graph_name(target)) for q in found]
        yield self._step("create" if form == "ADD" else "drop", target)
        yield from self._batches("add", quads)
        if form == "MOVE":
            yield self._step("drop", source)

    def _named(self, one: Operation) -> list[str]:
        """The graphs that CLEAR or DROP is about."""
        target = one.targets[0]
        if target not in ("DEFAULT", "NAMED", "ALL"):
            name = self._resolve(one.prologue, target)
            return [name] if self._exists(one, name, wanted=True) else []
        if target == "DEFAULT":
            return [DEFAULT]
        ours = {name for name in self._names if not may_write(name, self._job.protected)}
        if any("/id/article/" in name for name in ours):
            raise RefusedError(f"{one.form} {target} would take the articles' graphs away as well.", remedy="name your own graphs")
        return sorted(self._names - ours - ({DEFAULT} if target == "NAMED" else set()))

    def _exists(self, one: Operation, name: str, *, wanted: bool) -> bool:
        """Whether the graph is there; raises UsageError where the operation cannot do with that and is not silent."""
        there = name in self._names
        if there != wanted and not one.silent:
            raise UsageError(f"The graph <{name}> {'does not exist' if wanted else 'exists already'}.", remedy=f"add SILENT to {one.form}")
        return there

    def _step(self, operation: str, name: str) -> Step:
        self._allow(name)
        (self._names.discard if operation == "drop" and name else self._names.add)(name)
        return Step("create", name) if operation == "create" else Step("clear", name) if operation == "clear" else Step("drop", name)

    def _allow(self, name: str) -> None:
        if not may_write(name, self._job.protected):
            raise RefusedError(f"The graph <{name}> is made from the articles or the ontology.", remedy="write to a graph of your own")

    def _resolve(self, prologue: str, iri: str) -> str:
        """A graph's name from its text: relative, prefixed or whole."""
        answer = ox.Store().query(f"{prologue} SELECT ({iri} AS ?iri) {{}}", base_iri=self._job.base)
        assert isinstance(answer, ox.QuerySolutions)
        return str(getattr(next(answer)["iri"], "value", ""))


def _as_insert(data: str) -> str:
    """DELETE DATA as INSERT DATA, so that an empty store shows which quads are meant."""
    word = next(words(data))
    return "INSERT" + data[word[2] + len(word[1]) :]
