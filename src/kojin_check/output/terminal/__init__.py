"""Text set for people at a terminal: colours, line breaks by the rules of Japanese, pages, snippets, progress."""
