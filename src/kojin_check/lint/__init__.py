"""Checklists checked: the run over a folder of versions, and their seals. The rules are in `rules.checklists`."""
