"""Small sets of acts for the tests of writing, and what a folder holds."""

from pathlib import Path

from actgen.session.writing.journal import JournalDraft
from actgen.session.writing.plan import OutputFile

PDF = "1-deliberation-09-adhesion.pdf"
WORD = "1-deliberation-09-adhesion.docx"
DRAFT = "2-convention-groupement-PROJET.html"
FINAL = "2-convention-groupement.html"
DELIBERATION, CONVENTION = "deliberation-09", "convention"
NOBODY = 65534  # the ordinary user of Linux


def acts(version: str, *, sent: bool = False, draft: bool = True) -> tuple[OutputFile, ...]:
    """Three files whose content tells the version; hashes of PDF and Word fall back on their bytes."""
    return (
        OutputFile(PDF, f"pdf {version}".encode() * 500, DELIBERATION, "acte déjà transmis" if sent else ""),
        OutputFile(
            WORD, f"docx {version}".encode() * 500, DELIBERATION, "acte déjà transmis" if sent else ""
        ),
        OutputFile(DRAFT if draft else FINAL, f"html {version}".encode() * 500, CONVENTION),
    )


def journal(version: str) -> JournalDraft:
    return JournalDraft(
        session="seances/dietwiller-2022-12-15.yaml",
        state="tenue",
        versions={"actgen": "0.1.0"},
        sources=(("seances/dietwiller-2022-12-15.yaml", version),),
        stages={DELIBERATION: "adopte", CONVENTION: "modele"},
    )


def held(folder: Path) -> dict[str, bytes]:
    """All that a folder holds but the lock, hidden folders included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".actgen.lock"
    }
