"""What comes back from the members of a group: told of one by one, or in a file that somebody sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from msgspec import UNSET, Struct

from actgen.api.fields import Fields
from actgen.errors import UsageError, quoted
from actgen.facts.groupement import Groupement
from actgen.facts.parties import MembreGroupement
from actgen.facts.retours import Colonne
from actgen.group.telling import TOLD, table_of, written_in_table
from actgen.law import reference
from actgen.reading.edits import Change, Drop, Insert, Put
from actgen.reading.scalars.dates import parse_date
from actgen.reading.tables import LIMIT
from actgen.session.load import load_groupement
from actgen.session.result import Options
from actgen.sources import SESSIONS, YAML, Source, SourceFault, Sources
from actgen.text.dates import date_chiffres
from actgen.text.grammar import compte
from actgen.writing.names import is_safe
from actgen.writing.replace import file_state
from actgen.writing.write import save

if TYPE_CHECKING:  # which loads this module when answers are told
    from actgen.api.group import Group

__all__ = ["ISSUES", "Received", "Returns", "receive", "returns_of", "tell"]

_LIST: tuple[str, ...] = ("membres", "retours")
_TABLES = (".csv", ".xlsx")
_KEYS = {  # how the group's file calls what a table calls otherwise
    Colonne.VOTE: "resultat",
    Colonne.DELIBERATION: "deliberation_du",
    Colonne.NUMERO: "numero",
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
    "signataire",
    "deliberation_le",
    "transmise_le",
    "recue_le",
    "publiee_le",
    "notifiee_le",
    "signee_le",
)
_WORDS = (Colonne.VOTE, Colonne.NUMERO, Colonne.SIGNATAIRE)
ISSUES = ("adoptée", "rejetée", "ajournée", "quorum non atteint")
"""What may come of a vote; a list in the group's file knows the first two alone."""


class Returns(Struct, frozen=True):
    """Where the answers of a group are: a table beside its file, or a list in it.

    `complete`: whether they can be told from here; else `pourquoi` says why, and where they are told.
    """

    fichier: str
    tableau: bool
    complete: bool = True
    pourquoi: str = ""
    issues: tuple[str, ...] = ISSUES


class Received(Struct, frozen=True):
    """What became of a file that was sent: where it is now, in a sentence; `pris`: it was taken."""

    nom: str
    phrase: str
    pris: bool


def returns_of(group: Group) -> Returns:
    """Where the answers of a group are, and whether they can be told from here."""
    fields = group.workspace.fields(group.name)
    named = fields.text(_LIST)
    if not named:
        return Returns(group.name, tableau=False, issues=ISSUES[:2])
    name = _beside(group, named)
    if not named.lower().endswith(".csv"):
        why = f"Les réponses sont dans le classeur {quoted(named)}\u00a0: complétez-le dans votre tableur."
        return Returns(name, tableau=True, complete=False, pourquoi=why)
    source = _table(group, name)
    if isinstance(source, SourceFault):
        return Returns(name, tableau=True, complete=False, pourquoi=f"{source.message} {source.hint}".strip())
    try:
        table_of(source)
    except UsageError as error:
        return Returns(name, tableau=True, complete=False, pourquoi=str(error))
    return Returns(name, tableau=True)


def told_of(group: Group, code: str) -> dict[str, str]:
    """What the group's file or its table says of a member, as a page asks it; nothing of its session."""
    membre = _member(_read(group), code)
    dates = {
        Colonne.DELIBERATION: membre.deliberation_le,
        Colonne.TRANSMISE: membre.transmise_le,
        Colonne.RECUE: membre.recue_le,
        Colonne.PUBLIEE: membre.publiee_le,
        Colonne.NOTIFIEE: membre.notifiee_le,
        Colonne.SIGNEE: membre.signee_le,
    }
    words = {
        Colonne.VOTE: membre.resultat or (membre.remise.motif.value if membre.remise else ""),
        Colonne.NUMERO: membre.numero,
        Colonne.SIGNATAIRE: membre.signataire,
    }
    if membre.remise is not None:
        dates[Colonne.DELIBERATION] = membre.remise.le
    told = words | {each: date_chiffres(jour) if jour else "" for each, jour in dates.items()}
    return {each.value: told[each] for each in TOLD}


def tell(group: Group, code: str, values: Mapping[str, str], shown: Mapping[str, str]) -> None:
    """Write what is known of a member, where the group's file has it; what is as it was shown isn't touched.

    Raises UsageError for what is none, or has changed since it was shown; CannotEdit for a form that isn't
    known, Conflict.
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
        changed[Colonne(name)] = _checked(Colonne(name), typed)
    if not changed:
        return
    returns = returns_of(group)
    if not returns.complete:
        raise UsageError(returns.pourquoi)
    if changed.get(Colonne.VOTE, "") not in ("", *returns.issues):
        raise UsageError(f"Le résultat du vote est {' ou '.join(returns.issues)}.")
    groupement = _read(group)
    if returns.tableau:
        _tell_in_table(group, returns.fichier, groupement, code, changed)
    else:
        fields = group.workspace.fields(group.name)
        edits = _edits(fields, _member(groupement, code), changed)
        group.workspace.edit(group.name, edits, fields.revision)


def _checked(column: Colonne, told: str) -> str:
    if not told or column in _WORDS:
        return told
    read = parse_date(told)
    if not isinstance(read, date):
        raise UsageError(f"{read.message} {read.hint}".strip())
    return date_chiffres(read)


def _read(group: Group) -> Groupement:
    """The group by its own file and its table alone. Raises UsageError when it can't be read."""
    groupement, findings = load_groupement(group.file, Sources.of(group.file))
    if groupement is None:
        raise UsageError(next((each.message for each in findings), "Ce groupement ne peut pas être lu."))
    return groupement


def _member(groupement: Groupement, code: str) -> MembreGroupement:
    found = next((each for each in groupement.membres if each.collectivite.code == code), None)
    if found is None:
        raise UsageError("Ce membre n’est plus dans le groupement\u00a0: rechargez la page.")
    return found


def _edits(fields: Fields, membre: MembreGroupement, changed: Mapping[Colonne, str]) -> list[Change]:
    """The changes of the list in the group's file: of the item of that member, or one more."""
    named = "commune" if membre.collectivite.est_commune else "epci"
    path = fields.path_of(membre.lieu) if membre.lieu is not None and membre.lieu.file == fields.name else ()
    if path[:2] == _LIST and len(path) > 2:
        item = path[:3]
        keys = {_KEYS[each]: told for each, told in changed.items()}
        return [
            Put((*item, key), told) if told else Drop((*item, key))
            for key, told in keys.items()
            if told or fields.raw((*item, key)) is not UNSET
        ]
    told = {_KEYS[each]: told for each, told in changed.items() if told}
    item_of = {named: _called(membre), **told}
    many = len(fields.several(_LIST))
    return [Insert(_LIST, many, item_of)] if many else [Put(_LIST, [item_of])]


def _called(membre: MembreGroupement) -> str:
    """A commune by its name where no other has it, else by its code."""
    found = reference.commune(membre.collectivite.nom)
    alone = isinstance(found, reference.Commune) and found.code == membre.collectivite.code
    return membre.collectivite.nom if alone else membre.collectivite.code


def _tell_in_table(
    group: Group, name: str, groupement: Groupement, code: str, changed: Mapping[Colonne, str]
) -> None:
    source, membre = _table(group, name), _member(groupement, code)
    if isinstance(source, SourceFault):
        raise UsageError(f"{source.message} {source.hint}".strip())
    line = membre.lieu.line if membre.lieu is not None and membre.lieu.file == source.path else 0
    whose = {Colonne.MEMBRE: membre.collectivite.nom, Colonne.CODE: code}
    content = written_in_table(source, line, whose, changed)
    place = group.workspace.root / name
    after, _ = load_groupement(group.file, Sources.of(group.file, overlay={place: content}))
    if after is None or _others(after, code) != _others(groupement, code):
        raise UsageError("Ce tableau ne se laisse pas compléter d’ici\u00a0: ouvrez-le dans votre tableur.")
    save(place, content, source.sha256, name)
    group.workspace.refresh()


def _others(groupement: Groupement, code: str) -> list[Any]:
    """What is known of the other members, wherever it is written."""
    return [
        (each.collectivite.code, each.a_corriger, each.remise, *(getattr(each, name) for name in _FACTS))
        for each in groupement.membres
        if each.collectivite.code != code
    ]


def _beside(group: Group, named: str) -> str:
    """A file that the group's file names, as the workspace calls it."""
    return (PurePosixPath(group.name).parent / named.replace("\\", "/")).as_posix()


def _table(group: Group, name: str) -> Source | SourceFault:
    return Sources(group.workspace.root).read(name, limit=LIMIT)


# ---------------------------------------------------------------- files that are sent


def receive(group: Group, nom: str, content: bytes) -> Received:
    """Take a table of returns, or the session of a member, as it was sent; no other file is replaced.

    Raises UsageError for what is neither, in the words of what reads it; nothing is then written.
    """
    shown = nom.replace("\\", "/").rpartition("/")[2]
    if not is_safe(shown):
        shown = _safe(shown)
    suffix = Path(shown).suffix.lower()
    if suffix in _TABLES:
        return _take_table(group, shown, content)
    if suffix in YAML:
        return _take_session(group, shown, content)
    raise UsageError(
        f"{quoted(nom)}\u00a0: il est attendu ici un tableau des retours (CSV ou classeur Excel), ou la "
        "séance d’une commune (.yaml)."
    )


def _take_table(group: Group, nom: str, content: bytes) -> Received:
    fields = group.workspace.fields(group.name)
    if isinstance(fields.raw(_LIST), list):
        raise UsageError(
            "Les réponses de ce groupement sont écrites dans son fichier\u00a0: un tableau les remplacerait. "
            "Notez-les membre par membre."
        )
    folder = group.workspace.root / PurePosixPath(group.name).parent
    place = _free(folder, nom, content)
    name = place.relative_to(group.workspace.root).as_posix()
    table = table_of(Source(name, content, ""))
    rows = sum(1 for _ in table.rows)
    old = fields.text(_LIST)
    save(place, content, file_state(place), name)
    group.workspace.edit(group.name, fields.write(_LIST, place.name), fields.revision)
    kept = f" L’ancien tableau, {quoted(old)}, reste à côté." if old and old != place.name else ""
    told = f"{quoted(place.name)}\u00a0: {compte(rows, 'ligne lue', 'lignes lues')}.{kept}"
    return Received(place.name, told, pris=True)


def _take_session(group: Group, nom: str, content: bytes) -> Received:
    workspace = group.workspace
    place = workspace.root / SESSIONS / nom
    name = f"{SESSIONS}/{nom}"
    if place.exists():
        if place.read_bytes() == content:
            return Received(nom, f"{quoted(nom)} est déjà là, à l’identique.", pris=True)
        raise UsageError(
            f"Une autre séance s’appelle {quoted(nom)}\u00a0: elle est laissée telle quelle. Comparez les "
            "deux, puis renommez celle qui arrive."
        )
    options = Options(overlay={place: content})
    session = workspace.session(name, options=options)
    seance = session.examination.seance
    if seance is None:
        first = next((each.message for each in session.told), "")
        raise UsageError(f"{quoted(nom)} ne peut pas être lu. {first}".strip())
    groups = {point.groupement.fichier for point in seance.points if point.groupement is not None}
    if group.name not in groups:
        raise UsageError(f"{quoted(nom)} est une séance qui ne parle pas de ce groupement.")
    save(place, content, None, name)
    workspace.refresh()
    errors = sum(each.severity.value == "erreur" for each in session.findings)
    wrong = f", {compte(errors, 'erreur')} à corriger" if errors else ""
    told = f"{quoted(nom)}\u00a0: séance de {seance.collectivite.nom} du {date_chiffres(seance.date)}{wrong}."
    return Received(nom, told, pris=True)


def _free(folder: Path, nom: str, content: bytes) -> Path:
    """A place for a file of that name, where none is but the same."""
    for rank in range(1, 1_000):
        place = folder / (nom if rank == 1 else f"{Path(nom).stem}-{rank}{Path(nom).suffix}")
        if not place.exists() or (place.is_file() and place.read_bytes() == content):
            return place
    raise UsageError(f"Trop de fichiers s’appellent {quoted(nom)}\u00a0: renommez celui qui arrive.")


def _safe(nom: str) -> str:
    """The same name in signs that every system takes: « retours-ete.csv »."""
    from actgen.writing.names import slug  # of no use to a good name

    suffix = Path(nom).suffix.lower()
    return f"{slug(Path(nom).stem)}{suffix}" if is_safe(f"x{suffix}") else slug(nom)
