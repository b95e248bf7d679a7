"""Files that cannot be read end in one line that names them; the others are read all the same."""

from __future__ import annotations

import io
import multiprocessing
import os
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from extract.document import Document
from extract.read import corpus as corpus_module
from extract.read import read_document
from extract.read.corpus import corpus_files, read_files
from extract.read.text import decode
from ontology.errors import InputError

TEXT = "某市应急管理局工作总结\n\n一、工作情况\n开展检查，整改隐患。\n"


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def docx_part(body: bytes = b"<x/>") -> bytes:
    return zipped({"word/document.xml": body, "[Content_Types].xml": b"<Types/>"})


def encrypted_zip() -> bytes:
    content = bytearray(docx_part())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        position = content.find(signature)
        while position >= 0:
            content[position + offset] |= 1
            position = content.find(signature, position + 4)
    return bytes(content)


BAD: dict[str, bytes] = {
    "empty.txt": b"",
    "blank.txt": b" \r\n\t\n",
    "empty.docx": b"",
    "nulls.txt": b"\x00" * 4096,
    "binary.txt": bytes(random.Random(7).randbytes(5000)),
    "picture.txt": b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
    "picture.pdf": b"\xff\xd8\xff\xe0" + b"\x00" * 100,
    "cut.pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    "noise.pdf": b"%PDF-1.4\n" + bytes(random.Random(8).randbytes(3000)),
    "cut.docx": docx_part()[:-30],
    "bomb.docx": docx_part(b"0" * (64 * 2**20)),
    "bomb.ofd": zipped({"OFD.xml": b" " * (64 * 2**20)}),
    "nested.docx": zipped({"inner.docx": docx_part()}),
    "hollow.docx": docx_part(),
    "locked.docx": encrypted_zip(),
    "workbook.docx": zipped({"xl/workbook.xml": b"<x/>"}),
    "broken.ofd": zipped({"OFD.xml": b"<ofd"}),
    "archive.zip.txt": zipped({"a.txt": TEXT.encode()}),
    "rar.txt": b"Rar!\x1a\x07\x00" + b"\x01" * 100,
    "line.txt": "长".encode() * (50 * 2**20 // 3),
    "blank.html": b"<!doctype html><html><head><script>load()</script></head><body><div id=app></div></body></html>",
    "damaged.txt": TEXT.encode()[:30] + b"\xe5\x8f" + TEXT.encode()[30:],
    "cut.txt": TEXT.encode()[:-3],
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600,
    "secret.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le"),
}
GOOD: dict[str, bytes] = {
    "utf8.txt": TEXT.encode(),
    "mark.txt": TEXT.encode("utf-8-sig"),
    "gbk.txt": TEXT.encode("gbk"),
    "gb18030.md": (TEXT + "㐀𠮷").encode("gb18030"),
    "little.txt": b"\xff\xfe" + TEXT.encode("utf-16-le"),
    "big.txt": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "wide.txt": TEXT.encode("utf-32"),
    "returns.txt": TEXT.replace("\n", "\r\n").encode(),
    "text-in-docx.docx": TEXT.encode(),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_read_bad_file_is_an_input_error_of_one_line(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    with pytest.raises(InputError) as caught:
        read_document(path, tmp_path)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_read_good_file_in_any_encoding(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(GOOD[name])
    document = read_document(path, tmp_path)
    assert document.text.replace("\r\n", "\n").startswith(TEXT)
    assert document.metadata.title == "某市应急管理局工作总结"


def test_read_offsets_are_those_of_the_decoded_file(corpus: Path) -> None:
    files = sorted((corpus / "reports").iterdir()) + sorted((corpus / "statutes").iterdir())[:20]
    assert len(files) >= 25
    for path in files:
        assert read_document(path, corpus).text == path.read_bytes().decode("utf-8-sig")


def test_read_folder_goes_on_after_bad_files_and_says_so(tmp_path: Path, root: Path) -> None:
    (tmp_path / "below").mkdir()
    for name in ("cut.pdf", "empty.txt", "nested.docx"):
        (tmp_path / name).write_bytes(BAD[name])
    for name in ("utf8.txt", "gbk.txt"):
        (tmp_path / "below" / name).write_bytes(GOOD[name])
    (tmp_path / "README.md").write_text("no document", encoding="utf-8")
    command = [sys.executable, str(root / "zeren.py"), "read", str(tmp_path), "--workers", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "200"})
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert all(name in done.stderr for name in ("cut.pdf", "empty.txt", "nested.docx", "3 file(s)"))
    assert done.stdout.count("某市应急管理局工作总结") == 2
    assert "README" not in done.stdout


def test_read_nothing_is_exit_code_2(tmp_path: Path, root: Path) -> None:
    command = [sys.executable, str(root / "zeren.py"), "read", str(tmp_path / "absent")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "absent" in done.stderr
    assert "Traceback" not in done.stderr


def test_read_files_in_parallel_gives_the_same_in_the_same_order(tmp_path: Path) -> None:
    for index in range(40):
        words = TEXT.replace("隐患", f"隐患{index}条") if index % 7 else ""
        (tmp_path / f"{index:02d}.txt").write_text(words, encoding="utf-8")
    files = corpus_files(tmp_path)
    alone = list(read_files(files, tmp_path, workers=1))
    assert alone == list(read_files(files, tmp_path, workers=3))
    assert [reading.path for reading in alone] == sorted(reading.path for reading in alone)
    assert sum(reading.error is not None for reading in alone) == 6


@pytest.mark.skipif(multiprocessing.get_start_method() != "fork", reason="the fault reaches forked processes only")
def test_read_files_survive_a_file_that_ends_its_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for index in range(12):
        (tmp_path / f"{index:02d}.txt").write_text(TEXT, encoding="utf-8")

    def read_or_die(path: Path, root: Path) -> Document:
        if path.name == "05.txt":
            os._exit(9)
        return read_document(path, root)

    monkeypatch.setattr(corpus_module, "read_document", read_or_die)
    readings = list(read_files(corpus_files(tmp_path), tmp_path, workers=2))
    assert [reading.path.name for reading in readings] == [f"{index:02d}.txt" for index in range(12)]
    assert [reading.path.name for reading in readings if reading.document is None] == ["05.txt"]
    assert "05.txt" in (readings[5].error or "")


def test_decode_strict_utf8_first_then_gb18030() -> None:
    assert decode("责任".encode(), "a") == "责任"
    assert decode("责任".encode("gbk"), "a") == "责任"
    with pytest.raises(InputError):
        decode(b"\xff\xfe\x00", "a")
