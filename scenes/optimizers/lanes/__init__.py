"""The lanes of a race: where each map stands, what it shows, and what is said above it."""
