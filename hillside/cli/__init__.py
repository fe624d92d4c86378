"""The command line, one file for each command: words become a job, and a job becomes a file."""
