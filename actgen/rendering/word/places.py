"""Where an element stands in a part, as its author would look for it: the paragraph and the title above."""

from __future__ import annotations

from dataclasses import dataclass, field

from actgen.diagnostics import Location
from actgen.rendering.docx.markup import Element, local, name
from actgen.rendering.word.lines import OBJECT, line_of
from actgen.rendering.word.parts import Story
from actgen.rendering.word.readback_styles import Styles

_LONGEST_HEADING = 160


@dataclass(slots=True, eq=False)
class Places:
    """The paragraphs of a part as its author wrote it: their numbers, from 1, and the title above each."""

    story: Story
    file: str
    numbers: dict[Element, int] = field(default_factory=dict)
    headings: dict[Element, str] = field(default_factory=dict)
    _known: dict[Element, Location] = field(default_factory=dict)

    def of(self, element: Element) -> Location:
        """The paragraph that an element stands in, or the first one under it."""
        for node in (element, *element.iterancestors()):
            if node in self.numbers:
                if node not in self._known:
                    line = line_of(node, self.story, self.file, self.numbers[node], self.headings[node])
                    self._known[node] = line.place()
                return self._known[node]
        for node in element.iter(name("p")):
            if node in self.numbers:
                return self.of(node)
        return Location(self.file, part=self.story.label)


def places(story: Story, file: str, styles: Styles) -> Places:
    """Number the paragraphs of a part; those of a text box that is written twice are numbered once."""
    found = Places(story, file)
    heading = ""
    for element in story.root.iter(name("p")):
        if any(local(parent) == "Fallback" for parent in element.iterancestors()):
            continue
        found.numbers[element] = len(found.numbers) + 1
        found.headings[element] = heading
        if styles.heading_level(element):
            text = line_of(element, story, file, 0).text.replace(OBJECT, " ")
            heading = " ".join(text.split())[:_LONGEST_HEADING] or heading
    return found
