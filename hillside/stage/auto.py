"""The word for a value that is not given and is chosen to fit."""

AUTO = "auto"
