"""Network questions, one per module."""
