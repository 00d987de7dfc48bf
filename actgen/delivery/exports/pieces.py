"""The file of each act as it is handed over: that which `render` wrote, or its signed copy beside it.

The journal says which bytes were written. A file that is no longer those is handed over only if a signing
tool has completed it (the bytes written are its beginning) or if its name says that it is the signed copy
(« 1-deliberation-09-…-SIGNE.pdf »: a scan, or an act of ours to which nothing but signatures was added).
What carries its own data must say what the session says: the State is told the one, and given the other.
Nothing is ever made again here.
"""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cached_property
from itertools import zip_longest
from pathlib import Path, PurePath

from msgspec import Struct

from actgen.acts.outputs.carried import enonces, fits
from actgen.acts.tree.nodes import Document
from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.base.rules import Rule
from actgen.base.text.messages import phrase, shorten_both
from actgen.reading.signed_pdf import beginnings, signed_since
from actgen.session.files import name_of
from actgen.session.writing.journal import Journal
from actgen.session.writing.names import DRAFT_MARK, is_draft, signed_base

from .codes import EXPORT_ABSENT, EXPORT_MODIFIE, EXPORT_PERIME, EXPORT_PIECE, EXPORT_PROJET, EXPORT_SIGNE
from .signed_copy import Exemplaire, SinceWritten, day_in_figures, looked_into, other_act, read_bounded

_LONGEST = 90


def first_gap(lu: Exemplaire, acte: Document, jour: date | None) -> str:
    """What differs first between a file and the act as it would be written now; empty where nothing does.

    `jour` None: the act of a group, which its coordinator may have made for another day: its object alone.
    Words that were private when the file was made are not in its data: whatever stands there is theirs.
    """
    valeurs = [("objet", lu.objet, acte.subject)]
    if jour is not None:
        valeurs = [
            ("titre", lu.titre, acte.title),
            ("collectivité", lu.collectivite, acte.author),
            ("date", lu.jour, jour.isoformat()),
            *valeurs,
        ]
    for nom, dit, attendu in valeurs:
        if not fits(dit, attendu):
            un, autre = shorten_both(day_in_figures(dit), day_in_figures(attendu), _LONGEST)
            return phrase("{nom} « {lu} », la séance dit « {attendu} »", nom=nom, lu=un, attendu=autre)
    if jour is None or acte.projet or not lu.enonces:
        return ""
    for dit, attendu in zip_longest(lu.enonces, [each.mots for each in enonces(acte)], fillvalue=""):
        if not fits(dit, attendu):
            un, autre = shorten_both(dit, attendu, _LONGEST)
            return phrase("il dit « {lu} », la séance « {attendu} »", lu=un or "…", attendu=autre or "…")
    return ""


SIGNE = "-SIGNE"
_READER = phrase("Seul un lecteur de PDF vérifie sa signature : ouvrez-le avant de le déposer.")
_SIGN = phrase(
    "Mettez sous ce nom l'acte signé : numérisé sur papier, ou signé par voie électronique. Sinon "
    "retirez ce fichier du dossier."
)
_MAKE_AGAIN = phrase(
    "Sortez-le du dossier, relancez actgen render et signez le fichier qu'il écrit, sans rien y ajouter "
    "d'autre ; ou signez l'acte sur papier et numérisez-le."
)
_SIGN_AGAIN = phrase(
    "Reprenez l'acte tel qu'actgen l'a écrit (actgen render) et signez-le sans rien y ajouter d'autre ; ou "
    "signez-le sur papier et numérisez-le. actgen verify dit ce qui a été ajouté."
)
_WHICH_IS_RIGHT = phrase(
    "Si l'acte signé est juste, remettez dans la séance ce qu'il dit. Si c'est la séance qui l'est, "
    "sortez-le du dossier, relancez actgen render, puis faites signer le nouvel acte."
)
_ALREADY_SENT = phrase(
    "Cet acte est dit déjà transmis, et ne change plus : remettez dans la séance ce qu'il dit, ou videz "
    "« transmise_le » s'il ne l'est pas."
)
_RENDER_AGAIN = phrase("Relancez actgen render, qui récrit cet acte, puis exportez-le de nouveau.")


class SentFile(Struct, frozen=True):
    """A file to hand over: its name where it is, its bytes; `signe`: it is the signed copy."""

    nom: str
    contenu: bytes
    signe: bool = False


class WrittenFiles(Struct, frozen=True, dict=True):
    """The files of a session's folder, with what the journal says of them; `jour` is that of the session.

    `changes`: the user's files that the journal doesn't know as they are today.
    """

    folder: Path
    journal: Journal
    jour: date
    changes: tuple[str, ...] = ()

    def file_of(self, plan: ActPlan) -> tuple[SentFile | None, tuple[Diagnostic, ...]]:
        """The file of an act, and what is to be said of it; None when there is none to hand over."""
        nom = name_of(plan, "pdf")
        signes = self.signed_names(plan)
        if len(signes) > 1:
            return None, (
                _tell(
                    EXPORT_MODIFIE,
                    plan,
                    signes[0],
                    phrase("{titre} : plusieurs exemplaires signés.", titre=_title(plan)),
                    phrase("Gardez celui qui fait foi, et sortez les autres du dossier."),
                ),
            )
        if signes:
            return self._take_signed(plan, signes[0])
        if is_draft(nom):
            return None, (self._told_draft(plan, nom),)
        return self._take_written(plan, nom)

    def signed_names(self, plan: ActPlan) -> list[str]:
        """The files of the folder that say, by their names, to be the signed copy of that act."""
        base = PurePath(name_of(plan, "pdf")).stem.removesuffix(DRAFT_MARK).casefold()
        return [present for present in self._present if signed_base(present) == base]

    @cached_property
    def _present(self) -> tuple[str, ...]:
        try:
            return tuple(sorted(entry.name for entry in self.folder.iterdir() if entry.is_file()))
        except OSError:
            return ()

    def _take_signed(self, plan: ActPlan, nom: str) -> tuple[SentFile | None, tuple[Diagnostic, ...]]:
        contenu = read_bounded(self.folder / nom)
        if isinstance(contenu, str):
            return None, (self._unreadable(plan, nom, contenu),)
        vu = looked_into(contenu)
        if refus := self._refusal(plan, nom, contenu, vu):
            return None, (refus,)
        dit = phrase("{titre} : l'exemplaire signé {nom} est pris.", titre=_title(plan), nom=nom)
        aide = _READER if isinstance(vu, Exemplaire) and vu.signe else ""
        return SentFile(nom, contenu, signe=True), (_tell(EXPORT_SIGNE, plan, nom, dit, aide),)

    def refused_as_signed(
        self, plan: ActPlan, nom: str, contenu: bytes, vu: Exemplaire | str
    ) -> Diagnostic | None:
        """Why what a file of that name holds, which was looked into, would not be its act's signed copy."""
        return self._refusal(plan, nom, contenu, vu)

    def _refusal(self, plan: ActPlan, nom: str, contenu: bytes, vu: Exemplaire | str) -> Diagnostic | None:
        if isinstance(vu, str):
            return self._unreadable(plan, nom, f"l’exemplaire signé {vu}")
        return self._not_its_copy(plan, nom, contenu, vu) or self._contradicts(plan, nom, contenu, vu)

    def _unreadable(self, plan: ActPlan, nom: str, mal: str) -> Diagnostic:
        message = phrase("{titre} : {mal}.", titre=_title(plan), mal=mal)
        aide = phrase("Numérisez de nouveau l'acte signé, en PDF sans mot de passe.")
        return _tell(EXPORT_PIECE, plan, nom, message, aide)

    def _not_its_copy(self, plan: ActPlan, nom: str, contenu: bytes, vu: Exemplaire) -> Diagnostic | None:
        """Why a file is not the signed copy of that act, which its name says it is."""
        du_groupe = plan.kind.famille.traits.du_groupe
        if plan.document is not None and (
            autre := other_act(vu, plan.document, None if du_groupe else self.jour)
        ):
            message = phrase(
                "{titre} : {nom} est un autre acte, {autre}.", titre=_title(plan), nom=nom, autre=autre
            )
            aide = phrase("Mettez sous ce nom l'exemplaire signé de cet acte, et celui-ci à sa place.")
            return _tell(EXPORT_MODIFIE, plan, nom, message, aide)
        if (mal := self._badly_signed(contenu, vu)) is None:
            return None
        return _tell(
            EXPORT_MODIFIE,
            plan,
            nom,
            phrase("{titre} : {nom} {quoi}.", titre=_title(plan), nom=nom, quoi=mal[0]),
            mal[1],
        )

    def _badly_signed(self, contenu: bytes, vu: Exemplaire) -> tuple[str, str] | None:
        """Why a file is no signed act, after its name, and what to do; a scan is believed if not blank."""
        sha256 = hashlib.sha256(contenu).hexdigest()
        entrees = self.journal.files.values()
        if vu.suite is SinceWritten.TEL_QUEL or any(each.fingerprint.sha256 == sha256 for each in entrees):
            return phrase("n'est pas signé, c'est un acte tel qu'actgen l'a écrit"), _SIGN
        if vu.vierge:
            return phrase("n'est pas signé, ses pages sont blanches"), _SIGN
        if vu.suite in (SinceWritten.AILLEURS, SinceWritten.SIGNE):
            return None
        if vu.signe_depuis and any(each.fingerprint.sha256 == vu.signe_depuis for each in entrees):
            return None  # written before actgen sealed its files
        return (
            phrase("n'est pas signé, ou a reçu autre chose que des signatures depuis qu'actgen l'a écrit"),
            _SIGN_AGAIN,
        )

    def _is_up_to_date(self, contenu: bytes) -> bool:
        """Whether a file is, or was before it was signed, one that the journal knows made of today's data.

        Texts of kinds, be they the town's, may be others since it was signed: that contradicts nothing.
        """
        debuts = {digest for _, digest in beginnings(contenu)} | {hashlib.sha256(contenu).hexdigest()}
        siennes = [each for each in self.journal.files.values() if each.fingerprint.sha256 in debuts]
        changes = {nom for each in siennes for nom in each.earlier} | set(self.changes)
        return bool(siennes) and all("templates/" in nom or nom.startswith("modeles-") for nom in changes)

    def _contradicts(self, plan: ActPlan, nom: str, contenu: bytes, vu: Exemplaire) -> Diagnostic | None:
        """That a file which carries its data says something else than the session says today."""
        if plan.document is None or not vu.porte or self._is_up_to_date(contenu):
            return None
        differe = first_gap(vu, plan.document, None if plan.kind.famille.traits.du_groupe else self.jour)
        if not differe:
            return None
        message = phrase(
            "{titre} : {nom} ne dit pas ce que la séance dit aujourd'hui : {differe}.",
            titre=_title(plan),
            nom=nom,
            differe=differe,
        )
        held = plan.acquis.aide if plan.acquis is not None else _RENDER_AGAIN
        aide = _ALREADY_SENT if plan.transmis else _WHICH_IS_RIGHT if vu.signe else held
        return _tell(EXPORT_PERIME, plan, nom, message, aide, Severity.ERROR)

    def _told_draft(self, plan: ActPlan, nom: str) -> Diagnostic:
        manques = len(plan.manques)
        return _tell(
            EXPORT_PROJET,
            plan,
            nom,
            phrase("{titre} : encore à l'état de projet.", titre=_title(plan))
            if not manques
            else phrase(
                "{titre} : encore à l'état de projet, {n} à compléter.",
                titre=_title(plan),
                n=f"{manques} blanc{'s' if manques > 1 else ''}",
            ),
            phrase(
                "Complétez ce qui manque (actgen check le dit), relancez actgen render. Si l'exemplaire "
                "signé est complet, posez-le dans ce dossier sous le nom {nom}.",
                nom=f"{PurePath(nom).stem.removesuffix(DRAFT_MARK)}{SIGNE}.pdf",
            ),
        )

    def _take_written(self, plan: ActPlan, nom: str) -> tuple[SentFile | None, tuple[Diagnostic, ...]]:
        ecrit, place = self.journal.files.get(nom), self.folder / nom
        if not place.exists():
            message = phrase("{titre} : le fichier {nom} n'est pas là.", titre=_title(plan), nom=nom)
            aide = phrase("Écrivez d'abord les actes : actgen render, avec le format pdf.")
            return None, (_tell(EXPORT_ABSENT, plan, nom, message, aide),)
        contenu = read_bounded(place)
        if isinstance(contenu, str):
            message = phrase("{titre} : {faute}.", titre=_title(plan), faute=contenu)
            return None, (_tell(EXPORT_PIECE, plan, nom, message, phrase("Rétablissez ce fichier.")),)
        sha256 = ecrit.fingerprint.sha256 if ecrit is not None else ""
        tel_quel = hashlib.sha256(contenu).hexdigest() == sha256
        if not tel_quel and not isinstance(signed_since(contenu, sha256), tuple):
            return None, (self._told_changed(plan, nom, contenu, ours=ecrit is not None),)
        if not self._is_up_to_date(contenu):
            vu = looked_into(contenu)
            if isinstance(vu, Exemplaire) and (refus := self._contradicts(plan, nom, contenu, vu)):
                return None, (refus,)
        if tel_quel:
            return SentFile(nom, contenu), ()
        dit = phrase("{titre} : signé par voie électronique depuis, ce fichier est pris.", titre=_title(plan))
        return SentFile(nom, contenu, signe=True), (_tell(EXPORT_SIGNE, plan, nom, dit, _READER),)

    def _told_changed(self, plan: ActPlan, nom: str, contenu: bytes, *, ours: bool) -> Diagnostic:
        """A file that is another one under the name of the act; a signed copy is told its own name.

        Where it would be refused under that name too, it is not sent there.
        """
        pourquoi = "a changé depuis qu'actgen l'a écrit" if ours else "n'a pas été écrit par actgen"
        signe = f"{PurePath(nom).stem}{SIGNE}.pdf"
        vu = looked_into(contenu)
        mal = None if isinstance(vu, str) else self._badly_signed(contenu, vu)
        aide = phrase(
            "Si c'est l'exemplaire signé, renommez-le {signe}. Sinon sortez-le du dossier et relancez "
            "actgen render.",
            signe=signe,
        )
        if mal is not None:
            pourquoi = f"{pourquoi}, autrement que par une signature" if ours else pourquoi
            aide = _MAKE_AGAIN
        return _tell(
            EXPORT_MODIFIE,
            plan,
            nom,
            phrase(f"{{titre}} : le fichier {{nom}} {pourquoi}.", titre=_title(plan), nom=nom),
            aide,
        )


def _title(plan: ActPlan) -> str:
    return plan.titre[:1].upper() + plan.titre[1:]


def _tell(
    code: Rule, plan: ActPlan, nom: str, message: str, aide: str, gravite: Severity | None = None
) -> Diagnostic:
    """A draft convention is completed by its coordinator; all the rest lies in the town's own folder."""
    du_groupe = code is EXPORT_PROJET and plan.kind.famille.traits.du_groupe
    mender = Mender.COORDONNATEUR if du_groupe else None
    return code.finding(message, Location(nom), hint=aide, point=plan.point, mender=mender, severity=gravite)
