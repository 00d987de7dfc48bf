"""Annexe 1 on its own, as at a day: the page of who would be party if all signed then."""

from __future__ import annotations

from datetime import date

from actgen.acts.outputs.html import render_html
from actgen.acts.tree.nodes import Block, Document, Heading, Part
from actgen.acts.views.families import text_of
from actgen.base.records import replace
from actgen.council.figures.groupements import etat
from actgen.group.dossier import Dossier
from actgen.session.cache import Cache
from actgen.session.compose import convention
from actgen.session.looks import look_of
from actgen.session.texts import Texts

ANNEXE = "annexe_1"


def annexe_1(lu: Dossier, jour: date, cache: Cache) -> str:
    """The page, in the words of the convention to be signed; empty where none can be made."""
    if lu.groupement is None:
        return ""
    groupement = replace(lu.groupement, annexe_1_arretee_au=jour)
    catalogue = cache.catalogue(lu.sources.apart(), ())
    acte = catalogue.get(text_of(groupement).acte)
    kind = catalogue.get(acte.annexe) if acte is not None and acte.annexe else None
    if kind is None:
        return ""
    texts = Texts(catalogue.for_group(groupement.nom), cache)
    made = convention(groupement, kind, texts, replace(etat(groupement, jour), a_signer=True), draft=False)
    part = next(
        (each for each in made.document.blocks if isinstance(each, Part) and each.name == ANNEXE), None
    )
    if part is None:
        return ""
    look, _ = look_of(groupement.coordonnateur.charte)
    page = Document(
        title="Annexe 1",
        blocks=tuple(_raised(block) for block in part.blocks),
        header=made.document.header,
        author=made.document.author,
    )
    return render_html(page, replace(look, letterhead=b"")).decode("utf-8")


def _raised(block: Block) -> Block:
    """Its title is that of the page."""
    return replace(block, level=block.level - 1) if isinstance(block, Heading) else block
