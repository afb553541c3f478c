"""The folder of the cache: `.newscheck_cache` in the working folder, unless the command line or the environment says.

No setting of a file names it. A file of settings comes with a pull request, and whoever can choose the folder chooses
which results a report is made of, and where a run writes.
"""

from __future__ import annotations

import os

from newscheck.engine.files import urls
from newscheck.errors import UsageError, reason

#: The name in the working folder, and the variable of the environment that names another folder.
FOLDER, VARIABLE = ".newscheck_cache", "NEWSCHECK_CACHE_DIR"
#: What shows that a folder is a cache.
TAG, STORE = "CACHEDIR.TAG", "store.sqlite3"


def named(given: str | None = None) -> str | None:
    """The folder that the command line, else the environment names; None where neither does.

    Raises UsageError where that is a URL, no folder, or one of something else.
    """
    folder = given or os.environ.get(VARIABLE)
    if not folder:
        return None
    urls.check_is_path(folder, "the cache")
    if problem := _problem(folder):
        raise UsageError(f"the cache can't be in {folder}: {problem}")
    return os.path.normpath(folder)


def _problem(folder: str) -> str:
    """Why a folder can't hold a cache, which is marked so that git leaves it out; empty where it can."""
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        return reason(error) if isinstance(error, OSError) else "no name of a folder"
    return "" if not names or {TAG, STORE} & {*names} else "it holds other files: name a folder of its own"
