"""The one exception that leaves newscheck, and which others are faults of its own. In a file of its own, so that
`--help` and `--version` load nothing else."""


class UsageError(Exception):
    """A mistake that is the user's to mend: one line on stderr, exit code 2."""


#: What is said where Python was told to leave out docstrings.
MISSING_DOCSTRINGS = (
    "the texts of the rules are docstrings, which this Python leaves out: run it without -OO (PYTHONOPTIMIZE=2)"
)


def is_crash(error: BaseException) -> bool:
    """Whether what was raised while something was checked is a fault, of our own or of a library: one of these may end
    the process on its own account, or panic in Rust, which is no Exception."""
    return isinstance(error, (Exception, SystemExit)) or type(error).__name__ == "PanicException"


def reason(error: OSError) -> str:
    """Why the system refused something, in lower case."""
    return (error.strerror or str(error)).lower()
