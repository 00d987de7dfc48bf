"""A session to be held: its collectivity, its day, its items, each with the act that it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from actgen.api.workspace import Workspace
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import UsageError
from actgen.base.records import replace
from actgen.base.text.keys import nearest
from actgen.cli.dialogues.questions import (
    Misread,
    Questions,
    new_command,
    prepare,
    refuse_existing,
    save,
    shown,
)
from actgen.council.facts.reprise import parse_reprise
from actgen.council.kinds.catalogue import Catalogue
from actgen.reading.scalars import Problem, parse_date
from actgen.reading.scalars.dates import parse_hour
from actgen.session.recopie import recopied
from actgen.session.starter import PointStarter, SeanceStarter, seance_text

_ACTE = re.compile(r"acte\s*:\s*(?P<code>.+)", re.I)
_REPREND = re.compile(r"reprend\s*:\s*(?P<point>.+)", re.I)


Value = TypeVar("Value")
_MOST_ITEMS = 200


def start_session(workspace: Path, questions: Questions) -> None:
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
    starter = SeanceStarter(collectivite, jour)
    file = workspace / "seances" / starter.name
    refuse_existing(file)  # before ten more questions are answered for nothing
    starter = replace(
        starter,
        heure=_optional(questions, "Heure (par exemple 20h30\u202f; vide\u00a0: plus tard)", parse_hour),
        lieu=questions.text("Lieu (vide\u00a0: plus tard)"),
        convocation=_optional(questions, "Convocation envoyée le (vide\u00a0: plus tard)", parse_date),
        points=_items(workspace, starter, questions),
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


def _items(workspace: Path, starter: SeanceStarter, questions: Questions) -> tuple[str | PointStarter, ...]:
    catalogue = Workspace(workspace).templates().catalogue
    codes = [code for code in catalogue.deliberations() if catalogue.kinds[code].champs]
    if codes:
        questions.say(
            "Un acte qui a ses propres rubriques se nomme au lieu de l’objet, le fichier les demande\u00a0: "
            + ", ".join(f"acte:\u00a0{code}" for code in sorted(codes))
            + "."
        )
    questions.say(
        "Un point d’une séance passée se reprend par sa date et son numéro, chiffres laissés en blanc\u00a0: "
        "reprend:\u00a02026-04-10\u00a0point\u00a03."
    )
    items: list[str | PointStarter] = []
    while len(items) < _MOST_ITEMS:
        question = f"Objet du point {len(items) + 1} (vide\u00a0: terminé)"
        item = questions.ask(question, partial(_item, catalogue=catalogue, starter=starter))
        if not item:
            break
        items.append(item)
    return tuple(items)


def _item(answer: str, *, catalogue: Catalogue, starter: SeanceStarter) -> str | PointStarter:
    """The object of an item, or the kind or the past item that it names, to be completed. Raises Misread."""
    if taken_up := _REPREND.fullmatch(answer):
        _reader(parse_reprise)(taken_up["point"])
        made = recopied(taken_up["point"], starter, catalogue)
        if isinstance(made, Diagnostic):
            raise Misread(f"{made.message} {made.hint}".strip())
        return made
    named = _ACTE.fullmatch(answer)
    if named is None:
        return answer
    known, code = catalogue.deliberations(), named["code"].strip()
    if code not in known:
        near = nearest(code, known)
        advice = (
            f"Le nom le plus proche\u00a0: {near}." if near else f"Natures connues\u00a0: {', '.join(known)}."
        )
        raise Misread(f"Aucune nature de délibération ne s’appelle «\u00a0{code}\u00a0». {advice}")
    kind = catalogue.kinds[code]
    champs = tuple((champ.nom, "", champ.question or champ.titre) for champ in kind.champs)
    objet = kind.objet if kind.objet and "{" not in kind.objet else kind.titre
    return PointStarter(objet, code, champs, vote=not kind.prend_acte)


def _optional(questions: Questions, question: str, parse: Callable[[str], Value | Problem]) -> Value | None:
    return questions.ask(question, lambda answer: _reader(parse)(answer) if answer else None)


def _reader(parse: Callable[[str], Value | Problem]) -> Callable[[str], Value]:
    def read(answer: str) -> Value:
        found = parse(answer)
        if isinstance(found, Problem):
            raise Misread(f"{found.message} {found.hint}".strip())
        return found

    return read
