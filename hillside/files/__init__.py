"""Pictures and films as bytes, and what a file says about itself."""
