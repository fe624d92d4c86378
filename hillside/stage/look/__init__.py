"""How things look: colors by meaning, themes, contrast, and how eyes see them."""
