"""The reference pages: one self-contained HTML page a language, an anchor for each term, no script, no outside file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from rdflib.namespace import DCTERMS, OWL, RDFS
from rdflib.term import URIRef

from .graphmodel import edge_of, is_list, labels_of
from .reference import Reference
from .sources import PREFIXES, read_text
from .vocabulary import CLASSES, DERIVED_CLASSES, DERIVED_PROPERTIES, NS, PROPERTIES

CSS_FILE = "reference.css"
_MARKS = {"zh": {"comma": "、", "semicolon": "；", "colon": "："}, "en": {"comma": ", ", "semicolon": "; ", "colon": ": "}}
_Card = Callable[[Reference, str], dict[str, str]]
_ONTOLOGY = URIRef(NS.rstrip("#"))
_RELATIONS = tuple(n for n, p in PROPERTIES.items() if not p.is_data)
_ATTRIBUTES = tuple(n for n, p in PROPERTIES.items() if p.is_data)


def page_name(lang: str) -> str:
    """The file name of the page in ``zh`` or ``en``; each page links to the other by it."""
    return f"ontology.{lang}.html"


def page(lang: str) -> str:
    """The whole reference page in ``zh`` or ``en``. The language of the prose is not mixed; identifiers stand in ``code``."""
    ref = Reference(lang)
    other = "en" if lang == "zh" else "zh"
    word = ref.words
    sections = {
        "classes": _cards(ref, "classes-note", CLASSES, _class_card),
        "relations": _cards(ref, "relations-note", _RELATIONS, _relation_card),
        "attributes": _cards(ref, "attributes-note", _ATTRIBUTES, _attribute_card),
        "derived-classes": _cards(ref, "derived-note", sorted(DERIVED_CLASSES), _class_card),
        "derived": _cards(ref, "derived-note", sorted(DERIVED_PROPERTIES), _relation_card),
        "schemes": f"<p>{word['schemes-note']}</p>" + "".join(_scheme(ref, s) for s in ref.schemes()),
        "alignments": f"<p>{word['alignments-note']}</p>" + _alignments(ref),
        "prefixes": _table((word["prefix"], word["namespace"]), ([_code(p), _code(uri)] for p, uri in PREFIXES.items())),
    }
    body = "".join(f'<section><h2 id="section-{key}">{word[key]}</h2>{html}</section>' for key, html in sections.items())
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{word["title"]}</title>'
        f'<link rel="alternate" hreflang="{other}" href="{page_name(other)}"><style>{read_text(CSS_FILE)}</style></head>\n'
        f'<body id="top"><div class="page">{_contents(ref, list(sections))}<main>{_header(ref, other)}{body}</main></div></body></html>\n'
    )


def _header(ref: Reference, other: str) -> str:
    word, version = ref.words, str(ref.graph.value(_ONTOLOGY, OWL.versionInfo))
    line = (
        _code(str(_ONTOLOGY)),
        f"{word['version']} {version}",
        f"{word['license']}{_mark(ref, 'colon')}{word['license-name']}",
        f'<a href="{page_name(other)}" hreflang="{other}">{word["other"]}</a>',
    )
    return f"<header><h1>{word['title']}</h1><p>{escape(ref.text(_ONTOLOGY, DCTERMS.description))}</p><p>{' · '.join(line)}</p></header>"


def _contents(ref: Reference, sections: Iterable[str]) -> str:
    members = {"classes": _tree(ref), "relations": _links(ref, _RELATIONS), "attributes": _links(ref, _ATTRIBUTES)}
    members |= {"derived-classes": _links(ref, sorted(DERIVED_CLASSES)), "derived": _links(ref, sorted(DERIVED_PROPERTIES))}
    members["schemes"] = _links(ref, ref.schemes())
    parts = (f'<h2><a href="#section-{key}">{ref.words[key]}</a></h2>{members.get(key, "")}' for key in sections)
    return f'<nav aria-label="{ref.words["contents"]}">{"".join(parts)}</nav>'


def _tree(ref: Reference, names: Iterable[str] | None = None) -> str:
    roots = [c for c in CLASSES if not CLASSES[c]] if names is None else list(names)
    return "<ul>" + "".join(f"<li>{_link(ref, n)}{_tree(ref, ref.kinds(n)) if ref.kinds(n) else ''}</li>" for n in roots) + "</ul>"


def _links(ref: Reference, names: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{_link(ref, n)}</li>" for n in names) + "</ul>"


def _link(ref: Reference, name: str) -> str:
    return f'<a href="#{name}">{escape(ref.label(name))}</a>'


def _cards(ref: Reference, note: str, names: Iterable[str], card: _Card) -> str:
    return f"<p>{ref.words[note]}</p>" + "".join(_article(ref, n, _facts(ref, card(ref, n))) for n in names)


def _article(ref: Reference, name: str, inner: str) -> str:
    head = f"<h3>{escape(ref.label(name))} {_code('zs:' + name)}</h3><p>{escape(ref.definition(name))}</p>"
    return f'<article id="{name}">{head}{inner}</article>'


def _facts(ref: Reference, facts: dict[str, str]) -> str:
    return "<dl>" + "".join(f"<dt>{ref.words[key]}</dt><dd>{html}</dd>" for key, html in facts.items() if html) + "</dl>"


def _class_card(ref: Reference, name: str) -> dict[str, str]:
    known = name in CLASSES
    return {
        "kind-of": _list(ref, CLASSES.get(name, ())),
        "kinds": _list(ref, ref.kinds(name)),
        "uses": _list(ref, ref.properties_of(name)),
        "key": _list(ref, ref.keys(name)),
        "not-also": _list(ref, ref.disjoint(name)),
        "in-graph": _code("".join(f":{label}" for label in labels_of(name))) if known else "",
        "iri": _code(NS + name),
    }


def _relation_card(ref: Reference, name: str) -> dict[str, str]:
    then = f" {ref.words['then']} "
    return {
        "domain": _either(ref, ref.ends(name, RDFS.domain)),
        "range": _either(ref, ref.ends(name, RDFS.range)),
        "traits": _mark(ref, "comma").join(ref.words[t] for t in ref.traits(name)),
        "inverse": _link(ref, ref.inverse(name)) if ref.inverse(name) else "",
        "follows": _mark(ref, "semicolon").join(then.join(_link(ref, p) for p in chain) for chain in ref.sources(name)),
        "in-graph": _code(f"-[:{edge_of(name)}]->") if name in PROPERTIES else "",
        "iri": _code(NS + name),
    }


def _attribute_card(ref: Reference, name: str) -> dict[str, str]:
    word, limits = ref.value(name)
    scheme = ref.scheme_of(name)
    value = f"{ref.words[word]} {_link(ref, scheme) if scheme else _code(limits) if limits else ''}".strip()
    traits = [ref.words[t] for t in ref.traits(name)] + ([ref.words["list"]] if is_list(name) else [])
    return {
        "domain": _either(ref, ref.ends(name, RDFS.domain)),
        "value": value,
        "traits": _mark(ref, "comma").join(traits),
        "in-graph": _code(f".{name}"),
        "iri": _code(NS + name),
    }


def _scheme(ref: Reference, scheme: str) -> str:
    head = (ref.words["notation"], ref.words["name"], ref.words["also"], ref.words["meaning"])
    rows = (
        [
            f'<span id="{e.id}">{_code(e.notation)}</span>',
            "　" * e.depth + escape(e.label),
            escape(_mark(ref, "comma").join(e.also)),
            escape(e.definition),
        ]
        for e in ref.entries(scheme)
    )
    return _article(ref, scheme, _table(head, rows))


def _alignments(ref: Reference) -> str:
    rows = ([_link(ref, name), ref.words[word], _code(foreign)] for name, word, foreign in ref.alignments())
    return _table((ref.words["ours"], ref.words["relation"], ref.words["theirs"]), rows)


def _list(ref: Reference, names: Iterable[str]) -> str:
    return _mark(ref, "comma").join(_link(ref, n) for n in names)


def _either(ref: Reference, names: Iterable[str]) -> str:
    return f" {ref.words['or']} ".join(_link(ref, n) for n in names)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table; a column that is empty in every row is left out."""
    titles, body = list(head), [list(row) for row in rows]
    kept = [i for i in range(len(titles)) if any(row[i] for row in body)]
    top = "".join(f"<th>{titles[i]}</th>" for i in kept)
    lines = "".join("<tr>" + "".join(f"<td>{row[i]}</td>" for i in kept) + "</tr>" for row in body)
    return f'<div class="scroll"><table><thead><tr>{top}</tr></thead><tbody>{lines}</tbody></table></div>'


def _code(text: str) -> str:
    return f"<code>{escape(text)}</code>"


def _mark(ref: Reference, mark: str) -> str:
    return _MARKS[ref.lang][mark]
