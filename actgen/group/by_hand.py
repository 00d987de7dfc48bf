"""Words corrected by hand in the Word files of a group's folders: what would say the old ones waits.

They are held against the same papers made again, as those of a session are (`session/retouches.py`). A member
whose own deliberation is another in Word than in its session is no party until it is settled: nobody knows
which of the two its council's mayor has signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from msgspec import Struct

from actgen.acts.outputs.formats import FORMATS
from actgen.acts.outputs.house.look import Order
from actgen.acts.tree.nodes import Document
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import EnvironmentFault
from actgen.base.records import replace
from actgen.base.text.differences import Difference, Sorte
from actgen.council.facts.groupement import EtatGroupement, Groupement
from actgen.reading.sources import Sources
from actgen.session.cache import Cache
from actgen.session.examination import Context, by_hand, prepare
from actgen.session.files import folder_of
from actgen.session.result import DEFAULT_OUT, Options
from actgen.session.retouches import Retouche, left_in_draft, retouches, told
from actgen.session.wording import corrected_in
from actgen.session.writing.names import COMMUNES, group_folder, is_draft

from .folders import FolderAct, FolderJob, RefusedPapers
from .seances import SeanceDuGroupe

_WORD = "docx"


def folder_of_group(groupement: Groupement, options: Options) -> Path:
    """Where everything of this group, or of its amendment, goes."""
    whole = (options.out or DEFAULT_OUT) / group_folder(groupement.nom_d_usage or groupement.nom)
    return whole if groupement.avenant is None else whole / f"avenant-{groupement.avenant.numero}"


def examined(
    seance: SeanceDuGroupe, sources: Sources, options: Options, cache: Cache, etat: EtatGroupement
) -> Context:
    """The acts of a member's session that its group makes: the deliberation on it, and its certificate."""
    numero = seance.point.point.numero
    only = (f"deliberation-{numero:02}", f"certificat-{numero:02}")
    place = sources.workspace / seance.figures.seance.fichier
    return prepare(place, replace(options, only=only), cache, complete=seance.completed, etat=etat)


def of_member(
    seance: SeanceDuGroupe,
    sources: Sources,
    options: Options,
    cache: Cache,
    etat: EtatGroupement,
    groupement: Groupement,
) -> tuple[Diagnostic, ...]:
    """What Word files say otherwise than a member's session: those of the group, and its own."""
    tenue, out = seance.figures.seance, options.out or DEFAULT_OUT
    try:
        ours = folder_of(tenue, folder_of_group(groupement, options) / COMMUNES)
        own = folder_of(tenue, out)
    except EnvironmentFault:  # who writes there is told so
        return ()
    acts = (f"deliberation-{seance.point.point.numero:02}", f"certificat-{seance.point.point.numero:02}")
    found: tuple[Diagnostic, ...] = ()
    if corrected_in(ours).keys() & set(acts):
        found += by_hand(examined(seance, sources, replace(options, out=None), cache, etat), options, ours)
    if corrected_in(own).keys() & set(acts):
        place = sources.workspace / tenue.fichier
        alone = prepare(place, replace(options, out=None, only=acts), cache, words=False)
        found += by_hand(alone, options, own)
    return tuple(dict.fromkeys(found))


class Held(Struct, frozen=True):
    """A folder without what was corrected in it, why, and what was corrected in a PROJET, which is written.

    `job` is None where an act is another in Word: nothing of the folder is written.
    """

    job: FolderJob | None
    refus: tuple[RefusedPapers, ...] = ()
    of_drafts: tuple[Diagnostic, ...] = ()


def held(job: FolderJob, context: Context, options: Options) -> Held:
    """The folder as it may be written beside the Word files that somebody has corrected there."""
    words = corrected_in(job.folder)
    there = [(acte, words[acte.key]) for acte in job.actes if acte.key in words]
    drafts = (_of_paper(acte, place, job.nom) for acte, place in there if is_draft(place.name))
    of_drafts = tuple(chain.from_iterable(drafts))
    of_acts = by_hand(context, options, job.folder) if words else ()
    if of_acts:
        return Held(None, (RefusedPapers(job.nom, of_acts),), of_drafts)
    known = {plan.key for plan in context.examination.plans}
    papers = [(acte, place) for acte, place in there if acte.key not in known and not is_draft(place.name)]
    found = {acte.stem: tuple(_of_paper(acte, place)) for acte, place in papers}
    refus = (RefusedPapers(f"{job.nom}, {stem}", each) for stem, each in found.items() if each)
    left = tuple(acte for acte in job.actes if not found.get(acte.stem))
    return Held(replace(job, actes=left), tuple(refus), of_drafts)


def _of_paper(acte: FolderAct, place: Path, whose: str = "") -> Iterator[Diagnostic]:
    """The same of a paper that no session tells: a letter, a sheet to sign, a copy of the convention.

    `whose`: the folder that has it, where what is told stands among others.
    """
    document, titre = acte.order.document, f"{whose}, {acte.stem}" if whose else acte.stem
    if document.projet and not is_draft(place.name):
        return iter(())  # it says less than it did: nothing of it is final any more
    paper = Retouche(acte.key, titre, place.name, None, Difference(Sorte.MOTS, "", ""), prenable=False)

    def make(document: Document) -> bytes:
        order: Order = replace(acte.order, document=document, forms=(_WORD,))
        return FORMATS[_WORD].make(order)

    found = retouches(paper, place, (document,), make)
    if is_draft(place.name) and not document.projet:
        found = left_in_draft(found)
    return told(found, None, motive=False)
