"""What is to be done after a session, one thing to tick a row: acts and duties of the calendar joined.

An act and the duty that it answers are told once, by the words of the act and the date of the duty. The day
of the run is not known: what is done is what the file says to be done.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from actgen.acts.tree.inline import Lacune
from actgen.acts.views.plan import ActPlan, Due
from actgen.base.records import replace
from actgen.base.text.dates import date_longue
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration
from actgen.council.facts.seance import EtatSeance
from actgen.council.figures.echeances import echeances
from actgen.council.figures.echeances_des_actes import Borne, Devoir, Echeance, chef
from actgen.council.figures.seance import FiguresSeance
from actgen.council.kinds.manifest import Famille
from actgen.session.files import COPIE, EXTRAIT
from actgen.session.tasks import Tache, ranges

_SANS_ATTENDRE = "Sans attendre"
_MOMENTS: dict[Devoir, tuple[int, str]] = {
    Devoir.NOTIFICATION: (2, "Une fois transmise et publiée"),
    Devoir.ARRET: (3, "À la prochaine séance"),
    Devoir.NOUVEAU_VOTE: (3, "À la prochaine séance"),
    Devoir.INFORMATION_CONVOCATION: (1, "Avec la convocation"),
    Devoir.INFORMATION_PROCES_VERBAL: (4, "Après l’arrêt du procès-verbal"),
}
"""When a duty without a date comes, and in what order; any other comes at once."""

_BORNES = {
    Borne.AU_PLUS_TARD: "Au plus tard le",
    Borne.AU_PLUS_TOT: "Pas avant le",
    Borne.JUSQU_AU: "Jusqu’au",
}
_OF_ITEMS = frozenset((Devoir.TRANSMISSION, Devoir.NOTIFICATION, Devoir.AFFICHAGE_ELECTION))
"""Duties that are done with the deliberations themselves, that have their own row."""

_BUREAU, _COORDONNATEUR = "secrétariat", "coordonnateur"
_FEW = 3


class Geste(Struct, frozen=True):
    """One thing to tick: when, what, who, with which acts; `fait_le` once it is done.

    `plans` are the acts whose files it takes, `echeances` the duties that it settles.
    """

    quand: str
    quoi: str
    qui: str
    le: date | None = None
    rang: int = 1
    fait_le: date | None = None
    article: str = ""
    fichiers: str = ""
    plans: tuple[ActPlan, ...] = ()
    echeances: tuple[Echeance, ...] = ()


def gestes(figures: FiguresSeance, plans: Iterable[ActPlan]) -> tuple[Geste, ...]:
    """Everything that is to be done or was: what has a date first, the nearest on top."""
    written = tuple(each for each in plans if each.kind.famille.traits.est_acte and each.due is Due.WRITTEN)
    calendar = tuple(_told(figures))
    dues = tuple(_due(figures, duty, written) for duty in calendar)
    told = {
        plan.key
        for geste in dues
        if geste.echeances[0].devoir not in _OF_ITEMS
        for plan in geste.plans
        if not (geste.fait_le and plan.geste)  # sent, and not posted yet
    }
    own = _own(figures, tuple(each for each in written if each.key not in told))
    rows = (*_blanks(figures, written), *own, *dues)
    return tuple(sorted(rows, key=lambda each: (each.le or date.max, each.rang)))


def _told(figures: FiguresSeance) -> Iterator[Echeance]:
    """The duties of the sheet: minutes that are not adopted are one thing to do, with what follows.

    So is a list that is neither posted nor online.
    """
    calendar = echeances(figures)
    a_montrer = any(each.devoir is Devoir.LISTE and each.fait_le is None for each in calendar)
    a_arreter = any(each.devoir is Devoir.ARRET and each.fait_le is None for each in calendar)
    for each in calendar:
        absorbed = (
            (a_arreter and each.devoir is Devoir.PROCES_VERBAL)
            or (a_montrer and each.devoir is Devoir.LISTE_EN_LIGNE and each.fait_le is None)
            # told by the copy that is not on line yet
            or (each.devoir is Devoir.EN_LIGNE and each.le is None)
        )
        if each.sens is not Borne.INDICATION and not absorbed and (each.fait_le or not each.revolu):
            yield each


# duties


def _due(figures: FiguresSeance, duty: Echeance, written: tuple[ActPlan, ...]) -> Geste:
    """A duty in the words of the acts that answer it, or in its own where they have a row of theirs."""
    acts = tuple(each for each in written if duty.devoir in _answered(each) and _regards(duty, each))
    le, quand = _when(figures, duty)
    done = duty.fait_le
    own = duty.devoir not in _OF_ITEMS and duty.devoir is not Devoir.EN_LIGNE and done is None
    conseil = f" ({duty.precision})" if duty.conseille and duty.precision else ""
    return Geste(
        quand,
        _with_title(acts) + conseil if acts and own else _libelle(duty),
        duty.qui,
        le,
        _MOMENTS.get(duty.devoir, (1, ""))[0],
        done,
        duty.article,
        _files(acts),
        acts,
        (duty,),
    )


def _libelle(duty: Echeance) -> str:
    precision = duty.precision if duty.fait_le is None else ""
    return f"{duty.libelle} ({precision})" if precision else duty.libelle


def _when(figures: FiguresSeance, duty: Echeance) -> tuple[date | None, str]:
    if duty.le is None:
        now = duty.devoir is Devoir.NOTIFICATION and not duty.attend
        return None, _SANS_ATTENDRE if now else _MOMENTS.get(duty.devoir, (1, _SANS_ATTENDRE))[1]
    return duty.le, f"{_BORNES[duty.sens]} {date_longue(duty.le)}"


def _regards(duty: Echeance, plan: ActPlan) -> bool:
    return plan.point is None or not duty.points or plan.point in duty.points


def _answered(plan: ActPlan) -> frozenset[Devoir]:
    """The duties that an act answers, or that are done with it."""
    famille = plan.kind.famille
    if famille.traits.est_votee:
        of_copies = (Devoir.PUBLICATION, Devoir.EN_LIGNE) if plan.copie == COPIE else ()
        return frozenset(of_copies) if plan.copie else _OF_ITEMS
    if famille is Famille.PROCES_VERBAL:
        return frozenset((Devoir.PROCES_VERBAL,)) if plan.copie else frozenset((Devoir.ARRET,))
    if famille is Famille.LISTE:
        return frozenset((Devoir.LISTE, Devoir.LISTE_EN_LIGNE))
    return _OF_PAPERS.get(plan.key, frozenset())


_OF_PAPERS = {"convocation": frozenset((Devoir.CONVOCATION,)), "note-de-synthese": frozenset((Devoir.NOTE,))}


# acts that no duty tells


def _own(figures: FiguresSeance, written: tuple[ActPlan, ...]) -> Iterator[Geste]:
    alike: dict[tuple[object, ...], list[ActPlan]] = {}
    for plan in written:
        sort = plan.kind.famille.value if plan.point is not None else plan.key
        key = (sort, plan.copie, plan.geste or plan.consigne, _done(figures, plan), _who(figures, (plan,)))
        alike.setdefault(key, []).append(plan)
    avant = figures.etat is EtatSeance.A_TENIR
    for plans in alike.values():
        acts = tuple(plans)
        yield Geste(
            "Pour la séance" if avant else _SANS_ATTENDRE,
            _with_title(acts),
            _who(figures, acts),
            rang=5 if avant else 1,
            fait_le=_done(figures, acts[0]),
            fichiers=_files(acts),
            plans=acts,
        )


def _who(figures: FiguresSeance, acts: tuple[ActPlan, ...]) -> str:
    """The secretariat, but for what is only signed: by the head of the executive, or whom the file names."""
    if acts[0].kind.famille is not Famille.CERTIFICAT or acts[0].point is None:
        return _BUREAU
    signataire = figures.suites_de(figures.point(acts[0].point)).certificat_signataire
    return chef(figures) if signataire is None else signataire.nom_complet


def _done(figures: FiguresSeance, plan: ActPlan) -> date | None:
    """When that was done which no duty of the calendar tells.

    A deliberation was signed; a copy was published of which the calendar asks nothing: of an election, of
    what was rejected.
    """
    if plan.point is None or not plan.kind.famille.traits.est_votee:
        return None
    suites = figures.suites_de(figures.point(plan.point))
    if plan.copie == COPIE:
        return suites.publiee_le
    return None if plan.copie else suites.deliberation_signee_le


def _with_title(plans: Sequence[ActPlan]) -> str:
    """« Délibérations 1 à 3 : à imprimer et à faire signer (…) »."""
    quoi = list(dict.fromkeys(each.geste or each.consigne for each in plans))
    title = _title(plans)
    return f"{title[:1].upper()}{title[1:]}\u00a0: {enumeration(quoi)}" if any(quoi) else title


def _title(plans: Sequence[ActPlan]) -> str:
    """The acts under the name that a town hall gives them, copies as what they are copies of."""
    points = [each.point for each in plans if each.point is not None]
    famille, several = plans[0].kind.famille, len(plans) > 1
    if len(points) < len(plans) or not (famille is Famille.CERTIFICAT or famille.traits.est_votee):
        return Tache(tuple(plans), "").titre
    if plans[0].copie == EXTRAIT:
        return f"extrait{'s des délibérations' if several else ' de la délibération'} {ranges(points)}"
    if famille is Famille.CERTIFICAT:
        return f"certificat{'s des délibérations' if several else ' de la délibération'} {ranges(points)}"
    return f"délibération{'s' if several else ''} {ranges(points)}"


def _files(plans: Sequence[ActPlan]) -> str:
    return Tache(tuple(plans), "").fichiers if plans else ""


# facts to write first


def _blanks(figures: FiguresSeance, written: Iterable[ActPlan]) -> Iterator[Geste]:
    """What lacks in each file, once for all the acts that wait for it."""
    files: dict[str, dict[Lacune, None]] = {}
    acts: dict[str, list[ActPlan]] = {}
    for plan in written:
        for lacune in plan.manques:
            file = lacune.location.file if lacune.location else figures.seance.fichier
            files.setdefault(file, {})[lacune] = None
            if plan not in acts.setdefault(file, []):
                acts[file].append(plan)
    for file, lacunes in files.items():
        labels = list(dict.fromkeys(each.label for each in lacunes))
        told = enumeration(labels) if len(labels) <= _FEW else compte(len(lacunes), "blanc")
        plans = tuple(replace(each, geste="", consigne="") for each in acts[file])
        yield Geste(
            _SANS_ATTENDRE,
            f"À compléter\u00a0: {told} ({Tache(plans, '').titre})",
            _COORDONNATEUR if file.startswith("groupements/") else _BUREAU,
            rang=0,
            fichiers=file,
        )
