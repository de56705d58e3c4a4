"""The one reader of git: revisions of a repository, and files as they stood in them."""
