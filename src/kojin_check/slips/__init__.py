"""Typing slips: what people type that YAML cannot take or takes for something else, explained and got over."""
