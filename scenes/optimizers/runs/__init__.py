"""The runs of a race: one optimizer each, with settings found by trial."""
