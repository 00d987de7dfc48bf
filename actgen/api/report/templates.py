"""The screens of `templates`: kinds of acts, what their texts may name, their files, what is wrong in them.

And the same as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from actgen.api.report.as_json import finding_report
from actgen.api.report.findings import count, most_pressing, show_findings
from actgen.api.report.screen import Screen, Tone
from actgen.authoring.copies import Copied, CopyFormat, Models
from actgen.authoring.templates.checking import Checked
from actgen.authoring.templates.expected import Expected
from actgen.authoring.templates.origins import KindLine, Reading, TextFile
from actgen.authoring.templates.selection import Selection
from actgen.authoring.templates.strays import Owner
from actgen.authoring.templates.vocabulary import VocabularySheet
from actgen.base.diagnostics import Diagnostic
from actgen.base.errors import quoted
from actgen.base.records import as_dict
from actgen.base.text.grammar import compte
from actgen.council.kinds.manifest import Kind

Family = tuple[str, list[KindLine]]

_INDENT = 2


# list


def show_kinds(families: Sequence[Family], faults: Sequence[Diagnostic], screen: Screen) -> None:
    """Every kind, family by family."""
    for rank, (family, lines) in enumerate(families):
        if rank:
            screen.line()
        screen.line(family, Tone.STRONG)
        screen.grid([(each.code, each.format, each.title, each.origin) for each in lines])
    show_findings(faults, screen, {})
    screen.line()
    screen.line("Les variables d’une nature d’acte\u00a0: actgen templates vars CODE")


def kinds_report(families: Sequence[Family], faults: Sequence[Diagnostic]) -> dict[str, Any]:
    """The same for other programs."""
    names = ("code", "titre", "famille", "format", "origine", "dossier")
    told = [dict(zip(names, as_dict(each).values(), strict=True)) for _, lines in families for each in lines]
    wrong = [finding_report(each) for each in faults]
    return {"natures": told} | ({"constats": wrong} if wrong else {})


# vars


def show_sheet(sheet: VocabularySheet, words: Sequence[str], screen: Screen) -> bool:
    """Every part that has something to show, of what bears these words; False when none has."""
    shown = False
    for vocabulary in sheet.vocabularies:
        kept = [each for each in vocabulary.variables if _matches((each.tag, each.type, each.meaning), words)]
        if kept:
            _head(f"VARIABLES DE {', '.join(vocabulary.texts)}", screen)
            screen.say(vocabulary.meaning)
            screen.table([(each.tag, list(_told(each.type, each.meaning, each.sample))) for each in kept])
            shown = True
    clauses = [(f"{{{{ clause.{each.name} }}}}", each.title) for each in sheet.clauses]
    filters = [(f"| {each.name}", each.meaning) for each in sheet.filters]
    tests = [(f"is {each.name}", each.meaning) for each in sheet.tests]
    for title, rows in (("CLAUSES", clauses), ("FILTRES", filters), ("TESTS", tests)):
        if kept_rows := [row for row in rows if _matches(row, words)]:
            _head(title, screen)
            screen.table(kept_rows)
            shown = True
    if not words:
        screen.line()
        screen.say(f"Dans une page\u00a0: actgen templates vars {sheet.kind.code} --html variables.html")
    return shown


def _told(kind: str, meaning: str, sample: str) -> Iterator[str]:
    yield f"{kind[0].upper()}{kind[1:]}. {meaning}"
    if sample:
        yield f"→ {sample}"


def _matches(texts: Iterable[str], words: Sequence[str]) -> bool:
    whole = " ".join(texts).casefold()
    return all(word in whole for word in words)


def _head(text: str, screen: Screen) -> None:
    screen.line()
    screen.line(text, Tone.STRONG)


def sheet_report(sheet: VocabularySheet) -> dict[str, Any]:
    """The same for other programs."""
    variables = [
        {
            "textes": list(vocabulary.texts),
            "variable": each.path,
            "ecrire": each.tag,
            "type": each.type,
            "facultatif": each.optional,
            "sens": each.meaning,
            "exemple": each.sample or None,
        }
        for vocabulary in sheet.vocabularies
        for each in vocabulary.variables
    ]
    clauses = [
        {"clause": each.name, "titre": each.title, "fondement": each.basis or None, "fichier": each.file}
        for each in sheet.clauses
    ]
    tools = {
        name: [{"nom": each.name, "sens": each.meaning} for each in told]
        for name, told in (("filtres", sheet.filters), ("tests", sheet.tests))
    }
    return {"nature": sheet.kind.code, "variables": variables, "clauses": clauses, **tools}


# which


def show_readings(kind: Kind, readings: Sequence[Reading], screen: Screen) -> None:
    """The pieces of a kind for each reader, and the file of each."""
    for rank, (reader, found) in enumerate(readings):
        if rank:
            screen.line()
        screen.line(f"{kind.titre} ({kind.chemin}){reader.words}", Tone.STRONG)
        screen.grid([(_name(each), each.level or "", each.file or "aucun fichier", "") for each in found])


def _name(piece: TextFile) -> str:
    return f"  clause {piece.name}" if piece.of else piece.name


def readings_report(kind: Kind, readings: Sequence[Reading]) -> dict[str, Any]:
    """The same for other programs."""
    told = [
        {
            "commune": reader.commune or None,
            "groupement": reader.group or None,
            "textes": [
                {
                    "nom": each.name,
                    "demande_par": each.of or None,
                    "fichier": each.file or None,
                    "niveau": each.level,
                    "format": each.format or None,
                }
                for each in found
            ],
        }
        for reader, found in readings
    ]
    return {"nature": kind.code, "lectures": told}


# check


def show_checked(
    selection: Selection,
    checked: Checked,
    written: Sequence[Path],
    expected: Sequence[Expected],
    screen: Screen,
) -> None:
    """What was tried, what is wrong, what was written: `written` are the copies with notes for Word."""
    report = checked.report
    screen.say(_tried(selection, checked), Tone.STRONG)
    show_findings((*report.errors, *report.warnings), screen, {})
    screen.line()
    for place in written:
        screen.line(f"{place.as_posix()}\u00a0: écrit, à lire dans Word")
    for each in expected:
        screen.line(f"{each.place.as_posix()}\u00a0: {_became(each)}")
    screen.line(f"{count(report)}.")
    if report.errors:
        screen.say(
            "Corrigez les erreurs, puis relancez\u00a0: un texte qui en porte une n’est pas essayé en entier."
        )
    if first := most_pressing((*report.errors, *report.warnings)):
        screen.line(f"Détail d’une règle\u00a0: actgen explain {first.code}")


def _became(expected: Expected) -> str:
    if not expected.made:
        return "non écrit, car l’exemple ne donne pas son acte"
    return "écrit, c’est le texte que donne l’exemple" if expected.written else "déjà à jour"


def _tried(selection: Selection, checked: Checked) -> str:
    """What was checked, and on how many trials."""
    if not selection.kinds:
        return "Aucune nature d’acte n’emploie ce qui est là\u00a0: rien n’a pu être essayé."
    clauses = [compte(len(selection.clauses), "clause")] if selection.clauses else []
    kinds = compte(len(selection.kinds), "nature d’acte", "natures d’acte")
    trials = f"{compte(checked.sessions, 'séance')} et {compte(checked.acts, 'acte')} d’essai"
    return f"Modèles contrôlés\u00a0: {', '.join((*clauses, kinds, trials))}."


def checked_report(
    selection: Selection, checked: Checked, written: Sequence[Path], expected: Sequence[Expected]
) -> dict[str, Any]:
    """The same for other programs."""
    report = checked.report
    return {
        "natures": [kind.code for kind in selection.kinds],
        "clauses": list(selection.clauses),
        "essais": {"seances": checked.sessions, "actes": checked.acts},
        "constats": [finding_report(finding) for finding in report.findings],
        "bilan": {"erreurs": len(report.errors), "avertissements": len(report.warnings)},
        "annotes": [place.as_posix() for place in written],
        "attendus": [{"fichier": each.place.as_posix(), "ecrit": each.written} for each in expected],
    }


# copy


def show_copied(
    models: Models, wanted: CopyFormat, copied: Copied, whose: Owner, out: str, screen: Screen
) -> None:
    """What was written or left, and what to do next; `out`: the folder that was asked for, if any."""
    whom = f", {whose.words.rstrip(',')}" if whose.folder else ""
    screen.line(f"{models.title} ({models.folder}), en {wanted.words}{whom}", Tone.STRONG)
    became = (
        ("écrit", copied.written),
        ("existe déjà, laissé tel quel", copied.kept),
        ("votre texte d’avant, gardé", copied.aside),
    )
    for words, places in became:
        for place in places:
            screen.line(f"{' ' * _INDENT}{place.as_posix()}\u00a0: {words}")
    if copied.opposed:
        screen.say(_opposed(copied.opposed, wanted), Tone.ERROR, indent=_INDENT)
    for reason in copied.refused:
        screen.say(reason, Tone.ERROR, indent=_INDENT)
    if copied.written:
        _head("Et maintenant", screen)
        for advice in _next(models, wanted, copied, whose, out):
            screen.say(advice, indent=_INDENT)


def _opposed(files: tuple[Path, ...], wanted: CopyFormat) -> str:
    names = ", ".join(file.name for file in files)
    those = "ce fichier" if len(files) == 1 else "ces fichiers"
    return (
        f"Non copié en {wanted.words}, car déjà écrit en {wanted.other.words}\u00a0: {names}. Dans un même "
        f"dossier, un texte n’a qu’un format. Pour en changer, retirez {those} de "
        f"{quoted(files[0].parent.as_posix())}."
    )


def _next(models: Models, wanted: CopyFormat, copied: Copied, whose: Owner, out: str) -> Iterator[str]:
    if wanted is CopyFormat.WORD:
        yield (
            "Ouvrez ces fichiers dans Word et changez-en les phrases. En bleu, les balises\u00a0: {{ … }} "
            "donne une valeur, {%p … %} entoure des paragraphes, {%tr … %} des lignes de tableau. "
            "Gardez-les entières."
        )
        if copied.aside:
            yield (
                "Pour revenir au Markdown, retirez ces fichiers Word et remettez à leur place ceux de "
                f"{quoted(copied.aside[0].parent.as_posix())}."
            )
    else:
        yield "Ouvrez ces fichiers dans un éditeur de texte et changez-en les phrases."
    yield f"Contrôlez-les ensuite\u00a0: actgen templates check {copied.written[0].parent.as_posix()}"
    if models.kind is not None:
        code = models.kind.code
        yield f"Les variables à employer\u00a0: actgen templates vars {code} --html variables.html"
    if whose.group:
        yield (
            f"Pour vous en servir\u00a0: actgen batch groupements/{whose.group}.yaml les prend de lui-même, "
            "comme les séances qui nomment ce groupement."
        )
    elif out and models.kind is not None and models.kind.famille.traits.du_groupe:
        yield f"Pour vous en servir\u00a0: actgen batch GROUPEMENT --templates {out}"
    elif out:
        yield f"Pour vous en servir\u00a0: actgen render SEANCE --templates {out}"
