"""What is recorded of the members of a group: where it is, what it is, told of one by one, taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from msgspec import UNSET, Struct

from actgen.api.fields import Fields
from actgen.api.wording import said as in_words
from actgen.authoring.starters.files import write_new
from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.errors import UsageError, quoted
from actgen.base.text.dates import date_chiffres
from actgen.council.facts.groupement import Groupement
from actgen.council.facts.parties import ISSUES, MembreGroupement
from actgen.council.facts.retours import Colonne, find_table
from actgen.group.suivi import returns_to_keep
from actgen.group.telling import TOLD, table_of, written_in_table
from actgen.law import reference
from actgen.reading.edits import Change, Drop, Insert, Put
from actgen.reading.scalars.dates import typed_date
from actgen.reading.sources import Source, SourceFault, Sources
from actgen.reading.tables import LIMIT, read_sheets
from actgen.session.load import load_groupement
from actgen.session.writing.replace import file_state
from actgen.session.writing.write import save

if TYPE_CHECKING:  # which loads this module when answers are told
    from actgen.api.group import Group

_KEYS = {  # how the group's file calls what a table calls otherwise
    Colonne.VOTE: "resultat",
    Colonne.ORGANE: "organe",
    Colonne.MANDAT: "mandat",
    Colonne.DELIBERATION: "deliberation_du",
    Colonne.NUMERO: "numero",
    Colonne.VERSION: "version",
    Colonne.EMPREINTE: "empreinte",
    Colonne.TRANSMISE: "transmise_le",
    Colonne.RECUE: "recue_le",
    Colonne.PUBLIEE: "publiee_le",
    Colonne.NOTIFIEE: "notifiee_le",
    Colonne.SIGNEE: "signee_le",
    Colonne.SIGNATAIRE: "signataire",
}
_FACTS = (
    "resultat",
    "numero",
    "version",
    "empreinte",
    "signataire",
    "deliberation_le",
    "transmise_le",
    "recue_le",
    "publiee_le",
    "notifiee_le",
    "signee_le",
)
_WORDS = (Colonne.VOTE, Colonne.NUMERO, Colonne.SIGNATAIRE)
"""What may come of a vote; a list in the group's file knows the first two alone."""


class Returns(Struct, frozen=True):
    """Where the answers of a group are: a table beside its file, or a list in it.

    `complete`: whether they can be told from here; else `pourquoi` says why, and where they are told.
    `a_ecrire`: the table that the group's file names is not there yet.
    """

    fichier: str
    tableau: bool
    complete: bool = True
    pourquoi: str = ""
    a_ecrire: bool = False
    issues: tuple[str, ...] = ISSUES


class Told(Struct, frozen=True):
    """What was recorded, of whom, and what takes it back: the file that was changed, and what it was."""

    quoi: str
    fichier: str
    revision: str
    avant: bytes


class Unreadable(UsageError):
    """What was typed in the field of this column is none."""

    def __init__(self, column: Colonne, message: str) -> None:
        super().__init__(message)
        self.colonne = column.value


def list_of(group: Group) -> tuple[str | int, ...]:
    """Where the group's file names its returns: those of the amendment that is asked for have their own."""
    numero = group.options.avenant
    return ("avenants", numero - 1, "retours") if numero else ("membres", "retours")


def returns_of(group: Group) -> Returns:
    """Where the answers of a group are, and whether they can be told from here."""
    fields = group.workspace.fields(group.name)
    named = fields.text(list_of(group))
    if not named:
        return Returns(group.name, tableau=False)
    name = beside(group, named)
    source = table_at(group, name)
    if _is_absent(source):
        why = f"Le tableau des retours, {quoted(named)}, n’est pas encore écrit."
        return Returns(name, tableau=True, complete=False, pourquoi=why, a_ecrire=True)
    if not named.lower().endswith(".csv"):
        why = f"Les réponses sont dans le classeur {quoted(named)}\u00a0: complétez-le dans votre tableur."
        return Returns(name, tableau=True, complete=False, pourquoi=why)
    if isinstance(source, SourceFault):
        return Returns(name, tableau=True, complete=False, pourquoi=f"{source.message} {source.hint}".strip())
    try:
        table_of(source)
    except UsageError as error:
        return Returns(name, tableau=True, complete=False, pourquoi=str(error))
    return Returns(name, tableau=True)


def _is_absent(source: Source | SourceFault) -> bool:
    return isinstance(source, SourceFault) and source.code.name == "FICHIER-ABSENT"


def begin_returns(group: Group) -> Path:
    """Write the table of returns that the group’s file names, a line a member, all else to be filled.

    Raises UsageError when the file names none, or when one is there, which stays as it is.
    """
    named, stem = group.workspace.fields(group.name).text(list_of(group)), group.file.stem
    if not named:
        raise UsageError(
            f"{quoted(group.name)} ne nomme pas de tableau des retours. Écrivez-y son nom sous "
            f"{quoted(str(list_of(group)[0]))}, par exemple\u00a0: « retours: {stem}-retours.csv »."
        )
    name = beside(group, named)
    found = table_at(group, name)
    if isinstance(found, Source):
        raise UsageError(f"{quoted(name)} existe déjà\u00a0: il reste tel quel.")
    if not _is_absent(found):
        raise UsageError(f"{found.message} {found.hint}".strip())
    content = returns_to_keep(read_group(group), PurePosixPath(name).suffix)
    if content is None:
        raise UsageError(f"{quoted(named)} n’est le nom ni d’un .csv ni d’un .xlsx\u00a0: corrigez-le.")
    place = group.workspace.root / name
    if not write_new(place, content):
        raise UsageError(f"{quoted(name)} existe déjà\u00a0: il reste tel quel.")
    group.workspace.refresh()
    return place


def told_of(group: Group, code: str) -> dict[str, str]:
    """What the group's file or its table says of a member, as a page asks it; nothing of its session.

    What can't be read is told as it is written.
    """
    told = recorded(group, read_group(group), TOLD)
    if code not in told:
        raise UsageError(_GONE)
    return told[code]


def faults_of(group: Group, code: str) -> dict[str, tuple[str, ...]]:
    """What is wrong with each fact of a member, by its heading; under an empty one, with its whole line.

    Members who are listed on one line share its place: what names another is that one's to mend.
    """
    groupement = read_group(group)
    membre = _member(groupement, code)
    others = (each.lieu for each in groupement.membres if each.collectivite.code != code)
    shared = any(_on_line(each, membre.lieu) for each in others if each and membre.lieu)
    at = {place: each.value for each, key in _KEYS.items() if (place := membre.lieux.get(key)) is not None}
    told: dict[str, list[str]] = {}
    for finding in group.dossier.findings:
        places = [at[place] for place in finding.locations if place in at]
        own = not shared or finding.message.startswith(f"{membre.collectivite.nom}\u00a0:")
        if not places and own and membre.lieu is not None and membre.lieu.column:
            places = [""] * any(_on_line(place, membre.lieu) for place in finding.locations)
        words = in_words(finding)
        for each in places[:1]:
            told.setdefault(each, []).append(f"{words.message} {words.hint}".strip())
    return {each: tuple(dict.fromkeys(lines)) for each, lines in told.items()}


def member_at(group: Group, finding: Diagnostic) -> tuple[str, str] | None:
    """The code and name of the one member whose answers a finding points at; None where it is no such."""
    told = [
        each.collectivite
        for each in read_group(group).membres
        if any(
            place in each.lieux.values() or (each.lieu is not None and _on_line(place, each.lieu))
            for place in finding.locations
        )
    ]
    return (told[0].code, told[0].nom) if len(told) == 1 else None


def _on_line(place: Location, line: Location) -> bool:
    return (place.file, place.line) == (line.file, line.line)


def recorded(
    group: Group, groupement: Groupement, columns: Sequence[Colonne], content: bytes | None = None
) -> dict[str, dict[str, str]]:
    """What is recorded of each member by code and heading; `content`: of its table, when it isn't saved."""
    text_at = _written_text(group, content)
    return {
        each.collectivite.code: {column.value: _said(each, column, text_at) for column in columns}
        for each in groupement.membres
    }


def said(membre: MembreGroupement, column: Colonne) -> str:
    """A fact of a member in the words of a table; empty when it isn't known."""
    match column:
        case Colonne.VOTE:
            return membre.resultat or (membre.remise.motif.value if membre.remise else "")
        case Colonne.DELIBERATION:
            jour = membre.remise.le if membre.remise is not None else membre.deliberation_le
        case (
            Colonne.NUMERO
            | Colonne.SIGNATAIRE
            | Colonne.ORGANE
            | Colonne.MANDAT
            | Colonne.VERSION
            | Colonne.EMPREINTE
        ):
            return str(getattr(membre, column.value))
        case _:
            jour = getattr(membre, _KEYS[column])
    return date_chiffres(jour) if jour else ""


def place_in(membre: MembreGroupement, column: Colonne) -> Location | None:
    """Where that fact of a member is written."""
    return membre.lieux.get(_KEYS[column])


def _said(membre: MembreGroupement, column: Colonne, text_at: Callable[[Location], str]) -> str:
    place = place_in(membre, column)
    return said(membre, column) or (text_at(place) if place is not None else "")


def _written_text(group: Group, content: bytes | None) -> Callable[[Location], str]:
    """What stands at a place of the table, or of the group's file."""
    returns, fields = returns_of(group), group.workspace.fields(group.name)
    if not returns.tableau:
        return lambda place: fields.text(fields.path_of(place)) if place.file == fields.name else ""
    source = table_at(group, returns.fichier) if content is None else Source(returns.fichier, content, "")
    if isinstance(source, SourceFault):
        return lambda _: ""
    table, _ = find_table(read_sheets(source))
    texts = {cell.place: cell.text for _, row in table.rows for cell in row} if table is not None else {}
    return lambda place: texts.get(place, "")


def tell(group: Group, code: str, values: Mapping[str, str], shown: Mapping[str, str]) -> Told | None:
    """Write what is known of a member, where the group's file has it; what is as it was shown isn't touched.

    What was written, if anything was. Raises UsageError for what is none, or has changed since it was shown;
    CannotEdit for a form that isn't known, Conflict.
    """
    now, changed = told_of(group, code), {}
    for name, there in now.items():
        typed = " ".join(values.get(name, "").split())
        if typed == shown.get(name, there):
            continue
        if shown.get(name, there) != there:
            raise UsageError(
                f"{quoted(name)} a été changé entre-temps\u00a0: on y lit {quoted(there)}, et vous avez "
                f"écrit {quoted(typed)}. Rien n’est enregistré\u00a0: rechargez la page, puis recommencez."
            )
        changed[Colonne(name)] = _checked(Colonne(name), typed, group.options.aujourd_hui)
    if not changed:
        return None
    returns = returns_of(group)
    if not returns.complete:
        raise UsageError(returns.pourquoi)
    if changed.get(Colonne.VOTE, "") not in ("", *returns.issues):
        raise Unreadable(Colonne.VOTE, f"Le résultat du vote est {' ou '.join(returns.issues)}.")
    groupement = read_group(group)
    membre = _member(groupement, code)
    if returns.tableau:
        return _tell_in_table(group, returns.fichier, groupement, code, changed)
    fields = group.workspace.fields(group.name)
    edits = _edits(fields, list_of(group), membre, changed)
    saved = group.workspace.edit(group.name, edits, fields.revision)
    return Told(membre.collectivite.nom, group.name, saved.revision, saved.before)


def can_take_back(group: Group, told: Told) -> bool:
    """Whether the file is still as that made it."""
    return file_state(group.workspace.root / told.fichier) == told.revision


def take_back(group: Group, told: Told) -> None:
    """Make the file again what it was, byte for byte. Raises Conflict when anybody has changed it since."""
    save(group.workspace.root / told.fichier, told.avant, told.revision, told.fichier)
    group.workspace.refresh()


def _checked(column: Colonne, told: str, today: date | None) -> str:
    """The value as files write it; a day without its year is the last such day by today."""
    if not told or column in _WORDS:
        return told
    read = typed_date(told, today, past=True)
    if not isinstance(read, date):
        raise Unreadable(column, f"{read.message} {read.hint}".strip())
    return date_chiffres(read)


def read_group(group: Group, overlay: Mapping[Path, bytes] | None = None) -> Groupement:
    """The group by its own file and its table alone, or the amendment that is asked for.

    `overlay`: files that are not saved. Raises UsageError when it can't be read.
    """
    groupement, findings = load_groupement(group.file, Sources.of(group.file, overlay=overlay or {}))
    if groupement is None:
        raise UsageError(next((each.message for each in findings), "Ce groupement ne peut pas être lu."))
    numero = group.options.avenant or 0
    return groupement.avenants[numero - 1] if numero else groupement


_GONE = "Ce membre n’est plus dans le groupement\u00a0: rechargez la page."


def _member(groupement: Groupement, code: str) -> MembreGroupement:
    found = next((each for each in groupement.membres if each.collectivite.code == code), None)
    if found is None:
        raise UsageError(_GONE)
    return found


def _edits(
    fields: Fields, listed: tuple[str | int, ...], membre: MembreGroupement, changed: Mapping[Colonne, str]
) -> list[Change]:
    """The changes of the list in the group's file: of the item of that member, or one more."""
    named = "commune" if membre.collectivite.est_commune else "epci"
    path = fields.path_of(membre.lieu) if membre.lieu is not None and membre.lieu.file == fields.name else ()
    if path[: len(listed)] == listed and len(path) > len(listed):
        item = path[: len(listed) + 1]
        keys = {_KEYS[each]: told for each, told in changed.items()}
        return [
            Put((*item, key), told) if told else Drop((*item, key))
            for key, told in keys.items()
            if told or fields.raw((*item, key)) is not UNSET
        ]
    told = {_KEYS[each]: told for each, told in changed.items() if told}
    item_of = {named: _called(membre), **told}
    many = len(fields.several(listed))
    return [Insert(listed, many, item_of)] if many else [Put(listed, [item_of])]


def _called(membre: MembreGroupement) -> str:
    """A commune by its name where no other has it, else by its code."""
    found = reference.commune(membre.collectivite.nom)
    alone = isinstance(found, reference.Commune) and found.code == membre.collectivite.code
    return membre.collectivite.nom if alone else membre.collectivite.code


def _tell_in_table(
    group: Group, name: str, groupement: Groupement, code: str, changed: Mapping[Colonne, str]
) -> Told:
    source, membre = table_at(group, name), _member(groupement, code)
    if isinstance(source, SourceFault):
        raise UsageError(f"{source.message} {source.hint}".strip())
    content = completed(source, membre, changed)
    place = group.workspace.root / name
    if _others(read_group(group, {place: content}), code) != _others(groupement, code):
        raise UsageError(NOT_FROM_HERE)
    return save_table(group, name, source, content, membre.collectivite.nom)


NOT_FROM_HERE = "Ce tableau ne se laisse pas compléter d’ici\u00a0: ouvrez-le dans votre tableur."


def completed(source: Source, membre: MembreGroupement, changed: Mapping[Colonne, str]) -> bytes:
    """The table with these facts of a member, on its line, else on one more."""
    line = membre.lieu.line if membre.lieu is not None and membre.lieu.file == source.path else 0
    whose = {Colonne.MEMBRE: membre.collectivite.nom, Colonne.CODE: membre.collectivite.code}
    return written_in_table(source, line, whose, changed)


def save_table(group: Group, name: str, source: Source, content: bytes, quoi: str) -> Told:
    """Put this content in the table, still as it was read."""
    revision = save(group.workspace.root / name, content, source.sha256, name)
    group.workspace.refresh()
    return Told(quoi, name, revision, source.content)


def _others(groupement: Groupement, code: str) -> list[Any]:
    """What is known of the other members, wherever it is written."""
    return [
        (each.collectivite.code, each.a_corriger, each.remise, *(getattr(each, name) for name in _FACTS))
        for each in groupement.membres
        if each.collectivite.code != code
    ]


def beside(group: Group, named: str) -> str:
    """A file that the group's file names, as the workspace calls it."""
    return (PurePosixPath(group.name).parent / named.replace("\\", "/")).as_posix()


def table_at(group: Group, name: str) -> Source | SourceFault:
    """The table of that name in the workspace."""
    return Sources(group.workspace.root).read(name, limit=LIMIT)
