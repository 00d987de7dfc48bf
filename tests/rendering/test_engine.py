"""The engine of PDFs is made ready without help from other programs."""

from __future__ import annotations

import subprocess
import sys

import pytest

_LOADED = """
import sys
started = []
sys.addaudithook(lambda event, told: started.append(told[0]) if event == "subprocess.Popen" else None)
from actgen.rendering.engine import engine
import ctypes.util
search = ctypes.util.find_library
engine()
assert ctypes.util.find_library is search
print(len(started))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere libraries are searched for in folders")
def test_no_program_is_started_to_find_the_system_libraries() -> None:
    run = subprocess.run([sys.executable, "-c", _LOADED], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "0"
