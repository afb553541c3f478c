"""The command `newscheck`, also as `python -m newscheck`: Ctrl-C ends it quietly even while it is being loaded, and any
other failure then has exit code 2."""

import gc
import os
import sys


def main() -> None:
    """Load the command line and run it."""
    # Next to nothing that is loaded, some 50,000 objects, is ever freed: to look for cycles in it takes a tenth of a
    # run on one file.
    gc.set_threshold(100_000)
    try:
        from newscheck.cli import main as run

        run()
    except (KeyboardInterrupt, SystemExit) as error:
        sys.exit(error.code if isinstance(error, SystemExit) else 130)
    except BaseException as error:
        # Python would end with exit code 1. There may be no memory for a traceback.
        os.write(
            2, f"newscheck: can't be loaded: {type(error).__name__}: {error}\n".encode("utf-8", "backslashreplace")
        )
        os._exit(2)


if __name__ == "__main__":
    main()
