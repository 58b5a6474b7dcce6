"""RDF/XML as Zotero exports it: Zotero RDF (bib:, prism:, z:) and the Bibliographic Ontology (bibo:); read only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from refgraph.errors import InvalidValueError
from refgraph.formats.records import Draft, Entry, collect
from refgraph.formats.records.names import read_inverted, read_parts
from refgraph.formats.records.rest import LeftOut, keep_unsaid
from refgraph.formats.xml.tree import Node, first_text, leaves_of, line_of, local, parse, text_at, text_of
from refgraph.model.contributor import Role
from refgraph.model.library import Library
from refgraph.model.names import Name, Organization
from refgraph.model.schemes import Scheme

TYPES = {
    "article-journal": "journalArticle AcademicArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "article": "preprint",
    "bill": "bill Bill",
    "book": "book Book EditedBook Proceedings",
    "broadcast": "tvBroadcast radioBroadcast podcast",
    "chapter": "bookSection BookSection Chapter",
    "dataset": "dataset",
    "document": "document Document Data",
    "entry-dictionary": "dictionaryEntry",
    "entry-encyclopedia": "encyclopediaArticle",
    "graphic": "artwork Illustration Image",
    "hearing": "hearing",
    "interview": "interview Interview",
    "legal_case": "case LegalCaseDocument CourtReporter LegalDecision",
    "legislation": "statute Legislation Statute",
    "manuscript": "manuscript Manuscript",
    "map": "map Map",
    "motion_picture": "film videoRecording MotionPicture Film AudioVisualDocument",
    "paper-conference": "conferencePaper ConferenceProceedings",
    "patent": "patent Patent",
    "personal_communication": "letter email instantMessage Letter Email",
    "post": "forumPost",
    "post-weblog": "blogPost",
    "report": "report Report",
    "software": "computerProgram",
    "song": "audioRecording Recording AudioDocument",
    "speech": "presentation Slideshow",
    "standard": "standard Standard",
    "thesis": "thesis Thesis",
    "webpage": "webpage Webpage",
}
"""CSL type -> z:itemType, and the classes of bib: and bibo:."""
_TYPE_OF = {word: csl for csl, words in TYPES.items() for word in words.split()}
_CLASSES = {"Article": "article-journal", **_TYPE_OF}
FIELDS = (
    ("title", "title"),
    ("abstract", "abstract"),
    ("issued", "date issued created"),
    ("language", "language"),
    ("title-short", "shortTitle alternative"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "pages"),
    ("edition", "edition"),
    ("number-of-pages", "numPages"),
    ("number-of-volumes", "numVolumes numberOfVolumes"),
    ("collection-number", "seriesNumber"),
    ("genre", "type"),
    ("medium", "medium"),
    ("accessed", "dateSubmitted accessDate"),
    ("source", "libraryCatalog repository"),
    ("archive", "archive"),
    ("archive_location", "coverage"),
    ("license", "rights"),
    ("section", "section"),
    ("scale", "scale"),
    ("version", "versionNumber"),
    ("DOI", "doi"),
    ("PMID", "pmid"),
    ("ISBN", "isbn13 isbn isbn10"),
    ("ISSN", "issn eissn"),
    ("URL", "uri url"),
    ("note", "description"),
)
"""CSL variable and properties, whatever their namespace; the first that is there counts."""
_IN_CONTAINER = (
    ("volume", "volume"),
    ("issue", "issue number"),
    ("ISSN", "issn eissn"),
    ("ISBN", "isbn13 isbn isbn10"),
    ("DOI", "doi"),
)
_ROLES = {
    "authors": Role.AUTHOR,
    "authorList": Role.AUTHOR,
    "artists": Role.AUTHOR,
    "inventors": Role.AUTHOR,
    "programmers": Role.AUTHOR,
    "presenters": Role.AUTHOR,
    "cartographers": Role.AUTHOR,
    "interviewees": Role.AUTHOR,
    "podcasters": Role.AUTHOR,
    "bookAuthors": Role.CONTAINER_AUTHOR,
    "castMembers": Role.PERFORMER,
    "contributors": Role.CONTRIBUTOR,
    "composers": Role.COMPOSER,
    "directors": Role.DIRECTOR,
    "editors": Role.EDITOR,
    "editorList": Role.EDITOR,
    "guests": Role.GUEST,
    "interviewers": Role.INTERVIEWER,
    "performers": Role.PERFORMER,
    "producers": Role.PRODUCER,
    "recipients": Role.RECIPIENT,
    "reviewedAuthors": Role.REVIEWED_AUTHOR,
    "scriptwriters": Role.SCRIPT_WRITER,
    "seriesEditors": Role.COLLECTION_EDITOR,
    "sponsors": Role.CONTRIBUTOR,
    "cosponsors": Role.CONTRIBUTOR,
    "commenters": Role.CONTRIBUTOR,
    "counsels": Role.CONTRIBUTOR,
    "translators": Role.TRANSLATOR,
    "creator": Role.AUTHOR,
    "editor": Role.EDITOR,
    "translator": Role.TRANSLATOR,
    "contributor": Role.CONTRIBUTOR,
}
_LEFT_OUT = re.compile(r"(?:.*/)?(?:dateAdded|dateModified|link|relation|hasPart)(?:/|\Z)")
"""When the item was taken into the library, and the files and items beside it."""
_NUMBERED = frozenset(
    "report patent bill hearing legal_case legislation broadcast standard dataset thesis article".split()
)
_LABEL = re.compile(r"(DOI|ISBN|ISSN|PMID)[:\s]*(.+)", re.IGNORECASE | re.DOTALL)


class _Graph:
    """The resources of a text by their names."""

    def __init__(self, root: Node) -> None:
        self.root = root
        self.named: dict[str, Node] = {}
        for each in root.iter():
            for attribute, sign in (("about", ""), ("ID", "#"), ("nodeID", "_:")):
                name = each.get(attribute)
                if name and len(each) and sign + name not in self.named:
                    self.named[sign + name] = each

    def target(self, element: Node) -> Node | None:
        """Return what a property points to: the resource inside it, or the one it names."""
        for attribute, sign in (("resource", ""), ("nodeID", "_:")):
            name = element.get(attribute)
            if name:
                return self.named.get(sign + name)
        return next((each for each in element if local(each)), None)

    def value(self, element: Node) -> str:
        """Return the text of a property, the ``value`` of a resource in it, or the address it names."""
        inner = next((each for each in element if local(each)), None)
        if inner is not None:
            return text_at(inner, "value") or text_of(inner)
        return text_of(element) or element.get("resource") or ""

    def first(self, element: Node, names: str) -> str:
        """Return the first value of the properties, in their order."""
        return next(
            (text for name in names.split() for each in element.iterfind(name) if (text := self.value(each))), ""
        )


def loads(text: str, file: str | None = None) -> Library:
    """Read the items of an export; attachments, collections and loose notes are none.

    Raises:
        InvalidValueError: if the text is no XML, of another format, or declares entities.

    >>> text = "<RDF><Book about='#a'><itemType>book</itemType><title>Bogs</title></Book></RDF>"
    >>> loads(text).works[0].title
    'Bogs'
    """
    root, findings = parse(text, "Zotero RDF", file)
    if local(root) != "RDF":
        raise InvalidValueError("XML, but not RDF", text=f"<{local(root)}>")
    graph = _Graph(root)
    for each in root.iterfind("UserItem"):
        about = next((found for part in each.iterfind("resource") if (found := graph.target(part)) is not None), None)
        if about is not None:
            about.extend([part for part in each if local(part) != "resource"])
    entries, left_out = [Entry(None, findings)], LeftOut()
    for each in _items(graph):
        draft = _draft(graph, each)
        keep_unsaid(draft, _leaves(graph, each), _LEFT_OUT)
        line = line_of(each)
        left_out.add(draft, line)
        entries.append(Entry(draft.work(), (), line))
    return collect([*entries, Entry(None, left_out.findings(file))], file)


def _leaves(graph: _Graph, item: Node) -> Iterator[tuple[str, str]]:
    """Yield the values of an item and of all it is part of, refers to, or has in it."""
    done: set[int] = {id(item)}
    open_ends: list[tuple[str, Node]] = [("", item)]
    while open_ends:
        prefix, resource = open_ends.pop()
        yield from ((prefix + path, text) for path, text in leaves_of(resource) if path != "itemType")
        for each in resource.iter():
            target = graph.target(each)
            name = each.get("resource") or ""
            if target is None and re.match(r"https?://", name) and local(each) != "type":
                yield prefix + local(each), name
            elif target is not None and id(target) not in done and not _is_inside(target, resource):
                done.add(id(target))
                if text_at(target, "itemType") != "attachment":
                    open_ends.append((f"{prefix}{local(each)}/", target))


def _is_inside(element: Node, above: Node) -> bool:
    return any(each is above for each in element.iterancestors())


def _items(graph: _Graph) -> Iterator[Node]:
    parts = {id(each) for part in graph.root.iter("isPartOf") if (each := graph.target(part)) is not None}
    for each in graph.root:
        said = text_at(each, "itemType")
        known = local(each) in _CLASSES or (local(each) == "Description" and each.find("title") is not None)
        if said not in {"attachment", "note"} and (said or (known and id(each) not in parts)):
            yield each


def _draft(graph: _Graph, item: Node) -> Draft:
    said = text_at(item, "itemType")
    resource = next((each.get("resource") or "" for each in item.iterfind("type") if each.get("resource")), "")
    by_resource = _CLASSES.get(re.split("[/#]", resource)[-1])
    draft = Draft("zotero-", _TYPE_OF.get(said) or _CLASSES.get(local(item)) or by_resource or "document")
    if said and said not in _TYPE_OF:
        draft.keep("itemType", said)
    for variable, names in FIELDS:
        if variable != "genre" or not resource:
            draft.add(variable, graph.first(item, names), names)
    draft.add("number" if draft.type in _NUMBERED else "issue", graph.first(item, "number"), "number")
    first, last = graph.first(item, "pageStart"), graph.first(item, "pageEnd")
    draft.add("page", "-".join(part for part in (first, last) if part), "pageStart", 1)
    _people(graph, item, draft)
    _identifiers(graph, item, draft)
    _containers(graph, item, draft)
    _publisher(graph, item, draft)
    _subjects(graph, item, draft)
    for each in item.iterfind("isReferencedBy"):
        memo = graph.target(each)
        draft.add("note", re.sub(r"<[^<>]*>", " ", text_at(memo, "value")) if memo is not None else "")
    about = item.get("about") or ""
    if re.match(r"https?://", about) and "URL" not in draft.texts and "isbn" not in about:
        draft.keep("about", about)
    return draft


def _people(graph: _Graph, item: Node, draft: Draft) -> None:
    """Add the people of lists first; a property for one person counts where no list has its role."""
    listed: set[Role] = set()
    for each in item:
        role = _ROLES.get(local(each))
        sequence = graph.target(each)
        if role is None or sequence is None or local(sequence) not in {"Seq", "Bag", "List"}:
            continue
        listed.add(role)
        for entry in sequence:
            person = graph.target(entry)
            _add(draft, role, person) if person is not None else None
    for each in item:
        role = _ROLES.get(local(each))
        target = graph.target(each)
        if role is None or role in listed or (target is not None and local(target) in {"Seq", "Bag", "List"}):
            continue
        if target is not None:
            _add(draft, role, target)
        elif text_of(each):
            draft.person(role, read_inverted(text_of(each)))


def _add(draft: Draft, role: Role, person: Node) -> None:
    family = first_text(person, ("surname", "familyName", "lastName", "family_name"))
    given = first_text(person, ("givenName", "givenname", "firstName", "given"))
    whole = text_at(person, "name")
    if family and (given or local(person) != "Person"):
        draft.person(role, read_parts(family, given))
    elif family or (whole and local(person) in {"Organization", "Group", "Agent"}):
        draft.person(role, Organization(name=family or whole))
    elif whole:
        draft.person(role, whole)
    elif given:
        draft.person(role, Name(literal=given))


def _identifiers(graph: _Graph, item: Node, draft: Draft) -> None:
    for each in item.iterfind("identifier"):
        inner = graph.target(each)
        text = graph.value(each)
        found = _LABEL.fullmatch(text)
        if inner is not None and local(inner) == "URI":
            draft.add("URL", text, "identifier") if "URL" not in draft.texts else draft.identifier(
                Scheme.URL, text, "uri"
            )
        elif found:
            variable = found[1].upper()
            draft.add(variable, found[2], "identifier", 1)
        elif text:
            draft.keep("identifier", text)


def _containers(graph: _Graph, item: Node, draft: Draft, depth: int = 0) -> None:
    """Take titles and numbers of what an item is part of, and what that is part of: issue, journal, book, series."""
    for each in item.iterfind("isPartOf"):
        container = graph.target(each)
        if container is None:
            draft.add("collection-title", text_of(each), "isPartOf")
            continue
        kind = "collection-title" if local(container) == "Series" else "container-title"
        draft.add(kind, graph.first(container, "title"), "isPartOf")
        if kind == "container-title":
            draft.add("container-title-short", graph.first(container, "alternative shortTitle"))
            for variable, names in _IN_CONTAINER:
                if variable not in draft.texts:
                    draft.add(variable, graph.first(container, names), names)
            if "issued" not in draft.texts:
                draft.add("issued", graph.first(container, "date issued"))
            _identifiers(graph, container, draft)
        else:
            draft.add("collection-number", graph.first(container, "number"), "number", 1)
        if depth < 3:
            _containers(graph, container, draft, depth + 1)


def _publisher(graph: _Graph, item: Node, draft: Draft) -> None:
    for each in item.iterfind("publisher"):
        body = graph.target(each)
        if body is None:
            draft.add("publisher", text_of(each), "publisher")
            continue
        draft.add("publisher", text_at(body, "name"), "publisher")
        place = next((text_of(found) for found in body.iter("locality")), "")
        draft.add("publisher-place", place, "locality")
    for each in item.iterfind("presentedAt"):
        event = graph.target(each)
        draft.add("event-title", text_at(event, "title") if event is not None else text_of(each), "presentedAt")


def _subjects(graph: _Graph, item: Node, draft: Draft) -> None:
    for each in item.iterfind("subject"):
        inner = graph.target(each)
        if inner is not None and local(inner) in {"LCC", "DDC"}:
            draft.add("call-number", text_at(inner, "value"), "subject")
        elif inner is not None or text_of(each):
            draft.add(
                "keyword", graph.value(each) or text_at(inner, "prefLabel") if inner is not None else text_of(each)
            )
