"""A session file → the model: names become members, phrases become facts, each with its place."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType

from actgen.diagnostics import Diagnostic, Location
from actgen.facts.annee import Annee
from actgen.facts.collectivite import Collectivite
from actgen.facts.groupement import Groupement
from actgen.facts.personne import Membre, Secretaire
from actgen.facts.seance import Compte, Derogation, NatureSeance, Organe, Seance, siegeant
from actgen.facts.suites import ListeDeliberations, ProcesVerbal, ProcesVerbalPrecedent
from actgen.facts.texte import Prose
from actgen.kinds.catalogue import Catalogue
from actgen.text.grammar import Genre

from .bureau import bureau_inconnu
from .convocations import ConvocationLoader
from .lecture import Lecture, valeurs
from .phrases.presence import GENRES, decouper_civilite
from .points import PointsLoader
from .presences import PresencesLoader
from .shapes.seance import FichierSeance
from .suites import charger_suites
from .tableau import Tableau, par_fonction
from .votes import VoteLoader

_AUXILIAIRE = re.compile(
    r"\bauxiliaires?\b|\bsecr[ée]taire\s+(?:de\s+s[ée]ance\s+)?adjointe?\b", re.IGNORECASE
)


@dataclass
class SeanceLoader:
    """Reads one session; `groupement` and `prose` fetch what it names; findings gather in `findings`."""

    shape: FichierSeance
    fichier: str
    collectivite: Collectivite
    catalogue: Catalogue
    lieu: Callable[..., Location]
    groupement: Callable[[str, Location], Groupement | None]
    prose: Callable[[str, Location], Prose | None]
    findings: list[Diagnostic]
    annee: Annee = field(default_factory=Annee)

    def __post_init__(self) -> None:
        shape, collectivite = self.shape.seance, self.collectivite
        if shape.organe is Organe.BUREAU and not collectivite.est_commune and not collectivite.bureau:
            self.findings.append(bureau_inconnu(self.lieu("seance", "organe"), collectivite.lieu))
        self.en_exercice = siegeant(collectivite, shape.organe, shape.date)
        rangs = frozenset(membre.rang for membre in self.en_exercice)
        hors_bureau = frozenset(m.rang for m in collectivite.en_exercice(shape.date)) - rangs
        suppleants = collectivite.suppleants(shape.date)
        rangs |= {membre.rang for membre in suppleants}
        membres = (*collectivite.membres, *suppleants)
        tableau = Tableau(membres, rangs, self.findings, hors_bureau, self._fonctions())
        self.lecture = Lecture(tableau, self.lieu, self.findings)

    def _fonctions(self) -> dict[str, Membre]:
        """Whom an office names, as acts write it; nobody where another is elected that day."""
        if self.shape.seance.nature is NatureSeance.INSTALLATION:
            return {}
        return par_fonction(self.en_exercice)

    def charger(self) -> Seance:
        """The session. Names that were not found are left out: their findings stop the run."""
        shape, lecture = self.shape, self.lecture
        presidence = lecture.membre(shape.seance.presidence, "seance", "presidence")
        presences = PresencesLoader(shape, self.en_exercice, lecture, self.collectivite, presidence)
        points = PointsLoader(lecture, self.catalogue, self.groupement, self.prose)
        secretaires = self._secretaires()
        return Seance(
            collectivite=self.collectivite,
            date=shape.seance.date,
            fichier=self.fichier,
            organe=shape.seance.organe,
            delegation_du_conseil=shape.seance.delegation_du_conseil,
            nature=shape.seance.nature,
            premier_numero=shape.seance.premier_numero,
            premier_numero_ecrit=shape.seance.premier_numero is not None,
            annee=self.annee,
            a_distance=shape.seance.a_distance or shape.seance.moyens_a_distance is not None,
            moyens_a_distance=shape.seance.moyens_a_distance or "",
            heure=shape.seance.heure,
            levee=shape.seance.levee,
            lieu_de_reunion=shape.seance.lieu or "",
            presidence=presidence,
            doyen=lecture.membre(shape.seance.doyen, "seance", "doyen"),
            secretaires=tuple(each for each in secretaires if not _AUXILIAIRE.search(each.qualite)),
            auxiliaires=tuple(each for each in secretaires if _AUXILIAIRE.search(each.qualite)),
            assistance=shape.seance.assistait,
            convocation=ConvocationLoader(shape.convocation, lecture).charger(),
            absents=presences.absents(),
            mouvements=presences.mouvements(),
            compte=Compte(**valeurs(shape.compte), lieux=lecture.lieux(shape.compte, "compte")),
            points_non_saisis=shape.points_non_saisis or (),
            points=tuple(points.charger(rang, point) for rang, point in enumerate(shape.points)),
            suites=charger_suites(lecture, shape.suites, "suites"),
            liste=ListeDeliberations(
                **valeurs(shape.liste_des_deliberations),
                lieux=lecture.lieux(shape.liste_des_deliberations, "liste_des_deliberations"),
                lieu=self.lieu("liste_des_deliberations"),
            ),
            proces_verbal=self._proces_verbal(),
            proces_verbaux_precedents=self._precedents(),
            donnees_privees=lecture.donnees(shape.donnees_privees, "donnees_privees"),
            derogations=self._derogations(),
            lieux=self._lieux(),
        )

    def _proces_verbal(self) -> ProcesVerbal:
        ecrit, ici = self.shape.proces_verbal, "proces_verbal"
        lus = valeurs(ecrit) | {"remarques": ecrit.remarques or ""}
        return ProcesVerbal(**lus, lieux=self.lecture.lieux(ecrit, ici), lieu=self.lieu(ici))

    def _precedents(self) -> tuple[ProcesVerbalPrecedent, ...]:
        places = (
            (ecrit, ("proces_verbal_precedent", rang))
            for rang, ecrit in enumerate(self.shape.proces_verbal_precedent)
        )
        return tuple(
            ProcesVerbalPrecedent(
                ecrit.seance,
                ecrit.remarques or "",
                VoteLoader(self.lecture).charger(ecrit.vote, None, *ici, "vote") if ecrit.vote else None,
                self.lieu(*ici),
                self.lecture.lieux(ecrit, *ici),
            )
            for ecrit, ici in places
        )

    def _lieux(self) -> MappingProxyType[str, Location]:
        noms = (
            "date",
            "heure",
            "levee",
            "lieu",
            "nature",
            "premier_numero",
            "a_distance",
            "moyens_a_distance",
            "presidence",
            "secretaire",
            "organe",
            "delegation_du_conseil",
        )
        lieux = {nom: self.lieu("seance", nom) for nom in noms}
        lieux["ordre_du_jour"] = self.lieu("convocation", "ordre_du_jour")
        lieux["absents"] = self.lieu("absents")
        lieux["points_non_saisis"] = self.lieu("points_non_saisis")
        return MappingProxyType(lieux)

    def _derogations(self) -> tuple[Derogation, ...]:
        return tuple(
            Derogation(
                ecrite.code.upper(),
                ecrite.motif,
                ecrite.point,
                self.lieu("derogations", rang, "code"),
                self.lieu("derogations", rang, "point"),
            )
            for rang, ecrite in enumerate(self.shape.derogations)
        )

    def _secretaires(self) -> tuple[Secretaire, ...]:
        """Members; « NOM, fonction » names someone from outside the council (local law), or who assists."""
        secretaires = []
        ecrits = self.shape.seance.secretaire
        for rang, ecrit in enumerate(ecrits):
            ici: tuple[str | int, ...] = ("seance", "secretaire")
            if len(ecrits) > 1:
                ici = (*ici, rang)
            nom, _, qualite = (partie.strip() for partie in ecrit.partition(","))
            if qualite and not self.lecture.tableau.connait(nom):
                self.lecture.tableau.exterieur(nom, self.lieu(*ici, part=nom))
                genre = GENRES.get(decouper_civilite(nom)[0], Genre.INCONNU)
                secretaires.append(Secretaire(nom, None, qualite, self.lieu(*ici), genre))
                continue
            membre = self.lecture.membre(nom, *ici)
            if membre is not None:
                aide = qualite if _AUXILIAIRE.search(qualite) else ""
                secretaires.append(Secretaire(membre.nom_complet, membre, aide, self.lieu(*ici)))
        return tuple(secretaires)
