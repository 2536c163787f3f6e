"""What a read-only query may not do: write, change the schema or the server, read a file, reach the network.

The server refuses writes in READ access mode by itself; LOAD CSV, procedures and administration it does not. So the text
is read token by token and every clause must be one that reads. A word that only looks like a clause (a property
``n.set``, a label ``:Load``, a map key ``{create: 1}``) passes; as a variable it has to stand in backticks.
"""

from __future__ import annotations

from collections.abc import Sequence

from zhaoshang.ontology.errors import RefusedError, UsageError

from .tokens import Kind, Token, place, tokens

WRITING = frozenset({"CREATE", "MERGE", "DELETE", "DETACH", "NODETACH", "SET", "REMOVE", "DROP", "FOREACH", "INSERT"})
RULING = frozenset({"ALTER", "GRANT", "DENY", "REVOKE", "RENAME", "TERMINATE", "DEALLOCATE", "REALLOCATE", "DRYRUN", "LOAD", "USE"})

PROCEDURES = frozenset(
    {
        "db.labels", "db.relationshiptypes", "db.propertykeys", "db.schema.visualization", "db.schema.nodetypeproperties",
        "db.schema.reltypeproperties", "db.index.fulltext.querynodes", "db.index.fulltext.queryrelationships",
        "db.index.fulltext.listavailableanalyzers", "db.index.vector.querynodes", "db.index.vector.queryrelationships",
        "db.ping", "dbms.components",
    }
)  # fmt: skip
"""The procedures that may be called, in lower case: all of them read the graph or its schema."""

NAMESPACES = frozenset({"date", "time", "datetime", "localtime", "localdatetime", "duration", "point", "vector"})
"""The first parts of dotted functions that may be called (``date.truncate``); those of plug-ins may do anything."""

SHOWN = frozenset({"INDEX", "INDEXES", "CONSTRAINT", "CONSTRAINTS", "FUNCTION", "FUNCTIONS", "PROCEDURE", "PROCEDURES"})
ADJECTIVES = frozenset(
    {
        "ALL", "BUILT", "IN", "USER", "DEFINED", "FULLTEXT", "LOOKUP", "POINT", "RANGE", "TEXT", "VECTOR", "NODE", "RELATIONSHIP", "REL",
        "KEY", "UNIQUE", "UNIQUENESS", "PROPERTY", "EXISTENCE", "EXIST", "TYPE",
    }
)  # fmt: skip


def check_read_only(text: str) -> None:
    """Return if the query only reads the graph.

    Raises RefusedError naming the word and its place, UsageError if the text cannot be read as Cypher at all.
    """
    found = list(tokens(text))
    if not found:
        raise UsageError("the query is empty", remedy="write for example: MATCH (c:Company) RETURN c.name LIMIT 5")
    for number, token in enumerate(found):
        loads = token.is_word("LOAD") and number + 1 < len(found) and found[number + 1].is_word("CSV")
        if token.kind is Kind.WORD and (loads or not _is_name(found, number)):
            _check_word(text, found, number)
        if token.is_sign("(") and number:
            _check_function(text, found, number)
        if token.is_sign(";") and number != len(found) - 1:
            raise RefusedError("one query at a time", where=place(text, token.start), remedy="send the second one by itself")


def _is_name(found: Sequence[Token], number: int) -> bool:
    """True if the word stands where only a name can: a property, a label or type, an alias, the key of a map."""
    before = found[number - 1] if number else None
    after = found[number + 1] if number + 1 < len(found) else None
    if before is not None and before.is_sign(".") and number > 1:
        holder = found[number - 2]
        return holder.kind in (Kind.WORD, Kind.NAME, Kind.PARAMETER) or holder.text in (")", "]", "}")
    if before is not None and (before.is_word("AS") or (before.kind is Kind.SIGN and before.text in ":|&!")):
        return True
    key = before is not None and (before.is_sign("{") or before.is_sign(","))
    return key and after is not None and after.is_sign(":")


def _check_word(text: str, found: Sequence[Token], number: int) -> None:
    token, rest = found[number], found[number + 1 :]
    where = place(text, token.start)
    word = token.text.upper()
    if word in WRITING:
        _refuse(f"{word} writes, and this query may only read", where)
    if word in RULING:
        _refuse(f"{word} is not allowed in a query", where)
    if word == "CALL":
        _check_call(where, rest)
    if word == "TRANSACTIONS" and number and found[number - 1].is_word("IN", "CONCURRENT"):
        _refuse("IN TRANSACTIONS is not allowed in a query", where)
    if word == "SHOW" and not _shows_schema(rest):
        _refuse("of SHOW, only indexes, constraints, functions and procedures are open", where)
    if word in ("START", "STOP", "ENABLE") and rest and rest[0].is_word("DATABASE", "SERVER"):
        _refuse(f"{word} {rest[0].text.upper()} is not allowed in a query", where)


def _shows_schema(rest: Sequence[Token]) -> bool:
    """True if the first word that is no adjective is a thing that may be shown: not a column named so after YIELD."""
    thing = next((token for token in rest if not token.is_word(*ADJECTIVES)), None)
    return thing is not None and thing.is_word(*SHOWN)


def _check_call(where: str, rest: Sequence[Token]) -> None:
    if not rest or rest[0].text in ("{", "("):
        return  # a subquery, whose clauses are looked at like all others
    name = _dotted(rest)
    if name.lower() not in PROCEDURES:
        _refuse(f"the procedure {name} is not one of those that may be called", where)


def _dotted(rest: Sequence[Token]) -> str:
    """The dotted name that a token sequence starts with."""
    parts: list[str] = []
    for number, token in enumerate(rest):
        if number % 2 == 0 and token.kind in (Kind.WORD, Kind.NAME):
            parts.append(token.text)
        elif not (number % 2 and token.is_sign(".")):
            break
    return ".".join(parts)


def _check_function(text: str, found: Sequence[Token], number: int) -> None:
    """Look at a dotted name before an opening parenthesis; plain names are the language's own functions."""
    low = number
    while low and (found[low - 1].kind in (Kind.WORD, Kind.NAME) if (number - low) % 2 == 0 else found[low - 1].is_sign(".")):
        low -= 1
    called = found[low:number]
    if len(called) < 3 or (low and found[low - 1].is_word("CALL")):
        return
    name = _dotted(called)
    if name.partition(".")[0].lower() not in NAMESPACES:
        _refuse(f"the function {name} is not one of those that may be called", place(text, called[0].start))


def _refuse(what: str, where: str) -> None:
    remedy = (
        "the graph is made from the journal, so what a query wrote would be lost when it is made anew: change it by "
        "zhaoshang ingest, review or retract; a name of that spelling can stand in backticks"
    )
    raise RefusedError(what, where=where, remedy=remedy)
