"""File formats: writers of pictures and films, and the metadata that files carry."""
