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
_LONGEST: Final = 8
_SHORTEST: Final = 2


@dataclass(frozen=True)
class Cues:
    """The patterns of `subjects.toml`, compiled."""

    subject: re.Pattern[str]
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
        name = match["name"]
        if name.startswith(cues.vague) or name.endswith(cues.none) or load_words().breaks.search(name):
            continue
        prefix = agencies_prefix(setting, match.start("name") + 1)
        label, division = name, setting.home
        if prefix.kind == "level" and prefix.division is not None and prefix.start == match.start("name"):
            label, division = setting.gazetteer.body_label(prefix.division) + name[1:], prefix.division
        elif name[0] in _LEVEL_WORDS:
            continue
        elif load_words().is_trade(re.sub(cues.ends, "", name)):
            above = setting.actor.label if setting.actor else ""
            label = (above or (setting.gazetteer.body_label(setting.home) if setting.home else "")) + name
        yield Mention(Span(*match.span("name")), agency(label, division, None))
