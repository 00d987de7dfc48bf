"""What is wrong with a Word file beside its tags: fields, corners where none is filled, styles, heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from difflib import get_close_matches
from functools import cache
from io import BytesIO
from urllib.parse import unquote

import docx
from docx.document import Document as WordDocument

from actgen.acts.outputs.docx.archive import bad_address
from actgen.acts.outputs.docx.letterhead import house_letterhead
from actgen.acts.outputs.docx.markup import Element, local, name, plain_text
from actgen.acts.templating.blocks import STYLE
from actgen.acts.templating.word.lines import Paragraphs, without_page_numbers
from actgen.acts.templating.word.losses import PERTE
from actgen.acts.templating.word.parts import Package, Story
from actgen.acts.templating.word.styles import Styles
from actgen.acts.templating.word.tags import OPENER, Findings
from actgen.base.diagnostics import Location, Severity
from actgen.base.rules import rule

CHAMP = rule("GABARIT-CHAMP")

OF_THE_DAY = ("DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME")
_FROM_ELSEWHERE = re.compile(
    "INCLUDE(TEXT|PICTURE)?|IMPORT|LINK|DDE(AUTO)?|DATABASE|RD|MACROBUTTON|EMBED|MERGE(FIELD|REC|SEQ)|"
    "NEXT(IF)?|SKIPIF|ASK|FILLIN|IF|COMPARE|SET"
)
_HARMLESS = ("HYPERLINK", "XE", "TC", "ADVANCE", "PRINT", "SYMBOL", "QUOTE")
_SAID = {
    "TOC": "table des matières",
    "REF": "renvoi",
    "PAGEREF": "renvoi à une page",
    "SEQ": "numéro d’ordre",
    "FORMTEXT": "champ de formulaire",
    "MERGEFIELD": "champ de fusion",
}
_LONGEST_NAME = 30
_PAGES = ("PAGE", "NUMPAGES", "SECTIONPAGES")


def check_fields(places: Paragraphs, findings: Findings) -> None:
    """Tell the fields of a part that an act can’t keep as they are, each kind once."""
    found: dict[str, list[Location]] = {}
    for element, instruction in instructions(places.story.root):
        word = instruction.split(maxsplit=1)[0].upper() if instruction.split() else ""
        if target := bad_address(instruction):
            message = f"Un lien mène à « {target} », qui n’est pas une adresse du web."
            hint = "Supprimez ce lien : clic droit, puis « Supprimer le lien hypertexte »."
            findings.add(CHAMP, message, places.of(element), hint=hint)
        if _BRACE.search(instruction):
            hint = "Remplacez le champ par la balise."
            _misplaced("dans le code d’un champ", places.of(element), findings, hint)
        in_head = not places.story.is_text  # what acts don't bear matters there by what it would fetch or run
        if in_head and not _FROM_ELSEWHERE.fullmatch(word):
            continue
        if word.startswith("_"):
            word = "REF"  # a bookmark that Word hides, alone: a reference without its keyword
        if word and word not in _HARMLESS and not (word in _PAGES and not places.story.is_body):
            found.setdefault((word.lstrip("=") and word) or "=", []).append(places.of(element))
    for word, where in found.items():
        _tell_field(word, list(dict.fromkeys(where)), findings)


def instructions(root: Element) -> Iterator[tuple[Element, str]]:
    """The fields of a part: where each begins, and what it says."""
    opened: list[tuple[Element, list[str]]] = []
    for node in root.iter(name("fldSimple"), name("fldChar"), name("instrText")):
        if local(node) == "fldSimple":
            yield node, node.get(name("instr"), "").strip()
        elif local(node) == "instrText":
            if opened:
                opened[-1][1].append(node.text or "")
        elif node.get(name("fldCharType")) == "begin":
            opened.append((node, []))
        elif node.get(name("fldCharType")) == "end" and opened:
            start, words = opened.pop()
            yield start, "".join(words).strip()
    for start, words in opened:  # never ended
        yield start, "".join(words).strip()


def _tell_field(word: str, where: list[Location], findings: Findings) -> None:
    said = f"{word[:_LONGEST_NAME]} ({_SAID[word]})" if word in _SAID else word[:_LONGEST_NAME]
    severity = None
    if word in OF_THE_DAY:
        message = "change avec le jour où l’on ouvre le fichier : l’acte signé changerait aussi."
        hint = "Écrivez une balise de date, comme {{ seance.date | date }}, à la place du champ."
    elif _FROM_ELSEWHERE.fullmatch(word):
        message = "vient d’un publipostage ou d’un autre fichier : actgen ne le remplit pas."
        hint = (
            "Écrivez une balise, comme {{ collectivite.nom }}, à la place du champ, ou remplacez-le par son "
            "résultat : sélectionnez-le et tapez Ctrl+Maj+F9."
        )
    else:
        severity = Severity.WARNING
        message = "est calculé par Word : l’acte gardera le résultat d’aujourd’hui."
        hint = "Vérifiez ce résultat, ou remplacez le champ par un texte (Ctrl+Maj+F9)."
    findings.add(CHAMP, f"Le champ {said} {message}", *where, hint=hint, severity=severity)


LIEU = rule("GABARIT-LIEU")

_BRACE = re.compile(r"[{}]")


def check_links(places: Paragraphs, document: WordDocument, findings: Findings) -> None:
    """Tell the tags that stand in the address of a link: an address is taken as it is written."""
    tagged = {
        key: unquote(relation.target_ref)
        for key, relation in document.part.rels.items()
        if relation.is_external and OPENER.search(unquote(relation.target_ref))
    }
    for link in places.story.root.iter(name("hyperlink")) if tagged and places.story.is_body else ():
        if any(value in tagged for value in link.attrib.values()):
            hint = "Écrivez l’adresse en toutes lettres dans le texte, la balise comprise, sans lien."
            _misplaced("dans l’adresse d’un lien", places.of(link), findings, hint)


def _misplaced(where: str, place: Location, findings: Findings, hint: str) -> None:
    message = f"Une balise est {where} : elle n’y serait pas remplie comme les autres."
    findings.add(LIEU, message, place, hint=hint)


_OF_ACTS = "acte"
_MOST = 20


def check_styles(places: Paragraphs, known: Styles, findings: Findings) -> None:
    """Tell the paragraphs whose style says nothing: it is no style of acts, or is not in the file."""
    styles = known.styles
    found: dict[str, list[Location]] = {}
    for paragraph in places.numbers:
        used = paragraph.find(f"{name('pPr')}/{name('pStyle')}")
        if used is None:
            continue
        key = used.get(name("val"), "")
        if key not in styles or _pretends(key, known):
            found.setdefault(key, []).append(places.of(paragraph))
    for key, where in found.items():
        said = style_name(styles[key]) if key in styles else key
        reason = "n’est pas un style d’acte" if key in styles else "n’est pas défini dans le fichier"
        findings.add(
            STYLE,
            f"Le style « {said} » {reason} : ce texte serait mis en forme comme un texte courant.",
            *where[:_MOST],
            hint=_hint(said),
            severity=Severity.WARNING,
        )


def _hint(said: str) -> str:
    near = get_close_matches(said, house_styles(), n=2)
    if not near:
        return "Choisissez-lui un style de la liste de Word : « Acte – Corps » pour un texte courant."
    return f"Vouliez-vous dire {' ou '.join(f'« {one} »' for one in near)} ?"


@cache
def house_styles() -> tuple[str, ...]:
    """The names of the styles of acts, as Word lists them."""
    styles = docx.Document(BytesIO(house_letterhead())).styles.element
    return tuple(
        style_name(style) for style in styles.findall(name("style")) if _is_of_acts(style_name(style))
    )


def style_name(style: Element) -> str:
    """The name of a style in Word’s list."""
    node = style.find(name("name"))
    return "" if node is None else node.get(name("val"), "")


def _is_of_acts(said: str) -> bool:
    return said.lower().startswith(_OF_ACTS)


def _pretends(key: str, styles: Styles) -> bool:
    """Whether a style is named like one of acts, and is neither one nor made from one."""
    names = [style_name(style).lower() for style in styles.chain(key)]
    return _is_of_acts(names[0]) and not {said.lower() for said in house_styles()}.intersection(names)


_RUNNING = ("header+xml", "footer+xml")
_DRAWN = ("drawing", "pict", "object", "sym", "oMath")


def check_head(places: Paragraphs, stories: Sequence[Story], findings: Findings) -> None:
    """Tell a head or a foot that says something else than those of the house: acts bear the letterhead.

    It comes last: one where a slip was found is to be mended, or taken out, anyway.
    """
    root, label = places.story.root, places.story.label
    if any(place.part == label for finding in findings.found for place in finding.locations):
        return
    drawn = next((node for node in root.iter() if local(node) in _DRAWN), None)
    said = _said(root)
    if drawn is None and (not said or said in _of_the_house() or _is_told(places.story, stories)):
        return
    first = next((line for line in places.numbers if plain_text(line).strip()), drawn)
    assert first is not None, "something is said, or drawn"
    findings.add(
        PERTE,
        f"Le texte ou l’image de « {label} » ne passe pas dans les actes : ils portent "
        "l’en-tête et le pied de page de la collectivité.",
        places.of(first),
        hint="Mettez-le dans le papier à en-tête de la collectivité ; si l’acte doit le dire, écrivez-le "
        "dans le corps du modèle.",
        severity=Severity.WARNING,
    )


def check_settings_part(package: Package, findings: Findings) -> None:
    """Tell a mail merge: its source of data is left out, and so is what it would have filled."""
    if package.document.settings.element.find(name("mailMerge")) is not None:
        findings.add(
            PERTE,
            "Un publipostage est réglé dans le modèle : il ne passe pas dans les actes.",
            Location(package.file),
            hint="Dans Word\u00a0: onglet Publipostage, Démarrer la fusion et le publipostage, "
            "« Document Word normal ».",
            severity=Severity.WARNING,
        )


def _is_told(story: Story, stories: Sequence[Story]) -> bool:
    """Whether the first page, or the even ones, say again what all pages say.

    LibreOffice saves as two parts the one that both kinds of pages share.
    """
    of_all = (each for each in stories if each.label != story.label and story.label.startswith(each.label))
    return any(_said(each.root) == _said(story.root) for each in of_all)


@cache
def _of_the_house() -> frozenset[str]:
    """What heads and feet of the house say, their tags as they are written."""
    parts = docx.Document(BytesIO(house_letterhead())).part.package.iter_parts()
    return frozenset(_said(part.element) for part in parts if part.content_type.endswith(_RUNNING))


def _said(root: Element) -> str:
    """What a head says, but the numbers of its pages: each program writes them anew when it saves."""
    numberless = deepcopy(root)
    without_page_numbers(numberless)
    return "".join(plain_text(numberless).split())
