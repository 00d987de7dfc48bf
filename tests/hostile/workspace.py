"""A workspace of one's own: the files of the worked examples, copied, then changed by one slip at a time."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from actgen.acts.views.plan import Due
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.session.examination import examine
from actgen.session.render import Rendering
from actgen.session.result import Examination, Options
from tests.session.acts import render

DATA = Path(__file__).resolve().parents[2] / "data"
SEANCE = "seances/dietwiller-2022-12-15.yaml"
COLLECTIVITE = "collectivites/dietwiller.yaml"
GROUPEMENT = "groupements/e_services.yaml"

OURS = ("dietwiller", "e_services", "le_trehou", "le-trehou", "papeterie")

DELIBERATION = "deliberation-09"
CONVENTION = "convention-e_services"
MINUTES = "proces-verbal"
CERTIFICATE = "certificat-09"
COPY = "publication-09"
LIST = "liste-des-deliberations"
TO_DO = "a-faire"
ALL = frozenset({DELIBERATION, COPY, CONVENTION, LIST, MINUTES, CERTIFICATE, TO_DO})


@dataclass(frozen=True)
class Workspace:
    """A folder that holds collectivites/, groupements/ and seances/, and the folder of outputs."""

    folder: Path

    @classmethod
    def copy(cls, folder: Path) -> Workspace:
        for part in ("collectivites", "groupements", "seances"):
            (folder / part).mkdir(parents=True)
            for file in (DATA / part).iterdir():
                if file.name.startswith(OURS):
                    shutil.copy(file, folder / part)
        return cls(folder)

    @property
    def session(self) -> Path:
        return self.folder / SEANCE

    @property
    def out(self) -> Path:
        return self.folder / "sorties"

    def read(self, name: str = SEANCE) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def write(self, name: str, content: str | bytes) -> None:
        place = self.folder / name
        place.write_bytes(content.encode() if isinstance(content, str) else content)

    def change(self, old: str, new: str, name: str = SEANCE) -> None:
        """Replace a passage that stands exactly once in the file: a slip that is made in no other place."""
        text = self.read(name)
        assert text.count(old) == 1, f"{text.count(old)} × {old!r} in {name}"
        self.write(name, text.replace(old, new))

    def examine(self, overrides: frozenset[str] = frozenset()) -> Examination:
        return examine(self.session, Options(overrides=overrides))

    def render(self, *formats: str) -> Rendering:
        return render(self.session, Options(formats=formats or ("html",), out=self.out))

    def outputs(self) -> dict[str, bytes]:
        """Every file of the output folder with its bytes."""
        files = (path for path in self.out.rglob("*") if path.is_file())
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in sorted(files)}


def errors(examination: Examination) -> list[Diagnostic]:
    return [finding for finding in examination.report.findings if finding.severity is Severity.ERROR]


def marked(finding: Diagnostic) -> str:
    """The words under the caret."""
    place = finding.location
    assert place is not None
    return place.excerpt[place.column - 1 : place.column - 1 + place.length]


def keys(examination: Examination, due: Due) -> set[str]:
    return {plan.key for plan in examination.plans if plan.due is due}
