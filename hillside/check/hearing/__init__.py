"""The ear of the check: what is said is read back from the written text and held against the parameters."""
