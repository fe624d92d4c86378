"""Data and a line that is fitted to them, for the figures that learn.

`line_fit` contains the data, the line with its residuals, and its error; `line_graphs` draws them beside a
second graph, that of the error.
"""
