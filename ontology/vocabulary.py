"""The names that the house uses for classes and properties, and how the property graph calls them.

The Turtle in this folder is the source; ``tests/ontology`` keeps this table and it in step. Nothing downstream invents
a class, a property, a label or a relationship type.
"""

from __future__ import annotations

from dataclasses import dataclass

NS = "https://w3id.org/zhaoshang/ns#"
"""The ontology's namespace."""

CLASSES: dict[str, tuple[str, ...]] = {
    "Entity": (),
    "Person": ("Entity",),
    "Official": ("Person",),
    "Executive": ("Person",),
    "Organization": ("Entity",),
    "Company": ("Organization",),
    "Body": ("Organization",),
    "Delegation": ("Organization",),
    "Region": ("Entity",),
    "City": ("Region",),
    "Province": ("Region",),
    "County": ("Region",),
    "Township": ("Region",),
    "Country": ("Region",),
    "DevelopmentZone": ("Region",),
    "Project": ("Entity",),
    "Post": ("Entity",),
    "Tenure": ("Entity",),
    "Event": ("Entity",),
    "Visit": ("Event",),
    "Meeting": ("Event",),
    "Signing": ("Event",),
    "Article": (),
    "Evidence": (),
    "Statement": (),
    "Dossier": (),
    "Link": (),
}
"""Class name -> its direct superclasses. City is a prefecture-level city, County also districts and county-level cities."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property: ``domain`` and ``range`` are class names (a range with a ``xsd:`` prefix makes a data property).

    ``edge`` is the relationship type in the property graph, "" for a data property (a node's property of the same
    name). Domain and range are unions where several are named.
    """

    name: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    edge: str = ""

    @property
    def is_data(self) -> bool:
        """True if its values are literals."""
        return not self.edge


_OBJECT = (
    # direct relations between the main classes
    ("led", "Person", "Delegation", "LED"),
    ("joined", "Person|Organization", "Delegation", "JOINED"),  # people who went along; firms and bodies that had people in it
    ("sentBy", "Delegation", "Region|Organization", "SENT_BY"),
    ("toured", "Delegation", "Region", "TOURED"),
    ("visited", "Delegation", "Company|Body", "VISITED"),
    ("met", "Delegation", "Person", "MET"),
    # the same roles of a trip that is planned or was called off: what did not happen must not look as if it had
    ("intendedLeader", "Delegation", "Person", "INTENDED_LEADER"),
    ("intendedSender", "Delegation", "Region|Organization", "INTENDED_SENDER"),
    ("intendedDestination", "Delegation", "Region", "INTENDED_DESTINATION"),
    ("investsIn", "Organization", "Project", "INVESTS_IN"),
    ("locatedIn", "Project", "Region", "LOCATED_IN"),
    ("partOf", "Region", "Region", "PART_OF"),
    ("basedIn", "Organization", "Region", "BASED_IN"),
    # posts: a post is not its holder
    ("heldBy", "Tenure", "Person", "HELD_BY"),
    ("ofPost", "Tenure", "Post", "OF_POST"),
    ("jurisdiction", "Post", "Region|Organization", "JURISDICTION"),
    ("holds", "Person", "Post", "HOLDS"),
    # events
    ("byDelegation", "Visit|Meeting", "Delegation", "BY_DELEGATION"),
    ("visitTo", "Visit", "Company|Body", "VISIT_TO"),
    ("meetingWith", "Meeting", "Person", "MEETING_WITH"),
    ("atPlace", "Event", "Region", "AT_PLACE"),
    ("hasParty", "Signing", "Region|Organization", "HAS_PARTY"),
    ("hasSigner", "Signing", "Person", "HAS_SIGNER"),
    ("concerns", "Signing", "Project", "CONCERNS"),
    # articles and evidence
    ("mentions", "Article", "Entity", "MENTIONS"),
    ("evidencedBy", "Statement", "Evidence", "EVIDENCED_BY"),
    ("inArticle", "Evidence|Statement", "Article", "IN_ARTICLE"),
    # dossiers: what people keep beside the graph, and what it was found to be about
    ("linkOf", "Link", "Dossier", "LINK_OF"),
    ("linkTo", "Link", "Entity", "LINK_TO"),
)
_DATA = (
    ("name", "Entity", "xsd:string"),  # the preferred name, language-tagged in RDF (zh)
    ("alias", "Entity", "xsd:string"),  # every other form, a list in the property graph
    ("pinyin", "Entity", "xsd:string"),  # zh-Latn
    ("divisionCode", "Region", "xsd:string"),  # GB/T 2260, six digits
    ("level", "Region", "xsd:string"),  # notation of the region-level scheme, finer than the class
    ("creditCode", "Company", "xsd:string"),
    ("stockCode", "Company", "xsd:string"),
    ("latitude", "Region", "xsd:decimal"),
    ("longitude", "Region", "xsd:decimal"),
    ("rank", "Post", "xsd:string"),  # notation of the post-rank scheme
    ("former", "Tenure", "xsd:boolean"),
    ("startDate", "Delegation|Tenure", "xsd:date"),
    ("endDate", "Delegation|Tenure", "xsd:date"),
    ("asOf", "Tenure", "xsd:date"),  # the article's date: held then
    ("date", "Event", "xsd:date"),
    ("status", "Delegation|Event", "xsd:string"),  # planned, happened, cancelled
    ("stage", "Project", "xsd:string"),
    ("amount", "Project|Signing", "xsd:decimal"),
    ("currency", "Project|Signing", "xsd:string"),
    ("count", "Signing", "xsd:integer"),
    ("title", "Article", "xsd:string"),
    ("published", "Article", "xsd:date"),
    ("source", "Article", "xsd:string"),
    ("url", "Article", "xsd:anyURI"),
    ("version", "Article", "xsd:string"),
    ("text", "Article", "xsd:string"),
    ("quote", "Evidence", "xsd:string"),
    ("sentence", "Evidence", "xsd:string"),  # the whole sentence around the quote
    ("start", "Evidence", "xsd:integer"),
    ("end", "Evidence", "xsd:integer"),
    ("subject", "Statement", "xsd:string"),
    ("predicate", "Statement", "xsd:string"),
    ("object", "Statement", "xsd:string"),
    ("confidence", "Statement", "xsd:decimal"),
    ("rule", "Statement", "xsd:string"),
    ("extractor", "Statement", "xsd:string"),
    ("learntAt", "Statement", "xsd:dateTime"),
)

PROPERTIES: dict[str, Property] = {
    **{n: Property(n, tuple(d.split("|")), tuple(r.split("|")), e) for n, d, r, e in _OBJECT},
    **{n: Property(n, tuple(d.split("|")), (r,)) for n, d, r in _DATA},
}
"""Every property by its local name. Dates of reduced precision carry xsd:gYearMonth or xsd:gYear instead of xsd:date."""


def ancestors(name: str) -> tuple[str, ...]:
    """All superclasses of a class, nearest first, without itself; raises KeyError for an unknown class."""
    found: list[str] = []
    for parent in CLASSES[name]:
        found.append(parent)
        found += [a for a in ancestors(parent) if a not in found]
    return tuple(found)


SLUGS: dict[str, str] = {name: "".join("-" + c.lower() if c.isupper() and i else c.lower() for i, c in enumerate(name)) for name in CLASSES}
"""Class name -> the first part of its entities' graph ids: ``DevelopmentZone`` -> ``development-zone``."""

DERIVED_CLASSES: frozenset[str] = frozenset({"Happened", "CalledOff"})
"""Classes that only reasoners use (rules.ttl): no statement names one, no node carries one as a label."""

DERIVED_PROPERTIES: frozenset[str] = frozenset({
    "attends", "calledOn", "contains", "courted", "filledBy", "hasHeld", "hasInvestor", "hasLeader", "hasMember", "hasPart",
    "hasParticipant", "hasPost", "hasServedIn", "hasStop", "hasTenure", "heldNowBy", "hosts", "investsAt", "mentionedIn", "metBy",
    "metWith", "partyTo", "sceneOf", "seatOf", "sent", "sentDelegationTo", "servesIn", "signedFor", "signedIn", "signedWith",
    "signerOf", "siteOf", "supports", "tookPartIn", "tookPlace", "touredBy", "travelledTo", "travelledWith", "visitedBy",
})  # fmt: skip
"""Properties that follow from the others (rules.ttl): inverses and chains. No statement uses one, no store holds one."""
