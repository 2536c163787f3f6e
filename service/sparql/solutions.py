"""Writers of SPARQL query results (W3C Recommendations of 21 March 2013: JSON, XML, CSV and TSV) from any iterable.

pyoxigraph writes them too, but only whole; a row limit needs to stop in the middle.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode

Row = Any
"""A pyoxigraph QuerySolution: indexable by variable name, None where unbound."""
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write(variables: Sequence[str], rows: Iterable[Row], media_type: str) -> bytes:
    """The results in one of the four formats, UTF-8."""
    return _WRITERS[media_type](variables, rows)


def term_json(term: Any) -> dict[str, Any]:
    """One RDF term as SPARQL results JSON has it (RDF 1.2 triple terms included)."""
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != _STRING:
            found["datatype"] = term.datatype.value
        return found
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: term_json(part) for name, part in parts.items()}}


def _json(variables: Sequence[str], rows: Iterable[Row]) -> bytes:
    bindings = [{name: term_json(row[name]) for name in variables if row[name] is not None} for row in rows]
    return json.dumps({"head": {"vars": list(variables)}, "results": {"bindings": bindings}}, ensure_ascii=False).encode()


def _xml_term(term: Any) -> str:
    if isinstance(term, NamedNode):
        return f"<uri>{escape(term.value)}</uri>"
    if isinstance(term, BlankNode):
        return f"<bnode>{escape(term.value)}</bnode>"
    if isinstance(term, Literal):
        mark = ""
        if term.language:
            mark = f" xml:lang={quoteattr(term.language)}"
        elif term.datatype.value != _STRING:
            mark = f" datatype={quoteattr(term.datatype.value)}"
        return f"<literal{mark}>{escape(term.value)}</literal>"
    inner = ((n, _xml_term(getattr(term, n))) for n in ("subject", "predicate", "object"))
    return "<triple>" + "".join(f"<{n}>{text}</{n}>" for n, text in inner) + "</triple>"


def _xml(variables: Sequence[str], rows: Iterable[Row]) -> bytes:
    out = ['<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>']
    out += [f"<variable name={quoteattr(name)}/>" for name in variables]
    out.append("</head><results>")
    for row in rows:
        bound = ((name, row[name]) for name in variables if row[name] is not None)
        cells = (f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in bound)
        out.append(f"<result>{''.join(cells)}</result>")
    out.append("</results></sparql>")
    return "".join(out).encode()


def _csv(variables: Sequence[str], rows: Iterable[Row]) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(variables)
    for row in rows:
        terms = (row[name] for name in variables)
        writer.writerow(["" if t is None else f"_:{t.value}" if isinstance(t, BlankNode) else getattr(t, "value", str(t)) for t in terms])
    return buffer.getvalue().encode()


def _tsv(variables: Sequence[str], rows: Iterable[Row]) -> bytes:
    lines = ["\t".join(f"?{name}" for name in variables)]
    lines += ["\t".join("" if row[name] is None else str(row[name]).replace("\t", "\\t") for name in variables) for row in rows]
    return ("\n".join(lines) + "\n").encode()


_WRITERS = {
    "application/sparql-results+json": _json,
    "application/sparql-results+xml": _xml,
    "text/csv": _csv,
    "text/tab-separated-values": _tsv,
}
