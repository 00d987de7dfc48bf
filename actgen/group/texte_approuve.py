"""The text that councils were sent, kept by its fingerprint: once one has approved it, it changes no more.

Every later model, sheet or copy that bore another text would make a group whose members approved two
conventions.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from actgen.diagnostics import Code, Diagnostic, Mender, Scope, Severity, declare
from actgen.document.words import fingerprint_of
from actgen.model.groupement import Groupement, MembreGroupement
from actgen.text.grammar import compte
from actgen.text.messages import phrase, say
from actgen.writing import OutputFile

from .complements import Changements, changements

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
_TEXTE = "Texte :"
_LONGEST = 1_000_000  # bytes of that file


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


def texte_soumis(groupement: Groupement, empreinte: str, texte: tuple[str, ...]) -> OutputFile:
    """What is kept of the text: its version, its fingerprint, and its words, for anybody to read."""
    lines = (
        f"Groupement : {groupement.objet}",
        f"Version : {groupement.version or 'non dite'}",
        f"Empreinte : {empreinte}",
        "N’y entrent ni l’annexe 1, qui suit les adhésions, ni les dates de la décision du coordonnateur.",
        "",
        _TEXTE,
        *texte,
    )
    return OutputFile(FILE, "\n".join((*lines, "")).encode("utf-8"), "texte-soumis", soumis(groupement))


def texte_change(
    groupement: Groupement, empreinte: str, texte: Callable[[], tuple[str, ...]], folder: Path
) -> Diagnostic | None:
    """Why nothing more can be made: the text is no longer the one that `folder` tells was approved.

    Blanks that were filled are told apart from other words. They are an error all the same: a text with a
    choice in place of a blank has another fingerprint than the one that deliberations cite, and only a
    lawyer can tell a matter of form from a choice that nobody has voted. What follows the votes by nature
    (annexe 1, the day of the coordinator's own decision) is no part of the fingerprint.
    """
    garde, approuve = _garde(folder / FILE)
    if not soumis(groupement) or garde in ("", empreinte):
        return None
    from actgen.pipeline.conventions import empreinte_imprimee  # with all that composes

    vus = changements(approuve, texte()) if approuve else Changements()
    return GC_TEXTE_CHANGE.finding(
        phrase(
            "Le texte de la convention a changé {depuis} : son empreinte était {avant}, elle est {apres}. "
            "{dits}Rien n'est refait de ce qui le porterait.",
            dits=f"{vus.dits} " if vus.dits else "",
            depuis=_depuis(groupement),
            avant=empreinte_imprimee(garde),
            apres=empreinte_imprimee(empreinte),
        ),
        groupement.lieux.get("version"),
        hint=_blancs_remplis() if vus.completes_seulement else _autre_texte(),
        mender=Mender.SERVICE_JURIDIQUE if vus.completes_seulement else None,
    )


def _blancs_remplis() -> str:
    return say(
        "Ces blancs étaient dans le texte approuvé : au service juridique de dire s'ils ne sont que de "
        "forme. Si oui, demandez un autre dossier avec --out, qui portera le texte complété ; sinon, "
        "laissez-les en blanc, ou faites délibérer de nouveau tous les conseils."
    )


def _autre_texte() -> str:
    return say(
        "Rétablissez le texte approuvé. Pour lire l'autre texte, demandez un autre dossier avec --out ; pour "
        "l'adopter, tous les conseils délibèrent de nouveau."
    )


def _depuis(groupement: Groupement) -> str:
    nombre = len(approbateurs(groupement))
    if nombre:
        return f"depuis qu’il a été approuvé par {compte(nombre, 'conseil')}"
    if groupement.approuvee_le is not None:
        return "depuis qu’il a été approuvé"
    return "alors que des réponses de conseils sont encore à vérifier"


def _garde(place: Path) -> tuple[str, tuple[str, ...]]:
    """The fingerprint that an earlier run has kept, and its text; empty where there is none.

    A text that doesn't have that fingerprint was changed by hand: it tells nothing.
    """
    try:
        with place.open("rb") as file:
            content = file.read(_LONGEST).decode("utf-8", "replace")
    except OSError:
        return "", ()
    found = _EMPREINTE.search(content)
    if found is None:
        return "", ()
    _, _, suite = content.partition(f"\n{_TEXTE}\n")
    texte = tuple(suite.removesuffix("\n").split("\n"))
    return found[1], texte if fingerprint_of(texte) == found[1] else ()
