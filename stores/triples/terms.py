"""Terms of N-Quads, in the very form in which the store gives them back: canonical literals, escaped texts, namespaces."""

from __future__ import annotations

import re
from collections.abc import Callable

from zhaoshang.ontology.statement import Literal
from zhaoshang.ontology.vocabulary import NS

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
DCTERMS = "http://purl.org/dc/terms/"
LEARNT = f"<{NS}learntAt>"

TYPE_IRI = f"<{RDF}type>"
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_SPECIAL = re.compile(r'[\x00-\x1f"\\\x7f]')


def text(value: str) -> str:
    """A plain string as a quoted literal."""
    return f'"{_SPECIAL.sub(_escape, value)}"'


def _escape(found: re.Match[str]) -> str:
    mark = found.group()
    return _ESCAPES.get(mark) or f"\\u{ord(mark):04X}"


def integer(value: int) -> str:
    """An ``xsd:integer``."""
    return f'"{value}"^^<{XSD}integer>'


def decimal(value: float) -> str:
    """An ``xsd:decimal`` with at most six places."""
    return f'"{_decimal(f"{value:.6f}")}"^^<{XSD}decimal>'


def date(value: str) -> Literal:
    """An ISO date of whatever precision with the datatype that fits it (``gYear``, ``gYearMonth``, ``date``)."""
    return Literal(value, {4: "gYear", 7: "gYearMonth"}.get(len(value), "date"))


def literal(value: Literal) -> str:
    """Any literal, in the canonical form of its datatype, for that is what the store gives back."""
    if value.lang:
        return f"{text(value.value)}@{value.lang.lower()}"
    if value.datatype == "string":
        return text(value.value)
    kind = value.datatype
    if kind in ("date", "gYear", "gYearMonth"):
        kind = date(value.value).datatype
    canonical = _CANONICAL.get(kind, str)
    return f"{text(canonical(value.value))}^^<{XSD}{kind}>"


def _decimal(value: str) -> str:
    if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", value):
        return value
    sign = "-" if value[0] == "-" else ""
    whole, _, part = value.lstrip("+-").partition(".")
    whole, part = whole.lstrip("0") or "0", part.rstrip("0")
    return "0" if (whole, part) == ("0", "") else sign + whole + ("." + part if part else "")


def _integer(value: str) -> str:
    return str(int(value)) if re.fullmatch(r"[+-]?\d+", value) else value


def _datetime(value: str) -> str:
    value = value.replace("+00:00", "Z")
    return re.sub(r"(\.\d*?)0+(Z|[+-]\d\d:\d\d|)$", lambda m: m.group(1).rstrip(".") + m.group(2), value)


_CANONICAL: dict[str, Callable[[str], str]] = {
    "decimal": _decimal,
    "integer": _integer,
    "dateTime": _datetime,
    "boolean": lambda value: {"1": "true", "0": "false"}.get(value, value),
}
