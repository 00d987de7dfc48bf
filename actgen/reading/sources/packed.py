"""The parts of a zip that comes from elsewhere: what the directory of the file says of them, which may lie.

Asked for a whole part, `zipfile` opens gigabytes of it before it looks at the size that is told; what a
method other than deflate opens into it never bounds. Word and Excel files have no other, nor has what actgen
writes.
"""

from __future__ import annotations

import zipfile
from copy import copy

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def packed_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of a part. Raises BadZipFile where it is of another size than is told, or of another method.

    No more is opened than the size that is told, which the caller has bounded.
    """
    if entry.compress_type not in _METHODS:
        raise zipfile.BadZipFile
    asked = copy(entry)
    asked.file_size += 1  # else what goes on past the size that is told is left out in silence
    with archive.open(asked) as part:
        content = part.read(asked.file_size)
    if len(content) != entry.file_size:
        raise zipfile.BadZipFile
    return content
