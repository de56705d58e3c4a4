"""What changes between two versions: one output format a file, nothing else.

What stands where is decided in `comparison_table`, in which words in `change_wording`.
"""
