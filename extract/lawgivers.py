"""Who passed a law, by the history in its head."""

from __future__ import annotations

import re

_HAN = "一二三四五六七八九十百"
_CONGRESS = re.compile(
    rf"第[{_HAN}]+届(?P<national>全国人民代表大会(?:常务委员会)?)"
    rf"|(?P<place>[\u4e00-\u9fff]{{2,14}}?)第[{_HAN}]+届(?P<local>人民代表大会(?:常务委员会)?)"
)
_DECISION = re.compile(r"通过|修订|修正|批准|决定|制定")
_DATE_BEFORE = re.compile(r"^.*?(?:日|经|由|根据|年|会议(?:通过|批准))\s*")
_ORDER = re.compile(
    r"(?P<council>国务院)(?:令|第[^\s。]{1,8}次常务会议|批准|公布|发布)"
    r"|(?P<ministry>[\u4e00-\u9fff]{2,14}(?:部|局|总局|委员会|署|人民政府))令"
)
_NUMBER = re.compile(r"((?:[\u4e00-\u9fff]{2,16})令)\s*第?\s*(\d{1,4})\s*号")


def lawgiver(head: str, title: str | None = None) -> str | None:
    """The body that passed the present version of a law, without the number of its term; None where it is not told.

    A congress that only approved another's law is not its lawgiver; where two passed something, it is the one of the
    place with which the title begins.
    """
    matches = list(_CONGRESS.finditer(head))
    passed: list[str] = []
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(head)
        decision = _DECISION.search(head, match.end(), min(end, match.end() + 90))
        if decision and decision[0] == "批准":
            continue
        place = _DATE_BEFORE.sub("", match["place"] or "")
        passed.append(match["national"] or place + match["local"])
    own = [name for name in passed if title and name[:2] == title[:2]]
    if passed:
        return (own or passed)[-1]
    orders = [match["council"] or match["ministry"] for match in _ORDER.finditer(head)]
    return orders[-1].removeprefix("中华人民共和国") if orders else None


def order_number(head: str) -> str | None:
    """The number of the order that published a law, the last that its head names: 国务院令第708号."""
    found = _NUMBER.findall(head)
    return f"{found[-1][0].removeprefix('中华人民共和国')}第{found[-1][1]}号" if found else None
