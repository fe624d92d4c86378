"""The layout of a computation graph on the sheet."""
