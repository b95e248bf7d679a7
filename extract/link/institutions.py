"""Institutions: bodies with names of their own, composed of a prefix, words of a trade and a head.

The prefix is a division, a level word, a parent body that ends right there, 国家 or 中国, or a brand; the head says
what sort of body it is (处, 中心, 救援队, 协会). What the words are stands in `institutions.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from extract.document import Span
from extract.grammar.words import ends_with_verb, leads_with_verb
from extract.link.acts import is_subject
from extract.link.bodies import agency
from extract.link.divisions import NATION, NATIONAL
from extract.link.extent import Extents
from extract.link.institution_words import load_words
from extract.link.prefixes import Prefix, agencies_prefix
from extract.link.setting import Setting
from extract.records import Entity, EntityClass, Mention
from ontology.namespaces import concept

__all__ = ["ENTERPRISE", "find_institutions", "load_words"]

ENTERPRISE: Final = concept("function", "enterprise")
_LONGEST: Final = 20
_LONGEST_OWN: Final = 14
_LONGEST_PROPER: Final = 8
_LONGEST_TASK: Final = 32
_LONGEST_PLACE: Final = 6


def find_institutions(setting: Setting, bodies: Iterable[Mention]) -> Iterator[Mention]:
    """Institutions beside `bodies`, those found by the vocabulary; one that begins with such a body covers it."""
    finder = _Finder(setting, tuple(bodies))
    found = (*finder.find(), *(() if setting.statute else (*finder.branches(), *finder.of_facilities())))
    reach = 0
    for mention in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
        if mention.span.start >= reach:
            reach = mention.span.end
            yield mention


class _Finder:
    def __init__(self, setting: Setting, bodies: tuple[Mention, ...]) -> None:
        self.setting = setting
        self.text = setting.masked
        self.words = load_words()
        self.parents = {m.span.end: m for m in bodies if m.entity.kind is EntityClass.AGENCY}
        self.extents = Extents(self.text)
        self.latest: tuple[Mention, str] | None = None

    def find(self) -> Iterator[Mention]:
        """Institutions by their heads, from left to right."""
        for index, start, end in self.words.heads.find_matches_as_indexes(self.text):
            head = self.words.labels[index]
            if self.words.continued(head, self.text[end : end + 1]):
                continue
            known = self.parents.get(end)
            found = self._read(head, start, end)
            if found is not None and (known is None or found.span.start < known.span.start):
                self.latest = found, head
                self.parents[end] = found
                yield found

    def _read(self, head: str, start: int, end: int) -> Mention | None:
        """The institution with this head, with the farthest prefix from which known words lead to the head."""
        reached = self._reached(start)
        if (nation := self._of_nation(head, start, end)) is not None:
            return nation
        if (row := self._in_row(head, reached, start, end)) is not None:
            return row
        for position in reached:
            if position == start and head not in self.words.alone and not self._may_be_bare(position, head):
                continue
            if any(position < other <= start for other in self.parents):
                continue
            found = self._at(position, head, start, end)
            if found is not None:
                return found
        return self._of_division(head, start, end) or self._of_its_own(head, reached, start, end)

    def _may_be_bare(self, position: int, head: str) -> bool:
        """Whether a head may stand without words of a trade: after a parent body, or after its place."""
        return position in self.parents or self._place_of_unit(position, head) is not None

    def _reached(self, start: int) -> list[int]:
        """Where runs of known words that end at `start` begin, farthest first."""
        seen = {start}
        waiting = [start]
        while waiting:
            position = waiting.pop()
            for word in self.words.trades.get(self.text[position - 1 : position], ()):
                before = position - len(word)
                if before >= max(0, start - _LONGEST) and before not in seen and self.text.endswith(word, 0, position):
                    seen.add(before)
                    waiting.append(before)
        return sorted(p for p in seen if self.text[p : p + 1] not in _JOINTS)

    def _at(self, position: int, head: str, start: int, end: int) -> Mention | None:
        """The institution whose words of a trade begin at `position`, where a prefix ends there."""
        parent = self.parents.get(position) or self._speaker_at(position)
        if (
            parent is not None
            and not self.setting.statute
            and (
                head.endswith(self.words.units)
                or (NATIONAL in parent.entity.levels and head.endswith(self.words.ministry))
            )
        ):
            return self._unit(parent, position, head, start, end)
        if (place := self._place_of_unit(position, head)) is not None:
            return self._unit(place, place.span.end, head, start, end)
        prefix = agencies_prefix(self.setting, position)
        if prefix.kind not in {"level", "division"} or prefix.division is None or prefix.division == NATION:
            return None
        if prefix.kind == "level" and self._loose(prefix, position):
            return None
        return self._mention(prefix, position, head, start, end)

    def _place_of_unit(self, position: int, head: str) -> Mention | None:
        """The body whose unit in a place this is: 四川省森林消防总队 before 西昌|大队."""
        if self.setting.statute or not head.endswith(self.words.units):
            return None
        place = self.setting.gazetteer.ending_at(self.text, position, self.setting.home, unsure=True)
        return self.parents.get(place[0]) if place is not None else None

    def _speaker_at(self, position: int) -> Mention | None:
        """厅 before 危险化学品安全监管处: the bare suffix of the speaking body."""
        actor = self.setting.actor
        suffix = self.text[position - 1 : position]
        if actor is None or not suffix or not actor.label.endswith(suffix) or suffix not in "厅局委":
            return None
        before = self.text[position - 2 : position - 1]
        return Mention(Span(position - 1, position), actor) if before in _SENTENCE_START else None

    def _in_row(self, head: str, reached: list[int], start: int, end: int) -> Mention | None:
        """科技和信息化处 after 厅危险化学品安全监管处: a unit of the same body, in a row with another."""
        if self.latest is None or self.latest[1][-1] != head[-1] or not head.endswith(self.words.units):
            return None
        before, name = self.latest[0].span.end, self.latest[0].entity
        if name.superior is None or self.text[before : before + 1] != "、" or before + 1 not in reached:
            return None
        words = name.superior.label + self.text[before + 1 : end]
        return Mention(Span(before + 1, end), _unit_of(name.superior, words))

    def _unit(self, parent: Mention, position: int, head: str, start: int, end: int) -> Mention | None:
        """A unit of a body that stands right before it: 县公安局治安大队, 省应急管理厅办公室."""
        entity = parent.entity
        if (
            position == start
            and not (head.endswith("组") and entity.label.endswith(self.words.coordinators))
            and not (head in {"办公室", "办公厅"} and self.text[position - 1] in self.words.office_hosts)
        ):
            return None
        return Mention(Span(parent.span.start, end), _unit_of(entity, entity.label + self._full(position, head, start)))

    def _loose(self, prefix: Prefix, position: int) -> bool:
        """A level word that is no prefix: 全市 and 市级 name all, and in a norm a list of levels names a kind."""
        word = self.text[prefix.start : position]
        before = self.text[prefix.start - 1 : prefix.start] if prefix.start else ""
        return (
            before == "全"
            or "全" in word
            or (word == "" and self.text.startswith(("全", "各"), max(0, prefix.start - 2)))
            or word.endswith("级")
            or (before != "" and before in "、和或及各" and self.setting.statute)
        )

    def _mention(self, prefix: Prefix, position: int, head: str, start: int, end: int) -> Mention | None:
        assert prefix.division is not None
        if head in self.words.firms and not (self._acts(prefix.start, end) and self._opens(prefix.start)):
            return None
        label = self.setting.gazetteer.body_label(prefix.division)
        written = self.text[prefix.start : position]
        full = self.setting.gazetteer.label(prefix.division)
        short = prefix.kind == "division" and full.startswith(written) and written != full
        if short and self.setting.statute:
            return None
        firm = prefix.kind == "division" and head in self.words.firms
        name = (written if short or firm else label) + self._full(position, head, start)
        function = ENTERPRISE if head in self.words.firms else None
        level = self.setting.tiers_level(prefix.division)
        return Mention(Span(prefix.start, end), agency(name, prefix.division, function, level))

    def _opens(self, start: int) -> bool:
        """Whether no name goes on to the left."""
        return self.extents.start(start) == start or self.words.breaks.search(self.text, start - 3, start) is not None

    def _full(self, position: int, head: str, start: int) -> str:
        return self.text[position:start] + self.words.full[head]

    def _of_division(self, head: str, start: int, end: int) -> Mention | None:
        """A name of any words after the full name of a division."""
        if len(head) < 2:
            return None
        longest = _LONGEST_TASK if head.endswith(self.words.tasks) else _LONGEST_OWN
        last_break = max(
            (m.end() for m in self.words.breaks.finditer(self.text, max(0, start - longest), start)), default=0
        )
        inside = max((other for other in self.parents if start - longest <= other <= start), default=0)
        last_break = max(last_break, inside)
        for position in range(max(last_break + 2, start - longest), start - 1):
            if not _is_word(self.text[position:start]):
                continue
            found = self.setting.gazetteer.ending_at(self.text, position, self.setting.home)
            if found is not None and (
                self.text[position - 1] in "省市县区州旗" or self.text[found[0] - 1 : found[0]] in ("", "\n")
            ):
                prefix = agencies_prefix(self.setting, position)
                if prefix.kind == "division" and prefix.division is not None:
                    return self._mention(prefix, position, head, start, end)
        return None

    def _of_nation(self, head: str, start: int, end: int) -> Mention | None:
        """中国安全生产协会, 国家矿山应急救援大同队."""
        if head not in self.words.of_nation or self.words.bureau.match(self.text, end - len("政治局")):
            return None
        window = max(0, start - _LONGEST)
        for match in self.words.national.finditer(self.text, window, start):
            middle = self.text[match.end() : start]
            if any(match.start() < other <= start for other in self.parents):
                continue
            if _is_word(middle) and len(middle) >= 2 and not self.words.breaks.search(middle):
                name = self.text[match.start() : start] + self.words.full[head]
                return Mention(Span(match.start(), end), agency(name, NATION, None, NATIONAL))
        return None

    def _of_its_own(self, head: str, reached: list[int], start: int, end: int) -> Mention | None:
        """飞来峡水利枢纽管理处: a proper name before words of a trade, where it acts or stands in a row."""
        if self.setting.statute or head not in self.words.named:
            return None
        begin = self.extents.start(start, max(0, start - _LONGEST_OWN))
        begin = max([begin, *(m.end() for m in self.words.breaks.finditer(self.text, begin, start))])
        proper = self.text[begin : min(p for p in reached if p >= begin)]
        if head in self.words.schools and self.words.region.match(self.text, begin, start):
            proper = self.text[begin:start]
        if not 2 <= len(proper) <= _LONGEST_PROPER or any(begin < other <= start for other in self.parents):
            return None
        if proper.endswith(tuple(self.words.generic)) or proper.startswith(tuple(self.words.generic)):
            return None
        if leads_with_verb(proper) or ends_with_verb(proper) or not self._acts(begin, end):
            return None
        name = self.text[begin:start] + self.words.full[head]
        return Mention(Span(begin, end), agency(name, None, ENTERPRISE if head in self.words.firms else None))

    def branches(self) -> Iterator[Mention]:
        """国网霞浦县供电公司, 武警清远支队: the branch of a brand in a place."""
        for match in self.words.brand.finditer(self.text):
            known = self.parents.get(match.end())
            if known is not None and not self.words.breaks.search(match.group()):
                if match.start() < known.span.start:
                    yield Mention(Span(*match.span()), known.entity)
                continue
            if self.words.breaks.search(match.group()) or self.words.continued(
                match.group(), self.text[match.end() : match.end() + 1]
            ):
                continue
            firm = match.group().endswith(tuple(self.words.firms))
            if firm and not self._acts(*match.span()):
                continue
            yield Mention(Span(*match.span()), agency(match.group(), None, ENTERPRISE if firm else None))

    def of_facilities(self) -> Iterator[Mention]:
        """陆口水库防汛指挥部: a body named after works that have a proper name."""
        for match in self.words.facility.finditer(self.text):
            begin = self.extents.start(match.start(), max(0, match.start() - _LONGEST_PLACE))
            begin = max([begin, *(m.end() for m in self.words.breaks.finditer(self.text, begin, match.start()))])
            begin = max([begin, *(end for end in self.parents if begin < end <= match.start())])
            proper = self.text[begin : match.start()]
            following = self.text[match.end() : match.end() + 1]
            if len(proper) < 2 or proper.endswith(self.words.generic) or proper.startswith(self.words.generic):
                continue
            if not self.words.continued(match["head"], following):
                label = proper + self.text[match.start() : match.start("head")]
                full = self.words.facility_heads.get(match["head"], match["head"])
                yield Mention(Span(begin, match.end()), agency(label + full, None, None))

    def _acts(self, start: int, end: int) -> bool:
        """Whether a body acts or stands in a row."""
        led = self.words.before_actor.search(self.text, max(0, start - 4), start) or self.words.act.match(
            self.text, end
        )
        return bool(led) or is_subject(self.text, start, end)


def _unit_of(parent: Entity, name: str) -> Entity:
    """A unit under the name of its body and its own."""
    body = agency(name, parent.division, None, next(iter(parent.levels), None))
    return replace(body, superior=parent)


_SENTENCE_START: Final = frozenset({"", "\n", "。", "，", "、", "；", "：", "由", "和", "与", "在", "（", "("})
_JOINTS: Final = frozenset("和与及、暨")


def _is_word(words: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in words)
