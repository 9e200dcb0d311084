"""FRONT. The reading room: a local server over a finished store. It reads and draws what is asked for; it judges
nothing.

snapshots.py  one manifest a request: what a reader sees stays whole while a build publishes
drawing.py    a family in full through the plan, or a large one with only the tellings that are looked at
labels.py     what people say of findings, in a file of its own beside the segments
guard.py      loopback only: Host, Origin, and the headers of every answer
app.py        the addresses
serving.py    the port, and the browser
"""
