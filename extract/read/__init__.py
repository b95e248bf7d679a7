"""One reader per file format; every reader returns an `extract.document.Document`."""
