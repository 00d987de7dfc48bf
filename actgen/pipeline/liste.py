"""The list of deliberations, or the account that came before it: private data hidden from the start."""

from __future__ import annotations

from dataclasses import replace

from actgen.document.nodes import Document
from actgen.kinds.manifest import Kind
from actgen.text.dates import date_longue
from actgen.views.builders.liste import vue_liste

from .compose import Composer
from .publication import Publication


def liste(composer: Composer, kind: Kind) -> Document:
    """It is made to be posted: there is no whole copy of it, the minutes and the register are whole."""
    title = f"{kind.titre}, séance du {date_longue(composer.seance.date, jour=False)}"
    document = composer.document(
        composer.texts.body(kind, vue_liste(composer.figures, composer.catalogue)),
        kind,
        title=title,
        header=composer.header(),
        subject=title,
    )
    publication = Publication(composer)
    occultation = publication.occulte(document, kind)
    if not publication.prive(occultation):
        return occultation.document
    mention = publication.mention(kind)
    return replace(occultation.document, blocks=(*occultation.document.blocks, *mention))
