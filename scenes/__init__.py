"""One folder, one figure: what has a `scene.py` here is in the catalogue, with nothing to register."""
