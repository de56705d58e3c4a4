"""Runs over many files: the configuration, which files are cases, and checking them in several processes."""
