"""HTML pages of government sites: the container that holds the text is found, what stands around it is left out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extract.dates import find_dates
from extract.fields import field_patterns
from extract.read.extracted import Extracted
from extract.read.tables import table_lines
from extract.read.text import decode
from extract.titles import tidy, title_score
from extract.zones import is_field
from ontology.errors import InputError

_LARGEST = 20 * 2**20
_SHORTEST_BODY = 80
_SHORTEST_PARAGRAPH = 15
_STOPS = "。；！？，、：;,"
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)
_STOP = "\x00"
_SPACE = re.compile(r"[ \t\n\r\f\v\u00a0]+")
_SPAN_LIMIT = 60
_TITLE_LINES = 15
_LIKELY = 2
_NESTING_LIMIT = 200


@dataclass(frozen=True)
class PageLayout:
    """The contents of html.toml."""

    blocks: frozenset[str]
    drop: tuple[str, ...]
    body: tuple[str, ...]
    title: tuple[str, ...]
    meta: dict[str, tuple[str, ...]]
    hidden: re.Pattern[str]
    around: re.Pattern[str]


@cache
def page_layout() -> PageLayout:
    """How pages are built, read once."""
    data = tomllib.loads((files("extract.read") / "html.toml").read_text(encoding="utf-8"))
    meta = {name: tuple(data[f"meta_{name}"]) for name in ("title", "publisher", "published")}
    hidden, around = re.compile(data["hidden"], re.I), re.compile(data["around"], re.I)
    return PageLayout(
        frozenset(data["blocks"]), tuple(data["drop"]), tuple(data["body"]), tuple(data["title"]), meta, hidden, around
    )


def read_html(content: bytes, path: Path) -> Extracted:
    """The text of a page: title and labelled values of its head, then its body, one line per block.

    Raises InputError where the page holds no text.
    """
    if len(content) > _LARGEST:
        raise InputError(f"{path.name}: a page of more than {_LARGEST >> 20} MB is no single document; split it")
    tree = LexborHTMLParser(_decoded(content, path.name))
    meta = {name: _meta(tree, names) for name, names in page_layout().meta.items()}
    _clean(tree)
    root = tree.body or tree.root
    if root is None:
        raise InputError(f"{path.name}: the page holds no text")
    container = _container(tree, root)
    title = _title(tree, meta["title"])
    lines = list(_lines(container))
    if sum(len(line) for line in lines) == 0:
        raise InputError(
            f"{path.name}: the page holds no text; it may be filled in by a script: save it from a browser"
        )
    title, head = _head(root, container, title)
    head = [line for line in head if line not in lines]
    if title and not any(tidy(line) == title for line in [*head, *lines[:_TITLE_LINES]]):
        head.insert(0, title)
    dates = find_dates(meta["published"] or "")
    publisher = meta["publisher"] if meta["publisher"] and not _foreign(meta["publisher"]) else None
    text = "\n".join([*head, *lines]) + "\n"
    return Extracted(text, "text/html", title, publisher, dates[0] if dates else None)


def _decoded(content: bytes, name: str) -> str:
    """The page decoded: by mark, strict UTF-8, the page's own charset, GB18030."""
    declared = _CHARSET.search(content[:4096])
    try:
        return decode(content, name)
    except InputError:
        if declared is None:
            raise
    try:
        return content.decode(declared[1].decode("ascii"))
    except (LookupError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: the page cannot be decoded; save it in UTF-8") from error


def _foreign(publisher: str) -> bool:
    return bool(field_patterns().not_publisher.search(publisher))


def _meta(tree: LexborHTMLParser, names: tuple[str, ...]) -> str | None:
    for name in names:
        for node in tree.css(f'meta[name="{name}" i], meta[property="{name}" i]'):
            value = tidy(node.attributes.get("content") or "")
            if value:
                return value
    return None


def _clean(tree: LexborHTMLParser) -> None:
    layout = page_layout()
    tree.strip_tags(list(layout.drop))
    for node in tree.css("[style]"):
        if layout.hidden.search(node.attributes.get("style") or ""):
            node.decompose()


def _container(tree: LexborHTMLParser, root: LexborNode) -> LexborNode:
    """The element that holds the text: a known one, else the one whose paragraphs score highest."""
    whole = len(_plain(root))
    for selector in page_layout().body:
        found = [node for node in tree.css(selector) if len(_plain(node)) >= _SHORTEST_BODY]
        best = max(found, key=lambda node: len(_plain(node)), default=None)
        if best is not None and len(_plain(best)) * 4 >= whole:
            return best
    return _densest(root) or root


def _densest(root: LexborNode) -> LexborNode | None:
    """The element whose own paragraphs hold most text; a paragraph counts half for the element around that."""
    scores: dict[int, tuple[float, LexborNode]] = {}
    for node in root.css("p, td, div, li, section, span"):
        own = _SPACE.sub("", "".join(child.text(deep=False) or "" for child in _inline(node)))
        if len(own) < _SHORTEST_PARAGRAPH or not any(stop in own for stop in _STOPS):
            continue
        share = 1.0
        above = node if _holds_lines(node) else node.parent
        for _ in range(2):
            if above is None or above.tag in ("html", "-undef"):
                break
            score, _known = scores.get(above.mem_id, (0.0, above))
            scores[above.mem_id] = (score + share * len(own), above)
            share /= 2
            above = above.parent
    weighed = [(score * (1 - _link_share(node)), node) for score, node in scores.values()]
    return max(weighed, key=lambda pair: pair[0])[1] if weighed else None


def _holds_lines(node: LexborNode) -> bool:
    """Whether an element holds several lines of its own, and is not just one line of a text."""
    if node.tag in ("p", "li", "span"):
        return False
    if node.tag == "td" or any(child.tag == "br" for child in node.iter()):
        return True
    return any(child.tag in page_layout().blocks for child in node.iter())


def _inline(node: LexborNode) -> Iterator[LexborNode]:
    for child in node.iter(include_text=True):
        if child.tag not in page_layout().blocks:
            yield child


def _link_share(node: LexborNode) -> float:
    length = len(_plain(node))
    return min(1.0, sum(len(_plain(link)) for link in node.css("a")) / length) if length else 1.0


def _plain(node: LexborNode) -> str:
    return _SPACE.sub("", node.text(deep=True) or "")


def _title(tree: LexborHTMLParser, stated: str | None) -> str | None:
    """The title that the page's metadata state, else its heading, else the part of <title> that names no site."""
    if stated and len(stated) > 4:
        return stated
    for selector in page_layout().title:
        for node in tree.css(selector):
            words = tidy(_SPACE.sub(" ", node.text(deep=True) or ""))
            if 5 <= len(words) <= 100:
                return words
    whole = tree.css_first("title")
    parts = re.split(r"\s*[-_|—–]+\s*", tidy(whole.text() or "")) if whole else []
    return max(parts, key=len, default=None) or None


def _head(root: LexborNode, container: LexborNode, title: str | None) -> tuple[str | None, list[str]]:
    """The title and what the page states before its body: the title's line and labelled values, in the page's order.

    A line before the body that looks more like a title than what the page's head says is the title.
    """
    before = [line for line in _lines(root, stop=container.mem_id) if len(line) <= _SPAN_LIMIT * 3]
    likely = max(before, key=lambda line: title_score(tidy(line)), default="")
    if title_score(tidy(likely)) > max(_LIKELY, title_score(title) if title else 0):
        title = tidy(likely)
    lines = [line for line in before if is_field(line) or (title is not None and tidy(line) == title)]
    return title, list(dict.fromkeys(lines))


def _lines(node: LexborNode, stop: int | None = None) -> Iterator[str]:
    """The text of an element, one line per block, up to the element `stop`."""
    parts: list[str] = []
    for piece in _pieces(node, stop, 0):
        if piece == _STOP:
            break
        if piece == "\n":
            line = _SPACE.sub(" ", "".join(parts)).strip()
            if line.strip("\u3000\u200b "):
                yield line
            parts = []
        else:
            parts.append(piece)
    line = _SPACE.sub(" ", "".join(parts)).strip()
    if line.strip("\u3000\u200b "):
        yield line


def _pieces(node: LexborNode, stop: int | None, depth: int) -> Iterator[str]:
    """Texts and line ends of an element in order; deeper nesting than any page has is read as one block."""
    if depth > _NESTING_LIMIT:
        yield node.text(deep=True) or ""
        return
    for child in node.iter(include_text=True):
        if stop is not None and child.mem_id == stop:
            yield _STOP
            return
        tag = child.tag or ""
        if tag == "-text":
            yield re.sub(r"[\n\r\x00]", " ", child.text_content or "")
        elif tag == "br":
            yield "\n"
        elif tag == "table" and _is_data(child):
            yield "\n"
            rows = _rows(child)
            for line in _pairs(rows) or table_lines(rows):
                yield line
                yield "\n"
        elif tag in page_layout().blocks:
            if _is_around(child):
                continue
            yield "\n"
            yield from _pieces(child, stop, depth + 1)
            yield "\n"
        elif not tag.startswith("-") or tag == "-undef":
            yield from _pieces(child, stop, depth + 1)


def _is_around(node: LexborNode) -> bool:
    """Whether a block inside the body is a menu, a bar of tools or the like: named so, and short or made of links."""
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".strip()
    if not names or not page_layout().around.search(names):
        return False
    return len(_plain(node)) < _SHORTEST_BODY or _link_share(node) > 0.5


def _pairs(rows: list[list[str]]) -> list[str]:
    """The lines of a table that labels its values (索引号 | 001 | 发布机构 | 某局); empty for any other table."""
    lines = []
    for row in rows:
        cells = [cell for cell in row if cell] if len(row) % 2 else row
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            if not label and not value:
                continue
            line = f"{label.rstrip('：:')}：{value}"
            if not is_field(line):
                return []
            lines.append(line)
    return lines


def _is_data(table: LexborNode) -> bool:
    """Whether a table holds data and not the layout of the page."""
    if table.css_first("table table") is not None or len(table.css("table")) > 1:
        return False
    rows = _rows(table)
    wide = [row for row in rows if len(row) > 1]
    return len(rows) > 1 and len(wide) * 2 >= len(rows)


def _rows(table: LexborNode) -> list[list[str]]:
    """The cells of a table; merged cells are repeated in every place that they cover."""
    rows: list[list[str]] = []
    held: dict[tuple[int, int], str] = {}
    for index, row in enumerate(table.css("tr")):
        cells: list[str] = []
        for cell in row.css("td, th"):
            while (index, len(cells)) in held:
                cells.append(held.pop((index, len(cells))))
            words = _SPACE.sub(" ", cell.text(deep=True) or "").strip()
            down, across = _extent(cell, "rowspan"), _extent(cell, "colspan")
            for column in range(len(cells), len(cells) + across):
                for below in range(1, down):
                    held[index + below, column] = words
            cells += [words] + [""] * (across - 1)
        while (index, len(cells)) in held:
            cells.append(held.pop((index, len(cells))))
        rows.append(cells)
    return rows


def _extent(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "1").strip()
    return min(int(value), _SPAN_LIMIT) if value.isascii() and value.isdigit() and int(value) > 0 else 1
