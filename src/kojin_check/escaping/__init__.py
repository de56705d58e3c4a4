"""Every way in which text from a case is made harmless for what shows it: screens, Markdown, HTML and XML."""
