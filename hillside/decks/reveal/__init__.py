"""Slides for a browser: one page with reveal.js, the pictures and the films in it, which fetches nothing."""
