"""The exception for mistakes of the user, and which others are crashes. In a file of its own, so that `--help` and
`--version` load nothing else."""


class UsageError(Exception):
    """A mistake that the user can correct: one line on stderr, exit code 2."""


#: The message where Python leaves out docstrings.
MISSING_DOCSTRINGS = (
    "the texts of the rules are docstrings, which this Python leaves out: run it without -OO (PYTHONOPTIMIZE=2)"
)


def is_crash(error: BaseException) -> bool:
    """Whether an exception raised by a check is a crash of newscheck or a library. Libraries may also raise SystemExit,
    and panic in Rust, which is no Exception."""
    return isinstance(error, (Exception, SystemExit)) or type(error).__name__ == "PanicException"


def reason(error: OSError) -> str:
    """Why the system refused something, in lower case."""
    return (error.strerror or str(error)).lower()
