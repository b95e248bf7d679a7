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


def _find(store: Store, who: str) -> tuple[DutyRecord, ...]:
    query = (
        "SELECT DISTINCT ?bearer ?bearerLabel ?division ?duty ?role ?matter ?inherited ?genre"
        " ?title ?source ?begin ?text WHERE {"
        f" {who} ?bearer skos:prefLabel ?bearerLabel ."
        " { ?duty zr:bearer ?bearer . BIND(false AS ?inherited) }"
        " UNION { ?inheritance zr:appliesTo ?bearer ; zr:inheritedFrom ?duty . BIND(true AS ?inherited) }"
        " ?duty a zr:Duty ; zr:role ?role ; zr:matter ?matter ; zr:evidence ?passage ."
        " ?passage nif:referenceContext ?document ; nif:beginIndex ?begin ; nif:anchorOf ?text ."
        " ?document dct:source ?source . OPTIONAL { ?document dct:title ?title }"
        " OPTIONAL { ?document zr:genre ?genre } OPTIONAL { ?bearer zr:division ?division } }"
    )
    rows = list(solutions_of(store.query(query)))
    lists = _lists(store, sorted({row["duty"].value for row in rows}))
    records = set()
    for row in rows:
        genre = row["genre"].value.rsplit("/", 1)[-1] if row["genre"] is not None else ""
        duty, source = row["duty"].value, row["source"].value
        records.add(
            DutyRecord(
                bearer=row["bearer"].value,
                bearer_label=row["bearerLabel"].value,
                division=row["division"].value if row["division"] is not None else None,
                duty=duty,
                role=row["role"].value.rsplit("/", 1)[-1],
                matter=row["matter"].value,
                by_law=row["inherited"].value == "true" or genre in {"statute", "regulation"},
                document=row["title"].value if row["title"] is not None else source.rsplit("/", 1)[-1],
                source=source,
                begin=int(row["begin"].value),
                passage=row["text"].value,
                **{name: tuple(sorted(lists[name].get(duty, ()))) for name in _LISTS},
            )
        )
    return tuple(sorted(records, key=lambda record: (record.bearer_label, record.source, record.begin, record.duty)))


def _lists(store: Store, duties: list[str]) -> dict[str, dict[str, set[str]]]:
    values = " ".join(str(NamedNode(duty)) for duty in duties)
    found: dict[str, dict[str, set[str]]] = {}
    for name, pattern in _LISTS.items():
        found[name] = {}
        query = f"SELECT ?duty ?value WHERE {{ VALUES ?duty {{ {values} }} ?duty {pattern} }}"
        for row in solutions_of(store.query(query)):
            found[name].setdefault(row["duty"].value, set()).add(row["value"].value)
    return found
