"""Rules over typed tokens: one module per kind of fact."""
