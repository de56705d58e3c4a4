"""From bytes to a located tree, and what people type that YAML cannot take or takes for something else.

Knows YAML and the shape of a file, not the domain: which marks a form has comes in with the outline.
"""
