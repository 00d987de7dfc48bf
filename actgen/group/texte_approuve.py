"""The text that councils were sent, kept by its fingerprint: once one has approved it, it changes no more.

Every later model, sheet or copy that bore another text would make a group whose members approved two
conventions.
"""

from __future__ import annotations

import re
from pathlib import Path

from actgen.diagnostics import Code, Diagnostic, Mender, Scope, Severity, declare
from actgen.model.groupement import Groupement, MembreGroupement
from actgen.text.grammar import compte
from actgen.text.messages import phrase, say
from actgen.writing import OutputFile

GC_TEXTE_CHANGE: Code = declare(
    "GC-TEXTE-CHANGE",
    Severity.ERROR,
    "Le texte de la convention ne change plus une fois qu’un conseil l’a approuvé\u00a0: tous approuvent le "
    "même.",
    scope=Scope.RUN,
    mender=Mender.COORDONNATEUR,
)
FILE = "texte-soumis-aux-conseils.txt"
_EMPREINTE = re.compile(r"^Empreinte : ([0-9a-f]{64})$", re.MULTILINE)
_LONGEST = 10_000  # bytes of that file


def approbateurs(groupement: Groupement) -> tuple[MembreGroupement, ...]:
    """Those whose council has approved the text; the coordinator's own decision is another text."""
    coordonnateur = groupement.coordonnateur.collectivite.code
    return tuple(
        membre
        for membre in groupement.membres
        if membre.collectivite.code != coordonnateur
        and membre.deliberation_le is not None
        and membre.resultat != "rejetée"
    )


def soumis(groupement: Groupement) -> bool:
    """Whether a council has approved the text, is said to, or may have: an answer can't be read."""
    douteuse = any(membre.a_corriger for membre in groupement.membres)
    return groupement.approuvee_le is not None or bool(approbateurs(groupement)) or douteuse


def texte_soumis(groupement: Groupement, empreinte: str) -> OutputFile:
    """What is kept of the text: its version and its fingerprint, for anybody to read."""
    lines = (
        f"Groupement : {groupement.objet}",
        f"Version : {groupement.version or 'non dite'}",
        f"Empreinte : {empreinte}",
        "N’y entrent ni l’annexe 1, qui suit les adhésions, ni les dates de la décision du coordonnateur.",
    )
    return OutputFile(FILE, "\n".join((*lines, "")).encode("utf-8"), "texte-soumis", soumis(groupement))


def texte_change(groupement: Groupement, empreinte: str, folder: Path) -> Diagnostic | None:
    """Why nothing more can be made: the text is no longer the one that `folder` tells was approved."""
    garde = _gardee(folder / FILE)
    if not soumis(groupement) or garde in ("", empreinte):
        return None
    from actgen.pipeline.conventions import empreinte_imprimee  # with all that composes

    return GC_TEXTE_CHANGE.finding(
        phrase(
            "Le texte de la convention a changé {depuis} : son empreinte était {avant}, elle est {apres}. "
            "Ni modèle, ni convention, ni feuille de signature n'est refait.",
            depuis=_depuis(groupement),
            avant=empreinte_imprimee(garde),
            apres=empreinte_imprimee(empreinte),
        ),
        groupement.lieux.get("version"),
        hint=say(
            "Rétablissez le texte approuvé ; un blanc rempli après coup le change aussi. Pour lire l'autre "
            "texte, demandez un autre dossier avec --out ; pour l'adopter, tous les conseils délibèrent de "
            "nouveau."
        ),
    )


def _depuis(groupement: Groupement) -> str:
    nombre = len(approbateurs(groupement))
    if nombre:
        return f"depuis qu’il a été approuvé par {compte(nombre, 'conseil')}"
    if groupement.approuvee_le is not None:
        return "depuis qu’il a été approuvé"
    return "alors que des réponses de conseils sont encore à vérifier"


def _gardee(place: Path) -> str:
    """The fingerprint that an earlier run has kept; empty where there is none."""
    try:
        with place.open("rb") as file:
            content = file.read(_LONGEST)
    except OSError:
        return ""
    found = _EMPREINTE.search(content.decode("utf-8", "replace"))
    return found[1] if found else ""
