"""What a Word file shows that an act made of it would not, told by kind, with each place.

Acts are made from what is read of the file: paragraphs, lists, tables, notes, marks. What words would be lost
is an error; what is only a matter of styles, a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from actgen.diagnostics import Location, Severity
from actgen.outputs.docx.blocks import GAP
from actgen.outputs.docx.markup import Element, drawn_words, local, name, plain_text
from actgen.outputs.symbols import in_symbols, is_symbolic, symbol
from actgen.rules import Rule, rule
from actgen.templating.word.lines import OBJECT, Paragraphs, line_of
from actgen.templating.word.runs import own_font
from actgen.templating.word.styles import Styles
from actgen.templating.word.tags import OPENER, Findings
from actgen.text.lists import enumeration

_LEAST = 20  # twips, a point: what a word processor rounds is no indent
_MEASURE = re.compile(r"-?\d{1,5}", re.ASCII)
_VANISHES = re.compile(r"\s*(?:\{[%#].*?[%#]\}\s*)+", re.DOTALL)
_IND = f"{name('pPr')}/{name('ind')}"
_LEFT, _RIGHT = ("left", "start"), ("right", "end")


def set_back(paragraphs: Iterable[Element], styles: Styles) -> Iterator[Element]:
    """Those whose own indents differ from those of their style, in reading order.

    Neither the lines of a list, which keep its indents, nor a paragraph that its indent puts into the item
    above, nor the lines of tags, which no act has.
    """
    items: set[int] = set()
    for paragraph in paragraphs:
        numbering = styles.numbering(paragraph)
        if numbering is not None:
            items.add(numbering.indent)
            continue
        own = paragraph.find(_IND)
        if own is not None:
            by_style = [
                found for style in styles.chain_of(paragraph) if (found := style.find(_IND)) is not None
            ]
            mine, theirs = _sides([own, *by_style]), _sides(by_style)
            if mine[0] in items:
                continue
            if any(abs(one - other) > _LEAST for one, other in zip(mine, theirs, strict=True)):
                text = plain_text(paragraph)
                if text.strip() and not _VANISHES.fullmatch(text):
                    yield paragraph
        if plain_text(paragraph).strip():
            items.clear()


def _sides(settings: list[Element]) -> tuple[int, int, int]:
    """The left, the right and the first line, each by the nearest setting that says it."""
    firsts = (_first_line(each) for each in settings)
    return (
        _nearest(_measure(each, *_LEFT) for each in settings),
        _nearest(_measure(each, *_RIGHT) for each in settings),
        _nearest(firsts),
    )


def _first_line(setting: Element) -> int | None:
    hanging = _measure(setting, "hanging")
    return _measure(setting, "firstLine") if hanging is None else -hanging


def _nearest(found: Iterable[int | None]) -> int:
    return next((each for each in found if each is not None), 0)


def _measure(setting: Element, *keys: str) -> int | None:
    said = next((value for key in keys if (value := setting.get(name(key))) is not None), None)
    return int(said) if said is not None and _MEASURE.fullmatch(said) else None


PERTE = rule("GABARIT-PERTE")
SUIVI = rule("GABARIT-SUIVI")

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_WHITE = "FFFFFF"
_CHARTS = ("chart", "relIds", "lockedCanvas")
_INSERTED, _DELETED = ("ins", "moveTo"), ("del", "moveFrom")


class Loss(Struct, frozen=True):
    """A kind of loss: one sentence for one place, one for several, and what to do."""

    one: str
    several: str
    hint: str
    severity: Severity = Severity.ERROR
    code: Rule = PERTE


BOX = Loss(
    "Une zone de texte est dans le modèle : ses mots manqueraient dans l’acte.",
    "{n} zones de texte sont dans le modèle : leurs mots manqueraient dans l’acte.",
    "Mettez ce texte dans un paragraphe ou dans un tableau, puis supprimez la zone.",
)
PICTURE = Loss(
    "Une image est dans le corps du modèle : elle ne passe pas dans l’acte.",
    "{n} images sont dans le corps du modèle : elles ne passent pas dans l’acte.",
    "Mettez le blason ou le logo dans l’en-tête ; supprimez l’image si elle doit être dans tous les formats.",
    Severity.WARNING,
)
SHAPE = Loss(
    "Un dessin (trait, cadre, forme) est dans le modèle : il ne passe pas dans l’acte.",
    "{n} dessins (traits, cadres, formes) sont dans le modèle : ils ne passent pas dans l’acte.",
    "Supprimez-le ; pour encadrer un texte, faites-en un tableau.",
    Severity.WARNING,
)
CHART = Loss(
    "Un graphique ou un schéma est dans le modèle : ses mots manqueraient dans l’acte.",
    "{n} graphiques ou schémas sont dans le modèle : leurs mots manqueraient dans l’acte.",
    "Remplacez-le par un tableau.",
)
OBJET = Loss(
    "Un objet d’un autre logiciel est inséré dans le modèle : son contenu manquerait dans l’acte.",
    "{n} objets d’un autre logiciel sont insérés dans le modèle : leur contenu manquerait dans l’acte.",
    "Collez son contenu comme un tableau ou comme un texte.",
)
FORMULA = Loss(
    "Une formule de l’éditeur d’équations est dans le modèle : elle manquerait dans l’acte.",
    "{n} formules de l’éditeur d’équations sont dans le modèle : elles manqueraient dans l’acte.",
    "Écrivez la formule avec des caractères ordinaires.",
)
SYMBOL = Loss(
    "Un symbole d’une police particulière est dans le modèle : il ne passe pas dans l’acte.",
    "{n} symboles d’une police particulière sont dans le modèle : ils ne passent pas dans l’acte.",
    "Insérez le même signe dans la police du texte (Insertion, Symbole, « texte normal »).",
    Severity.WARNING,
)
COLUMNS = Loss(
    "Une section du modèle est en colonnes : l’acte la présentera sur une seule.",
    "{n} sections du modèle sont en colonnes : l’acte les présentera sur une seule.",
    "Pour deux textes côte à côte, employez un tableau.",
    Severity.WARNING,
)
DROP_CAP = Loss(
    "Une lettrine coupe le premier mot d’un paragraphe : ce mot serait perdu pour la lecture.",
    "{n} lettrines coupent le premier mot d’un paragraphe : ces mots seraient perdus pour la lecture.",
    "Ôtez la lettrine (Insertion, Lettrine, Aucune).",
)
FRAME = Loss(
    "Un paragraphe est dans un cadre : l’acte le présentera à sa place dans le texte.",
    "{n} paragraphes sont dans un cadre : l’acte les présentera à leur place dans le texte.",
    "Supprimez le cadre, en gardant le texte.",
    Severity.WARNING,
)
STRUCK = Loss(
    "Un passage du modèle est barré : son sens est incertain.",
    "{n} passages du modèle sont barrés : leur sens est incertain.",
    "Supprimez ce passage, ou ôtez la barre s’il doit figurer dans l’acte.",
)
HIDDEN = Loss(
    "Un passage du modèle est masqué : il ne passera pas dans l’acte.",
    "{n} passages du modèle sont masqués : ils ne passeront pas dans l’acte.",
    "Supprimez-le, ou rendez-le visible (Police, case « Masqué »). Une note à soi-même s’écrit {# … #}.",
    Severity.WARNING,
)
PROMPT = Loss(
    "Un contrôle de contenu montre encore son invite : elle serait imprimée dans l’acte.",
    "{n} contrôles de contenu montrent encore leur invite : elle serait imprimée dans l’acte.",
    "Mettez un texte ou une balise à la place de l’invite.",
)
INSERTED_FILE = Loss(
    "Un autre fichier est inséré dans le modèle : son contenu manquerait dans l’acte.",
    "{n} autres fichiers sont insérés dans le modèle : leur contenu manquerait dans l’acte.",
    "Collez son contenu dans le document.",
)
TRACKED = Loss(
    "Une modification suivie attend dans le modèle : l’acte sera fait comme si elle était acceptée.",
    "{n} modifications suivies attendent dans le modèle : l’acte sera fait comme si elles étaient acceptées.",
    "Dans Word, onglet Révision\u00a0: Accepter ou Refuser\u202f; puis enregistrez.",
    Severity.WARNING,
    SUIVI,
)
COLUMN_BREAK = Loss(
    "Un saut de colonne est dans le modèle : l’acte passera seulement à la ligne.",
    "{n} sauts de colonne sont dans le modèle : l’acte passera seulement à la ligne.",
    "Pour deux textes côte à côte, employez un tableau ; sinon, faites deux paragraphes.",
    Severity.WARNING,
)
LANDSCAPE = Loss(
    "Une section du modèle est en paysage : l’acte sera en portrait, dans tous les formats.",
    "{n} sections du modèle sont en paysage : l’acte sera en portrait, dans tous les formats.",
    "Resserrez les tableaux larges, ou coupez-les en deux.",
    Severity.WARNING,
)
WHITE = Loss(
    "Un passage est écrit en blanc : il ne se voit pas dans Word, et sera imprimé en noir.",
    "{n} passages sont écrits en blanc : ils ne se voient pas dans Word, et seront imprimés en noir.",
    "Supprimez-le s’il ne doit pas être lu.",
    Severity.WARNING,
)
RUBY = Loss(
    "Une annotation de prononciation est dans le modèle : ses mots manqueraient dans l’acte.",
    "{n} annotations de prononciation sont dans le modèle : leurs mots manqueraient dans l’acte.",
    "Retapez ces mots sans annotation (guide phonétique).",
)


def find_losses(places: Paragraphs, styles: Styles, findings: Findings) -> None:
    """Tell what a part would lose, before it is made plain."""
    found: dict[Loss, list[Location]] = {}
    for element, loss in _losses(places, styles):
        found.setdefault(loss, []).append(places.of(element))
    for loss, where in found.items():
        message = loss.one if len(where) == 1 else loss.several.format(n=len(where))
        findings.add(loss.code, message, *dict.fromkeys(where), hint=loss.hint, severity=loss.severity)


def _losses(places: Paragraphs, styles: Styles) -> Iterator[tuple[Element, Loss]]:
    for element in places.story.root.iter():
        tag = local(element)
        if tag in ("drawing", "pict") and not _within(element, "Fallback", "del", "object"):
            if not drawn_words(element):  # `watermarks` tells words
                yield element, _drawing(element)
        elif tag in _INSERTED + _DELETED or tag.endswith("PrChange"):
            yield element, TRACKED
        elif tag == "r":
            yield from _run(element, styles)
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


def _run(run: Element, styles: Styles) -> Iterator[tuple[Element, Loss]]:
    text = "".join(node.text or "" for node in run.findall(name("t")))
    if not text.strip():
        return
    if styles.format_of(run).hidden:
        if not OPENER.search(text):
            yield run, HIDDEN
        return
    if styles.format_of(run).struck:
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
        elif tag == "color" or tag == "shd":
            if (value if tag == "color" else child.get(name("fill"), "auto")) not in _NO_COLOUR:
                yield _COLOURS
        elif tag == "highlight" and value != "none":
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
