"""What is new since a revision of a git repository: cases as they stood there, compared with those of today."""
