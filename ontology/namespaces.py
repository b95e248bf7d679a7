"""Every namespace, once.

All values are plain strings, so that rdflib, pyoxigraph and SPARQL text can share them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

ZEREN: Final = "https://w3id.org/zeren/"
ZR: Final = ZEREN + "ns#"
ZD: Final = ZEREN + "id/"

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCT: Final = "http://purl.org/dc/terms/"
DCAT: Final = "http://www.w3.org/ns/dcat#"
VOID: Final = "http://rdfs.org/ns/void#"
ORG: Final = "http://www.w3.org/ns/org#"
CPOV: Final = "http://data.europa.eu/m8g/"
PROV: Final = "http://www.w3.org/ns/prov#"
ELI: Final = "http://data.europa.eu/eli/ontology#"
QB: Final = "http://purl.org/linked-data/cube#"
TIME: Final = "http://www.w3.org/2006/time#"
ODRL: Final = "http://www.w3.org/ns/odrl/2/"
NIF: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
OA: Final = "http://www.w3.org/ns/oa#"
SH: Final = "http://www.w3.org/ns/shacl#"

PREFIXES: Final[dict[str, str]] = {
    "cpov": CPOV,
    "dcat": DCAT,
    "dct": DCT,
    "eli": ELI,
    "nif": NIF,
    "oa": OA,
    "odrl": ODRL,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "qb": QB,
    "rdf": RDF,
    "rdfs": RDFS,
    "sh": SH,
    "skos": SKOS,
    "time": TIME,
    "void": VOID,
    "xsd": XSD,
    "zd": ZD,
    "zr": ZR,
}

GRAPH_ONTOLOGY: Final = ZEREN + "ns"
GRAPH_VOCABULARY: Final = ZEREN + "vocabulary"
GRAPH_REGISTER: Final = ZD + "graph/register"
GRAPH_INFERENCE: Final = ZD + "graph/inference"
GRAPH_ANALYSIS: Final = ZD + "graph/analysis"
GRAPH_METADATA: Final = ZD + "graph/metadata"
MENTIONS_SUFFIX: Final = "/mentions"

# Characters that RFC 3987 forbids in an IRI, and the few that would end one in Turtle or split a path.
_FORBIDDEN: Final = re.compile(r"""[\x00-\x20"<>\\^`{|}%#?\x7f]""")


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The text as a path segment of an IRI: Chinese stays readable, what RFC 3987 forbids is percent-encoded.

    So are the code points from U+0000 to U+001F and U+007F; `/` is kept.
    """
    return _FORBIDDEN.sub(lambda match: f"%{ord(match[0]):02X}", text)


@lru_cache(maxsize=65536)
def concept(scheme: str, name: str) -> str:
    """The IRI of a vocabulary concept, e.g. `concept("role", "lead")`."""
    return f"{ZEREN}{scheme}/{key(name)}"


@lru_cache(maxsize=65536)
def entity(kind: str, name: str) -> str:
    """The IRI of a data node, e.g. `entity("agency", "甘肃省应急管理厅")`."""
    return f"{ZD}{kind}/{key(name)}"
