"""What a Word file shows that an act made of it would not, told by kind, with each place.

Acts are made from what is read of the file: paragraphs, lists, tables, notes, marks. What words would be lost
is an error; what is only a matter of styles, a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from actgen.acts.outputs.docx.blocks import GAP
from actgen.acts.outputs.docx.markup import Element, drawn_words, local, name, plain_text
from actgen.acts.outputs.symbols import in_symbols, is_symbolic, symbol
from actgen.acts.templating.word.lines import OBJECT, Paragraphs, line_of
from actgen.acts.templating.word.runs import own_font
from actgen.acts.templating.word.styles import Styles
from actgen.acts.templating.word.tags import OPENER, Findings
from actgen.base.diagnostics import Location, Severity
from actgen.base.rules import rule
from actgen.base.text.lists import enumeration

PERTE = rule("GABARIT-PERTE")
SUIVI = rule("GABARIT-SUIVI")

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_WHITE = "FFFFFF"
_LONGEST = 60  # signs of drawn words that a message quotes
_DRAWINGS = ("drawing", "pict")
_CHARTS = ("chart", "relIds", "lockedCanvas")
_TRACKED = ("ins", "moveTo", "del", "moveFrom")


class Loss(Struct, frozen=True):
    """A kind of loss: what is in the template, what becomes of it in the act, what to do.

    `words`: those that are read there would be lost.
    """

    what: str
    becomes: str
    hint: str
    words: bool = False


_RETYPE = "Retapez ce qui s’y lit dans un paragraphe ou dans un tableau, puis supprimez-le."
_WITHOUT = (
    "Supprimez-le si l’acte se comprend sans cela ; un tableau met deux textes côte à côte ou encadre un "
    "texte, et le blason va dans la charte de la collectivité."
)


def _lost(what: str) -> Loss:
    return Loss(what, "ce qui s’y lit manquerait dans l’acte", _RETYPE, words=True)


def _unseen(what: str) -> Loss:
    return Loss(what, "cela ne passe pas dans l’acte", _WITHOUT)


def _drawn(said: str) -> Loss:
    """Words of a watermark, or of WordArt."""
    quoted = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    return Loss(
        f"un texte décoratif (WordArt) ou filigrane « {quoted} »",
        "il manquerait dans l’acte",
        "Écrivez ces mots dans un paragraphe, puis supprimez ce dessin (filigrane : onglet Création) ; "
        "actgen imprime lui-même PROJET sur chaque projet d’acte.",
        words=True,
    )


BOX = _lost("une zone de texte")
CHART = _lost("un graphique ou un schéma")
OBJET = _lost("un objet d’un autre logiciel")
FORMULA = _lost("une formule de l’éditeur d’équations")
DROP_CAP = _lost("une lettrine")
INSERTED_FILE = _lost("un autre fichier inséré")
RUBY = _lost("une annotation de prononciation")
NOTE = _lost("une note de bas de page ou de fin")  # of prose: templates have notes
PICTURE = _unseen("une image")
SHAPE = _unseen("un dessin (trait, cadre, forme)")
SYMBOL = _unseen("un symbole d’une police particulière")
COLUMNS = _unseen("une section en colonnes")
COLUMN_BREAK = _unseen("un saut de colonne")
FRAME = _unseen("un paragraphe dans un cadre")
LANDSCAPE = _unseen("une section en paysage")
WHITE = Loss(
    "un passage écrit en blanc",
    "il ne se voit pas dans Word, et sera imprimé en noir",
    "Supprimez-le s’il ne doit pas être lu.",
)
HIGHLIGHT = Loss(
    "un passage surligné",
    "l’acte est imprimé sans cette marque, qui signale d’ordinaire ce qui reste à vérifier",
    "Vérifiez ce passage, puis ôtez le surlignage.",
)
OF_TODAY = Loss(
    "une date ou une heure qui change toute seule (champ DATE)",
    "l’acte porterait celle du dernier jour où Word l’a mise à jour",
    "Tapez la date à la place du champ, ou figez-le : sélectionnez-le, puis Ctrl+Maj+F9.",
)
HIDDEN = Loss(
    "un passage masqué",
    "il ne passe pas dans l’acte",
    "Supprimez-le, ou rendez-le visible (Police, case « Masqué »). Une note à soi-même s’écrit {# … #}.",
)
HIDDEN_TAG = Loss(
    "une balise en texte masqué",
    "elle ne serait pas remplie",
    "Rendez-la visible : sélectionnez-la, Police, décochez « Masqué ».",
    words=True,
)
STRUCK = Loss(
    "un passage barré",
    "son sens est incertain",
    "Supprimez ce passage, ou ôtez la barre s’il doit figurer dans l’acte.",
    words=True,
)
PROMPT = Loss(
    "un contrôle de contenu qui montre encore son invite",
    "elle serait imprimée dans l’acte",
    "Mettez un texte ou une balise à la place de l’invite.",
    words=True,
)
TRACKED = Loss(
    "une modification suivie en attente",
    "l’acte est fait comme si elle était acceptée",
    "Dans Word, onglet Révision\u00a0: Accepter ou Refuser\u202f; puis enregistrez.",
)


def find_losses(places: Paragraphs, styles: Styles, findings: Findings) -> None:
    """Tell what a part would lose, before it is made plain; of a head or a foot, its drawn words alone."""
    story = places.story
    found = tell(places, losses(story.root, styles) if story.is_text else drawn_in(story.root))
    for loss, where in found.items():
        several = f" ({len(where)} fois)" if len(where) > 1 else ""
        findings.add(
            SUIVI if loss is TRACKED else PERTE,
            f"Le modèle Word contient {loss.what}{several} : {loss.becomes}.",
            *where,
            hint=loss.hint,
            severity=Severity.ERROR if loss.words else Severity.WARNING,
        )


def tell(places: Paragraphs, found: Iterable[tuple[Element, Loss]]) -> dict[Loss, list[Location]]:
    """The places of each kind of loss."""
    told: dict[Loss, list[Location]] = {}
    for element, loss in found:
        told.setdefault(loss, []).append(places.of(element))
    return {loss: list(dict.fromkeys(where)) for loss, where in told.items()}


def losses(root: Element, styles: Styles) -> Iterator[tuple[Element, Loss]]:
    """What acts can't take over of a part, in reading order, each at its element."""
    for element in root.iter():
        tag = local(element)
        if tag in _DRAWINGS:
            if (said := drawn_words(element)) or not _within(element, "Fallback", "del", "object"):
                yield element, _drawn(said) if said else _drawing(element)
        elif tag in _TRACKED or tag.endswith("PrChange"):
            yield element, TRACKED
        elif tag == "r":
            yield from ((element, loss) for loss in _of_run(element, styles))
        elif (found := _structure(element, tag)) is not None:
            yield element, found


def drawn_in(root: Element) -> Iterator[tuple[Element, Loss]]:
    """The words that are drawn in a part."""
    for element in root.iter():
        if local(element) in _DRAWINGS and (said := drawn_words(element)):
            yield element, _drawn(said)


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
    if tag == "showingPlcHdr":
        control = next(element.iterancestors(name("sdt")), None)
        text = "" if control is None else plain_text(control)
        return PROMPT if text.strip() and not OPENER.search(text) else None  # a tag may stand in its place
    return None


def _of_run(run: Element, styles: Styles) -> Iterator[Loss]:
    text = "".join(node.text or "" for node in run.findall(name("t")))
    if not text.strip():
        return
    tagged, look, font = OPENER.search(text), styles.format_of(run), own_font(run)
    if is_symbolic(font) and not tagged and len(in_symbols(font, text)) < len(text):
        yield SYMBOL
    if look.hidden:
        yield HIDDEN_TAG if tagged else HIDDEN
        return
    if look.struck:
        yield STRUCK
    if is_white(run) and not tagged:
        yield WHITE
    highlight = run.find(f"{name('rPr')}/{name('highlight')}")
    if highlight is not None and highlight.get(name("val"), "none") != "none" and not tagged:
        yield HIGHLIGHT


def is_white(run: Element) -> bool:
    """Whether a run is written in white by its own setting."""
    colour = run.find(f"{name('rPr')}/{name('color')}")
    return colour is not None and colour.get(name("val"), "").upper() == _WHITE


def _drawing(element: Element) -> Loss:
    inside = {local(node) for node in element.iter()}
    if "txbxContent" in inside and plain_text(element).strip():
        return BOX
    if inside.intersection(_CHARTS):
        return CHART
    return PICTURE if inside.intersection(("pic", "imagedata")) else SHAPE


def _within(element: Element, *tags: str) -> bool:
    return any(local(parent) in tags for parent in element.iterancestors())


_KINDS = (
    "couleurs",
    "tailles de lettres",
    "retraits",
    "bordures",
    "trames",
    "tabulations",
    "points de conduite",
    "lignes vides",
)
_COLOURS, _SIZES, _INDENTS, _BORDERS, _SHADES, _TABS, _LEADERS, _EMPTY = _KINDS
_NO_LINE = ("none", "nil")
_MOST_PLACES = 5
_NO_COLOUR = ("auto", "000000", "none", "FFFFFF", "ffffff")
_PLAIN = ("", "normal", "standard", "default", "body text", "text body", "no spacing", "list paragraph")
_TAGS = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_SILENT = ("rPr", "t", "lastRenderedPageBreak")  # of a run; other things show, words are read apart
_LEAST_LOOK = 5  # paragraphs of a text that should have a title
_BODY_OF_A_KIND = "corps.docx"
_BRINGS_BLOCKS = ("clause.", "prose")


def find_lost_looks(places: Paragraphs, styles: Styles, findings: Findings) -> None:
    """Tell, in one finding, what a text has that is no word: acts have a look of their own."""
    if not places.story.is_body:
        return
    found: dict[str, list[Location]] = {}
    for element, kind in _looks(places, styles):
        found.setdefault(kind, []).append(places.of(element))
    if found:
        kinds = enumeration([kind for kind in _KINDS if kind in found])
        where = dict.fromkeys(place for kind in _KINDS for place in found.get(kind, ()))
        findings.add(
            PERTE,
            f"L’acte n’aura pas les {kinds} du modèle Word : son allure est celle des actes.",
            *list(where)[:_MOST_PLACES],
            hint="Rien à faire si le texte se comprend sans cela ; pour faire ressortir un mot partout, "
            "mettez-le en gras, en italique ou souligné ; pour un retrait, faites-en une liste ; "
            "pour des tabulations, un tableau.",
            severity=Severity.WARNING,
        )


def find_no_title(places: Paragraphs, styles: Styles, findings: Findings) -> None:
    """Tell a text of a kind where nothing is a title, whatever it styles like in Word."""
    if not places.story.is_body or not places.file.endswith(_BODY_OF_A_KIND):
        return
    texts = [
        line_of(element, places.story, places.file, number).text
        for element, number in places.numbers.items()
        if local(element.getparent()) == "body"
    ]
    brings = any(OPENER.search(text) and any(mark in text for mark in _BRINGS_BLOCKS) for text in texts)
    said = sum(1 for text in texts if _TAGS.sub("", text).replace(OBJECT, "").strip())
    styled = any(styles.heading_level(each) or not _is_plain(each, styles) for each in places.numbers)
    if brings or styled or said < _LEAST_LOOK:
        return
    findings.add(
        PERTE,
        "Tout le texte est en style « Normal », titres compris : l’acte n’aura ni titre "
        "ni plan, et qui les écoute ne pourra pas aller d’une partie à l’autre.",
        Location(places.file, part=places.story.label),
        hint="Dans Word, donnez le style « Titre 1 » au titre de l’acte, « Titre 2 » à ceux de ses "
        "parties ; puis « Acte – Visa », « Acte – Considérant », « Acte – Dispositif » à ce qui en est.",
        severity=Severity.WARNING,
    )


def _looks(places: Paragraphs, styles: Styles) -> Iterator[tuple[Element, str]]:
    for paragraph in set_back(places.numbers, styles):
        yield paragraph, _INDENTS
    for paragraph in places.numbers:
        if _is_a_blank_line(paragraph, styles):
            yield paragraph, _EMPTY
        yield from ((paragraph, kind) for kind in _of_paragraph(paragraph))
        for settings in paragraph.iterfind(f".//{name('r')}/{name('rPr')}"):
            text = "".join(node.text or "" for node in settings.getparent().iterfind(name("t")))
            if text.strip() and not OPENER.search(text):
                yield from ((paragraph, kind) for kind in _of_letters(settings))


def _of_paragraph(paragraph: Element) -> Iterator[str]:
    """Borders, shades and what tabs do, of a paragraph that says something."""
    if not plain_text(paragraph).strip():
        return
    if any(local(run) == "r" for tab in paragraph.iter(name("tab")) if (run := tab.getparent()) is not None):
        yield _TABS
    settings = paragraph.find(name("pPr"))
    for child in settings if settings is not None else ():
        match local(child):
            case "pBdr" if any(line.get(name("val"), "none") not in _NO_LINE for line in child):
                yield _BORDERS
            case "shd" if child.get(name("fill"), "auto") not in _NO_COLOUR:
                yield _SHADES
            case "tabs" if any(tab.get(name("leader"), "none") != "none" for tab in child):
                yield _LEADERS


def _of_letters(settings: Element) -> Iterator[str]:
    for child in settings:
        tag, value = local(child), child.get(name("val"), "")
        if tag == "sz":
            yield _SIZES
        elif tag in ("color", "shd"):
            colour = value if tag == "color" else child.get(name("fill"), "auto")
            if colour not in _NO_COLOUR:
                yield _COLOURS


def _is_plain(paragraph: Element, styles: Styles) -> bool:
    """Whether a paragraph has no other style than that of all."""
    return styles.name_of(paragraph).lower() in _PLAIN


def _is_blank(paragraph: Element) -> bool:
    """Whether nothing is written in a paragraph; a word processor leaves runs without words there."""
    runs = (run for run in paragraph.iter(name("r")) if any(local(child) not in _SILENT for child in run))
    return next(runs, None) is None and not plain_text(paragraph).strip()


def _is_a_blank_line(paragraph: Element, styles: Styles) -> bool:
    """An empty paragraph between two others, which Word needs for nothing."""
    before, after = paragraph.getprevious(), paragraph.getnext()
    if before is None or after is None or local(before) != "p" or local(after) != "p":
        return False
    settings = paragraph.find(name("pPr"))
    needed = settings is not None and any(
        local(child) in ("sectPr", "pageBreakBefore", "numPr") for child in settings
    )
    return not needed and _is_blank(paragraph) and styles.style_of(paragraph) != GAP


_LEAST = 20  # twips, a point: what a word processor rounds is no indent
_MEASURE = re.compile(r"-?\d{1,5}", re.ASCII)
_VANISHES = re.compile(r"\s*(?:\{[%#].*?[%#]\}\s*)+", re.DOTALL)
_IND = f"{name('pPr')}/{name('ind')}"


def set_back(paragraphs: Iterable[Element], styles: Styles) -> Iterator[Element]:
    """Those whose own indent differs from that of their style, in reading order.

    Neither the lines of a list, which keep its indents, nor a paragraph that its indent puts into the item
    above, nor the lines of tags, which no act has.
    """
    items: set[int] = set()
    for paragraph in paragraphs:
        text, numbering, own = plain_text(paragraph), styles.numbering(paragraph), paragraph.find(_IND)
        if numbering is not None:
            items.add(numbering.indent)
            continue
        if own is not None and text.strip() and not _VANISHES.fullmatch(text):
            by_style = [
                each for style in styles.chain_of(paragraph) if (each := style.find(_IND)) is not None
            ]
            mine = _indent([own, *by_style])
            if mine not in items and abs(mine - _indent(by_style)) > _LEAST:
                yield paragraph
        if text.strip():
            items.clear()


def _indent(settings: list[Element]) -> int:
    """The indent at the left, by the nearest setting that says it."""
    said = (each.get(name(key), "") for each in settings for key in ("left", "start"))
    return next((int(value) for value in said if _MEASURE.fullmatch(value)), 0)
