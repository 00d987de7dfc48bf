"""What a list of sessions tells of each, and what is always in sight of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from actgen.acts.views.votes import sort_de_la_deliberation
from actgen.api.report.reading_back import heading
from actgen.api.session import Session
from actgen.base.diagnostics import Mender, Severity
from actgen.base.errors import EnvironmentFault
from actgen.base.records import replace
from actgen.base.text.dates import date_longue
from actgen.base.text.keys import cle, radicaux
from actgen.base.text.lists import enumeration
from actgen.council.facts.annee import Annee
from actgen.council.facts.personne import Membre
from actgen.council.facts.point import Point
from actgen.council.facts.seance import Seance
from actgen.council.figures.actes import dit_par_les_autres, numero
from actgen.council.figures.avancement import AVANT_LA_SEANCE, Avancement, notee_d_avance
from actgen.council.figures.echeances import echeances
from actgen.council.figures.echeances_des_actes import Echeance
from actgen.council.figures.seance import FiguresSeance
from actgen.reading.scalars.dates import typed_dates
from actgen.reading.sources import Basis, Sources, is_received
from actgen.session.files import folder_of
from actgen.session.load import receipts_around
from actgen.session.receipts import Around
from actgen.session.retouches import state_of_words

if TYPE_CHECKING:  # which loads this module when a list is asked for
    from actgen.api.workspace import Workspace


class Affaire(Struct, frozen=True):
    """An item of a session: its number there, what it is about, the number of the act that it makes.

    `dits`: what is decided and for whom, as typed; `sort`: « adoptée », « rejetée », empty before the vote.
    """

    point: int
    objet: str
    numero: str
    dits: str = ""
    sort: str = ""

    def rank(self, words: Set[str]) -> int | None:
        """Where all these words are by their stems: 0 in its object, then 1 with the rest; None nowhere."""
        texts = (self.objet, f"{self.numero} {self.objet} {self.dits}")
        return next((rank for rank, said in enumerate(map(radicaux, texts)) if _all_in(words, said)), None)


def _all_in(words: Iterable[str], said: Sequence[str]) -> bool:
    return all(any(each.startswith(word) for each in said) for word in words)


class Overview(Struct, frozen=True):
    """A session in a few words, be it one that can't be read: then it has no day and no stage.

    `a_corriger`: errors, but for those `ailleurs`, that a coordinator alone can mend. `echeances`: its
    calendar. `premiere_seance`: the day of the session without quorum that this one takes up. `conseil`: the
    file that tells who sits. `retouches`: the acts whose Word file, corrected by hand, says something else.
    `en_trop`: files, corrected by hand, signed or sent, of acts that it gives no more.
    `recue`: it came from a member of a group, whose duties are no line of this calendar.
    """

    name: str
    titre: str
    jour: date | None
    collectivite: str
    stage: Avancement | None
    a_corriger: int
    ailleurs: int
    manques: tuple[str, ...]
    a_completer: int
    prochaine: Echeance | None
    echeances: tuple[Echeance, ...]
    premiere_seance: date | None
    affaires: tuple[Affaire, ...] = ()
    conseil: str = ""
    retouches: str = ""
    en_trop: str = ""
    recue: bool = False

    @property
    def held(self) -> bool:
        """Whether its roll was called: who sat that day is told by its acts."""
        return self.stage is not None and self.stage not in AVANT_LA_SEANCE

    def early(self, au: date) -> bool:
        """Whether it is told as held although, that day, its day has not come."""
        return notee_d_avance(self.stage, self.jour, au)


def overview_of(session: Session) -> Overview:
    """The same of one session, with the findings that its options ask for."""
    figures = session.figures
    errors = [each for each in session.findings if each.severity is Severity.ERROR]
    elsewhere = sum(each.mender is Mender.COORDONNATEUR for each in errors)
    lieu = figures.seance.collectivite.lieu if figures is not None else None
    seconde = figures.seance.convocation.seconde if figures is not None else None
    recue = is_received(session.name)
    return Overview(
        name=session.name,
        titre=heading(figures)[0] if figures is not None else session.name.rpartition("/")[2],
        jour=figures.seance.date if figures is not None else None,
        collectivite=figures.seance.collectivite.nom if figures is not None else "",
        stage=session.stage,
        a_corriger=len(errors) - elsewhere,
        ailleurs=elsewhere,
        manques=session.missing,
        a_completer=len(session.lacking),
        prochaine=None if recue else session.next_duty,
        echeances=() if figures is None or recue else echeances(figures),
        premiere_seance=seconde.premiere_seance if seconde is not None else None,
        affaires=_affaires(figures) if figures is not None else (),
        conseil=lieu.file if lieu is not None else "",
        retouches=enumeration(dict.fromkeys(each.titre for each in session.to_settle)),
        en_trop=enumeration(each.nom for each in session.left_over),
        recue=recue,
    )


def _affaires(figures: FiguresSeance) -> tuple[Affaire, ...]:
    return tuple(
        Affaire(
            each.point.numero,
            each.objet,
            numero(figures.seance, each.point),
            " ".join(_typed(each.point)),
            sort_de_la_deliberation(each) if each.resultat is not None else "",
        )
        for each in figures.points
    )


def _typed(point: Point) -> Iterator[str]:
    """What is decided, and the words and people that the fields of the act name."""
    yield from point.decisions
    for ecrit in point.champs.values():
        plusieurs = ecrit.valeur if isinstance(ecrit.valeur, tuple) else (ecrit.valeur,)
        cellules = (cellule for ligne in ecrit.lignes for cellule in ligne.valeurs.values())
        for each in (*plusieurs, *cellules):
            if isinstance(each, Membre):
                yield each.nom_complet
            elif isinstance(each, str):
                yield each


def found(sessions: Iterable[Overview], words: str) -> tuple[tuple[Overview, Affaire], ...]:
    """The items that say all these words: first those whose object does, then the newest.

    The number of an act, whole, is that act alone.
    """
    wanted = set(radicaux(words)) - {""}
    told = [(each, affaire) for each in sessions for affaire in each.affaires]
    told.sort(key=lambda each: each[0].jour or date.min, reverse=True)
    if ours := [each for each in told if each[1].numero and cle(each[1].numero) == cle(words)]:
        return tuple(ours)
    ranked = ((affaire.rank(wanted) if wanted else None, (each, affaire)) for each, affaire in told)
    kept = [(rank, each) for rank, each in ranked if rank is not None]
    return tuple(each for _, each in sorted(kept, key=lambda each: each[0]))


def _folder(seance: Seance, out: Path) -> Path | None:
    """That of its acts; None where journals of its day can't be read: who writes there is told so."""
    try:
        return folder_of(seance, out)
    except EnvironmentFault:
        return None


def sessions_found(sessions: Iterable[Overview], words: str) -> tuple[Overview, ...]:
    """The sessions that these words tell, the newest first: by day (« mars 2025 », « 14/11 »), by body."""
    known, wanted = tuple(sessions), set(radicaux(words)) - {""}
    years = {each.jour.year for each in known if each.jour is not None}
    days = {each for each in typed_dates(words, *years) if isinstance(each, date)}
    told = (each.jour in days if days else _all_in(wanted, radicaux(_heading(each))) for each in known)
    found = [each for each, is_told in zip(known, told, strict=True) if is_told and wanted]
    return tuple(sorted(found, key=lambda each: each.jour or date.max, reverse=True))


def _heading(each: Overview) -> str:
    jour = each.jour
    return f"{each.titre} {date_longue(jour) if jour is not None else ''} {each.stage or ''}"


class _Heard(Struct, frozen=True):
    """What the other sessions and the receipts beside it tell a session."""

    others: tuple[object, ...]
    receipts: Around


class _Kept(Struct, frozen=True):
    """What was told of a session, and all that it was told from.

    `seance`: without the year of the others, told anew when it is asked for; None, with what was `heard`, of
    a session that can't be read: `basis` then is everything. `words`: those of the `folders`
    of its acts, be they of another day.
    """

    overview: Overview
    basis: Basis
    seance: Seance | None
    heard: _Heard | None
    folders: tuple[Path, ...] = ()
    words: tuple[tuple[tuple[str, int, int], ...], ...] = ()

    @property
    def words_changed(self) -> bool:
        """Whether a Word file of its acts was saved since."""
        return self.words != _words_in(self.folders)


def _words_in(folders: Iterable[Path]) -> tuple[tuple[tuple[str, int, int], ...], ...]:
    return tuple(map(state_of_words, folders))


class Overviews(Struct):
    """The overviews of a workspace: each is made again once something that it depends on has changed.

    These are the files that it was made from, what the other sessions tell it (the numbers of acts, the
    minutes that they adopted) and the receipts beside it; never the day, which is asked for by whoever shows
    a list.
    """

    workspace: Workspace
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _heard: set[str] = field(default_factory=set)  # those that nothing was told since

    def forget(self, changed: Set[Path]) -> None:
        """These files came, went or changed."""
        self._kept = {name: kept for name, kept in self._kept.items() if not kept.basis.is_touched(changed)}
        self._heard.clear()

    def of(self, names: Sequence[str], enough: Callable[[], bool]) -> tuple[Overview, ...]:
        """Those of these sessions, in this order: once it is `enough`, only those that are known.

        Each time at least one more is read, the newest first.
        """
        told: dict[str, _Kept] = {}
        read = False
        for name in self._newest_first(names):
            kept = self._kept.get(name)
            if kept is None or kept.words_changed or not self._still_holds(name, kept):
                if read and enough():
                    continue
                kept, read = self._read(name), True
            told[name] = kept
        self._kept, self._heard = told, set(told)
        return tuple(told[name].overview for name in names if name in told)

    def _newest_first(self, names: Sequence[str]) -> list[str]:
        days = self.workspace._cache.annees.days_by_file(Sources(self.workspace.root))
        return sorted(names, key=lambda name: days.get(name, date.max), reverse=True)

    def _still_holds(self, name: str, kept: _Kept) -> bool:
        return name in self._heard or kept.heard == self._hears(name, kept.seance)

    def _read(self, name: str) -> _Kept:
        session = self.workspace.session(name).outline()
        overview, seance = overview_of(session), session.examination.seance
        basis = session._context.sources.basis
        if seance is None:
            return _Kept(overview, replace(basis, everything=True), None, None)
        folder = _folder(seance, session.out)
        seance = replace(seance, annee=Annee(seance.annee.corps))
        heard = self._hears(name, seance)
        others = (each.folder for each in session.examination.surplus)
        folders = tuple(dict.fromkeys(filter(None, (folder, *others))))
        return _Kept(overview, basis, seance, heard, folders, _words_in(folders))

    def _hears(self, name: str, seance: Seance | None) -> _Heard | None:
        if seance is None:
            return None
        cache, sources = self.workspace._cache, Sources(self.workspace.root)
        seance = replace(seance, annee=cache.annees.again(sources, seance))
        folder = (self.workspace.root / name).parent
        near = receipts_around(seance, folder, sources, cache.files, cache.annees)
        return _Heard(dit_par_les_autres(seance), near)
