"""The accounts of a year: whose they are, who keeps out of their vote, what adopts them.

Sources: art. L. 2121-14 CGCT, third paragraph: the mayor withdraws « even out of office », so it is the one
whose management is judged. Art. L. 1612-12: adopted unless a majority is against; not in local law.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from actgen.base.text.dates import Millesime
from actgen.base.text.keys import slug
from actgen.council.facts.personne import CHEFS, Membre
from actgen.council.facts.seance import Point, Seance
from actgen.law.regimes import Regime, renouvele_entre
from actgen.law.scrutins import adoption_des_comptes

COMPTES = frozenset({"compte_administratif", "compte_financier_unique"})
_ANNEE = re.compile(r"\b20\d\d\b")
LONGUEUR = 200  # of an object, made a slug
_VOTER = r"^(?:(?:vote|adoption|approbation|examen-et-vote|presentation-et-vote)-d(?:u|es)-)"
_PRIMITIF = re.compile(rf"{_VOTER}?(?:budgets?-primitifs?\b|bp-20\d\d)")
_BUDGET = re.compile(
    rf"{_VOTER}budgets?\b|\bbudgets?-primitifs?\b"
    r"|^budgets?-(?:principal|annexe|general|communal)?\b.*\b20\d\d\b|^budget-20\d\d"
)
_AUTRE = re.compile(
    r"modificat|virement|supplementaire|rectificatif|participatif|orientation|debat|rapport|affectation|reprise"
    r"|resultat|credit|avance|compte|subvention|autorisation"
)


class Ordonnateur(Struct, frozen=True):
    """Whose accounts of the year `exercice` are judged; `nom` is empty when nothing tells.

    The year is that of the item's field, which its act prints, and only without one that of its title.
    `sur`: the file tells, by a key or by mandates; else today's head is taken for him although the council
    was renewed since. `chef`: today's head, when a stranger to that year: no text read keeps him out.
    """

    exercice: int
    nom: str = ""
    sur: bool = True
    chef: str = ""

    @property
    def ecartes(self) -> frozenset[str]:
        """Who must not vote, by the first reading."""
        return frozenset({self.nom} - {""})

    @property
    def autrement(self) -> frozenset[str]:
        """Who does not vote by the other reading that the votes may follow; the same without a doubt."""
        return frozenset({self.nom, self.chef} - {""}) if self.sur else frozenset({self.chef} - {""})


def ordonnateur(point: Point, seance: Seance) -> Ordonnateur | None:
    """Whose accounts an item votes: as written, else the head in office on the last day of their year."""
    if point.nature not in COMPTES:
        return None
    exercice = exercice_ecrit(point) or _exercice_du_titre(point, seance)
    tetes = [membre for membre in seance.collectivite.membres if membre.fonction in CHEFS]
    chef = next((membre.nom_complet for membre in tetes if membre.en_exercice(seance.date)), "")
    fin = date(exercice, 12, 31)
    alors = next((membre for membre in tetes if membre.en_exercice(fin)), None)
    if point.ordonnateur:
        nom, sur = point.ordonnateur, True
    elif alors is None:
        nom, sur = "", False
    else:
        nom, sur = alors.nom_complet, _date(alors) or not renouvele_entre(fin, seance.date)
    return Ordonnateur(exercice, nom, sur, "" if chef == nom else chef)


def _date(membre: Membre) -> bool:
    return membre.depuis is not None or membre.jusqu_au is not None


def exercice_ecrit(point: Point) -> int | None:
    """The year of accounts or of a budget that the item's own field tells."""
    ecrit = point.champs.get("exercice")
    return ecrit.valeur if ecrit is not None and isinstance(ecrit.valeur, Millesime) else None


def annees_du_titre(objet: str) -> frozenset[int]:
    """The years that an object names."""
    return frozenset(int(annee) for annee in _ANNEE.findall(objet))


def _exercice_du_titre(point: Point, seance: Seance) -> int:
    """The one past year that the object names; else that before the session."""
    annees = [annee for annee in annees_du_titre(point.objet) if annee < seance.date.year]
    return annees[0] if len(annees) == 1 else seance.date.year - 1


def adoptes_faute_de_majorite_contre(point: Point, regime: Regime) -> bool:
    """Whether only a majority of votes cast against rejects that item."""
    return point.nature in COMPTES and not (
        regime.alsace_moselle and adoption_des_comptes(regime.jour).ecartee_en_droit_local
    )


def vote_du_budget(point: Point) -> bool | None:
    """Whether an item votes a year's first budget: None no, True by its name, False by likely words."""
    objet = slug(point.objet, LONGUEUR)
    if point.nature or _AUTRE.search(objet):
        return None
    return True if _PRIMITIF.search(objet) else False if _BUDGET.search(objet) else None
