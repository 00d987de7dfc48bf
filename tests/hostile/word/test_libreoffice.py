"""Templates that LibreOffice has saved: the same tags are read, the same hazards found."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from actgen.acts.templating.word.reading import read_word_template
from tests.acts.templating.word.filled import sources
from tests.hostile.word.builder import document, p, saved, t, table, with_notes
from tests.hostile.word.corpus import CASES

pytestmark = pytest.mark.slow
Resave = Callable[[dict[str, bytes]], dict[str, bytes]]

LEFT_OUT = {
    "a condition over two notes": "notes that nothing refers to are dropped",
    "a tag in a field that never ends": "half a field is dropped",
    "an object": "an object without content is dropped",
    "a joined file": "an object without content is dropped",
    "a symbol": "the symbol becomes a character",
    "columns": "the section break gets a paragraph of its own",
    "a decorative text": "its letters get a size of their own",
    "a drop cap": "a frame without measures is dropped",
    "a style that the file lacks": "the paragraph becomes one of body text",
}
SOUND = (
    p("Article 1", style="Titre2"),
    p("Vu ", "<w:r><w:rPr><w:b/></w:rPr><w:t>{{ texte</w:t></w:r>", t(" }} ;"), style="ActeVisa"),
    "{%p for membre in membres if membre.present %}",
    "{{ membre.nom }}{% if membre.maire %}, maire{% endif %} ;",
    "{%p endfor %}",
    p("{%p if annexe %}", properties='<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'),
    table(
        ("Nom", "Voix"),
        ("{%tr for m in x %}", ""),
        ("{{ m.nom }}", "{{ m.voix | nombre }}"),
        ("{%tr endfor %}", ""),
    ),
    "{%p endif %}",
    p(t("Une note"), "<w:r><w:footnoteReference w:id='2'/></w:r>"),
    "{{ x | accord(« élu », «\u00a0élue\u00a0») }} l’«\u00a0eau\u00a0»",
    "{%p partie annexe_1 hors-empreinte %}",
    "{{ clause.visas }}",
    "{%p finpartie %}",
)


@pytest.fixture(scope="module")
def resave(tmp_path_factory: pytest.TempPathFactory) -> Resave:
    """Files (name → bytes) opened and saved as .docx by LibreOffice."""

    def run(files: dict[str, bytes]) -> dict[str, bytes]:
        folder: Path = tmp_path_factory.mktemp("fichiers")
        for name, content in files.items():
            (folder / f"{name}.docx").write_bytes(content)
        profile = tmp_path_factory.mktemp("profil").as_uri()
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
        subprocess.run(
            [*command, "--outdir", str(folder / "sortie"), *(str(folder / f"{name}.docx") for name in files)],
            stdin=subprocess.DEVNULL,
            check=True,
            capture_output=True,
            timeout=280,
        )
        return {name: (folder / "sortie" / f"{name}.docx").read_bytes() for name in files}

    return run


def test_a_sound_template_is_read_the_same(resave: Resave) -> None:
    made = document(
        *SOUND, header=["{{ entete }}", "{% if projet %}PROJET{% endif %}"], footer=["{{ pied }}"]
    )
    content = saved(with_notes(made, "footnotes", "Note {{ origine }}"))
    before, found = read_word_template(content, "corps.docx")
    assert before is not None, found
    after, again = read_word_template(resave({"sain": content})["sain"], "corps.docx")
    assert after is not None and [each.code for each in again] == [each.code for each in found], again
    assert sources(after) == sources(before)


def test_each_hazard_is_still_found(resave: Resave) -> None:
    tried = {
        name: case
        for name, case in CASES.items()
        if case.found[0][0] != "GABARIT-WORD" and name not in LEFT_OUT
    }
    files = {f"f{number}": case.content for number, case in enumerate(tried.values())}
    for (name, case), content in zip(tried.items(), resave(files).values(), strict=True):
        _, findings = read_word_template(content, "corps.docx", lambda clause: clause == "visas")
        places = [(one.code, one.location.part, one.location.line) for one in findings if one.location]
        assert places == list(case.found), name
