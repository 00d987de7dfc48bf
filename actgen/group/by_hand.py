"""Words corrected by hand in the Word files of a group's folders: what would say the old ones waits.

They are held against the same papers made again, as those of a session are (`session/retouches.py`). A member
whose own deliberation is another in Word than in its session is no party until it is settled: nobody knows
which of the two its council's mayor has signed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from actgen.diagnostics import Diagnostic
from actgen.document.nodes import Document
from actgen.errors import EnvironmentFault
from actgen.facts.groupement import EtatGroupement, Groupement
from actgen.outputs.formats import FORMATS
from actgen.outputs.house.look import Order
from actgen.records import replace
from actgen.session.cache import Cache
from actgen.session.examination import Context, by_hand, prepare
from actgen.session.files import folder_of
from actgen.session.result import DEFAULT_OUT, Options
from actgen.session.retouches import Retouche, retouches, told
from actgen.session.wording import corrected_in
from actgen.sources import Sources
from actgen.text.differences import Difference, Sorte
from actgen.writing.names import group_folder, is_draft

from .folders import FolderAct, FolderJob, RefusedPapers
from .seances import SeanceDuGroupe

COMMUNES = "communes"
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


def held(
    job: FolderJob, context: Context, options: Options
) -> tuple[FolderJob | None, tuple[RefusedPapers, ...]]:
    """A folder without what was corrected in it, and why; none of it where an act is another in Word."""
    words = corrected_in(job.folder)
    if not words:
        return job, ()
    of_acts = by_hand(context, options, job.folder)
    if of_acts:
        return None, (RefusedPapers(job.nom, of_acts),)
    known = {plan.key for plan in context.examination.plans}
    papers = [acte for acte in job.actes if acte.key in words and acte.key not in known]
    found = {acte.key: tuple(_of_paper(acte, words[acte.key])) for acte in papers}
    refus = (RefusedPapers(f"{job.nom}, {acte.stem}", found[acte.key]) for acte in papers if found[acte.key])
    left = tuple(acte for acte in job.actes if not found.get(acte.key))
    return replace(job, actes=left), tuple(refus)


def _of_paper(acte: FolderAct, place: Path) -> Iterator[Diagnostic]:
    """The same of a paper that no session tells: a letter, a sheet to sign, a copy of the convention."""
    if acte.order.document.projet or is_draft(place.name):
        return iter(())
    whose = Retouche(acte.key, acte.stem, place.name, None, Difference(Sorte.MOTS, "", ""), prenable=False)

    def make(document: Document) -> bytes:
        order: Order = replace(acte.order, document=document, forms=(_WORD,))
        return FORMATS[_WORD].make(order)

    return told(retouches(whose, place, (acte.order.document,), make), None, motive=False)
