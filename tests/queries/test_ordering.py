"""Rows are sorted here as SPARQL orders terms."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Store

from ontology.namespaces import XSD
from queries.ordering import Key, sort_rows, take_order

DECIMAL = NamedNode(XSD + "decimal")


def test_ordering_is_taken_off_a_query_and_kept_when_it_is_no_result_variable() -> None:
    query = "SELECT ?a (COUNT(?x) AS ?n)\nWHERE { ?a ?p ?x }\nGROUP BY ?a\nORDER BY DESC(?n) ?a\n"
    rest, keys = take_order(query)
    assert rest == "SELECT ?a (COUNT(?x) AS ?n)\nWHERE { ?a ?p ?x }\nGROUP BY ?a\n"
    assert keys == (Key("n", True), Key("a", False))
    for kept in (query.replace("?a\n", "?x\n"), query.replace("DESC(?n) ?a", "STR(?a)"), query + "LIMIT 3\n"):
        kept = kept.replace("GROUP BY ?x", "GROUP BY ?a")
        assert take_order(kept) == (kept, ())


def test_ordering_agrees_with_the_engine() -> None:
    values = [Literal("乙"), None, Literal("10", datatype=DECIMAL), Literal("9", datatype=DECIMAL), Literal("甲")]
    values.append(NamedNode("http://example.org/a"))
    rows = [{"v": value, "w": Literal(str(i))} for i, value in enumerate(values)]
    data = " ".join(f"({'UNDEF' if row['v'] is None else row['v']} {row['w']})" for row in rows)
    for order, keys in (
        ("?v ?w", (Key("v", False), Key("w", False))),
        ("DESC(?v) ?w", (Key("v", True), Key("w", False))),
    ):
        found = Store().query(f"SELECT ?v ?w WHERE {{ VALUES (?v ?w) {{ {data} }} }} ORDER BY {order}")
        assert [row["w"] for row in sort_rows(rows, keys)] == [solution["w"] for solution in found]  # type: ignore[union-attr]


def test_ordering_keeps_equal_rows_in_their_order() -> None:
    rows = [{"a": Literal("x"), "b": Literal(str(i))} for i in range(5)]
    assert sort_rows(rows, (Key("a", True),)) == rows
