"""Items of a session and the kinds of their acts: the fields that a kind declares, what it asks and prints.

A declared field stays optional here, be it obligatory for the act: an empty value means *pas encore connu*.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, Any

from msgspec import Struct, defstruct

from actgen.base.diagnostics import Diagnostic, Location, Scope, Severity
from actgen.base.records import field_names, replace
from actgen.base.rules import rule
from actgen.base.text.keys import cle, nearest
from actgen.base.text.messages import enumerate_words, say
from actgen.base.text.quantites import Taux
from actgen.council.facts.champs import Champ, ChampEcrit, Contenu, Ligne, Valeur
from actgen.council.facts.point import INFORMATION, Abandon, Point
from actgen.council.facts.references import References
from actgen.council.facts.texte import nomme_un_fichier
from actgen.council.facts.types_de_champ import TYPES, TypeChamp
from actgen.council.kinds.catalogue import Catalogue
from actgen.council.kinds.declaration import CHAMP_DECLARE
from actgen.council.kinds.manifest import Kind
from actgen.reading.facts import Fact, key, keys_of
from actgen.reading.fields import FOUND, ONE_OR_MORE, Choix, Phrase, Reads
from actgen.reading.scalars import Problem, parse_price_or_rate
from actgen.reading.scalars.problem import VALEUR_A_COMPLETER
from actgen.reading.typed import VALEUR_REFUSEE

ACTE_INCONNU = rule("ACTE-INCONNU")
POINT_SANS_OBJET = rule("POINT-SANS-OBJET")


RUBRIQUE_SANS_EMPLOI = rule("RUBRIQUE-SANS-EMPLOI")
_OR = " ou "
_SEPARATOR = ";"


class _Ligne(Fact, frozen=True):
    """Une ligne d’un tableau que l’acte demande."""


def refine_points(
    get: Callable[[str], Kind | None],
) -> Callable[[type[Any], Mapping[str, Any]], type[Any] | None]:
    """For the reader of a session: an item with the fields of the kind of act that it names."""

    def refine(fact: type[Any], written: Mapping[str, Any]) -> type[Any] | None:
        acte = written.get("acte")
        if fact is not Point or not isinstance(acte, str):
            return None
        kind = get(acte)
        return point_of(kind.champs) if kind is not None and kind.champs else None

    return refine


@lru_cache(maxsize=64)
def point_of(champs: tuple[Champ, ...]) -> type[Point]:
    """An item whose kind declares these fields, but those that hide a key of every item."""
    declared = [_field(champ) for champ in champs if champ.nom not in keys_of(Point)]
    return _declared("Point", Point, declared)


def _declared(name: str, fact: type[Fact], keys: list[tuple[str, Any, Any]]) -> type[Any]:
    """The fact with these keys more."""
    told = {"__doc__": fact.__doc__}
    return defstruct(name, keys, bases=(fact,), frozen=True, kw_only=True, module=__name__, namespace=told)


def check_field_names(kind: Kind) -> Iterator[Diagnostic]:
    """The declared fields that bear the name of a key of every item."""
    for champ in kind.champs:
        if champ.nom in keys_of(Point):
            yield CHAMP_DECLARE.finding(
                say("« {nom} » est déjà une rubrique de tous les points.", nom=champ.nom),
                champ.lieu,
                hint=say("Donnez un autre nom à ce champ, par exemple « {nom}_de_l_acte ».", nom=champ.nom),
            )


def _field(champ: Champ) -> tuple[str, Any, Any]:
    """A field as an item may write it, and its default: none, or an empty list."""
    told = f"{champ.titre}. {champ.aide}" if champ.aide else f"{champ.titre}."
    if champ.type in (TypeChamp.LIGNES, TypeChamp.LISTE):
        element: Any = _row(champ) if champ.type is TypeChamp.LIGNES else _scalar(champ, champ.de)
        several: Any = Annotated[tuple[element, ...], ONE_OR_MORE, FOUND, key(told, name=champ.nom)]
        return _attribute(champ), several, ()
    one: Any = Annotated[
        _scalar(champ, champ.type) | None, key(told, name=champ.nom, examples=_examples(champ))
    ]
    return _attribute(champ), one, None


def _attribute(champ: Champ) -> str:
    """Where the value of a declared field is kept, apart from what a fact holds of its own."""
    return f"champ_{champ.nom}"


def _scalar(champ: Champ, kind: TypeChamp) -> Any:
    """How a value is read.

    The words of a choice are no Literal: `typing` keeps what it makes, and gives a kind that of another one
    for the same words in another order.
    """
    if kind is TypeChamp.CHOIX:
        return Annotated[str, Choix(parmi=champ.choix)]
    if champ.en_pourcentage:
        return Annotated[Decimal, Reads(parse_price_or_rate, ("150 €", "0,10 %"))]
    return TYPES[kind].lu


def _row(champ: Champ) -> Any:
    """A row: its keys, or its cells in the order of the columns on one line."""
    noms = [colonne.nom for colonne in champ.colonnes]
    cells = [
        (
            _attribute(colonne),
            Annotated[_scalar(colonne, colonne.type) | None, key(f"{colonne.titre}.", name=colonne.nom)],
            None,
        )
        for colonne in champ.colonnes
    ]
    fact = _declared(f"Ligne_{champ.nom}", _Ligne, cells)

    def parse(phrase: str) -> dict[str, object] | Problem:
        """« fonctionnement ; 6232 ; 1 500 € »."""
        written = [cell.strip() for cell in phrase.split(_SEPARATOR)]
        if len(written) > len(noms):
            return Problem(
                VALEUR_REFUSEE,
                say("Cette ligne a {n} cellules ; le tableau en a {max}.", n=len(written), max=len(noms)),
                say("Dans l'ordre : {noms}.", noms=f" {_SEPARATOR} ".join(noms)),
            )
        return {nom: cell for nom, cell in zip(noms, written, strict=False) if cell}

    examples = tuple(champ.exemple) or (f" {_SEPARATOR} ".join(noms),)
    return Annotated[fact, Phrase(parse, examples)]


def _examples(champ: Champ) -> tuple[str, ...]:
    return tuple(champ.exemple)


class PointsOfKinds(Struct, frozen=True):
    """Completes the items of a session with what the kinds of their acts say; findings gather."""

    catalogue: Catalogue
    references: References

    def completed(self, ecrit: Point) -> Point:
        """The item; findings tell what its act asks for and it lacks."""
        kind = self.catalogue.named(ecrit.acte) if ecrit.acte else None
        if kind is None and ecrit.acte is not None and cle(ecrit.acte) == INFORMATION:
            ecrit = replace(ecrit, acte=None)
        self.references.findings.extend(self._checked(ecrit, kind))
        values = {each: getattr(ecrit, each) for each in field_names(Point)}
        nature = ecrit.nature or (kind.nature if kind else "") or ("nomination" if ecrit.election else "")
        values |= {"acte": kind.code if kind else ecrit.acte, "nature": nature}
        if kind:
            values["champs"] = self._written_fields(ecrit, kind)
        return Point(**values)

    def _written_fields(self, ecrit: Point, kind: Kind) -> MappingProxyType[str, ChampEcrit]:
        """Every field of the kind by its name, written or not."""
        written = {
            champ.nom: self._written_field(champ, ecrit, getattr(ecrit, _attribute(champ), None))
            for champ in kind.champs
            if champ.nom not in keys_of(Point)
        }
        for each in tuple(written.values()):
            autre = written.get(each.champ.en_pourcentage)
            if autre is not None and isinstance(each.valeur, Taux):
                written[each.champ.nom] = replace(each, valeur=None)
                if autre.manque:
                    written[autre.champ.nom] = replace(autre, valeur=each.valeur, lieu=each.lieu)
                else:
                    self.references.findings.append(_two_rates(ecrit, each, autre))
        return MappingProxyType(written)

    def _written_field(self, champ: Champ, point: Point, ecrit: Any) -> ChampEcrit:
        lieu = point.places.at(champ.nom)
        if not isinstance(ecrit, tuple):
            return ChampEcrit(champ, self._value(champ.type, ecrit, lieu), lieu)
        contenu: Contenu
        lieux = tuple(point.places.at(champ.nom, rang) for rang in range(len(ecrit)))
        if champ.type is TypeChamp.LIGNES:
            contenu = tuple(self._written_row(champ, ligne) for ligne in ecrit)
        else:
            lus = (self._value(champ.de, *each) for each in zip(ecrit, lieux, strict=True))
            contenu = tuple(valeur for valeur in lus if valeur is not None)
        return ChampEcrit(champ, contenu, lieu, lieux)

    def _value(self, kind: TypeChamp, ecrit: Any, lieu: Location) -> Valeur | None:
        if kind is TypeChamp.TEXTE_LONG and isinstance(ecrit, str) and nomme_un_fichier(ecrit):
            return self.references.read_prose(ecrit, lieu)
        valeur: Valeur | None = ecrit
        return valeur

    def _written_row(self, champ: Champ, ecrit: Any) -> Ligne:
        valeurs = {
            colonne.nom: self._value(
                colonne.type, getattr(ecrit, _attribute(colonne)), ecrit.lieux[colonne.nom]
            )
            for colonne in champ.colonnes
        }
        return Ligne(MappingProxyType(valeurs), MappingProxyType(dict(ecrit.lieux)), ecrit.lieu)

    def _checked(self, ecrit: Point, kind: Kind | None) -> Iterator[Diagnostic]:
        """What the kind of its act asks of an item."""
        if ecrit.acte and kind is None:
            yield self._unknown_act(ecrit.acte, ecrit.lieux["acte"])
            return
        yield from _empty_abandons(ecrit)
        if kind:
            yield from _missing_keys(ecrit, kind)
            yield from _useless_keys(ecrit, kind)
        if not ecrit.objet and not (kind and kind.objet):
            yield POINT_SANS_OBJET.finding(
                say("Le point {numero} n'a pas d'objet.", numero=ecrit.numero),
                ecrit.lieu,
                hint=say("Ajoutez une ligne « objet: »."),
                point=ecrit.numero,
            )

    def _unknown_act(self, acte: str, lieu: Location) -> Diagnostic:
        connus = list(self.catalogue.deliberations())
        proche = nearest(acte, connus)
        return ACTE_INCONNU.finding(
            say("Aucune nature de délibération ne s'appelle « {acte} ».", acte=acte),
            lieu,
            hint=(
                say("Le nom le plus proche : {proche}.", proche=proche)
                if proche
                else say("Natures connues : ")
                + enumerate_words(connus)
                + say(". La délibération libre convient à tout objet.")
            ),
        )


def _two_rates(point: Point, ecrit: ChampEcrit, autre: ChampEcrit) -> Diagnostic:
    found = VALEUR_REFUSEE.finding(
        say(
            "Point {n} : « {nom} » dit {dit}, et « {autre} » {dite}.",
            n=point.numero,
            nom=ecrit.champ.titre,
            dit=str(ecrit.valeur),
            autre=autre.champ.titre,
            dite=str(autre.valeur),
        ),
        ecrit.lieu,
        autre.lieu,
        hint=say("Gardez l'un des deux pourcentages."),
        point=point.numero,
    )
    return replace(found, scope=Scope.STATED)


def _empty_abandons(ecrit: Point) -> Iterator[Diagnostic]:
    """« reporte: » and nothing after it: the item is read as dealt with, which nobody means who wrote it.

    An empty key has no value; its place remains.
    """
    if ecrit.vote is not None or any(getattr(ecrit, abandon.value) for abandon in Abandon):
        return
    for abandon in Abandon:
        if ecrit.places.written(abandon.value):
            yield VALEUR_A_COMPLETER.finding(
                say(
                    "Point {numero} : la rubrique « {rubrique} » est vide ; le point est lu comme traité.",
                    numero=ecrit.numero,
                    rubrique=abandon.value,
                ),
                ecrit.lieux[abandon.value],
                hint=say("Écrivez pourquoi, ou à quand ; s'il a été traité, effacez cette ligne."),
                point=ecrit.numero,
                severity=Severity.WARNING,
            )


def _useless_keys(ecrit: Point, kind: Kind) -> Iterator[Diagnostic]:
    """What the item writes and its kind would not print."""
    libres = {
        "vu": ecrit.vus,
        "considerant": ecrit.considerants,
        "decide": ecrit.decisions or ecrit.dispositif,
    }
    for rubrique, valeur in libres.items():
        if valeur and rubrique not in (*_asked_keys(kind), *kind.admet):
            yield RUBRIQUE_SANS_EMPLOI.finding(
                say(
                    "Point {numero} : l'acte {acte} n'imprime pas la rubrique « {rubrique} ».",
                    numero=ecrit.numero,
                    acte=kind.code,
                    rubrique=rubrique,
                ),
                ecrit.lieux[rubrique],
                hint=say("Effacez-la, ou écrivez « acte: deliberation_libre »."),
                point=ecrit.numero,
            )


def _asked_keys(kind: Kind) -> tuple[str, ...]:
    return tuple(rubrique for demandee in kind.demande for rubrique in demandee.split(_OR))


def _missing_keys(ecrit: Point, kind: Kind) -> Iterator[Diagnostic]:
    for demandee in kind.demande:
        rubriques = demandee.split(_OR)  # one of them is enough
        elit = "decide" in rubriques and ecrit.vote is not None and bool(ecrit.vote.tours)
        if "decide" in rubriques and (not elit or ecrit.nature == "nomination" or ecrit.election):
            continue  # what is proclaimed comes from the ballots; else CHAMP-ABSENT tells what lacks
        if not any(ecrit.places.said(rubrique) for rubrique in rubriques):
            rubrique = "nature" if elit else rubriques[0]
            yield ACTE_INCONNU.finding(
                say(
                    "Le point {numero} ({acte}) demande la rubrique « {rubrique} ».",
                    numero=ecrit.numero,
                    acte=kind.code,
                    rubrique=rubrique,
                ),
                ecrit.lieu,
                hint=say(
                    "Ajoutez « nature: nomination », ou « election: » avec ce qui est élu : l'acte dira de "
                    "lui-même qui l'est."
                    if elit
                    else "Ajoutez une ligne « {rubrique}: ».",
                    rubrique=rubrique,
                ),
                point=ecrit.numero,
            )
