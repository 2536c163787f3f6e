"""The reference pages: complete, linked within themselves, self-contained, one language each."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from zhaoshang.ontology.reference import LANGUAGES, Reference, words
from zhaoshang.ontology.reference_html import page
from zhaoshang.ontology.vocabulary import CLASSES, DERIVED_CLASSES, DERIVED_PROPERTIES, PROPERTIES

VOID = {"meta", "link", "br"}


class Page(HTMLParser):
    """What stands in a page: anchors, links, outside addresses, and the text outside of code and style."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.anchors: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.prose: list[str] = []
        self.open: list[str] = []
        self.language = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "html":
            self.language = found["lang"] or ""
        if found.get("id"):
            self.anchors.append(found["id"] or "")
        if tag == "a":
            self.links.append(found["href"] or "")
        self.outside += [found[key] or "" for key in ("src", "href") if "//" in (found.get(key) or "")]
        self.prose += [found[key] or "" for key in ("aria-label", "title", "alt") if found.get(key)]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"code", "style"} & set(self.open):
            self.prose.append(data)


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def shown(lang: str) -> Page:
    return Page(page(lang))


def test_every_term_has_its_anchor_once(shown: Page, lang: str) -> None:
    terms = {*CLASSES, *PROPERTIES, *DERIVED_CLASSES, *DERIVED_PROPERTIES, *Reference(lang).schemes(), "stage-signed", "rank-gu"}
    assert terms <= set(shown.anchors)
    assert len(set(shown.anchors)) == len(shown.anchors)


def test_every_link_within_the_page_arrives(shown: Page) -> None:
    assert {link[1:] for link in shown.links if link.startswith("#")} <= set(shown.anchors)


def test_the_page_links_to_the_other_language_and_needs_nothing_from_outside(shown: Page, lang: str) -> None:
    assert f"ontology.{'en' if lang == 'zh' else 'zh'}.html" in shown.links
    assert shown.outside == []
    assert shown.open == []


def test_the_languages_are_not_mixed(shown: Page, lang: str) -> None:
    assert shown.language == {"zh": "zh-CN", "en": "en"}[lang]
    foreign = re.compile("[A-Za-z]" if lang == "zh" else "[\u3400-\u9fff\uff00-\uffef、。]")
    assert [text for text in shown.prose if foreign.search(text)] == []


def test_a_card_tells_what_a_reader_asks(lang: str) -> None:
    card = re.search(r'<article id="visited">.*?</article>', page(lang), re.S)
    assert card
    for link in ("Delegation", "Company", "Body", "visitedBy", "hasStop", "tookPlace", "visitTo"):
        assert f'href="#{link}"' in card[0]
    assert "-[:VISITED]-&gt;" in card[0]
    assert "https://w3id.org/zhaoshang/ns#visited" in card[0]


def test_every_word_of_the_pages_is_used() -> None:
    pages = {lang: page(lang) for lang in LANGUAGES}
    for key in words("en"):  # the English page has no column of other Chinese names
        assert any(words(lang)[key] in pages[lang] for lang in LANGUAGES), key


def test_alignments_name_every_vocabulary(lang: str) -> None:
    prefixes = {foreign.split(":")[0] for _, _, foreign in Reference(lang).alignments()}
    assert {"org", "prov", "schema", "foaf", "skos", "oa", "ftm", "sem", "rov"} <= prefixes
