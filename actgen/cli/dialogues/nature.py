"""`actgen new kind deliberations/NOM`: from a few questions, a kind that renders."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

from actgen.api.report.findings import show_findings
from actgen.api.workspace import Workspace
from actgen.authoring.natures import made_text
from actgen.authoring.starters.files import write_new
from actgen.authoring.starters.nature import FAMILLE, ChampStarter, NatureStarter, nature_files
from actgen.base.errors import UsageError, quoted
from actgen.base.text.keys import cle, slug
from actgen.base.text.verbs import articles
from actgen.cli.dialogues.questions import Misread, Questions, save, shown
from actgen.council.facts.point import Point
from actgen.council.facts.types_de_champ import TYPES, TypeChamp
from actgen.council.kinds.declaration import NOM
from actgen.law.nomenclature import matiere
from actgen.reading.facts import keys_of

_MOST_FIELDS = 30
_MARKS = re.compile(r"[{}<>|*_#`\\\[\]~]")
_ANNOUNCED = {
    TypeChamp.ANNEE: ("annee", "exercice", "millesime"),
    TypeChamp.DATE: ("date",),
    TypeChamp.TAUX: ("taux",),
    TypeChamp.DUREE: ("duree",),
    TypeChamp.CONTENANCE: ("contenance", "superficie", "surface"),
    TypeChamp.MONTANT: ("prix", "montant", "cout", "loyer", "redevance"),
}
_TYPES = tuple(kind for kind, row in TYPES.items() if row.exemples)


def start_kind(workspace: Path, chemin: str, questions: Questions, *, word: bool = False) -> int:
    """Ask, write the folder and what its example gives. Raises UsageError for a name that can't be.

    `word`: its texts are written in Word.
    """
    code = _code(chemin)
    folder = workspace / "templates" / FAMILLE / code
    _refuse_known(workspace, folder, code)
    starter = _asked(code, questions)
    for name, content in nature_files(starter, word=word).items():
        save(folder / name, content, questions.screen, private=False)
    text, findings = made_text(folder / "exemple.yaml", code)
    if text is None:
        show_findings(findings, questions.screen, {})
        return 1
    write_new(folder / "attendu.md", text)
    questions.screen.line(f"Écrit\u00a0: {shown(folder / 'attendu.md')}, le texte que donne l’exemple")
    texts = [f"{name}{'.docx' if word else '.md'}" for name in ("corps", "expose", "dispositif")]
    questions.say(
        f"Les textes sont à vous\u00a0: {', '.join(texts[:-1])} et {texts[-1]}. Pour voir les pages\u00a0: "
        f"actgen render {shown(folder / 'exemple.yaml')}"
    )
    questions.say(f"Dans une séance, un point emploie cette nature en écrivant\u00a0: acte: {code}")
    if starter.champs:
        questions.say("Pour que votre éditeur en connaisse les rubriques\u00a0: actgen schema")
    return 0


def _code(chemin: str) -> str:
    famille, _, code = chemin.rpartition("/")
    if famille not in ("", FAMILLE):
        raise UsageError(
            f"Une nature d’acte se crée parmi les délibérations\u00a0: {FAMILLE}/{code or 'nom_de_l_acte'}.",
            "new",
        )
    if not NOM.fullmatch(code):
        proche = slug(code).replace("-", "_") if code else ""
        conseil = f", par exemple {FAMILLE}/{proche}" if NOM.fullmatch(proche) else ""
        raise UsageError(
            f"{quoted(code)} ne peut pas être le nom d’une nature d’acte\u00a0: écrivez-le en minuscules "
            f"sans accent, avec des soulignés{conseil}.",
            "new",
        )
    return code


def _refuse_known(workspace: Path, folder: Path, code: str) -> None:
    if folder.exists():
        raise UsageError(
            f"Le dossier {quoted(shown(folder))} existe déjà\u00a0: il est laissé tel quel. Choisissez un "
            "autre nom.",
            "new",
        )
    connue = Workspace(workspace).templates().catalogue.get(code)
    if connue is not None:
        raise UsageError(
            f"La nature d’acte {quoted(code)} existe déjà ({connue.titre}). Pour en changer les mots, "
            f"copiez-la\u00a0: actgen templates copy {code}. Pour une autre, choisissez un autre nom.",
            "new",
        )


def _asked(code: str, questions: Questions) -> NatureStarter:
    titre = questions.ask("Titre de l’acte (par exemple\u00a0: Vente d’une parcelle)", _words, default=None)
    objet = questions.ask("Objet de la délibération", _words, default=titre)
    decision = questions.ask(
        "Ce que le conseil décide (par exemple\u00a0: approuve la vente de la parcelle)", _words, default=None
    )
    code_matiere = questions.ask(
        "Matière pour la transmission (par exemple 3.2\u202f; vide\u00a0: plus tard)", _matiere
    )
    ((verbe, suite, _),) = articles([decision])
    return NatureStarter(
        code=code,
        titre=titre,
        objet=objet,
        verbe=verbe.removesuffix("."),
        suite=suite.removesuffix(".") + "\u202f;",
        matiere=code_matiere,
        champs=_fields(questions),
    )


def _fields(questions: Questions) -> tuple[ChampStarter, ...]:
    questions.say(
        "Qu’est-ce que l’acte demande en propre\u202f? Un champ par réponse\u00a0: le prix, l’acheteur, la "
        "date… Types\u00a0: "
        + ", ".join(kind.value for kind in _TYPES)
        + "\u202f; un choix, une liste ou un tableau s’ajoutent ensuite dans acte.yaml."
    )
    fields: list[ChampStarter] = []
    while len(fields) < _MOST_FIELDS:
        taken = {field.nom for field in fields}
        titre = questions.ask(f"Champ {len(fields) + 1} (vide\u00a0: terminé)", partial(_name, taken=taken))
        if not titre:
            break
        fields.append(_field(titre, questions))
    return tuple(fields)


def _field(titre: str, questions: Questions) -> ChampStarter:
    kind = questions.ask("  Type", _type, default=_likely(titre).value)
    needed = questions.choice("  Obligatoire", ("oui", "non"), default="oui") == "oui"
    return ChampStarter(_nom(titre), titre, kind, needed)


def _likely(titre: str) -> TypeChamp:
    """The type that a title announces by its first word: « Prix de vente », « Exercice »."""
    first = slug(titre).partition("-")[0]
    return next((kind for kind, words in _ANNOUNCED.items() if first in words), TypeChamp.TEXTE)


def _words(answer: str) -> str:
    """Words that a template prints as they are."""
    if found := _MARKS.search(answer):
        raise Misread(f"Écrivez-le sans le signe «\u00a0{found.group()}\u00a0».")
    return answer.strip().removesuffix(".")


def _matiere(answer: str) -> str:
    if answer and matiere(answer) is None:
        raise Misread(
            f"La matière «\u00a0{answer}\u00a0» n’existe pas\u00a0: un code a deux niveaux, comme 3.2."
        )
    return answer


def _nom(titre: str) -> str:
    """« Prix de vente » → prix_de_vente."""
    return slug(titre, 40).replace("-", "_")


def _name(answer: str, *, taken: set[str]) -> str:
    """The title of a field whose name, made from it, is free."""
    if not answer:
        return ""
    titre = _words(answer)
    nom = _nom(titre)
    if not NOM.fullmatch(nom):
        raise Misread("Donnez-lui un nom qui commence par une lettre.")
    if nom in keys_of(Point):
        raise Misread(f"«\u00a0{nom}\u00a0» est déjà une rubrique de tous les points\u00a0: précisez ce nom.")
    if nom in taken:
        raise Misread(f"«\u00a0{nom}\u00a0» est déjà demandé\u00a0: choisissez un autre nom.")
    return titre[:1].upper() + titre[1:]


def _type(answer: str) -> TypeChamp:
    sought = cle(answer.replace("_", " "))
    found = next((kind for kind in _TYPES if cle(kind.value.replace("_", " ")) == sought), None)
    if found is None:
        raise Misread(f"Types\u00a0: {', '.join(kind.value for kind in _TYPES)}.")
    return found
