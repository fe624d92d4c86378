"""How tightly the parts of a formula bind, from loose to tight: read and written by the same table."""

CHOICE, OR, AND, NOT, COMPARED, SUM, PRODUCT, POWER, ATOM = range(9)
