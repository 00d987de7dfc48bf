"""What an item of a session asks of who prepares it: its fields in order, and how each is written.

The fields come from the kind of its act, then from the keys of every item. A list is shown as lines, a row of
a table as cells; each is written back in the form that the file had.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import UNSET, Struct

from actgen.api.fields import Fields, Path
from actgen.api.wording import KINDS, SIGNATAIRE, of_pages
from actgen.base.errors import CannotEdit, UsageError
from actgen.base.text.amounts import euros
from actgen.base.text.keys import cle, radicaux
from actgen.base.text.messages import phrase, say
from actgen.base.text.typography import typeset
from actgen.council.facts.champs import Champ, ChampEcrit
from actgen.council.facts.point import INFORMATION, Point
from actgen.council.facts.types_de_champ import TYPES, TypeChamp
from actgen.council.figures.actes import groupes, total
from actgen.council.kinds.manifest import Kind
from actgen.law.nomenclature import matiere, shipped_nomenclature
from actgen.reading.edits import Change, Drop, Insert, Put
from actgen.reading.facts import keys_of
from actgen.session.passees import DU_SOIR

_CELL = ";"
_OUI_NON = (("oui", "oui"), ("non", "non"))


class Rubrique(Struct, frozen=True):
    """A field that is asked: `genre` tells what it holds, as the type of a declared field does.

    Besides those, a `genre` may be « textes » (one text a line), « membre », « membres » (several, each
    chosen apart), « dossier » (of a group), « matiere » (of @ctes). `options`: the values to choose from,
    when the kind gives them.
    """

    nom: str
    titre: str
    genre: str
    aide: str = ""
    exemple: str = ""
    obligatoire: bool = False
    options: tuple[tuple[str, str], ...] = ()
    colonnes: tuple[Rubrique, ...] = ()


class Solde(Struct, frozen=True):
    """Both sums of a table that must balance, for one group of its rows (empty: all of them)."""

    groupe: str
    gauche: str
    droite: str
    juste: bool


# what is asked

_OBJET = Rubrique("objet", "Intitulé à l’ordre du jour", "texte")
_EXPOSE = Rubrique(
    "texte", "Exposé", "texte_long", "Des phrases, ou le nom d’un fichier Word posé à côté de la séance."
)
_RAPPORTEUR = Rubrique("rapporteur", "Rapporteur", "membre")
_DOSSIER = Rubrique("groupement", "Dossier du groupement de commandes", "dossier", obligatoire=True)
_INTERESSE = Rubrique(
    "interesse",
    "Un élu y est-il intéressé\u00a0?",
    "membres",
    "Président, membre du bureau, parent\u2026\u00a0: il ne prendra pas part au vote. S’ils sont plusieurs, "
    "chacun sa liste.",
)
DECIDE = Rubrique(
    "decide",
    "Ce que le conseil décide",
    "textes",
    "Un article par ligne, le verbe en tête\u00a0: «\u00a0fixe le tarif à 90\u00a0€ la journée\u00a0».",
)
_VU = Rubrique("vu", "Textes visés", "textes", "Un par ligne, sans le mot «\u00a0Vu\u00a0».")
_CONSIDERANT = Rubrique(
    "considerant", "Motifs", "textes", "Un par ligne, sans le mot «\u00a0Considérant\u00a0»."
)
_ANNEXES = Rubrique(
    "annexes", "Pièces jointes", "textes", "Les fichiers annexés à la délibération, un nom par ligne."
)
_SECRET = Rubrique(
    "secret_impose",
    "Scrutin secret imposé par un texte",
    "oui_non",
    "Élection du maire, d’un adjoint…\u00a0: le conseil ne peut pas y renoncer.",
    options=_OUI_NON,
)
_PRIVEES = Rubrique(
    "donnees_privees",
    "À masquer à la publication",
    "textes",
    "Mot pour mot, un par ligne\u00a0: un nom, une adresse, un montant. L’acte du registre reste entier.",
)
_SIGNATAIRE = Rubrique("signataire", SIGNATAIRE, "texte", exemple="le maire ou son adjoint délégué")


def asked(kind: Kind | None) -> tuple[tuple[Rubrique, ...], tuple[Rubrique, ...]]:
    """The fields of an item of that kind in the order of a card, then those that seldom serve."""
    if kind is None:
        return (_OBJET, _RAPPORTEUR, _EXPOSE), (_PRIVEES,)
    wanted = {name for each in kind.demande for name in each.split(" ou ")} | set(kind.admet)
    libre = "decide" in wanted
    titles = {champ.nom: champ.titre for champ in kind.champs}
    own = tuple(_of(champ, titles) for champ in kind.champs if champ.nom not in keys_of(Point))
    first = [
        _objet(kind),
        *([_DOSSIER] if "groupement" in wanted else []),
        *own,
        *([_INTERESSE] if any(each.interesse for each in kind.champs) else []),
        _RAPPORTEUR,
        _EXPOSE,
        *([_CONSIDERANT, DECIDE] if libre else []),
        *([_matter(kind)] if libre else []),
    ]
    texts = [each for each in (_VU, _CONSIDERANT) if each.nom in wanted and each not in first]
    secret = [_SECRET] if libre or kind.nature == "nomination" else []
    return tuple(first), (
        *secret,
        *texts,
        _ANNEXES,
        *([] if libre else [_matter(kind)]),
        _SIGNATAIRE,
        _PRIVEES,
    )


def known_keys(kind: Kind | None) -> frozenset[str]:
    """The keys that a card shows, and those that are told elsewhere: of the evening, or of its place."""
    first, more = asked(kind)
    return frozenset(each.nom for each in (*first, *more)) | DU_SOIR | {"acte", "sans_acte"}


def field_of(kind: Kind | None, fields: Fields, path: Path) -> Path | None:
    """The path of the field that holds a value of an item: of its list, of a cell of its row.

    None where its card has none, or the file holds there what a field can't.
    """
    whole, below = path[:_FIELD], path[_FIELD:]
    rubrique = next(
        (each for part in asked(kind) for each in part if (*path[:_POINT], each.nom) == whole), None
    )
    if rubrique is None:
        return None
    if rubrique.genre == "textes":
        return whole if lines(fields, whole) is not None else None
    if rubrique.genre == "membres":
        rank = next((each for each in below if isinstance(each, int)), 0)
        return (*whole, rank) if lines(fields, whole) is not None else None
    if rubrique.genre != "lignes":
        return whole if fields.holds(whole) else None
    names = [each.nom for each in rubrique.colonnes]
    rows = cells(fields, whole, names)
    if rows is None:
        return None
    rank = next((each for each in below if isinstance(each, int)), 0)
    name = next((each for each in below if each in names), names[0])
    return (*whole, min(rank, len(rows)), name)


def counted_from(kind: Kind | None, key: str) -> str:
    """The field that a figure of an act is first counted from: where it is to be completed; else itself."""
    if kind is None:
        return key
    known = {each.nom for each in kind.champs}
    counted = (each for each in kind.calculs if each.champ.nom == key and key not in known)
    names = (name.partition(".")[0] for each in counted for name in each.formule.noms)
    return next((name for name in names if name in known), key)


_POINT, _FIELD = 2, 3  # steps of the paths of an item, and of a value of it


def _objet(kind: Kind) -> Rubrique:
    aide = "" if not kind.objet else "Vide\u00a0: l’intitulé que l’acte propose."
    return Rubrique(_OBJET.nom, _OBJET.titre, _OBJET.genre, aide, obligatoire=not kind.objet)


def _matter(kind: Kind) -> Rubrique:
    own = matiere(kind.matiere) if kind.matiere else None
    aide = "Un mot de son nom la trouve\u00a0: emprunt, location\u2026 La flèche ↓ ouvre la liste."
    aide = f"Vide\u00a0: {own.code}, {own.nom}." if own else aide
    return Rubrique("matiere", "Matière, pour @CTES", "matiere", aide, obligatoire=not kind.matiere)


def _of(champ: Champ, titles: Mapping[str, str]) -> Rubrique:
    genre = champ.type
    return Rubrique(
        nom=champ.nom,
        titre=champ.titre,
        genre="textes" if genre is TypeChamp.LISTE else genre.value,
        aide=typeset(of_pages(_help(champ), lambda key: titles.get(key, ""))),
        exemple=_example(champ),
        obligatoire=champ.obligatoire,
        options=options_of(champ),
        colonnes=tuple(_of(each, titles) for each in champ.colonnes),
    )


def _help(champ: Champ) -> str:
    """What its kind says of it; of rows, not how they are written on one line."""
    lines = champ.type is TypeChamp.LISTE
    aide = ". ".join(each for each in champ.aide.split(". ") if _CELL_WORDS not in cle(each))
    return " ".join(filter(None, (aide, "Un par ligne." if lines else "")))


_CELL_WORDS = cle("point-virgule")


def _example(champ: Champ) -> str:
    if champ.type in (TypeChamp.LIGNES, TypeChamp.LISTE, TypeChamp.CHOIX, TypeChamp.OUI_NON):
        return ""
    return champ.exemple[0] if champ.exemple else (TYPES[champ.type].exemples or ("",))[0]


def options_of(champ: Champ) -> tuple[tuple[str, str], ...]:
    """The values that a field chooses from; none when it doesn't."""
    if champ.type is TypeChamp.OUI_NON:
        return _OUI_NON
    return tuple((each, each) for each in champ.choix)


def matters() -> tuple[tuple[str, str], ...]:
    """The matters of @ctes, each with its words: what a field looks a word up in."""
    known = shipped_nomenclature().matieres.values()
    return tuple((each.code, f"{each.code} {each.nom} ({each.domaine})") for each in known)


def matter_of(text: str) -> str:
    """The code of the matter that is meant by its code, or by its name; a code stays as typed.

    Raises UsageError where several bear these words, or none, or where one does that says more than they do:
    « convention » is no convention de mandat.
    """
    typed = text.strip()
    first = typed.partition(" ")[0]
    if not typed or first[0].isdigit():
        return first
    words = set(radicaux(typed)) - {""}
    told = {code: set(radicaux(said)) for code, said in matters()}
    whole = [code for code, said in told.items() if words <= said]
    named = dict(matters())
    if len(whole) == 1:
        known = matiere(whole[0])
        parts = [set(radicaux(each)) for each in _EITHER.split(known.nom)] if known is not None else []
        named_by = [each for each in parts if each & words or len(parts) == 1]
        if any(not each & _LINKS or each - _LINKS <= words for each in named_by):
            return whole[0]
        raise UsageError(
            phrase(
                "Une matière porte ce mot, et dit davantage : {some}. Si c'est elle, écrivez {code} ; sinon, "
                "cherchez-en une autre dans la liste.",
                some=named[whole[0]],
                code=whole[0],
            )
        )
    near = whole or sorted(
        (each for each in told if words & told[each]), key=lambda each: -len(words & told[each])
    )
    some = " ; ".join(named[each] for each in near[:_FEW])
    if whole:
        raise UsageError(phrase("Plusieurs matières portent ces mots, écrivez le code : {some}.", some=some))
    proches = " Les plus proches : {some}." if some else " Videz ce champ : la flèche ↓ y ouvre la liste."
    raise UsageError(
        say("Aucune matière ne s’appelle « {typed} ».", typed=typed) + phrase(proches, some=some)
    )


_FEW = 4
_EITHER = re.compile(r"\s(?:et|ou)\s|,\s")  # « vœux et motions »: either names it
_LINKS = frozenset(radicaux("de des du d’un la le les et ou à au aux par en"))


def kind_named(kind: Kind | None, acte: str) -> str:
    """What an item makes, in plain words."""
    if kind is not None:
        return KINDS.get(kind.code, kind.titre)
    if not acte:
        return "Sans acte"
    return "Information, sans vote" if cle(acte) == INFORMATION else f"Nature inconnue\u00a0: {acte}"


VOTED = "Vote sans délibération"
"""What an item is that is voted and makes no act."""


# lists, as lines


def lines(fields: Fields, path: Path) -> str | None:
    """The items of a list one a line; None for a form that lines can't say."""
    items = fields.several(path)
    if not all(isinstance(each, str) and "\n" not in each.strip() for each in items):
        return None
    return "\n".join(each.strip() for each in items)


def write_lines(fields: Fields, path: Path, text: str) -> list[Change]:
    """The change that makes a list these lines; one alone is a value, unless it was in a list.

    Raises CannotEdit.
    """
    before = lines(fields, path)
    if before is None:
        raise _not_here(fields, path)
    items = [line.strip() for line in text.split("\n") if line.strip()]
    if items == before.split("\n") or (not items and not before):
        return []
    alone = len(items) == 1 and not isinstance(fields.raw(path), list)
    return [Put(path, items[0] if alone else items or None)]


def write_line(fields: Fields, path: Path, rank: int, text: str) -> list[Change]:
    """The change that makes one item of a list this text, or a new one of it; empty, it goes.

    Raises CannotEdit, UsageError.
    """
    items = (lines(fields, path) or "").split("\n")
    if not 0 <= rank <= len(items):
        raise UsageError(say("Cette page n’est plus à jour : rechargez-la."))
    return write_lines(fields, path, "\n".join([*items[:rank], text.strip(), *items[rank + 1 :]]))


# tables, as cells


def columns(champ: Champ) -> tuple[str, ...]:
    """The names of the cells of a row, in the order in which a line writes them."""
    return tuple(each.nom for each in champ.colonnes)


def cells(fields: Fields, path: Path, names: Sequence[str]) -> list[list[str]] | None:
    """The rows of a table, cell by cell; None for a form that cells can't say."""
    rows = [_row(each, names) for each in fields.several(path)]
    return [row for row in rows if row is not None] if None not in rows else None


def write_cell(
    fields: Fields, path: Path, names: Sequence[str], rank: int, name: str, text: str
) -> list[Change]:
    """The change that makes a cell this text; past the last row, a new one. Raises CannotEdit, UsageError."""
    rows, text = fields.several(path), " ".join(text.split())
    table = cells(fields, path, names)
    if table is None:
        raise _not_here(fields, path)
    if name not in names or not 0 <= rank <= len(rows):
        raise UsageError(say("Cette page n’est plus à jour : rechargez-la."))
    row = table[rank] if rank < len(rows) else [""] * len(names)
    at = list(names).index(name)
    if row[at] == text:
        return []
    row[at] = text
    if rank == len(rows):
        return [Insert(path, rank, written_row(row, names))]
    if not any(row):
        return drop_row(fields, path, rank)
    if isinstance(rows[rank], dict):
        return [Put((*path, rank, name), text or None)]
    return [Put((*path, rank), written_row(row, names))]


def drop_row(fields: Fields, path: Path, rank: int) -> list[Change]:
    """The change that takes a row away. Raises UsageError where there is none."""
    if not 0 <= rank < len(fields.several(path)):
        raise UsageError(say("Cette page n’est plus à jour : rechargez-la."))
    return [Drop((*path, rank))]


def balances(ecrit: ChampEcrit) -> tuple[Solde, ...]:
    """Both sums of each group of rows of a table that must balance; nothing of another table."""
    regle = ecrit.champ.equilibre
    if regle is None:
        return ()
    by_name = {each.nom: each for each in ecrit.champ.colonnes}
    parts = [(each.valeur, each.lignes) for each in groupes(ecrit, regle.par)] if regle.par else []
    sides = by_name[regle.gauche], by_name[regle.droite]
    return tuple(_solde(name, rows, *sides) for name, rows in parts or [("", ecrit.lignes)])


def _solde(name: str, rows: Any, gauche: Champ, droite: Champ) -> Solde:
    sums = total(rows, gauche), total(rows, droite)
    said = [
        f"{each.titre.lower()} {euros(value)}" for each, value in zip((gauche, droite), sums, strict=True)
    ]
    return Solde(name, said[0], said[1], sums[0] == sums[1])


def _row(written: Any, names: Sequence[str]) -> list[str] | None:
    if isinstance(written, dict):
        known = all(
            name in names and (each is None or isinstance(each, str)) for name, each in written.items()
        )
        return [(written.get(name) or "").strip() for name in names] if known else None
    if written is None or isinstance(written, str):
        found = [each.strip() for each in (written or "").split(_CELL)]
        return found + [""] * (len(names) - len(found)) if len(found) <= len(names) else None
    return None


def written_row(row: list[str], names: Sequence[str]) -> str | dict[str, str]:
    """A row on one line; by its keys when a cell holds what parts the cells of a line."""
    if any(_CELL in cell for cell in row):
        return {name: cell for name, cell in zip(names, row, strict=True) if cell}
    return f" {_CELL} ".join(row).rstrip(f" {_CELL}").lstrip()


def _not_here(fields: Fields, path: Path) -> CannotEdit:
    return CannotEdit(say("Cette valeur se modifie dans le fichier lui-même."), fields.place_of(path).line)


# what lacks


def lacking(fields: Fields, point: Path, rubriques: Iterable[Rubrique]) -> Iterator[str]:
    """The titles of what must be written of an item and is not yet."""
    for each in rubriques:
        if each.obligatoire and fields.raw((*point, each.nom)) in (UNSET, None, "", []):
            yield each.titre
