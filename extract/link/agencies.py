"""Agencies: bodies of party, state and army, composed from division, function and suffix.

A name is read from its core (应急管理局, 安委办, 人民政府) to the left: division, level word, 国家, or nothing.
What the text leaves out comes from the list that the name stands in, else from the document's own division.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from extract.document import Span
from extract.link.bodies import (
    GOVERNMENT,
    PARTY,
    agency,
    branch_of,
    committee,
    committee_name,
    government,
    named,
    tier,
)
from extract.link.borders import VERTICAL, load_borders, stands_alone
from extract.link.cores import load_cores
from extract.link.divisions import (
    NATION,
    NATIONAL,
    PROVINCE,
)
from extract.link.meaning import Meaning
from extract.link.names import Form, load_names
from extract.link.prefixes import Prefix, Prefixes, agencies_prefix
from extract.link.setting import Setting
from extract.records import Entity, Mention
from ontology.namespaces import ZR, concept

__all__ = ["Prefix", "agencies_prefix", "find_agencies"]

LEAGUE: Final = concept("function", "youth-league")
PARTY_OFFICE: Final = concept("function", "party-office")
FINANCE: Final = concept("function", "financial-regulation")
PARTY_BODY: Final = concept("function", "party-body")
TOBACCO: Final = concept("function", "posts-of-tobacco")
ARMED_FORCES: Final = concept("function", "people-armed-forces-department")
_POWER: Final = concept("function", "legislative-body")
_ENTERPRISE: Final = concept("function", "enterprise")
_MILITARY: Final = concept("function", "military-body")
_DISCIPLINE: Final = concept("function", "discipline-body")


def find_agencies(setting: Setting) -> tuple[Mention, ...]:
    """Every agency that is named by a core of its own; lists that share a head are `extract.link.lists`."""
    return tuple(_Finder(setting).find())


class _Finder:
    """One pass over the masked text of a document."""

    def __init__(self, setting: Setting) -> None:
        self.borders = load_borders()
        self.setting = setting
        self.text = setting.masked
        self.names = load_names()
        self.gazetteer = setting.gazetteer
        self.cores = load_cores()
        self.followers = {key: tuple(value) for key, value in self.names.settings["followers"].items()}
        self.meaning = Meaning(setting)
        self.prefix = Prefixes(setting).before

    def find(self) -> Iterator[Mention]:
        """Mentions from left to right."""
        previous: tuple[int, str | None] = (-1, None)
        for index, start, end in self.cores.automaton.find_matches_as_indexes(self.text):
            role, payload = self.cores.values[index]
            label = self.text[start:end]
            if self._continued(label, end):
                continue
            found = getattr(self, "_" + role)(payload, start, end, previous)
            for mention in found:
                yield mention
                previous = (mention.span.end, mention.entity.division)

    def _continued(self, label: str, end: int) -> bool:
        """Whether the word goes on, so that the core is none (应急管理部 in 应急管理部门)."""
        if label.endswith("政府"):
            return self.text.startswith(self.followers["政府"], end)
        if label.endswith(("办公室", "委员会")):
            return False
        return self.text.startswith(self.followers.get(label[-1], ()), end)

    def _inherited(self, start: int, previous: tuple[int, str | None]) -> str | None:
        """The division of a core that has none: of the list that it stands in, else of the document."""
        end, division = previous
        between = self.text[end:start] if end >= 0 else None
        if division and between == "":
            return division
        beside = between and len(between) <= 3 and all(sign in self.borders.gap for sign in between)
        if division and division != NATION and beside:
            return division
        return self.setting.home

    def _body(self, form: Form, start: int, end: int, previous: tuple[int, str | None]) -> Iterator[Mention]:
        """A body of a function: 应急管理局, 安委办, 组织部."""
        prefix = self._party_prefix(form, start) or self.prefix(self._term_start(form, start))
        if prefix.kind == "none":
            prefix = self.prefix(start)
        of_each = prefix.kind == "none" and self.borders.each.search(self.text, max(0, start - 10), start)
        if prefix.kind == "lower" or of_each:
            return
        if form.national or prefix.kind == "nation":
            yield from self._national_body(form, prefix, start, end)
            return
        if self.borders.numbered.match(self.text, end):
            return
        prefix, division = self._with_division(form, prefix, start, previous)
        if division is None or self._collective(form, prefix, start):
            return
        joined = previous[0] == start and _DISCIPLINE in self.names.functions[form.function].broader
        if prefix.kind == "none" and not (prefix.former or joined or stands_alone(self.setting, form, start, division)):
            return
        yield Mention(Span(prefix.start, end), self._of_division(form, prefix, division, start, end))

    def _national_body(self, form: Form, prefix: Prefix, start: int, end: int) -> Iterator[Mention]:
        """A body that only the nation has, or one behind 国家."""
        if prefix.kind in {"none", "nation"}:
            yield self._of_nation(form, prefix.start if prefix.kind == "nation" else start, end)
        elif prefix.kind == "level" and not self.text.endswith("国", 0, start):
            yield Mention(Span(start, end), named(self.names, self.gazetteer, form, NATION))

    def _with_division(
        self, form: Form, prefix: Prefix, start: int, previous: tuple[int, str | None]
    ) -> tuple[Prefix, str | None]:
        """The prefix as far as it belongs to the core, and the division of the body: its own, else an inherited one."""
        hall = form.written.endswith("厅")
        if prefix.kind == "division" and hall and not self._may_have_hall(prefix.division):
            prefix = Prefix(start, None, "none")
        if prefix.kind != "none":
            return prefix, prefix.division
        division = self._inherited(start, previous)
        return prefix, self.setting.tiers.get(PROVINCE) if hall and not self._may_have_hall(division) else division

    def _of_division(self, form: Form, prefix: Prefix, division: str, start: int, end: int) -> Entity:
        """The body of a division, under its full name or as written."""
        entity = named(self.names, self.gazetteer, self.meaning.of(form, division), division)
        if self.text.endswith("政府", 0, start) and PARTY_BODY in self.names.functions[form.function].broader:
            label = government(division).label + form.stem
            entity = agency(label, division, form.function, entity.levels[0])
        if prefix.kind != "division":
            return entity
        written = self.text[prefix.start : start]
        if self._far(written, division):
            return agency(self.text[prefix.start : end], None, form.function)
        if self._as_written(form, written, division):
            return agency(self.text[prefix.start : end], division, form.function, entity.levels[0])
        return entity

    def _may_have_hall(self, division: str | None) -> bool:
        """Whether the division has departments called 厅; a county's name before one is none (会同|公安厅)."""
        return division is None or tier(self.gazetteer, division) in {PROVINCE, NATIONAL}

    def _term_start(self, form: Form, start: int) -> int:
        """Where the term of a congress begins (第十三届人民代表大会): it is no part of the body's name."""
        if _POWER not in self.names.functions[form.function].broader:
            return start
        term = self.borders.term.search(self.text, max(0, start - 7), start)
        return term.start() if term else start

    def _party_prefix(self, form: Form, start: int) -> Prefix | None:
        """市委 before 组织部, 省政府 before 办公厅: the committee or government belongs to the name."""
        for word in self.names.settings["party"]["hosts"]:
            if self.text.endswith(word, 0, start):
                inner = self.prefix(start - len(word))
                if inner.kind in {"division", "level"}:
                    return inner if inner.division else None
        return None

    def _of_nation(self, form: Form, start: int, end: int) -> Mention:
        """A body of the nation, or its branch where a place and 局 follow (国家矿山安全监察局山东局)."""
        entity = named(self.names, self.gazetteer, form, NATION)
        if not form.national and not self.names.functions[form.function].value(ZR + "nationalName"):
            return Mention(Span(start, end), agency(self.text[start:end], NATION, form.function, NATIONAL))
        for length in range(8, 1, -1):
            places = self.gazetteer.sure.get(self.text[end : end + length])
            if places and (suffix := self.borders.branch.match(self.text, end + length)):
                place = self.gazetteer.choose(places, self.setting.home)
                words = entity.label + self.text[end : suffix.end()]
                if place is not None:
                    branch = agency(words, place, form.function, tier(self.gazetteer, place))
                    return Mention(Span(start, suffix.end()), branch)
        return Mention(Span(start, end), entity)

    def _far(self, written: str, division: str) -> bool:
        """Whether a short name may be another place near by: that of a city or county of another province."""
        home = self.setting.home
        if home is None or home == NATION or written == self.gazetteer.label(division):
            return False
        chain = self.gazetteer.chain(division)
        return len(chain) > 1 and chain[-1] != self.gazetteer.chain(home)[-1] and not self._said(division)

    def _said(self, division: str) -> bool:
        """Whether the text names the division in full."""
        return self.gazetteer.label(division) in self.setting.document.text

    def _as_written(self, form: Form, prefix: str, division: str) -> bool:
        """Whether a body keeps its wording: armies, and vertical bodies under a short place name (枞阳海事处)."""
        broader = self.names.functions[form.function].broader
        short = prefix != self.gazetteer.label(division)
        return (_MILITARY in broader and form.function != ARMED_FORCES) or (
            short and (_ENTERPRISE in broader or form.function in VERTICAL)
        )

    def _collective(self, form: Form, prefix: Prefix, start: int) -> bool:
        """市级人大: a level word in 级 before a body of power names all of that level."""
        return (
            prefix.kind == "level"
            and self.text[start - 1] == "级"
            and not self.text.endswith("本级", 0, start)
            and _POWER in self.names.functions[form.function].broader
        )

    def _government(self, payload: None, start: int, end: int, previous: tuple[int, str | None]) -> Iterator[Mention]:
        """人民政府 or 政府 after a division or level word."""
        prefix = self.prefix(start)
        if prefix.kind == "lower" and prefix.division is None and self._same_place(start, previous):
            prefix = Prefix(start - 1, previous[1], "level")
        if prefix.kind == "none" and self.text[start:end].endswith("行署"):
            prefix = Prefix(start, self._prefecture(), "level")
        if prefix.kind == "none" and self._beside_committee(start, previous):
            prefix = Prefix(start, previous[1], "level")
        if prefix.kind not in {"division", "level"} or prefix.division is None:
            return
        if self._one_of_several(prefix.start) or self.text.endswith("级", 0, start) or self._body_at(end):
            return
        yield Mention(Span(prefix.start, end), government(prefix.division))

    def _prefecture(self) -> str | None:
        """The prefecture or league of the document, which 地委 and 行署 govern."""
        chain = self.gazetteer.chain(self.setting.home)
        return next((iri for iri in chain if self.gazetteer.label(iri).endswith(("地区", "盟"))), None)

    def _same_place(self, start: int, previous: tuple[int, str | None]) -> bool:
        """Whether the level word before 政府 is that of the committee right before it: 日喀则市委、市政府."""
        end, division = previous
        if division is None or self.text[end : start - 1] not in {"", "、", "和"}:
            return False
        return end == start - 1 or self.gazetteer.label(division).endswith(self.text[start - 1])

    def _beside_committee(self, start: int, previous: tuple[int, str | None]) -> bool:
        """Whether a party committee stands right before the word, whose level it shares: 自治区党委、政府; 县委政府."""
        end, division = previous
        if division is None or self.setting.statute or self.text[end:start] not in {"", "、", "和"}:
            return False
        committees = self.names.settings["party"]["words"]
        return any(self.text.endswith(word, 0, end) for word in committees)

    def _body_at(self, start: int) -> Form | None:
        """The form of a body that begins right here, so that what ends here is only its prefix."""
        for end in range(min(len(self.text), start + 14), start + 1, -1):
            form = self.names.by_label.get(self.text[start:end])
            if form is not None and not self._continued(self.text[start:end], end):
                return form
        return None

    def _one_of_several(self, start: int) -> bool:
        """市、县人民政府: the last of a list of levels; the list is a kind."""
        return (
            self.text[start - 1 : start] in "、和或"
            and start >= 2
            and (self.text[start - 2 : start - 1] in "省市州县区旗）)" and self.setting.statute)
        )

    def _committee(self, payload: None, start: int, end: int, previous: tuple[int, str | None]) -> Iterator[Mention]:
        """省委, 绍兴市委, 中共甘肃省委: a core that begins with its own level word."""
        if self.text[end : end + 1] in frozenset(self.names.settings["party"]["followers"]) and end < len(self.text):
            return
        if re.match(self.names.settings["party"]["posts"], self.text[end : end + 8]):
            return
        inner = start + (3 if self.text.startswith("自治", start) else 1)
        prefix = self.prefix(inner)
        if self.text[start:end] == "地委" and (prefecture := self._prefecture()) is not None:
            prefix = Prefix(start, prefecture, "level") if prefix.division != prefecture else prefix
        if prefix.kind not in {"division", "level"} or prefix.division is None:
            return
        begin = prefix.start - 2 if self.text.endswith("中共", 0, prefix.start) else prefix.start
        division = prefix.division
        if self.text[begin - 1 : begin] == "团":
            name = f"中国共产主义青年团{self.gazetteer.body_label(division)}委员会"
            league = agency(name, division, LEAGUE, tier(self.gazetteer, division))
            yield Mention(Span(begin - 1, end), league)
            return
        for office, full in self.names.settings["party"]["offices"].items():
            if self.text.startswith(office, end) and not self._continued(office, end + len(office)):
                name = committee_name(self.gazetteer, division) + full
                level = tier(self.gazetteer, division)
                yield Mention(Span(begin, end + len(office)), agency(name, division, PARTY_OFFICE, level))
                return
        if self._body_at(end) is None:
            yield Mention(Span(begin, end), committee(division))

    def _named(self, name: str, start: int, end: int, previous: tuple[int, str | None]) -> Iterator[Mention]:
        """A body of the nation under its own name."""
        follow = self.names.settings["named_followed"].get(self.text[start:end])
        if follow is not None and not re.match(follow, self.text[end : end + 16]):
            return
        if re.match(self.names.settings["party"]["national_posts"], self.text[end : end + 8]):
            return
        troops = name.startswith("中国人民") and not self.text.startswith("中国", start)
        if troops and self.borders.garrison.search(self.text, max(0, start - 3), start):
            return
        if self.setting.statute and troops:
            return
        if (name == "国务院" and self._body_at(end)) or self.borders.numbered.match(self.text, end):
            return
        known = self.names.by_label.get(name)
        function = {"国务院": GOVERNMENT, "中共中央": PARTY}.get(name) or (known.function if known else None)
        yield Mention(Span(start, end), agency(name, NATION, function, NATIONAL))

    def _joint(self, parts: list[str], start: int, end: int, previous: tuple[int, str | None]) -> Iterator[Mention]:
        """省两办: two bodies in one word."""
        prefix = self.prefix(start)
        if prefix.division is None:
            return
        for part in parts:
            function = concept("function", part)
            level = tier(self.gazetteer, prefix.division)
            hall = "办公厅" if level == PROVINCE else "办公室"
            if part == "party-office":
                name = committee_name(self.gazetteer, prefix.division) + hall
            else:
                name = self.gazetteer.body_label(prefix.division) + "人民政府" + hall
            yield Mention(Span(prefix.start, end), agency(name, prefix.division, function, level))

    def _self(self, payload: None, start: int, end: int, previous: tuple[int, str | None]) -> Iterator[Mention]:
        """我厅, 本局: the speaker."""
        if self.setting.actor is not None and not self.setting.statute:
            yield Mention(Span(start, end), self.setting.actor)

    def _relative(self, payload: None, start: int, end: int, previous: tuple[int, str | None]) -> Iterator[Mention]:
        """市局, 省厅: the speaker's function at that level; 绍兴市局 with its division."""
        actor = self.setting.actor
        inner = end - 1
        prefix = self.prefix(inner)
        if prefix.division is None or prefix.kind not in {"division", "level"} or self.setting.statute:
            return
        if self.text[prefix.start - 1 : prefix.start] == "等":
            return
        if actor is not None and actor.division == prefix.division and actor.label.endswith(self.text[inner:end]):
            yield Mention(Span(prefix.start, end), actor)
            return
        company = self.borders.company.match(self.text, end)
        function = self.meaning.trade() if actor is None or actor.function is None else actor.function
        if ZR + "nameStem" not in self.names.functions[function].properties:
            function = self.meaning.trade()
        if company:
            function = TOBACCO
        level = tier(self.gazetteer, prefix.division)
        official = self.names.official(function, level, self.gazetteer.is_municipality(prefix.division))
        if official:
            name = self.gazetteer.body_label(prefix.division) + official
            if company:
                name, end = name + "（公司）", company.end()
            yield Mention(Span(prefix.start, end), agency(name, prefix.division, function, level))

    def _bare(self, suffix: str, start: int, end: int, previous: tuple[int, str | None]) -> Iterator[Mention]:
        """厅党组, 在厅微信公众号: the bare suffix of the speaker's name."""
        actor = self.setting.actor
        if actor is None or not actor.label.endswith(suffix):
            return
        before = self.text[start - 1 : start]
        if before in self.names.settings["self"]["before"] and before:
            yield Mention(Span(start, start + 1), actor)

    def _branch(self, template: str, start: int, end: int, previous: tuple[int, str | None]) -> Iterator[Mention]:
        """甘肃移动, 市银保监分局: the branch of a national enterprise or regulator."""
        if (
            self.text.startswith(tuple(self.names.settings["branch_followers"]["characters"]), end)
            and len(self.text[start:end]) == 2
        ):
            return
        prefix = self.prefix(start)
        if prefix.division is None or (prefix.kind != "division" and end - start == 2):
            return
        written = self.text[prefix.start : start] if prefix.kind == "division" else None
        yield Mention(Span(prefix.start, end), branch_of(self.gazetteer, template, prefix.division, written))
