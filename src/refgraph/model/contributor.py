"""A contributor: a name in a role on a work."""

from __future__ import annotations

from enum import StrEnum

from pydantic.dataclasses import dataclass

from refgraph.model.identifiers import Identifier
from refgraph.model.names import Agent, Name


class Role(StrEnum):
    """The name variables of CSL 1.0.2 (appendix IV)."""

    AUTHOR = "author"
    CHAIR = "chair"
    COLLECTION_EDITOR = "collection-editor"
    COMPILER = "compiler"
    COMPOSER = "composer"
    CONTAINER_AUTHOR = "container-author"
    CONTRIBUTOR = "contributor"
    CURATOR = "curator"
    DIRECTOR = "director"
    EDITOR = "editor"
    EDITOR_TRANSLATOR = "editor-translator"
    EDITORIAL_DIRECTOR = "editorial-director"
    EXECUTIVE_PRODUCER = "executive-producer"
    GUEST = "guest"
    HOST = "host"
    ILLUSTRATOR = "illustrator"
    INTERVIEWER = "interviewer"
    NARRATOR = "narrator"
    ORGANIZER = "organizer"
    ORIGINAL_AUTHOR = "original-author"
    PERFORMER = "performer"
    PRODUCER = "producer"
    RECIPIENT = "recipient"
    REVIEWED_AUTHOR = "reviewed-author"
    SCRIPT_WRITER = "script-writer"
    SERIES_CREATOR = "series-creator"
    TRANSLATOR = "translator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """A name in a role on a work.

    Attributes:
        agent: the person's or organisation's name as the work gives it.
        role: what they did; author unless said otherwise.
        identifiers: ORCID or ISNI of the contributor.
        affiliations: where they worked, as printed.
    """

    agent: Agent
    role: Role = Role.AUTHOR
    identifiers: tuple[Identifier, ...] = ()
    affiliations: tuple[str, ...] = ()

    @property
    def is_person(self) -> bool:
        """Return True for a person, False for an organisation."""
        return isinstance(self.agent, Name)

    @property
    def text(self) -> str:
        """Return the name in natural order."""
        return self.agent.text
