"""What has changed in cases: one output format a file, nothing else. The rows are `case_diff_rows`."""
