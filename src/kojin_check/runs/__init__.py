"""Runs over many files: the configuration, which files are cases, checking them in several processes, correcting them."""
