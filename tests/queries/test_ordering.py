"""Rows are sorted here as SPARQL orders terms."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Store

from queries.ordering import Cell, Key, sort_rows, take_order


def test_ordering_is_taken_off_a_query_and_kept_when_it_is_no_result_variable() -> None:
    query = "SELECT ?a (COUNT(?x) AS ?n)\nWHERE { ?a ?p ?x }\nGROUP BY ?a\nORDER BY DESC(?n) ?a\n"
    rest, keys = take_order(query)
    assert rest == "SELECT ?a (COUNT(?x) AS ?n)\nWHERE { ?a ?p ?x }\nGROUP BY ?a\n"
    assert keys == (Key("n", True), Key("a", False))
    for kept in (query.replace("?a\n", "?x\n"), query.replace("DESC(?n) ?a", "STR(?a)"), query + "LIMIT 3\n"):
        kept = kept.replace("GROUP BY ?x", "GROUP BY ?a")
        assert take_order(kept) == (kept, ())


def cell(row: dict[str, Cell], name: str) -> Cell:
    return row[name]


def test_ordering_agrees_with_the_engine() -> None:
    values: list[tuple[Cell, str]] = [("乙", '"乙"'), (None, "UNDEF"), (Decimal(10), "10"), (9, "9"), ("甲", '"甲"')]
    rows = [{"v": value, "w": str(i)} for i, (value, _) in enumerate(values)]
    data = " ".join(f'({term} "{i}")' for i, (_, term) in enumerate(values))
    for order, descending in (("?v ?w", False), ("DESC(?v) ?w", True)):
        found = Store().query(f"SELECT ?v ?w WHERE {{ VALUES (?v ?w) {{ {data} }} }} ORDER BY {order}")
        ordered = sort_rows(rows, (Key("v", descending), Key("w", False)), cell)
        assert [row["w"] for row in ordered] == [solution["w"].value for solution in found]  # type: ignore[union-attr]


def test_ordering_keeps_equal_rows_in_their_order() -> None:
    rows: list[dict[str, Cell]] = [{"a": ("x", "y"), "b": str(i)} for i in range(5)]
    assert sort_rows(rows, (Key("a", True),), cell) == rows
