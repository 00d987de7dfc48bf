"""The copy that is kept of every template used: an act can be explained after its wording has moved on.

One zip without compression, so that its bytes depend on nothing but the templates. It only grows:
an act made last month, transmitted since, keeps the wording that it was made with.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

from actgen.sources import Source

ARCHIVE = "modeles.zip"
PREFIX = 16  # signs of its hash that a copy stands under
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip can tell
_PLAIN_FILE = 0o100644 << 16


def template_archive(templates: Iterable[Source], previous: bytes | None) -> bytes:
    """A zip of all the templates of this run and of earlier ones, each under the start of its hash."""
    used = {f"{template.sha256[:PREFIX]}/{template.path}": template.content for template in templates}
    if previous is None:
        return stored_zip(used)
    with zipfile.ZipFile(io.BytesIO(previous)) as kept:
        if used.keys() <= set(kept.namelist()):
            return previous
    return stored_zip(_copies(previous) | used)


def stored_zip(files: Mapping[str, bytes]) -> bytes:
    """A zip without compression: its bytes depend on these names and contents, and on nothing else."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3  # the same on Windows
            entry.external_attr = _PLAIN_FILE
            archive.writestr(entry, content)
    return target.getvalue()


def _copies(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as stored:
        return {name: stored.read(name) for name in stored.namelist()}
