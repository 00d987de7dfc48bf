"""The file of each act as it is handed over: that which `render` wrote, or its signed copy beside it.

The journal says which bytes were written. A file that is no longer those is handed over only if a signing
tool has completed it (the bytes written are its beginning) or if its name says that it is the signed copy
(« 1-deliberation-09-…-SIGNE.pdf »: a scan). Nothing is ever made again here.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path, PurePath

from actgen.diagnostics import Code, Diagnostic, Location, Mender
from actgen.kinds.manifest import Famille
from actgen.pipeline.files import name_of
from actgen.pipeline.options import ActPlan
from actgen.reading.apart import Defaut, apart
from actgen.reading.revisions import signed_since
from actgen.sources import french_size
from actgen.text.keys import sans_accents
from actgen.text.messages import phrase
from actgen.writing import Journal, is_draft
from actgen.writing.names import DRAFT_MARK

from .codes import EXPORT_ABSENT, EXPORT_MODIFIE, EXPORT_PIECE, EXPORT_PROJET, EXPORT_SIGNE
from .exemplaire import Exemplaire, autre_acte, regarder

TAILLE = 150 * 1024 * 1024
"""What the channel takes of an act with its annexes."""
SIGNE = "-SIGNE"
_SIGNES = frozenset({"signe", "signee", "signes", "signees"})
_IMAGES = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff"}
JOINTS = (".pdf", *_IMAGES)
"""What may be joined to an act, by suffix."""
_DEFAUTS = {
    Defaut.ABIME: "est incomplet ou abîmé",
    Defaut.CHIFFRE: "est protégé par un mot de passe ou des restrictions",
    Defaut.ENORME: "est démesuré, au point de ne pas s’ouvrir",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A file to hand over: its name where it is, its bytes; `signe`: it is the signed copy."""

    nom: str
    contenu: bytes
    signe: bool = False


@dataclass(frozen=True)
class Classeur:
    """The files of a session's folder, with what the journal says of them; `jour` is that of the session."""

    dossier: Path
    journal: Journal
    jour: date

    def piece(self, plan: ActPlan) -> tuple[Piece | None, tuple[Diagnostic, ...]]:
        """The file of an act, and what is to be said of it; None when there is none to hand over."""
        nom = name_of(plan, "pdf")
        signes = self._signes(nom)
        if len(signes) > 1:
            return None, (
                _dit(
                    EXPORT_MODIFIE,
                    plan,
                    signes[0],
                    phrase("{titre} : plusieurs exemplaires signés.", titre=_titre(plan)),
                    phrase("Gardez celui qui fait foi, et sortez les autres du dossier."),
                ),
            )
        if signes:
            return self._signe(plan, signes[0])
        if is_draft(nom):
            return None, (self._projet(plan, nom),)
        return self._ecrit(plan, nom)

    def _signes(self, nom: str) -> list[str]:
        base = PurePath(nom).stem.removesuffix(DRAFT_MARK).casefold()
        return [present for present in self._presents if _base_signee(present) == base]

    @cached_property
    def _presents(self) -> tuple[str, ...]:
        try:
            return tuple(sorted(entry.name for entry in self.dossier.iterdir() if entry.is_file()))
        except OSError:
            return ()

    def _signe(self, plan: ActPlan, nom: str) -> tuple[Piece | None, tuple[Diagnostic, ...]]:
        contenu = lire(self.dossier / nom)
        vu = contenu if isinstance(contenu, str) else _vu(contenu)
        if isinstance(vu, str) or isinstance(contenu, str):
            sujet = "" if isinstance(contenu, str) else "l’exemplaire signé "
            message = phrase("{titre} : {sujet}{mal}.", titre=_titre(plan), sujet=sujet, mal=vu)
            aide = phrase("Numérisez de nouveau l'acte signé, en PDF sans mot de passe.")
            return None, (_dit(EXPORT_PIECE, plan, nom, message, aide),)
        if refus := self._pas_le_sien(plan, nom, contenu, vu):
            return None, (refus,)
        dit = phrase("{titre} : l'exemplaire signé {nom} est pris.", titre=_titre(plan), nom=nom)
        return Piece(nom, contenu, signe=True), (_dit(EXPORT_SIGNE, plan, nom, dit, ""),)

    def _pas_le_sien(self, plan: ActPlan, nom: str, contenu: bytes, vu: Exemplaire) -> Diagnostic | None:
        """Why a file is not the signed copy of that act, which its name says it is."""
        du_groupe = plan.kind.famille is Famille.CONVENTION
        if plan.document is not None and (
            autre := autre_acte(vu, plan.document, None if du_groupe else self.jour)
        ):
            message = phrase(
                "{titre} : {nom} est un autre acte, {autre}.", titre=_titre(plan), nom=nom, autre=autre
            )
            aide = phrase("Mettez sous ce nom l'exemplaire signé de cet acte, et celui-ci à sa place.")
            return _dit(EXPORT_MODIFIE, plan, nom, message, aide)
        sha256 = hashlib.sha256(contenu).hexdigest()
        ecrits = (each.fingerprint.sha256 for each in self.journal.files.values())
        ecrit = sha256 in ecrits
        if not ecrit and not vu.vide and (vu.complete or not vu.porte):
            return None
        message = phrase(
            "{titre} : {nom} n'est pas signé, {quoi}.",
            titre=_titre(plan),
            nom=nom,
            quoi=phrase("ses pages sont blanches")
            if vu.vide and not ecrit
            else phrase("c'est un acte tel qu'actgen l'a écrit"),
        )
        aide = phrase(
            "Mettez sous ce nom l'acte signé : numérisé sur papier, ou signé par voie électronique. Sinon "
            "retirez ce fichier du dossier."
        )
        return _dit(EXPORT_MODIFIE, plan, nom, message, aide)

    def _projet(self, plan: ActPlan, nom: str) -> Diagnostic:
        manques = len(plan.manques)
        return _dit(
            EXPORT_PROJET,
            plan,
            nom,
            phrase("{titre} : encore à l'état de projet.", titre=_titre(plan))
            if not manques
            else phrase(
                "{titre} : encore à l'état de projet, {n} à compléter.",
                titre=_titre(plan),
                n=f"{manques} blanc{'s' if manques > 1 else ''}",
            ),
            phrase(
                "Complétez ce qui manque (actgen check le dit), relancez actgen render. Si l'exemplaire "
                "signé est complet, posez-le dans ce dossier sous le nom {nom}.",
                nom=f"{PurePath(nom).stem.removesuffix(DRAFT_MARK)}{SIGNE}.pdf",
            ),
        )

    def _ecrit(self, plan: ActPlan, nom: str) -> tuple[Piece | None, tuple[Diagnostic, ...]]:
        ecrit, place = self.journal.files.get(nom), self.dossier / nom
        if not place.exists():
            message = phrase("{titre} : le fichier {nom} n'est pas là.", titre=_titre(plan), nom=nom)
            aide = phrase("Écrivez d'abord les actes : actgen render, avec le format pdf.")
            return None, (_dit(EXPORT_ABSENT, plan, nom, message, aide),)
        contenu = lire(place)
        if isinstance(contenu, str):
            message = phrase("{titre} : {faute}.", titre=_titre(plan), faute=contenu)
            return None, (_dit(EXPORT_PIECE, plan, nom, message, phrase("Rétablissez ce fichier.")),)
        if ecrit is not None and hashlib.sha256(contenu).hexdigest() == ecrit.fingerprint.sha256:
            return Piece(nom, contenu), ()
        if ecrit is not None and isinstance(signed_since(contenu, ecrit.fingerprint.sha256), tuple):
            dit = phrase(
                "{titre} : signé par voie électronique depuis, ce fichier est pris.", titre=_titre(plan)
            )
            return Piece(nom, contenu, signe=True), (_dit(EXPORT_SIGNE, plan, nom, dit, ""),)
        return None, (self._modifie(plan, nom, ours=ecrit is not None),)

    def _modifie(self, plan: ActPlan, nom: str, *, ours: bool) -> Diagnostic:
        pourquoi = "a changé depuis qu'actgen l'a écrit" if ours else "n'a pas été écrit par actgen"
        return _dit(
            EXPORT_MODIFIE,
            plan,
            nom,
            phrase(f"{{titre}} : le fichier {{nom}} {pourquoi}.", titre=_titre(plan), nom=nom),
            phrase(
                "Si c'est l'exemplaire signé, renommez-le {signe}. Sinon sortez-le du dossier et relancez "
                "actgen render.",
                signe=f"{PurePath(nom).stem}{SIGNE}.pdf",
            ),
        )


def _base_signee(nom: str) -> str:
    """The name of the act whose signed copy this file says it is; empty for any other file."""
    chemin = PurePath(nom)
    base, trait, mot = chemin.stem.rpartition("-")
    signe = trait and chemin.suffix.casefold() == ".pdf" and sans_accents(mot).casefold() in _SIGNES
    return base.casefold() if signe else ""


def lire(place: Path) -> bytes | str:
    """The bytes of a file, or in French why they are not had."""
    if place.is_symlink() or not place.is_file():
        return f"{place.name} n’est pas un fichier"
    try:
        taille = place.stat().st_size
        if taille > TAILLE:
            return f"{place.name} est trop gros ({french_size(taille)})"
        return place.read_bytes()
    except OSError:
        return f"{place.name} ne peut pas être lu"


def faute(nom: str, contenu: bytes) -> str:
    """Why whoever receives this file could not open it, after its name; empty when they can."""
    suffixe = PurePath(nom).suffix.lower()
    if suffixe == ".pdf":
        return _faute_du_pdf(contenu)
    return "" if contenu.startswith(_IMAGES[suffixe]) else "n’est pas l’image que son nom annonce"


def _faute_du_pdf(contenu: bytes) -> str:
    vu = _vu(contenu)
    return vu if isinstance(vu, str) else ""


def _vu(contenu: bytes) -> Exemplaire | str:
    """What a PDF tells of itself, or in French why nobody could open it, after its name."""
    if not contenu.startswith(b"%PDF-"):
        return "n’est pas un PDF"
    vu = apart(regarder, contenu)
    if isinstance(vu, Defaut):
        return _DEFAUTS[vu]
    return vu if vu.pages else "n’a aucune page"


def _titre(plan: ActPlan) -> str:
    return plan.titre[:1].upper() + plan.titre[1:]


def _dit(code: Code, plan: ActPlan, nom: str, message: str, aide: str) -> Diagnostic:
    """A draft convention is completed by its coordinator; all the rest lies in the town's own folder."""
    du_groupe = code is EXPORT_PROJET and plan.kind.famille is Famille.CONVENTION
    mender = Mender.COORDONNATEUR if du_groupe else None
    return code.finding(message, Location(nom), hint=aide, point=plan.point, mender=mender)
