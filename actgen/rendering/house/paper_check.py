"""What a letterhead has that the PDF and the page could not take over, or not tell of."""

from __future__ import annotations

from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.part import XmlPart

from actgen.diagnostics import Diagnostic, Location, Mender
from actgen.rendering.docx.check import TAGS
from actgen.rendering.docx.drawn import drawn_words
from actgen.rendering.docx.filling import fill
from actgen.rendering.house import codes
from actgen.rendering.house.paper import Paper, Words, lines
from actgen.rendering.house.paper_pictures import Trouble
from actgen.rendering.house.paper_reading import PaperReader
from actgen.text.messages import say
from actgen.text.printable import missing_characters

NARROWEST_LINE = 100.0  # millimetres
_PAPER = 210.0


def check_paper(content: bytes, file: str, *, filled: bool = True) -> tuple[Diagnostic, ...]:
    """Findings on a letterhead that `check_letterhead` accepts; none of them keeps it from being used.

    One whose tags are wrong can't be filled: it is read as it is written.
    """
    document = fill(content, dict.fromkeys(TAGS, "")) if filled else docx.Document(BytesIO(content))
    reader = PaperReader(document)
    paper = reader.paper()
    found = [_of_trouble(trouble, Location(file, part=where)) for where, trouble in reader.troubles]
    found += _of_watermarks(document, Location(file))
    for where, blocks in (("en-tête", paper.head), ("pied de page", paper.foot), ("corps", paper.end)):
        found += _of_characters(blocks, Location(file, part=where))
    found += _of_width(paper, Location(file))
    return tuple(dict.fromkeys(found))


def _of_trouble(trouble: Trouble, place: Location) -> Diagnostic:
    if trouble.lost:
        return codes.ENTETE_REPRISE.finding(
            say("Le PDF et la page n'auront pas « {nom} », du papier à en-tête.", nom=trouble.what),
            place,
            hint=say(
                "Remplacez-le dans Word par une image PNG ou JPEG (clic droit, Enregistrer en tant qu'image, "
                "puis Insertion, Images)."
            ),
            mender=Mender.SECRETAIRE,
        )
    return codes.ENTETE_IMAGE.finding(
        say("L'image « {nom} » du papier à en-tête n'a pas de texte de remplacement.", nom=trouble.what),
        place,
        hint=say("Dans Word : clic droit sur l'image, Texte de remplacement ; écrivez ce qu'elle montre."),
        mender=Mender.SECRETAIRE,
    )


def _of_watermarks(document: WordDocument, place: Location) -> list[Diagnostic]:
    parts = (part for part in document.part.package.iter_parts() if isinstance(part, XmlPart))
    return [
        codes.ENTETE_REPRISE.finding(
            say("Le PDF et la page n'auront pas le filigrane « {mots} » du papier à en-tête.", mots=drawn),
            place,
            hint=say(
                "actgen imprime lui-même PROJET sur un projet d'acte ; un autre mot s'écrit dans l'en-tête. "
                "Ôtez ce filigrane dans Word (onglet Création, Filigrane, Supprimer le filigrane)."
            ),
            mender=Mender.SECRETAIRE,
        )
        for part in parts
        if (drawn := drawn_words(part.element))
    ]


def _of_characters(blocks: tuple[object, ...], place: Location) -> list[Diagnostic]:
    written = "".join(
        piece.text
        for line in lines(blocks)  # type: ignore[arg-type]
        for piece in line.pieces
        if isinstance(piece, Words)
    )
    missing = sorted(missing_characters(written))
    if not missing:
        return []
    return [
        codes.ENTETE_REPRISE.finding(
            say("Le PDF n'aura pas les signes « {signes} » du papier à en-tête.", signes=" ".join(missing)),
            place,
            hint=say("Écrivez un mot à leur place, par exemple « Tél. » ou « Courriel »."),
            mender=Mender.SECRETAIRE,
        )
    ]


def _of_width(paper: Paper, place: Location) -> list[Diagnostic]:
    width = _PAPER - paper.left - paper.right
    if width >= NARROWEST_LINE:
        return []
    return [
        codes.ENTETE_MARGES.finding(
            say(
                "Les marges du papier à en-tête ne laissent que {largeur} cm au texte.",
                largeur=f"{max(width, 0) / 10:.1f}".replace(".", ","),
            ),
            place,
            hint=say("Réduisez-les dans Word (Mise en page, Marges) : il faut au moins 10 cm."),
            mender=Mender.SECRETAIRE,
        )
    ]
