"""Linking: what each mention of a body, system, campaign or document refers to. One noun a module."""
