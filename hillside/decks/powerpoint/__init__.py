"""A PowerPoint file, written part by part (ISO/IEC 29500, 2016); equal decks give equal bytes."""
