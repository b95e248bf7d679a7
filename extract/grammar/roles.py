"""Which of the nine roles a duty has, from its wording and the class of its bearer. The rules are in `roles.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from extract.grammar.bearers import BearerClass
from extract.records import Role

RULE_FILE: Final = Path(__file__).with_name("roles.toml")


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One line of the table: what the wording must and must not have, and for which classes of bearer."""

    name: str
    role: Role
    example: str
    begin: re.Pattern[str] | None
    start: re.Pattern[str] | None
    pattern: re.Pattern[str] | None
    without: re.Pattern[str] | None
    bearers: frozenset[BearerClass]

    def fits(self, text: str, opening: int, start: int, end: int, bearer: BearerClass) -> bool:
        """Whether the rule decides for `text[start:end]`, whose words after modal and manner begin at `opening`."""
        if self.bearers and bearer not in self.bearers:
            return False
        if self.begin is not None and not self.begin.match(text, start, end):
            return False
        if self.start is not None and not self.start.match(text, opening, end):
            return False
        if self.pattern is not None and not self.pattern.search(text, start, end):
            return False
        return self.without is None or not self.without.search(text, start, end)


@cache
def role_rules() -> tuple[re.Pattern[str], tuple[RoleRule, ...]]:
    """The pattern of what may stand before the first telling word, and the rules in the order of their tests."""
    data: dict[str, Any] = tomllib.loads(RULE_FILE.read_text(encoding="utf-8"))
    rules = tuple(
        RoleRule(
            name=line["name"],
            role=Role(line["role"]),
            example=line["example"],
            begin=_compiled(line.get("begin")),
            start=_compiled(line.get("start")),
            pattern=_compiled(line.get("pattern")),
            without=_compiled(line.get("not")),
            bearers=frozenset(BearerClass(name) for name in line.get("bearers", ())),
        )
        for line in data["rule"]
    )
    return re.compile(data["opening"]["skip"]), rules


def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    return None if pattern is None else re.compile(pattern)


def decide_role(text: str, start: int, end: int, bearer: BearerClass) -> tuple[str, Role]:
    """The name of the rule that decides and the role, for the words `text[start:end]` after a bearer."""
    skip, rules = role_rules()
    skipped = skip.match(text, start, end)
    opening = skipped.end() if skipped else start
    for rule in rules:
        if rule.fits(text, opening, start, end, bearer):
            return rule.name, rule.role
    raise AssertionError("the last rule fits everything")
