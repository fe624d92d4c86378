"""A local page that shows a figure while its lecture file, its data or its source is edited.

`shown` is what is watched, `controls` what the page offers, `drawing` answers a request with a picture or
with the line to mend, `edits` notices saved files, `local_server` speaks HTTP on loopback, and `watching`
is the loop in which one warm process draws.
"""
