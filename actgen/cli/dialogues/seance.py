"""`actgen new session`: a session still to be held."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from actgen.authoring.starters.seance import PointStarter, SeanceStarter, seance_text
from actgen.cli.dialogues.actes import Actes
from actgen.cli.dialogues.saving import new_command, prepare, refuse_existing, save, shown
from actgen.cli.questions import Misread, Questions
from actgen.errors import UsageError
from actgen.kinds.catalogue import Catalogue, search_path
from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_date, parse_hour
from actgen.sources import Sources
from actgen.text.keys import nearest

Value = TypeVar("Value")
_MOST_ITEMS = 200


def start(workspace: Path, questions: Questions) -> None:
    """Ask whose session, when and where, and its agenda; write its file."""
    known = sorted(place.stem for place in (workspace / "collectivites").glob("*.yaml"))
    if not known:
        raise UsageError(
            "Aucune collectivité dans cet espace de travail. Commencez par\u00a0: "
            f"{new_command('collectivite', workspace)}\u202f; s’il est ailleurs, nommez son dossier, "
            "par exemple\u00a0: actgen new session mairie",
            "new",
        )
    collectivite = _which(known, questions)
    jour = questions.ask("Date de la séance (par exemple 15/12/2022)", _reader(parse_date), default=None)
    file = workspace / "seances" / SeanceStarter(collectivite, jour).name
    refuse_existing(file)  # before ten more questions are answered for nothing
    starter = SeanceStarter(
        collectivite,
        jour,
        heure=_optional(questions, "Heure (par exemple 20h30\u202f; vide\u00a0: plus tard)", parse_hour),
        lieu=questions.text("Lieu (vide\u00a0: plus tard)"),
        convocation=_optional(questions, "Convocation envoyée le (vide\u00a0: plus tard)", parse_date),
        points=_items(workspace, questions),
    )
    prepare(workspace, questions.screen)
    save(file, seance_text(starter), questions.screen)
    questions.screen.line(f"Complétez-le après la séance, puis\u00a0: actgen check {shown(file)}")


def _which(known: list[str], questions: Questions) -> str:
    def read(answer: str) -> str:
        found = nearest(answer, known, likeness=0.9)
        if found is None:
            raise Misread(f"Collectivités de cet espace de travail\u00a0: {', '.join(known)}.")
        return found

    if len(known) == 1:
        questions.screen.line(f"Collectivité\u00a0: {known[0]}")
        return known[0]
    return questions.ask(f"Collectivité ({', '.join(known)})", read, default=None)


def _items(workspace: Path, questions: Questions) -> tuple[str | PointStarter, ...]:
    actes = Actes(Catalogue(Sources(workspace), search_path(workspace)), questions)
    actes.announce()
    items: list[str | PointStarter] = []
    while len(items) < _MOST_ITEMS:
        subject = questions.ask(f"Objet du point {len(items) + 1} (vide\u00a0: terminé)", actes.chosen)
        if not subject:
            break
        items.append(subject if isinstance(subject, str) else actes.asked(subject))
    return tuple(items)


def _optional(questions: Questions, question: str, parse: Callable[[str], Value | Problem]) -> Value | None:
    return questions.ask(question, lambda answer: _reader(parse)(answer) if answer else None)


def _reader(parse: Callable[[str], Value | Problem]) -> Callable[[str], Value]:
    def read(answer: str) -> Value:
        found = parse(answer)
        if isinstance(found, Problem):
            raise Misread(f"{found.message} {found.hint}".strip())
        return found

    return read
