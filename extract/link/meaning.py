"""What short names of bodies mean in one document: in its own words and at its time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from extract.link.names import Form, load_names
from extract.link.setting import Setting
from ontology.namespaces import ZR, concept

EMERGENCY: Final = concept("function", "emergency-management")
WORK_SAFETY: Final = concept("function", "work-safety-supervision")
_SORT: Final = re.compile(r"(?:应急)?(?:总?指挥部|委员会|领导小组|工作领导小组)(?:办公室)?$")
_TELLING: Final = 4
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
        self.names = load_names()
        self.local: dict[str, Form] = {}

    def of(self, form: Form) -> Form:
        """The form of the body that is meant."""
        return self._then(self._wording(form))

    def _wording(self, form: Form) -> Form:
        """A short form as this document would write it out: of 森防指, 森林防灭火指挥部 where it never says 草原.

        The usual name stands where the document uses its words, or those of no other name of the function.
        """
        if form.kept and not form.suffix:
            return self._usual(form)
        if form.kept or form.suffix:
            return form
        if form.function not in self.local:
            others = self.names.functions[form.function].properties.get(ZR + "bodyName", ())
            usual = _matter(form.stem)
            said = [n for n in others if _matter(n) not in usual and self._is_said(n)]
            if usual in self.document.text or not said:
                self.local[form.function] = form
            else:
                self.local[form.function] = replace(form, stem=max(said, key=lambda n: (len(n), n)), kept=True)
        return self.local[form.function]

    def _usual(self, form: Form) -> Form:
        """The usual body of a name that says less than it, where the text has both (防汛 and 防汛抗旱)."""
        usual, said = self.names.functions[form.function].label_zh, _matter(form.stem)
        matter = _matter(usual)
        lesser = len(said) >= _SHORTEST_MATTER and matter != said and matter.startswith(said)
        same = usual.removeprefix(matter) == form.stem.removeprefix(said)
        return replace(form, stem=usual) if lesser and same and matter in self.document.text else form

    def _then(self, form: Form) -> Form:
        """A short form in a document older than the reform that made its body: the body of that time."""
        issued = self.document.metadata.issued
        succeeded = self.names.functions[form.function].properties.get(ZR + "succeedsFunction", ())
        if issued is None or form.kept or len(succeeded) != 1 or not form.suffix:
            return form
        dissolved = self.names.functions[succeeded[0]].value(ZR + "dissolved")
        return replace(form, function=succeeded[0]) if dissolved and issued[:7] < dissolved[:7] else form

    def _is_said(self, name: str) -> bool:
        """Whether the text has the body's name, or what it is for in so many words as tell it from others."""
        matter, text = _matter(name), self.document.text
        return name in text or (len(matter) >= _TELLING and matter.startswith(("防汛", "森林")) and matter in text)

    def trade(self) -> str:
        """What 市局 does where no speaker tells: work safety before the reform of 2018, emergency management since."""
        text = self.document.text
        years = _YEAR.findall(text)
        if years and max(years) < _REFORM:
            return WORK_SAFETY
        return WORK_SAFETY if len(_WORK_SAFETY.findall(text)) > text.count("应急管理") else EMERGENCY
