"""Asking the graph: the question catalogue, the analyses and the endpoint."""
