"""Mentions of a text in our own words, read as a document of a given division."""

from __future__ import annotations

from hashlib import sha256

from extract.document import Document, Genre, Metadata
from extract.lexicon import load_lexicon
from extract.mentions import find_mentions
from extract.records import EntityClass, Mention
from extract.structure import outline
from extract.tokens import tokenize


def document(
    text: str, region: str | None = "江苏省南通市", publisher: str | None = None, genre: Genre = Genre.SUMMARY
) -> Document:
    """A document with its metadata given."""
    metadata = Metadata(region=region, publisher=publisher, genre=genre)
    return Document("samples/mentions.txt", text, sha256(text.encode()).hexdigest(), metadata=metadata)


def mentions_of(read: Document, *kinds: EntityClass) -> list[Mention]:
    """The mentions of a document, of the given classes or of all."""
    lexicon = load_lexicon()
    found = find_mentions(read, outline(read), tokenize(read.text, lexicon), lexicon)
    return [m for m in found if not kinds or m.entity.kind in kinds]


def named(
    text: str,
    *kinds: EntityClass,
    region: str | None = "江苏省南通市",
    publisher: str | None = None,
    genre: Genre = Genre.SUMMARY,
) -> list[tuple[str, str]]:
    """Words and canonical name of each mention of the given classes."""
    read = document(text, region, publisher, genre)
    return [(m.span.of(text), m.entity.label) for m in mentions_of(read, *kinds)]
