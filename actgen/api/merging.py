"""A table of returns that was sent, beside what is recorded: merged member by member, nothing is lost.

What the table leaves empty stays as it is recorded. What it says otherwise is shown first, and taken of the
members that were asked for; a line or a cell that can't be read is left, and said.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.api.returns import (
    NOT_FROM_HERE,
    Told,
    completed,
    list_of,
    place_in,
    read_group,
    recorded,
    returns_of,
    said,
    save_table,
    table_at,
)
from actgen.api.wording import said as in_words
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.errors import UsageError, quoted
from actgen.base.records import replace
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import say
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.parties import MembreGroupement
from actgen.council.facts.retours import (
    GC_RETOUR_COLONNE,
    GC_RETOUR_LIGNE,
    Colonne,
    MembersByName,
    RetoursReader,
    ReturnsTable,
    find_table,
)
from actgen.group.telling import TOLD, may_be_written, with_columns
from actgen.reading.sources import Source, SourceFault
from actgen.reading.tables import read_sheets
from actgen.session.writing.replace import file_state
from actgen.session.writing.write import save

if TYPE_CHECKING:  # which loads this module when a table is sent
    from actgen.api.group import Group

_COLUMNS = (*TOLD, Colonne.ORGANE, Colonne.MANDAT, Colonne.VERSION, Colonne.EMPREINTE)


class Ecart(Struct, frozen=True):
    """A fact of a member: as it is recorded, and as the table that was sent tells it; either may be empty."""

    code: str
    nom: str
    colonne: str
    note: str
    recu: str


class Fusion(Struct, frozen=True):
    """What a table that was sent would make of what is recorded.

    `ajouts`: nothing is recorded there. `changements`: something else is. `remplace`: the table that can't be
    completed from here, a workbook, whose answers a new one takes over with those. `laisses`: why a line, a
    cell or a column is not taken.
    """

    nom: str
    lignes: int
    remplace: str = ""
    ajouts: tuple[Ecart, ...] = ()
    changements: tuple[Ecart, ...] = ()
    laisses: tuple[str, ...] = ()

    @property
    def a_demander(self) -> bool:
        """Whether something recorded would be changed: somebody must say so first."""
        return bool(self.changements)


def compared(group: Group, nom: str, content: bytes) -> Fusion:
    """What a table would make of what is recorded. Raises UsageError for one that can't be read."""
    table, found = _read_table(group, nom, content)
    groupement, returns = read_group(group), returns_of(group)
    sent, left, words = _sent(table, groupement)
    there = recorded(group, groupement, _COLUMNS)
    merged = returns.tableau and returns.complete
    known = {each.collectivite.code: each for each in groupement.membres}
    ecarts = [each for membre in sent for each in _ecarts(membre, known, there, words)]
    return Fusion(
        nom,
        sum(1 for _ in table.rows),
        PurePosixPath(returns.fichier).name if returns.tableau and not merged else "",
        tuple(each for each in ecarts if not each.note),
        tuple(each for each in ecarts if each.note),
        (*(in_words(each).message for each in found if each.code == GC_RETOUR_COLONNE.name), *left),
    )


def merge(group: Group, nom: str, content: bytes, members: Container[str]) -> Told | None:
    """Take what a table adds and, of these members alone, what it says otherwise; None: there was nothing.

    A member whose recorded facts stay keeps its whole line: half of an answer would be nobody's. Raises
    UsageError for what can't be completed from here, Conflict.
    """
    fusion = compared(group, nom, content)
    returns = returns_of(group)
    groupement = read_group(group)
    if not returns.tableau:
        return _put_beside(group, nom, content)
    held = {each.code for each in fusion.changements if each.code not in members}
    taken: dict[str, dict[Colonne, str]] = {}
    for each in (*fusion.ajouts, *fusion.changements):
        if each.code not in held:
            taken.setdefault(each.code, {})[Colonne(each.colonne)] = each.recu
    if not taken:
        return None
    if not returns.complete:
        return _put_beside(group, f"{Path(nom).stem}.csv", _anew(group, groupement, taken))
    source = table_at(group, returns.fichier)
    if isinstance(source, SourceFault):
        raise UsageError(f"{source.message} {source.hint}".strip())
    after = _completed(source, groupement, taken)
    _check_kept(group, groupement, returns.fichier, after, taken)
    return save_table(group, returns.fichier, source, after, f"le tableau {quoted(nom)}")


def _anew(group: Group, groupement: Groupement, taken: dict[str, dict[Colonne, str]]) -> bytes:
    """A table of all that is recorded, and of what was taken.

    Raises UsageError unless it says so once it is read again.
    """
    there = recorded(group, groupement, _COLUMNS)
    head = ";".join(each.value for each in (Colonne.MEMBRE, Colonne.CODE, *_COLUMNS))
    source = Source(f"{group.name}.csv", f"{head}\n".encode("utf-8-sig"), "")
    due: dict[str, dict[Colonne, str]] = {}
    for membre in groupement.membres:
        code = membre.collectivite.code
        noted = {
            each: told for each in _COLUMNS if (told := there[code][each.value]) and place_in(membre, each)
        }
        if facts := noted | taken.get(code, {}):
            due[code] = {
                each: told
                for each, told in facts.items()
                if said(membre, each) or each in taken.get(code, {})
            }
            source = Source(source.path, completed(source, replace(membre, lieu=None), facts), "")
    table, _ = _read_table(group, "retours.csv", source.content)
    read = {each.collectivite.code: each for each in _sent(table, groupement)[0]}
    if any(code not in read or said(read[code], each) != told
           for code, facts in due.items() for each, told in facts.items()):  # fmt: skip
        raise UsageError(NOT_FROM_HERE)
    return source.content


def _completed(source: Source, groupement: Groupement, taken: dict[str, dict[Colonne, str]]) -> bytes:
    columns = dict.fromkeys(column for facts in taken.values() for column in facts)
    source = Source(source.path, with_columns(source, columns), source.sha256)
    for membre in groupement.membres:
        if facts := taken.get(membre.collectivite.code):
            source = Source(source.path, completed(source, membre, facts), source.sha256)
    return source.content


def _check_kept(
    group: Group, before: Groupement, name: str, content: bytes, taken: dict[str, dict[Colonne, str]]
) -> None:
    """Raise UsageError unless the table says what was recorded, and what was taken, once it is read again."""
    due = recorded(group, before, _COLUMNS)
    for code, facts in taken.items():
        due[code] |= {column.value: told for column, told in facts.items()}
    after = read_group(group, {group.workspace.root / name: content})
    reread = recorded(group, after, _COLUMNS, content)
    if reread != due:
        communes = (each.collectivite for each in before.membres)
        whose = enumeration(each.nom for each in communes if reread.get(each.code) != due[each.code])
        raise UsageError(f"{quoted(PurePosixPath(name).name)}, {whose}\u00a0: {NOT_FROM_HERE}")


def _read_table(group: Group, nom: str, content: bytes) -> tuple[ReturnsTable, tuple[Diagnostic, ...]]:
    name = (PurePosixPath(group.name).parent / nom).as_posix()
    table, found = find_table(read_sheets(Source(name, content, "")))
    if table is None:
        raise UsageError(" ".join(f"{each.message} {each.hint}".strip() for each in found))
    return table, found


def _sent(
    table: ReturnsTable, groupement: Groupement
) -> tuple[tuple[MembreGroupement, ...], list[str], dict[str, str]]:
    """What the lines of a table tell of members, why some of it is not taken, the votes kept in their words.

    A vote « adoptée sous réserve » is none, and must not be lost: its day without it would pass for a vote
    that nobody has told yet. Nothing is taken of a member that has two lines.
    """
    members = MembersByName(tuple(each.collectivite for each in groupement.membres), _not_a_member)
    reader = RetoursReader(table, members)
    sent = tuple(membre for code, membre in reader.read().items() if code not in reader.doubles)
    told = {place for membre in sent for column in _COLUMNS if said(membre, column)
            and (place := place_in(membre, column)) is not None}  # fmt: skip
    texts = {cell.place: cell.text for _, row in table.rows for cell in row}
    words = {
        membre.collectivite.code: " ".join(texts[place].split())
        for membre in sent
        if not said(membre, Colonne.VOTE) and (place := place_in(membre, Colonne.VOTE)) is not None
    }
    kept = {place_in(membre, Colonne.VOTE) for membre in sent
            if may_be_written(words.get(membre.collectivite.code, ""))}  # fmt: skip
    left = [each for each in reader.findings if not set(each.locations) <= told]
    return sent, [_why(each, reader.noms.get(each, ""), kept) for each in left], words


def _why(finding: Diagnostic, nom: str, kept: Container[Location | None]) -> str:
    """Why something isn't taken, whose it is and where it stands in what was sent."""
    told, place = in_words(finding).message, finding.location
    if place in kept:
        told += " Ces mots sont gardés, à vérifier."
    spots = enumeration(_spot(each) for each in finding.locations if each)
    if not nom:
        return f"{told.rstrip('.')} ({spots})." if len(finding.locations) > 1 else told
    return f"{nom}, {spots}\u00a0: {told}" if spots else f"{nom}\u00a0: {told}"


def _spot(place: Location) -> str:
    """« ligne 3 », or « cellule B3 » of a workbook."""
    return place.spot or place.file.rpartition(", ")[2]


def _not_a_member(nom: str, lieu: Location) -> Collectivite | Diagnostic:
    return GC_RETOUR_LIGNE.finding(
        say("{nom} n'est pas membre du groupement : cette ligne n'est pas lue.", nom=nom), lieu
    )


def _ecarts(
    sent: MembreGroupement,
    known: dict[str, MembreGroupement],
    there: dict[str, dict[str, str]],
    words: dict[str, str],
) -> Iterator[Ecart]:
    """What a line that was sent tells, and that isn't recorded so; what is only inferred isn't recorded.

    Nothing of a line whose vote is in words that a table can't hold: the rest would belie it.
    """
    code, nom = sent.collectivite.code, sent.collectivite.nom
    vote = words.get(code, "")
    if vote and not may_be_written(vote):
        return
    for column in _COLUMNS:
        told, note = said(sent, column), there[code][column.value]
        if column is Colonne.VOTE:
            told = told or vote
        if told and told != note:
            yield Ecart(code, nom, column.value, note if place_in(known[code], column) else "", told)


# a table where there is none, or in the place of a workbook


def _put_beside(group: Group, nom: str, content: bytes) -> Told:
    """A table is put beside the group's file, which then names it; no file is replaced."""
    fields = group.workspace.fields(group.name)
    place = _free(group.workspace.root / PurePosixPath(group.name).parent, nom, content)
    name = place.relative_to(group.workspace.root).as_posix()
    save(place, content, file_state(place), name)
    saved = group.workspace.edit(group.name, fields.write(list_of(group), place.name), fields.revision)
    return Told(f"le tableau {quoted(place.name)}", group.name, saved.revision, saved.before)


def _free(folder: Path, nom: str, content: bytes) -> Path:
    """A place for a file of that name, where none is but the same."""
    for rank in range(1, 1_000):
        place = folder / (nom if rank == 1 else f"{Path(nom).stem}-{rank}{Path(nom).suffix}")
        if not place.exists() or (place.is_file() and place.read_bytes() == content):
            return place
    raise UsageError(f"Trop de fichiers s’appellent {quoted(nom)}\u00a0: renommez celui qui arrive.")
