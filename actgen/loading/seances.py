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
    Compte,
    Convocation,
    Derogation,
    LigneOrdreDuJour,
    Point,
    ProcesVerbal,
    Retrait,
    Seance,
    SecondeConvocation,
    Suites,
)
from actgen.model.texte import Prose
from actgen.model.vote import Demande
from actgen.text.keys import nearest
from actgen.text.messages import enumerate_words, say

from .presences import PresencesLoader
from .shapes.seance import FichierSeance, PointShape, SuitesShape
from .tableau import Tableau
from .votes import VoteLoader

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
        presences = PresencesLoader(shape, self.collectivite, self.tableau, self.lieu, self.findings)
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
            absents=presences.absents(),
            mouvements=presences.mouvements(),
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
                Derogation(
                    d.code.upper(),
                    d.motif,
                    d.point,
                    self.lieu("derogations", rang, "code"),
                    self.lieu("derogations", rang, "point"),
                )
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
        trouves = (self._nom(nom, *ici, rang) for rang, nom in enumerate(noms))
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
                self.tableau.exterieur(nom, self.lieu(*ici, part=nom))
                secretaires.append(Secretaire(nom, None, qualite, self.lieu(*ici)))
                continue
            membre = self._nom(nom, *ici)
            if membre is not None:
                secretaires.append(Secretaire(membre.nom_complet, membre, "", self.lieu(*ici)))
        return tuple(secretaires)

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
        numerotees: list[LigneOrdreDuJour] = []
        for rang, ligne in enumerate(lignes):
            suivant = numerotees[-1].numero + 1 if numerotees else 1
            lieu = self.lieu("convocation", "ordre_du_jour", rang)
            numero = suivant if ligne.numero is None else ligne.numero
            numerotees.append(LigneOrdreDuJour(numero, ligne.objet, lieu))
        return tuple(numerotees)

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
                    self._noms(d.auteurs, *ici, "demandes", n, "auteurs"),
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
            membre = self._nom(retrait.nom, *ici, "nom")
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
