"""What holds when documents differ on whether the wording of a name is enough to tell who is meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ontology.namespaces import XSD, ZR

_PROPERTY = f"<{ZR}resolved> ".encode()
_NO = f'"false"^^<{XSD}boolean>'.encode()
_YES = f'"true"^^<{XSD}boolean>'.encode()


def doubt_prevails(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Sorted N-Quads lines without `zr:resolved true` of nodes that the same graph calls unresolved too.

    A node is shared by all documents that use its name; what one of them leaves open is not known of the node.
    """
    refuted = b""
    for line in lines:
        if _PROPERTY in line:
            if line == refuted:
                continue
            if _NO in line:
                refuted = line.replace(_PROPERTY + _NO, _PROPERTY + _YES)
        yield line
