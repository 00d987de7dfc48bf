"""The persons of a roster, together → the members as a file of collectivites/ writes them, in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.records import replace
from actgen.base.text.grammar import Genre
from actgen.base.text.messages import enumerate_words, say
from actgen.council.facts.personne import Fonction, Membre
from actgen.council.facts.roster import MEMBRE_DOUBLE, MEMBRE_FONCTION, check_roster, office_key, under_office
from actgen.law.natures import GenreCollectivite

from .headings import CIVILITE, COLONNE, COMMUNE, NOM, ORDRE, SANS_TETE, Column, MembersTable
from .rows import NO_SEAT, Person, RowReader, Seat, SeatReader, civility

_SHOWN = 12
_HEADS = {GenreCollectivite.COMMUNE: ("maire", "maire"), GenreCollectivite.EPCI: ("president", "président")}
_RANKS = ("maire", "president", "adjoint", "vice_president")
_HINTS = {
    MEMBRE_FONCTION.name: "Corrigez la fonction de l'un des deux, ou donnez les dates de leurs mandats dans "
    "deux colonnes « Début de mandat » et « Fin de mandat ».",
    MEMBRE_DOUBLE.name: "Supprimez la ligne en trop ; si ce sont deux personnes, ajoutez un second prénom.",
}


class Roster(Struct, frozen=True):
    """The members in order, each a key and its phrase: ("adjointe", "Mme Prénom NOM"); who was read."""

    membres: tuple[tuple[str, str], ...]
    findings: tuple[Diagnostic, ...]
    personnes: tuple[Person, ...] = ()


def read_members(table: MembersTable, genre: GenreCollectivite) -> Roster:
    """Everybody whom the table names, with every finding in one pass."""
    reader = RowReader(table)
    persons = tuple(reader.persons())
    ordered = _ordered(table, persons)
    epci = SeatReader(table)
    read = epci.seats() if genre is GenreCollectivite.EPCI else {}
    seats = [read.get(person.row, NO_SEAT) for person in ordered]
    reader.doubts += epci.doubts
    findings = [
        *reader.findings,
        *epci.findings,
        *reader.told_names(),
        *reader.told_charges(),
        *reader.told_dates(),
    ]
    if not persons and not findings:
        findings.append(NOM.finding(say("Le tableau n'a aucune ligne sous ses titres."), table.sheet.place))
    start = min((person.debut for person in persons if person.debut), default=None)
    keys = [office_key(Fonction(person.office.key), _genre(person)) for person in ordered]
    findings += _together(ordered, keys, seats, genre, start)
    findings += _order_told(table, persons)
    findings += _ranks_told(ordered)
    findings += _head_told(ordered, genre, table)
    findings += _civilities_told(ordered)
    findings += _columns_told(table, genre)
    phrases = (_sentence(person, seat, start) for person, seat in zip(ordered, seats, strict=True))
    return Roster(tuple(zip(keys, phrases, strict=True)), tuple(findings), persons)


def _genre(person: Person) -> Genre:
    """What the civility says; else a feminine word. A masculine one may be written out of habit."""
    if person.genre is not Genre.INCONNU:
        return person.genre
    return Genre.FEMININ if person.office.genre is Genre.FEMININ else Genre.INCONNU


def _sentence(person: Person, seat: Seat, start: date | None) -> str:
    """« Mme Prénom NOM, depuis le 03/05/2021 »; the first day is told of those who came after the others."""
    parts = [f"{civility(person.genre)} {person.nom_complet}".strip(), *seat.phrases]
    if person.debut is not None and person.debut != start:
        parts.append(f"depuis le {person.debut:%d/%m/%Y}")
    if person.fin is not None:
        parts.append(f"jusqu’au {person.fin:%d/%m/%Y}")
    return ", ".join(parts)


def _ordered(table: MembersTable, persons: tuple[Person, ...]) -> tuple[Person, ...]:
    """By the column of ranks; without it, the head, the deputies by their number, then the rows."""
    if Column.ORDRE in table.columns:
        return tuple(sorted(persons, key=lambda each: (each.order is None, each.order or 0, each.row)))

    def place(each: Person) -> tuple[int, int, int]:
        key = each.office.key
        office = _RANKS.index(key) if key in _RANKS else len(_RANKS)
        return office, each.office.rank or 99, each.row

    return tuple(sorted(persons, key=place))


def _together(
    persons: tuple[Person, ...],
    keys: list[str],
    seats: list[Seat],
    genre: GenreCollectivite,
    start: date | None,
) -> Iterator[Diagnostic]:
    """What the reader of collectivites/ has against these members, told at their cells."""
    members = [
        under_office(
            Membre.told(
                person.nom_complet,
                civilite=civility(person.genre),
                depuis=None if person.debut == start else person.debut,
                jusqu_au=person.fin,
                commune=seat.commune,
                suppleant=seat.suppleant,
                lieu=person.place,
            ),
            key,
            person.place,
        )
        for key, person, seat in zip(keys, persons, seats, strict=True)
    ]
    for each in check_roster(members, genre):
        two = len(each.locations) > 1 and each.code in _HINTS
        yield replace(each, hint=say(_HINTS[each.code])) if two else each


def _order_told(table: MembersTable, persons: tuple[Person, ...]) -> Iterator[Diagnostic]:
    if Column.ORDRE in table.columns:
        ranks = Counter(person.order for person in persons if person.order is not None)
        for rank in sorted(rank for rank, times in ranks.items() if times > 1):
            same = [person for person in persons if person.order == rank]
            yield ORDRE.finding(
                say("Le rang {rang} du tableau est donné {fois} fois.", rang=rank, fois=len(same)),
                *(person.place for person in same[:_SHOWN]),
                hint=say("Donnez à chaque membre un rang qui n'est qu'à lui."),
            )
    elif persons:
        yield ORDRE.tell(
            "Aucune colonne ne dit l'ordre du tableau : le maire ou le président, ceux qui le suivent, "
            "puis les autres membres dans l'ordre des lignes.",
            table.sheet.place,
            hint="Vérifiez cet ordre dans la fiche, ou ajoutez une colonne « Ordre du tableau ».",
            severity=Severity.WARNING,
        )


def _ranks_told(persons: tuple[Person, ...]) -> Iterator[Diagnostic]:
    """A rank that the table says and that the order of the members makes another, which acts tell."""
    before: Counter[str] = Counter()
    for person in persons:
        before[person.office.key] += 1
        if person.office.rank and person.office.rank != before[person.office.key]:
            yield ORDRE.finding(
                say("{nom} est au rang {dit} dans le tableau, et serait au rang {rang} dans la fiche.",
                    nom=person.nom_complet, dit=person.office.rank, rang=before[person.office.key]),
                person.place,
                hint=say("Vérifiez l'ordre des lignes : les actes donnent à chacun le rang de sa ligne."),
                severity=Severity.WARNING,
            )  # fmt: skip


def _head_told(
    persons: tuple[Person, ...], genre: GenreCollectivite, table: MembersTable
) -> Iterator[Diagnostic]:
    key, word = _HEADS[genre]
    if persons and not any(person.office.key == key for person in persons):
        yield SANS_TETE.finding(
            say("Le tableau ne nomme pas de {fonction}.", fonction=word),
            table.sheet.place,
            hint=say("Écrivez « {fonction} » sur sa ligne, dans la colonne « Fonction ».", fonction=word),
        )


def _civilities_told(persons: tuple[Person, ...]) -> Iterator[Diagnostic]:
    unknown = [each for each in persons if _genre(each) is Genre.INCONNU]
    if unknown:
        masculine = any(each.office.key not in ("maire", "conseiller") for each in unknown)
        yield CIVILITE.finding(
            say("M. ou Mme n'est pas connu pour {nom}.", nom=unknown[0].nom_complet)
            if len(unknown) == 1
            else say("M. ou Mme n'est pas connu pour {nombre} membres.", nombre=len(unknown)),
            *(each.place for each in unknown[:_SHOWN]),
            hint=say("Complétez une colonne « Civilité » : M. ou Mme.")
            + (say(" Les adjoints et vice-présidents sont écrits au masculin.") if masculine else ""),
        )


def _columns_told(table: MembersTable, genre: GenreCollectivite) -> Iterator[Diagnostic]:
    communes = table.communes
    if genre is GenreCollectivite.COMMUNE and len(communes) > 1:
        yield COMMUNE.finding(
            say("Le tableau nomme {nombre} communes : ", nombre=len(communes))
            + enumerate_words(list(communes)[:_SHOWN], "et") + ".",
            *(cell.place for cell in list(communes.values())[:_SHOWN]),
            hint=say("Gardez seulement les lignes de votre conseil."),
        )  # fmt: skip
    if genre is GenreCollectivite.COMMUNE and Column.SUPPLEANT in table.columns:
        cell = table.sheet.rows[table.head][table.columns[Column.SUPPLEANT]]
        yield COLONNE.finding(
            say("Colonne non reprise : « {titre} », un conseil municipal n'a pas de suppléants.",
                titre=cell.text),
            cell.place,
        )  # fmt: skip
