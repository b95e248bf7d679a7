"""Every duty of an agency or of a place, whole: who, what, under which system, on what basis, in which passage."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from graphs.store import Store, solutions_of

ROLE_LETTERS = {
    "lead": "牵",
    "regulate": "管",
    "oversee": "督",
    "territorial": "属",
    "principal": "主",
    "execute": "办",
    "support": "配",
    "contact": "包",
    "commit": "签",
}
ROLE_LABELS = {
    "lead": "牵头",
    "regulate": "行业监管",
    "oversee": "综合监管、监督指导",
    "territorial": "属地领导",
    "principal": "主体责任",
    "execute": "负责实施",
    "support": "配合",
    "contact": "包保联系",
    "commit": "签订责任书",
}
OWNING = ("lead", "regulate", "oversee")

_LISTS = {
    "sectors": 'zr:sector|zr:hazard ?node . ?node skos:prefLabel ?value . FILTER(LANG(?value) = "zh")',
    "systems": 'zr:underSystem ?node . ?node skos:prefLabel ?value . FILTER(LANG(?value) = "zh")',
    "counterparties": "zr:counterparty ?node . ?node skos:prefLabel ?value .",
    "bases": "zr:basis ?node . ?node skos:prefLabel ?value .",
    "articles": "zr:basisArticle ?value .",
}


@dataclass(frozen=True, slots=True)
class DutyRecord:
    """One duty of one bearer. `by_law` when a statute lays it on the bearer or on its kind; `begin` is a code point."""

    bearer: str
    bearer_label: str
    division: str | None
    duty: str
    role: str
    matter: str
    by_law: bool
    document: str
    source: str
    begin: int
    passage: str
    sectors: tuple[str, ...]
    systems: tuple[str, ...]
    counterparties: tuple[str, ...]
    bases: tuple[str, ...]
    articles: tuple[str, ...]


def duties_of_agency(store: Store, agency: str) -> tuple[DutyRecord, ...]:
    """The duties of one agency (IRI), inherited ones included."""
    return _find(store, f"VALUES ?bearer {{ {NamedNode(agency)} }}")


def duties_in_division(store: Store, division: str, below: bool = False) -> tuple[DutyRecord, ...]:
    """The duties of all agencies that belong to a division (IRI), or also to those below it."""
    path = "zr:division/skos:broader*" if below else "zr:division"
    return _find(
        store, f"{{ SELECT DISTINCT ?bearer WHERE {{ ?bearer a zr:Agency ; {path} {NamedNode(division)} . }} }}"
    )


_BATCH = 300
_ONE = {
    "role": "zr:role ?value",
    "matter": "zr:matter ?value",
    "passage": "zr:evidence ?value",
}
_OF_PASSAGE = {
    "document": "nif:referenceContext ?value",
    "begin": "nif:beginIndex ?value",
    "text": "nif:anchorOf ?value",
}
_OF_DOCUMENT = {"source": "dct:source ?value", "title": "dct:title ?value", "genre": "zr:genre ?value"}


def _find(store: Store, who: str) -> tuple[DutyRecord, ...]:
    """The duties of the bearers that the pattern `who` binds to ?bearer.

    In small steps with the nodes given, since engines plan a union joined with optional parts badly at size.
    """
    bearers = [row["bearer"].value for row in solutions_of(store.query(f"SELECT DISTINCT ?bearer {{ {who} }}"))]
    own = [(b, d, False) for b, d in _pairs(store, bearers, "^zr:bearer ?value")]
    inherited = [(b, d, True) for b, d in _pairs(store, bearers, "^zr:appliesTo/zr:inheritedFrom ?value")]
    duties = sorted({duty for _, duty, _ in own + inherited})
    names = dict(_pairs(store, bearers, 'skos:prefLabel ?value FILTER(LANG(?value) = "zh")'))
    places = dict(_pairs(store, bearers, "zr:division ?value"))
    facts = {name: dict(_pairs(store, duties, pattern)) for name, pattern in _ONE.items()}
    passages = sorted(set(facts["passage"].values()))
    words = {name: dict(_pairs(store, passages, pattern)) for name, pattern in _OF_PASSAGE.items()}
    documents = sorted(set(words["document"].values()))
    heads = {name: dict(_pairs(store, documents, pattern)) for name, pattern in _OF_DOCUMENT.items()}
    lists = _lists(store, duties)
    records = set()
    for bearer, duty, by_inheritance in own + inherited:
        passage = facts["passage"][duty]
        document = words["document"][passage]
        source = heads["source"][document]
        genre = heads["genre"].get(document, "").rsplit("/", 1)[-1]
        records.add(
            DutyRecord(
                bearer=bearer,
                bearer_label=names[bearer],
                division=places.get(bearer),
                duty=duty,
                role=facts["role"][duty].rsplit("/", 1)[-1],
                matter=facts["matter"][duty],
                by_law=by_inheritance or genre in {"statute", "regulation"},
                document=heads["title"].get(document) or source.rsplit("/", 1)[-1],
                source=source,
                begin=int(words["begin"][passage]),
                passage=words["text"][passage],
                **{name: tuple(sorted(lists[name].get(duty, ()))) for name in _LISTS},
            )
        )
    return tuple(sorted(records, key=lambda record: (record.bearer_label, record.source, record.begin, record.duty)))


def _pairs(store: Store, nodes: list[str], pattern: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for start in range(0, len(nodes), _BATCH):
        values = " ".join(str(NamedNode(node)) for node in nodes[start : start + _BATCH])
        query = f"SELECT ?one ?value WHERE {{ VALUES ?one {{ {values} }} ?one {pattern} }} ORDER BY ?one DESC(?value)"
        found += [(row["one"].value, row["value"].value) for row in solutions_of(store.query(query))]
    return found


def _lists(store: Store, duties: list[str]) -> dict[str, dict[str, set[str]]]:
    found: dict[str, dict[str, set[str]]] = {}
    for name, pattern in _LISTS.items():
        found[name] = {}
        for duty, value in _pairs(store, duties, pattern):
            found[name].setdefault(duty, set()).add(value)
    return found
