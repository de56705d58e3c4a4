"""The domain: versions, checklists, cases, answers, marks, dates, conditions, and reading them out of a tree.

Nothing here knows about rules, findings' severities, files in the plural or the command line.
"""
