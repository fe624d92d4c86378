"""Pages to explore: one offline file in which a student drags the point of a figure."""
