"""What stands before the core of an agency's name and says whose it is: divisions, a level word, 国家, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extract.link.borders import load_borders
from extract.link.divisions import NATION
from extract.link.names import load_names
from extract.link.setting import Setting

_LEVEL_LENGTHS: Final = (3, 2, 1)
_EACH_WINDOW: Final = 10


@dataclass(frozen=True, slots=True)
class Prefix:
    """What stands before the core of a name: where it starts, and the division that it gives.

    `kind` is division, level, nation, party or none; `former` says that 原 stands before it.
    """

    start: int
    division: str | None
    kind: str
    former: bool = False


def agencies_prefix(setting: Setting, start: int) -> Prefix:
    """What stands before the core of a name that starts at `start`, an offset into the masked text."""
    return Prefixes(setting).before(start)


class Prefixes:
    """Reads what stands before cores in the masked text of one setting; words: `agencies.toml`."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.text = setting.masked
        self.gazetteer = setting.gazetteer
        self.borders = load_borders()
        self.settings = load_names().settings

    def before(self, start: int) -> Prefix:
        """The prefix of a core that starts at `start`; its kind is none where nothing known stands there."""
        division = self._division_before(start)
        if division is not None:
            return self._former(division)
        return self._level_before(start) or self._nation_before(start) or self._former(Prefix(start, None, "none"))

    def _level_before(self, start: int) -> Prefix | None:
        """The longest level word that ends at `start`."""
        for length in _LEVEL_LENGTHS:
            word = self.text[max(0, start - length) : start]
            if len(word) == length and word in self.setting.words and not self._in_longer_word(word, start - length):
                return self._of_level(word, start)
        return None

    def _in_longer_word(self, word: str, begin: int) -> bool:
        """Whether the level word that begins at `begin` is the end of another: 城市, 某新区."""
        if len(word) == 1:
            return begin > 0 and self.text[begin - 1] in self.settings["level_guards"]["before"]
        before = self.text[max(0, begin - 1) : begin]
        return word == "新区" and before.isalpha() and before not in self.settings["level_guards"]["before_new_area"]

    def _of_level(self, word: str, start: int) -> Prefix:
        """The prefix that a level word before `start` is; the level is lower where it names several places."""
        begin = start - len(word)
        several = self.text.endswith(tuple(self.settings["level_guards"]["several"]), 0, begin)
        if several or self.borders.each.search(self.text, max(0, begin - _EACH_WINDOW), begin):
            return Prefix(start, None, "lower")
        named = self._division_before(begin) if len(word) == 1 else None
        if named and named.division and self.gazetteer.label(named.division).endswith(word):
            return self._former(named)
        division = self.setting.division_of(word)
        return self._former(
            Prefix(start if word.startswith("全") else begin, division, "level" if division else "lower")
        )

    def _nation_before(self, start: int) -> Prefix | None:
        """国家, 中国 and their like before `start`."""
        for word in self.settings["national"]["prefixes"]:
            if self.text.endswith(word, 0, start):
                return Prefix(start - len(word), NATION, "nation")
        return None

    def _division_before(self, start: int) -> Prefix | None:
        """The chain of division names that ends at `start`, the innermost as the division."""
        position, division = start, None
        while True:
            found = self.gazetteer.ending_at(self.text, position, self.setting.home, unsure=division is None)
            if found is None or (division and found[1] not in self.gazetteer.chain(division)):
                break
            position, division = found[0], division or found[1]
        return Prefix(position, division, "division") if division else None

    def _former(self, prefix: Prefix) -> Prefix:
        """The same with 原 where it stands right before it."""
        if self.text[prefix.start - 1 : prefix.start] == "原" and prefix.start > 0:
            return Prefix(prefix.start - 1, prefix.division, prefix.kind, former=True)
        return prefix
