"""What a kind computes of its fields, what it won't have, and the articles that it cites on a condition.

Each formula is read with the manifest and tried on specimens of the declared types: a fault of a kind is told
there, to who owns it, and never at the session of a commune.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from msgspec import Struct, field

from actgen.base.diagnostics import Severity, Status
from actgen.base.records import replace
from actgen.base.text.dates import Millesime
from actgen.base.text.keys import nearest
from actgen.base.text.messages import say
from actgen.base.text.quantites import Taux
from actgen.council.facts.champs import Champ
from actgen.council.facts.types_de_champ import TYPES, TypeChamp, specimens
from actgen.council.kinds.champs import (
    CalculDeclare,
    ChampDeclare,
    ColonneDeclaree,
    ControleDeclare,
    VisaDeclare,
)
from actgen.council.kinds.declaration import MAX_CHAMPS, DeclarationReader
from actgen.council.kinds.formules import Formule, Noms, lire
from actgen.council.kinds.operations import ELEMENT, FormulaFault, Table, TriedChoice, Unknown, arrondie, oui
from actgen.law.articles import shipped_articles
from actgen.law.citations import numero
from actgen.law.periods import Periode

_PLACE = re.compile(r"\{([^{}]*)\}")
_PARTIE = re.compile(r"\s(?P<partie>alinéa [1-9]\d?|[1-9]\d?°)\s*$")
_JOUR = date(2026, 6, 15)  # on which formulas are tried


class Fait(Struct, frozen=True):
    """A fact of the session that formulas may name: what it is, two specimens of it."""

    type: TypeChamp
    specimens: tuple[Any, Any]


_TWO_FILES = Table(({ELEMENT: "a.pdf"}, {ELEMENT: "b.pdf"}), {ELEMENT: TypeChamp.TEXTE})
FAITS: dict[str, Fait] = {
    "seance": Fait(TypeChamp.DATE, (_JOUR, date(2024, 11, 14))),
    "population": Fait(TypeChamp.NOMBRE, (99, 12_000)),
    "population_totale": Fait(TypeChamp.NOMBRE, (102, 12_400)),
    "alsace_moselle": Fait(TypeChamp.OUI_NON, (False, True)),
    "epci": Fait(TypeChamp.OUI_NON, (False, True)),
    "sieges": Fait(TypeChamp.NOMBRE, (3, 5)),
    "oui": Fait(TypeChamp.OUI_NON, (True, True)),
    "non": Fait(TypeChamp.OUI_NON, (False, False)),
    "annexes": Fait(TypeChamp.LISTE, (_TWO_FILES, _TWO_FILES)),  # those of the item
}


class ReferenceArticle(Struct, frozen=True):
    """An article that a kind's acts cite when it applies: ("CGCT", "L2541-12"); `si`: and when that is so.

    `precision`: the part that a control rests on ("alinéa 3"), which Alsace-Moselle may keep of an article
    whose first it sets aside.
    """

    code: str
    numero: str
    si: Formule | None = None
    precision: str = ""


class Calcul(Struct, frozen=True):
    """A computed value: its name, title and type are those of a field, blank while it isn't known."""

    champ: Champ
    formule: Formule


class ColonneCalculee(Struct, frozen=True):
    """A column that is computed, row by row, of those that are written."""

    table: str
    champ: Champ
    formule: Formule


class Controle(Struct, frozen=True):
    """A formula that must not be true. `champ`: where the finding points; `pour_chaque`: a table, row by row.

    `statut` says how sure it is: of a rule of law that nobody read, it warns at most.
    """

    si: Formule
    dit: str
    conseil: str
    champ: str
    gravite: Severity
    statut: Status
    periode: Periode
    article: ReferenceArticle | None = None
    pour_chaque: str = ""
    nom: str = ""


def du_type(genre: TypeChamp, valeur: Any) -> Any:
    """What a formula gives, as a value of that type; None for what can't be one.

    An amount is rounded to the cent, half up. A share of one makes a rate.
    """
    if not isinstance(valeur, Decimal):
        return valeur
    if genre is TypeChamp.MONTANT:
        try:
            return arrondie(valeur, 2)
        except Unknown:
            return None
    if genre is TypeChamp.TAUX:
        return Taux(100 * valeur)
    if valeur != valeur.to_integral_value():
        return None
    return Millesime(valeur) if genre is TypeChamp.ANNEE else int(valeur)


def with_columns(champs: tuple[Champ, ...], colonnes: tuple[ColonneCalculee, ...]) -> tuple[Champ, ...]:
    """The fields, their tables with the columns that are computed."""
    return tuple(
        replace(champ, colonnes=(*champ.colonnes, *(c.champ for c in colonnes if c.table == champ.nom)))
        for champ in champs
    )


def table_de(champ: Champ, lignes: tuple[Mapping[str, Any], ...]) -> Table:
    """The rows of a field, or the elements of a list, as formulas read them."""
    if champ.type is TypeChamp.LISTE:
        types = {ELEMENT: champ.de}
    else:
        types = {colonne.nom: colonne.type for colonne in champ.colonnes}
    complete = frozenset(colonne.nom for colonne in champ.colonnes if colonne.obligatoire)
    return Table(lignes, types, complete, ecrite=bool(lignes) or not champ.obligatoire)


class FormulaReader(Struct, frozen=True):
    """Reads what the manifest of these fields computes, watches and cites; faults go to `reader`."""

    reader: DeclarationReader
    champs: tuple[Champ, ...]
    tried: dict[tuple[str, ...], tuple[_Specimens, ...]] = field(default_factory=dict)

    def calculs(self, ecrits: tuple[CalculDeclare, ...]) -> tuple[Calcul, ...]:
        """The computed values that are declared well."""
        pris = {nom for champ in self.champs for nom in (champ.nom, *champ.derives)}
        lus: list[tuple[int, Calcul]] = []
        for rang, ecrit in enumerate(self._at_most(ecrits, "calculs")):
            calcul = self._calcul(ecrit, pris, "calculs", rang)
            if calcul is not None:
                pris.add(calcul.champ.nom)
                lus.append((rang, calcul))
        tous = tuple(calcul for _, calcul in lus)
        return tuple(calcul for rang, calcul in lus if self._holds(calcul, tous, "calculs", rang))

    def colonnes(self, ecrits: tuple[ChampDeclare, ...], ou: str) -> tuple[ColonneCalculee, ...]:
        """The computed columns of its tables that are declared well."""
        tables = {champ.nom: champ for champ in self.champs}
        lues = (
            self._colonne(colonne, tables[ecrit.nom], ou, rang, "colonnes", place)
            for rang, ecrit in enumerate(ecrits)
            if ecrit.nom in tables
            for place, colonne in enumerate(ecrit.colonnes)
            if colonne.formule
        )
        return tuple(colonne for colonne in lues if colonne is not None)

    def _colonne(self, ecrite: ColonneDeclaree, table: Champ, *ici: str | int) -> ColonneCalculee | None:
        """One that reads written cells, fields and facts: neither computed values, nor its like."""
        if ecrite.minimum is not None or ecrite.maximum is not None:
            self.reader.fault(say("Une colonne calculée n'a pas de borne : écrivez un contrôle."), *ici)
            return None
        if TYPES[ecrite.type].lecture is None or ecrite.type is TypeChamp.CHOIX:
            self._not_computed(ecrite.type, *ici)
            return None
        formule = self._read(ecrite.formule or "", *ici, "formule")
        if formule is None or not self._gives(ecrite.nom, ecrite.type, formule, (), table, *ici):
            return None
        lieu = self.reader.lieu(*ici, "nom")
        always = ecrite.obligatoire or self._always_known(formule, table)
        champ = Champ(ecrite.nom, ecrite.type, ecrite.titre, obligatoire=always, lieu=lieu)
        return ColonneCalculee(table.nom, champ, formule)

    def _always_known(self, formule: Formule, table: Champ) -> bool:
        """Whether all that a cell reads must be written: a cell without value is then a blank of the act."""
        needed = {each.nom: each.obligatoire for each in (*self.champs, *table.colonnes)}
        return all(needed.get(nom, False) for nom in formule.noms)

    def controles(
        self, ecrits: tuple[ControleDeclare, ...], calculs: tuple[Calcul, ...]
    ) -> tuple[Controle, ...]:
        """What must not be true, where it is declared well."""
        lus = (
            self._controle(ecrit, calculs, "controles", rang)
            for rang, ecrit in enumerate(self._at_most(ecrits, "controles"))
        )
        return tuple(controle for controle in lus if controle is not None)

    def visas(
        self, ecrits: tuple[VisaDeclare, ...], calculs: tuple[Calcul, ...]
    ) -> tuple[ReferenceArticle, ...]:
        """The articles; one whose condition is faulty is left out."""
        return tuple(self._visas(ecrits, calculs))

    def _visas(
        self, ecrits: tuple[VisaDeclare, ...], calculs: tuple[Calcul, ...]
    ) -> Iterator[ReferenceArticle]:
        for rang, ecrit in enumerate(ecrits):
            article = _reference(ecrit.article)
            if not _is_known(article):
                self.reader.fault(
                    say("L'article « {article} » ne sera pas imprimé : ", article=ecrit.article) + _NOT_KNOWN,
                    "visas",
                    rang,
                    hint=say("Écrivez « Vu … » dans le texte, ou ajoutez l'article à ce fichier."),
                    severity=Severity.WARNING,
                )
            if ecrit.si is None:
                yield article
            elif formule := self._condition(ecrit.si, calculs, None, "visas", rang, "si"):
                yield replace(article, si=formule)

    def _at_most(self, ecrits: tuple[Any, ...], ou: str) -> tuple[Any, ...]:
        if len(ecrits) <= MAX_CHAMPS:
            return ecrits
        self.reader.fault(
            say("{n} lignes sous « {ou} » ; {max} au plus.", n=len(ecrits), ou=ou, max=MAX_CHAMPS), ou
        )
        return ()

    def _calcul(self, ecrit: CalculDeclare, pris: set[str], *ici: str | int) -> Calcul | None:
        if not self.reader.check_name(ecrit.nom, *ici):
            return None
        if ecrit.nom in pris or ecrit.nom in FAITS:
            self.reader.fault(say("Le nom « {nom} » est pris deux fois.", nom=ecrit.nom), *ici, "nom")
            return None
        if TYPES[ecrit.type].lecture is None or ecrit.type is TypeChamp.CHOIX:
            self._not_computed(ecrit.type, *ici)
            return None
        formule = self._read(ecrit.formule, *ici, "formule")
        if formule is None:
            return None
        lieu = self.reader.lieu(*ici, "nom")
        return Calcul(Champ(ecrit.nom, ecrit.type, ecrit.titre, obligatoire=True, lieu=lieu), formule)

    def _holds(self, calcul: Calcul, tous: tuple[Calcul, ...], *ici: str | int) -> bool:
        """Whether its formula gives its type, on specimens."""
        boucle = _loop(calcul, tous)
        if boucle:
            self.reader.fault(
                say("Ces valeurs se calculent l'une par l'autre : {noms}.", noms=" → ".join(boucle)),
                *ici,
                "formule",
            )
        champ = calcul.champ
        return not boucle and self._gives(champ.nom, champ.type, calcul.formule, tous, None, *ici)

    def _gives(
        self,
        nom: str,
        genre: TypeChamp,
        formule: Formule,
        calculs: tuple[Calcul, ...],
        table: Champ | None,
        *ici: str | int,
    ) -> bool:
        """Whether a formula gives a value of that type; a finding tells when it doesn't."""
        if not self._names_known(formule, calculs, table, *ici, "formule"):
            return False
        for valeur in self._trials(formule, calculs, table, *ici, "formule"):
            if valeur is _FAULTY:
                return False
            if valeur is not None and not _fits(genre, valeur):
                self.reader.fault(
                    say(
                        "« {nom} » : la formule ne donne pas une valeur de type « {type} ».",
                        nom=nom,
                        type=genre.value,
                    ),
                    *ici,
                    "formule",
                )
                return False
        return True

    def _not_computed(self, genre: TypeChamp, *ici: str | int) -> None:
        self.reader.fault(
            say("Une valeur calculée n'est pas de type « {type} ».", type=genre.value), *ici, "type"
        )

    def _controle(
        self, ecrit: ControleDeclare, calculs: tuple[Calcul, ...], *ici: str | int
    ) -> Controle | None:
        connus = len(self.reader.findings)
        table = self._table(ecrit.pour_chaque, *ici) if ecrit.pour_chaque else None
        if ecrit.pour_chaque and table is None:
            return None
        formule = self._condition(ecrit.si, calculs, table, *ici, "si")
        self._check_places(ecrit.dit, calculs, table, *ici, "dit")
        champ = self._shown_field(ecrit, formule, table, *ici)
        article = self._article(ecrit.article, *ici, "article") if ecrit.article else None
        periode = Periode(ecrit.du, ecrit.au)
        if periode.reversed:
            self.reader.fault(say("La période finit avant de commencer."), *ici, "du")
        if formule is None or len(self.reader.findings) > connus:
            return None
        de_droit = ecrit.article is not None or ecrit.source is not None
        statut = Status.COHERENCE if not de_droit else _STATUTS[ecrit.source or "memoire"]
        ferme = ecrit.gravite == "erreur" and statut is not Status.MEMORY
        return Controle(
            si=formule,
            dit=ecrit.dit.rstrip(". \u00a0"),
            conseil=ecrit.conseil,
            champ=champ,
            gravite=Severity.ERROR if ferme else Severity.WARNING,
            statut=statut,
            periode=periode,
            article=article,
            pour_chaque=ecrit.pour_chaque or "",
            nom=ecrit.nom or "",
        )

    def _table(self, nom: str, *ici: str | int) -> Champ | None:
        champ = next((c for c in self.champs if c.nom == nom and c.type is TypeChamp.LIGNES), None)
        if champ is None:
            self.reader.fault(
                say("« {nom} » n'est pas un champ de type « lignes ».", nom=nom), *ici, "pour_chaque"
            )
        return champ

    def _shown_field(
        self, ecrit: ControleDeclare, formule: Formule | None, table: Champ | None, *ici: str | int
    ) -> str:
        """The field that the finding shows: in a row its column, else a field, the first that is read."""
        ici_ou_la = table.colonnes if table is not None else self.champs
        noms = {champ.nom for champ in ici_ou_la}
        if ecrit.champ is not None and ecrit.champ not in noms:
            self.reader.fault(say("Il n'y a pas de champ « {nom} ».", nom=ecrit.champ), *ici, "champ")
        lus = formule.noms if formule is not None else ()
        return ecrit.champ or next((nom for nom in lus if nom in noms), "")

    def _article(self, ecrit: str, *ici: str | int) -> ReferenceArticle | None:
        article = _reference(ecrit)
        if _is_known(article):
            return article
        self.reader.fault(
            say("L'article « {article} » : ", article=ecrit) + _NOT_KNOWN,
            *ici,
            hint=say("Écrivez-le « CGCT L2241-1 », ou nommez-le dans « dit »."),
        )
        return None

    def _check_places(
        self, texte: str, calculs: tuple[Calcul, ...], table: Champ | None, *ici: str | int
    ) -> None:
        """What stands between braces in a message: values that a sentence can hold."""
        nommables = {
            nom for nom, genre in self._types(calculs, table).items() if TYPES[genre].dit is not None
        }
        for nom in _PLACE.findall(texte):
            if nom not in nommables:
                self.reader.fault(
                    say("Le message nomme « {nom} », qu'une phrase ne peut pas porter.", nom=nom),
                    *ici,
                    hint=_nearest(nom, nommables),
                )
        if set(_PLACE.sub("", texte)) & set("{}"):
            self.reader.fault(say("Le message a une accolade de trop."), *ici)

    def _types(self, calculs: tuple[Calcul, ...], table: Champ | None) -> dict[str, TypeChamp]:
        """Every name that a formula may read, with its type; a column comes before a field of its name."""
        genres = {nom: fait.type for nom, fait in FAITS.items()}
        genres |= {champ.nom: champ.type for champ in self.champs}
        genres |= {calcul.champ.nom: calcul.champ.type for calcul in calculs}
        return genres | {c.nom: c.type for c in (table.colonnes if table is not None else ())}

    def _read(self, texte: str, *ici: str | int) -> Formule | None:
        try:
            return lire(texte)
        except FormulaFault as faute:
            self._malformed(texte, faute, *ici)
            return None

    def _condition(
        self, texte: str, calculs: tuple[Calcul, ...], table: Champ | None, *ici: str | int
    ) -> Formule | None:
        """A formula that answers yes or no."""
        formule = self._read(texte, *ici)
        if formule is None or not self._names_known(formule, calculs, table, *ici):
            return None
        for valeur in self._trials(formule, calculs, table, *ici):
            if valeur is _FAULTY:
                return None
            try:
                _ = valeur is None or oui(valeur)
            except FormulaFault as faute:
                self._malformed(texte, faute, *ici)
                return None
        return formule

    def _names_known(
        self, formule: Formule, calculs: tuple[Calcul, ...], table: Champ | None, *ici: str | int
    ) -> bool:
        """Whether all that it names exists, and under one meaning."""
        genres = self._types(calculs, table)
        for nom in formule.noms:
            if nom not in genres:
                dit = say("il n'y a ni champ, ni calcul, ni fait de la séance « {nom} »", nom=nom)
                self._malformed(formule.texte, FormulaFault(dit), *ici, hint=self._elsewhere(nom, genres))
                return False
            if nom in FAITS and any(champ.nom == nom for champ in self.champs):
                dit = say("« {nom} » est à la fois un champ et un fait de la séance", nom=nom)
                self._malformed(formule.texte, FormulaFault(dit), *ici)
                return False
        return True

    def _elsewhere(self, nom: str, genres: Mapping[str, TypeChamp]) -> str:
        """The table that has such a column, else the nearest name."""
        table = next((c.nom for c in self.champs if any(col.nom == nom for col in c.colonnes)), "")
        if table:
            return say(
                "C'est une colonne : total({table}.{nom}), ou « pour_chaque: {table} ».", table=table, nom=nom
            )
        return _nearest(nom, genres)

    def _trials(
        self, formule: Formule, calculs: tuple[Calcul, ...], table: Champ | None, *ici: str | int
    ) -> Iterator[Any]:
        """Its value on each set of specimens; _FAULTY, and no more, once its fault is told."""
        for values in self._specimens(calculs):
            try:
                yield formule.essai(values.of_row(table), _JOUR)
            except FormulaFault as faute:
                self._malformed(formule.texte, faute, *ici)
                yield _FAULTY
                return

    def _specimens(self, calculs: tuple[Calcul, ...]) -> tuple[_Specimens, ...]:
        """Two sets of values, of the declared types."""
        noms = tuple(calcul.champ.nom for calcul in calculs)
        if noms not in self.tried:
            champs = {champ.nom: champ for champ in self.champs}
            par_nom = {calcul.champ.nom: calcul for calcul in calculs}
            self.tried[noms] = tuple(_Specimens(champs, par_nom, rang) for rang in (0, 1))
        return self.tried[noms]

    def _malformed(self, texte: str, faute: FormulaFault, *ici: str | int, hint: str = "") -> None:
        message = say("La formule « {texte} » : ", texte=texte) + f"{faute}."
        self.reader.fault(message, *ici, hint=hint)


_FAULTY = object()
_NOT_KNOWN = say("data/droit/articles.yaml ne l'a pas.")
_STATUTS = {"lu": Status.VERIFIED, "memoire": Status.MEMORY}
_VALEURS: dict[TypeChamp, tuple[type, ...]] = {
    TypeChamp.MONTANT: (Decimal,),
    TypeChamp.NOMBRE: (Decimal,),
    TypeChamp.ANNEE: (Decimal,),
    TypeChamp.TAUX: (Decimal, Taux),
}


def _fits(genre: TypeChamp, valeur: Any) -> bool:
    """Whether what a formula gives makes a value of that type."""
    return isinstance(valeur, _VALEURS.get(genre, (TYPES[genre].valeur,)))


def _reference(ecrit: str) -> ReferenceArticle:
    code, _, reste = ecrit.partition(" ")
    partie = _PARTIE.search(reste)
    nombre, precision = (reste[: partie.start()], partie["partie"]) if partie else (reste, "")
    return ReferenceArticle(code, numero(nombre.strip()) or nombre.strip(), precision=precision)


def _is_known(article: ReferenceArticle) -> bool:
    return (article.code, article.numero) in shipped_articles().redactions


def _nearest(nom: str, noms: Any) -> str:
    proche = nearest(nom, sorted(noms))
    return say("Le nom le plus proche : {proche}.", proche=proche) if proche else ""


def _loop(calcul: Calcul, tous: tuple[Calcul, ...]) -> tuple[str, ...]:
    """The names by which a computed value comes back to itself; empty when it doesn't."""
    par_nom = {each.champ.nom: each for each in tous}
    debut = calcul.champ.nom
    venus = {debut: ""}  # by which name each was come to
    a_voir = [debut]
    for nom in a_voir:
        for lu in par_nom[nom].formule.noms:
            if lu == debut:
                chemin = [nom]
                while chemin[-1] != debut:
                    chemin.append(venus[chemin[-1]])
                return (*reversed(chemin), debut)
            if lu in par_nom and lu not in venus:
                venus[lu] = nom
                a_voir.append(lu)
    return ()


class _Specimens(Struct, frozen=True):
    """What each name of an item is worth in a trial; a computed value is computed once."""

    champs: Mapping[str, Champ]
    calculs: Mapping[str, Calcul]
    rang: int
    computed: dict[str, Any] = field(default_factory=dict)

    def of_row(self, table: Champ | None) -> Noms:
        """The same with the cells of a row before them."""
        cells = {each.nom: each for each in (table.colonnes if table is not None else ())}
        return lambda nom: _specimen(cells[nom], self.rang) if nom in cells else self.value(nom)

    def value(self, nom: str) -> Any:
        """None for a computed value that its own formula asks for."""
        if nom in self.champs:
            return _specimen(self.champs[nom], self.rang)
        if nom not in self.calculs:
            return FAITS[nom].specimens[self.rang]
        if nom not in self.computed:
            self.computed[nom] = None
            calcul = self.calculs[nom]
            self.computed[nom] = du_type(calcul.champ.type, calcul.formule.essai(self.value, _JOUR))
        return self.computed[nom]


@lru_cache(maxsize=1024)
def _specimen(champ: Champ, rang: int) -> Any:
    if champ.type is TypeChamp.LIGNES:
        lignes = ({c.nom: _specimen(c, each) for c in champ.colonnes} for each in (rang, 1 - rang))
        return table_de(champ, tuple(lignes))
    if champ.type is TypeChamp.LISTE:
        element = Champ(ELEMENT, champ.de, champ.titre, choix=champ.choix)
        return table_de(champ, tuple({ELEMENT: _specimen(element, each)} for each in (rang, 1 - rang)))
    if champ.type is TypeChamp.CHOIX:
        choix = TriedChoice(champ.choix[-rang])
        choix.admis = champ.choix
        return choix
    trouves = specimens(champ.type)
    return trouves[rang] if trouves else object()
