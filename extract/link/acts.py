"""Whether a name stands as the subject of a clause: it opens the clause and a verb of action follows it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from extract.link.alternatives import any_of
from ontology.namespaces import concept
from ontology.vocabulary import load_vocabulary

SETTINGS: Final = Path(__file__).with_name("acts.toml")
_ACTION: Final = concept("verb", "action")
_SHORTEST: Final = 2
_REACH: Final = 40


@cache
def load_acts() -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """What stands before a subject, what follows it, and what only looks like an act."""
    settings = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))
    known = (c for c in load_vocabulary().scheme("verb") if _ACTION in c.broader)
    labels = {word for c in known for word in (c.label_zh, *c.alternative) if len(word) >= _SHORTEST}
    verbs = any_of(labels | set(settings["verbs"]))
    adverbs, phrase = settings["adverbs"], settings["phrase"]
    after = re.compile(f"(?:(?:{adverbs})*(?:{phrase})?(?:{adverbs})*(?:{verbs}))")
    return re.compile(settings["before"]), after, tuple(settings["none"])


def is_subject(text: str, start: int, end: int) -> bool:
    """Whether the name from `start` to `end` opens a clause and acts in it."""
    before, after, none = load_acts()
    opens = start == 0 or before.search(text, max(0, start - 8), start) is not None
    return opens and not text.startswith(none, end) and after.match(text, end, end + _REACH) is not None
