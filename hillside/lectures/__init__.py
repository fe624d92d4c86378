"""From a lecture file to everything that is built from it."""
