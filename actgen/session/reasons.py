"""The reasons that a session file gives for setting findings aside: which they lift, which lift nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Scope, Severity, Status
from actgen.base.records import replace
from actgen.base.rules import RuleRow, code_of, known_code, nearest_code, rule
from actgen.base.text.messages import say
from actgen.council.facts.seance import Derogation, Seance
from actgen.session.retouches import ACTE_RETOUCHE

DEROGATION_INCONNUE = rule("DEROGATION-INCONNUE")
DEROGATION_SANS_EFFET = rule("DEROGATION-SANS-EFFET")

_LIFTED_BY_OVERRIDE = (Scope.LEGAL, Scope.CERTIFICATE, Scope.MINUTES, Scope.CONVOCATION)


class SetAside(Struct, frozen=True):
    """A finding as it was made, gravity and all, and the reason of the session file that set it aside."""

    finding: Diagnostic
    derogation: Derogation


class Reasons(Struct):
    """Applies the reasons of one session to everything that its run finds; `overrides` are `--override`'s.

    A reason alone sets a warning aside; a legal error needs `--override` with its code besides. What
    contradicts itself, or keeps the file from being read, is never set aside.
    """

    seance: Seance
    overrides: frozenset[str]
    _lifted: list[SetAside] = field(default_factory=list)
    _kept: list[Diagnostic] = field(default_factory=list)

    def remain(self, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The findings that no reason sets aside."""
        return tuple([finding for finding in findings if not self._sets_aside(finding)])

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """What was set aside, each slip once, in the order of the reasons."""
        together: dict[tuple[int, str, int | None], SetAside] = {}
        for each in self._lifted:
            rank = self.seance.derogations.index(each.derogation)
            key = (rank, each.finding.message, each.finding.point)
            places = (*(together[key].finding.locations if key in together else ()), *each.finding.locations)
            finding = replace(each.finding, locations=tuple(dict.fromkeys(places)))
            together[key] = SetAside(finding, each.derogation)
        return tuple(together[key] for key in sorted(together, key=lambda key: key[0]))

    def idle(self, *, everything: bool) -> Iterator[Diagnostic]:
        """Reasons and options that have lifted nothing. `everything`: no rule is left that may find more."""
        useful = {each.derogation for each in self._lifted}
        for derogation in self.seance.derogations:
            if derogation in useful or _wrong(derogation, self.seance):
                continue
            met = [f for f in self._kept if _regards(derogation, f) and f.severity is Severity.ERROR]
            if met or everything:
                yield _idle(derogation, met)
        for code in sorted(self.overrides):
            yield from self._idle_override(code)

    def _idle_override(self, code: str) -> Iterator[Diagnostic]:
        """Why `--override` of that code lifts nothing: its author believes that it did."""
        met = [f for f in self._kept if f.code == code]
        firm = [f for f in met if f.severity is Severity.ERROR]
        mild = [f for f in met if f.severity is Severity.WARNING]
        if alone := [f for f in firm if liftable_finding(f) and not self._reason(f)]:
            yield _idle_option(
                alone,
                say("son motif n'est pas écrit."),
                say(
                    "Écrivez-le dans la séance, à la rubrique « derogations » : code {code}, puis motif.",
                    code=code,
                ),
            )
        if firm and not any(liftable_finding(each) or self._reason(each) for each in firm):
            yield _idle_option(
                firm,
                say("cette erreur ne s'écarte pas."),
                say("Corrigez ce que dit le constat {code}, puis relancez sans cette option.", code=code),
            )
        if mild and not firm:
            yield _idle_option(
                mild,
                say("c'est un avertissement."),
                say(
                    "Un motif suffit à l'écarter : écrivez-le à la rubrique « derogations » de la séance, "
                    "avec le code {code}.",
                    code=code,
                ),
            )

    def _sets_aside(self, finding: Diagnostic) -> bool:
        reason = self._reason(finding)
        allowed = (
            finding.severity is Severity.WARNING
            or by_reason(finding)
            or (liftable_finding(finding) and finding.code in self.overrides)
        )
        if reason is None or not allowed:
            self._kept.append(finding)
            return False
        self._lifted.append(SetAside(finding, reason))
        return True

    def _reason(self, finding: Diagnostic) -> Derogation | None:
        return next((each for each in self.seance.derogations if _regards(each, finding)), None)


def check_derogations(seance: Seance) -> Iterator[Diagnostic]:
    """A reason that can set nothing aside was meant for something: it is told, with the nearest code."""
    for derogation in seance.derogations:
        if wrong := _wrong(derogation, seance):
            yield wrong


def _wrong(derogation: Derogation, seance: Seance) -> Diagnostic | None:
    if not known_code(derogation.code):
        return _unknown_code(derogation)
    if derogation.point is None or derogation.point in {point.numero for point in seance.points}:
        return None
    return DEROGATION_INCONNUE.finding(
        say(
            "La dérogation {code} vise le point {point}, que la séance n'a pas.",
            code=derogation.code,
            point=derogation.point,
        ),
        derogation.lieu_point,
        hint=say("Corrigez le numéro, ou retirez « point » pour toute la séance."),
    )


def _unknown_code(derogation: Derogation) -> Diagnostic:
    near = nearest_code(derogation.code)
    return DEROGATION_INCONNUE.finding(
        say(
            "Aucun contrôle ne porte le code « {code} » : cette dérogation n'écarte rien.",
            code=derogation.code,
        ),
        derogation.lieu,
        hint=(
            say("Le code le plus proche : {near}.", near=near)
            if near
            else say("Reprenez le code affiché à droite du constat. La liste : actgen explain.")
        ),
    )


def _idle(derogation: Derogation, met: list[Diagnostic]) -> Diagnostic:
    """Why a reason lifts nothing: an error that it can't lift, or nothing to lift."""
    code = derogation.code
    if any(liftable_finding(finding) for finding in met):
        why = say("c'est une erreur de droit, qui ne se lève qu'avec l'option --override.")
        hint = say("Si le service juridique passe outre : --override {code}.", code=code)
    elif met:
        why = say("cette erreur ne s'écarte pas.")
        hint = say("Corrigez ce que dit le constat {code}, puis effacez ce motif.", code=code)
    else:
        why = say("ce contrôle n'a rien trouvé à écarter.")
        hint = say("Effacez-le, ou corrigez son code ou son point.")
    return DEROGATION_SANS_EFFET.finding(
        say("Le motif écrit pour {code} est sans effet : ", code=code) + why,
        derogation.lieu,
        hint=hint,
        point=derogation.point,
        severity=Severity.WARNING if met else None,
    )


def _idle_option(findings: list[Diagnostic], why: str, hint: str) -> Diagnostic:
    first = findings[0]
    return DEROGATION_SANS_EFFET.finding(
        say("L'option --override {code} est sans effet : ", code=first.code) + why,
        *dict.fromkeys(finding.location for finding in findings),
        hint=hint,
        point=first.point,
        severity=Severity.WARNING,
    )


def liftable(code: RuleRow) -> bool:
    """Whether a reason and `--override` together lift an error of this code.

    The law may be overruled by who answers for it; a file that contradicts itself, or a blank left in an
    adopted act, is mended: no reason makes it right (DESIGN.md section 3).
    """
    firm = code.status is Status.COHERENCE
    return code.severity is Severity.ERROR and code.scope in _LIFTED_BY_OVERRIDE and not firm


def liftable_finding(finding: Diagnostic) -> bool:
    """The same of a finding, whose rule may have made it milder than its code, or moved its scope."""
    code = code_of(finding.code)
    return liftable(replace(code, severity=finding.severity, scope=finding.scope))


def by_reason(finding: Diagnostic) -> bool:
    """Whether a reason alone lifts an error: of words that somebody has written by hand, and answers for."""
    return finding.code == ACTE_RETOUCHE.name


def _regards(derogation: Derogation, finding: Diagnostic) -> bool:
    """A reason for words of a Word file names them: the next ones that are changed there have none yet."""
    any_control = "" if not by_reason(finding) else finding.controle
    return (
        derogation.code == finding.code
        and derogation.point in (None, finding.point)
        and derogation.controle in (any_control, finding.controle)
    )
