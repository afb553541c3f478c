"""The command `newscheck`, also as `python -m newscheck`: Ctrl-C ends it quietly even while it is being loaded."""

import sys


def main() -> None:
    """Load the command line and run it."""
    try:
        from newscheck.cli import main as run

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
