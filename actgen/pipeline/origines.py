"""Where the words of acts were written, Word templates read too: rules on texts know nothing of formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from actgen.checks.textes.locating import Place
from actgen.checks.textes.origines import Origines
from actgen.sources import Source, Sources


def origines_of(sources: Sources) -> Origines:
    """The places of what a run has read: the user's files and the texts of kinds."""
    return origines_in(partial(_files, sources))


def origines_in(files: Callable[[], Iterable[Source]]) -> Origines:
    """The places of what stands in these files, asked for at the first question."""
    return Origines(files, paragraphs)


def paragraphs(source: Source) -> Iterable[tuple[Place, str]]:
    """The paragraphs of a Word file."""
    from actgen.rendering.word.paragraphs import paragraphs_of  # Word is read only where there is some

    return paragraphs_of(source.content, source.path)


def _files(sources: Sources) -> tuple[Source, ...]:
    """Each once: a workspace's own templates are the user's too."""
    every = {source.path: source for source in (*sources.read_by_user(), *sources.templates_read())}
    return tuple(every.values())
