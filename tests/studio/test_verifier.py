"""« Relire un fichier »: an act that was written here, one that was changed, anybody's; none is kept."""

from __future__ import annotations

import io
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pikepdf
import pytest
from httpx2 import Response
from starlette.testclient import TestClient

import actgen
from actgen.api.recognising import stage
from actgen.studio.desk import key_of
from tests.acts.outputs.conformity.signing import signed
from tests.delivery.verify.lone import certificat
from tests.studio.house import COUNCIL, SESSION, WRITES, Studio
from tests.studio.test_screens import _flat
from tests.studio.test_signes import SCAN

ACT = "4-certificat-02.pdf"


@pytest.fixture(autouse=True)
def nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield
    assert list(place.iterdir()) == []


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificates of the session, made once: each test has its copy."""
    studio = Studio(tmp_path_factory.mktemp("mairie") / "mairie")
    options = actgen.Options(only=("certificat",), formats=("pdf", "docx"), out=studio.root / "output")
    actgen.Workspace(studio.root).session(SESSION, options=options).render()
    return studio.root / "output"


@pytest.fixture
def acts(studio: Studio, output: Path) -> Path:
    shutil.copytree(output, studio.root / "output")
    (journal,) = studio.root.glob("output/*/*/journal.json")
    return journal.parent


def drop(browser: TestClient, *files: tuple[str, bytes]) -> Response:
    sent = [("fichier", (name, content, "application/octet-stream")) for name, content in files]
    return browser.post("/verifier", files=sent, headers=WRITES)


def told(browser: TestClient, name: str, content: bytes) -> str:
    answer = drop(browser, (name, content))
    assert answer.status_code == 200
    page = answer.text.partition('<div class="volets')[0].partition("rien n’en est gardé.")[2]
    return _flat(page).replace("\u202f", " ")


@pytest.mark.parametrize(
    "name", [ACT, "copie reçue.pdf", "../../../etc/passwd", "C:\\Temp\\acte.pdf", "con.pdf"]
)
def test_an_act_is_known_whatever_its_name(acts: Path, browser: TestClient, name: str) -> None:
    seen = told(browser, name, (acts / ACT).read_bytes())
    assert "(Le Tréhou, 14 novembre 2024) : rien n’a changé, c’est le fichier qui a été écrit ici" in seen
    assert "Collectivité Le Tréhou Séance jeudi 14 novembre 2024 Où il en est Délibération exécutoire" in seen
    assert f"Écrit sous le nom {ACT}" in seen
    assert "ne porte pas de signature électronique" in seen
    assert "etc/" not in seen


@pytest.mark.parametrize(
    ("act", "stade", "words"),
    [
        ("deliberation-02", "adopté", "Délibération adoptée"),
        ("convention-papeterie", "transmis", "Convention transmise"),
        ("proces-verbal", "adopté", ""),  # by default: minutes are « arrêtés », and no stage tells it
        ("deliberation-02", "modèle", ""),
    ],
)
def test_the_stage_of_an_act_is_told_in_its_words(act: str, stade: str, words: str) -> None:
    assert stage(act, stade) == words


def test_a_signed_act_is_known(acts: Path, browser: TestClient, tmp_path: Path) -> None:
    folder = tmp_path / "signer"
    folder.mkdir()
    original = (acts / ACT).read_bytes()
    with pikepdf.open(io.BytesIO(original)) as pdf:
        (place,) = (str(each.T) for each in pdf.Root.AcroForm.Fields)
    content = signed(original, place, "Membre 1", folder)
    seen = told(browser, "signe.pdf", content)
    assert "c’est l’acte qui a été écrit ici, signé depuis ; rien d’autre n’y est ajouté." in seen
    assert f"une signature (champ {place})" in seen


def test_the_signed_copy_that_is_kept_here_is_known(acts: Path, browser: TestClient) -> None:
    (acts / "4-certificat-02-SIGNE.pdf").write_bytes(SCAN)
    seen = told(browser, "scan.pdf", SCAN)
    assert "c’est l’exemplaire signé qui est gardé ici, octet pour octet." in seen
    assert "Gardé sous le nom 4-certificat-02-SIGNE.pdf" in seen
    assert "n’est pas connu ici" in told(browser, "scan.pdf", SCAN + b"\n")


def test_a_projet_is_said_to_be_one(studio: Studio, browser: TestClient) -> None:
    options = actgen.Options(
        only=("proces-verbal",), formats=("pdf",), out=studio.root / "output", draft=True
    )
    actgen.Workspace(studio.root).session(SESSION, options=options).render()
    (place,) = studio.root.glob("output/*/*/3-proces-verbal-PROJET.pdf")
    seen = told(browser, "pv.pdf", place.read_bytes())
    assert "C’est un projet : il ne se signe pas et ne se publie pas." in seen
    assert "peut servir" not in seen


def test_a_changed_act_is_told_and_leads_to_the_one_kept_here(acts: Path, browser: TestClient) -> None:
    content = (acts / ACT).read_bytes()
    for other in (content + b"% ajout\n", content[:-100]):
        answer = drop(browser, (ACT, other))
        seen = _flat(answer.text)
        assert "ce fichier n’est plus celui qui a été écrit ici." in seen
        assert "Ne le diffusez pas" in seen
        address = answer.text.partition('href="/papier/')[2].partition('"')[0]
        assert browser.get(f"/papier/{address}").content == content


def test_a_word_file_mended_by_hand_is_told_apart(acts: Path, browser: TestClient) -> None:
    name = "4-certificat-02.docx"
    content = io.BytesIO((acts / name).read_bytes())
    with zipfile.ZipFile(content, "a") as word:
        word.writestr("note.txt", "x")
    assert "Retouché ici en Word, il est à relire" in told(browser, name, content.getvalue())
    assert "rien n’a changé" in told(browser, name, (acts / name).read_bytes())


def retyped(content: bytes, *words: tuple[str, str]) -> bytes:
    """A Word file in which words were changed, saved again."""
    word, target = docx.Document(io.BytesIO(content)), io.BytesIO()
    for old, new in words:
        runs = [run for line in word.paragraphs for run in line.runs if old in run.text]
        assert runs, old
        for run in runs:
            run.text = run.text.replace(old, new)
    word.save(target)
    return target.getvalue()


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("name", ["4-certificat-02.docx", "certificat (retour mairie).docx"])
def test_the_sentences_of_a_word_file_that_differ_are_shown_whatever_its_name(
    acts: Path, browser: TestClient, name: str, there: bool
) -> None:
    kept = acts / "4-certificat-02.docx"
    content = retyped(kept.read_bytes(), ("le 18", "le 28"))
    if not there:  # it was mended where it lies: the PDF says what it said
        kept.write_bytes(content)
    seen = told(browser, name, content)
    assert "Certificat 2 (Le Tréhou, 14 novembre 2024) : ce fichier n’est plus celui" in seen
    assert "18 novembre 2024" in seen.partition("L’acte dit «")[2].partition("», ce fichier «")[0]
    assert "28 novembre 2024" in seen.partition("», ce fichier «")[2]
    assert seen.count("L’acte dit «") == 1


def test_a_page_that_was_altered_is_known_by_its_head_whatever_its_name(
    studio: Studio, browser: TestClient
) -> None:
    """90 to 95 €, in a page saved as « h.html »: « pas connu ici… Rien n’en est conclu »."""
    options = actgen.Options(
        only=("deliberation-02", "publication-02"), formats=("html",), out=studio.root / "output"
    )
    actgen.Workspace(studio.root).session(SESSION, options=options).render()
    pages = sorted(studio.root.glob("output/*/*/*.html"))
    assert len(pages) == 2  # the act, and its copy to publish: their heads are the same
    for kept in pages:
        head, style, rest = kept.read_bytes().partition(b"<style>")
        forged = head + style + rest.replace(b"novembre", b"octobre")
        assert forged != kept.read_bytes()
        for name in ("h.html", kept.name):
            seen = told(browser, name, forged)
            assert "ce fichier n’est plus celui qui a été écrit ici" in seen
            assert f"Écrit sous le nom {kept.name}" in seen
    other = head.replace(b"<title>", b"<title>Autre ") + style + rest
    assert "n’est pas connu ici" in told(browser, "h.html", other)


def test_a_word_file_that_was_only_saved_again_says_the_same(acts: Path, browser: TestClient) -> None:
    content = retyped((acts / "4-certificat-02.docx").read_bytes())
    seen = told(browser, "copie.docx", content)
    assert "Modifié depuis qu’actgen l’a écrit, mais les mots de son texte sont les mêmes" in seen
    assert "L’acte dit" not in seen


@pytest.mark.slow  # every act of a session, in Word and in PDF
def test_no_act_says_otherwise_in_word_than_in_its_pdf(studio: Studio) -> None:
    options = actgen.Options(formats=("pdf", "docx"), out=studio.root / "output")
    workspace = actgen.Workspace(studio.root)
    workspace.session(SESSION, options=options).render()
    files = sorted(studio.root.glob("output/*/*/*.docx"))
    assert len(files) == 7
    for kept in files:
        kept.write_bytes(retyped(kept.read_bytes()))  # only the PDF is as it was written
        (told,) = workspace.recognise("reçu.docx", kept.read_bytes(), studio.root / "output").differences
        assert "les mots de son texte sont les mêmes" in told.phrase, kept.name


def test_a_word_file_that_is_a_trap_is_not_opened(acts: Path, browser: TestClient) -> None:
    name = "4-certificat-02.docx"
    content = io.BytesIO((acts / name).read_bytes())
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as word:
        word.writestr("word/media/x.xml", bytes(300_000_000))
    assert "son texte n’a pas pu être comparé" in told(browser, name, content.getvalue())
    assert "n’est pas connu ici" in told(browser, "piege.docx", content.getvalue())


def test_data_that_changed_since_are_told(acts: Path, studio: Studio, browser: TestClient) -> None:
    content = (acts / ACT).read_bytes()
    (acts / ACT).unlink()
    assert "rien n’a changé" in told(browser, ACT, content)  # though it is no longer in its folder
    for place in (studio.root / SESSION, studio.root / COUNCIL):
        place.unlink()
    assert f"« {ACT} » (2024-11-14-conseil) : rien n’a changé" in told(browser, ACT, content)


@pytest.mark.usefixtures("acts")
def test_a_file_from_elsewhere(browser: TestClient) -> None:
    content = certificat()
    seen = told(browser, "autre.pdf", content)
    assert "ce fichier n’a pas été écrit ici. Ce qui y est imprimé est ce que disent les données" in seen
    assert "il n’est plus tel qu’il a été fait" in told(browser, "autre.pdf", content + b"% x\n")
    blank = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(blank)
    for name, other in (
        ("scan.pdf", blank.getvalue()),
        ("photo.jpg", b"\xff\xd8"),
        ("x", b""),
        ("y.docx", b"z"),
    ):
        assert "n’est pas connu ici" in told(browser, name, other), name


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\x00" * 5000, b"%%EOF\n" * 9000])
def test_what_is_no_pdf_harms_nobody(acts: Path, browser: TestClient, content: bytes) -> None:
    seen = told(browser, "piege.pdf", content)
    assert "demandez l’original" in seen
    assert not {"Traceback", "pikepdf"} & set(seen.split())


def test_what_a_stranger_called_a_file_is_shown_as_text(browser: TestClient) -> None:
    page = drop(browser, ("<script>x.pdf\u202e" + "a" * 300, b"x")).text
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page
    assert "\u202e" not in page


def test_several_files_and_none(browser: TestClient) -> None:
    page = _flat(drop(browser, *((f"{n}.pdf", b"x") for n in range(22))).text)
    assert page.count("demandez l’original") == 20
    assert "2 autres fichiers à relire" in page
    answer = browser.post("/verifier", data={"vide": ""}, headers=WRITES)
    assert (answer.status_code, "Choisissez un fichier." in answer.text) == (422, True)


def test_too_much_is_refused_by_the_gate(browser: TestClient) -> None:
    assert drop(browser, ("gros.pdf", b"x" * 1_000_001)).status_code == 413


def test_a_whole_folder(acts: Path, studio: Studio, browser: TestClient) -> None:
    name = acts.relative_to(studio.root / "output").as_posix()
    assert f'value="{key_of(name)}"' in browser.get("/verifier").text
    form = {"dossier": key_of(name)}
    seen = _flat(browser.post("/verifier", data=form, headers=WRITES).text).replace("\u202f", " ")
    assert "4 fichiers inchangés." in seen
    (acts / ACT).write_bytes(b"x")
    seen = _flat(browser.post("/verifier", data=form, headers=WRITES).text).replace("\u202f", " ")
    assert "3 fichiers inchangés ; 1 fichier modifié depuis." in seen
    assert f"Ce qui diffère {ACT}" in seen


@pytest.mark.parametrize("asked", ["", "..", "29294-le-trehou", "/etc"])
def test_only_a_folder_that_was_written_is_looked_at(acts: Path, browser: TestClient, asked: str) -> None:
    assert browser.post("/verifier", data={"dossier": asked}, headers=WRITES).status_code == 400


def test_nothing_was_written_yet(browser: TestClient) -> None:
    assert "Aucun acte n’a encore été écrit" in browser.get("/verifier").text
    assert "n’est pas connu ici" in told(browser, "acte.docx", b"x")
