"""A file that comes from anywhere: whether it is an act that was written here, which one, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec import Struct

from actgen.api.checking import Difference
from actgen.api.wording import of_pages
from actgen.base.text.dates import date_longue
from actgen.base.text.keys import capitale
from actgen.council.facts.collectivite import Collectivite
from actgen.delivery.exports.pieces import SIGNE
from actgen.delivery.verify.alone import verify_alone
from actgen.delivery.verify.folders import verify_file
from actgen.delivery.verify.result import Etat, Piece, PieceKind, Verification
from actgen.delivery.verify.whose import Answering, answering, folders_of_acts
from actgen.reading.apart import together
from actgen.reading.sources import SESSIONS, Sources
from actgen.session.load import load_collectivite, load_groupement
from actgen.session.result import Options
from actgen.session.writing.names import is_draft, is_safe, place_of

if TYPE_CHECKING:  # which loads this module when a file is to be recognised
    from actgen.api.workspace import Workspace

_ORIGIN = "Seule une signature électronique prouve qui a écrit un acte."
_LONGEST = 80  # signs of a name that a stranger gave


class Sort(StrEnum):
    """What a file is; the values are for pages."""

    INTACT = "intact"
    SIGNE = "signe"
    ANTERIEUR = "anterieur"
    CHANGE = "change"
    D_AILLEURS = "d-ailleurs"
    INCONNU = "inconnu"
    ILLISIBLE = "illisible"


class Recognised(Struct, frozen=True):
    """What a file is, in a sentence; which act; what differs; what to do. `original`: the act kept here."""

    nom: str
    sort: Sort
    phrase: str
    conseil: str
    faits: tuple[tuple[str, str], ...] = ()
    differences: tuple[Difference, ...] = ()
    original: Path | None = None


def recognise(workspace: Workspace, nom: str, content: bytes, out: Path) -> Recognised:
    """Compare a file that somebody brings with all that was written below a folder.

    It is put in a folder of its own, which is removed; what is in it is opened in a process apart.
    """
    shown = nom.replace("\\", "/").rpartition("/")[2]
    suffix = Path(shown).suffix.lower()
    kept = shown if is_safe(shown) else f"fichier{suffix if is_safe(f'x{suffix}') else ''}"
    with TemporaryDirectory(prefix="actgen-") as folder:
        place = Path(folder) / kept
        place.write_bytes(content)
        found = answering(place, out) if out.is_dir() else None
        shown = "".join(sign for sign in shown if sign.isprintable())[:_LONGEST] or "fichier"
        if found is None and (copy := _signed_copy(content, out)):
            return copy
        if found is None:
            return _stranger(shown, verify_alone(place)) if suffix == ".pdf" else _unknown(shown)
        seen = verify_file(place, found.folder, workspace.root, found.nom)
        return _of_here(workspace, shown, found, seen)


def recognise_all(workspace: Workspace, files: Iterable[tuple[str, bytes]], out: Path) -> list[Recognised]:
    """The same of several files, within one allowance: once it is spent, no more is opened."""
    with together():
        return [recognise(workspace, nom, content, out) for nom, content in files]


def folders_written(out: Path) -> tuple[str, ...]:
    """The folders of acts below one, each with its journal, by their names in it."""
    found = (place.relative_to(out).as_posix() for place, _ in folders_of_acts(out)) if out.is_dir() else ()
    return tuple(sorted(found))


# ---------------------------------------------------------------- an act that was written here


_ACTS = {"deliberation": "Délibération", "certificat": "Délibération", "convention": "Convention"}
_STAGES = {"adopté": "adoptée", "transmis": "transmise", "publié": "publiée", "exécutoire": "exécutoire"}


def stage(act: str, stade: str) -> str:
    """« Délibération exécutoire »; empty for minutes, lists and letters, which have no such stages."""
    what = _ACTS.get(act.partition("-")[0], "")
    return f"{what} {_STAGES[stade]}" if what and stade in _STAGES else ""


def _of_here(workspace: Workspace, nom: str, found: Answering, seen: Verification) -> Recognised:
    titre, faits = _which(workspace, found)
    original = found.folder / found.nom
    there = original if original.is_file() else None
    state = _state(seen.pieces)
    stade = stage(found.entry.act, found.journal.stages.get(found.entry.act, ""))
    faits = (*faits, *((("Où il en est", stade),) if stade else ()), ("Écrit sous le nom", found.nom))
    if state is Etat.CONFORME:
        told = "rien n’a changé, c’est le fichier qui a été écrit ici, octet pour octet."
        return Recognised(nom, Sort.INTACT, f"{titre}\u00a0: {told}", _unsigned(found.nom), faits)
    told = next((piece.phrase for piece in seen.pieces if piece.etat is state and piece.phrase), "")
    if state is Etat.SIGNE:
        words = "c’est l’acte qui a été écrit ici, signé depuis\u202f; rien d’autre n’y est ajouté."
        phrase = f"{titre}\u00a0: {words}"
        advice = "Vérifiez la signature elle-même, et qui l’a apposée, dans un lecteur de PDF."
        return Recognised(nom, Sort.SIGNE, phrase, advice, (*faits, ("Signature", capitale(told))))
    if state is Etat.ANTERIEUR:
        phrase = f"{titre}\u00a0: c’est le fichier qui a été écrit ici, mais vos données ont changé depuis."
        return Recognised(nom, Sort.ANTERIEUR, phrase, capitale(of_pages(told)), faits)
    phrase = f"{titre}\u00a0: ce fichier n’est plus celui qui a été écrit ici."
    advice = "Ne le diffusez pas, et demandez d’où il vient."
    if found.nom.endswith(".docx"):
        advice = "Retouché ici en Word, il est à relire avant la signature\u202f; sinon, ne le diffusez pas."
    if there is not None:
        advice += " L’acte tel qu’il a été écrit est ci-dessous."
    return Recognised(nom, Sort.CHANGE, phrase, advice, faits, _differences(seen.pieces), there)


def _state(pieces: Sequence[Piece]) -> Etat:
    """The state of the file: the gravest of what was found of it."""
    states = {piece.etat for piece in pieces}
    order = (Etat.DIFFERENT, Etat.ALTERE, Etat.ABSENT, Etat.ANTERIEUR, Etat.SIGNE, Etat.CONFORME)
    return next((each for each in order if each in states), Etat.DIFFERENT)


def _which(workspace: Workspace, found: Answering) -> tuple[str, tuple[tuple[str, str], ...]]:
    """« Délibération 2 (Le Tréhou, 14 novembre 2024) », and the same fact by fact."""
    name, act = found.journal.session, found.entry.act
    whole = (("Dossier", found.folder.name),)
    if place_of(name, workspace.root) is None:
        return f"«\u00a0{found.nom}\u00a0» ({found.folder.name})", whole
    if name.startswith(f"{SESSIONS}/"):
        session = workspace.session(name, options=Options())
        figures = session.figures
        if figures is None:
            return f"«\u00a0{found.nom}\u00a0» ({found.folder.name})", whole
        titre = next((plan.titre for plan in session.acts if plan.key == act), found.nom)
        seance = figures.seance
        jour = date_longue(seance.date, jour=False)
        facts = (
            ("Acte", capitale(titre)),
            ("Collectivité", seance.collectivite.nom),
            ("Séance", date_longue(seance.date)),
        )
        return f"{capitale(titre)} ({seance.collectivite.nom}, {jour})", facts
    whose = _owner(workspace, name)
    return f"«\u00a0{found.nom}\u00a0» ({whose or found.folder.name})", (
        *((("Collectivité ou groupement", whose),) if whose else ()),
        *whole,
    )


def _owner(workspace: Workspace, name: str) -> str:
    """The collectivity or the group whose file a journal names; empty when it can't be read."""
    place, sources = workspace.root / name, Sources(workspace.root)
    if name.startswith("groupements/"):
        group, _ = load_groupement(place, sources)
        return "" if group is None else group.nom_d_usage or group.objet
    found, _ = load_collectivite(place, sources)
    return found.nom if isinstance(found, Collectivite) else ""


def _signed_copy(content: bytes, out: Path) -> Recognised | None:
    """The signed copy of an act that is kept beside it, byte for byte."""
    for folder, _ in folders_of_acts(out) if out.is_dir() else ():
        for place in sorted(folder.glob(f"*{SIGNE}.pdf")):
            if place.stat().st_size == len(content) and place.read_bytes() == content:
                told = "c’est l’exemplaire signé qui est gardé ici, octet pour octet."
                advice = "Ce qu’il dit et qui l’a signé ne se lisent pas d’ici\u00a0: regardez-le."
                facts = (("Dossier", folder.name), ("Gardé sous le nom", place.name))
                return Recognised(
                    place.name, Sort.SIGNE, f"«\u00a0{place.name}\u00a0»\u00a0: {told}", advice, facts
                )
    return None


def _unsigned(nom: str) -> str:
    if is_draft(nom):
        return "C’est un projet\u00a0: il ne se signe pas et ne se publie pas."
    if not nom.lower().endswith(".pdf"):
        return "Il peut servir tel quel."
    return f"Il peut servir tel quel\u202f; il ne porte pas de signature électronique. {_ORIGIN}"


# ---------------------------------------------------------------- a file from elsewhere


def _stranger(nom: str, seen: Verification) -> Recognised:
    piece = next(iter(seen.pieces), Piece(nom, PieceKind.FICHIER, Etat.NON_COMPARE))
    if seen.conforme:
        told = (
            "ce fichier n’a pas été écrit ici. Ce qui y est imprimé est ce que disent les données qu’il "
            "porte, ce qui ne prouve pas d’où il vient."
        )
        facts = (("Signature", capitale(piece.phrase)),) if piece.etat is Etat.SIGNE else ()
        advice = f"{_ORIGIN} Demandez à qui l’a écrit de le comparer à son propre dossier."
        return Recognised(nom, Sort.D_AILLEURS, f"«\u00a0{nom}\u00a0»\u00a0: {told}", advice, facts)
    if piece.etat is Etat.NON_COMPARE:
        return _unknown(nom)
    if piece.genre is PieceKind.FICHIER and piece.etat is Etat.DIFFERENT:
        return Recognised(
            nom,
            Sort.ILLISIBLE,
            f"«\u00a0{nom}\u00a0» {piece.phrase}.",
            "Ne vous fiez pas à lui\u00a0: demandez l’original.",
        )
    told = "ce fichier n’a pas été écrit ici, et il n’est plus tel qu’il a été fait."
    advice = "Ne le diffusez pas\u00a0: demandez l’original à qui l’a écrit."
    phrase = f"«\u00a0{nom}\u00a0»\u00a0: {told}"
    return Recognised(nom, Sort.CHANGE, phrase, advice, (), _differences(seen.pieces))


def _unknown(nom: str) -> Recognised:
    told = "ce fichier n’est pas connu ici\u00a0: aucun dossier d’actes ne garde trace de ce qu’il contient."
    advice = (
        "Rien n’en est conclu. Un acte numérisé, imprimé en PDF ou enregistré par un autre logiciel n’est "
        "plus le fichier d’origine\u00a0: demandez celui-ci."
    )
    return Recognised(nom, Sort.INCONNU, f"«\u00a0{nom}\u00a0»\u00a0: {told}", advice)


def _differences(pieces: Sequence[Piece]) -> tuple[Difference, ...]:
    told = (piece for piece in pieces if piece.differe and piece.phrase)
    return tuple(Difference("", _where(piece), f"{capitale(of_pages(piece.phrase))}.") for piece in told)


def _where(piece: Piece) -> str:
    """« Page 2 », « Le fichier »: a page needs not say again which file."""
    place = piece.nom.rpartition(", ")[2]
    if piece.genre is PieceKind.FICHIER or place == "fichier":
        return "Le fichier"
    return capitale(place) if piece.genre is PieceKind.FAIT else piece.nom
