"""A session file → the model: names become members, phrases become facts, each with its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType

from actgen.diagnostics import Diagnostic, Location
from actgen.kinds.catalogue import Catalogue
from actgen.model.collectivite import Collectivite
from actgen.model.groupement import Groupement
from actgen.model.personne import Secretaire
from actgen.model.seance import Compte, Derogation, ProcesVerbal, Seance
from actgen.model.texte import Prose

from .convocations import ConvocationLoader
from .lecture import Lecture, valeurs
from .points import PointsLoader
from .presences import PresencesLoader
from .shapes.seance import FichierSeance
from .suites import charger_suites
from .tableau import Tableau


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

    def __post_init__(self) -> None:
        jour = self.shape.seance.date
        rangs = frozenset(membre.rang for membre in self.collectivite.en_exercice(jour))
        tableau = Tableau(self.collectivite.membres, rangs, self.findings)
        self.lecture = Lecture(tableau, self.lieu, self.findings)

    def charger(self) -> Seance:
        """The session. Names that were not found are left out: their findings stop the run."""
        shape, lecture = self.shape, self.lecture
        presences = PresencesLoader(shape, self.collectivite, lecture)
        points = PointsLoader(lecture, self.catalogue, self.groupement, self.prose)
        return Seance(
            collectivite=self.collectivite,
            date=shape.seance.date,
            fichier=self.fichier,
            organe=shape.seance.organe,
            nature=shape.seance.nature,
            heure=shape.seance.heure,
            levee=shape.seance.levee,
            lieu_de_reunion=shape.seance.lieu or "",
            presidence=lecture.membre(shape.seance.presidence, "seance", "presidence"),
            secretaires=self._secretaires(),
            assistance=shape.seance.assistait,
            convocation=ConvocationLoader(shape.convocation, self.lieu).charger(),
            absents=presences.absents(),
            mouvements=presences.mouvements(),
            compte=Compte(**valeurs(shape.compte), lieux=lecture.lieux(shape.compte, "compte")),
            points_non_saisis=shape.points_non_saisis or (),
            points=tuple(points.charger(rang, point) for rang, point in enumerate(shape.points)),
            suites=charger_suites(lecture, shape.suites, "suites"),
            proces_verbal=ProcesVerbal(
                shape.proces_verbal.arrete_le,
                shape.proces_verbal.publie_le,
                shape.proces_verbal.remarques or "",
                self.lieu("proces_verbal"),
            ),
            derogations=self._derogations(),
            lieux=self._lieux(),
        )

    def _lieux(self) -> MappingProxyType[str, Location]:
        noms = ("date", "heure", "levee", "lieu", "presidence", "secretaire")
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
        """Members; « NOM, fonction » names someone from outside the council (local law)."""
        secretaires = []
        ecrits = self.shape.seance.secretaire
        for rang, ecrit in enumerate(ecrits):
            ici: tuple[str | int, ...] = ("seance", "secretaire")
            if len(ecrits) > 1:
                ici = (*ici, rang)
            nom, _, qualite = (partie.strip() for partie in ecrit.partition(","))
            if qualite and not self.lecture.tableau.connait(nom):
                self.lecture.tableau.exterieur(nom, self.lieu(*ici, part=nom))
                secretaires.append(Secretaire(nom, None, qualite, self.lieu(*ici)))
                continue
            membre = self.lecture.membre(nom, *ici)
            if membre is not None:
                secretaires.append(Secretaire(membre.nom_complet, membre, "", self.lieu(*ici)))
        return tuple(secretaires)
