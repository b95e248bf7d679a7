"""Everything that is checked of the ontology before it is published, in one report."""

from __future__ import annotations

from dataclasses import dataclass

from ontology import hygiene, reasoner
from ontology.hygiene import Fault


@dataclass(frozen=True, slots=True)
class Inspection:
    """Faults of hygiene, and what the reasoner says (None where it was not asked)."""

    rules: int
    faults: tuple[Fault, ...]
    verdict: reasoner.Verdict | None

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults and (self.verdict is None or self.verdict.sound)


def inspect(reasoning: bool = True) -> Inspection:
    """Runs every hygiene rule over ontology, vocabularies and shapes, then HermiT over the ontology."""
    checked = hygiene.rules()
    found = hygiene.faults(hygiene.load(), checked)
    verdict = reasoner.check(reasoner.axioms()) if reasoning else None
    return Inspection(len(checked), tuple(found), verdict)


def lines(inspection: Inspection) -> list[str]:
    """The inspection as lines for people."""
    said: list[str] = []
    last = ""
    for fault in inspection.faults:
        if fault.rule.name != last:
            last = fault.rule.name
            said.append(f"{fault.rule.name}: {fault.rule.english} {fault.rule.chinese}")
        said.append(f"  {fault.subject}  {fault.detail}".rstrip())
    broken = len({fault.rule.name for fault in inspection.faults})
    said.append(f"hygiene: {inspection.rules} rules, {broken} broken, {len(inspection.faults)} faults")
    verdict = inspection.verdict
    if verdict is None:
        return said
    if not verdict.consistent:
        said.append("HermiT: inconsistent; the axioms contradict one another (zeren reason explains)")
    elif verdict.unsatisfiable:
        said.append("HermiT: nothing can belong to " + ", ".join(map(hygiene.prefixed, verdict.unsatisfiable)))
    else:
        said.append("HermiT: consistent, and every class can have members")
    return said
