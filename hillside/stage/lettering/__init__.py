"""Words as they are set: languages and their catalogs, numbers, fonts, outlines."""
