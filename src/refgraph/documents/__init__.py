"""Documents (text and HTML) to reference strings and what the document says about itself."""

from refgraph.documents.article import Article
from refgraph.documents.document import Document, find_references, parse_document, read_document

__all__ = ["Article", "Document", "find_references", "parse_document", "read_document"]
