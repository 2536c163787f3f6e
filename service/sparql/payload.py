"""RDF that comes in a request's body, whole or in the parts of a form, as quads of one graph."""

from __future__ import annotations

import email.parser
import email.policy
from collections.abc import Iterator

import pyoxigraph as ox
from fastapi import HTTPException

from zhaoshang.ontology.errors import UsageError
from zhaoshang.stores.triples.written import graph_name

from .evaluate import GRAPH_FORMATS
from .update import MAX_QUADS

MULTIPART = "multipart/form-data"
DEFAULT_TYPE = "application/rdf+xml"
"""What a body without Content-Type is taken for (Graph Store Protocol, section 4.1)."""
INPUT_FORMATS = {**GRAPH_FORMATS, "text/n3": ox.RdfFormat.N3, "application/xml": ox.RdfFormat.RDF_XML}


def quads_from(body: bytes, content_type: str, graph: str, base: str) -> list[ox.Quad]:
    """The quads of ``graph`` (an IRI, "" for the default graph); relative IRIs are resolved against ``base``. Blank nodes get
    labels that no other graph has.

    HTTP 415 for another format; raises UsageError for what is malformed or too large.
    """
    scratch = ox.Store()  # through a store, so that literals are in the form in which the store gives them back
    for part, media in _parts(body, content_type):
        scratch.extend(_parsed(part, media, graph, base))
        if len(scratch) > MAX_QUADS:
            raise UsageError(f"The graph has more than {MAX_QUADS} triples.", remedy="write it in parts, by POST")
    return list(scratch)


def _parsed(body: bytes, media: str, graph: str, base: str) -> Iterator[ox.Quad]:
    name = graph_name(graph)
    try:
        for quad in ox.parse(body, INPUT_FORMATS[media], base_iri=base, without_named_graphs=True, rename_blank_nodes=True):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, name)
    except (SyntaxError, ValueError, OSError) as error:
        raise UsageError(f"The body is not well-formed {media}: {error}", remedy="correct it, or name its format in Content-Type") from None


def _parts(body: bytes, content_type: str) -> list[tuple[bytes, str]]:
    """The body, or the files of a form (RFC 7578), each with its media type."""
    if media_of(content_type) != MULTIPART:
        return [(body, _known(content_type))]
    head = f"Content-Type: {content_type}\r\n\r\n".encode("latin-1", "replace")
    form = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
    if not form.is_multipart():
        raise UsageError("The form has no parts.", remedy="check the boundary in Content-Type")
    return [(bytes(part.get_payload(decode=True) or b""), _known(part.get("content-type", ""))) for part in form.iter_parts()]


def media_of(content_type: str) -> str:
    """The media type without its parameters, in small letters."""
    return content_type.partition(";")[0].strip().lower()


def _known(content_type: str) -> str:
    media = media_of(content_type) or DEFAULT_TYPE
    if media not in INPUT_FORMATS:
        raise HTTPException(415, f"Content-Type {media[:60]}: RDF comes as {', '.join(GRAPH_FORMATS)}.")
    return media
