"""Choosing the form of an answer: media type and content coding (RFC 9110, section 12)."""

from __future__ import annotations

import gzip

import zstandard
from werkzeug.datastructures import Accept, MIMEAccept
from werkzeug.http import parse_accept_header

ROWS = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
GRAPH = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
ALIASES = {
    "application/json": ROWS["json"],
    "application/xml": ROWS["xml"],
    "text/xml": ROWS["xml"],
    "srj": ROWS["json"],
    "srx": ROWS["xml"],
    "ttl": GRAPH["turtle"],
    "nt": GRAPH["ntriples"],
    "n-triples": GRAPH["ntriples"],
    "json-ld": GRAPH["jsonld"],
    "rdf": GRAPH["rdfxml"],
    "rdf+xml": GRAPH["rdfxml"],
    "xml": GRAPH["rdfxml"],
    "json": GRAPH["jsonld"],
}
SMALLEST_WORTH_COMPRESSING = 1024


class NotAcceptableError(Exception):
    """None of the offered media types is acceptable to the client."""


def choose(accept: str | None, wanted: str | None, offers: dict[str, str]) -> str:
    """The media type to answer with.

    Args:
        accept: the Accept header, None when absent.
        wanted: the value of the `format` parameter: a short name, an alias or a media type; it wins over the header.
        offers: short name → media type; the first is the default.

    Raises:
        NotAcceptableError: when neither header nor parameter allows any of the offers.
    """
    types = list(offers.values())
    if wanted:
        chosen = offers.get(wanted.lower()) or ALIASES.get(wanted.lower(), wanted.lower())
        if chosen not in types:
            raise NotAcceptableError(f"format={wanted}: choose one of {', '.join(offers)}")
        return chosen
    if not accept:
        return types[0]
    header = parse_accept_header(accept, MIMEAccept)
    aliases = [alias for alias, target in ALIASES.items() if "/" in alias and target in types]
    best = max((*types, *aliases), key=lambda offer: header.quality(offer) - 0.0001 * (offer in aliases))
    if header.quality(best) <= 0:
        raise NotAcceptableError(f"Accept: offered are {', '.join(types)}")
    return ALIASES.get(best, best)


def compress(body: bytes, accept_encoding: str | None) -> tuple[bytes, str | None]:
    """The body in the best coding that the client accepts, and that coding's name (None: identity).

    zstd (RFC 8878) is preferred to gzip at equal quality; gzip carries no time, so equal bodies stay equal.
    """
    if len(body) < SMALLEST_WORTH_COMPRESSING or not accept_encoding:
        return body, None
    header = parse_accept_header(accept_encoding, Accept)
    best = max(("zstd", "gzip"), key=header.quality)
    if header.quality(best) <= 0:
        return body, None
    if best == "zstd":
        return zstandard.ZstdCompressor(level=3).compress(body), "zstd"
    return gzip.compress(body, compresslevel=5, mtime=0), "gzip"
