"""Versions and their checklists: one output format a file, nothing else. What is shown, and its words, is `catalogue`."""
