"""From a request to a file: jobs, rendering, recipes and keys."""
