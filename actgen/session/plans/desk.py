"""Where the acts of a session are sorted: written, not due yet, refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from actgen.acts.seance import signatures_de_seance, signatures_du_point
from actgen.checks.champs import CHAMP_ABSENT
from actgen.diagnostics import Diagnostic, Location, Mender, Severity
from actgen.document.inline import Lacune
from actgen.document.nodes import Document, lacunes
from actgen.facts.groupement import Groupement
from actgen.facts.seance import EtatSeance
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind, blocking
from actgen.rendering.templates.interpret import VALEUR
from actgen.rules import rule
from actgen.session.compose import Composer
from actgen.session.result import ActPlan, Due
from actgen.session.tasks import Tache
from actgen.session.wording import Wording
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say

ACTE_BLANC = rule("ACTE-BLANC")


@dataclass
class Desk:
    """What the planners of a session work with. New findings (blanks of adopted acts) gather in `findings`.

    With `wording`, the words of each act are checked before it is said to be due. `only`: what was asked for
    by name, for the acts that are made on request alone.
    """

    figures: FiguresSeance
    catalogue: Catalogue
    composer: Composer
    findings: list[Diagnostic]
    wording: Wording | None = None
    only: frozenset[str] = frozenset()
    blanks: dict[Lacune, list[tuple[ActPlan, Diagnostic]]] = field(default_factory=dict)

    def deciding(self) -> Iterator[tuple[FiguresPoint, Kind]]:
        """The items that give an act, with its kind."""
        for point in self.figures.points:
            kind = self.catalogue.get(point.point.acte) if point.point.acte else None
            if kind is not None and not point.point.abandon:
                yield point, kind

    def not_voted(self, point: FiguresPoint) -> str:
        """Why an item has no vote to tell; empty when it has, or before the session."""
        if self.figures.etat is EtatSeance.SANS_QUORUM:
            return phrase("le quorum n’a pas été atteint : rien n’a pu être voté")
        if self.figures.etat is not EtatSeance.TENUE or point.delibere:
            return ""
        if point.point.vote is None and not point.quorum.atteint and not point.quorum.dispense:
            return f"le quorum n’était pas atteint au point {point.point.numero}{line(point.point.lieu)}"
        return f"le vote du point {point.point.numero} n’est pas écrit{line(point.point.lieu)}"

    def not_yet(self, plan: ActPlan, raison: str) -> ActPlan:
        """The act with what it still waits for."""
        return replace(plan, due=Due.NOT_YET, raisons=(raison,), consigne="")

    def written(
        self, plan: ActPlan, compose: Callable[[], Document], groupement: Groupement | None = None
    ) -> ActPlan:
        """The act composed, or refused with the errors that keep it from being written."""
        known = (*self.findings, *(self.wording.of_items if self.wording is not None else ()))
        refus = blocking(plan.kind.famille, plan.point, known)
        if refus:
            return self._refused(plan, refus)
        texts = self.composer.texts
        before, told = len(texts.faults), tuple(texts.findings)
        document = compose()
        if faults := tuple(texts.faults[before:]):
            return self._refused(plan, self._causes(faults, told))
        refus = self.wording.refusals(plan, document, groupement) if self.wording is not None else ()
        manques = lacunes(document)
        if manques and plan.kind.famille.traits.sans_blanc and self.figures.etat is EtatSeance.TENUE:
            blancs = tuple(_blank((plan,), lacune) for lacune in manques)
            for lacune, blanc in zip(manques, blancs, strict=True):
                self.blanks.setdefault(lacune, []).append((plan, blanc))
            self.findings.extend(blancs)
            return self._refused(plan, (*blancs, *refus))
        if refus:
            return self._refused(plan, refus)
        return replace(plan, projet=document.projet, manques=manques, document=document)

    def with_blanks_told_once(self, plans: tuple[ActPlan, ...]) -> tuple[ActPlan, ...]:
        """The acts, those that one blank stops refused for one finding that names them all."""
        once: dict[Diagnostic, Diagnostic] = {}
        for lacune, told in self.blanks.items():
            whole = _blank([plan for plan, _ in told], lacune)
            once |= dict.fromkeys((finding for _, finding in told), whole)
        self.findings[:] = dict.fromkeys(once.get(each, each) for each in self.findings)
        return tuple(
            replace(plan, refus=tuple(dict.fromkeys(once.get(each, each) for each in plan.refus)))
            for plan in plans
        )

    def copied(self, plan: ActPlan, compose: Callable[[], Document]) -> ActPlan:
        """A copy of an act whose words were checked: only the fault of a template refuses it."""
        before = len(self.composer.texts.faults)
        document = compose()
        if faults := tuple(self.composer.texts.faults[before:]):
            return self._refused(plan, faults)
        return replace(plan, document=document)

    def _causes(self, faults: tuple[Diagnostic, ...], told: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Why an act can't be composed: the fields that lack stand for what their absence brings about.

        A fault that was told before was met where no field lacks: it is the template's own.
        """
        absents, consequences = missing_fields(faults, self.findings, self.deciding())
        consequences -= set(told)
        findings = self.composer.texts.findings
        findings[:] = [each for each in findings if each not in consequences]
        return (*absents, *(each for each in faults if each not in consequences))

    def _refused(self, plan: ActPlan, refus: tuple[Diagnostic, ...]) -> ActPlan:
        return replace(plan, due=Due.REFUSED, refus=refus, consigne="")


def _blank(plans: Sequence[ActPlan], lacune: Lacune) -> Diagnostic:
    return ACTE_BLANC.finding(
        say("Il manque à l'acte « {titre} » : {libelle}.", titre=plans[0].titre, libelle=lacune.label)
        if len(plans) == 1
        else say("Il manque à {n} actes ({titres}) : ", n=len(plans), titres=Tache(tuple(plans), "").titre)
        + f"{lacune.label}.",
        lacune.location,
        hint=say("Complétez « {cle} », puis relancez.", cle=lacune.key),
        point=plans[0].point if len(plans) == 1 else None,
        mender=_owner(lacune),
    )


def _owner(lacune: Lacune) -> Mender:
    """A blank of the group's file is the coordinator's to fill, never a clerk's."""
    place = lacune.location
    of_group = place is not None and place.file.startswith("groupements/")
    return Mender.COORDONNATEUR if of_group else Mender.SECRETAIRE


def line(lieu: Location | None) -> str:
    """« (ligne 12) », after what is to be filled in there."""
    return f" ({lieu.spot})" if lieu is not None and lieu.spot else ""


def signataires(figures: FiguresSeance, point: FiguresPoint | None = None) -> str:
    """Who signs the act of an item, or the minutes (None): mayor and secretary; before 01/07/2022, all."""
    if not figures.regime.regime_2022:
        return "tous les membres présents"
    signatures = signatures_de_seance(figures) if point is None else signatures_du_point(figures, point)
    places = signatures.places
    return enumeration(place.quality[:1].lower() + place.quality[1:] for place in places)


def missing_fields(
    faults: Iterable[Diagnostic], found: Iterable[Diagnostic], items: Iterable[tuple[FiguresPoint, Kind]]
) -> tuple[tuple[Diagnostic, ...], frozenset[Diagnostic]]:
    """The fields that lack (errors in `found`), and the faults that come of it.

    These are values met in a text of the kind of an item that lacks some.
    """
    absents = [each for each in found if each.code == CHAMP_ABSENT.name and each.severity is Severity.ERROR]
    kinds = {point.point.numero: kind.chemin for point, kind in items}
    causes: list[Diagnostic] = []
    consequences = set()
    for fault in faults:
        siens = [each for each in absents if each.point and _stands_in(fault, kinds.get(each.point, ""))]
        if siens:
            consequences.add(fault)
            causes += siens
    return tuple(dict.fromkeys(causes)), frozenset(consequences)


def _stands_in(fault: Diagnostic, chemin: str) -> bool:
    """Whether a fault is of a value, in a text of that kind's folder."""
    file = fault.location.file if fault.location is not None else ""
    return fault.code == VALEUR.name and bool(chemin) and f"/{chemin}/" in f"/{file}"
