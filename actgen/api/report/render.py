"""The screen of `render`: what was written and what to do with it, what is not due yet, what was refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath

from actgen.acts.outputs.formats import formats
from actgen.acts.views.avant_seance import ON_REQUEST
from actgen.acts.views.plan import Due
from actgen.api.report.check import menders
from actgen.api.report.findings import count, show_findings, show_set_aside
from actgen.api.report.reading_back import accuses_lus
from actgen.api.report.screen import Screen, Tone, paragraph, show_lines
from actgen.base.diagnostics import Diagnostic, Scope
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration
from actgen.base.text.messages import phrase
from actgen.council.figures.echeances import prochaine
from actgen.council.figures.seance import FiguresSeance
from actgen.session.files import EXTRAIT
from actgen.session.render import Rendering
from actgen.session.result import Examination, Options
from actgen.session.tasks import Tache, ranges, taches, together
from actgen.session.writing.plan import Outcome, Written

_INDENT = 2
_FEMININE = ("délibération", "convention", "convocation", "feuille", "liste", "note", "lettre", "copie")
_DONE = (Outcome.WRITTEN,)


def show_rendering(file: Path, rendering: Rendering, screen: Screen, *, warnings: bool = False) -> None:
    """Everything that became of the acts of one session; `warnings`: those are told in full too."""
    examination = rendering.examination
    report = examination.report
    if rendering.folder is not None:
        new = any(written.outcome in _DONE for written in rendering.written)
        told = "Écrits dans" if new else "Déjà écrits dans"
        screen.line(f"{told} {rendering.folder.as_posix()}/", Tone.STRONG)
        show_lines(_files(rendering, screen.width), screen)
    elif examination.seance is None:
        screen.line(f"Séance\u00a0: {file.as_posix()}", Tone.STRONG)
    _show_plans(examination, Due.NOT_YET, "Pas encore", screen)
    _show_plans(examination, Due.REFUSED, "Refusés", screen)
    for read in accuses_lus(examination.seance) if examination.seance is not None else ():
        screen.say(f"{read[:1].upper()}{read[1:]}.")
    findings = (*report.errors, *report.warnings) if warnings else report.errors
    show_findings(findings, screen, menders(examination))
    show_set_aside(examination.set_aside, screen)
    screen.line()
    if kept := [written.name for written in rendering.written if written.outcome is Outcome.NOT_REWRITTEN]:
        screen.say(_contradicted(kept), Tone.ERROR)
    screen.say(_closing(examination))


def _show_plans(examination: Examination, due: Due, title: str, screen: Screen) -> None:
    rows = [(task.titre, task.quoi) for task in _tasks(examination) if task.due is due]
    if rows:
        screen.line(title, Tone.STRONG)
        screen.table(rows)


def _tasks(examination: Examination) -> tuple[Tache, ...]:
    return taches(examination.plans, examination.seance.fichier if examination.seance else "")


def _files(rendering: Rendering, width: int) -> list[str]:
    """A row a task and an outcome: the names of its files, their formats, what to do or what became of it."""
    examination = rendering.examination
    plans = {plan.key: plan for plan in examination.plans}
    tasks = {plan.key: task for task in _tasks(examination) for plan in task.plans}
    groups: dict[tuple[str, Outcome, str], dict[str, list[Written]]] = {}
    order = {plan.key: rank for rank, plan in enumerate(examination.plans)}
    for written in sorted(rendering.written, key=lambda each: order.get(each.act, len(order))):
        phrase = "" if written.outcome in _DONE else _of_every_format(written)
        task = tasks.get(written.act)
        alike = task.plans[0].key if task else written.act
        files = groups.setdefault((alike, written.outcome, phrase), {})
        files.setdefault(PurePath(written.name).stem, []).append(written)
    rows = []
    for (alike, _, phrase), files in groups.items():
        suffixes = {PurePath(file.name).suffix for each in files.values() for file in each}
        task, plan = tasks.get(alike), plans.get(alike)
        told = phrase or (task.quoi if task else plan.consigne if plan else "")
        rows.append((together(list(files)), " ".join(sorted(suffixes, key=_rank)), told))
    return _three_columns(rows, width)


def _of_every_format(written: Written) -> str:
    """What became of a file, in words that its other formats share."""
    return written.phrase.replace(f"{PurePath(written.name).suffix}\u00a0»", "\u00a0»")


def _rank(suffix: str) -> int:
    form = suffix.removeprefix(".")
    names = formats()
    return names.index(form) if form in names else len(names)


def _three_columns(rows: list[tuple[str, str, str]], width: int) -> list[str]:
    names = max((len(name) for name, _, _ in rows), default=0)
    forms = max((len(found) for _, found, _ in rows), default=0)
    column = _INDENT + names + 2 + forms + 2
    lines = []
    for name, found, told in rows:
        head = f"{' ' * _INDENT}{name.ljust(names)}  {found.ljust(forms)}  "
        if width - column >= width // 2:
            lines += paragraph(told, width, indent=column, first=head)
        else:  # too narrow for three columns: the advice goes below
            lines += [head.rstrip(), *paragraph(told, width, indent=2 * _INDENT + 2)]
    return lines


def _contradicted(kept: Sequence[str]) -> str:
    """Acts that may no longer change and would be others now: by the session, a model, or a later actgen."""
    return phrase(
        "Attention : {combien} {gardes} sans être {recrits}, alors que la séance ou les modèles donneraient "
        "maintenant un autre contenu. Vérifiez ce qui a changé ; si c'est l'acte qui est faux, voyez avec "
        "la préfecture ou votre service juridique comment rectifier l'acte. S'il n'est pas parti, videz la "
        "date de ce qui a été fait : il sera écrit de nouveau.",
        combien=compte(len(kept), "fichier")
        + (
            " d’actes déjà signés, transmis ou publiés"
            if len(kept) > 1
            else " d’un acte déjà signé, transmis ou publié"
        ),
        gardes="sont gardés" if len(kept) > 1 else "est gardé",
        recrits="réécrits" if len(kept) > 1 else "réécrit",
    )


def _closing(examination: Examination) -> str:
    report = examination.report
    if examination.seance is None or not examination.plans:
        return f"{count(report)}\u00a0: aucun fichier écrit, les fichiers déjà produits sont intacts."
    told = count(report)
    refused = [plan.titre for plan in examination.plans if plan.due is Due.REFUSED]
    if refused:
        told += f"\u00a0: {enumeration(refused)} {_not_written(refused)}, "
        told += "les fichiers déjà produits sont intacts"
        told += "\u202f; les avertissements se lisent avec actgen check" if report.warnings else ""
    elif report.errors:
        told += _before_signing((*report.errors, *report.warnings)) + " (actgen check)"
    elif report.warnings:
        told = f"{compte(len(report.warnings), 'avertissement')} (actgen check)"
        told += _before_signing(report.warnings)
    deadline = _deadline(examination.figures) if examination.figures else ""
    return f"{told}.{'  ' + deadline if deadline else ''}"


def _not_written(acts: Sequence[str]) -> str:
    """« délibération 1 non écrite », « délibération 1 et procès-verbal non écrits »."""
    feminine = all(act.partition(" ")[0].casefold() in _FEMININE for act in acts)
    return f"non écrit{'e' if feminine else ''}{'s' if len(acts) > 1 else ''}"


def _before_signing(findings: Sequence[Diagnostic]) -> str:
    codes = list(dict.fromkeys(finding.code for finding in findings))
    return f"\u00a0: {enumeration(codes)}"


def _deadline(figures: FiguresSeance) -> str:
    """What is to be done next, by what day, as the calendar of the session has it."""
    following = prochaine(figures)
    if following is None or following.le is None:
        return ""
    le = date_chiffres(following.le)
    what = following.a_faire or f"{following.libelle[:1].lower()}{following.libelle[1:]}"
    return f"Prochaine échéance\u00a0: {what} au plus tard le {le}."


def acts_told(keys: Sequence[str]) -> tuple[list[str], str]:
    """The names of acts that may be asked for, and what tells them: each family once, with its numbers."""
    families: dict[str, list[int]] = {}
    for key in keys:
        name, _, number = key.rpartition("-")
        family, item = (name, int(number)) if number.isdigit() else (key, None)
        families.setdefault(family, []).extend([] if item is None else [item])
    told = [
        f"{family} (ou {family}-{ranges(items, '{:02d}')})" if items else family
        for family, items in families.items()
    ]
    before = f"Papiers d’avant la séance\u00a0: {', '.join(ON_REQUEST[1:])}."
    copie = f"Copie certifiée d’une délibération\u00a0: {EXTRAIT}."
    return [*families, *ON_REQUEST, EXTRAIT], f"Actes\u00a0: {', '.join(told)}. {before} {copie}"


def verdict(examination: Examination, options: Options) -> int:
    """1 when something was refused, or asked for by its name and not due, or when a vote is irregular.

    An item that gives no act has none to be refused: its vote is told as it was, and the run still fails.
    """
    report = examination.report
    refused = any(plan.due is Due.REFUSED for plan in examination.plans)
    not_due = bool(options.only) and any(plan.due is Due.NOT_YET for plan in examination.plans)
    nothing = examination.seance is None or report.stops_everything
    irregular = not options.only and any(finding.scope is Scope.LEGAL for finding in report.errors)
    return int(refused or not_due or nothing or irregular or (options.strict and bool(report.warnings)))
