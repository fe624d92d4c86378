"""An expression as a list of steps: built, simplified, and evaluated on numbers, boxes and decimals."""
