"""Tags where nothing would fill them: in text boxes, comments, fields, hidden text, settings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from docx.document import Document as WordDocument

from actgen.diagnostics import Location, Severity
from actgen.rendering.docx.markup import Element, local, name, plain_text
from actgen.rendering.word.fields import instructions
from actgen.rendering.word.lines import Line
from actgen.rendering.word.looks import Looks
from actgen.rendering.word.parts import Story
from actgen.rendering.word.places import Places
from actgen.rendering.word.tags import OPENER, Findings, Found
from actgen.rules import rule

LIEU = rule("GABARIT-LIEU")

_ALTERNATIVES = ("descr", "title", "alt")
_BRACE = re.compile(r"[{}]")


def check_corners(places: Places, looks: Looks, findings: Findings) -> None:
    """Tell the tags of a part that are in no text of it, before the part is made plain."""
    root = places.story.root
    _boxes(places, findings)
    _hidden(places, looks, findings)
    for element, instruction in instructions(root):
        if _BRACE.search(instruction):
            _report(
                "dans le code d’un champ", places.of(element), findings, "Remplacez le champ par la balise."
            )
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for key, value in element.attrib.items():
            if OPENER.search(value) and not (local(element) == "fldSimple" and key == name("instr")):
                _attribute(places, element, key, findings)


def check_rest(places: Places, lines: Sequence[Line], findings: Findings) -> None:
    """Once a part is plain, tell the braces that stand in none of its lines: docxtpl would read them too."""
    if any(finding.code == LIEU.name for finding in findings.found):
        return
    read = {piece.node for line in lines for piece in line.pieces}
    for element in places.story.root.iter():
        texts = [element.tail or "", "" if element in read else element.text or ""]
        if any(_BRACE.search(text) for text in texts):
            hint = "Mettez ce texte dans un paragraphe."
            _report("dans un dessin ou un texte que Word ne montre pas", places.of(element), findings, hint)
            return


def check_links(places: Places, document: WordDocument, findings: Findings) -> None:
    """Tell the tags that stand in the address of a link: an address is taken as it is written."""
    tagged = {
        key: unquote(relation.target_ref)
        for key, relation in document.part.rels.items()
        if relation.is_external and OPENER.search(unquote(relation.target_ref))
    }
    for link in places.story.root.iter(name("hyperlink")) if tagged and places.story.is_body else ():
        if any(value in tagged for value in link.attrib.values()):
            hint = "Écrivez l’adresse en toutes lettres dans le texte, la balise comprise, sans lien."
            _report("dans l’adresse d’un lien", places.of(link), findings, hint)


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


def check_borders(tag: Found, findings: Findings) -> None:
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
            _report("à cheval sur un champ", tag.location, findings, "Retapez la balise hors du champ.")
            return


def _boxes(places: Places, findings: Findings) -> None:
    told: set[Location] = set()
    for box in places.story.root.iter(name("txbxContent")):
        for paragraph in box.iter(name("p")):
            place = places.of(paragraph)
            outer = places.of(box)
            if OPENER.search(plain_text(paragraph)) and not {place, outer} & told:
                told.update((place, outer))
                hint = "Mettez ce texte dans un paragraphe ou dans un tableau."
                _report("dans une zone de texte", place, findings, hint)


def _hidden(places: Places, looks: Looks, findings: Findings) -> None:
    for run in places.story.root.iter(name("r")):
        text = "".join(node.text or "" for node in run.findall(name("t")))
        if OPENER.search(text) and looks.hidden(run):
            hint = "Rendez-la visible : sélectionnez-la, Police, décochez « Masqué »."
            _report("en texte masqué", places.of(run), findings, hint)


def _attribute(places: Places, element: Element, key: str, findings: Findings) -> None:
    if key in _ALTERNATIVES:
        where, hint = "dans le texte de remplacement d’une image", "Écrivez-y un texte fixe."
    else:
        where, hint = "dans un lien, un signet ou un réglage du document", "Mettez-la dans le texte."
    _report(where, places.of(element), findings, hint)


def _report(where: str, place: Location, findings: Findings, hint: str) -> None:
    message = f"Une balise est {where} : elle n’y serait pas remplie comme les autres."
    findings.add(LIEU, message, place, hint=hint)
