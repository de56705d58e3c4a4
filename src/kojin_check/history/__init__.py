"""Cases as they stood in a revision of a git repository, and what has changed since."""
