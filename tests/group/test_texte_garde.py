"""What is read back of the text that councils were sent: from its file, from a journal, in another folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from actgen.acts.tree.words import fingerprint_of
from actgen.base.records import replace
from actgen.group.sent_text import FILE, MEMBRES, TEXTE, KeptText, folder_of_text, journal_hash, read_kept
from actgen.session.writing.fingerprint import fingerprint
from actgen.session.writing.journal import JournalDraft
from actgen.session.writing.plan import OutputFile
from actgen.session.writing.write import write_outputs

MOTS = ("Convention constitutive", "Article 1. Objet")
EMPREINTE = fingerprint_of(MOTS)
DITS = {
    "Nom d’usage": "papier",
    "Version": "version 1",
    MEMBRES: "Daoulas (29043), Hanvec (29078)",
    "Année des populations": "2023",
}
FICHIER = "groupements/papier.yaml"


def contenu(mots: tuple[str, ...] = MOTS, empreinte: str = EMPREINTE) -> bytes:
    tete = ("Groupement : l’achat de papier", *(f"{nom} : {valeur}" for nom, valeur in DITS.items()))
    return "\n".join((*tete, f"Empreinte : {empreinte}", "", TEXTE, *mots, "")).encode()


def ecrit(folder: Path, fichier: str = FICHIER, content: bytes | None = None) -> Path:
    """A coordinator's folder as a run leaves it."""
    content = contenu() if content is None else content
    write_outputs(
        folder, [OutputFile(FILE, content, "texte-soumis")], JournalDraft(fichier, "a_tenir", {}, ())
    )
    return folder


def lue(folder: Path) -> KeptText:
    """What is kept there, whatever the hash of the file."""
    found = read_kept(folder)
    assert found is not None and found.sha256
    return replace(found, sha256="")


def test_the_file_tells_fingerprint_words_and_what_stands_beside_them(tmp_path: Path) -> None:
    assert lue(ecrit(tmp_path)) == KeptText(EMPREINTE, MOTS, DITS)


def test_words_that_were_changed_by_hand_tell_nothing_and_the_fingerprint_still_holds(tmp_path: Path) -> None:
    ecrit(tmp_path, content=contenu(("Convention constitutive", "Article 1. Un autre objet")))
    assert lue(tmp_path) == KeptText(EMPREINTE, (), DITS)


def test_what_the_text_says_is_never_taken_for_what_stands_beside_it(tmp_path: Path) -> None:
    mots = ("Version : autre", f"Empreinte : {'0' * 64}")
    ecrit(tmp_path, content=contenu(mots, fingerprint_of(mots)))
    assert lue(tmp_path) == KeptText(fingerprint_of(mots), mots, DITS)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"Empreinte : abc\n", contenu(empreinte="0" * 63)])
def test_a_file_that_tells_no_fingerprint_tells_nothing(tmp_path: Path, content: bytes) -> None:
    assert read_kept(ecrit(tmp_path, content=content)) is None


def test_a_file_that_is_gone_is_known_by_its_hash_in_the_journal(tmp_path: Path) -> None:
    assert (read_kept(tmp_path), journal_hash(tmp_path)) == (None, "")
    ecrit(tmp_path)
    (tmp_path / FILE).unlink()
    assert (read_kept(tmp_path), journal_hash(tmp_path)) == (None, fingerprint(FILE, contenu()).sha256)
    (tmp_path / "journal.json").write_bytes(b"{")
    assert journal_hash(tmp_path) == ""


def test_a_group_that_changed_its_name_is_found_by_the_file_that_wrote_its_folder(tmp_path: Path) -> None:
    ici = tmp_path / "groupement-ramettes/coordonnateur"
    assert folder_of_text(ici, FICHIER) == ici
    ecrit(tmp_path / "groupement-carton/coordonnateur", "groupements/carton.yaml")
    illisible = ecrit(tmp_path / "groupement-abime/coordonnateur")
    (illisible / "journal.json").write_bytes(b"{")
    assert folder_of_text(ici, FICHIER) == ici
    ancien = ecrit(tmp_path / "groupement-papier/coordonnateur")
    assert folder_of_text(ici, FICHIER) == ancien
    ecrit(ici)  # its own folder comes first
    assert folder_of_text(ici, FICHIER) == ici
