"""What an earlier run has kept of the text that councils were sent, wherever a trace of it is left.

Its file tells all of it. Where that file is gone, the folder's journal still has its hash: enough to see that
another text is about to be made.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from actgen.document.words import fingerprint_of
from actgen.errors import EnvironmentFault
from actgen.facts.groupement import Groupement
from actgen.writing import JOURNAL, read_journal

FILE = "texte-soumis-aux-conseils.txt"
TEXTE = "Texte :"
NOM, VERSION, ANNEE = "Nom d’usage", "Version", "Année des populations"
MEMBRES = "Membres appelés à délibérer"
_LIGNE = re.compile(rf"^({NOM}|{VERSION}|{MEMBRES}|{ANNEE}) : (.*)$", re.MULTILINE)
_EMPREINTE = re.compile(r"^Empreinte : ([0-9a-f]{64})$", re.MULTILINE)
APPROUVE = "Approuvé par un conseil : oui"
_LONGEST = 1_000_000  # bytes of that file


@dataclass(frozen=True, slots=True)
class Garde:
    """The text as it was kept: its fingerprint, its words, and what is printed beside them, by its name.

    `texte` is empty when it doesn't have that fingerprint: it was changed by hand, and tells nothing.
    `sha256` is that of the file, to hold against what the journal says. `approuve`: a council had voted when
    it was written, be its vote told any more or not.
    """

    empreinte: str
    texte: tuple[str, ...] = ()
    a_cote: dict[str, str] = field(default_factory=dict)
    sha256: str = field(default="", compare=False)
    approuve: bool = False


def a_cote(groupement: Groupement) -> dict[str, str]:
    """What the convention prints beside the text of its fingerprint, as councils are sent it, by its name."""
    membres = (f"{membre.collectivite.nom} ({membre.collectivite.code})" for membre in groupement.membres)
    return {
        NOM: groupement.nom_d_usage or "non dit",
        VERSION: groupement.version or "non dite",
        MEMBRES: ", ".join(membres),
        ANNEE: str(groupement.annee_population or "non dite"),
    }


def ouverte(groupement: Groupement) -> bool:
    """Whether others may join: the list of members is then no part of what is held."""
    return groupement.clauses.adhesion != "fermee"


def gardee(folder: Path) -> Garde | None:
    """What the file of that folder tells; None where there is none, or it tells no fingerprint."""
    try:
        with (folder / FILE).open("rb") as file:
            octets = file.read(_LONGEST)
    except OSError:
        return None
    content = octets.decode("utf-8", "replace")
    tete, _, suite = content.partition(f"\n{TEXTE}\n")
    found = _EMPREINTE.search(tete)
    if found is None:
        return None
    texte = tuple(suite.removesuffix("\n").split("\n"))
    return Garde(
        found[1],
        texte if fingerprint_of(texte) == found[1] else (),
        dict(_LIGNE.findall(tete)),
        hashlib.sha256(octets).hexdigest(),
        APPROUVE in tete.splitlines(),
    )


def ecrite(folder: Path) -> str:
    """The hash of that file as the folder's journal tells of it; empty where it was never written."""
    try:
        entry = read_journal(folder).files.get(FILE)
    except EnvironmentFault:  # told when the folder is written
        return ""
    return entry.fingerprint.sha256 if entry is not None else ""


def dossier_du_texte(folder: Path, fichier: str) -> Path:
    """Where that text is kept: `folder`, else the one that this group's file wrote under another name.

    Without it, to change the name of a group would be enough to change what councils approved.
    """
    if (folder / JOURNAL).is_file():
        return folder
    autres = sorted(folder.parent.parent.glob(f"*/{folder.name}/{JOURNAL}"))
    return next((autre.parent for autre in autres if _ecrit_de(autre.parent, fichier)), folder)


def _ecrit_de(folder: Path, fichier: str) -> bool:
    try:
        return read_journal(folder).session == fichier
    except EnvironmentFault:
        return False
