"""What a Word file shows that an act made of it would not, or not surely: told by kind, with each place.

Acts are made from what is read of the file: paragraphs, lists, tables, notes, marks. What words would be lost
is an error; what is only a matter of looks, a warning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from actgen.diagnostics import Location, Severity
from actgen.rendering.docx.drawn import drawn_words
from actgen.rendering.docx.markup import Element, local, name
from actgen.rendering.symbols import in_symbols, is_symbolic, symbol
from actgen.rendering.word.looks import Looks
from actgen.rendering.word.places import Places
from actgen.rendering.word.readback_runs import own_font
from actgen.rendering.word.tags import OPENER, Findings
from actgen.rules import Rule, rule

PERTE = rule("GABARIT-PERTE")
SUIVI = rule("GABARIT-SUIVI")

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_WHITE = "FFFFFF"
_CHARTS = ("chart", "relIds", "lockedCanvas")
_INSERTED, _DELETED = ("ins", "moveTo"), ("del", "moveFrom")


@dataclass(frozen=True, slots=True)
class Loss:
    """A kind of loss: one sentence for one place, one for several, and what to do."""

    code: Rule
    severity: Severity
    one: str
    several: str
    hint: str


BOX = Loss(
    PERTE,
    Severity.ERROR,
    "Une zone de texte est dans le modèle : ses mots manqueraient dans l’acte.",
    "{n} zones de texte sont dans le modèle : leurs mots manqueraient dans l’acte.",
    "Mettez ce texte dans un paragraphe ou dans un tableau, puis supprimez la zone.",
)
PICTURE = Loss(
    PERTE,
    Severity.WARNING,
    "Une image est dans le corps du modèle : elle ne passe pas dans l’acte.",
    "{n} images sont dans le corps du modèle : elles ne passent pas dans l’acte.",
    "Mettez le blason ou le logo dans l’en-tête ; supprimez l’image si elle doit être dans tous les formats.",
)
SHAPE = Loss(
    PERTE,
    Severity.WARNING,
    "Un dessin (trait, cadre, forme) est dans le modèle : il ne passe pas dans l’acte.",
    "{n} dessins (traits, cadres, formes) sont dans le modèle : ils ne passent pas dans l’acte.",
    "Supprimez-le ; pour encadrer un texte, faites-en un tableau.",
)
CHART = Loss(
    PERTE,
    Severity.ERROR,
    "Un graphique ou un schéma est dans le modèle : ses mots manqueraient dans l’acte.",
    "{n} graphiques ou schémas sont dans le modèle : leurs mots manqueraient dans l’acte.",
    "Remplacez-le par un tableau.",
)
OBJET = Loss(
    PERTE,
    Severity.ERROR,
    "Un objet d’un autre logiciel est inséré dans le modèle : son contenu manquerait dans l’acte.",
    "{n} objets d’un autre logiciel sont insérés dans le modèle : leur contenu manquerait dans l’acte.",
    "Collez son contenu comme un tableau ou comme un texte.",
)
FORMULA = Loss(
    PERTE,
    Severity.ERROR,
    "Une formule de l’éditeur d’équations est dans le modèle : elle manquerait dans l’acte.",
    "{n} formules de l’éditeur d’équations sont dans le modèle : elles manqueraient dans l’acte.",
    "Écrivez la formule avec des caractères ordinaires.",
)
SYMBOL = Loss(
    PERTE,
    Severity.WARNING,
    "Un symbole d’une police particulière est dans le modèle : il ne passe pas dans l’acte.",
    "{n} symboles d’une police particulière sont dans le modèle : ils ne passent pas dans l’acte.",
    "Insérez le même signe dans la police du texte (Insertion, Symbole, « texte normal »).",
)
COLUMNS = Loss(
    PERTE,
    Severity.WARNING,
    "Une section du modèle est en colonnes : l’acte la présentera sur une seule.",
    "{n} sections du modèle sont en colonnes : l’acte les présentera sur une seule.",
    "Pour deux textes côte à côte, employez un tableau.",
)
DROP_CAP = Loss(
    PERTE,
    Severity.ERROR,
    "Une lettrine coupe le premier mot d’un paragraphe : ce mot serait perdu pour la lecture.",
    "{n} lettrines coupent le premier mot d’un paragraphe : ces mots seraient perdus pour la lecture.",
    "Ôtez la lettrine (Insertion, Lettrine, Aucune).",
)
FRAME = Loss(
    PERTE,
    Severity.WARNING,
    "Un paragraphe est dans un cadre : l’acte le présentera à sa place dans le texte.",
    "{n} paragraphes sont dans un cadre : l’acte les présentera à leur place dans le texte.",
    "Supprimez le cadre, en gardant le texte.",
)
STRUCK = Loss(
    PERTE,
    Severity.ERROR,
    "Un passage du modèle est barré : son sens est incertain.",
    "{n} passages du modèle sont barrés : leur sens est incertain.",
    "Supprimez ce passage, ou ôtez la barre s’il doit figurer dans l’acte.",
)
HIDDEN = Loss(
    PERTE,
    Severity.WARNING,
    "Un passage du modèle est masqué : il ne passera pas dans l’acte.",
    "{n} passages du modèle sont masqués : ils ne passeront pas dans l’acte.",
    "Supprimez-le, ou rendez-le visible (Police, case « Masqué »). Une note à soi-même s’écrit {# … #}.",
)
PROMPT = Loss(
    PERTE,
    Severity.ERROR,
    "Un contrôle de contenu montre encore son invite : elle serait imprimée dans l’acte.",
    "{n} contrôles de contenu montrent encore leur invite : elle serait imprimée dans l’acte.",
    "Mettez un texte ou une balise à la place de l’invite.",
)
INSERTED_FILE = Loss(
    PERTE,
    Severity.ERROR,
    "Un autre fichier est inséré dans le modèle : son contenu manquerait dans l’acte.",
    "{n} autres fichiers sont insérés dans le modèle : leur contenu manquerait dans l’acte.",
    "Collez son contenu dans le document.",
)
TRACKED = Loss(
    SUIVI,
    Severity.WARNING,
    "Une modification suivie attend dans le modèle : l’acte sera fait comme si elle était acceptée.",
    "{n} modifications suivies attendent dans le modèle : l’acte sera fait comme si elles étaient acceptées.",
    "Dans Word, onglet Révision\u00a0: Accepter ou Refuser\u202f; puis enregistrez.",
)
COLUMN_BREAK = Loss(
    PERTE,
    Severity.WARNING,
    "Un saut de colonne est dans le modèle : l’acte passera seulement à la ligne.",
    "{n} sauts de colonne sont dans le modèle : l’acte passera seulement à la ligne.",
    "Pour deux textes côte à côte, employez un tableau ; sinon, faites deux paragraphes.",
)
LANDSCAPE = Loss(
    PERTE,
    Severity.WARNING,
    "Une section du modèle est en paysage : l’acte sera en portrait, dans tous les formats.",
    "{n} sections du modèle sont en paysage : l’acte sera en portrait, dans tous les formats.",
    "Resserrez les tableaux larges, ou coupez-les en deux.",
)
WHITE = Loss(
    PERTE,
    Severity.WARNING,
    "Un passage est écrit en blanc : il ne se voit pas dans Word, et sera imprimé en noir.",
    "{n} passages sont écrits en blanc : ils ne se voient pas dans Word, et seront imprimés en noir.",
    "Supprimez-le s’il ne doit pas être lu.",
)
RUBY = Loss(
    PERTE,
    Severity.ERROR,
    "Une annotation de prononciation est dans le modèle : ses mots manqueraient dans l’acte.",
    "{n} annotations de prononciation sont dans le modèle : leurs mots manqueraient dans l’acte.",
    "Retapez ces mots sans annotation (guide phonétique).",
)


def find_losses(places: Places, looks: Looks, findings: Findings) -> None:
    """Tell what a part would lose, before it is made plain."""
    found: dict[Loss, list[Location]] = {}
    for element, loss in _losses(places, looks):
        found.setdefault(loss, []).append(places.of(element))
    for loss, where in found.items():
        message = loss.one if len(where) == 1 else loss.several.format(n=len(where))
        findings.add(loss.code, message, *dict.fromkeys(where), hint=loss.hint, severity=loss.severity)


def _losses(places: Places, looks: Looks) -> Iterator[tuple[Element, Loss]]:
    for element in places.story.root.iter():
        tag = local(element)
        if tag in ("drawing", "pict") and not _within(element, "Fallback", "del", "object"):
            if not drawn_words(element):  # `watermarks` tells words
                yield element, _drawing(element)
        elif tag in _INSERTED + _DELETED or tag.endswith("PrChange"):
            yield element, TRACKED
        elif tag == "r":
            yield from _run(element, looks)
            if _has_unknown_signs(element):
                yield element, SYMBOL
        elif (found := _structure(element, tag)) is not None:
            yield element, found


def _structure(element: Element, tag: str) -> Loss | None:
    if element.tag == _MATH:
        return FORMULA
    if tag == "object":
        return OBJET
    if tag in ("altChunk", "subDoc"):
        return INSERTED_FILE
    if tag == "sym":
        return None if symbol(element.get(name("font"), ""), element.get(name("char"), "")) else SYMBOL
    if tag == "cols" and element.get(name("num"), "1") not in ("0", "1"):
        return COLUMNS
    if tag == "br" and element.get(name("type")) == "column":
        return COLUMN_BREAK
    if tag == "pgSz" and element.get(name("orient")) == "landscape":
        return LANDSCAPE
    if tag == "ruby":
        return RUBY
    if tag == "framePr":
        return DROP_CAP if element.get(name("dropCap"), "none") != "none" else FRAME
    if tag == "showingPlcHdr" and _shows(element):
        return PROMPT
    return None


def _run(run: Element, looks: Looks) -> Iterator[tuple[Element, Loss]]:
    text = "".join(node.text or "" for node in run.findall(name("t")))
    if not text.strip():
        return
    if looks.hidden(run):
        if not OPENER.search(text):
            yield run, HIDDEN
        return
    if looks.struck(run):
        yield run, STRUCK
    colour = run.find(f"{name('rPr')}/{name('color')}")
    if colour is not None and colour.get(name("val"), "").upper() == _WHITE and not OPENER.search(text):
        yield run, WHITE


def _has_unknown_signs(run: Element) -> bool:
    """Whether letters of a font of signs show some that are not known."""
    font = own_font(run)
    if not is_symbolic(font):
        return False
    text = "".join(node.text or "" for node in run.findall(name("t")))
    return not OPENER.search(text) and len(in_symbols(font, text)) < len(text)


def _drawing(element: Element) -> Loss:
    inside = {local(node) for node in element.iter()}
    if "txbxContent" in inside and any((node.text or "").strip() for node in element.iter(name("t"))):
        return BOX
    if inside.intersection(_CHARTS):
        return CHART
    return PICTURE if inside.intersection(("pic", "imagedata")) else SHAPE


def _shows(mark: Element) -> bool:
    """Whether a content control that says so shows a prompt, and no tag of ours in its place."""
    control = next(mark.iterancestors(name("sdt")), None)
    if control is None:
        return False
    text = "".join(node.text or "" for node in control.iter(name("t")))
    return bool(text.strip()) and not OPENER.search(text)


def _within(element: Element, *tags: str) -> bool:
    return any(local(parent) in tags for parent in element.iterancestors())
