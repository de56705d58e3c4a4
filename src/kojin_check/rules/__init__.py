"""What can be wrong with a case (`cases`) and with the checklists themselves (`checklists`): one rule a file.

A rule yields what it finds with the route of the place; `checking` and `lint` apply the rules and turn routes
into positions. What a rule is, and the phrases that rules share, stand beside the two folders.
"""
