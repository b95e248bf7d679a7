"""Files of older office programs (.doc, .wps, .rtf), turned into DOCX by LibreOffice where that is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from extract.read.docx import read_docx
from extract.read.extracted import Extracted
from ontology.errors import InputError

_SECONDS = 120
# A document may name pictures on the network or carry macros: neither is fetched or run.
_SETTINGS = (
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting">'
    '<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop>'
    '<prop oor:name="DisableActiveContent"><value>true</value></prop>'
    '<prop oor:name="DisableMacrosExecution"><value>true</value></prop>'
    "</item></oor:items>"
)


def read_office(content: bytes, path: Path) -> Extracted:
    """The text of a .doc, .wps or .rtf file; raises InputError where LibreOffice is missing or fails.

    LibreOffice runs in a folder and with settings of its own that are gone afterwards; it fetches nothing from the
    network and runs no macros.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise InputError(f"{path.name}: this format needs LibreOffice; install it, or save the file as DOCX")
    with tempfile.TemporaryDirectory(prefix="zeren-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document{path.suffix.lower() or '.doc'}"
        source.write_bytes(content)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        converted = source.with_suffix(".docx")
        if not _convert(program, source, folder) or not converted.is_file():
            raise InputError(f"{path.name}: LibreOffice cannot convert it; save the file as DOCX")
        return read_docx(converted.read_bytes(), path)


def _convert(program: str, source: Path, folder: Path) -> bool:
    """Whether LibreOffice ended well; it and all that it started are ended when the time is up."""
    command = [
        program, "--headless", "--norestore", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--convert-to", "docx", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    nothing = subprocess.DEVNULL
    # It waits for ever for a file in a folder whose name the locale cannot write, as C cannot write 临时.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        process = subprocess.Popen(
            command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True, env=environment
        )
    except OSError:
        return False
    try:
        return process.wait(_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            # The program is a script: the one that does the work is its child.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
