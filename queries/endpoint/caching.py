"""Answers that a client may keep: entity tags, dates and conditional requests (RFC 9110, sections 8.8 and 13)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime

from starlette.requests import Request
from starlette.responses import Response

from queries.endpoint.negotiation import compress


@dataclass(frozen=True, slots=True)
class Version:
    """What an answer was made from: a build's hash, and when it was built (seconds since 1970).

    `modified` is None for answers that change without a new build, as those to queries that ask for the time.
    """

    tag: str
    modified: float | None


def send(
    request: Request, body: bytes, media_type: str, version: Version, headers: dict[str, str] | None = None
) -> Response:
    """A cacheable answer with a strong ETag by build, URL and form, and the date of the build as Last-Modified.

    It is 304 when the client has it already, and compressed where the client wants that.
    """
    body, coding = compress(body, request.headers.get("accept-encoding"))
    method = "GET" if request.method == "HEAD" else request.method
    identity = f"{version.tag} {method} {request.url} {media_type} {coding} {hashlib.sha256(body).hexdigest()}"
    etag = '"' + hashlib.sha256(identity.encode()).hexdigest()[:32] + '"'
    shared = {
        "ETag": etag,
        "Vary": "Accept, Accept-Encoding",
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
        **(headers or {}),
    }
    if version.modified is not None:
        shared["Last-Modified"] = formatdate(int(version.modified), usegmt=True)
    if coding:
        shared["Content-Encoding"] = coding
    if method == "GET" and _known(request, etag, version.modified):
        return Response(status_code=304, headers=shared)
    return Response(body, headers={**shared, "Content-Type": media_type})


def _known(request: Request, etag: str, modified: float | None) -> bool:
    """Whether the client has this answer: by its tags, and only where it sends none, by its date."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or etag in [tag.strip().removeprefix("W/") for tag in tags.split(",")]
    since = request.headers.get("if-modified-since")
    if since is None or modified is None:
        return False
    try:
        return int(modified) <= parsedate_to_datetime(since).timestamp()
    except (ValueError, TypeError, OverflowError):
        return False
