"""A session file → the model: names become members, phrases become facts, each with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from actgen.diagnostics import Diagnostic, Location, Scope, Severity, declare
from actgen.kinds.catalogue import Catalogue
from actgen.model.collectivite import Collectivite
from actgen.model.groupement import Groupement
from actgen.model.personne import Membre, Secretaire
from actgen.model.seance import (
    Absence,
    Compte,
    Convocation,
    Derogation,
    LigneOrdreDuJour,
    Mouvement,
    Point,
    Pouvoir,
    ProcesVerbal,
    Retrait,
    Seance,
    SecondeConvocation,
    Suites,
)
from actgen.model.texte import Prose
from actgen.model.vote import Demande
from actgen.reading.wording import enumerate_words, say
from actgen.text.keys import nearest

from .shapes.communs import PouvoirShape
from .shapes.seance import FichierSeance, PointShape, SuitesShape
from .tableau import Tableau
from .votes import VoteLoader

ABSENTS_REQUIS = declare(
    "ABSENTS-REQUIS",
    Severity.ERROR,
    "Une séance qui s’est tenue dit qui était absent, fût-ce « aucun ».",
    scope=Scope.RUN,
)
PRESENCE_CONTRADICTOIRE = declare(
    "PRESENCE-CONTRADICTOIRE",
    Severity.ERROR,
    "Un membre n’est pas à la fois présent et absent, ni absent deux fois.",
    scope=Scope.RUN,
)
ACTE_INCONNU = declare(
    "ACTE-INCONNU",
    Severity.ERROR,
    "La nature d’acte demandée pour un point existe, et le point porte ce qu’elle demande.",
    scope=Scope.RUN,
)
POINT_SANS_OBJET = declare(
    "POINT-SANS-OBJET",
    Severity.ERROR,
    "Chaque point a un objet, écrit ou donné par la nature de son acte.",
    scope=Scope.RUN,
)

Lieu = Callable[..., Location]


@dataclass
class SeanceLoader:
    """Reads one session; `groupement` and `prose` fetch what it names; findings gather in `findings`."""

    shape: FichierSeance
    fichier: str
    collectivite: Collectivite
    catalogue: Catalogue
    lieu: Lieu
    groupement: Callable[[str, Location], Groupement | None]
    prose: Callable[[str, Location], Prose | None]
    findings: list[Diagnostic]

    def __post_init__(self) -> None:
        jour = self.shape.seance.date
        rangs = frozenset(membre.rang for membre in self.collectivite.en_exercice(jour))
        self.tableau = Tableau(self.collectivite.membres, rangs, self.findings)

    def charger(self) -> Seance:
        """The session. Names that were not found are left out: their findings stop the run."""
        shape = self.shape
        self._verifier_absents()
        absents = self._absents()
        return Seance(
            collectivite=self.collectivite,
            date=shape.seance.date,
            fichier=self.fichier,
            organe=shape.seance.organe,
            nature=shape.seance.nature,
            heure=shape.seance.heure,
            levee=shape.seance.levee,
            lieu_de_reunion=shape.seance.lieu or "",
            presidence=self._nom(shape.seance.presidence, "seance", "presidence"),
            secretaires=self._secretaires(),
            assistance=shape.seance.assistait,
            convocation=self._convocation(),
            absents=absents,
            mouvements=self._mouvements(),
            compte=self._compte(),
            points_non_saisis=shape.points_non_saisis or (),
            points=tuple(self._point(rang, p) for rang, p in enumerate(shape.points)),
            suites=self._suites(shape.suites, "suites"),
            proces_verbal=ProcesVerbal(
                shape.proces_verbal.arrete_le,
                shape.proces_verbal.publie_le,
                shape.proces_verbal.remarques or "",
                self.lieu("proces_verbal"),
            ),
            derogations=tuple(
                Derogation(d.code, d.motif, d.point, self.lieu("derogations", rang))
                for rang, d in enumerate(shape.derogations)
            ),
            lieux=self._lieux(),
        )

    def _lieux(self) -> MappingProxyType[str, Location]:
        noms = ("date", "heure", "levee", "lieu", "presidence", "secretaire")
        lieux = {nom: self.lieu("seance", nom) for nom in noms}
        lieux["ordre_du_jour"] = self.lieu("convocation", "ordre_du_jour")
        lieux["absents"] = self.lieu("absents")
        lieux["points_non_saisis"] = self.lieu("points_non_saisis")
        return MappingProxyType(lieux)

    # names

    def _nom(self, nom: str | None, *ici: str | int) -> Membre | None:
        return self.tableau.membre(nom, self.lieu(*ici, part=nom)) if nom else None

    def _noms(self, noms: Iterable[str], *ici: str | int) -> tuple[Membre, ...]:
        trouves = (self._nom(nom, *ici) for nom in noms)
        return tuple(membre for membre in trouves if membre is not None)

    def _secretaires(self) -> tuple[Secretaire, ...]:
        """Members; « NOM, fonction » names someone from outside the council (local law)."""
        secretaires = []
        ecrits = self.shape.seance.secretaire
        for rang, ecrit in enumerate(ecrits):
            ici: tuple[str | int, ...] = ("seance", "secretaire")
            if len(ecrits) > 1:
                ici = (*ici, rang)
            nom, _, qualite = (partie.strip() for partie in ecrit.partition(","))
            if qualite and not self.tableau.connait(nom):
                secretaires.append(Secretaire(nom, None, qualite, self.lieu(*ici)))
                continue
            membre = self._nom(nom, *ici)
            if membre is not None:
                secretaires.append(Secretaire(membre.nom_complet, membre, "", self.lieu(*ici)))
        return tuple(secretaires)

    # attendance

    def _verifier_absents(self) -> None:
        shape = self.shape
        if shape.absents is not None:
            return
        tenue = (
            any(point.vote is not None for point in shape.points)
            or shape.seance.levee is not None
            or shape.presents is not None
            or any(valeur is not None for valeur in vars(shape.compte).values())
        )
        if tenue:
            self.findings.append(
                ABSENTS_REQUIS.finding(
                    say("Cette séance s'est tenue, mais le fichier ne dit pas qui était absent."),
                    self.lieu("absents"),
                    hint=say("Ajoutez la rubrique « absents », avec les noms, ou « absents: aucun »."),
                )
            )

    def _absents(self) -> tuple[Absence, ...] | None:
        if self.shape.absents is None:
            return None
        absences: dict[str, Absence] = {}
        for rang, ecrite in enumerate(self.shape.absents):
            membre = self._nom(ecrite.nom, "absents", rang)
            if membre is None:
                continue
            absence = Absence(
                membre,
                ecrite.excuse,
                self._pouvoir(membre, ecrite.pouvoir, "absents", rang),
                self.lieu("absents", rang),
            )
            autre = absences.setdefault(membre.nom_complet, absence)
            if autre is not absence:
                self._contradiction(
                    say("{nom} est deux fois parmi les absents.", nom=membre.nom_complet),
                    absence.lieu,
                    autre.lieu,
                )
        self._comparer_presents(absences)
        return tuple(absences.values())

    def _comparer_presents(self, absences: dict[str, Absence]) -> None:
        """The optional list of those present must be exactly everyone else."""
        if self.shape.presents is None:
            return
        presents: set[str] = set()
        for rang, nom in enumerate(self.shape.presents):
            membre = self._nom(nom, "presents", rang)
            if membre is None:
                continue
            presents.add(membre.nom_complet)
            if absence := absences.get(membre.nom_complet):
                self._contradiction(
                    say("{nom} est à la fois présent et absent.", nom=membre.nom_complet),
                    self.lieu("presents", rang),
                    absence.lieu,
                )
        for membre in self.collectivite.en_exercice(self.shape.seance.date):
            if membre.nom_complet not in presents and membre.nom_complet not in absences:
                self._contradiction(
                    say("{nom} n'est ni parmi les présents ni parmi les absents.", nom=membre.nom_complet),
                    self.lieu("presents"),
                    membre.lieu,
                )

    def _contradiction(self, message: str, *lieux: Location | None) -> None:
        self.findings.append(
            PRESENCE_CONTRADICTOIRE.finding(
                message, *lieux, hint=say("Vérifiez sur la feuille de présence signée.")
            )
        )

    def _pouvoir(self, mandant: Membre, ecrit: PouvoirShape | None, *ici: str | int) -> Pouvoir | None:
        if ecrit is None:
            return None
        mandataire = self._nom(ecrit.a, *ici)
        if mandataire is None:
            return None
        return Pouvoir(mandant, mandataire, ecrit.du, ecrit.seances, ecrit.maladie, self.lieu(*ici))

    def _mouvements(self) -> tuple[Mouvement, ...]:
        mouvements = []
        for rang, ecrit in enumerate(self.shape.mouvements):
            membre = self._nom(ecrit.nom, "mouvements", rang)
            if membre is not None:
                mouvements.append(
                    Mouvement(
                        membre,
                        ecrit.sens,
                        ecrit.heure,
                        ecrit.point,
                        ecrit.moment,
                        self._pouvoir(membre, ecrit.pouvoir, "mouvements", rang),
                        self.lieu("mouvements", rang),
                    )
                )
        return tuple(mouvements)

    def _compte(self) -> Compte:
        ecrit = self.shape.compte
        return Compte(**_valeurs(ecrit), lieux=self._lieux_de(ecrit, "compte"))

    def _convocation(self) -> Convocation:
        ecrite = self.shape.convocation
        seconde = ecrite.seconde
        return Convocation(
            envoyee_le=ecrite.envoyee_le,
            mode=ecrite.mode or "",
            auteur=ecrite.auteur or "",
            affichee_le=ecrite.affichee_le,
            note_de_synthese=ecrite.note_de_synthese,
            ordre_du_jour=self._ordre_du_jour(),
            urgence=ecrite.urgence,
            urgence_approuvee=ecrite.urgence_approuvee,
            seconde=(
                SecondeConvocation(
                    seconde.premiere_seance,
                    seconde.rappel_sans_quorum,
                    self.lieu("convocation", "seconde"),
                )
                if seconde
                else None
            ),
            lieu=self.lieu("convocation"),
            lieu_envoi=self.lieu("convocation", "envoyee_le"),
        )

    def _ordre_du_jour(self) -> tuple[LigneOrdreDuJour, ...] | None:
        lignes = self.shape.convocation.ordre_du_jour
        if lignes is None:
            return None
        return tuple(
            LigneOrdreDuJour(
                rang if ligne.numero is None else ligne.numero,
                ligne.objet,
                self.lieu("convocation", "ordre_du_jour", rang - 1),
            )
            for rang, ligne in enumerate(lignes, start=1)
        )

    # items

    def _point(self, rang: int, ecrit: PointShape) -> Point:
        ici = ("points", rang)
        self._verifier_acte(ecrit, rang)
        return Point(
            numero=ecrit.numero,
            objet=ecrit.objet or "",
            heure=ecrit.heure,
            acte=ecrit.acte,
            groupement=(
                self.groupement(ecrit.groupement, self.lieu(*ici, "groupement")) if ecrit.groupement else None
            ),
            texte=self.prose(ecrit.texte, self.lieu(*ici, "texte")) if ecrit.texte else None,
            rapporteur=self._nom(ecrit.rapporteur, *ici, "rapporteur"),
            presidence=self._nom(ecrit.presidence, *ici, "presidence"),
            retraits=self._retraits(ecrit, rang),
            vote=VoteLoader(self._nom, self.lieu).charger(ecrit, *ici) if ecrit.vote else None,
            demandes=tuple(
                Demande(
                    d.scrutin,
                    self._noms(d.auteurs, *ici, "demandes", n),
                    d.nombre,
                    self.lieu(*ici, "demandes", n),
                )
                for n, d in enumerate(ecrit.demandes)
            ),
            non_traite=ecrit.non_traite or "",
            nature=ecrit.nature or "",
            huis_clos=ecrit.huis_clos,
            signataire=ecrit.signataire or "",
            annexes=ecrit.annexes,
            suites=self._suites(ecrit.suites, *ici, "suites") if ecrit.suites else None,
            lieu=self.lieu(*ici),
            lieux=self._lieux_de(ecrit, *ici),
        )

    def _retraits(self, ecrit: PointShape, rang: int) -> tuple[Retrait, ...]:
        retraits = []
        for n, retrait in enumerate(ecrit.interesse):
            ici = ("points", rang, "interesse", n)
            membre = self._nom(retrait.nom, *ici)
            if membre is not None:
                retraits.append(Retrait(membre, retrait.motif, retrait.a_quitte_la_salle, self.lieu(*ici)))
        return tuple(retraits)

    def _verifier_acte(self, ecrit: PointShape, rang: int) -> None:
        ici = ("points", rang)
        kind = self.catalogue.get(ecrit.acte) if ecrit.acte else None
        if ecrit.acte and kind is None:
            self._acte_inconnu(ecrit.acte, self.lieu(*ici, "acte"))
        for demandee in kind.demande if kind else ():
            if getattr(ecrit, demandee, None) is None:
                self.findings.append(
                    ACTE_INCONNU.finding(
                        say(
                            "Le point {numero} ({acte}) demande la rubrique « {rubrique} ».",
                            numero=ecrit.numero,
                            acte=ecrit.acte,
                            rubrique=demandee,
                        ),
                        self.lieu(*ici),
                        hint=say("Ajoutez une ligne « {rubrique}: ».", rubrique=demandee),
                        point=ecrit.numero,
                    )
                )
        if not ecrit.objet and not (kind and kind.objet) and not (ecrit.acte and kind is None):
            self.findings.append(
                POINT_SANS_OBJET.finding(
                    say("Le point {numero} n'a pas d'objet.", numero=ecrit.numero),
                    self.lieu(*ici),
                    hint=say("Ajoutez une ligne « objet: »."),
                    point=ecrit.numero,
                )
            )

    def _acte_inconnu(self, acte: str, lieu: Location) -> None:
        connus = list(self.catalogue.deliberations())
        proche = nearest(acte, connus)
        hint = (
            say("Le nom le plus proche : {proche}.", proche=proche)
            if proche
            else say("Natures connues : ") + enumerate_words(connus) + "."
        )
        self.findings.append(
            ACTE_INCONNU.finding(
                say("Aucune nature de délibération ne s'appelle « {acte} ».", acte=acte), lieu, hint=hint
            )
        )

    def _suites(self, ecrites: SuitesShape, *ici: str | int) -> Suites:
        valeurs = _valeurs(ecrites)
        signataire = self._nom(valeurs.pop("certificat_signataire"), *ici, "certificat_signataire")
        valeurs["identifiant"] = valeurs["identifiant"] or ""
        return Suites(
            **valeurs,
            certificat_signataire=signataire,
            lieux=self._lieux_de(ecrites, *ici),
            lieu=self.lieu(*ici),
        )

    def _lieux_de(self, shape: BaseModel, *ici: str | int) -> MappingProxyType[str, Location]:
        return MappingProxyType({nom: self.lieu(*ici, nom) for nom in type(shape).model_fields})


def _valeurs(shape: BaseModel) -> dict[str, Any]:
    return {nom: getattr(shape, nom) for nom in type(shape).model_fields}
