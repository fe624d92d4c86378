"""What other tools are given: slides, pages and sources, made from takes."""
