"""How results are shown: one folder a subject (findings, status, diff), one file a format, and `terminal` for people.

What is shown is computed below; here it only gets words, tables and markup. The command line stands above.
"""
