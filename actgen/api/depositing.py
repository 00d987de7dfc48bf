"""The dossier of a purchasing group that a coordinator sent: its file and its texts, put among the groups.

It is read first, as a check does, from what was sent laid over what is there: nothing is written of one that
can't be read, that lacks a text, or that doesn't name the commune. No file is replaced.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from actgen.api.wording import of_pages
from actgen.base.diagnostics import Scope
from actgen.base.errors import Conflict, UsageError, quoted
from actgen.base.text.messages import enumerate_words, say
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.groupement import Groupement
from actgen.reading.nodes import Mapping as Keys
from actgen.reading.sources import YAML, Sources, packed_part
from actgen.reading.yaml_tree import read_tree
from actgen.session.load import load_groupement
from actgen.session.result import Options
from actgen.session.writing.names import is_safe, slug
from actgen.session.writing.write import save

if TYPE_CHECKING:
    from actgen.api.workspace import Workspace

GROUPS = "groupements"
_TEXTS = (".md", ".docx", ".csv", ".xlsx")
_ZIP = ".zip"
_MOST_PARTS = 60
_MOST_UNPACKED = 8_000_000
_OF_A_MAC = "__MACOSX/"  # what it packs beside the files, under their names
_NO_GROUP = say(
    "Aucun de ces fichiers n’est le dossier d’un groupement : il y faut le fichier .yaml que tient le "
    "coordonnateur, avec les textes qu’il nomme."
)


def deposit(workspace: Workspace, collectivite: Collectivite, files: Iterable[tuple[str, bytes]]) -> str:
    """Put the dossier of a group among those of the workspace: as an item of this body then names it.

    Only its file and what it names are kept. Raises UsageError for what can't be taken: nothing is written
    then.
    """
    sent = dict(_unpacked(files))
    if not sent:
        raise UsageError(
            say("Choisissez le dossier du groupement (.yaml) et ses textes, ou le .zip qui les contient.")
        )
    own = _group_file(sent)
    name = f"{GROUPS}/{_safe(own)}"
    texts = {each: content for each, content in sent.items() if each != own and _is_text(each)}
    folder = workspace.root / GROUPS
    laid = {folder / each: content for each, content in texts.items()} | {workspace.root / name: sent[own]}
    for place, content in laid.items():
        if place.exists() and not (place.is_file() and place.read_bytes() == content):
            raise _taken(place.name)
    read = _checked(workspace, name, laid)
    dossier = dossier_for(read, collectivite)
    if dossier is None:
        raise not_a_member(read, collectivite)
    named = _named(workspace, name, laid)
    folder.mkdir(exist_ok=True)
    for place, content in laid.items():  # the group's own file comes last: no group without its texts
        if place.name in named and not place.exists():
            _put(place, content)
    workspace.refresh()
    return dossier


def read_group_file(workspace: Workspace, name: str) -> Groupement | None:
    """The group of one of the files of a workspace; None where it can't be read."""
    place = workspace.root / name
    return load_groupement(place, Sources.of(place), workspace._cache.files)[0]


def dossier_for(groupement: Groupement, collectivite: Collectivite) -> str | None:
    """How an item of that body names the group, or the amendment by which it enters; None: no member."""
    for version in (groupement, *groupement.avenants):
        if any(each.collectivite.code == collectivite.code for each in version.membres):
            rank = version.avenant.numero if version.avenant is not None else 0
            return f"{groupement.nom}, avenant {rank}" if rank else groupement.nom
    return None


def not_a_member(groupement: Groupement, collectivite: Collectivite) -> UsageError:
    """Why an item of that body can't be about the group."""
    return UsageError(
        say(
            "{commune} n’est pas parmi les membres de « {groupe} » : vérifiez que c’est bien ce groupement, "
            "ou demandez à son coordonnateur, {coordonnateur}, de vous y ajouter et de vous renvoyer son "
            "dossier.",
            commune=collectivite.nom,
            groupe=groupement.nom_d_usage or groupement.objet or groupement.nom,
            coordonnateur=groupement.coordonnateur.collectivite.nom,
        )
    )


# what was sent


def _unpacked(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Each file by its own name, those of a zip too; folders are left aside."""
    seen: dict[str, bytes] = {}
    for sent, content in files:
        pieces = _parts(sent, content) if PurePath(sent).suffix.lower() == _ZIP else [(sent, content)]
        for path, piece in pieces:
            name = _own_name(path)
            if seen.setdefault(name, piece) != piece:
                raise UsageError(
                    say("Deux fichiers différents s’appellent « {nom} » : gardez-en un.", nom=name)
                )
            yield name, piece


def _own_name(path: str) -> str:
    return unicodedata.normalize("NFC", path.replace("\\", "/").rpartition("/")[2])


def _parts(sent: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [each for each in archive.infolist() if not each.is_dir()]
            size = sum(each.file_size for each in parts)
            if len(parts) > _MOST_PARTS or size > _MOST_UNPACKED:
                raise UsageError(
                    say("« {nom} » contient trop de choses : déposez les fichiers eux-mêmes.", nom=sent)
                )
            for each in parts:
                if not _own_name(each.filename).startswith(".") and _OF_A_MAC not in each.filename:
                    yield each.filename, packed_part(archive, each)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise UsageError(
            say("« {nom} » ne peut pas être ouvert : déposez les fichiers eux-mêmes.", nom=sent)
        ) from error


def _group_file(sent: Mapping[str, bytes]) -> str:
    """Which of the files tells of a group: the one that names its coordinator."""
    found = [
        name for name, content in sent.items() if _suffix(name) in YAML and _tells_a_group(name, content)
    ]
    if not found:
        raise UsageError(_NO_GROUP)
    if len(found) > 1:
        named = enumerate_words(found)
        raise UsageError(say("Un seul groupement à la fois : il y en a {n}, ", n=len(found)) + f"{named}.")
    return found[0]


def _tells_a_group(name: str, content: bytes) -> bool:
    tree, _ = read_tree(content, name)
    return isinstance(tree, Keys) and tree.get("coordonnateur") is not None


def _is_text(name: str) -> bool:
    """Whether a group may name it, and its name leads nowhere else."""
    return is_safe(name) and _suffix(name) in (*_TEXTS, *YAML)


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()


def _safe(name: str) -> str:
    return name if is_safe(name) else f"{slug(PurePath(name).stem)}.yaml"


# what is read of it, and written


def _checked(workspace: Workspace, name: str, laid: Mapping[Path, bytes]) -> Groupement:
    """The group that these files tell. Raises UsageError for one that can't be read, in the words of why."""
    group = workspace.group(name, options=Options(overlay=laid))
    read = group.dossier.groupement
    absent = (each for each in group.findings if each.code == "FICHIER-ABSENT")
    lacking = [each for each in absent if each.scope is not Scope.ANSWERS]  # those stay with the coordinator
    if read is None or lacking:
        first = next(iter(lacking or group.findings), None)
        why = of_pages(f"{first.message} {first.hint}".strip()) if first is not None else ""
        told = say("Le dossier {nom} ne peut pas être pris : ", nom=quoted(PurePath(name).name))
        more = say(" Déposez ensemble le dossier et tous les textes qu’il nomme.") if lacking else ""
        raise UsageError(f"{told}{why}{more}")
    return read


def _named(workspace: Workspace, name: str, laid: Mapping[Path, bytes]) -> frozenset[str]:
    """The names of the files that make the group: its own, and each that it names."""
    place = workspace.root / name
    sources = Sources.of(place, overlay=laid)
    load_groupement(place, sources)
    return frozenset(PurePath(each).name for each, _ in sources.log)


def _put(place: Path, content: bytes) -> None:
    try:
        save(place, content, None, f"{GROUPS}/{place.name}")
    except Conflict:
        raise _taken(place.name) from None


def _taken(name: str) -> UsageError:
    return UsageError(
        say(
            "Un autre fichier s’appelle déjà « {nom} » parmi les groupements, et n’est pas le même : rien "
            "n’est remplacé. Si le coordonnateur a changé son dossier, rangez d’abord l’ancien ailleurs.",
            nom=name,
        )
    )
