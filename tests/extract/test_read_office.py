"""Files of older office programs, read through a real LibreOffice where it is installed."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from extract.document import Genre
from extract.read import office, read_document
from ontology.errors import InputError

TITLE = "青山县应急管理局2023年上半年工作总结"
LINES = [
    "一、工作开展情况",
    "（一）压实责任。县应急管理局与12个乡镇签订责任书，印发了职责清单。",
    "二、下半年工作计划",
    "继续开展专项整治，修订应急预案。",
]
ROWS = [["序号", "单位", "职责"], ["1", "县公安局", "负责道路交通安全监管"], ["2", "县住建局", "负责燃气安全监管"]]
ROW_LINES = [
    "序号　单位　职责",
    "序号：1；单位：县公安局；职责：负责道路交通安全监管。",
    "序号：2；单位：县住建局；职责：负责燃气安全监管。",
]
LAST = "此件公开发布"

installed = pytest.mark.skipif(
    shutil.which("soffice") is None,
    reason="LibreOffice is not installed (apt-get install libreoffice-writer-nogui): .doc and .wps are not tested",
)


def rtf(lines: list[str], more: str = "") -> bytes:
    words = "\\par ".join("".join(f"\\u{ord(c)}?" for c in line) for line in lines)
    return ("{\\rtf1\\ansi " + words + more + "}").encode("ascii")


@pytest.fixture(scope="module")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A binary Word document with headings, paragraphs and a table, made by LibreOffice."""
    import docx

    document = docx.Document()
    for line in [TITLE, *LINES]:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.add_paragraph(LAST)
    stream = io.BytesIO()
    document.save(stream)
    folder = tmp_path_factory.mktemp("office")
    (folder / "summary.docx").write_bytes(stream.getvalue())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "doc:MS Word 97", "--outdir", folder, "summary.docx"]
    subprocess.run(
        command, check=True, capture_output=True, cwd=folder, timeout=120, env={**os.environ, "LC_ALL": "C.UTF-8"}
    )
    content = (folder / "summary.doc").read_bytes()
    assert content.startswith(b"\xd0\xcf\x11\xe0")
    return content


@installed
@pytest.mark.parametrize("name", ["总结.DOC", "summary.wps"])
def test_read_binary_word_document_whatever_its_ending(tmp_path: Path, old_word: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(old_word)
    document = read_document(path, tmp_path)
    assert document.text.splitlines() == [TITLE, *LINES, *ROW_LINES, LAST]
    assert (document.metadata.title, document.metadata.genre) == (TITLE, Genre.SUMMARY)
    assert document.metadata.period == "2023-01-01/2023-06-30"


@installed
def test_read_rich_text_in_any_folder_and_locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "临时 文件"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("LC_ALL", "POSIX")
    path = tmp_path / "summary.rtf"
    path.write_bytes(rtf([TITLE, *LINES]))
    assert read_document(path, tmp_path).text.splitlines() == [TITLE, *LINES]


@installed
@pytest.mark.parametrize("keep", [600, 4000])
def test_read_cut_off_word_document_is_named_or_read(tmp_path: Path, old_word: bytes, keep: int) -> None:
    path = tmp_path / "cut.doc"
    path.write_bytes(old_word[:keep])
    with pytest.raises(InputError, match=r"^cut\.doc: "):
        read_document(path, tmp_path)


@installed
def test_read_office_file_fetches_nothing_from_the_network(tmp_path: Path) -> None:
    asked: list[str] = []

    class Picture(BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            asked.append(str(self.raw_requestline))
            return False

    with HTTPServer(("127.0.0.1", 0), Picture) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        fields = "".join(
            f'\\par {{\\field{{\\*\\fldinst {kind} "{address}/{kind}.{ending}" \\\\d}}{{\\fldrslt ?}}}}'
            for kind, ending in (("INCLUDEPICTURE", "png"), ("INCLUDETEXT", "rtf"))
        )
        path = tmp_path / "linked.rtf"
        path.write_bytes(rtf([TITLE, *LINES], fields))
        assert read_document(path, tmp_path).text.splitlines()[: len(LINES) + 1] == [TITLE, *LINES]
        server.shutdown()
    assert asked == []


def program(folder: Path, script: str) -> None:
    path = folder / "soffice"
    path.write_text("#!/bin/sh\n" + script, encoding="utf-8")
    path.chmod(0o755)


def test_read_office_file_without_libreoffice_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.doc").write_bytes(rtf([TITLE]))
    with pytest.raises(InputError, match="LibreOffice; install it"):
        read_document(tmp_path / "a.doc", tmp_path)


def test_read_office_ends_a_program_that_hangs_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    living = tmp_path / "living"
    program(tmp_path, f'(while sleep 0.05; do echo >> "{living}"; done) &\nwait\n')
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(office, "_SECONDS", 1)
    (tmp_path / "a.doc").write_bytes(rtf([TITLE]))
    with pytest.raises(InputError, match="cannot convert"):
        read_document(tmp_path / "a.doc", tmp_path)
    time.sleep(0.3)
    length = living.stat().st_size
    time.sleep(0.5)
    assert length == living.stat().st_size > 0


@pytest.mark.parametrize("script", ["exit 3\n", "exit 0\n"])
def test_read_office_file_that_is_not_converted_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    program(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    (tmp_path / "a.wps").write_bytes(rtf([TITLE]))
    with pytest.raises(InputError, match=r"a\.wps: LibreOffice cannot convert it"):
        read_document(tmp_path / "a.wps", tmp_path)
