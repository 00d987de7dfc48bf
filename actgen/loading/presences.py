"""Who was there: absences, proxies, arrivals and departures of a session file → the model."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from actgen.diagnostics import Location
from actgen.facts.collectivite import Collectivite
from actgen.facts.personne import Membre
from actgen.facts.seance import Absence, Mouvement, Organe, Pouvoir, SensMouvement
from actgen.rules import rule
from actgen.text.messages import say

from .lecture import Lecture
from .shapes.communs import PouvoirShape
from .shapes.presence import AbsenceShape
from .shapes.seance import FichierSeance
from .suppleants import d_une_commune, non_declare, refus_de_sieger, sans_siege

ABSENTS_REQUIS = rule("ABSENTS-REQUIS")
PRESENCE_CONTRADICTOIRE = rule("PRESENCE-CONTRADICTOIRE")


@dataclass(frozen=True, slots=True)
class PresencesLoader:
    """Reads the attendance of one session."""

    shape: FichierSeance
    en_exercice: tuple[Membre, ...]
    lecture: Lecture
    collectivite: Collectivite
    presidence: Membre | None = None
    remplacants: dict[str, Membre] = field(default_factory=dict)  # by name, in the seat that each took

    def _verifier_absents(self) -> None:
        tenue = self._signe_de_tenue() if self.shape.absents is None else None
        if tenue is None:
            return
        lieu = self.lecture.lieu("absents")
        self.lecture.findings.append(
            ABSENTS_REQUIS.finding(
                say("Cette séance s'est tenue, mais le fichier ne dit pas qui était absent."),
                lieu if lieu.line else self.lecture.lieu(*tenue),
                hint=say("Ajoutez la rubrique « absents », avec les noms, ou « absents: aucun »."),
            )
        )

    def _signe_de_tenue(self) -> tuple[str | int, ...] | None:
        """The first thing written that only a session that was held has."""
        shape = self.shape
        if shape.seance.levee is not None:
            return ("seance", "levee")
        if shape.presents is not None:
            return ("presents",)
        if shape.mouvements:
            return ("mouvements", 0)
        compte = next((nom for nom, valeur in vars(shape.compte).items() if valeur is not None), None)
        if compte is not None:
            return ("compte", compte)
        suite = next((nom for nom, valeur in vars(shape.suites).items() if isinstance(valeur, date)), None)
        if suite is not None:
            return ("suites", suite)
        vote = next((rang for rang, point in enumerate(shape.points) if point.vote is not None), None)
        return None if vote is None else ("points", vote, "vote")

    def absents(self) -> tuple[Absence, ...] | None:
        """Who was away at the opening; None when nobody has said (a session still to be held)."""
        self._verifier_absents()
        if self.shape.absents is None:
            return None
        absences: dict[str, Absence] = {}
        for rang, ecrite in enumerate(self.shape.absents):
            membre = self.lecture.membre(ecrite.nom, "absents", rang, "nom")
            if membre is None:
                continue
            absence = Absence(
                membre,
                ecrite.excuse,
                self._pouvoir(membre, ecrite.pouvoir, "absents", rang),
                self._suppleant(membre, ecrite, rang),
                self.lecture.lieu("absents", rang),
            )
            autre = absences.setdefault(membre.nom_complet, absence)
            if autre is not absence:
                self._contradiction(
                    say("{nom} est deux fois parmi les absents.", nom=membre.nom_complet),
                    absence.lieu,
                    autre.lieu,
                )
        self._comparer_suppleants(absences)
        self._comparer_presents(absences)
        self._verifier_president(absences)
        return tuple(absences.values())

    def _comparer_suppleants(self, absences: dict[str, Absence]) -> None:
        """A substitute sits in one line and is absent in another: whether the quorum is met hangs on it."""
        for absence in absences.values():
            if absence.suppleant is not None and (autre := absences.get(absence.suppleant.nom_complet)):
                self._contradiction(
                    say(
                        "{nom} est parmi les absents, et siège pourtant à la place de {titulaire}.",
                        nom=absence.suppleant.nom_complet,
                        titulaire=absence.membre.nom_complet,
                    ),
                    autre.lieu,
                    absence.lieu,
                )

    def _verifier_president(self, absences: dict[str, Absence]) -> None:
        """Who presides the session is there, or arrives: all that follows from his absence waits for that."""
        president = self.presidence
        absence = absences.get(president.nom_complet) if president is not None else None
        if president is None or absence is None:
            return
        arrivees = (ecrit.nom for ecrit in self.shape.mouvements if ecrit.sens is SensMouvement.ARRIVEE)
        if any(self.lecture.tableau.designe(nom, president) for nom in arrivees):
            return
        self.lecture.findings.append(
            PRESENCE_CONTRADICTOIRE.finding(
                say("{nom} préside la séance et est parmi les absents.", nom=president.nom_complet),
                absence.lieu,
                self.lecture.lieu("seance", "presidence"),
                hint=say(
                    "Retirez ce nom des absents s'il était là ; sinon, écrivez sous « presidence » qui a "
                    "présidé. Le reste de la séance sera vérifié ensuite."
                ),
            )
        )

    def _comparer_presents(self, absences: dict[str, Absence]) -> None:
        """The optional list of those present must be exactly everyone else."""
        if self.shape.presents is None:
            return
        presents: set[str] = set()
        for rang, nom in enumerate(self.shape.presents):
            membre = self.lecture.membre(nom, "presents", rang)
            if membre is None:
                continue
            presents.add(membre.nom_complet)
            if membre.titulaire and membre.nom_complet not in self.remplacants:
                self.lecture.findings.append(sans_siege(membre, self.lecture.lieu("presents", rang)))
            if absence := absences.get(membre.nom_complet):
                self._contradiction(
                    say(
                        "{nom} est à la fois parmi les présents et parmi les absents.", nom=membre.nom_complet
                    ),
                    self.lecture.lieu("presents", rang),
                    absence.lieu,
                )
        oublies = [
            membre.nom_complet
            for membre in self.en_exercice
            if membre.nom_complet not in presents and membre.nom_complet not in absences
        ]
        if oublies:
            self._contradiction(
                say("Ni parmi les présents, ni parmi les absents : ") + ", ".join(oublies) + ".",
                self.lecture.lieu("presents"),
            )

    def _contradiction(self, message: str, *lieux: Location | None) -> None:
        self.lecture.findings.append(
            PRESENCE_CONTRADICTOIRE.finding(
                message, *lieux, hint=say("Vérifiez sur la feuille de présence signée.")
            )
        )

    def _pouvoir(self, mandant: Membre, ecrit: PouvoirShape | None, *ici: str | int) -> Pouvoir | None:
        if ecrit is None:
            return None
        mandataire: Membre | None = mandant
        if ecrit.a is not None:
            mandataire = self.lecture.tableau.membre(ecrit.a, self._lieu_mandataire(ecrit.a, *ici))
        if mandataire is None:
            return None
        return Pouvoir(
            mandant,
            mandataire,
            ecrit.du,
            ecrit.seances,
            ecrit.maladie,
            self.lecture.lieu(*ici),
            sans_mandataire=ecrit.a is None,
        )

    def _suppleant(self, titulaire: Membre, ecrite: AbsenceShape, rang: int) -> Membre | None:
        """Who sits instead of this member; None too when he may not, with a finding."""
        nom = ecrite.suppleant
        if nom and (self.collectivite.est_commune or not self.lecture.tableau.connait(nom)):
            dire = d_une_commune if self.collectivite.est_commune else non_declare
            lieu = self.lecture.lieu("absents", rang, "suppleant", part=nom)
            self.lecture.findings.append(dire(titulaire, nom, lieu))
            return None
        suppleant = self.lecture.membre(nom, "absents", rang, "suppleant")
        if suppleant is None:
            return None
        refus = refus_de_sieger(
            titulaire,
            suppleant,
            self.lecture.lieu("absents", rang),
            pouvoir=ecrite.pouvoir is not None,
            bureau=self.shape.seance.organe is Organe.BUREAU,
            syndicat=self.collectivite.est_syndicat,
        )
        if refus is not None:
            self.lecture.findings.append(refus)
            return None
        assis = replace(suppleant, titulaire=titulaire.nom_complet)  # in a syndicat, of any of the commune
        return self.remplacants.setdefault(assis.nom_complet, assis)

    def _lieu_mandataire(self, nom: str, *ici: str | int) -> Location:
        """In a phrase the holder comes after the giver, who may bear the same surname."""
        lieu, phrase = self.lecture.lieu(*ici, "pouvoir", "a", part=nom), self.lecture.lieu(*ici)
        debut = phrase.column - 1
        dernier = phrase.excerpt.rfind(nom, debut, debut + phrase.length)
        same_line = (lieu.file, lieu.line) == (phrase.file, phrase.line)
        return replace(lieu, column=dernier + 1) if same_line and dernier >= 0 else lieu

    def mouvements(self) -> tuple[Mouvement, ...]:
        """Arrivals and departures, in the order of the file."""
        mouvements = []
        for rang, ecrit in enumerate(self.shape.mouvements):
            membre = self.lecture.membre(ecrit.nom, "mouvements", rang, "nom")
            if membre is not None:
                membre = self.remplacants.get(membre.nom_complet, membre)
                mouvements.append(
                    Mouvement(
                        membre,
                        ecrit.sens,
                        ecrit.heure,
                        ecrit.point,
                        ecrit.moment,
                        self._pouvoir(membre, ecrit.pouvoir, "mouvements", rang),
                        self.lecture.lieu("mouvements", rang),
                    )
                )
        return tuple(mouvements)
