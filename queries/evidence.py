"""The passages behind an answer: document, article, wording and place of every fact."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graphs.store import Store, solutions_of
from queries.question import Column
from queries.run import Answer, Row

_BATCH = 400

EVIDENCE_COLUMNS = (
    Column("evidenceDocument", "出处文件", "source document", True),
    Column("evidencePlace", "条款或标题", "article or headings, first and last code point", True),
    Column("evidencePassage", "原文", "passage", True),
)


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Where a fact stands: code points from `begin` to before `end` of the document at `source`."""

    source: str
    begin: int
    end: int
    title: str
    article: str | None
    heading: str | None
    text: str

    @property
    def place(self) -> str:
        """The article of a statute or else the headings above the passage, and the offsets."""
        offsets = f"字符 {self.begin}–{self.end}"
        named = self.article or self.heading
        return f"{named}（{offsets}）" if named else offsets


def find_evidence(store: Store, facts: Iterable[str]) -> dict[str, tuple[Evidence, ...]]:
    """The evidence of each fact (or passage) IRI, in reading order; facts without any are left out."""
    wanted = sorted(set(facts))
    found: dict[str, set[Evidence]] = {}
    for start in range(0, len(wanted), _BATCH):
        values = " ".join(str(NamedNode(fact)) for fact in wanted[start : start + _BATCH])
        query = (
            f"SELECT ?fact ?source ?begin ?end ?title ?article ?heading ?text WHERE {{ VALUES ?fact {{ {values} }}"
            " { ?fact zr:evidence ?passage } UNION { ?fact a zr:Passage . BIND(?fact AS ?passage) }"
            " ?passage nif:referenceContext ?document ; nif:anchorOf ?text ."
            " ?passage nif:beginIndex ?begin ; nif:endIndex ?end ."
            " ?document dct:source ?source . OPTIONAL { ?document dct:title ?title }"
            " OPTIONAL { ?passage zr:heading ?heading } OPTIONAL { ?fact zr:basisArticle ?article } }"
        )
        for row in solutions_of(store.query(query)):
            title, source = row["title"], row["source"].value
            heading = row["heading"].value if row["heading"] is not None else None
            article = row["article"].value if row["article"] is not None else None
            found.setdefault(row["fact"].value, set()).add(
                Evidence(
                    source=source,
                    begin=int(row["begin"].value),
                    end=int(row["end"].value),
                    title=title.value if title is not None else source.rsplit("/", 1)[-1],
                    article=article if article and _stands_in(article, heading) else None,
                    heading=heading,
                    text=row["text"].value,
                )
            )
    return {fact: tuple(sorted(places, key=_order)) for fact, places in found.items()}


def with_evidence(store: Store, answer: Answer) -> Answer:
    """The answer with three list columns more: document, place and passage, one item per passage, in one order."""
    evidence = find_evidence(store, (fact for row in answer.rows for fact in row.facts))
    rows = []
    for row in answer.rows:
        passages = sorted({item for fact in row.facts for item in evidence.get(fact, ())}, key=_order)
        more = (
            tuple(item.title for item in passages),
            tuple(item.place for item in passages),
            tuple(item.text for item in passages),
        )
        rows.append(Row(row.cells + more, row.facts))
    return Answer(answer.title, answer.columns + EVIDENCE_COLUMNS, tuple(rows))


def _stands_in(article: str, heading: str | None) -> bool:
    """Whether the passage itself is of the article; a report's passage may only name the article of a law."""
    return heading is None or any(article.startswith(label.split(" ")[0]) for label in heading.split(" > "))


def _order(item: Evidence) -> tuple[str, int, int, str]:
    return item.source, item.begin, item.end, item.article or ""
