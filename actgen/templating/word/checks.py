"""What is wrong with a Word file beside its tags: fields, corners where none is filled, styles, heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import cache
from io import BytesIO
from urllib.parse import unquote

import docx
from docx.document import Document as WordDocument
from lxml import etree

from actgen.diagnostics import Location, Severity
from actgen.outputs.docx.letterhead import house_letterhead
from actgen.outputs.docx.markup import Element, drawn_words, local, name, plain_text
from actgen.rules import rule
from actgen.templating.blocks import STYLE
from actgen.templating.word.lines import Paragraphs, WordLine
from actgen.templating.word.losses import PERTE
from actgen.templating.word.parts import Package, Story, bad_address
from actgen.templating.word.styles import Styles
from actgen.templating.word.tags import OPENER, Findings, WordTag

CHAMP = rule("GABARIT-CHAMP")

_OF_THE_DAY = ("DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME")
_FETCHING = [
    "INCLUDETEXT",
    "INCLUDEPICTURE",
    "INCLUDE",
    "IMPORT",
    "LINK",
    "DDE",
    "DDEAUTO",
    "DATABASE",
    "RD",
    "MACROBUTTON",
    "EMBED",
]
_MAILING = [
    "MERGEFIELD",
    "MERGEREC",
    "MERGESEQ",
    "NEXT",
    "NEXTIF",
    "SKIPIF",
    "ASK",
    "FILLIN",
    "IF",
    "COMPARE",
    "SET",
]
_HARMLESS = ("HYPERLINK", "XE", "TC", "ADVANCE", "PRINT", "SYMBOL", "QUOTE")
_SAID = {
    "TOC": "table des matières",
    "REF": "renvoi",
    "PAGEREF": "renvoi à une page",
    "NOTEREF": "renvoi à une note",
    "SEQ": "numéro d’ordre",
    "PAGE": "numéro de page",
    "NUMPAGES": "nombre de pages",
    "DATE": "date du jour",
    "TIME": "heure",
    "FORMTEXT": "champ de formulaire",
    "FORMCHECKBOX": "case à cocher",
    "FORMDROPDOWN": "liste de choix",
    "MERGEFIELD": "champ de fusion",
    "FILENAME": "nom du fichier",
    "DOCPROPERTY": "propriété du document",
    "INCLUDETEXT": "fichier inséré",
    "INCLUDEPICTURE": "image liée",
}
_LONGEST_NAME = 30
_PAGES = ("PAGE", "NUMPAGES", "SECTIONPAGES")


def check_fields(places: Paragraphs, findings: Findings) -> None:
    """Tell the fields of a part that an act can’t keep as they are, each kind once."""
    found: dict[str, list[Location]] = {}
    for element, instruction in instructions(places.story.root):
        word = instruction.split(maxsplit=1)[0].upper() if instruction.split() else ""
        if target := bad_address(instruction):
            findings.add(
                CHAMP,
                f"Un lien mène à « {target} », qui n’est pas une adresse du web.",
                places.of(element),
                hint="Supprimez ce lien : clic droit, puis « Supprimer le lien hypertexte ».",
            )
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
    if word in _OF_THE_DAY:
        findings.add(
            CHAMP,
            f"Le champ {said} change avec le jour où l’on ouvre le fichier : l’acte signé changerait aussi.",
            *where,
            hint="Écrivez une balise de date, comme {{ seance.date | date }}, à la place du champ.",
        )
    elif word in _FETCHING:
        findings.add(
            CHAMP,
            f"Le champ {said} va chercher ou lancer quelque chose hors du document.",
            *where,
            hint="Remplacez-le par son résultat : sélectionnez-le et tapez Ctrl+Maj+F9.",
        )
    elif word in _MAILING:
        findings.add(
            CHAMP,
            f"Le champ {said} est celui d’un publipostage de Word, qu’actgen ne remplit pas.",
            *where,
            hint="Écrivez une balise, comme {{ collectivite.nom }}, à la place du champ.",
        )
    else:
        findings.add(
            CHAMP,
            f"Le champ {said} est calculé par Word : l’acte gardera le résultat d’aujourd’hui.",
            *where,
            hint="Vérifiez ce résultat, ou remplacez le champ par un texte (Ctrl+Maj+F9).",
            severity=Severity.WARNING,
        )


LIEU = rule("GABARIT-LIEU")

_ALTERNATIVES = ("descr", "title", "alt")
_BRACE = re.compile(r"[{}]")


def check_corners(places: Paragraphs, styles: Styles, findings: Findings) -> None:
    """Tell the tags of a part that are in no text of it, before the part is made plain."""
    for where, element, hint in _corners(places.story.root, styles):
        _misplaced(where, places.of(element), findings, hint)


def _corners(root: Element, styles: Styles) -> Iterator[tuple[str, Element, str]]:
    """Where a tag is, at which element, what to do."""
    for box in root.iter(name("txbxContent")):
        for paragraph in box.iter(name("p")):
            twice = any(local(above) == "Fallback" for above in paragraph.iterancestors())
            if OPENER.search(plain_text(paragraph)) and not twice:
                hint = "Mettez ce texte dans un paragraphe ou dans un tableau."
                yield "dans une zone de texte", paragraph, hint
    for run in root.iter(name("r")):
        text = "".join(node.text or "" for node in run.findall(name("t")))
        if OPENER.search(text) and styles.format_of(run).hidden:
            hint = "Rendez-la visible : sélectionnez-la, Police, décochez « Masqué »."
            yield "en texte masqué", run, hint
    for element, instruction in instructions(root):
        if _BRACE.search(instruction):
            yield "dans le code d’un champ", element, "Remplacez le champ par la balise."
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            if not OPENER.search(value) or (local(element) == "fldSimple" and key == name("instr")):
                continue
            if key in _ALTERNATIVES:
                yield "dans le texte de remplacement d’une image", element, "Écrivez-y un texte fixe."
            else:
                where = "dans un lien, un signet ou un réglage du document"
                yield where, element, "Mettez-la dans le texte."


def check_rest(places: Paragraphs, lines: Sequence[WordLine], findings: Findings) -> None:
    """Once a part is plain, tell the braces that stand in none of its lines: docxtpl would read them too."""
    if any(finding.code == LIEU.name for finding in findings.found):
        return
    read = {piece.node for line in lines for piece in line.pieces}
    for element in places.story.root.iter():
        texts = [element.tail or "", "" if element in read else element.text or ""]
        if any(_BRACE.search(text) for text in texts):
            hint = "Mettez ce texte dans un paragraphe."
            _misplaced(
                "dans un dessin ou un texte que Word ne montre pas", places.of(element), findings, hint
            )
            return


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


def check_comments(comments: Story, file: str, findings: Findings) -> None:
    """Tell the tags of comments: comments are not filled, and don’t pass into the act."""
    for number, paragraph in enumerate(comments.root.iter(name("p")), 1):
        text = plain_text(paragraph)
        if OPENER.search(text):
            findings.add(
                LIEU,
                "Une balise est dans un commentaire, qui ne passe pas dans l’acte.",
                Location(file, number, excerpt=text, part=comments.label),
                hint="Si elle doit être remplie, mettez-la dans le texte.",
                severity=Severity.WARNING,
            )


def check_borders(tag: WordTag, findings: Findings) -> None:
    """Tell a tag that begins in a field, and ends outside of it, or the reverse."""
    runs = [piece.run for piece in tag.line.pieces if piece.end > tag.start and piece.start < tag.end]
    first, last = runs[0], runs[-1]
    if first is None or last is None or first is last:
        return
    inside = False
    for node in tag.line.element.iter(name("r"), name("fldChar")):
        if node is first:
            inside = True
        elif node is last:
            return
        elif inside and local(node) == "fldChar" and node.getparent() is not first:
            _misplaced("à cheval sur un champ", tag.location, findings, "Retapez la balise hors du champ.")
            return


def _misplaced(where: str, place: Location, findings: Findings, hint: str) -> None:
    message = f"Une balise est {where} : elle n’y serait pas remplie comme les autres."
    findings.add(LIEU, message, place, hint=hint)


_OF_ACTS = "acte"
_MOST = 20


def check_styles(places: Paragraphs, known: Styles, findings: Findings) -> None:
    """Tell the paragraphs whose style says nothing: it is no style of acts, or is not in the file."""
    if not (places.story.is_body or places.story.is_notes):
        return  # headers and footers are not read back
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


_LONGEST = 60  # signs of such words that a message quotes
_BY_ACTGEN = "projet"


def find_watermarks(places: Paragraphs, findings: Findings) -> None:
    """Refuse the words that only the Word file would show, each told once with its places."""
    found: dict[str, list[Location]] = {}
    for element in places.story.root.iter():
        if local(element) in ("drawing", "pict") and (said := drawn_words(element)):
            found.setdefault(said, []).append(places.of(element))
    in_text = places.story.is_body or places.story.is_notes
    what = "texte décoratif (WordArt)" if in_text else "filigrane"
    for said, where in found.items():
        quoted = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
        findings.add(
            PERTE,
            f"Le {what} « {quoted} » ne serait que dans le modèle Word : il manquerait dans l’acte.",
            *dict.fromkeys(where),
            hint=_hint_watermarks(quoted, in_text=in_text),
            severity=Severity.ERROR,
        )


def _hint_watermarks(said: str, *, in_text: bool) -> str:
    if in_text:
        return "Écrivez ces mots dans un paragraphe, puis supprimez ce dessin."
    without = "ôtez le filigrane (Word, onglet Création : Filigrane, Supprimer le filigrane)"
    if said.casefold() == _BY_ACTGEN:
        return f"actgen imprime lui-même PROJET sur chaque projet d’acte : {without}."
    return f"Écrivez « {said} » dans le texte, puis {without}."


_RUNNING = ("header+xml", "footer+xml")
_DRAWN = ("drawing", "pict", "object", "sym", "oMath")


def check_head(places: Paragraphs, findings: Findings) -> None:
    """Tell a head or a foot that says something else than those of the house: acts bear the letterhead.

    It comes last: one where a slip was found is to be mended, or taken out, anyway.
    """
    root, label = places.story.root, places.story.label
    if any(place.part == label for finding in findings.found for place in finding.locations):
        return
    drawn = next((node for node in root.iter() if local(node) in _DRAWN), None)
    said = _said(root)
    if (not said and drawn is None) or (said in _of_the_house() and drawn is None):
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


@cache
def _of_the_house() -> frozenset[str]:
    """What heads and feet of the house say, their tags as they are written."""
    parts = docx.Document(BytesIO(house_letterhead())).part.package.iter_parts()
    return frozenset(_said(part.element) for part in parts if part.content_type.endswith(_RUNNING))


def _said(root: Element) -> str:
    return "".join(plain_text(root).split())
