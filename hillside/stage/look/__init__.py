"""The look of pictures: colors by meaning, themes, contrast, and color vision."""
