"""Text edited at positions, never by dumping YAML: edits, blocks of lines, moves, and files replaced whole."""
