"""What short names of bodies mean in one document: in its own words and at its time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extract.link.bodies import tier
from extract.link.names import Form, load_names
from extract.link.official_names import month_of, official_name
from extract.link.setting import Setting
from ontology.namespaces import ZR, concept
from ontology.vocabulary import Concept

EMERGENCY: Final = concept("function", "emergency-management")
WORK_SAFETY: Final = concept("function", "work-safety-supervision")
_SORT: Final = re.compile(r"(?:应急)?(?:总?指挥部|委员会|领导小组|工作领导小组)(?:办公室)?$")
_TELLING: Final = 5
_HINTING: Final = 4
_FORMER: Final = "2018-12"
_SHORTEST_MATTER: Final = 2
_YEAR: Final = re.compile(r"(20\d\d)年")
_REFORM: Final = "2018"
_WORK_SAFETY: Final = re.compile("安监|安全监管局|安全生产监督管理|安全生产监管")


def _matter(name: str) -> str:
    """What a coordinating body is for, without the sort of body that it is."""
    return _SORT.sub("", name)


class Meaning:
    """The names of bodies as one document means them."""

    def __init__(self, setting: Setting) -> None:
        self.document = setting.document
        self.gazetteer = setting.gazetteer
        self.names = load_names()
        years = [int(year) for year in _YEAR.findall(self.document.text)]
        self.month = month_of(self.document.metadata) or (f"{max(years)}-12" if years else None)
        self.local: dict[tuple[str, int], Form] = {}

    def of(self, form: Form, division: str | None = None) -> Form:
        """The form of the body that is meant, in the division where it is known."""
        then = self._then(form)
        if then is not form:
            return then
        if form.kept and division is not None and form.written not in {"", form.stem + form.suffix}:
            return self._written_out(form, division)
        wording = self._wording(form, _TELLING)
        written = not form.suffix and self._is_said(form.stem, _TELLING)
        if wording is not form or form.kept or written or division is None:
            return wording
        placed = self._of_place(form, division)
        return self._wording(form, _HINTING) if placed is form else placed

    def of_line(self, form: Form, division: str) -> Form:
        """The form of a line of work without an end (卫健 in a row), under the name of its body in the place."""
        placed = official_name(self.gazetteer, form, division, tier(self.gazetteer, division), self.month)
        return form if placed is None else replace(form, stem=placed, kept=True)

    def _written_out(self, form: Form, division: str) -> Form:
        """A short form with one usual name, under the other that it has in the place; the usual one if the text has it.

        So 文广旅局 of 文化广电旅游局 in Jiangxi.
        """
        level = tier(self.gazetteer, division)
        name = official_name(self.gazetteer, form, division, level, self.month, own=True)
        said = form.stem + form.suffix in self.document.text
        return form if name is None or said else replace(form, stem=name, suffix="")

    def _of_place(self, form: Form, division: str) -> Form:
        """A short form under the name that such bodies have in the province at the document's time."""
        office = self.names.functions[form.function].value(ZR + "officeOf")
        level = tier(self.gazetteer, division)
        name = official_name(
            self.gazetteer, replace(form, function=office or form.function), division, level, self.month
        )
        if name is None or not name.endswith(form.suffix):
            return form
        return replace(form, stem=name + ("办公室" if office else ""), suffix="", kept=True)

    def _wording(self, form: Form, shortest: int) -> Form:
        """A short form as this document would write it out: of 森防指, 森林防灭火指挥部 where it never says 草原.

        The usual name stands where the document uses its words, or those of no other name of the function.
        """
        if form.kept and not form.suffix:
            return self._usual(form)
        if form.kept or form.suffix:
            return form
        key = form.function, shortest
        if key not in self.local:
            others = self.names.functions[form.function].properties.get(ZR + "bodyName", ())
            usual = _matter(form.stem)
            said = [n for n in others if _matter(n) not in usual and self._is_said(n, shortest)]
            if usual in self.document.text or not said:
                self.local[key] = form
            else:
                self.local[key] = replace(form, stem=max(said, key=lambda n: (len(n), n)), kept=True)
        return self.local[key]

    def _usual(self, form: Form) -> Form:
        """The usual body of a name that says less than it, where the text has both (防汛 and 防汛抗旱)."""
        usual, said = self.names.functions[form.function].label_zh, _matter(form.stem)
        matter = _matter(usual)
        lesser = len(said) >= _SHORTEST_MATTER and matter != said and matter.startswith(said)
        same = usual.removeprefix(matter) == form.stem.removeprefix(said)
        return replace(form, stem=usual) if lesser and same and matter in self.document.text else form

    def _is_said(self, name: str, shortest: int) -> bool:
        """Whether the text has the body's name, or what it is for in so many words as tell it from others."""
        matter, text = _matter(name), self.document.text
        month = self.month
        if shortest == _TELLING and "防灭火" not in matter and (month is None or month > _FORMER):
            return name in text
        telling = matter.startswith("森林" if shortest == _TELLING else ("防汛", "森林"))
        return name in text or (telling and len(matter) >= shortest and matter in text)

    def _then(self, form: Form) -> Form:
        """A form in a document older than the reform that made its body: the body of that time.

        So too where the text writes out the former body, which the short form fits, and never the new one (消防支队
        beside 公安消防大队).
        """
        concept_of = self.names.functions[form.function]
        succeeded = concept_of.properties.get(ZR + "succeedsFunction", ())
        if len(succeeded) != 1:
            return form
        former = self.names.functions[succeeded[0]]
        official = former.value(ZR + "countyName")
        if form.kept and (form.suffix or form.stem != official):
            return form
        month, dissolved = self.month, former.value(ZR + "dissolved")
        if (month and dissolved and month < dissolved[:7]) or self._still(form, former, concept_of):
            return replace(form, function=former.iri, kept=False)
        return form

    def _still(self, form: Form, former: Concept, now: Concept) -> bool:
        """Whether the text has only the former body's words, which hold those of the short form."""
        stem = form.written.removesuffix(form.suffix)
        old = [s for s in former.properties.get(ZR + "nameStem", ()) if stem in s and s in self.document.text]
        new = now.properties.get(ZR + "nameStem", ())
        return bool(old and form.suffix and not any(s in self.document.text for s in new))

    def trade(self) -> str:
        """What 市局 does where no speaker tells: work safety before the reform of 2018, emergency management since."""
        text = self.document.text
        years = _YEAR.findall(text)
        if years and max(years) < _REFORM:
            return WORK_SAFETY
        return WORK_SAFETY if len(_WORK_SAFETY.findall(text)) > text.count("应急管理") else EMERGENCY
