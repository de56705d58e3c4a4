"""The program as a page for a browser, for PCs on which nothing can be installed: built once, it needs no network.

`python -m kojin_check.page OUT` builds it: `parts` says of which runtime and packages it is made and takes them from the
registries, `build` puts them together with this package. In the browser `answers` is all that the page's script talks to:
it checks, corrects, scaffolds, fills in and prints with the same functions as the commands. `page.html`, `page.css` and
`page.js` show it; no rule of the forms stands there.
"""
