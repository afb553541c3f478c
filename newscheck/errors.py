"""The one exception that leaves newscheck. In a file of its own, so that `--help` and `--version` load nothing else."""


class UsageError(Exception):
    """A mistake that is the user's to mend: one line on stderr, exit code 2."""
