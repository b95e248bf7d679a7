"""Mentions over the real corpus: every statute and report runs, and every mention is verbatim text."""

from __future__ import annotations

from pathlib import Path

from extract.lexicon import load_lexicon
from extract.mentions import find_mentions
from extract.read import read_document
from extract.records import EntityClass
from extract.structure import outline
from extract.tokens import tokenize

EVERY = 6


def test_mentions_of_statutes_and_reports_are_verbatim_and_of_known_kinds(corpus: Path) -> None:
    files = [*sorted((corpus / "statutes").glob("*.md"))[::EVERY], *sorted((corpus / "reports").glob("*.txt"))]
    assert len(files) >= 25
    lexicon = load_lexicon()
    for path in files:
        document = read_document(path, corpus)
        tokens = tokenize(document.text, lexicon)
        found = find_mentions(document, outline(document), tokens, lexicon)
        assert len(found) > 20, path.name
        for mention in found:
            assert mention.span.of(document.text).strip(), path.name
            assert not any(furniture.contains(mention.span) for furniture in document.furniture)
            if mention.entity.kind is EntityClass.AGENCY:
                assert "《" not in mention.span.of(document.text), path.name
                assert len(mention.entity.label) >= 3, (path.name, mention.entity.label)


def test_bodies_of_the_reports_have_a_function_or_a_name_of_their_own(corpus: Path) -> None:
    lexicon = load_lexicon()
    named = with_function = 0
    for path in sorted((corpus / "reports").glob("*.txt")):
        document = read_document(path, corpus)
        for mention in find_mentions(document, outline(document), tokenize(document.text, lexicon), lexicon):
            if mention.entity.kind is EntityClass.AGENCY:
                named += 1
                with_function += mention.entity.function is not None
    assert named > 150
    assert with_function / named > 0.95
