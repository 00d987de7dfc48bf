"""What libraries say of a file, in English, on the terminal: nobody of a town hall is helped by it."""

from __future__ import annotations

import logging
import os
import sys
import warnings


def silence_libraries() -> None:
    """No log line of a library and no warning of Python's on the terminal of this process, which is ours.

    Who listens to a logger of its own (the engine of pages) still hears it.
    """
    logging.getLogger().addHandler(logging.NullHandler())  # else what nobody hears is printed
    if not sys.warnoptions:  # somebody who develops asked for them
        warnings.simplefilter("ignore")


def silence_process() -> None:
    """Nothing at all from this process, libraries in C and tracebacks too: it answers by another way."""
    silence_libraries()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
