"""A PowerPoint file, written part by part (ISO/IEC 29500, 2016): the same deck gives the same bytes."""
