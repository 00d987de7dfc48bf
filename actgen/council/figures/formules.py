"""What the formulas of an item's kind say of it: computed values, conditions, each looked up once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any

from msgspec import Struct

from actgen.base.records import replace
from actgen.base.text.quantites import Taux
from actgen.council.facts.champs import ChampEcrit, Ligne
from actgen.council.facts.seance import Point, Seance
from actgen.council.facts.types_de_champ import TypeChamp
from actgen.council.figures.actes import dite
from actgen.council.figures.population import population_du_conseil
from actgen.council.kinds.calculs import (
    FAITS,
    Calcul,
    ColonneCalculee,
    Controle,
    du_type,
    table_de,
    with_columns,
)
from actgen.council.kinds.formules import Formule
from actgen.council.kinds.manifest import Kind
from actgen.council.kinds.operations import ELEMENT, Table
from actgen.law.articles import Article, article
from actgen.law.regimes import Regime
from actgen.law.seuils import Seuil


class Verdict(Struct, frozen=True):
    """A control that is not met, at one row of a table or of the item; `selon`: the law that it rests on."""

    controle: Controle
    ligne: Ligne | None = None
    rang: int = 0
    selon: tuple[Seuil, ...] = ()


class Valeurs:
    """The names that the formulas of one item read, and what they make of them."""

    def __init__(self, point: Point, kind: Kind, seance: Seance, regime: Regime) -> None:
        self._point, self._seance, self._regime = point, seance, regime
        self._calculs: Mapping[str, Calcul] = {each.champ.nom: each for each in kind.calculs}
        self._controles, self._colonnes = kind.controles, kind.colonnes
        self._trouvees: dict[str, Any] = {}
        self._droit: dict[str, list[Seuil]] = {}

    def __eq__(self, other: object) -> bool:
        """Two of one item, by the formulas of one kind, in one session, say the same."""
        return isinstance(other, Valeurs) and self._made_of() == other._made_of()

    def __hash__(self) -> int:
        return hash((self._point.numero, self._seance.date))

    def _made_of(self) -> tuple[object, ...]:
        seance = (self._seance.date, self._seance.collectivite)
        return self._point, self._calculs, self._controles, self._colonnes, self._regime, seance

    @cached_property
    def champs(self) -> Mapping[str, ChampEcrit]:
        """The fields of the item, their tables with the cells that are computed."""
        return {nom: self._with_computed(ecrit) for nom, ecrit in self._point.champs.items()}

    def _with_computed(self, ecrit: ChampEcrit) -> ChampEcrit:
        siennes = tuple(each for each in self._colonnes if each.table == ecrit.champ.nom)
        if not siennes:
            return ecrit
        (champ,) = with_columns((ecrit.champ,), siennes)
        lignes = tuple(self._computed_row(ligne, siennes) for ligne in ecrit.lignes)
        return replace(ecrit, champ=champ, valeur=lignes)

    def _computed_row(self, ligne: Ligne, colonnes: tuple[ColonneCalculee, ...]) -> Ligne:
        cells = dict(ligne.valeurs)
        for colonne in colonnes:
            selon = self._droit.setdefault(colonne.champ.nom, [])
            valeur = colonne.formule.valeur(partial(self._name_in, ligne), self._seance.date, selon)
            cells[colonne.champ.nom] = _imprimee(du_type(colonne.champ.type, valeur))
        return replace(ligne, valeurs=MappingProxyType(cells))

    def _name_in(self, ligne: Ligne, nom: str) -> Any:
        """What a computed cell reads: what is written."""
        if nom in ligne.valeurs:
            return ligne.valeurs[nom]
        ecrit = self._point.champs.get(nom)
        return _ecrite(ecrit) if ecrit is not None else self._fait(nom)

    @cached_property
    def calcules(self) -> tuple[ChampEcrit, ...]:
        """Each computed value as if the item had written it; a rate of two decimals at most."""
        return tuple(
            ChampEcrit(each.champ, _imprimee(self._calculee(each)), self._point.lieu)
            for each in self._calculs.values()
        )

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What the kind won't have, and the item says; by the law of the day, where it applies."""
        return tuple(
            verdict
            for controle in self._controles
            if self._seance.date in controle.periode and self._applicable(controle)
            for verdict in self._verdicts(controle)
        )

    def _applicable(self, controle: Controle) -> bool:
        """Whether the article that it rests on is in force that day, there, for such a body."""
        cite = controle.article
        if cite is None:
            return True
        trouve = article(cite.code, cite.numero, self._seance.date, self._regime, cite.precision)
        return isinstance(trouve, Article) and trouve.concerne(self._regime.genre)

    def _verdicts(self, controle: Controle) -> Iterator[Verdict]:
        lignes: tuple[Ligne | None, ...] = (None,)
        if controle.pour_chaque:
            ecrit = self.champs.get(controle.pour_chaque)
            lignes = ecrit.lignes if ecrit is not None else ()
        for rang, ligne in enumerate(lignes, start=1):
            selon: list[Seuil] = []
            if self.vrai(controle.si, ligne, selon):
                yield Verdict(controle, ligne, rang, tuple(selon))

    def vrai(self, formule: Formule, ligne: Ligne | None = None, selon: list[Seuil] | None = None) -> bool:
        """Whether a condition is true for certain; `selon` gathers the rows of law that it rests on."""

        def nom(nom: str) -> Any:
            en_ligne = ligne is not None and nom in ligne.valeurs
            return ligne.valeurs[nom] if ligne is not None and en_ligne else self.valeur(nom)

        vrai = formule.valeur(nom, self._seance.date, selon) is True
        if vrai and selon is not None:
            selon.extend(self._law_of(formule))
        return vrai

    def _law_of(self, formule: Formule) -> Iterator[Seuil]:
        """The rows of law on which the computed values and cells that it reads rest."""
        read = list(formule.noms)
        for nom in read:
            yield from self._droit.get(nom, ())
            ailleurs = self._calculs[nom].formule.noms if nom in self._calculs else ()
            cells = (each.champ.nom for each in self._colonnes if each.table == nom)
            read += [each for each in (*ailleurs, *cells) if each not in read]

    def dite(self, nom: str, verdict: Verdict) -> str:
        """A value within the message of a verdict, by its type."""
        ligne = verdict.ligne
        if ligne is not None and nom in ligne.valeurs:
            table = self.champs[verdict.controle.pour_chaque].champ
            colonne = next(each for each in table.colonnes if each.nom == nom)
            return dite(colonne.type, ligne.valeurs[nom])
        ecrit = self._point.champs.get(nom)
        if ecrit is not None:
            return dite(ecrit.champ.type, ecrit.valeur)
        calcul = next((each for each in self.calcules if each.champ.nom == nom), None)
        if calcul is not None:
            return dite(calcul.champ.type, calcul.valeur)
        return dite(FAITS[nom].type, self._fait(nom))

    def valeur(self, nom: str) -> Any:
        """A field, a computed value or a fact, as formulas read it; None when it isn't known."""
        ecrit = self.champs.get(nom)
        if ecrit is not None:
            return _ecrite(ecrit)
        return self._calculee(self._calculs[nom]) if nom in self._calculs else self._fait(nom)

    def _calculee(self, calcul: Calcul) -> Any:
        nom = calcul.champ.nom
        if nom not in self._trouvees:
            self._droit[nom] = []
            valeur = calcul.formule.valeur(self.valeur, self._seance.date, self._droit[nom])
            self._trouvees[nom] = du_type(calcul.champ.type, valeur)
        return self._trouvees[nom]

    def _fait(self, nom: str) -> Any:
        """A fact of the session; None when the file doesn't tell."""
        seance, ici = self._seance, self._seance.collectivite
        match nom:
            case "seance":
                return seance.date
            case "population":
                found = population_du_conseil(ici, seance.date).population
                return found.habitants if found is not None else None
            case "population_totale":
                found = ici.population_totale or ici.population
                return found.habitants if found is not None else None
            case "alsace_moselle":
                return self._regime.alsace_moselle
            case "annexes":
                files = tuple({ELEMENT: each} for each in self._point.annexes)
                return Table(files, {ELEMENT: TypeChamp.TEXTE})
            case "epci":
                return not ici.est_commune
            case "sieges":
                return self._point.vote.sieges if self._point.vote is not None else None
        return FAITS[nom].specimens[0]  # yes or no, which are what they are


def _ecrite(ecrit: ChampEcrit) -> Any:
    """What a formula reads of a field: nothing of one that says « aucun »."""
    champ = ecrit.champ
    if champ.type is TypeChamp.LIGNES:
        return table_de(champ, tuple(ligne.valeurs for ligne in ecrit.lignes))
    if isinstance(ecrit.valeur, tuple):
        return table_de(champ, tuple({ELEMENT: each} for each in ecrit.valeur))
    if champ.type is TypeChamp.OUI_NON and ecrit.valeur is None and not champ.obligatoire:
        return False
    return None if ecrit.neant or ecrit.manque else ecrit.valeur


def _imprimee(valeur: Any) -> Any:
    return valeur.calcule if isinstance(valeur, Taux) else valeur
