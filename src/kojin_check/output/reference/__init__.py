"""The keys of a kind of file: one output format a file, nothing else. What they are is `schema.reference`."""
