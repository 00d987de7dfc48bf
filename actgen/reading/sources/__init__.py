"""The one way to read a file: its bytes and their hash, logged for the journal.

Everything that an act is made from goes through a `Sources`, so that the journal can name it with
its hash. A file is known by its place in the workspace, never by its place on this machine: the same
workspace gives the same journal, and the same messages, on every computer.
"""

from actgen.base.shipped import SHIPPED_LABEL, shipped

from .faults import SourceFault
from .log import Basis, Source, Sources
from .packed import packed_part
from .places import workspace_of
from .texts import decoded, french_size
from .walk import (
    BIN,
    RECEIVED,
    SESSIONS,
    YAML,
    aside_files,
    files_beside,
    is_received,
    session_files,
    yaml_files,
)

__all__ = [
    "BIN",
    "RECEIVED",
    "SESSIONS",
    "SHIPPED_LABEL",
    "YAML",
    "Basis",
    "Source",
    "SourceFault",
    "Sources",
    "aside_files",
    "decoded",
    "files_beside",
    "french_size",
    "is_received",
    "packed_part",
    "session_files",
    "shipped",
    "workspace_of",
    "yaml_files",
]
