"""What the heads and feet of a Word template have that the PDF and the page could not show as Word does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actgen.diagnostics import Location, Severity
from actgen.rendering.docx.markup import Element, local, name, plain_text
from actgen.rendering.house.paper import Paper, lines, words
from actgen.rendering.house.paper_pictures import Trouble
from actgen.rendering.house.paper_reading import RELATION, PaperReader, bearing_section
from actgen.rendering.word.losses import PERTE
from actgen.rendering.word.parts import Package
from actgen.rendering.word.tags import Findings
from actgen.text.printable import missing_characters

MOST_LINES = 30  # of a head: more would leave no page to the act
_BROKEN = (AttributeError, KeyError, ValueError, TypeError, IndexError)
_FIRST = " de première page"
_PLAIN_NUMBERS = ("", "decimal")


def check_heads(package: Package, findings: Findings) -> None:
    """Tell, before they are filled, what is lost of heads and feet, and where."""
    heads = _Heads(package, findings)
    try:
        reader = PaperReader(package.document)
        paper = reader.running()
        heads.other_sections()
        heads.even_pages()
    except _BROKEN:
        heads.lose("L’en-tête ou le pied de page ne peut pas être relu.", "", severity=Severity.ERROR)
        return
    for part, trouble in dict.fromkeys(reader.troubles):
        if trouble.lost:
            heads.trouble(trouble, part)
    heads.contents(paper)


class _Heads:
    def __init__(self, package: Package, findings: Findings) -> None:
        self._package, self._findings = package, findings

    def lose(self, message: str, part: str, hint: str = "", severity: Severity = Severity.WARNING) -> None:
        place = Location(self._package.file, part=part)
        self._findings.add(PERTE, message, place, hint=hint, severity=severity)

    def trouble(self, trouble: Trouble, part: str) -> None:
        """A picture or a sign that is not taken over."""
        if trouble.what == "symbole":
            message = "Un symbole d’une police particulière ne paraîtra que dans le fichier Word."
            self.lose(message, part, "Insérez le même signe dans la police du texte, ou écrivez un mot.")
        elif trouble.what != "objet":  # told with the others of its kind
            message = f"L’image « {trouble.what} » ne paraîtra que dans le fichier Word."
            self.lose(message, part, "Remplacez-la par une image PNG ou JPEG.")

    def contents(self, paper: Paper) -> None:
        """Signs that no act prints; heads that would leave no room."""
        pages = {"": paper.others} if paper.first == paper.others else {"": paper.others, _FIRST: paper.first}
        for page, each in pages.items():
            for part, blocks in ((f"en-tête{page}", each.head), (f"pied de page{page}", each.foot)):
                if len(lines(blocks)) > MOST_LINES:
                    message = f"Il y a plus de {MOST_LINES} lignes : l’acte n’aurait plus de place."
                    self.lose(message, part, "Mettez ce texte dans le corps.", Severity.ERROR)
                if missing := sorted(missing_characters("".join(words(blocks)))):
                    hint = "Écrivez un mot à leur place, par exemple « Tél. » ou « Courriel »."
                    self.lose(f"Le PDF n’aura pas les signes « {' '.join(missing)} ».", part, hint)

    def other_sections(self) -> None:
        """Heads that begin with a later section, and pages that are not numbered from 1 on."""
        document = self._package.document
        sections = [section._sectPr for section in document.sections]
        known = {plain_text(part) for part in self._parts((bearing_section(document)._sectPr,))}
        others = [part for part in self._parts(sections) if plain_text(part).strip()]
        own = next((part for part in others if plain_text(part) not in known), None)
        if own is not None:
            message = "Une section a son propre en-tête ou pied de page : le PDF gardera ceux de la première."
            hint = "Dans Word : « Lier au précédent », dans l’en-tête et le pied de page de cette section."
            self.lose(message, "en-tête" if local(own) == "hdr" else "pied de page", hint)
        if any(map(_renumbers, sections)):
            message = (
                "Les pages ne sont pas numérotées à partir de 1, en chiffres : elles le seront dans le PDF."
            )
            hint = "Dans Word : Numéro de page, Format, « À la suite de la section précédente »."
            self.lose(message, "pied de page", hint)

    def even_pages(self) -> None:
        if not self._package.document.settings.odd_and_even_pages_header_footer:
            return
        message = "Les pages paires ont leur propre en-tête ou pied de page : le PDF n’aura que l’autre."
        hint = "Dans Word : décochez « Paires et impaires différentes »."
        self.lose(message, "en-tête des pages paires", hint)

    def _parts(self, sections: Iterable[Element]) -> Iterator[Element]:
        relations = self._package.document.part.rels
        for section in sections:
            for reference in section:
                if local(reference) in ("headerReference", "footerReference"):
                    key = reference.get(RELATION, "")
                    if key in relations and hasattr(relations[key].target_part, "element"):
                        yield relations[key].target_part.element


def _renumbers(section: Element) -> bool:
    kind = section.find(name("pgNumType"))
    if kind is None:
        return False
    return kind.get(name("start"), "1") not in ("0", "1") or kind.get(name("fmt"), "") not in _PLAIN_NUMBERS
