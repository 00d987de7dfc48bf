"""Files that were written, opened by an identifier that a page was given: no address names a place.

Only what this run of the studio has shown can be asked for, and only while it is a plain file within the
workspace, or the folder of what was written.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

from msgspec import Struct
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; object-src 'self'; "
    "form-action 'none'; frame-ancestors 'self'; base-uri 'none'"
)
"""A PDF in the browser's own reader; a page with its sheet inside it. Nothing runs, nothing is fetched."""
_READ_HERE = {
    ".pdf": "application/pdf",
    ".html": "text/html; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_TAKEN_AWAY = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".zip": "application/zip",
}


class Fichier(Struct, frozen=True):
    """A file as a page shows it: its name, where it is opened, whether the browser shows it."""

    nom: str
    adresse: str
    lu_ici: bool


class Files:
    """The files below these folders that pages have shown."""

    def __init__(self, *roots: Path) -> None:
        self._roots = roots
        self._shown: dict[str, Path] = {}

    def show(self, place: Path) -> Fichier:
        """What a page shows of a file, which may then be asked for."""
        key = sha256(place.as_posix().encode("utf-8", "surrogatepass")).hexdigest()[:24]
        self._shown[key] = place
        return Fichier(place.name, f"/papier/{key}", place.suffix.lower() in _READ_HERE)

    def routes(self) -> list[Route]:
        """Each by its identifier."""
        return [Route("/papier/{key}", self._opened)]

    def _opened(self, request: Request) -> Response:
        place = self._shown.get(request.path_params["key"])
        if place is None or not self._is_ours(place):
            raise HTTPException(404)
        suffix = place.suffix.lower()
        how = "inline" if suffix in _READ_HERE else "attachment"
        kind = _READ_HERE.get(suffix) or _TAKEN_AWAY[suffix]
        policy = f"{POLICY}; sandbox allow-same-origin" if suffix == ".html" else POLICY
        headers = {
            "content-security-policy": policy,
            "content-disposition": f"{how}; filename*=utf-8''{quote(place.name, safe='')}",
        }
        return FileResponse(place, media_type=kind, headers=headers)

    def _is_ours(self, place: Path) -> bool:
        """A plain file below one of the folders, links followed, of a sort that is shown here."""
        try:
            inside = any(place.resolve().is_relative_to(root.resolve()) for root in self._roots)
            return inside and place.is_file() and not place.is_symlink() and _known(place)
        except OSError:
            return False


def _known(place: Path) -> bool:
    return place.suffix.lower() in (*_READ_HERE, *_TAKEN_AWAY)
