"""Names of folders and files: French, sortable, and good on every system.

A clerk finds the acts of a night in the order in which they are used: the deliberation to sign, the
convention annexed to it, the minutes, the certificate. ASCII only, because names travel through zip
files, e-mail and the State's transmission platforms, which spoil accents.

A name that a journal tells may be a stranger's, and lead anywhere: it is followed inside the workspace alone.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path, PurePath, PureWindowsPath

from actgen.acts.outputs.formats import FORMATS
from actgen.base.text import keys

DRAFT_MARK = "-PROJET"
_SIGNED_WORDS = frozenset({"signe", "signee", "signes", "signees"})
_GROUP = "groupement-"
COORDONNATEUR, COMMUNES, BEFORE = "coordonnateur", "communes", "avant-le-vote"
"""In the folder of a group: its coordinator's papers, those of its members, what each was sent."""

# What each family of templates/ is to the clerk: its rank in the folder, and the word the name begins with.
_FAMILIES = {
    "deliberations": (1, "deliberation"),
    "conventions": (2, "convention"),
    "seances": (3, ""),  # minutes, list of deliberations…: the subject says what it is
    "certificats": (4, "certificat"),
}
_A_PAPER = re.compile(
    r"\d-(?:a-faire|deliberation|convention|certificat|proces-verbal|liste-des-deliberations|signature"
    rf"|repartition)(?:-[\w-]+)?\.(?:{'|'.join(FORMATS)})",
    re.ASCII,
)
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]")
# 260 characters is all that Windows grants to a whole path, drive and user folders included.
_LONGEST_SLUG = 40
_LONGEST_NAME = 100


def slug(words: str) -> str:
    """Words as a piece of a file name: "L’Haÿ-les-Roses" gives "l-hay-les-roses".

    "sans-nom" where nothing of the words can be kept.
    """
    return keys.slug(words, _LONGEST_SLUG) or "sans-nom"


def session_folder(code_insee: str, commune: str, day: date, organe: str = "conseil", rank: int = 1) -> str:
    """The folder of a session's acts: "68072-dietwiller/2022-12-15-conseil".

    `rank` tells apart two sessions of one day: the second one's folder ends in "-2".
    """
    night = f"{day.isoformat()}-{slug(organe)}" + (f"-{rank}" if rank > 1 else "")
    return f"{commune_folder(code_insee, commune)}/{night}"


def group_folder(nom: str) -> str:
    """The folder of all the acts of a group: "groupement-e-services"."""
    return f"{_GROUP}{slug(nom)}"


def commune_folder(code_insee: str, commune: str) -> str:
    """The folder of a commune: "68072-dietwiller"."""
    return f"{slug(code_insee).upper()}-{slug(commune)}"


def register_folder(code_insee: str, commune: str, year: int, organe: str = "conseil") -> str:
    """The folder of a year's register: "68072-dietwiller/registre-2022", "…/registre-bureau-2022"."""
    return f"{commune_folder(code_insee, commune)}/{register_name(year, organe)}"


def register_name(year: int, organe: str = "conseil") -> str:
    """The name of a register's file, without suffix; that of the council needs no word for it."""
    return "-".join(("registre", *(() if organe == "conseil" else (slug(organe),)), f"{year:04}"))


def file_name(
    family: str,
    subject: str,
    suffix: str,
    *,
    item: int | None = None,
    draft: bool = False,
    copy: str = "",
    rank: int | None = None,
) -> str:
    """The name of an act's file: "1-deliberation-09-adhesion-groupement.pdf".

    `family` is the folder of templates/ that the kind is in; `subject` the kind's short name (empty
    for an act that its item says enough of: "4-certificat-09.pdf"); `suffix` "pdf", "docx" or
    "html"; `draft` adds PROJET. `copy` names another state of an act that keeps its own file
    ("PUBLICATION", the copy to publish). `rank` moves a kind to another place than its family's.

    Raises KeyError for a family that has no rank: it must be given one here.
    """
    usual, word = _FAMILIES[family]
    pieces = [
        str(usual if rank is None else rank),
        word,
        f"{item:02d}" if item is not None else "",
        slug(subject) if subject else "",
        slug(copy).upper() if copy else "",
    ]
    stem = "-".join(piece for piece in pieces if piece)
    return f"{stem}{DRAFT_MARK if draft else ''}.{suffix}"


def is_draft(name: str) -> bool:
    """Whether a file's name says that it is a PROJET."""
    return name.rpartition(".")[0].endswith(DRAFT_MARK)


def signed_base(nom: str) -> str:
    """The name of the act whose signed copy this file says it is; empty for any other file."""
    chemin = PurePath(nom)
    base, trait, mot = chemin.stem.rpartition("-")
    signe = (
        trait and chemin.suffix.casefold() == ".pdf" and keys.sans_accents(mot).casefold() in _SIGNED_WORDS
    )
    return base.casefold() if signe else ""


def is_paper(name: str) -> bool:
    """Whether a name is one of our papers: "4-certificat-09.pdf". Ours may bear another name too."""
    return _A_PAPER.fullmatch(name) is not None


def is_safe(name: str) -> bool:
    """Whether a name is one file inside its folder, on Linux, macOS and Windows alike."""
    return (
        len(name) <= _LONGEST_NAME
        and _SAFE.fullmatch(name) is not None
        and name.partition(".")[0].lower() not in keys.RESERVED
    )


def place_of(name: str, workspace: Path) -> Path | None:
    """The file of that name in a workspace; None where there is none, or the name is not one of actgen's."""
    place = workspace / name if leads_inside(name) else None
    try:
        return place if place is not None and place.is_file() else None
    except (OSError, ValueError):  # too long, not to be read
        return None


def leads_inside(name: str) -> bool:
    """Whether a name stays below the folder that it is joined to, on every system.

    Any other is never tried: on Windows, to ask whether « //host/share » is there is to call that host.
    """
    if "\0" in name or "\\" in name or PureWindowsPath(name).root:
        return False
    return not any(part == ".." or PureWindowsPath(part).drive for part in name.split("/"))
