"""What a kind of act asks an item for in its own right: the declaration of each field, and what was written.

A kind declares its fields in its acte.yaml; an item writes them beside its other keys. Values stay generic
here: text, amount (euros), whole number, date, rate, duration, yes or no, member, text file, rows.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import MappingProxyType

from msgspec import Struct, field

from actgen.base.diagnostics import Location
from actgen.base.text.keys import dit_neant
from actgen.base.text.quantites import Quantite
from actgen.council.facts.personne import Membre
from actgen.council.facts.texte import Prose
from actgen.council.facts.types_de_champ import TYPES, TypeChamp

PARTS_DE_GROUPE = frozenset({"lignes", "totaux"})
"""What a group of rows holds beside the value that they share."""

Borne = Decimal | date | Quantite


class Equilibre(Struct, frozen=True):
    """Two columns of amounts whose sums are the same, for each value of the column `par` if there is one.

    `excedent`: the one that may add up to more.
    """

    gauche: str
    droite: str
    par: str = ""
    excedent: str = ""


class Champ(Struct, frozen=True):
    """A field that a kind declares, or a column of its rows.

    `minimum` and `maximum` bound a value that is measured; of a text they count its signs, of a list or of
    rows its elements. `de` is the type of the elements of a list. `par` names the column by which rows are
    grouped, with their subtotals. `interesse`: who is named there benefits by the
    decision. `unique`: how grave it is that two rows say the same in all the columns that have it.
    `en_pourcentage`: of an amount, the field that holds it where it is written in %. `lieu`: of its
    declaration.
    """

    nom: str
    type: TypeChamp
    titre: str
    question: str = ""
    obligatoire: bool = False
    exemple: tuple[str, ...] = ()
    aide: str = ""
    minimum: Borne | None = None
    maximum: Borne | None = None
    choix: tuple[str, ...] = ()
    de: TypeChamp = TypeChamp.TEXTE
    colonnes: tuple[Champ, ...] = ()
    par: str = ""
    equilibre: Equilibre | None = None
    interesse: bool = False
    unique: str = ""
    en_pourcentage: str = ""
    lieu: Location | None = None

    @property
    def derives(self) -> tuple[str, ...]:
        """The names that templates find beside its own: totals of a table, its rows by group, « aucune »."""
        totaux = (self.nom_des_totaux,) if self.sommes else ()
        groupes = (self.nom_des_groupes,) if self.par else ()
        return (*totaux, *groupes, self.nom_du_neant) if self.admet_aucun else (*totaux, *groupes)

    @property
    def admet_aucun(self) -> bool:
        """Whether « aucune » may be written for it: empty is not known yet, and never means none."""
        return self.type is TypeChamp.TEXTE_LONG and not self.obligatoire

    @property
    def nom_du_neant(self) -> str:
        """« sans_remarques »."""
        return f"sans_{self.nom}"

    @property
    def nom_des_totaux(self) -> str:
        """« totaux_lignes »."""
        return f"totaux_{self.nom}"

    @property
    def nom_des_groupes(self) -> str:
        """« lignes_par_section »."""
        return f"{self.nom}_par_{self.par}"

    @property
    def sommes(self) -> tuple[Champ, ...]:
        """The columns that can be added up."""
        return tuple(c for c in self.colonnes if TYPES[c.type].zero is not None)


class Ligne(Struct, frozen=True):
    """A row of a table: the value of each column, None when it was left empty, with its place."""

    valeurs: MappingProxyType[str, Valeur | None]
    lieux: MappingProxyType[str, Location] = field(default_factory=lambda: MappingProxyType({}))
    lieu: Location | None = None


Valeur = str | int | Decimal | date | bool | Quantite | Membre | Prose
Contenu = Valeur | tuple[Valeur, ...] | tuple[Ligne, ...] | None


class ChampEcrit(Struct, frozen=True):
    """A declared field as an item writes it; `valeur` is None, or an empty tuple, when it doesn't.

    `lieu` is the place of the value, else of the item that should hold it; `lieux` those of list elements.
    """

    champ: Champ
    valeur: Contenu = None
    lieu: Location | None = None
    lieux: tuple[Location, ...] = ()

    @property
    def manque(self) -> bool:
        return self.valeur is None or self.valeur == ()

    @property
    def neant(self) -> bool:
        """Whether it says in so many words that there is none."""
        ecrit = self.valeur if isinstance(self.valeur, str) else ""
        return self.champ.admet_aucun and dit_neant(ecrit)

    @property
    def lignes(self) -> tuple[Ligne, ...]:
        """The rows of a table, empty for any other field."""
        valeur = self.valeur if isinstance(self.valeur, tuple) else ()
        return tuple(each for each in valeur if isinstance(each, Ligne))
