"""Which of a member's sessions decides for it, and which files tell of one session, or of two decisions.

A second session after a rejection, an adjournment or a lost quorum is lawful. Where nobody can tell which of
two files holds, none does: what a file is called may not choose.

What a member's own session adds to what it sent back, or denies of it.

What the group's file tells of what followed a member's decision, and its own session leaves empty.

Annexe 1 and the follow-up put the two together; the certificate that a batch makes for that commune states
the same days, or it would belie them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct, field

from actgen.acts.views.presence import qualite
from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte
from actgen.base.text.messages import phrase, say
from actgen.checks.groupements.adhesion import autre_texte, fautes_de_la_reponse
from actgen.checks.groupements.annexe_1 import a_venir, avant_le_texte, inversion, invraisemblable
from actgen.checks.retours import GC_RETOUR_SEANCE, constat, ecarts_avec_la_seance, resultat_de
from actgen.council.facts.groupement import Groupement, MembreGroupement, MotifDeRemise, Remise
from actgen.council.facts.personne import CHEFS
from actgen.council.facts.seance import Abandon, EtatSeance
from actgen.council.facts.suites import Suites
from actgen.council.figures.actes import numero
from actgen.council.figures.groupements import a_cette_date
from actgen.council.figures.reponses import AUTRE_TEXTE, DATES_A_VERIFIER, EN_ERREUR
from actgen.council.figures.suites import sans_certificat
from actgen.council.figures.votes import Resultat

from .seances import SeanceDuGroupe, UnreadableSession

SUITES = ("transmise_le", "recue_le", "publiee_le", "notifiee_le", "signee_le")
"""The later dates that a member and a session both tell, under the same name."""

Siennes = tuple[SeanceDuGroupe, ...]


def decisive(seances: Sequence[SeanceDuGroupe]) -> SeanceDuGroupe:
    """The last session that decided, else the last that was held, else the last to come."""
    tenues = [each for each in seances if each.figures.etat is not EtatSeance.A_TENIR]
    return ([each for each in seances if each.point.delibere] or tenues or list(seances))[-1]


def doubles(seances: Siennes) -> Iterator[Siennes]:
    """Files that tell of one session: the same body, day and hour, as far as each tells its hour."""
    par_jour: dict[tuple[object, ...], list[SeanceDuGroupe]] = {}
    for each in seances:
        tenue = each.figures.seance
        par_jour.setdefault((tenue.organe, tenue.date), []).append(each)
    for du_jour in par_jour.values():
        heures = {each.figures.seance.heure for each in du_jour}
        for heure in [None] if None in heures else heures:
            memes = tuple(each for each in du_jour if heure in (None, each.figures.seance.heure))
            if len({_file(each) for each in memes}) > 1:
                yield memes


def contradicting(seances: Siennes, membre: MembreGroupement) -> Siennes:
    """Two decisions of which it isn't told that the second holds; none where it is, or where all agree.

    It does after a rejection on an earlier day, or once the group's file names its day.
    """
    decidees = [each for each in seances if each.point.delibere and not each.erreurs]
    if len(decidees) < 2:
        return ()
    *avant, derniere = decidees
    jour = derniere.figures.seance.date
    for each in avant:
        le = each.figures.seance.date
        suite = le < jour and (each.point.resultat is Resultat.REJETE or membre.deliberation_le == jour)
        if not suite and _file(each) != _file(derniere):
            return each, derniere
    return ()


def to_be_written(seances: Siennes) -> Siennes:
    """Those whose acts are written: none of files that tell of one session, lest it have two originals."""
    ecartes = {_file(each) for memes in doubles(seances) for each in memes}
    return tuple(each for each in seances if _file(each) not in ecartes)


def _file(seance: SeanceDuGroupe) -> str:
    return seance.figures.seance.fichier


GC_SEANCE = rule("GC-SEANCE")
DESACCORD = "vérification de l’écart"
SEANCE_A_VERIFIER = "vérification de la séance"
_MOTIFS = {Abandon.REPORTE: MotifDeRemise.AJOURNEE, Abandon.RETIRE: MotifDeRemise.RETIREE}


class Completer(Struct):
    """Completes the members of a group one by one; what keeps one pending gathers in `findings`.

    `aujourd_hui`: what is told of a later day hasn't taken place. None: every day is believed. `empreinte`:
    that of the text that councils are sent, where an answer tells one; else empty.
    """

    groupement: Groupement
    aujourd_hui: date | None = None
    empreinte: str = ""
    findings: list[Diagnostic] = field(default_factory=list)

    def complete(
        self,
        membre: MembreGroupement,
        seances: Sequence[SeanceDuGroupe],
        illisibles: Iterable[UnreadableSession],
    ) -> MembreGroupement:
        """The member with what its sessions tell; `seances` are in the order of their days."""
        for illisible in illisibles:
            self._tell_doubtful(membre, illisible.fichier, illisible.erreurs)
            membre = held_back(membre, SEANCE_A_VERIFIER)
        if seances and self._in_doubt(membre, tuple(seances)):
            membre = held_back(membre, SEANCE_A_VERIFIER)
        elif seances:
            membre = self._with(membre, decisive(seances))
        venir = a_venir(membre, self.aujourd_hui) if self.aujourd_hui else None
        faute = venir or inversion(membre) or invraisemblable(self.groupement, membre)
        faute = faute or avant_le_texte(self.groupement, membre)
        if faute and not membre.a_corriger:
            self.findings.append(replace(faute, severity=Severity.WARNING, scope=GC_SEANCE.code.scope))
            membre = a_cette_date(held_back(membre, DATES_A_VERIFIER), self.aujourd_hui if venir else None)
        autre = None if membre.a_corriger else autre_texte(self.groupement, membre, self.empreinte)
        if autre is not None:
            self.findings.append(replace(autre, scope=GC_SEANCE.code.scope))
            membre = held_back(membre, AUTRE_TEXTE)
        if not membre.a_corriger and (fautes := fautes_de_la_reponse(self.groupement, membre)):
            self.findings += (replace(faute, scope=GC_SEANCE.code.scope) for faute in fautes)
            membre = held_back(membre, EN_ERREUR)
        return membre

    def _in_doubt(self, membre: MembreGroupement, seances: tuple[SeanceDuGroupe, ...]) -> bool:
        """Whether its files leave open which of them holds."""
        doutes = [_several(membre, memes) for memes in doubles(seances)]
        if not doutes and (deux := contradicting(seances, membre)):
            doutes.append(_two_decisions(membre, *deux))
        self.findings += doutes
        return bool(doutes)

    def _with(self, membre: MembreGroupement, seance: SeanceDuGroupe) -> MembreGroupement:
        if seance.erreurs:
            self._tell_doubtful(membre, seance.figures.seance.fichier, seance.erreurs)
            return held_back(membre, SEANCE_A_VERIFIER)
        if not seance.point.delibere:
            return self._without_vote(membre, seance)
        ecarts = tuple(ecarts_avec_la_seance(seance.figures, seance.point, membre))
        if not ecarts:
            return self._certifiable(_complete(membre, seance), seance)
        faute = constat(seance.point, membre, ecarts)
        self.findings.append(_of_this_member(faute, membre))
        inconnus = {ecart.champ: "" if ecart.champ in ("resultat", "numero", "organe") else None
                    for ecart in ecarts}  # fmt: skip
        return replace(held_back(membre, DESACCORD), **inconnus)

    def _certifiable(self, membre: MembreGroupement, seance: SeanceDuGroupe) -> MembreGroupement:
        """The member, pending where its own town makes no certificate of what was sent and published.

        Nobody may sign on an act that who adopted it refuses to certify as executory.
        """
        figures, point = seance.figures, seance.point
        suites = figures.seance.suites_de(point.point)
        suites = replace(suites, publiee_le=suites.publiee_le or membre.publiee_le)
        raison = sans_certificat(figures, point, suites)
        if not raison:
            return membre
        self.findings.append(
            GC_SEANCE.tell(
                "{nom} : sa délibération n'aura pas de certificat ({raison}) ; d'ici là, ce membre reste "
                "en attente.",
                suites.lieux.get("publiee_le") or point.point.lieu,
                membre.lieu,
                hint="Voyez-le avec la commune : sa séance, une fois complétée, lève ce doute.",
                nom=membre.collectivite.nom,
                raison=raison,
            )
        )
        return held_back(membre, SEANCE_A_VERIFIER)

    def _without_vote(self, membre: MembreGroupement, seance: SeanceDuGroupe) -> MembreGroupement:
        """A session to come knows nothing yet; one held without deciding denies a vote of its day."""
        tenue = seance.figures.etat is not EtatSeance.A_TENIR
        jour = seance.figures.seance.date
        if not tenue or membre.deliberation_le != jour:
            return _put_off(membre, seance) if tenue else membre
        self.findings.append(
            GC_RETOUR_SEANCE.tell(
                "{nom} : le dossier du groupement dit qu'un vote a eu lieu le {jour}, la séance dit que non.",
                membre.lieux.get("deliberation_du") or membre.lieu,
                seance.point.point.lieu,
                hint="Corrigez le dossier du groupement : la séance fait foi.",
                severity=Severity.WARNING,
                nom=membre.collectivite.nom,
                jour=date_chiffres(jour),
            )
        )
        return replace(held_back(membre, DESACCORD), resultat="", deliberation_le=None, numero="")

    def _tell_doubtful(self, membre: MembreGroupement, fichier: str, erreurs: Sequence[Diagnostic]) -> None:
        lieu = next((erreur.location for erreur in erreurs if erreur.location), None)
        self.findings.append(
            GC_SEANCE.finding(
                phrase(
                    "{nom} : sa séance a {erreurs} ; d'ici là, ce membre reste en attente.",
                    nom=membre.collectivite.nom,
                    erreurs=compte(max(1, len(erreurs)), "erreur"),
                ),
                lieu or Location(fichier),
                membre.lieu,
                hint=what_to_do(fichier, erreurs),
            )
        )


def what_to_do(fichier: str, erreurs: Sequence[Diagnostic]) -> str:
    """What to do with a session that can't be read: a file that it names is the commune's to send."""
    absent = any(
        erreur.code == "FICHIER-ABSENT" and erreur.location is not None and erreur.location.file == fichier
        for erreur in erreurs
    )
    if absent:
        return say(
            "Demandez à la commune le fichier qui manque (celui de « collectivites », ou un texte de la "
            "séance), et posez-le où il était chez elle. Lequel : actgen check {fichier}",
            fichier=fichier,
        )
    return say("Voyez ce qui ne va pas : actgen check {fichier}", fichier=fichier)


def held_back(membre: MembreGroupement, etape: str) -> MembreGroupement:
    """The member kept pending; the first thing to mend is the one that is told."""
    return membre if membre.a_corriger else replace(membre, a_corriger=etape)


def pending_by_hand(membre: MembreGroupement, found: Sequence[Diagnostic]) -> Diagnostic:
    """A member whose deliberation says something else in the Word file than in its session."""
    return GC_SEANCE.tell(
        "{nom} : sa délibération a été corrigée à la main dans le Word, et ne dit plus ce que dit sa séance "
        "({n}) ; d'ici là, ce membre reste en attente.",
        found[0].location,
        membre.lieu,
        hint="Réglez les différences qui suivent, dans sa séance ou dans le Word.",
        nom=membre.collectivite.nom,
        n=compte(len(found), "différence"),
    )


def _several(membre: MembreGroupement, memes: Sequence[SeanceDuGroupe]) -> Diagnostic:
    dits = {each.figures.seance.fichier: _issue(each) for each in memes}
    return GC_SEANCE.tell(
        "{nom} : plusieurs fichiers racontent la séance du {jour} ({dits}) ; d'ici là, ce membre reste "
        "en attente.",
        *(_place_of_vote(each) for each in memes),
        hint="Gardez un seul de ces fichiers : celui qui dit ce qui s'est passé.",
        nom=membre.collectivite.nom,
        jour=date_chiffres(memes[0].figures.seance.date),
        dits="\u202f; ".join(f"{dit}, {Path(fichier).name}" for fichier, dit in dits.items()),
    )


def _two_decisions(membre: MembreGroupement, avant: SeanceDuGroupe, apres: SeanceDuGroupe) -> Diagnostic:
    return GC_SEANCE.tell(
        "{nom} : deux séances décident, le {un} ({dit_un}) et le {autre} ({dit_autre}) ; d'ici là, ce "
        "membre reste en attente.",
        _place_of_vote(avant),
        _place_of_vote(apres),
        hint="Corrigez le fichier qui se trompe ; si la seconde délibération remplace la première, écrivez "
        "sa date parmi les retours.",
        nom=membre.collectivite.nom,
        un=date_chiffres(avant.figures.seance.date),
        dit_un=_issue(avant),
        autre=date_chiffres(apres.figures.seance.date),
        dit_autre=_issue(apres),
    )


def _issue(seance: SeanceDuGroupe) -> str:
    return resultat_de(seance.point) or ("délibérée" if seance.point.delibere else "sans vote")


def _place_of_vote(seance: SeanceDuGroupe) -> Location | None:
    point = seance.point.point
    return point.vote.lieu if point.vote else point.lieu


def _put_off(membre: MembreGroupement, seance: SeanceDuGroupe) -> MembreGroupement:
    """With why nothing was decided that day, unless what came back tells of a later one."""
    tenue, point = seance.figures, seance.point
    abandon = point.point.abandon
    if tenue.etat is EtatSeance.SANS_QUORUM or point.faute_de_quorum:
        motif: MotifDeRemise | None = MotifDeRemise.SANS_QUORUM
    else:
        motif = _MOTIFS.get(abandon) if abandon else None
    dite = membre.remise.le if membre.remise else None
    if motif is None or (dite is not None and dite > tenue.seance.date):
        return membre
    dite_la = {} if point.point.lieu is None else {"resultat": point.point.lieu}
    lieux = MappingProxyType({**dite_la, **membre.lieux})
    return replace(membre, remise=Remise(motif, tenue.seance.date), lieux=lieux)


def _who_signs(seance: SeanceDuGroupe) -> str:
    """« Mme Membre 1, maire »: who signs for the member, as far as its session tells."""
    collectivite, jour = seance.figures.seance.collectivite, seance.figures.seance.date
    chefs = (each for each in collectivite.membres if each.fonction in CHEFS and each.en_exercice(jour))
    chef = next(chefs, None)
    nomme = " ".join(filter(None, (chef.civilite, chef.nom_complet))) if chef else ""
    return f"{nomme}, {qualite(chef, collectivite)}" if chef else ""


def _of_this_member(finding: Diagnostic, membre: MembreGroupement) -> Diagnostic:
    """A finding on one member of a group: it is named, and keeps nothing from being written."""
    message = f"{membre.collectivite.nom}, {finding.message[0].lower()}{finding.message[1:]}"
    return replace(
        finding, message=message, severity=Severity.WARNING, scope=GC_SEANCE.code.scope, point=None
    )


def _complete(membre: MembreGroupement, seance: SeanceDuGroupe) -> MembreGroupement:
    """With every fact that the session knows; the places of what it alone tells are in its file."""
    figures, point = seance.figures, seance.point
    tenue = figures.seance
    suites = tenue.suites_de(point.point)
    faits: dict[str, object] = {
        "resultat": resultat_de(point) or membre.resultat or "adoptée",
        "deliberation_le": tenue.date,
        "numero": numero(tenue, point.point),
        "organe": tenue.organe.value,
        "signataire": membre.signataire or _who_signs(seance),
    }
    lieux: dict[str, Location | None] = {
        "resultat": point.point.lieu,
        "deliberation_du": tenue.lieux.get("date"),
        "numero": point.point.lieux.get("numero"),
    }
    for champ in SUITES:
        if (su := getattr(suites, champ)) is not None and getattr(membre, champ) is None:
            faits[champ] = su
            lieux[champ] = suites.lieux.get(champ) or suites.lieu
    nouveaux = {nom: lieu for nom, lieu in lieux.items() if lieu is not None and not _tells(membre, nom)}
    complet = replace(membre, **faits)
    return replace(complet, lieux=MappingProxyType({**membre.lieux, **nouveaux}))


def _tells(membre: MembreGroupement, nom: str) -> bool:
    """Whether the member tells itself of what has that name in the group's file, which places every key."""
    return bool(getattr(membre, "deliberation_le" if nom == "deliberation_du" else nom))


def completed_sessions(
    seances: Mapping[str, tuple[SeanceDuGroupe, ...]], membres: Sequence[MembreGroupement]
) -> Mapping[str, tuple[SeanceDuGroupe, ...]]:
    """The sessions of each member; the one that decided knows the later dates of its member.

    A member that is kept pending leaves its sessions to themselves: what it sent back is in doubt.
    """
    connus = {membre.collectivite.code: membre for membre in membres if not membre.a_corriger}
    return MappingProxyType(
        {
            code: _completees(siennes, connus[code]) if code in connus else siennes
            for code, siennes in seances.items()
        }
    )


def _completees(seances: tuple[SeanceDuGroupe, ...], membre: MembreGroupement) -> tuple[SeanceDuGroupe, ...]:
    celle = decisive(seances)
    if not celle.point.delibere:
        return seances
    return tuple(replace(each, suites=_suites(each, membre)) if each is celle else each for each in seances)


def _suites(seance: SeanceDuGroupe, membre: MembreGroupement) -> Suites | None:
    """Its later dates with those that only the member tells, each at its place; None: there are none."""
    tenue, point = seance.figures.seance, seance.point.point
    connues, ecrites = tenue.suites_de(point), point.suites or tenue.suites
    dites = {
        champ: dit
        for champ in SUITES
        if getattr(connues, champ) is None and (dit := getattr(membre, champ)) is not None
    }
    if not dites:
        return None
    lieux = {champ: membre.lieux.get(champ) or membre.lieu for champ in dites}
    connus = {champ: lieu for champ, lieu in lieux.items() if lieu is not None}
    return replace(ecrites, **dites, lieux=MappingProxyType({**ecrites.lieux, **connus}))
