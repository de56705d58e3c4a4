"""What `validate` and `lint` report: one output format a file, nothing else. Their words stand in `style`."""
