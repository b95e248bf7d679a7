"""The graph served over HTTP by the SPARQL 1.1 Protocol."""
