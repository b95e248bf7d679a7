"""Bodies known only by what they do: 危化处牵头, 江口局成立委员会, at the start of a clause before an act."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from extract.document import Span
from extract.link.agencies import agencies_prefix
from extract.link.bodies import agency
from extract.link.institutions import load_words
from extract.link.setting import Setting
from extract.records import Mention

SETTINGS: Final = Path(__file__).with_name("subjects.toml")
_LEVEL_WORDS: Final = "省市县区州旗"
_OWN_ENDS: Final = "厅局委"
_LONGEST: Final = 8
_SHORTEST: Final = 2
_UNIT_ENDS: Final = "处科股"
_HOSTS: Final = ("厅", "局", "委员会", "总局", "部")


@dataclass(frozen=True)
class Cues:
    """The patterns of `subjects.toml`, compiled."""

    subject: re.Pattern[str]
    units: re.Pattern[str]
    ends: re.Pattern[str]
    vague: tuple[str, ...]
    none: tuple[str, ...]


@cache
def load_cues() -> Cues:
    """The cues, compiled once for each process."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    ends = "|".join(sorted(settings["ends"], key=len, reverse=True))
    name = rf"(?P<name>[\u4e00-\u9fff]{{{_SHORTEST - 1},{_LONGEST}}}?(?:{ends}))"
    opening = r"(?:^|(?<=[，,。；;：:\n、 \u3000]))(?:由|经|请)?"
    return Cues(
        subject=re.compile(opening + name + f"(?={settings['after']})", re.MULTILINE),
        units=re.compile(settings["units"]),
        ends=re.compile(f"(?:{ends})$"),
        vague=tuple(settings["vague"]),
        none=tuple(settings["none"]),
    )


def find_subjects(setting: Setting) -> Iterator[Mention]:
    """Such bodies outside of norms: under the speaker or division where only a trade names them."""
    if setting.statute:
        return
    cues = load_cues()
    for match in cues.subject.finditer(setting.masked):
        yield from _named(setting, Span(*match.span("name")), cues)
    if setting.actor is not None and setting.actor.label.endswith(_HOSTS):
        for row in cues.units.finditer(setting.masked):
            start = row.start()
            if row.group().startswith(cues.vague):
                continue
            for name in row.group().split("、"):
                yield from _named(setting, Span(start, start + len(name)), cues)
                start += len(name) + 1


def _named(setting: Setting, span: Span, cues: Cues) -> Iterator[Mention]:
    """The body of that name, where it is one."""
    label = _label(setting, span.start, span.of(setting.masked), cues)
    if label is not None:
        yield Mention(span, agency(label, _division(setting, span.start), None))


def _label(setting: Setting, start: int, name: str, cues: Cues) -> str | None:
    """The full name of the body, None where the words name nobody."""
    if name.startswith(cues.vague) or name.endswith(cues.none) or load_words().breaks.search(name):
        return None
    prefix = agencies_prefix(setting, start + 1)
    if prefix.kind == "level" and prefix.division is not None and prefix.start == start:
        return setting.gazetteer.body_label(prefix.division) + name[1:]
    if name[0] in _LEVEL_WORDS:
        return None
    unit = name[-1] in _UNIT_ENDS or (name[0] in _OWN_ENDS and name[1:] == "办公室")
    if unit and setting.actor is not None and setting.actor.label.endswith(_HOSTS):
        return setting.actor.label + (name[1:] if name[0] in _OWN_ENDS else name)
    if load_words().is_trade(re.sub(cues.ends, "", name)):
        above = setting.actor.label if setting.actor else ""
        return (above or (setting.gazetteer.body_label(setting.home) if setting.home else "")) + name
    return name


def _division(setting: Setting, start: int) -> str | None:
    """The division of a name: of its level word, else the document's own."""
    prefix = agencies_prefix(setting, start + 1)
    return prefix.division if prefix.kind == "level" and prefix.start == start else setting.home
