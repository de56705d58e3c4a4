"""Every way in which text from a case is made harmless for what shows it, one a file; nowhere else.

Screens, logs of CI servers, Markdown, JSON, SARIF, HTML and XML. What is shown, and how it is laid out, is not here.
"""
