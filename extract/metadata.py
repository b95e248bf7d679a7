"""What the head and foot of a page say of a document: title, publisher, dates, number, addressees, period, genre."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from extract.dates import find_dates, find_period
from extract.document import Genre, Metadata, Span
from extract.fields import document_number, field_patterns, field_values
from extract.genre import find_genre
from extract.titles import find_title

_HEAD = 2500
_FOOT = 600
_REPORTS = (Genre.SUMMARY, Genre.UNKNOWN)
_LAWS = (Genre.STATUTE, Genre.REGULATION)
_ADDRESSEES = re.compile(r"^[^\n。；]{2,300}[:：]\s*$", re.M)
_ADDRESSEE_WORDS = re.compile(r"(人民政府|委员会|办公室|部门|单位|局|厅|公司|各(县|市|区|乡|镇|有关))")


def read_metadata(text: str, source: str, furniture: tuple[Span, ...] = (), hint: str | None = None) -> Metadata:
    """The metadata of a document's text; `source` names the file, `hint` is the title that its format gives."""
    title = find_title(text, furniture, hint)
    genre = find_genre(title, text)
    head, foot = text[:_HEAD], text[-_FOOT:]
    page = head + "\n" + foot
    return Metadata(
        title=title,
        publisher=_publisher(page),
        issued=_issued(page, foot, genre, source, head),
        published=_dated(page, "published"),
        period=find_period(title) if title and genre in _REPORTS else None,
        genre=genre,
        index_number=next(iter(field_values(page, "index_number")), None),
        document_number=document_number(head),
        addressees=_addressees(head) if genre not in _LAWS else (),
    )


def _publisher(page: str) -> str | None:
    patterns = field_patterns()
    for value in field_values(page, "publisher"):
        if not patterns.not_publisher.search(value):
            return value
    return None


def _issued(page: str, foot: str, genre: Genre, source: str, head: str) -> str | None:
    if genre in _LAWS:
        return _version(head, source)
    lone = [line.strip() for line in foot.splitlines() if re.fullmatch(r"[\s（(]*[^。；，]{6,16}日[\s）)]*", line)]
    signed = [date for line in lone for date in find_dates(line)]
    if signed:
        return signed[-1]
    return _dated(page, "issued") or _dated(page, "published")


def _version(head: str, source: str) -> str | None:
    """The date of a law's version: the latest of those that its head reports and its file name carries."""
    history = head.split("<!-- INFO END -->")[0] if "<!-- INFO END -->" in head else ""
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
        words = line.strip(" \t\u00a0\u3000:：\r")
        if _ADDRESSEE_WORDS.search(words):
            return tuple(part.strip() for part in re.split(r"[，,；;](?![^（(]*[）)])", words) if part.strip())
    return ()
