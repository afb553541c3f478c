"""Build hook: compile the walk of trees (`newscheck/html/_tree_walk.pyx`) where that is possible.

`NEWSCHECK_COMPILE` in the environment: `0` never, the wheel is for every machine then; `1` always, or the build fails;
otherwise a wheel is compiled if there is a compiler, and an editable installation isn't.
"""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = "newscheck/html/_tree_walk.pyx"


class CompiledWalk(BuildHookInterface[Any]):
    """Adds the compiled walk to a wheel, and puts it beside its source for an editable installation."""

    def dependencies(self) -> list[str]:
        """What is needed to compile; nothing is downloaded where that can't succeed."""
        return ["cython>=3.1", "setuptools>=77", self._lxml()] if _wanted() == "1" or _can_compile() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless that isn't wanted."""
        is_editable, beside = version == "editable", Path(self.root, SOURCE).parent
        if is_editable:
            for old in beside.glob(f"_tree_walk*{sysconfig.get_config_var('EXT_SUFFIX')}"):
                old.unlink()
        if _wanted() != "1" and (is_editable or not _can_compile()):
            return
        self.folder = tempfile.TemporaryDirectory()
        try:
            built = _compile(Path(self.root, SOURCE), self.folder.name)
        except (Exception, SystemExit) as error:
            if _wanted() == "1":
                raise
            self.app.display_info(f"without the compiled walk: {error}")
            return
        if is_editable:
            shutil.copy(built, beside)
        else:
            build_data["force_include"][str(built)] = f"newscheck/html/{built.name}"
            build_data.update(pure_python=False, infer_tag=True)

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what was compiled."""
        if hasattr(self, "folder"):
            self.folder.cleanup()

    def _lxml(self) -> str:
        """lxml as newscheck requires it: it is compiled with the headers of the one that an installation gets."""
        return next(name for name in self.metadata.core.dependencies if name.startswith("lxml"))


def _wanted() -> str:
    return os.environ.get("NEWSCHECK_COMPILE", "")


def _can_compile() -> bool:
    """Whether a compiler may work: on Windows, setuptools finds out."""
    if _wanted() == "0" or sys.implementation.name != "cpython" or sysconfig.get_config_var("Py_GIL_DISABLED"):
        return False
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    has_headers = Path(sysconfig.get_path("include"), "Python.h").is_file()
    return has_headers and (os.name == "nt" or shutil.which(compiler) is not None)


def _compile(source: Path, folder: str) -> Path:
    """Compile the module into a folder; returns its path."""
    import lxml
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension

    name = "newscheck.html._tree_walk"
    # Without symbols for a debugger, it is a fifth of the size.
    arguments = [] if os.name == "nt" else ["-g0"]
    extension = Extension(name, [str(source)], include_dirs=lxml.get_include(), extra_compile_args=arguments)
    modules = cythonize([extension], build_dir=folder, language_level=3)
    command = Distribution({"name": "newscheck", "ext_modules": modules}).get_command_obj("build_ext")
    command.build_lib = command.build_temp = folder
    command.ensure_finalized()
    command.run()
    return Path(command.get_ext_fullpath(name))
