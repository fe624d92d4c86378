"""The table of elementary functions, and their values on floats, intervals and decimals."""
