"""FRONT. The pages of the reading room: what they show (frozen rows, tested without a browser) and how it is drawn.

    choice.py     what a reader asked to see: kinds, gravity, tellings, view; to and from the query of a URL
    model.py      the rows of which a page is made
    lettering.py  text made safe to look at: invisible characters become marks, addresses become links or stay text
    aligned.py    two to four tellings as rows of whole sentences
    findings.py   the changes as a list, and where each stands in the text
    tree.py       the stemma laid out
    heat.py       where a telling differs from the keeper, as a line
    notes.py      the apparatus
    verdicts.py   the sentences at the top
    family.py     a family, or two files, as one page          shelf.py  a whole store as pages
    rendering.py  templates, the strict policy, and everything in one file

The server (`retold.web`), `retold export --html` and `retold compare --html` draw the same pages with this.
"""
