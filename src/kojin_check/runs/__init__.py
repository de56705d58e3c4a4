"""Runs over many files: the configuration, which files are cases, checking them in several processes, correcting them,
comparing them with what they were.
"""
