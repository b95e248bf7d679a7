"""Files of older office programs (.doc, .wps, .rtf), turned into DOCX by LibreOffice where that is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from extract.read.docx import read_docx
from extract.read.extracted import Extracted
from ontology.errors import InputError

_SECONDS = 120


def read_office(content: bytes, path: Path) -> Extracted:
    """The text of a .doc, .wps or .rtf file; raises InputError where LibreOffice is missing or fails."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise InputError(f"{path.name}: this format needs LibreOffice; install it, or save the file as DOCX")
    with tempfile.TemporaryDirectory(prefix="zeren-") as folder:
        source = Path(folder) / f"document{path.suffix.lower() or '.doc'}"
        source.write_bytes(content)
        command = [
            program, "--headless", "--norestore", f"-env:UserInstallation=file://{folder}/profile",
            "--convert-to", "docx", "--outdir", folder, str(source),
        ]  # fmt: skip
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
        except (subprocess.SubprocessError, OSError) as error:
            raise InputError(f"{path.name}: LibreOffice cannot convert it; save the file as DOCX") from error
        converted = source.with_suffix(".docx")
        if not converted.is_file():
            raise InputError(f"{path.name}: LibreOffice cannot convert it; save the file as DOCX")
        return read_docx(converted.read_bytes(), path)
