"""The acts of a session, sorted into written, not due yet, refused, each with what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from actgen.diagnostics import Code, Diagnostic, Location, Mender, Scope, Severity, declare
from actgen.document.nodes import Document, Lacune, lacunes
from actgen.figures.execution import Stade
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import Resultat
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Famille, Kind
from actgen.model.groupement import Groupement
from actgen.model.seance import EtatSeance
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say
from actgen.views.builders.commun import signatures_de_seance

from .blocking import blocking
from .compose import Composer
from .options import ActPlan, Due
from .wording import Wording

ACTE_BLANC: Code = declare(
    "ACTE-BLANC",
    Severity.ERROR,
    "Un acte adopté ne porte aucun blanc\u00a0: ce qui manque est écrit avant qu’il soit signé.",
    scope=Scope.LEGAL,
)

_FINAL = frozenset({Famille.DELIBERATION, Famille.CERTIFICAT})


@dataclass
class Planner:
    """Plans every act of one session. New findings (blanks of adopted acts) gather in `findings`.

    With `wording`, the words of each act are checked before it is said to be due.
    """

    figures: FiguresSeance
    catalogue: Catalogue
    composer: Composer
    findings: list[Diagnostic]
    wording: Wording | None = None

    def plans(self) -> tuple[ActPlan, ...]:
        """Deliberations, then conventions, minutes and certificates, as a clerk uses them."""
        return (
            *self._deliberations(),
            *self._conventions(),
            *self._minutes(),
            *self._certificates(),
        )

    # deliberations

    def _deciding(self) -> Iterator[tuple[FiguresPoint, Kind]]:
        for point in self.figures.points:
            kind = self.catalogue.get(point.point.acte) if point.point.acte else None
            if kind is not None and not point.point.non_traite:
                yield point, kind

    def _deliberations(self) -> Iterator[ActPlan]:
        for point, kind in self._deciding():
            numero = point.point.numero
            plan = ActPlan(
                key=f"deliberation-{numero:02}",
                kind=kind,
                point=numero,
                titre=f"délibération {numero}",
                stade=point.stade,
                due=Due.WRITTEN,
                consigne=self._consigne(point),
                transmis=point.stade in (Stade.TRANSMIS, Stade.PUBLIE, Stade.EXECUTOIRE),
            )
            if raison := self._not_voted(point):
                yield self._not_yet(plan, raison)
            else:
                yield self._written(
                    plan, partial(self.composer.deliberation, point, kind), point.point.groupement
                )

    def _not_voted(self, point: FiguresPoint) -> str:
        if self.figures.etat is EtatSeance.SANS_QUORUM:
            return phrase("le quorum n’a pas été atteint : rien n’a pu être voté")
        if self.figures.etat is EtatSeance.TENUE and not point.decide:
            return f"le vote du point {point.point.numero} n’est pas écrit{_line(point.point.lieu)}"
        return ""

    def _consigne(self, point: FiguresPoint) -> str:
        if self.figures.etat is EtatSeance.A_TENIR:
            return f"modèle à soumettre au {self.figures.seance.organe.value}"
        signataires = _signataires(self.figures)
        if point.stade is Stade.ADOPTE:
            return phrase(
                "à imprimer, à faire signer ({noms}), puis à transmettre et à publier", noms=signataires
            )
        if point.stade is Stade.TRANSMIS:
            return phrase("transmise ; à publier")
        if point.stade is Stade.PUBLIE:
            return phrase("publiée ; à faire signer ({noms}) et à transmettre", noms=signataires)
        return phrase("complète : à conserver au registre, signée ({noms})", noms=signataires)

    # conventions

    def _conventions(self) -> Iterator[ActPlan]:
        for groupement, kind in self._groups():
            plan = ActPlan(
                key=f"convention-{groupement.nom}",
                kind=kind,
                point=None,
                titre="convention",
                stade=Stade.ADOPTE if groupement.approuvee_le else Stade.MODELE,
                due=Due.WRITTEN,
                consigne="annexée à la délibération",
            )
            yield self._written(plan, partial(self._convention, groupement, kind), groupement)

    def _convention(self, groupement: Groupement, kind: Kind) -> Document:
        return self.composer.convention(groupement, kind).document

    def _groups(self) -> Iterator[tuple[Groupement, Kind]]:
        seen: set[str] = set()
        for point, kind in self._deciding():
            groupement = point.point.groupement
            annexe = self.catalogue.get(kind.annexe) if kind.annexe else None
            if groupement is not None and annexe is not None and groupement.nom not in seen:
                seen.add(groupement.nom)
                yield groupement, annexe

    # minutes

    def _minutes(self) -> Iterator[ActPlan]:
        kind = self.catalogue.get("proces_verbal")
        if kind is None:
            return
        plan = ActPlan(
            key="proces-verbal",
            kind=kind,
            point=None,
            titre="procès-verbal",
            stade=Stade.ADOPTE,
            due=Due.WRITTEN,
            consigne="à arrêter au début de la prochaine séance, puis à signer "
            f"({_signataires(self.figures)})",
        )
        if self.figures.etat is EtatSeance.A_TENIR:
            yield self._not_yet(plan, "la séance ne s’est pas encore tenue")
        else:
            yield self._written(plan, partial(self.composer.proces_verbal, kind))

    # certificates

    def _certificates(self) -> Iterator[ActPlan]:
        kind = self.catalogue.get("caractere_executoire")
        if kind is None:
            return
        for point, delibere in self._deciding():
            numero = point.point.numero
            plan = ActPlan(
                key=f"certificat-{numero:02}",
                kind=kind,
                point=numero,
                titre=f"certificat {numero}",
                stade=point.stade,
                due=Due.WRITTEN,
                consigne=self._consigne_certificat(point),
            )
            if raison := self._not_executory(point):
                yield self._not_yet(plan, raison)
            else:
                yield self._written(plan, partial(self.composer.certificat, point, kind, delibere))

    def _consigne_certificat(self, point: FiguresPoint) -> str:
        suites = self.figures.seance.suites_de(point.point)
        a_la_main = "à signer" if suites.certificat_du else "à dater et à signer à la main"
        depuis = point.executoire_le
        return f"{a_la_main}, pas avant le {depuis:%d/%m/%Y}" if depuis else a_la_main

    def _not_executory(self, point: FiguresPoint) -> str:
        if not point.decide:
            return self._not_voted(point) or "la délibération n’est pas encore votée"
        if point.resultat is Resultat.REJETE:
            return "sans objet\u00a0: la délibération a été rejetée"
        suites = self.figures.seance.suites_de(point.point)
        manques = []
        if point.transmissible and suites.transmise_le is None and suites.recue_le is None:
            manques.append(f"la transmission{_line(suites.lieux.get('transmise_le'))}")
        if suites.publiee_le is None:
            manques.append(f"la publication{_line(suites.lieux.get('publiee_le'))}")
        return f"il manque {enumeration(manques)}" if manques else ""

    # common

    def _not_yet(self, plan: ActPlan, raison: str) -> ActPlan:
        return replace(plan, due=Due.NOT_YET, raisons=(raison,), consigne="")

    def _written(
        self, plan: ActPlan, compose: Callable[[], Document], groupement: Groupement | None = None
    ) -> ActPlan:
        known = (*self.findings, *(self.wording.of_items if self.wording is not None else ()))
        refus = blocking(plan.kind.famille, plan.point, known)
        if refus:
            return self._refused(plan, refus)
        before = len(self.composer.texts.faults)
        document = compose()
        if faults := tuple(self.composer.texts.faults[before:]):
            return self._refused(plan, faults)
        refus = self.wording.refusals(plan, document, groupement) if self.wording is not None else ()
        manques = lacunes(document)
        if manques and plan.kind.famille in _FINAL and self.figures.etat is EtatSeance.TENUE:
            blancs = tuple(_blank(plan, lacune) for lacune in manques)
            self.findings.extend(blancs)
            return self._refused(plan, (*blancs, *refus))
        if refus:
            return self._refused(plan, refus)
        return replace(plan, projet=document.projet, manques=manques, document=document)

    def _refused(self, plan: ActPlan, refus: tuple[Diagnostic, ...]) -> ActPlan:
        return replace(plan, due=Due.REFUSED, refus=refus, consigne="")


def _blank(plan: ActPlan, lacune: Lacune) -> Diagnostic:
    return ACTE_BLANC.finding(
        say("Il manque à l'acte « {titre} » : {libelle}.", titre=plan.titre, libelle=lacune.label),
        lacune.location,
        hint=say("Complétez « {cle} », puis relancez.", cle=lacune.key),
        point=plan.point,
        mender=_owner(lacune),
    )


def _owner(lacune: Lacune) -> Mender:
    """A blank of the group's file is the coordinator's to fill, never a clerk's."""
    place = lacune.location
    of_group = place is not None and place.file.startswith("groupements/")
    return Mender.COORDONNATEUR if of_group else Mender.SECRETAIRE


def _line(lieu: Location | None) -> str:
    return f" (ligne {lieu.line})" if lieu is not None and lieu.line else ""


def _signataires(figures: FiguresSeance) -> str:
    """Who signs the acts of that session: mayor and secretary, or all those present before 01/07/2022."""
    if not figures.regime.regime_2022:
        return "tous les membres présents"
    places = signatures_de_seance(figures).places
    return enumeration(place.quality[:1].lower() + place.quality[1:] for place in places)
