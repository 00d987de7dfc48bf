"""A run of its own process, to be killed, starved or interrupted: `python -m tests.session.writing.child`.

Arguments: what to do, the folder, the version of the acts. Leaves with 4 and the French sentence for a
fault of the machine, as the command line does.
"""

import itertools
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from actgen.base.errors import EnvironmentFault
from actgen.session.writing.replace import recover
from actgen.session.writing.write import write_outputs
from tests.session.writing.acts import NOBODY, acts, journal


def after(number: int, happening: Callable[[], None]) -> Callable[[str], None]:
    """Something that happens after the step of that number."""
    counter = itertools.count()

    def on_step(step: str) -> None:
        if next(counter) == number:
            happening()

    return on_step


def steps(what: str) -> Callable[[str], None]:
    """ "die:3" dies after the fourth step, "interrupt:3" presses Ctrl-C, "hold" holds the folder."""
    word, _, number = what.partition(":")
    if word == "die":
        return after(int(number), lambda: os._exit(9))
    if word == "interrupt":
        return after(int(number), lambda: os.kill(os.getpid(), signal.SIGINT))
    if word == "hold":
        return after(0, hold)
    return lambda step: None


def hold() -> None:
    print("held", flush=True)
    time.sleep(60)


def limit_files(size: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def become_nobody() -> None:
    """Go on as an ordinary user; whoever is one already stays who he is."""
    # Python's own folder may be closed to an ordinary user: what is imported late must be there.
    import_module("pikepdf")
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def die(happening: Callable[[Callable[[str], None]], None], number: int) -> bool:
    """Whether a fork of this process, doing something, met its death after the step of that number."""
    child = os.fork()
    if child == 0:
        happening(after(number, lambda: os._exit(9)))
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def die_after_each_step(root: Path, version: str) -> None:
    """One folder a step: what a run killed there has left behind, and at last an unharmed run's."""
    for number in itertools.count():
        if not die_once(root / str(number), version, number):
            return


def die_twice(root: Path, version: str) -> None:
    """One folder for each step of a run and each step of the recovery that follows, both killed there."""
    for first in itertools.count():
        for second in itertools.count():
            folder = root / f"{first}-{second}"
            if not die_once(folder, version, first):
                return
            if not die(partial(recover, folder), second):
                break


def die_once(folder: Path, version: str, number: int) -> bool:
    write_outputs(folder, acts("a"), journal("a"))
    final = acts(version, draft=False)
    return die(
        lambda on_step: discard(write_outputs(folder, final, journal(version), on_step=on_step)), number
    )


def discard(told: object) -> None:
    """What became of the files is of no interest to a process that is to die."""


def run(what: str, folder: Path, version: str) -> None:
    if what == "die-after-each-step":
        return die_after_each_step(folder, version)
    if what == "die-twice":
        return die_twice(folder, version)
    if what.startswith("nobody"):
        what = what.removeprefix("nobody").removeprefix("+")
        become_nobody()
    if what.startswith("limit:"):
        limit_files(int(what.partition(":")[2]))
    if what == "for-ever":
        run_for_ever(folder)
    write_outputs(folder, acts(version, draft=version != "final"), journal(version), on_step=steps(what))
    return None


def run_for_ever(folder: Path) -> NoReturn:
    for version in "ba":  # what is loaded once, when files are replaced, is loaded
        write_outputs(folder.with_name("essai"), acts(version), journal(version))
    print("started", flush=True)
    while True:
        for version in "ba":
            write_outputs(folder, acts(version), journal(version))


def main() -> int:
    what, folder, version = sys.argv[1:]
    try:
        run(what, Path(folder), version)
    except EnvironmentFault as fault:
        print(fault.args[0], flush=True)
        return fault.exit_code
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
