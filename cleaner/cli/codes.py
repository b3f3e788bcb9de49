"""Exit codes."""

DONE = 0
CHANGED = 1
USAGE = 2
FAILED = 3
INTERRUPTED = 130
# Lines that a command says of records that are none; a wrong file has one a line.
MOST_COMPLAINTS = 10
