"""Where all cases stand: one output format a file, nothing else. The table is `status_table`, its words `status_wording`."""
