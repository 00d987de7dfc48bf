import errno
from pathlib import Path

import pytest

from actgen.base.errors import EnvironmentFault
from actgen.session.writing.faults import machine_fault
from actgen.session.writing.write import write_outputs
from tests.session.writing.acts import acts, journal


class SharingViolation(PermissionError):
    """What Windows says of a file that Word holds open; this attribute exists nowhere else."""

    winerror = 32


def test_a_file_held_open_on_windows_is_named() -> None:
    error = SharingViolation(
        errno.EACCES, "in use", "C:/acts/.actgen-en-cours/0", 32, "acts/1-deliberation.docx"
    )
    said = machine_fault(error, Path("acts")).args[0]
    assert "«\u00a01-deliberation.docx\u00a0» ne peut pas être remplacé" in said
    assert "Fermez les documents" in said


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "Le disque est plein"),
        (errno.EDQUOT, "Le disque est plein"),
        (errno.EROFS, "est protégé en écriture"),
        (errno.EIO, "(erreur 5 du système)"),
    ],
)
def test_each_fault_has_its_sentence_and_says_that_old_files_are_safe(number: int, expected: str) -> None:
    said = machine_fault(OSError(number, "English words"), Path("sortie")).args[0]
    assert expected in said
    assert "Les fichiers déjà produits sont intacts." in said
    assert "English" not in said


def test_a_path_that_is_too_long_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="est trop long pour ce système"):
        write_outputs(tmp_path / ("x" * 300), acts("a"), journal("a"))
