"""The screen of `check`: one session whole, or many in brief, each as soon as it is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from actgen.acts.views.plan import ActPlan, Due
from actgen.api.report.as_json import JsonReport, SessionCount, Tally, crashed_report, session_report, summary
from actgen.api.report.figures import show_details
from actgen.api.report.findings import count, most_pressing, show_findings, show_set_aside
from actgen.api.report.reading_back import heading, rows
from actgen.api.report.screen import Screen, Tone
from actgen.base.diagnostics import Mender, Report, Severity
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration
from actgen.council.figures.execution import Stade
from actgen.council.kinds.manifest import Kind
from actgen.session.result import Examination
from actgen.session.tasks import Tache, missing, taches


def act_rows(plans: Iterable[ActPlan], session_file: str) -> list[tuple[str, str]]:
    """The acts and where they stand, those that are treated alike on one row."""
    return [(task.titre, _standing(task, session_file)) for task in taches(plans, session_file)]


def _standing(task: Tache, session_file: str) -> str:
    plan = task.plans[0]
    if task.due is Due.NOT_YET:
        return f"pas encore\u00a0: {task.quoi}"
    if task.due is Due.REFUSED:
        return f"REFUSÉ\u00a0: {task.quoi}"
    if plan.projet:
        return f"PROJET\u00a0: {missing(plan, session_file) or _why_a_draft(plan)}"
    return plan.consigne


def _why_a_draft(plan: ActPlan) -> str:
    """Nothing is missing: the council has not met yet, or the user wants a draft."""
    return plan.consigne if plan.stade is Stade.MODELE else "demandé par --draft"


def closing(report: Report, plans: tuple[ActPlan, ...]) -> str:
    """The last line: how many findings, and what they keep from being written."""
    counted = count(report)
    if report.errors and not plans:
        return f"{counted}\u00a0: aucun fichier ne peut être écrit, les fichiers déjà produits sont intacts."
    refused = enumeration(plan.titre for plan in plans if plan.due is Due.REFUSED)
    return f"{counted}\u00a0: à corriger d’abord pour {refused}." if refused else f"{counted}."


def show_examination(
    file: Path, examination: Examination, screen: Screen, *, details: bool = False, informations: bool = False
) -> None:
    """What will be written, what is wrong, what was set aside, the acts, the count.

    With `details` every figure with the text that gives it. Informations are told in full with `details`
    or `informations`, else they are counted.
    """
    seance, figures, report = examination.seance, examination.figures, examination.report
    if figures is None or seance is None:
        screen.line(f"Séance\u00a0: {file.as_posix()}", Tone.STRONG)
    else:
        title, law = heading(figures)
        screen.say(title, Tone.STRONG)
        screen.say(law)
        screen.line()
        screen.line("RELISEZ, c’est ce qui sera écrit", Tone.STRONG)
        screen.table(rows(figures, kinds(examination)))
        if details:
            show_details(figures, kinds(examination), screen)
    informations = informations or details
    shown = report.findings if informations else (*report.errors, *report.warnings)
    show_findings(shown, screen, menders(examination), others_too=True)
    show_set_aside(examination.set_aside, screen)
    if examination.plans and seance is not None:
        screen.line()
        screen.line("VOS ACTES", Tone.STRONG)
        screen.table(act_rows(examination.plans, seance.fichier))
    screen.line()
    _close(examination, screen, informations=informations)


def _close(examination: Examination, screen: Screen, *, informations: bool) -> None:
    report = examination.report
    screen.say(closing(report, examination.plans))
    if first := most_pressing((*report.errors, *report.warnings)):
        screen.say(f"Détail d’une règle\u00a0: actgen explain {first.code}")
    untold = 0 if informations else len(report.of(Severity.INFO))
    if untold:
        told = f"{compte(untold, 'information')}\u00a0: actgen check --details"
        screen.say(told)


def kinds(examination: Examination) -> dict[int, Kind]:
    """The kind of deliberation of each item that has one."""
    return {
        plan.point: plan.kind
        for plan in examination.plans
        if plan.point is not None and plan.kind.famille.traits.est_votee
    }


def menders(examination: Examination) -> dict[Mender, str]:
    """Names that complete the titles: the coordinators of the groups that the session names."""
    points = examination.seance.points if examination.seance else ()
    names = {
        point.groupement.coordonnateur.designation: None for point in points if point.groupement is not None
    }
    return {Mender.COORDONNATEUR: ", ".join(names)} if names else {}


_MOST_CODES = 10
_SEP = " · "


def show_errors(file: Path, examination: Examination, screen: Screen) -> None:
    """The errors of one session among many, and those that somebody lifted; nothing when there are none."""
    report = examination.report
    lifted = tuple(each for each in examination.set_aside if each.finding.severity is Severity.ERROR)
    if not report.errors and not lifted:
        return
    title = file.as_posix()
    if examination.figures is not None:
        title += _SEP + heading(examination.figures)[0]
    screen.say(title, Tone.STRONG)
    show_findings(report.errors, screen, menders(examination))
    show_set_aside(lifted, screen)
    screen.line()


def show_summary(tally: Tally, screen: Screen, *, brief: bool) -> None:
    """One line a file, the totals; after a brief report, what came back most often and what to do next."""
    lines = tally.lines
    folders = {line.file.parent for line in lines}
    where = f" de {lines[0].file.parent.as_posix()}/" if len(folders) == 1 and folders != {Path()} else ""
    screen.say(f"BILAN\u00a0: {len(lines)} fichiers{where}", Tone.STRONG)
    screen.table(
        [(line.file.name if len(folders) == 1 else line.file.as_posix(), _told_of(line)) for line in lines]
    )
    screen.line()
    screen.say(_totals(tally))
    if brief:
        _show_codes(tally, screen)


def _told_of(line: SessionCount) -> str:
    """« 1 erreur, 4 avertissements · 2 prêts, 1 refusé », or why there are no acts."""
    acts = "erreur interne d’actgen" if line.crashed else _told(line.counts) if line.read else "illisible"
    errors, warnings = line.counts["erreurs"], line.counts["avertissements"]
    return f"{compte(errors, 'erreur')}, {compte(warnings, 'avertissement')}{_SEP}{acts}"


def _told(counts: Counter[str]) -> str:
    parts = [
        compte(counts["prets"], "prêt"),
        compte(counts["projets"], "projet"),
        compte(counts["a_venir"], "à venir", "à venir"),
        compte(counts["refuses"], "refusé"),
    ]
    return ", ".join(part for part in parts if not part.startswith("0")) or "aucun"


def _totals(tally: Tally) -> str:
    counts, sound = tally.counts, len(tally.lines) - tally.wrong
    findings = [
        compte(counts["erreurs"], "erreur"),
        compte(counts["avertissements"], "avertissement"),
        compte(counts["informations"], "information"),
    ]
    if lifted := counts["ecartes"]:
        findings.append(compte(lifted, "constat écarté", "constats écartés"))
    parts = [
        f"{compte(sound, 'fichier')} sans erreur, {tally.wrong} à corriger",
        ", ".join(findings),
        f"actes\u00a0: {_told(counts)}",
    ]
    return _SEP.join(parts) + "."


def _show_codes(tally: Tally, screen: Screen) -> None:
    grave = {Severity.ERROR: 0, Severity.WARNING: 1}
    found = sorted(tally.codes.items(), key=lambda item: (grave[item[0][0]], -item[1], item[0][1]))
    if found:
        screen.line()
        screen.line("LES PLUS FRÉQUENTS", Tone.STRONG)
        rows = [
            (f"{severity.value:<9}  {code}", compte(files, "fichier"))
            for (severity, code), files in found[:_MOST_CODES]
        ]
        screen.table(rows)
    screen.line()
    advice = "Pour tout lire d’une séance\u00a0: actgen check FICHIER"
    if found:
        advice += f"   Détail d’une règle\u00a0: actgen explain {found[0][0][1]}"
    screen.say(advice)


MANY = 5  # up to here each session is shown whole


class Teller:
    """Tells of each session in turn: a long call is brief unless details are asked for.

    `informations`: told in full rather than counted, as `details` tell them.
    """

    def __init__(
        self, screen: Screen, files: int, *, as_json: bool, details: bool = False, informations: bool = False
    ) -> None:
        self.screen, self.details, self.informations = screen, details, informations
        self.report = JsonReport(screen) if as_json else None
        self.brief = files > MANY and not details
        self.tally = Tally()

    def tell(self, file: Path, examination: Examination) -> None:
        if self.report is not None:
            self.report.add(session_report(file.as_posix(), examination))
        elif self.brief:
            show_errors(file, examination, self.screen)
        else:
            if self.tally.lines:
                self.screen.line()
            told = {"details": self.details, "informations": self.informations}
            show_examination(file, examination, self.screen, **told)
        self.tally.add(file, examination)

    def fail(self, file: Path) -> None:
        """A fault of actgen's own kept a file from being examined."""
        self.tally.fail(file)
        if self.report is not None:
            self.report.add(crashed_report(file.as_posix()))

    def close(self) -> None:
        if self.report is not None:
            self.report.close({"bilan": summary(self.tally)})
        elif self.brief and self.tally.lines:  # unless something stopped the call before its first file
            show_summary(self.tally, self.screen, brief=True)
        elif len(self.tally.lines) > 1:
            self.screen.line()
            show_summary(self.tally, self.screen, brief=False)
