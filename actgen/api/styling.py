"""The look of the acts of a collectivity, through the door: its arms, its letterhead, beside its file.

A file is tried as a check tries it before it is kept, takes a name that no other has, and is named where the
house style is written; one that is in a file of its own is changed there.
"""

from __future__ import annotations

from pathlib import Path as Place
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import UNSET, Struct

from actgen.acts.outputs.house.reading import read_look
from actgen.api.attaching import keep_beside
from actgen.api.fields import Fields, Path
from actgen.api.wording import of_pages
from actgen.base.diagnostics import Severity
from actgen.base.errors import CannotEdit, UsageError
from actgen.base.text.messages import say, shorten
from actgen.council.facts.charte import Charte
from actgen.council.facts.texte import Prose
from actgen.reading.edits import Change, Drop, Put
from actgen.session.writing.names import is_safe

if TYPE_CHECKING:
    from actgen.api.workspace import Workspace

_STYLE: Path = ("charte",)
_ARMS, _WORDS, _PAPER = (*_STYLE, "blason"), (*_STYLE, "texte_du_blason"), (*_STYLE, "entete")
_WORD = ".docx"
_FEW = 3
_PICTURES = (".png", ".jpg", ".jpeg")


class Style(Struct, frozen=True):
    """The files that give its look to a collectivity: their names, and where they are when they are there.

    `ailleurs`: the house style is in a file of its own, of that name.
    """

    blason: str = ""
    entete: str = ""
    place_blason: Place | None = None
    place_entete: Place | None = None
    ailleurs: str = ""


def style_of(workspace: Workspace, name: str) -> Style:
    """What the file of a collectivity says of it."""
    fields = workspace.fields(name)
    written = fields.raw(_STYLE)
    if isinstance(written, str) and written:
        if not written.casefold().endswith(_WORD):
            return Style(ailleurs=written)
        return Style(entete=written, place_entete=_place(workspace, name, written))
    arms, paper = fields.text(_ARMS), fields.text(_PAPER)
    if elsewhere := fields.text((*_STYLE, "fichier")):
        return Style(ailleurs=elsewhere)
    return Style(arms, paper, _place(workspace, name, arms), _place(workspace, name, paper))


def take_arms(workspace: Workspace, name: str, file: tuple[str, bytes], words: str) -> list[Change]:
    """Keep a picture as the arms of a collectivity; `words` say what it shows to who can't see it.

    Raises UsageError for what no act could bear, CannotEdit for a style that is written elsewhere.
    """
    fields = _own(workspace, name)
    if not words.strip() and not fields.text(_WORDS):
        raise UsageError(
            say("Écrivez ce que montre l’image : les lecteurs d’écran le disent à qui ne la voit pas.")
        )
    if isinstance(fields.raw(_STYLE), str):
        raise UsageError(say("Le papier à en-tête a déjà son blason : ne le prenez plus, ou gardez-le seul."))
    sent, content = file
    suffix = _suffix(sent, _PICTURES)
    _try(Charte(blason=Prose(sent, content), texte_du_blason=words or "-"))
    chosen = keep_beside(workspace, name, sent, content, suffix)
    told = [Put(_WORDS, words.strip())] if words.strip() and words.strip() != fields.text(_WORDS) else []
    return [*([] if fields.text(_ARMS) == chosen else [Put(_ARMS, chosen)]), *told]


def take_letterhead(workspace: Workspace, name: str, file: tuple[str, bytes]) -> tuple[list[Change], str]:
    """Keep a Word file as the letterhead of a collectivity, and what is to be told of it. Raises as for arms.

    The words of a letter below its header are left out: each act would begin with « Madame, Monsieur, ».
    """
    from actgen.acts.outputs.docx.own_words import own_words  # python-docx, for who has a letterhead

    fields, (sent, content) = _own(workspace, name), file
    suffix = _suffix(sent, (_WORD,))
    _try(Charte(entete=Prose(sent, content)))
    own = own_words(content)
    chosen = keep_beside(workspace, name, sent, own.without or content, suffix)
    path = _STYLE if isinstance(fields.raw(_STYLE), str) else _PAPER
    told = ""
    if own.lines:
        told = say(
            "Ce papier portait du texte sous son en-tête, laissé de côté : {mots}. Les actes commencent à sa "
            "place."
            if own.without
            else "Ce papier porte du texte, par lequel chaque acte commencera : {mots}. Si c’est le modèle "
            "d’une lettre, ôtez-le dans Word, puis déposez le papier de nouveau.",
            mots=", ".join(f"«\u00a0{shorten(each)}\u00a0»" for each in own.lines[:_FEW]),
        )
    return ([] if fields.text(path) == chosen else [Put(path, chosen)]), told


def drop_style(workspace: Workspace, name: str, key: str) -> list[Change]:
    """No more arms, or letterhead; their file stays where it is. Raises UsageError where there is none."""
    fields = _own(workspace, name)
    if key == _PAPER[-1] and isinstance(fields.raw(_STYLE), str):
        return [Put(_STYLE, None)]
    gone = [path for path in (_ARMS, _WORDS, _PAPER) if path in _GONE_WITH.get(key, ())]
    there = [path for path in gone if fields.raw(path) is not UNSET]
    if not there:
        raise UsageError(say("Cette page n’est plus à jour : rechargez-la."))
    style = fields.raw(_STYLE)
    if isinstance(style, dict) and len(there) == len(style):
        return [Put(_STYLE, None)]
    return [Drop(path) for path in there]


_GONE_WITH: dict[str, tuple[Path, ...]] = {"blason": (_ARMS, _WORDS), "entete": (_PAPER,)}


def _own(workspace: Workspace, name: str) -> Fields:
    fields = workspace.fields(name)
    if style_of(workspace, name).ailleurs or fields.tree is None:
        raise CannotEdit(
            say("Cette valeur se modifie dans le fichier lui-même."), fields.place_of(_STYLE).line
        )
    return fields


def _suffix(sent: str, known: tuple[str, ...]) -> str:
    suffix = PurePath(sent).suffix.lower()
    if suffix in known:
        return suffix
    asked = "un fichier Word (.docx)" if known == (_WORD,) else "une image PNG ou JPEG"
    raise UsageError(say("« {nom} » n’est pas {voulu}.", nom=sent, voulu=asked))


def _try(charte: Charte) -> None:
    """Raise UsageError for a file that no act could bear, in the words of the check that reads it."""
    _, found = read_look(charte)
    wrong = next((each for each in found if each.severity is Severity.ERROR), None)
    if wrong is not None:
        raise UsageError(of_pages(f"{wrong.message} {wrong.hint}".strip()))


def _place(workspace: Workspace, name: str, file: str) -> Place | None:
    place = (workspace.root / name).parent / file if is_safe(file) else None
    return place if place is not None and place.is_file() and not place.is_symlink() else None
