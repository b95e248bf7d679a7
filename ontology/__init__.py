"""What the words mean: namespaces, classes, vocabularies, shapes and the rules that keep them clean."""
