"""The text that councils were sent, kept by its fingerprint: once one has approved it, it changes no more.

Every later model, sheet or copy that bore another text would make a group whose members approved two
conventions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from actgen.diagnostics import Diagnostic, Mender, Severity
from actgen.facts.groupement import Groupement
from actgen.rules import rule
from actgen.text.grammar import compte
from actgen.text.messages import phrase, say
from actgen.writing import OutputFile

from .attendus import approbateurs, approuve, soumis
from .complements import Changements, changements
from .texte_garde import APPROUVE, FILE, MEMBRES, TEXTE, VERSION, Garde, a_cote, ecrite, gardee, ouverte

__all__ = ["FILE", "GC_TEXTE_CHANGE", "texte_change", "texte_soumis"]

A_APPROUVER = "1-convention-a-approuver"
GC_TEXTE_CHANGE = rule("GC-TEXTE-CHANGE")


def texte_soumis(
    groupement: Groupement,
    empreinte: str,
    texte: tuple[str, ...],
    garde: Garde | None = None,
    *,
    deja: bool = False,
) -> OutputFile:
    """What is kept of the text: its version, its members, its fingerprint, its words, for anybody to read.

    Once a council has voted, what stands beside the text stays as `garde` has it: who joins later was not on
    the list that councils were sent. That it has is written for good, votes may go from the group's file:
    `deja` when an earlier run has seen one.
    """
    vote = deja or approuve(groupement)
    tenue = garde is not None and garde.empreinte == empreinte and (vote or soumis(groupement))
    dits = garde.a_cote if garde is not None and tenue else a_cote(groupement)
    lines = (
        f"Groupement : {groupement.objet}",
        *(f"{nom} : {valeur}" for nom, valeur in dits.items()),
        f"Empreinte : {empreinte}",
        *((APPROUVE,) if vote else ()),
        "N’y entrent ni l’annexe 1, qui suit les adhésions, ni les dates de la décision du coordonnateur.",
        "",
        TEXTE,
        *texte,
    )
    fige = tenue and garde is not None and garde.approuve is vote
    return OutputFile(FILE, "\n".join((*lines, "")).encode("utf-8"), "texte-soumis", fige)


def texte_change(
    groupement: Groupement,
    empreinte: str,
    texte: Callable[[], tuple[str, ...]],
    folder: Path,
) -> Diagnostic | None:
    """Why nothing more can be made: the text is no longer the one that `folder` tells was approved.

    Before any vote, a warning at most: it may have been sent.

    What its file tells counts first; where it is gone, or is not the one that actgen wrote, its hash in the
    journal. What follows the votes by nature (annexe 1, the day of the coordinator's own decision) is no part
    of the fingerprint.
    """
    garde, sha256 = gardee(folder), ecrite(folder)
    if not (soumis(groupement) or (garde is not None and garde.approuve)):
        return _deja_envoye(groupement, garde, empreinte, folder)
    if sha256 and (garde is None or garde.sha256 != sha256):
        return _perdu(groupement, empreinte, texte, folder, sha256)
    if garde is None:
        return None
    if garde.empreinte == empreinte:
        return _autre_a_cote(groupement, garde)
    return _autres_mots(groupement, garde, empreinte, texte)


def _deja_envoye(
    groupement: Groupement, garde: Garde | None, empreinte: str, folder: Path
) -> Diagnostic | None:
    """A warning: another text than the final one that the folder held, under the version that it bore."""
    if garde is None or garde.empreinte == empreinte or not groupement.version:
        return None
    if garde.a_cote.get(VERSION) != groupement.version or not any(folder.glob(f"{A_APPROUVER}.*")):
        return None
    return GC_TEXTE_CHANGE.finding(
        phrase(
            "Le texte de la convention n'est plus celui que ce dossier contenait, sous la même version "
            "« {version} ».",
            version=groupement.version,
        ),
        groupement.lieux.get("version"),
        hint=say(
            "Si vous l'avez déjà envoyé aux conseils, donnez-lui une autre version et renvoyez-le à tous, "
            "ou rétablissez le texte envoyé."
        ),
        severity=Severity.WARNING,
    )


def _perdu(
    groupement: Groupement, empreinte: str, texte: Callable[[], tuple[str, ...]], folder: Path, sha256: str
) -> Diagnostic | None:
    """The file is gone, or is another: made again to the same bytes, it proves that the text is the same."""
    avec = texte_soumis(groupement, empreinte, texte(), deja=True).content
    sans = avec.replace(f"{APPROUVE}\n".encode(), b"", 1)  # as it was before the first vote
    if sha256 in [hashlib.sha256(refait).hexdigest() for refait in (avec, sans)]:
        return None
    return GC_TEXTE_CHANGE.finding(
        phrase(
            "Le texte soumis aux conseils, que gardait « {place} », n'y est plus tel qu'actgen l'avait "
            "écrit, et le dossier du groupement en donne maintenant un autre. Aucun papier qui porte ce "
            "texte n'est refait.",
            place=folder / FILE,
        ),
        groupement.lieux.get("version"),
        hint=say(
            "Rétablissez ce fichier depuis une sauvegarde, ou dans le dossier du groupement le texte, la "
            "version et les membres d'alors : il sera refait. Pour l'autre texte, demandez un autre dossier "
            "avec --out."
        ),
    )


def _autre_a_cote(groupement: Groupement, garde: Garde) -> Diagnostic | None:
    """The same text, with something else printed beside it: two conventions under one fingerprint."""
    dits = [
        phrase("{nom} : « {apres} » au lieu de « {avant} »", nom=nom, apres=apres, avant=garde.a_cote[nom])
        for nom, apres in a_cote(groupement).items()
        if garde.a_cote.get(nom, apres) != apres and not (nom == MEMBRES and ouverte(groupement))
    ]
    if not dits:
        return None
    return GC_TEXTE_CHANGE.finding(
        phrase(
            "Ce que la convention soumise aux conseils dit à côté de son texte a changé {depuis}. {dits}. "
            "Aucun papier qui porte ce texte n'est refait.",
            depuis=_depuis(groupement),
            dits=". ".join(dits),
        ),
        groupement.lieux.get("version"),
        hint=_autre_texte(groupement),
    )


def _autres_mots(
    groupement: Groupement, garde: Garde, empreinte: str, texte: Callable[[], tuple[str, ...]]
) -> Diagnostic:
    """Blanks that were filled are told apart from other words.

    They are an error all the same: a text with a choice in place of a blank has another fingerprint than the
    one that deliberations cite, and only a lawyer can tell a matter of form from a choice not voted.
    """
    from actgen.acts.convention import empreinte_imprimee

    vus = changements(garde.texte, texte()) if garde.texte else Changements()
    return GC_TEXTE_CHANGE.finding(
        phrase(
            "Le texte de la convention a changé {depuis} : son empreinte était {avant}, elle est {apres}. "
            "{dits}Aucun papier qui porte ce texte n'est refait.",
            dits=f"{vus.dits} " if vus.dits else "",
            depuis=_depuis(groupement),
            avant=empreinte_imprimee(garde.empreinte),
            apres=empreinte_imprimee(empreinte),
        ),
        groupement.lieux.get("version"),
        hint=_blancs_remplis() if vus.completes_seulement else _autre_texte(groupement),
        mender=Mender.SERVICE_JURIDIQUE if vus.completes_seulement else None,
    )


def _blancs_remplis() -> str:
    return say(
        "Ces blancs étaient dans le texte approuvé : au service juridique de dire s'ils ne sont que de "
        "forme. Si oui, demandez un autre dossier avec --out, qui portera le texte complété ; sinon, "
        "laissez-les en blanc, ou faites délibérer de nouveau tous les conseils."
    )


def _autre_texte(groupement: Groupement) -> str:
    if not soumis(groupement):
        return say(
            "Aucun vote n'est plus dit : rétablissez les retours et le texte approuvé. Si aucun conseil n'a "
            "voté, ou pour l'autre texte, demandez un autre dossier avec --out."
        )
    return say(
        "Rétablissez le texte approuvé. Pour lire l'autre texte, demandez un autre dossier avec --out ; pour "
        "l'adopter, tous les conseils délibèrent de nouveau."
    )


def _depuis(groupement: Groupement) -> str:
    nombre = len(approbateurs(groupement))
    if nombre:
        return f"depuis qu’il a été approuvé par {compte(nombre, 'conseil')}"
    if groupement.approuvee_le is not None or not soumis(groupement):
        return "depuis qu’il a été approuvé"
    return "alors que des réponses de conseils sont encore à vérifier"
