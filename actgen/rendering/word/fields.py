"""The fields of a Word file: what Word computes or fetches by itself, when the file is opened or printed."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.diagnostics import Location, Severity
from actgen.rendering.docx.markup import Element, local, name
from actgen.rendering.word.outside import bad_address
from actgen.rendering.word.places import Places
from actgen.rendering.word.tags import Findings
from actgen.rules import rule

CHAMP = rule("GABARIT-CHAMP")

_OF_THE_DAY = ("DATE", "TIME", "SAVEDATE", "PRINTDATE", "CREATEDATE", "EDITTIME")
_FETCHING = (
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
)
_MAILING = (
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
)
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


def check_fields(places: Places, findings: Findings) -> None:
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
        _report(word, list(dict.fromkeys(where)), findings)


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


def _report(word: str, where: list[Location], findings: Findings) -> None:
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
