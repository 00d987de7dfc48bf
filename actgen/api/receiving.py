"""A file that came back from a member and that somebody sends here: a table of returns, or a session."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.api.merging import Fusion, compared, merge
from actgen.api.returns import Told, list_of
from actgen.base.errors import UsageError, quoted
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte
from actgen.reading.sources import RECEIVED, SESSIONS, YAML
from actgen.session.result import Options
from actgen.session.writing.names import is_safe
from actgen.session.writing.write import save

if TYPE_CHECKING:  # which loads this module when a file is sent
    from actgen.api.group import Group

_TABLES = (".csv", ".xlsx")


class Received(Struct, frozen=True):
    """What became of a file that was sent, in a sentence; `pris`: it was taken, and `fait` takes it back.

    `fusion`: what of a table is to be asked about first; nothing of it is written. `laisses`: why some of it
    is not taken.
    """

    nom: str
    phrase: str
    pris: bool
    fait: Told | None = None
    fusion: Fusion | None = None
    laisses: tuple[str, ...] = ()


def receive(group: Group, nom: str, content: bytes) -> Received:
    """Take a table of returns, or the session of a member, as it was sent; no recorded answer is changed.

    Raises UsageError for what is neither, in the words of what reads it; nothing is then written.
    """
    shown = _safe(nom.replace("\\", "/").rpartition("/")[2])
    suffix = Path(shown).suffix.lower()
    if suffix in _TABLES:
        fusion = _compared(group, shown, content)
        if fusion.a_demander:
            return Received(
                shown, f"{quoted(shown)}\u00a0: rien n’est encore noté.", pris=False, fusion=fusion
            )
        return _taken(fusion, merge(group, shown, content, ()), frozenset())
    if suffix in YAML:
        return _take_session(group, shown, content)
    raise UsageError(
        f"{quoted(nom)}\u00a0: il est attendu ici un tableau des retours (CSV ou classeur Excel), ou la "
        "séance d’une commune (.yaml)."
    )


def receive_table(group: Group, nom: str, content: bytes, members: Container[str]) -> Received:
    """Take a table that was asked about: what it adds and, of these members, what it says otherwise.

    Where the answers are in a workbook, a new table takes them over with those. Raises UsageError, Conflict.
    """
    shown = _safe(nom.replace("\\", "/").rpartition("/")[2])
    fusion = _compared(group, shown, content)
    return _taken(fusion, merge(group, shown, content, members), members)


def _compared(group: Group, nom: str, content: bytes) -> Fusion:
    if isinstance(group.workspace.fields(group.name).raw(list_of(group)), list):
        raise UsageError(
            "Les réponses de ce groupement sont écrites dans son fichier\u00a0: un tableau les remplacerait. "
            "Notez-les membre par membre."
        )
    return compared(group, nom, content)


def _taken(fusion: Fusion, fait: Told | None, members: Container[str]) -> Received:
    """What was taken of a table, and what was not, in a sentence."""
    kept = {each.code for each in fusion.changements if each.code not in members}
    new = [each for each in fusion.ajouts if each.code not in kept]
    changed = [each for each in fusion.changements if each.code not in kept]
    parts = [
        compte(len(new), "réponse notée", "réponses notées") if new else "",
        compte(len(changed), "réponse changée", "réponses changées") if changed else "",
        f"{compte(len(kept), 'membre laissé tel quel', 'membres laissés tels quels')}" if kept else "",
    ]
    what = ", ".join(filter(None, parts)) or "rien de nouveau, tout y est déjà noté"
    if fusion.remplace and (new or changed):
        old = quoted(fusion.remplace)
        what += f". Toutes les réponses sont à présent dans un tableau CSV\u202f; {old} reste à côté"
    lines = compte(fusion.lignes, "ligne lue", "lignes lues")
    told = f"{quoted(fusion.nom)}\u00a0: {lines}\u202f; {what}."
    return Received(fusion.nom, told, pris=True, fait=fait, laisses=fusion.laisses)


def _take_session(group: Group, nom: str, content: bytes) -> Received:
    workspace = group.workspace
    name = f"{RECEIVED}/{nom}"
    place = workspace.root / name
    if copy := next(
        (each for each in workspace.session_names() if _holds(workspace.root / each, content)), None
    ):
        known = "" if copy.endswith(f"/{nom}") else f", sous le nom {quoted(copy)}"
        return Received(nom, f"{quoted(nom)} est déjà là, à l’identique{known}.", pris=True)
    there = [each for each in (place, workspace.root / SESSIONS / nom) if each.exists()]
    if there:
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


def _holds(place: Path, content: bytes) -> bool:
    try:
        return place.stat().st_size == len(content) and place.read_bytes() == content
    except OSError:  # told where it is read
        return False


def _safe(nom: str) -> str:
    """The same name in signs that every system takes: « retours-ete.csv »."""
    from actgen.session.writing.names import slug  # of no use to a good name

    if is_safe(nom):
        return nom
    suffix = Path(nom).suffix.lower()
    return f"{slug(Path(nom).stem)}{suffix}" if is_safe(f"x{suffix}") else slug(nom)
