"""The extract of the register: the words of the original, on request, certified by the mayor alone.

It is made from the tree of the original, as the copy to be published is, so that the two can't differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from actgen.acts.tree.nodes import Block, Document, Heading
from actgen.acts.views.extrait import vue_extrait
from actgen.acts.views.plan import ActPlan, Due
from actgen.base.records import replace
from actgen.base.text.keys import cle
from actgen.council.figures.seance import FiguresPoint
from actgen.council.kinds.manifest import Kind
from actgen.session.files import EXTRAIT
from actgen.session.publication import Publication, plan_of_copy, signature_places, with_signed

if TYPE_CHECKING:
    from actgen.session.planner import Planner

_CONSIGNE = "à dater et à faire signer, pour qui demande une copie"


def extracts_of(planner: Planner, acte: ActPlan, point: FiguresPoint) -> Iterator[ActPlan]:
    """The extract of a deliberation that was voted, when it is asked for by name."""
    numero = point.point.numero
    key = f"{EXTRAIT}-{numero:02}"
    if not {cle(EXTRAIT), cle(key)} & set(map(cle, planner.only)):
        return
    plan = plan_of_copy(acte, EXTRAIT, key, f"extrait {numero}", "la délibération")
    document = acte.document
    if plan.due is not Due.WRITTEN or document is None:
        yield plan
    elif any(not place.name for place in signature_places(document)):
        yield planner.not_yet(plan, "il manque le nom d’un signataire de l’original")
    else:
        publication = Publication(planner.composer, point.point.groupement)
        compose = partial(_extract, publication, document, acte.kind, point)
        yield planner.copied(replace(plan, consigne=_CONSIGNE), compose)


def _extract(publication: Publication, document: Document, kind: Kind, point: FiguresPoint) -> Document:
    occultation = publication.hide_private(document, kind)
    copie = occultation.document
    vue = vue_extrait(
        publication.composer.figures,
        point,
        signature_places(copie),
        occulte=publication.hides_private(occultation),
    )
    debut = publication.texts.clause(kind, "debut_extrait", vue)
    fin = publication.texts.clause(kind, "fin_extrait", vue)
    return replace(
        copie,
        title=f"Extrait du registre, {copie.title[:1].lower()}{copie.title[1:]}",
        blocks=with_signed(_retitled(copie.blocks, debut), fin),
    )


def _retitled(blocks: tuple[Block, ...], debut: tuple[Block, ...]) -> tuple[Block, ...]:
    """Under the title of an extract: a document has one title."""
    rank = next(at for at, each in enumerate(blocks) if isinstance(each, Heading) and each.level == 1)
    return (*blocks[:rank], *debut, *blocks[rank + 1 :])
