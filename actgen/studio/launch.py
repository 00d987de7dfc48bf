"""From the command to an open window, and from the last window closed to the end.

The studio listens on this machine alone, at a port that the system chooses and that is bound before anything
is said of it. What the server has to say is for nobody: names of files and of people would be in it.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from actgen.api.workspace import Workspace
from actgen.base.errors import EnvironmentFault
from actgen.studio.application import application
from actgen.studio.browser import open_window, way_in
from actgen.studio.desk import Desk, Identity
from actgen.studio.gate import Gate
from actgen.studio.instance import Instance, private_folder
from actgen.studio.keys import Keys
from actgen.studio.lifetime import Lifetime
from actgen.studio.patience import Patience

_BEAT = 0.5  # seconds between two looks at what became of the windows
_LIST = 0.3  # seconds after which a list comes with the sessions that are read
_PATIENCE = 15.0  # seconds after which a window that has not come is told of
_ANSWERS_END = 2  # seconds that the last answers have to end

Say = Callable[[str], None]


def launch(place: Path, say: Say, *, browser: bool = True) -> None:
    """Open the studio of the workspace of a folder, and hold it until it ends.

    `browser`: False when its address is only to be said. Raises EnvironmentFault.
    """
    workspace = Workspace(place)
    folder = private_folder()
    instance = Instance(workspace.root, folder)
    if not instance.take():
        instance.ring()
        say(
            "Le studio est déjà ouvert sur ce dossier\u00a0: il montre une nouvelle fenêtre, ou dit son "
            "adresse là où il a été lancé."
        )
        return
    listening = _bound()
    try:
        keys = Keys(listening.getsockname()[1])
        lifetime = Lifetime()
        door = Door(keys, folder, say, browser=browser)
        desk = Desk(workspace, Identity.local(), patience=_LIST)
        app = application(desk, keys, lifetime)
        door.open()
        desk.read_ahead()
        say("Studio ouvert. Fermez sa fenêtre pour l’arrêter, ou tapez Ctrl-C ici.")
        asyncio.run(_serve(app, listening, lambda: _look(door, instance), lifetime))
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
        instance.leave()
    door.close()
    say("Le studio est fermé.")


class Door:
    """The ways in that were opened: each is gone once it has served, and its lateness is told once."""

    def __init__(
        self,
        keys: Keys,
        folder: Path,
        say: Say,
        *,
        browser: bool,
        show: Callable[[Path], bool] = open_window,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._keys, self._folder, self._say, self._browser = keys, folder, say, browser
        self._show, self._clock = show, clock
        self._file: Path | None = None
        self._address = ""
        self._since = self._entries = 0.0

    def open(self) -> None:
        """Show a window, or say by which address it can be had."""
        self.close()
        self._address = self._keys.address(self._keys.new_code())
        self._since, self._entries = self._clock(), self._keys.entries
        if self._browser:
            self._file = way_in(self._folder, self._address)
            if self._show(self._file):
                return
            self.close()
        self._tell("Ouvrez cette adresse dans votre navigateur\u00a0; elle ne sert qu’une fois\u00a0:")

    def look(self) -> None:
        """Remove the file that led in, once somebody has come in; tell the address when nobody does."""
        if self._file is None:
            return
        if self._keys.entries > self._entries:
            self.close()
        elif self._clock() - self._since > _PATIENCE:
            self.close()
            self._tell("La fenêtre ne vient pas\u202f? Collez cette adresse dans votre navigateur\u00a0:")

    def close(self) -> None:
        """Leave nothing that leads in."""
        if self._file is not None:
            with suppress(OSError):  # Windows: the browser is still reading it; the next look will do
                self._file.unlink(missing_ok=True)
                self._file = None

    def _tell(self, sentence: str) -> None:
        self._say(f"{sentence}\n  {self._address}")


def _look(door: Door, instance: Instance) -> None:
    if instance.rung():
        door.open()
    door.look()


def _bound() -> socket.socket:
    """A socket of this machine alone, that no other program can share."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)  # of Windows, where others could bind it too
    if exclusive is not None:
        listening.setsockopt(socket.SOL_SOCKET, exclusive, 1)
    try:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
    except OSError as error:
        listening.close()
        raise EnvironmentFault(
            "Cet ordinateur ne laisse pas le studio écouter sur 127.0.0.1. Demandez à qui l’administre de "
            "le permettre."
        ) from error
    return listening


async def _serve(
    app: Gate,
    listening: socket.socket,
    look: Callable[[], None],
    lifetime: Lifetime,
) -> None:
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        http="h11",
        ws="none",
        lifespan="off",
        timeout_graceful_shutdown=_ANSWERS_END,
    )
    server = uvicorn.Server(config)
    watch = asyncio.create_task(_watch(server, look, lifetime))
    await server.serve(sockets=[listening])
    await watch


async def _watch(server: uvicorn.Server, look: Callable[[], None], lifetime: Lifetime) -> None:
    """Until the end, which windows are told of; requests that never end are closed meanwhile."""
    patience = Patience()
    try:
        while not (server.should_exit or lifetime.over):
            look()
            patience.look(server.server_state.connections)
            await asyncio.sleep(_BEAT)
    finally:
        server.should_exit = True
        lifetime.ended.set()
