"""From quads to a validated, stored and published graph."""
