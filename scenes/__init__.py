"""One file, one figure: a module here is in the catalogue with nothing to register."""
