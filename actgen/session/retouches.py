"""What somebody has corrected in the Word file of an act, held against that act as it is made again.

A Word file whose bytes are not those that were written is a person's: it is kept, and may be what gets
signed. Nothing that it hides is trusted: its words alone are compared, with those of the same act made again
now, its tracked changes taken as accepted. One that is as it was written costs no more than its hash.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from actgen.acts.tree.nodes import Document, Stamp, walk
from actgen.acts.views.plan import ActPlan
from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.characters import NO_BREAK_HYPHEN
from actgen.base.text.differences import BLANK, Difference, Sorte, differences, normal
from actgen.base.text.messages import phrase, shorten
from actgen.reading.apart import Defect, apart
from actgen.session.writing.journal import Journal
from actgen.session.writing.names import is_draft
from actgen.session.writing.replace import file_state

ACTE_RETOUCHE = rule("ACTE-RETOUCHE")
WORD = ".docx"
ODT = ".odt"
_DRAFT = "PROJET"  # what is printed on one
_LARGEST = 50_000_000  # bytes
_MOST_LINES = 4_000  # the convention of a large group has 400
_MOST_TOLD = 20  # of one act: the others are counted
_SIGNS = 8  # hexadecimal digits that name a difference in its file
_EXCERPT = 160
_SHORT = 40  # letters: what is shorter is told with the words around


class Provenance(StrEnum):
    """What words of an act come from; the values are read by other programs."""

    SEANCE = "séance"
    FICHIER = "fichier"  # of the collectivity, of a group
    TEXTE = "texte joint"
    MODELE = "modèle"
    CALCUL = "calcul"
    AUCUNE = ""  # they are only in the Word file


class Retouche(Struct, frozen=True):
    """Words of an act that its Word file says otherwise, with what they come from and where that was written.

    `fichier`: the Word file; `paragraphe`: where there. `suivie`: the file has tracked changes, which were
    taken as accepted. `prenable`: the act may still take them. `illisible`: the words could not be compared.
    `valeur`: where the value that they are of begins and ends in its line.
    """

    acte: str
    titre: str
    fichier: str
    point: int | None
    difference: Difference
    provenance: Provenance = Provenance.AUCUNE
    lieu: Location | None = None
    paragraphe: Location | None = None
    suivie: bool = False
    prenable: bool = True
    illisible: bool = False
    valeur: tuple[int, int] | None = None

    @property
    def projet(self) -> bool:
        """Whether it is of a PROJET: nobody signs it, but its words would be lost."""
        return is_draft(self.fichier)

    @property
    def offered(self) -> bool:
        """Whether a field of the session may take these words: it says the old, and the act may change."""
        of_field = self.provenance is Provenance.SEANCE and self.lieu is not None
        return self.prenable and of_field and self.difference.sorte is Sorte.MOTS

    @property
    def of_text(self) -> bool:
        """Whether a text that is joined to the session may take them: no page shows it, a command does it."""
        joined = (
            self.lieu is not None and self.lieu.file.startswith("seances/") and self.lieu.file.endswith(".md")
        )
        return joined and self.prenable and self.difference.sorte is Sorte.MOTS

    @property
    def cle(self) -> str:
        """What names this difference, and no other: a reason is given for it alone.

        It follows from the line of the Word file, which stays while the session takes other words of it.
        """
        line = self.difference.ligne_apres or self.difference.ligne
        told = (self.acte, self.difference.sorte, normal(line))
        words = (normal(self.difference.avant), normal(self.difference.apres), self.illisible)
        return _name(repr((*told, *words)))


def _name(told: str) -> str:
    return sha256(told.encode()).hexdigest()[:_SIGNS]


class Line(Struct, frozen=True):
    """A line of a Word file; `cell`: it stands in a cell of a table, `head`: at the head or foot of pages."""

    text: str
    place: Location
    cell: bool
    head: bool


class Compared(Struct, frozen=True):
    """What a Word file says otherwise, the place of each difference in it, and whether it tracks changes."""

    differences: tuple[Difference, ...]
    places: tuple[Location | None, ...]
    tracked: bool


Making = Callable[[Document], bytes]
"""Makes the Word file of a tree."""


def corrected(folder: Path, journal: Journal) -> Mapping[str, Path]:
    """The Word files that somebody has changed since they were written, by the key of their act.

    Of an act that has both, the final one: its PROJET is kept beside, as whoever writes there is told.
    """
    words = [(name, entry) for name, entry in sorted(journal.files.items()) if name.endswith(WORD)]
    ordered = sorted(words, key=lambda each: not is_draft(each[0]))
    kept = ((name, entry, file_state(folder / name)) for name, entry in ordered)
    return {
        entry.act: folder / name
        for name, entry, state in kept
        if state is not None and state != entry.fingerprint.sha256
    }


def state_of_words(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """The Word files of a folder with when each was saved, and its size: what shows that one has changed."""
    try:
        with os.scandir(folder) as entries:
            words = [(each.name, each.stat()) for each in entries if each.name.endswith((WORD, ODT))]
    except OSError:
        return ()
    return tuple(sorted((name, status.st_mtime_ns, status.st_size) for name, status in words))


def of_plan(plan: ActPlan, nom: str) -> Retouche:
    """What is told of an act whatever its file of that name says: what it is, whether it may still change."""
    told = Retouche(plan.key, plan.titre, nom, plan.point, Difference(Sorte.MOTS, "", ""))
    return replace(told, prenable=plan.acquis is None and not plan.kind.famille.traits.du_groupe)


def retouches(whose: Retouche, place: Path, trees: Sequence[Document], make: Making) -> tuple[Retouche, ...]:
    """What the words of a corrected file say otherwise than its act; nothing if they fit one of its trees.

    Where it was laid out anew and no more, there is nothing to say.
    """
    found: Compared | Defect | None = None
    for tree in trees:
        read = _compared(place, tree, make)
        if isinstance(read, Compared) and not read.differences:
            return ()
        found = found or read
    if not isinstance(found, Compared):
        return (replace(whose, illisible=True, prenable=False),)
    return tuple(
        replace(whose, difference=each, paragraphe=where, suivie=found.tracked)
        for each, where in zip(found.differences, found.places, strict=True)
    )


def left_in_draft(found: Sequence[Retouche]) -> tuple[Retouche, ...]:
    """Of what the Word file of a PROJET says otherwise than its act once final, what somebody has corrected.

    The act has filled its blanks since, said more on some of its lines, and on lines of its own: nobody
    corrected that.
    """
    gained = [normal(each.difference.ligne) for each in found if each.difference.sorte is Sorte.RETRAIT]
    return tuple(each for each in found if each.illisible or _is_correction(each.difference, gained))


def _is_correction(gap: Difference, gained: Sequence[str]) -> bool:
    said = normal(gap.apres.replace(_DRAFT, ""))
    if gap.sorte is Sorte.RETRAIT or BLANK.search(gap.apres) or not said:
        return False
    if gap.sorte is Sorte.AJOUT:
        return not gap.apres.startswith(_DRAFT) and not any(each.startswith(said) for each in gained)
    return said != normal(gap.avant)


def _compared(place: Path, tree: Document, make: Making) -> Compared | Defect:
    state = file_state(place)
    if not state or place.stat().st_size > _LARGEST:
        return Defect.TOO_BIG
    stamps = frozenset(normal(block.label) for block in walk(tree.blocks) if isinstance(block, Stamp))
    made = _lines_of(make(tree), place.name)[0]
    if not 0 < len(made) <= _MOST_LINES:
        return Defect.TOO_BIG
    heads = tuple(line.text for line in made if line.head)
    return _once(place, state, tuple(line.text for line in made if not line.head), heads, stamps)


@lru_cache(maxsize=64)
def _once(
    place: Path, _state: str, ours: tuple[str, ...], heads: tuple[str, ...], stamps: frozenset[str]
) -> Compared | Defect:
    """Kept by its bytes: a page that is shown again opens it no more."""
    return apart(compare_lines, place, ours, heads, stamps)


def compare_lines(
    place: Path, ours: tuple[str, ...], heads: tuple[str, ...], stamps: frozenset[str]
) -> Compared | Defect:
    """In the process apart: what the words of a file say otherwise than these lines, and these heads."""
    read, tracked = _lines_of(place.read_bytes(), place.name)
    if not read:
        return Defect.BROKEN
    if len(read) > _MOST_LINES:
        return Defect.TOO_BIG
    lines = [each for each in read if not each.head]
    said = _without_pages(ours, [each.text for each in lines])
    found = [each for each in differences(ours, said) if not _is_stamped(each, lines, stamps)]
    told = [(each, None if each.rang_apres is None else lines[each.rang_apres].place) for each in found]
    told += _of_heads(heads, [each for each in read if each.head])
    return Compared(tuple(each for each, _ in told), tuple(where for _, where in told), tracked)


def _without_pages(ours: Sequence[str], said: Sequence[str]) -> list[str]:
    """The lines, those of a table of contents without the page that Word gives them."""
    known = {normal(each) for each in ours}
    titles = (each.rpartition("\t") for each in said)
    return [
        title if page.strip().isdecimal() and normal(title) in known else each
        for each, (title, _, page) in zip(said, titles, strict=True)
    ]


def _of_heads(ours: Sequence[str], heads: Sequence[Line]) -> Iterator[tuple[Difference, Location | None]]:
    """What runs on pages otherwise: programs write a head once, or for each kind of page."""
    mine, theirs = {normal(each) for each in ours}, {normal(each.text) for each in heads}
    gone = [each for each in dict.fromkeys(ours) if normal(each) not in theirs]
    come = list({normal(each.text): each for each in heads if normal(each.text) not in mine}.values())
    for each in differences(gone, [line.text for line in come]):
        yield each, None if each.rang_apres is None else come[each.rang_apres].place


def _is_stamped(each: Difference, lines: Sequence[Line], stamps: frozenset[str]) -> bool:
    """Whether it was added in the frame that is left for a stamp: it is there to be filled."""
    if each.sorte is not Sorte.AJOUT or each.rang_apres is None or not lines[each.rang_apres].cell:
        return False
    above = each.rang_apres - 1
    while above >= 0 and lines[above].cell:
        if normal(lines[above].text) in stamps:
            return True
        above -= 1
    return False


def _lines_of(content: bytes, name: str) -> tuple[tuple[Line, ...], bool]:
    from actgen.acts.templating.word.reading import accepted_of  # Word is read only where there is some

    read = accepted_of(content, name)
    if read is None:
        return (), False
    lines, tracked = read
    told = (
        Line(_with_plain_hyphens(each.text), each.place(), each.cell is not None, not each.story.is_text)
        for each in lines
    )
    return tuple(each for each in told if normal(each.text)), tracked


def _with_plain_hyphens(text: str) -> str:
    """As trees and fields have them: the no-break ones of a name, of an article, are Word's alone."""
    return text.replace(NO_BREAK_HYPHEN, "-")


# ---------------------------------------------------------------- how they are told


def told(
    found: Sequence[Retouche], whole: Location | None, aide: str = "", *, motive: bool = True
) -> Iterator[Diagnostic]:
    """A finding for each of the first differences of an act, in its order, then one that counts the others.

    `whole`: the place of the act's item; `aide`: what to do of an act that changes no more. `motive`: a
    session may say why both hold.
    """
    for each in found[:_MOST_TOLD]:
        finding = ACTE_RETOUCHE.finding(
            _message(each),
            each.lieu or whole,
            hint=_hint(each, aide, motive=motive),
            point=each.point,
            severity=Severity.WARNING if each.projet else None,
        )
        yield replace(finding, controle=each.cle)
    if others := found[_MOST_TOLD:]:
        finding = ACTE_RETOUCHE.finding(
            phrase(
                "{titre} : le fichier Word {nom} diffère de l'acte en {n} autres endroits.",
                titre=_title(others[0]),
                nom=others[0].fichier,
                n=len(others),
            ),
            whole,
            hint=phrase("Réglez d'abord les différences qui précèdent."),
            point=others[0].point,
            severity=Severity.WARNING if others[0].projet else None,
        )
        yield replace(finding, controle=_name("".join(each.cle for each in others)))


def _title(each: Retouche) -> str:
    return each.titre[:1].upper() + each.titre[1:]


_SAYS = {
    Provenance.SEANCE: "la séance",
    Provenance.FICHIER: "le fichier {fichier}",
    Provenance.TEXTE: "le texte joint {fichier}",
    Provenance.MODELE: "le modèle",
    Provenance.CALCUL: "actgen, qui le compte ou le tire des fiches,",
}


def _message(each: Retouche) -> str:
    titre, gap = _title(each), each.difference
    if each.illisible:
        return phrase(
            "{titre} : le fichier Word {nom} a été modifié depuis qu'actgen l'a écrit, et ses mots n'ont pas "
            "pu être comparés à ceux de l'acte.",
            titre=titre,
            nom=each.fichier,
        )
    avant, apres = shorten(gap.avant, _EXCERPT), shorten(gap.apres, _EXCERPT)
    suivie = phrase(", modifications suivies acceptées") if each.suivie else ""
    match gap.sorte:
        case Sorte.AJOUT:
            said = phrase("le Word ajoute « {apres} », que l'acte ne dit pas", apres=apres)
        case Sorte.RETRAIT:
            said = phrase("le Word retire « {avant} »", avant=avant)
        case Sorte.DEPLACEMENT:
            said = phrase("le Word déplace « {avant} »", avant=avant)
        case _:
            source = _SAYS.get(each.provenance, "l’acte")
            qui = phrase(source, fichier=each.lieu.file if each.lieu is not None else "")
            said = phrase("le Word dit « {apres} », {qui} « {avant} »", apres=apres, qui=qui, avant=avant)
            if max(len(gap.avant), len(gap.apres)) <= _SHORT and normal(gap.ligne) != normal(gap.avant):
                said += phrase(", dans « {ligne} »", ligne=_around(gap))
    return phrase(
        "{titre} : {said} ({nom}{suivie}).", titre=titre, said=said, nom=each.fichier, suivie=suivie
    )


def _around(gap: Difference) -> str:
    """The words of its line on each side of what differs."""
    first = max(0, gap.debut - _EXCERPT // 3)
    first = gap.ligne.rfind(" ", 0, first) + 1 if first else 0
    shown = shorten(gap.ligne[first:], _EXCERPT)
    return f"… {shown}" if first else shown


_CHANGE = {
    Provenance.SEANCE: "Si le Word a raison, écrivez-le aussi dans la séance",
    Provenance.FICHIER: "Si le Word a raison, corrigez aussi ce fichier",
    Provenance.TEXTE: "Si le Word a raison, corrigez aussi ce texte",
    Provenance.MODELE: "Si le Word a raison, changez aussi le modèle de cet acte",
    Provenance.CALCUL: "Si le Word a raison, corrigez ce dont ce chiffre ou ce mot est tiré",
    Provenance.AUCUNE: "Si le Word a raison, écrivez-le aussi dans la séance",
}


def _hint(each: Retouche, aide: str, *, motive: bool) -> str:
    reason = phrase(
        " S'ils peuvent différer, écrivez un motif à « derogations » : code {code}, controle {cle}, puis "
        "motif.",
        code=ACTE_RETOUCHE.name,
        cle=each.cle,
    )
    reason = reason if motive else ""
    if each.illisible:
        first = phrase(
            "Enregistrez-le de nouveau dans Word, ou sortez-le du dossier pour que l'acte soit récrit."
        )
        return f"{first}{reason}"
    if aide:
        first = phrase("Le Word et l'acte ne disent plus la même chose : voyez lequel a été signé ou envoyé.")
        return f"{first} {aide}".rstrip() + reason
    change = _CHANGE[each.provenance]
    if not motive and each.provenance is Provenance.AUCUNE:
        change = "Si le Word a raison, corrigez aussi le dossier du groupement, ou le modèle"
    take = f" (actgen render --take {each.cle})" if each.offered or each.of_text else ""
    back = phrase("si l'acte a raison, sortez ce Word du dossier, il sera récrit")
    if each.projet:
        back = phrase(
            "l'acte définitif dit les mots de la séance ou du modèle, et non ceux de ce projet, à ôter du "
            "dossier une fois que c'est réglé"
        )
    return f"{phrase(change)}{take}\u202f; {back}.{reason}"
