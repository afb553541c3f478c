"""Build hook: with `NEWSCHECK_COMPILE=1`, the walk of trees (`newscheck/html/_tree_walk.pyx`) is compiled.

Then the build fails where it can't be; otherwise no compiler is needed, and the wheel is for every machine.
"""

from __future__ import annotations

import os
import shutil
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NAME = "newscheck.html._tree_walk"
SOURCE = Path("newscheck/html/_tree_walk.pyx")


class CompiledWalk(BuildHookInterface[Any]):
    """Adds the compiled walk to a wheel, and puts it beside its source for an editable installation."""

    def dependencies(self) -> list[str]:
        """What is needed to compile; lxml as newscheck requires it, so that an installation gets the same version."""
        lxml = [name for name in self.metadata.core.dependencies if name.startswith("lxml")]
        return ["cython>=3.1", "setuptools>=77", *lxml] if _is_wanted() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, if that is wanted."""
        beside = Path(self.root, SOURCE.parent, f"{SOURCE.stem}{sysconfig.get_config_var('EXT_SUFFIX')}")
        if version == "editable":
            # One that was compiled earlier may be of another source.
            beside.unlink(missing_ok=True)
        if not _is_wanted():
            return
        self.folder = tempfile.TemporaryDirectory()
        built = _compile(Path(self.root, SOURCE), self.folder.name)
        if version == "editable":
            shutil.copy(built, beside)
        else:
            build_data["force_include"][str(built)] = SOURCE.with_name(built.name).as_posix()
            build_data.update(pure_python=False, infer_tag=True)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what is in the wheel by now."""
        if hasattr(self, "folder"):
            self.folder.cleanup()


def _is_wanted() -> bool:
    return os.environ.get("NEWSCHECK_COMPILE") == "1"


def _compile(source: Path, folder: str) -> Path:
    """Compile the module into a folder; returns its path."""
    import lxml
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension

    # Without symbols for a debugger, it is a fifth of the size.
    arguments = [] if os.name == "nt" else ["-g0"]
    extension = Extension(NAME, [str(source)], include_dirs=lxml.get_include(), extra_compile_args=arguments)
    modules = cythonize([extension], build_dir=folder, language_level=3)
    command = Distribution({"name": "newscheck", "ext_modules": modules}).get_command_obj("build_ext")
    command.build_lib = command.build_temp = folder
    command.ensure_finalized()
    command.run()
    return Path(command.get_ext_fullpath(NAME))
