"""From a document to records and quads. Knows nothing of stores."""
