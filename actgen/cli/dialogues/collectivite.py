"""A collectivity, asked for with a few questions, from a table of members, or as the first of a workspace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from actgen.api.report.findings import count, show_findings
from actgen.authoring.rosters import MembersTable, find_table, read_members
from actgen.authoring.starters.bodies import ARTICLE, Body, bodies_named, near_names
from actgen.authoring.starters.collectivite import (
    CollectiviteStarter,
    as_prepared,
    collectivite_text,
    prepared_mode,
)
from actgen.base.diagnostics import Diagnostic, Report
from actgen.base.records import replace
from actgen.base.text.grammar import compte
from actgen.base.text.lists import enumeration
from actgen.cli.dialogues.questions import (
    Misread,
    Questions,
    complete,
    new_command,
    prepare,
    refuse_existing,
    save,
    shown,
)
from actgen.council.facts.collectivite import ModePublicite
from actgen.law.natures import GenreCollectivite
from actgen.law.reference import Commune
from actgen.reading.sources import SourceFault, Sources
from actgen.reading.tables import LIMIT, read_sheets

_MODES = tuple(mode.value for mode in ModePublicite)
_MOST = 12


def start_collectivite(workspace: Path, questions: Questions, *, later: bool = False) -> None:
    """Ask which one, say what is known of it, write its file. `later`: an empty answer puts it off."""
    found = chosen(questions, later=later)
    if found is None:
        questions.screen.line(f"Plus tard\u00a0: {new_command('collectivite', workspace)}")
        return
    write(workspace, found, starter_of(found, questions), questions)


def chosen(questions: Questions, *, later: bool = False, default: str = "") -> Body | None:
    """The commune or EPCI that an answer designates; None when it is put off. `default`: what is proposed."""
    bodies = _which(questions, later=later, default=default)
    if not bodies:
        return None
    body = bodies[0] if len(bodies) == 1 else _among(bodies, questions)
    questions.screen.line(f"Trouvé\u00a0: {body.described}.")
    return body


def starter_of(
    found: Body, questions: Questions, *, head: bool = True, mode: str = ""
) -> CollectiviteStarter:
    """What is known of it, and the answers to the other questions.

    `head`: who presides is asked for; `mode`: how it publishes, where that is known already.
    """
    today = date.today()
    if (seats := found.seats(today)) is not None:
        questions.say(
            f"{found.population}\u00a0: le conseil compte {seats} membres ({ARTICLE}), si la "
            "population retenue lors du dernier renouvellement général est dans la même tranche."
        )
    mode = mode or _mode(questions, online_only=found.online_only(today))
    title = (
        "Maire (par exemple\u00a0: Mme"
        if isinstance(found.place, Commune)
        else "Président (par exemple\u00a0: M."
    )
    return found.starter(mode, _head(title, questions) if head else "", today)


def write(
    workspace: Path, found: Body, starter: CollectiviteStarter, questions: Questions, *, there: bool = False
) -> None:
    """Write its file, or complete the one that is there as it was prepared; say what comes next."""
    screen = questions.screen
    prepare(workspace, screen)
    file = found.file(workspace)
    (complete if there else save)(file, collectivite_text(starter), screen)
    verb = "Relisez" if starter.membres else "Complétez"
    screen.line(f"{verb} les membres dans {shown(file)}, puis\u00a0: {new_command('session', workspace)}")


def _which(questions: Questions, *, later: bool, default: str) -> tuple[Body, ...]:
    question = "Commune ou EPCI (nom, code INSEE ou SIREN)" + (", vide\u00a0: plus tard" if later else "")
    return questions.ask(question, _look_up, default=default or ("" if later else None))


def _look_up(answer: str) -> tuple[Body, ...]:
    if not answer:
        return ()
    found = bodies_named(answer)
    if not found:
        near = near_names(answer)
        advice = f" Noms proches\u00a0: {enumeration(near, 'ou')}." if near else ""
        raise Misread(f"Aucune commune ni aucun EPCI ne s’appelle «\u00a0{answer}\u00a0».{advice}")
    return found


def _among(bodies: tuple[Body, ...], questions: Questions) -> Body:
    shown = bodies[:_MOST]
    for rank, body in enumerate(shown, start=1):
        questions.screen.line(f"  {rank}. {body.described}")
    if len(bodies) > _MOST:
        questions.screen.line(
            f"  … et {len(bodies) - _MOST} autres\u00a0: répondez alors par le code INSEE ou le SIREN."
        )

    def read(answer: str) -> Body:
        by_code = next((body for body in bodies if answer == body.code), None)
        if by_code is not None:
            return by_code
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= len(shown):
            return shown[int(answer) - 1]
        raise Misread(f"Répondez par un numéro de 1 à {len(shown)}, ou par le code.")

    return questions.ask("Laquelle (numéro)", read, default=None)


def _head(question: str, questions: Questions) -> str:
    return questions.text(f"{question} Prénom NOM\u202f; vide\u00a0: plus tard)")


def _mode(questions: Questions, *, online_only: bool) -> str:
    if online_only:
        questions.screen.line(
            "Publication\u00a0: mise en ligne, seule admise ici (art.\u00a0L.\u00a02131-1 du CGCT)."
        )
        return "électronique"
    return questions.choice("Comment publiez-vous les actes", _MODES)


def start_from_roster(workspace: Path, roster: Path, questions: Questions) -> int:
    """Read the spreadsheet, ask what it does not tell, write the file; 1 when an error forbids it.

    A file that `new` prepared and that nobody has changed is completed; any other is left as it is.
    """
    table, told = _table(roster)
    if table is None:
        return _refused(told, questions)
    found = chosen(questions, default=_only(table.communes))
    if found is None:
        return _refused(told, questions)
    genre = GenreCollectivite.COMMUNE if isinstance(found.place, Commune) else GenreCollectivite.EPCI
    read = read_members(table, genre)
    told += read.findings
    if Report(told).errors:
        return _refused(told, questions)
    file = found.file(workspace)
    there = _text(file)
    mode = prepared_mode(there)
    if not mode:
        refuse_existing(file)
    starter = starter_of(found, questions, head=False, mode=mode)
    if mode and not as_prepared(there, starter):
        refuse_existing(file)
    questions.screen.line(f"Tableau lu\u00a0: {compte(len(read.membres), 'membre')}.")
    full = replace(starter, membres=read.membres)
    write(workspace, found, full, questions, there=bool(mode))
    show_findings(told, questions.screen, {})
    return 0


def _text(file: Path) -> str:
    """What the file that bears the name already holds; empty without one, or where it is no text."""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _table(roster: Path) -> tuple[MembersTable | None, tuple[Diagnostic, ...]]:
    source = Sources(Path()).read(roster.absolute(), limit=LIMIT, anywhere=True)
    if isinstance(source, SourceFault):
        return None, (source.finding(),)
    return find_table(read_sheets(source))


def _only(communes: Iterable[str]) -> str:
    """The commune of the table, when it names one alone."""
    named = list(communes)
    return named[0] if len(named) == 1 else ""


def _refused(told: tuple[Diagnostic, ...], questions: Questions) -> int:
    screen = questions.screen
    show_findings(told, screen, {})
    screen.line()
    screen.line(f"Rien n’est écrit\u00a0: {count(Report(told))} dans le tableau des membres.")
    return 1


def start_workspace(folder: Path, questions: Questions) -> None:
    """Make the folders; ask for the commune, which may wait."""
    screen = questions.screen
    screen.line(f"Espace de travail\u00a0: {shown(folder)}")
    prepare(folder, screen, aloud=True)
    screen.line()
    start_collectivite(folder, questions, later=True)
