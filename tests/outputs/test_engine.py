"""The engine of PDFs is made ready without help from other programs."""

from __future__ import annotations

import subprocess
import sys

import pytest

_LOADED = """
import ctypes.util, subprocess
started, search, begin = [], ctypes.util.find_library, subprocess.Popen.__init__
def begun(self, *told, **asked):
    started.append(told)
    begin(self, *told, **asked)
subprocess.Popen.__init__ = begun
from actgen.outputs.engine import engine
engine()
assert ctypes.util.find_library is search
print(len(started))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are searched for in folders")
def test_no_program_is_started_to_find_the_system_libraries() -> None:
    run = subprocess.run(
        [sys.executable, "-c", _LOADED],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "0"
