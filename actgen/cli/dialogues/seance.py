"""A session to be held: its collectivity, its day, its items, each with the act that it asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from actgen.api import Workspace
from actgen.authoring.starters.seance import PointStarter, SeanceStarter, seance_text
from actgen.cli.dialogues.questions import (
    Misread,
    Questions,
    new_command,
    prepare,
    refuse_existing,
    save,
    shown,
)
from actgen.errors import UsageError
from actgen.facts.champs import Champ, TypeChamp
from actgen.kinds.catalogue import Catalogue
from actgen.kinds.manifest import Kind
from actgen.reading.scalars import (
    Problem,
    parse_amount,
    parse_choice,
    parse_count,
    parse_date,
    parse_year,
    parse_yes_no,
)
from actgen.reading.scalars.dates import parse_hour
from actgen.text.keys import nearest

_ACTE = re.compile(r"acte\s*:\s*(?P<code>.+)", re.I)
_SEPARATEUR = ";"
_MOST_LINES = 500
_PARSERS: dict[TypeChamp, Callable[[str], object]] = {
    TypeChamp.MONTANT: partial(parse_amount, negative=True),
    TypeChamp.NOMBRE: parse_count,
    TypeChamp.ANNEE: parse_year,
    TypeChamp.DATE: parse_date,
    TypeChamp.OUI_NON: parse_yes_no,
}


class Actes(Struct, frozen=True):
    """The kinds of deliberation that a workspace has, and the questions of theirs."""

    catalogue: Catalogue
    questions: Questions

    def announce(self) -> None:
        """Say which kinds have questions of their own, before the first item."""
        codes = [code for code in self.catalogue.deliberations() if self.catalogue.kinds[code].champs]
        if codes:
            self.questions.say(
                "Un acte qui a ses propres questions se nomme au lieu de l’objet\u00a0: "
                + ", ".join(f"acte:\u00a0{code}" for code in sorted(codes))
                + "."
            )

    def chosen(self, answer: str) -> str | Kind:
        """The object of an item, or the kind that it names. Raises Misread for a kind that there isn't."""
        named = _ACTE.fullmatch(answer)
        if named is None:
            return answer
        known = self.catalogue.deliberations()
        code = named["code"].strip()
        if code not in known:
            near = nearest(code, known)
            advice = (
                f"Le nom le plus proche\u00a0: {near}."
                if near
                else f"Natures connues\u00a0: {', '.join(known)}."
            )
            raise Misread(f"Aucune nature de délibération ne s’appelle «\u00a0{code}\u00a0». {advice}")
        return self.catalogue.kinds[code]

    def asked(self, kind: Kind) -> PointStarter:
        """The item with the answers to the questions of its kind; an empty one is left for later."""
        champs = tuple((champ.nom, self._answer(champ), champ.titre) for champ in kind.champs)
        objet = kind.objet
        for nom, written, _ in champs:
            if isinstance(written, str) and written:
                objet = objet.replace(f"{{{nom}}}", written)
        connu = objet if objet and "{" not in objet else kind.titre
        return PointStarter(connu, kind.code, champs, vote=not kind.prend_acte)

    def _answer(self, champ: Champ) -> str | tuple[str, ...]:
        question = f"  {champ.question or champ.titre}"
        if champ.type is TypeChamp.LIGNES:
            shape = f" {_SEPARATEUR} ".join(colonne.titre for colonne in champ.colonnes)
            return self._several(question, partial(_row, champ), shape)
        if champ.type is TypeChamp.LISTE:
            return self._several(question, partial(_checked, champ, champ.de))
        exemple = f" (par exemple\u00a0: {champ.exemple[0]})" if champ.exemple else ""
        if champ.choix:
            exemple = f" ({', '.join(champ.choix)})"
        return self.questions.ask(f"{question}{exemple}", partial(_checked, champ, champ.type))

    def _several(self, question: str, read: Callable[[str], str], shape: str = "") -> tuple[str, ...]:
        """One answer a line; `shape` tells the cells of a row."""
        self.questions.say(question)
        told = f" ({shape}\u202f; vide\u00a0: terminé)" if shape else " (vide\u00a0: terminé)"
        answers: list[str] = []
        while len(answers) < _MOST_LINES:
            answer = self.questions.ask(f"    {len(answers) + 1}{told}", read)
            if not answer:
                break
            answers.append(answer)
        return tuple(answers)


def _checked(champ: Champ, kind: TypeChamp, answer: str) -> str:
    """The answer as it is, once it is known to be read."""
    parse = partial(parse_choice, choices=champ.choix) if kind is TypeChamp.CHOIX else _PARSERS.get(kind)
    read = parse(answer) if answer and parse is not None else answer
    if isinstance(read, Problem):
        raise Misread(f"{read.message} {read.hint}".strip())
    return answer


def _row(champ: Champ, answer: str) -> str:
    cells = [cell.strip() for cell in answer.split(_SEPARATEUR)]
    if len(cells) > len(champ.colonnes):
        raise Misread(f"Cette ligne a {len(cells)} cellules\u202f; le tableau en a {len(champ.colonnes)}.")
    for colonne, cell in zip(champ.colonnes, cells, strict=False):
        _checked(colonne, colonne.type, cell)
    return answer


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
    actes = Actes(Workspace(workspace).templates().catalogue, questions)
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
