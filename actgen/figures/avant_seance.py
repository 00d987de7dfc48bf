"""What the papers of before a session rest on: the agenda, who convenes, the quorum that is announced."""

from __future__ import annotations

from actgen.facts.convocation import LigneOrdreDuJour
from actgen.facts.personne import Fonction, Membre
from actgen.facts.seance import NatureSeance
from actgen.records import dataclass

from .expediteur import membre_nomme
from .objets import Place
from .ordre_du_jour import Libelle, de_plein_droit, fourre_tout
from .seance import FiguresPoint, FiguresSeance
from .seconde import Obstacle, nouvelle, premieres_inscriptions, seconde_convocation

_CHEFS = (Fonction.MAIRE, Fonction.PRESIDENT)


@dataclass(frozen=True, slots=True)
class Affaire:
    """A line of the agenda and the item of the file that it announces, if there is one."""

    ligne: LigneOrdreDuJour
    point: FiguresPoint | None

    @property
    def sans_expose(self) -> bool:
        """Whether nothing is to be explained: what the law puts at every session, « questions diverses »."""
        return de_plein_droit(self.ligne.objet) or fourre_tout(self.ligne.objet)


@dataclass(frozen=True, slots=True)
class Annonce:
    """What a second convocation may say of the quorum.

    `obstacle`: why it spares none; the missing reminder is no obstacle here, since the paper bears it.
    `nouveaux`: numbers of the items that the first convocation did not have, for which it is required.
    """

    article: str
    obstacle: Obstacle | None
    nouveaux: tuple[int, ...]

    @property
    def sans_quorum(self) -> bool:
        return self.obstacle is None


def affaires(figures: FiguresSeance) -> tuple[Affaire, ...]:
    """The lines of the agenda; of the items when no agenda is written."""
    lignes = figures.seance.convocation.ordre_du_jour
    if lignes is None:
        return tuple(
            Affaire(LigneOrdreDuJour(each.point.numero, each.point.objet, lieu=each.point.lieu), each)
            for each in figures.points
        )
    return tuple(Affaire(ligne, _annonce_par(figures, ligne)) for ligne in lignes)


def _annonce_par(figures: FiguresSeance, ligne: LigneOrdreDuJour) -> FiguresPoint | None:
    return next(
        (
            each
            for each in figures.points
            if (inscrit := each.inscription) is not None
            and inscrit.place is not Place.ABSENTE
            and inscrit.ligne is ligne
        ),
        None,
    )


def annonce(figures: FiguresSeance) -> Annonce | None:
    """What the second convocation announces; None for a first one."""
    seance = figures.seance
    trouvee, ecrite = seconde_convocation(seance, figures.regime), seance.convocation.seconde
    if trouvee is None or ecrite is None:
        return None
    lignes = seance.convocation.ordre_du_jour or ()
    trouvees = premieres_inscriptions(seance, [Libelle(each.numero, (each.objet,)) for each in lignes])
    nouveaux = tuple(
        ligne.numero
        for ligne, place in zip(lignes, trouvees, strict=True)
        if place is not None and nouvelle(place) and not fourre_tout(ligne.objet)
    )
    obstacle = None if trouvee.obstacle is Obstacle.RAPPEL else trouvee.obstacle
    return Annonce(figures.regime.seconde.article, obstacle, nouveaux)


def convoquant(figures: FiguresSeance) -> tuple[Membre | None, str]:
    """Who signs the convocation, and what follows their quality (« en remplacement du maire »).

    The words of `auteur` name a member; else it is the head of the executive in office, whom the members
    elect only at a first meeting: then nobody is named.
    """
    seance = figures.seance
    nom, _, suite = (part.strip() for part in seance.convocation.auteur.partition(","))
    nomme = membre_nomme(nom, seance.collectivite.membres) if nom else None
    if nomme is not None:
        return nomme, suite
    if seance.nature is NatureSeance.INSTALLATION:
        return None, ""
    en_exercice = seance.collectivite.en_exercice(seance.date)
    return next((membre for membre in en_exercice if membre.fonction in _CHEFS), None), ""
