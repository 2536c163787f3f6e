"""The operations of a SPARQL 1.1 update (grammar rules 29 to 51), found by its tokens.

Only the borders are looked for here: what stands between them has been parsed by the store before, and is parsed again
where it is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from zhaoshang.ontology.errors import RefusedError, UsageError

from .guard import words

Token = tuple[str, str, int]
FORMS = frozenset({"INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"})


@dataclass(slots=True)
class Operation:
    """One operation. ``form`` is its first words in capitals; templates and ``where`` are texts with their braces.

    ``prologue`` is all of PREFIX and BASE that stands before it. ``targets`` are the graphs that a managing operation
    names, in order: the text of an IRI, or DEFAULT, NAMED, ALL.
    """

    form: str
    prologue: str
    text: str
    silent: bool = False
    targets: list[str] = field(default_factory=list)
    insert: str = ""
    delete: str = ""
    where: str = ""
    with_graph: str = ""
    using: list[str] = field(default_factory=list)
    using_named: list[str] = field(default_factory=list)

    @property
    def chooses_dataset(self) -> bool:
        """True if it says itself which graphs its WHERE reads."""
        return bool(self.with_graph or self.using or self.using_named)


def operations(update: str) -> Iterator[Operation]:
    """The operations of an update that is known to be well-formed."""
    prologue = ""
    for start, tokens in _pieces(update):
        rest, until = _after_prologue(tokens)
        prologue += update[start:until] + "\n" if until > start else ""
        if rest:
            end = rest[-1][2] + len(rest[-1][1])
            yield _operation(prologue, update[rest[0][2] : end], rest)


def check_forms(update: str) -> None:
    """Raise UsageError where an operation does not begin with its word, RefusedError where the text may be read in two ways.

    The store asks for no white space around keywords, ``LOADSILENT<x>`` would load; here it is asked for, so that nothing is
    taken for something else.
    """
    for _, tokens in _pieces(update):
        for kind, _, offset in tokens:
            if kind in ("doubtful", "unclosed"):
                remedy = "put spaces around < and >, and percent-encode what is odd in an IRI"
                raise RefusedError("The update may be read in two ways.", where=f"character {offset}", remedy=remedy)
        rest, _ = _after_prologue(tokens)
        if rest and (rest[0][0] != "word" or rest[0][1].upper() not in FORMS):
            what, place = f"The update is malformed: {rest[0][1][:40]!r} begins no operation.", f"character {rest[0][2]}"
            raise UsageError(what, where=place, remedy="put a space after each keyword")


def without_loads(update: str) -> str:
    """The update with each LOAD made an ADD: as well-formed as before, and safe to have the store parse it."""
    found, at = [], 0
    for _, tokens in _pieces(update):
        loads = [offset for kind, text, offset in tokens if kind == "word" and text.upper() == "LOAD"]
        into = [offset for kind, text, offset in tokens if kind == "word" and text.upper() == "INTO"]
        for offset in loads[:1]:
            found.append(update[at:offset] + "ADD ")
            at = offset + 4
            if into:
                found.append(update[at : into[0]] + "TO ")
                at = into[0] + 4
            else:
                end = tokens[-1][2] + len(tokens[-1][1])
                found.append(update[at:end] + " TO DEFAULT ")
                at = end
    return "".join(found) + update[at:]


def _pieces(update: str) -> Iterator[tuple[int, list[Token]]]:
    """What stands between semicolons that no bracket holds, as (offset, tokens)."""
    depth, start, piece = 0, 0, list[Token]()
    for kind, text, offset in words(update):
        depth += (kind == "open") - (kind == "close")
        if kind == "end" and not depth:
            yield start, piece
            start, piece = offset + 1, []
        else:
            piece.append((kind, text, offset))
    yield start, piece


def _after_prologue(tokens: list[Token]) -> tuple[list[Token], int]:
    """The tokens after PREFIX and BASE, and where these end (0: there are none)."""
    at, until = 0, 0
    while at < len(tokens) and tokens[at][1].upper() in ("PREFIX", "BASE"):
        at += 3 if tokens[at][1].upper() == "PREFIX" else 2
        until = tokens[at - 1][2] + len(tokens[at - 1][1])
    return tokens[at:], until


def _operation(prologue: str, text: str, tokens: list[Token]) -> Operation:
    first, second = (tokens[i][1].upper() if i < len(tokens) else "" for i in (0, 1))
    shift = tokens[0][2]
    if first in ("INSERT", "DELETE") and second == "DATA":
        return Operation(f"{first} DATA", prologue, text)
    if first in ("INSERT", "DELETE", "WITH"):
        return _modify(Operation("MODIFY", prologue, text), tokens, shift)
    words_ = [t for t in tokens[1:] if t[1].upper() not in ("SILENT", "GRAPH", "TO", "INTO") or t[0] != "word"]
    silent = second == "SILENT"
    return Operation(first, prologue, text, silent, [t[1].upper() if t[0] == "word" else t[1] for t in words_])


def _modify(found: Operation, tokens: list[Token], shift: int) -> Operation:
    """Fill in the parts of DELETE … INSERT … WHERE; ``shift`` is where its text begins."""
    at = 0
    while at < len(tokens):
        word = tokens[at][1].upper()
        if word == "WITH":
            found.with_graph, at = tokens[at + 1][1], at + 2
        elif word == "USING":
            named = tokens[at + 1][1].upper() == "NAMED" and tokens[at + 1][0] == "word"
            (found.using_named if named else found.using).append(tokens[at + 1 + named][1])
            at += 2 + named
        elif word == "DELETE" and tokens[at + 1][1].upper() == "WHERE":
            found.delete, at = _block(found.text, tokens, at + 2, shift)
            found.where = found.delete
        elif word in ("DELETE", "INSERT", "WHERE"):
            block, at = _block(found.text, tokens, at + 1, shift)
            setattr(found, word.lower(), block)
        else:
            raise UsageError("The update has a part that was not understood.", where=tokens[at][1], remedy="report this")
    return found


def _block(text: str, tokens: list[Token], at: int, shift: int) -> tuple[str, int]:
    """The text of the block that opens at token ``at``, and the token after it."""
    depth = 0
    for after in range(at, len(tokens)):
        depth += (tokens[after][0] == "open") - (tokens[after][0] == "close")
        if not depth:
            return text[tokens[at][2] - shift : tokens[after][2] - shift + 1], after + 1
    raise UsageError("The update has a bracket that is not closed.", remedy="close it")
