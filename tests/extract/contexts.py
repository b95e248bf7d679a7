"""A context made from a text in our own words, as the pipeline would make it."""

from __future__ import annotations

from hashlib import sha256

from extract.context import Context
from extract.document import Document, Genre, Metadata
from extract.grammar.duties import find_duties
from extract.lexicon import load_lexicon
from extract.records import Duty
from extract.structure import outline
from extract.tokens import tokenize


def context_of(text: str, genre: Genre, title: str = "青山市堤防管理条例", region: str | None = None) -> Context:
    """The context of a document of the genre; no mentions, so that bearers come from the words alone."""
    digest = sha256(text.encode()).hexdigest()
    document = Document("samples/duties.md", text, digest, metadata=Metadata(title=title, genre=genre, region=region))
    lexicon = load_lexicon()
    return Context(document, outline(document), tokenize(text, lexicon), (), lexicon)


def told(context: Context, duties: tuple[Duty, ...]) -> list[tuple[str, str, str]]:
    """Passage, role and bearers of each duty, as words."""
    return [(context.of(d.span), d.role.value, "；".join(b.label for b in d.bearers)) for d in duties]


def statute_duties(*paragraphs: str) -> list[tuple[str, str, str]]:
    """The duties of the third article of an invented regulation, as `told` tells them."""
    text = "# 青山市堤防管理条例\n\n## 第一章 总则\n\n第三条 " + "\n\n".join(paragraphs) + "\n"
    context = context_of(text, Genre.REGULATION)
    return told(context, find_duties(context))
