"""From words to a file: what is asked for, how it is drawn, and how it was made."""
