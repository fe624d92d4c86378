"""Data and a line that is fitted to them, for the figures that learn.

`line_fit` has the data, the line with its gaps, and its error; `line_graphs` draws them beside a second
graph, that of the error.
"""
