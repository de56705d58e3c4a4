"""A case's bytes checked: the engine that applies every rule, waivers, and fingerprints that know a finding again.

The rules themselves are in `rules.cases`; runs over many files are in `runs`.
"""
