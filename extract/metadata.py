"""What the head and foot of a page say of a document: title, publisher, dates, number, addressees, period, genre."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import PurePosixPath

from extract.dates import find_dates, find_period
from extract.document import Genre, Metadata, Span
from extract.fields import document_number, field_patterns, field_values
from extract.genre import find_genre
from extract.lawgivers import lawgiver, order_number
from extract.regions import complete_body, find_region, full_name, nation
from extract.repeals import find_repeals
from extract.titles import find_title
from extract.zones import STATUTE_HEAD_END, page_patterns
from ontology.vocabulary import Concept

_HEAD = 2500
_SITE_LINES = 25
_LONGEST_NAME = 40
_LONGEST_LINE = 200
_PART_OF_YEAR = re.compile(
    r"上半年|下半年|前三季度|第?[一二三四]季度|\d{1,2}月?[-—–~至到]\d{1,2}月|\d{1,2}月份?|(?:全|本|今)?年度?(?=工作总结)"
)
# 厅办公室, 局宣教科: an office of a body that only the page around it names.
_OFFICE_WITHIN = re.compile(r"^[本我]?[厅局委](?:机关)?[\u4e00-\u9fff]{0,12}(?:处|科|室|股|中心)$")
_SUBTITLE = re.compile(
    r"^[ \u3000]*(?:[—\-（(]+[ \u3000]*)((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)[ \u3000]*(?:在|于)", re.MULTILINE
)
_OPENING_YEAR = re.compile(
    r"(?<=\n)[\s\u3000]*(?:19|20)\d\d年(?:上半年|下半年|第?[一二三四]季度|以来|度)?(?=[，,])"
    r"|现将(?:19|20)\d\d年(?:上半年|下半年|第?[一二三四]季度|度)?"
)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2}")
_TITLE_BODY = re.compile(
    r"([\u4e00-\u9fff]{2,30}?(?:厅|局|委员会|委员会办公室|人民政府|人民政府办公室|指挥部|安委会|安委办))(?=关于|20\d\d|印发|召开|举行|上半年|下半年|前三季度|第?[一二三四]季度|年度|工作)"
)
_FIRST_ARTICLE = re.compile(r"第一[条章]")
_FOOT = 600
_REPORTS = (Genre.SUMMARY, Genre.UNKNOWN)
_LAWS = (Genre.STATUTE, Genre.REGULATION)
_ADDRESSEES = re.compile(r"^[^\n。；]{2,300}[:：]\s*$", re.M)
_ADDRESSEE_WORDS = re.compile(r"(人民政府|委员会|办公室|部门|单位|局|厅|公司|各(县|市|区|乡|镇|有关))")


@dataclass(frozen=True, slots=True)
class Hints:
    """What a file's own format says of title, publisher and date of publication (ISO 8601)."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None


NO_HINTS = Hints()


def read_metadata(text: str, source: str, furniture: tuple[Span, ...] = (), hints: Hints = NO_HINTS) -> Metadata:
    """The metadata of a document's text; `source` names the file, `hints` count where the text itself is silent."""
    title = find_title(text, furniture, hints.title)
    genre = find_genre(title, text)
    head, foot = text[:_HEAD], text[-_FOOT:]
    page = head + "\n" + foot
    law = genre in _LAWS
    history = _history(head) if law else ""
    passed = lawgiver(history, title) if law else None
    stated = passed or _stated(title, text, page, foot, hints)
    region = _law_region(title, stated, text) if law else _region(title, stated, head, foot, text)
    published = _dated(page, "published") or hints.published or _undated(head)
    issued = (_version(history, source) if law else None) or _issued(text, page, foot) or published
    return Metadata(
        title=title,
        publisher=complete_body(stated, region, text) if stated else None,
        issued=issued,
        published=published,
        region=full_name(region) if region else None,
        period=_period(title, text, issued) if genre in _REPORTS else None,
        genre=genre,
        index_number=next(iter(field_values(page, "index_number")), None),
        document_number=order_number(history) if law else document_number(head),
        addressees=() if law else _addressees(head),
        repeals=find_repeals(text) if law else (),
    )


def _history(head: str) -> str:
    """The lines of a law's head that tell how it came to be: up to its first article."""
    end = _FIRST_ARTICLE.search(head)
    return head.split(STATUTE_HEAD_END)[0] if STATUTE_HEAD_END in head else head[: end.start() if end else 600]


def _law_region(title: str | None, publisher: str | None, text: str) -> Concept | None:
    found = find_region([words for words in (publisher, title) if words], "")
    if found is None and re.search(r"国务院|中华人民共和国(领域|境内)|省、自治区、直辖市", text):
        return nation()
    return found


def _region(title: str | None, publisher: str | None, head: str, foot: str, text: str) -> Concept | None:
    lines = [line.strip(" \t\u00a0\u3000•·*") for line in head.splitlines()[:_SITE_LINES]]
    sites = [line for line in lines if line.endswith(("人民政府", "政府网")) and len(line) < 30]
    sources = [publisher, title, _signer(foot), *sites, _signer(head), *_local(title)]
    return find_region([words for words in sources if words], text)


def _local(title: str | None) -> list[str]:
    """The titles quoted in a title (关于印发《某市方案》的通知), save those of the nation's documents."""
    quoted = re.findall("《([^》]+)", title or "")
    return [words for words in quoted if not words.startswith(("国务院", "国家", "中华人民共和国", "中共中央"))]


def _signature(text: str) -> tuple[str, str | None] | None:
    """The body that signs and the date: a lone name right before a lone date."""
    lines = [line.strip(" \t\u00a0\u3000\r") for line in text.splitlines() if len(line) < _LONGEST_LINE]
    lines = [line for line in lines if line]
    patterns = page_patterns()
    for before, line in pairwise(lines):
        if patterns.date.fullmatch(line) and patterns.signature.fullmatch(before):
            return re.sub(r"[（(].*?[）)]$|\s", "", _first_signer(before)), next(iter(find_dates(line)), None)
    return None


def _first_signer(line: str) -> str:
    """The first of the bodies that sign side by side, parted by white space; else the whole line."""
    parts = re.split(r"[ \u3000\u00a0\t]{2,}", line)
    return parts[0] if all(page_patterns().signature.fullmatch(part) for part in parts) else line


def _signer(text: str) -> str | None:
    found = _signature(text)
    return found[0] if found else None


def _stated(title: str | None, text: str, page: str, foot: str, hints: Hints) -> str | None:
    """The publisher as the page gives it: by label, by signature, by the format's own word, by the title."""
    return _publisher(page) or _signer(foot) or _signer(text) or hints.publisher or _titled(title)


def _publisher(page: str) -> str | None:
    patterns = field_patterns()
    for value in field_values(page, "publisher"):
        name = value if len(value) <= _LONGEST_NAME else value.split()[0]
        known = not patterns.not_publisher.search(name) and not _OFFICE_WITHIN.match(name)
        if len(name) <= _LONGEST_NAME and _HAN_NAME.search(name) and known:
            return name
    return None


def _titled(title: str | None) -> str | None:
    """The body with which the title begins: 某市应急管理局2020年工作总结."""
    match = _TITLE_BODY.match(title or "")
    return match[1] if match else None


def _issued(text: str, page: str, foot: str) -> str | None:
    """The date under the text, else one under a signature within it, else the date of making that the page states."""
    patterns = page_patterns()
    lone = [line.strip(" \t\u00a0\u3000\r") for line in foot.splitlines()]
    signed = [date for line in lone if patterns.date.fullmatch(line) for date in find_dates(line)]
    if signed:
        return signed[-1]
    within = _signature(text)
    return (within[1] if within else None) or _dated(page, "issued") or _delivered(text)


def _delivered(text: str) -> str | None:
    """The day on which a report was given, as its subtitle says: ——2019年4月2日在市人大常委会会议上."""
    found = _SUBTITLE.search(text[:_HEAD])
    dates = find_dates(found[1]) if found else []
    return dates[0] if dates else None


def _undated(head: str) -> str | None:
    """A date without a label in the head: alone on its line, or at the start of a line of labelled values."""
    patterns = page_patterns()
    words = ""
    for line in head.splitlines()[:_SITE_LINES]:
        above, words = words, line.strip(" \t\u00a0\u3000\r•·*")
        if above.endswith((":", "：")):  # the value of the label above
            continue
        if "。" in words:
            break
        if patterns.date.fullmatch(words) or (words[:2] in ("19", "20") and patterns.field.fullmatch(words)):
            dates = find_dates(words)
            if dates:
                return dates[0]
    return None


def _period(title: str | None, text: str, issued: str | None) -> str | None:
    """The period that the title names, its year taken from the date where it names none (上半年工作总结).

    Where the title names no period at all, the one with which the text opens (2020年，… or 现将2020年…情况报告如下).
    """
    found = find_period(title or "")
    if found or not title:
        return found
    part = _PART_OF_YEAR.search(title)
    if part and issued:
        return find_period(issued[:4] + "年" + part[0])
    opening = _OPENING_YEAR.search(text[:_HEAD])
    return find_period(opening[0]) if opening else None


def _version(history: str, source: str) -> str | None:
    """The date of a law's version: the latest of those that its head reports and its file name carries."""
    lines = [line for line in history.splitlines() if not re.search(r"施行\s*$", line)]
    dates = [date for line in lines for date in find_dates(line)] + find_dates(PurePosixPath(source).stem)
    return max(dates, default=None)


def _dated(page: str, name: str) -> str | None:
    for value in field_values(page, name):
        dates = find_dates(value)
        if dates:
            return dates[0]
    return None


def _addressees(head: str) -> tuple[str, ...]:
    labelled = field_values(head, "addressees")
    lines = [labelled[0]] if labelled else [m[0] for m in _ADDRESSEES.finditer(head)]
    for line in lines:
        words = line.strip(" \t\u00a0\u3000:：\r\n")
        if _ADDRESSEE_WORDS.search(words):
            return tuple(part.strip() for part in re.split(r"[，,；;](?![^（(]*[）)])", words) if part.strip())
    return ()
