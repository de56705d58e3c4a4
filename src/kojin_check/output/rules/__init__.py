"""The rules: one output format a file, nothing else. What is shown, and its words, is `rulebook`."""
