"""The files of the acts of a session once they are written, by what a town hall does with them.

What was changed since it was written (a signed scan, a Word file mended by hand) is told apart: its pages are
not counted, nor is it printed with the others.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from actgen.acts.outputs.formats import formats
from actgen.acts.views.plan import ActPlan, Due, without_line
from actgen.api.making import Workers
from actgen.api.session import Session
from actgen.api.wording import of_pages
from actgen.base.errors import UsageError
from actgen.base.records import replace
from actgen.base.text.grammar import compte
from actgen.base.text.messages import say
from actgen.council.facts.collectivite import ModePublicite
from actgen.council.facts.seance import EtatSeance
from actgen.council.facts.suites import ProcesVerbal
from actgen.council.figures.echeances import echeances
from actgen.council.figures.echeances_des_actes import Devoir
from actgen.council.figures.execution import ENVOYES
from actgen.council.figures.seance import FiguresSeance
from actgen.council.figures.suites import mode_publication
from actgen.council.kinds.manifest import Famille
from actgen.session.files import COPIE, folder_of, name_of
from actgen.session.render import Rendering
from actgen.session.result import DEFAULT_OUT
from actgen.session.tasks import Tache, taches
from actgen.session.writing.journal import Journal, read_journal
from actgen.session.writing.plan import Outcome


class Use(StrEnum):
    """What is done with a file; the values name the heaps, in the order to use them."""

    ENVOYER = "À envoyer avec la convocation"
    SIGNER = "À signer"
    ARRETER = "À arrêter à la prochaine séance, puis à signer"
    TRANSMETTRE = "À transmettre"
    AFFICHER = "À afficher"
    PUBLIE = "Déjà publiés, à garder"
    SIGNE = "Déjà signés, à garder au registre"
    GARDER = "Déjà transmis, à garder au registre"
    RELIRE = "Projets, à relire"
    BUREAU = "Pour le secrétariat"
    RETOUCHER = "Word, pour retoucher"
    SITE = "Pages pour le site internet"

    @property
    def printable(self) -> bool:
        """Whether its files are printed."""
        return self not in (Use.RETOUCHER, Use.SITE)


class Paper(Struct, frozen=True):
    """A file of an act. `ours`: it is as it was written; then `pages` tells how many a PDF has."""

    place: Path
    form: str
    titre: str
    objet: str
    consigne: str
    ours: bool
    pages: int


class Pile(Struct, frozen=True):
    """The files of one use; `titre` names it, as this session publishes its acts."""

    use: Use
    titre: str
    papers: tuple[Paper, ...]
    votees: bool

    @property
    def consigne(self) -> str:
        """What to do with them, where it is the same for all."""
        (first, *others) = {each.consigne for each in self.papers}
        return "" if others else first

    @property
    def told(self) -> str:
        """« 8 délibérations, 16 pages »."""
        noun = "délibération" if self.votees else "acte" if self.use.printable else "fichier"
        number = compte(len(self.papers), noun)
        pages = sum(each.pages for each in self.papers)
        return f"{number}, {compte(pages, 'page')}" if pages else number


class Foreseen(Struct, frozen=True):
    """What would become of the acts: how many would be written, which are refused and which wait, and why."""

    acts: int
    refused: tuple[tuple[str, tuple[str, ...]], ...]
    waiting: tuple[tuple[str, str], ...]


class Told(Struct, frozen=True):
    """What became of the acts: how many files are new, which were kept as they were, and why.

    `fault`: what kept some of them from being made.
    """

    new: int
    kept: tuple[tuple[str, str], ...]
    fault: str


def folder(session: Session) -> Path | None:
    """The folder of the acts of a session; None for one that can't be read. Raises EnvironmentFault."""
    seance = session.seance
    return folder_of(seance, session.workspace.root / DEFAULT_OUT) if seance is not None else None


def piles(session: Session) -> tuple[Pile, ...]:
    """The files that are there, by use; none before they are written. Raises EnvironmentFault."""
    found: dict[Use, list[tuple[ActPlan, Paper]]] = {}
    for plan, each in _papers(session):
        uses = tuple(_uses(session, plan, each.form))
        for use in uses:
            then = use is Use.TRANSMETTRE and Use.SIGNER in uses and plan.geste
            found.setdefault(use, []).append((plan, replace(each, consigne=_SENT) if then else each))
    return tuple(
        Pile(
            use,
            _titles(session).get(use, use.value),
            tuple(each for _, each in found[use]),
            all(plan.kind.famille.traits.est_votee for plan, _ in found[use]),
        )
        for use in Use
        if use in found
    )


def _titles(session: Session) -> dict[Use, str]:
    """The uses that have another name by the way in which the session publishes its acts."""
    if _online(session):
        return {Use.AFFICHER: "À afficher et à mettre en ligne"}
    return {Use.SITE: "Pages à ouvrir dans un navigateur"}


def _online(session: Session) -> bool:
    """Whether its acts are published on line."""
    figures = session.figures
    if figures is None or not figures.points:
        return False
    suites = (figures.suites_de(each) for each in figures.points)
    return ModePublicite.ELECTRONIQUE in {mode_publication(figures, each) for each in suites}


def printed(session: Session, use: Use) -> bytes:
    """The PDF of a use in one, each act beginning a sheet. Raises UsageError where there is none."""
    import pikepdf  # of no use to a check

    pile = next((each for each in piles(session) if each.use is use and use.printable), None)
    places = [each.place for each in pile.papers if each.ours] if pile is not None else []
    if not places:
        raise UsageError(say("Il n’y a rien à imprimer : écrivez d’abord les actes."))
    whole, file = pikepdf.Pdf.new(), io.BytesIO()
    with ExitStack() as opened:  # what is taken from a file is read when the whole is saved
        for place in places:
            if len(whole.pages) % 2:
                whole.add_blank_page(page_size=_A4)
            act = opened.enter_context(pikepdf.open(io.BytesIO(place.read_bytes())))
            whole.add_pages_from(act, forms="strip", outlines="ignore")
        whole.save(file)
    return file.getvalue()


_SENT = "à transmettre au contrôle de légalité, une fois la signature faite"
_A4 = (595, 842)  # points
_CRASHED = say("Un contrôle d’actgen s’est arrêté sur une erreur qui est la sienne : aucun acte n’est écrit.")


def outdated(session: Session) -> bool:
    """Whether a file that the acts were made from has changed since. Raises EnvironmentFault."""
    place = folder(session)
    then = read_journal(place).sources if place is not None else {}
    now = dict(session._context.sources.log)
    return any(name in now and now[name] != digest for name, digest in then.items())


def foreseen(session: Session) -> Foreseen:
    """What would become of the acts of a session, were they written now."""
    tasks = taches(session.acts, session.name)
    return Foreseen(
        sum(plan.document is not None for plan in session.acts),
        tuple(_refused(session, each) for each in tasks if each.due is Due.REFUSED),
        tuple((each.titre, of_pages(without_line(each.quoi))) for each in tasks if each.due is Due.NOT_YET),
    )


def write(session: Session, makers: Workers) -> Told:
    """Write the acts that are due, as `Session.render` does, into `output` of their workspace.

    Raises EnvironmentFault when the folder can't be written.
    """
    return _told(session.render(session.workspace.root / DEFAULT_OUT, workers=makers))


def _told(rendering: Rendering) -> Told:
    kept = (Outcome.KEPT, Outcome.NOT_REWRITTEN)
    return Told(
        sum(each.outcome is Outcome.WRITTEN for each in rendering.written),
        tuple((each.name, each.phrase) for each in rendering.written if each.outcome in kept),
        str(rendering.fault or ("" if not rendering.examination.crashes else _CRASHED)),
    )


def _refused(session: Session, task: Tache) -> tuple[str, tuple[str, ...]]:
    reasons = (session.wording(each).message for plan in task.plans for each in plan.refus)
    return task.titre, tuple(dict.fromkeys(reasons))


# which files there are


def _papers(session: Session) -> Iterator[tuple[ActPlan, Paper]]:
    place = folder(session)
    if place is None:
        return
    journal, titles = read_journal(place), {plan.key: plan.titre for plan in session.acts}
    for form in formats():
        for plan in session.acts:
            name = name_of(plan, form)
            if plan.document is None or name not in journal.files or not (place / name).is_file():
                continue
            yield plan, _paper(plan, form, place / name, journal, titles)


def _paper(plan: ActPlan, form: str, place: Path, journal: Journal, titles: Mapping[str, str]) -> Paper:
    content = place.read_bytes()
    digest = sha256(content).hexdigest()
    ours = digest == journal.files[place.name].fingerprint.sha256
    assert plan.document is not None, "only composed acts have files"
    objet = plan.document.subject if plan.document.subject != plan.document.title else ""
    if objet and plan.kind.famille.traits.du_groupe:  # « convention pour l’achat de papier »
        objet = f"pour {objet}"
    return Paper(
        place,
        form,
        f"{titles[plan.copie_de]}, copie à publier" if plan.copie_de in titles else plan.titre,
        objet,
        plan.consigne,
        ours,
        _pages(digest, place) if ours and form == "pdf" else 0,
    )


@lru_cache(maxsize=2_000)
def _pages(digest: str, place: Path) -> int:
    """The pages of a PDF that was written here; `digest` tells one version of a file from another."""
    import pikepdf  # of no use to a check

    with pikepdf.open(io.BytesIO(place.read_bytes())) as pdf:  # its path may be no UTF-8
        return len(pdf.pages)


def _uses(session: Session, plan: ActPlan, form: str) -> Iterable[Use]:
    """What is done with the file of an act: one that is signed may be sent, too."""
    famille, published = plan.kind.famille, plan.copie == COPIE or plan.kind.famille is Famille.LISTE
    if form == "docx":
        return (Use.RETOUCHER,)
    if form != "pdf":
        return (Use.SITE,) if published else ()
    if not famille.traits.est_acte:
        return (Use.BUREAU,)
    if famille is Famille.AVANT_SEANCE:
        return (Use.SIGNER if plan.kind.code == "feuille_de_presence" else Use.ENVOYER,)
    if plan.projet or session.figures is None or session.figures.etat is EtatSeance.A_TENIR:
        return (Use.RELIRE,)
    if published:
        return (Use.PUBLIE if _is_published(session.figures, plan) else Use.AFFICHER,)
    if famille is Famille.PROCES_VERBAL:
        return (_of_minutes(session.figures.seance.proces_verbal),)
    if plan.stade in ENVOYES and famille.traits.est_votee:
        return (Use.GARDER,)
    if not famille.traits.est_votee or plan.point is None:
        return (Use.SIGNER,)
    point = session.figures.point(plan.point)
    signed = session.figures.suites_de(point).deliberation_signee_le is not None
    if not point.transmissible:
        return (Use.SIGNE if signed else Use.SIGNER,)
    return (Use.TRANSMETTRE,) if signed else (Use.SIGNER, Use.TRANSMETTRE)


def _of_minutes(told: ProcesVerbal) -> Use:
    """They are signed once adopted, and before they are published (CGCT, art. L. 2121-15)."""
    if told.arrete_le is None:
        return Use.ARRETER
    return Use.SIGNER if told.publie_le is None else Use.SIGNE


def _is_published(figures: FiguresSeance, plan: ActPlan) -> bool:
    """Whether the day is told on which that copy was published; of a list, by each way that is due."""
    if plan.point is not None:
        return figures.suites_de(figures.point(plan.point)).publiee_le is not None
    if plan.kind.famille is Famille.PROCES_VERBAL:
        return figures.seance.proces_verbal.publie_le is not None
    asked = (each for each in echeances(figures) if each.devoir in _SHOWN and not each.conseille)
    return all(each.fait_le is not None for each in asked)


_SHOWN = (Devoir.LISTE, Devoir.LISTE_EN_LIGNE)
