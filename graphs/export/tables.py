"""The duties as CSV on the Web: a table and the metadata that say what its columns mean (W3C 2015)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graphs.network import DutyRecord
from ontology.namespaces import DCT, NIF, SKOS, XSD, ZR

COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("duty", "职责", ZR + "Duty"),
    ("bearers", "责任主体", ZR + "bearer"),
    ("role", "角色", ZR + "role"),
    ("matter", "事项", ZR + "matter"),
    ("subjects", "领域", ZR + "sector"),
    ("systems", "责任制度", ZR + "underSystem"),
    ("counterparties", "相对方", ZR + "counterparty"),
    ("division", "地区", ZR + "division"),
    ("article", "条款", ZR + "basisArticle"),
    ("document", "文件", DCT + "title"),
    ("passage", "原文位置", ZR + "evidence"),
)


def duties_csv(duties: Iterable[DutyRecord], labels: dict[str, str]) -> str:
    """One line a duty, RFC 4180 with CRLF; lists are joined by `|`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([name for name, _, _ in COLUMNS])
    for duty in duties:
        role = f"https://w3id.org/zeren/role/{duty.role}"
        writer.writerow(
            [
                duty.iri,
                "|".join(body.label for body in duty.bearers),
                labels.get(role, duty.role),
                duty.matter,
                "|".join(labels.get(s, s) for s in duty.subjects),
                "|".join(labels.get(s, s) for s in duty.systems),
                "|".join(body.label for body in duty.counterparties),
                labels.get(duty.division or "", ""),
                duty.article or "",
                duty.title,
                duty.passage,
            ]
        )
    return out.getvalue()


def metadata(name: str) -> dict[str, Any]:
    """The CSVW metadata document of the table called `name`."""
    columns: list[dict[str, Any]] = []
    for column, title, term in COLUMNS:
        described: dict[str, Any] = {"name": column, "titles": {"zh": title, "en": column}, "propertyUrl": term}
        if column in {"bearers", "subjects", "systems", "counterparties"}:
            described["separator"] = "|"
        if column in {"duty", "passage"}:
            described["datatype"] = "anyURI"
        columns.append(described)
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "zh"}],
        "url": name,
        "dialect": {"header": True, "encoding": "utf-8"},
        "tableSchema": {"columns": columns, "primaryKey": "duty", "aboutUrl": "{duty}"},
        "dc:conformsTo": [NIF, SKOS, XSD],
    }


def write_tables(duties: Iterable[DutyRecord], labels: dict[str, str], path: Path) -> list[Path]:
    """Write the table to `path` and its metadata beside it as `<path>-metadata.json`; both names."""
    beside = path.with_name(path.name + "-metadata.json")
    path.write_text(duties_csv(duties, labels), encoding="utf-8", newline="")
    beside.write_text(json.dumps(metadata(path.name), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return [path, beside]
