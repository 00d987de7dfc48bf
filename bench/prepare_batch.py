"""Lay down what the bare engines are given for a batch: each act of a group once, as actgen hands it over.

    python bench/prepare_batch.py GROUP FOLDER

In FOLDER: one `.html` an act, `sheet.css`, `fonts.conf` (only the face of the acts), and in `words/` the
finished Word files, which stand for Word templates with their text in.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from prepare import lay_settings

from actgen.acts.outputs.docx.render import render_docx
from actgen.acts.outputs.house.look import Order
from actgen.acts.outputs.house.markup import paper_of
from actgen.acts.outputs.html import print_markup
from actgen.group.batch import prepare_batch
from actgen.session.jobs import Done, Task, Work, Workers
from actgen.session.making import Made
from actgen.session.result import Options


class Laid(Workers):
    """Writes down what would be drawn, and gives back pages without a word."""

    folder: Path = Path()
    count: int = 0

    def each(self, work: Work, tasks: Iterable[Task], number: int) -> Iterator[Done]:
        for task in tasks:
            order: Order = task.content
            self.count += 1
            markup = print_markup(order.document, look=order.look, paper=paper_of(order.document, order.look))
            (self.folder / f"{self.count:03}.html").write_text(markup, encoding="utf-8")
            word = render_docx(order.document, look=order.look, dated=order.dated)
            (self.folder / "words" / f"{self.count:03}.docx").write_bytes(word)
            yield Done(task, Made(dict.fromkeys(order.forms, b"<p>rien</p>")))


def main(group: Path, folder: Path) -> None:
    (folder / "words").mkdir(parents=True)
    laid = Laid(folder=folder)
    batch = prepare_batch(group, Options(formats=("html",), out=folder / "out"))
    for issue in batch.run(laid):
        assert issue.fault is None, issue.fault
    assert laid.count and not batch.refus, "every act is there to be drawn"
    lay_settings(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
