"""Copies of the shipped texts in Word: the same acts, to the letter, also after LibreOffice saved them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from actgen.acts.tree.nodes import Block, Document
from actgen.authoring.copies import CopyFormat, Impossible, Models, copy, models_of_clause, models_of_kind
from actgen.authoring.natures import text_of
from actgen.authoring.templates.checking import check_templates
from actgen.authoring.templates.selection import select
from actgen.authoring.templates.strays import Owner
from actgen.authoring.templates.workbench import workbench
from actgen.council.kinds.catalogue import Catalogue, search_path
from actgen.delivery.register.register import make_register
from actgen.delivery.register.sessions import RegisterOptions
from actgen.reading.sources import Sources
from actgen.session.cache import Cache
from actgen.session.examination import examine
from actgen.session.kept import Kept
from actgen.session.result import Examination, Options
from tests.acts.templating.word.same import same_widths, seen, widths
from tests.golden.test_stades import WITH_FIELDS, before_the_vote, rejected
from tests.session.acts import ROOT

TEMPLATES = ROOT / "templates"
REGISTER = TEMPLATES / "registres" / "registre_annuel"
GROUP = TEMPLATES / "conventions" / "groupement_commandes"
EXAMPLES = sorted(
    file.parent.relative_to(TEMPLATES).as_posix()
    for file in TEMPLATES.glob("*/*/exemple.yaml")
    if file.parent.parent.name not in ("conventions", "registres")  # tried with the acts of a session
    and file.parent.name != "avenant_groupement"  # of another group: tried by the check of all copies
)
FAST = ("certificats/caractere_executoire", "deliberations/subvention", "seances/convocation")
NIGHTS = sorted(file.stem for file in (ROOT / "data" / "seances").glob("*.yaml"))


def catalogue(workspace: Path) -> Catalogue:
    return Catalogue(Sources(workspace), search_path(workspace))


def everything(workspace: Path) -> Iterator[Models]:
    """The texts of every shipped kind and every clause."""
    known = catalogue(workspace)
    for kind in known.kinds.values():
        yield models_of_kind(known, kind)
    for clause in sorted((TEMPLATES / "socle" / "clauses").glob("*.md")):
        yield models_of_clause(known, clause.stem)


def furnished(folder: Path) -> Path:
    """A workspace with the shipped data and the example of a group."""
    for part in ("collectivites", "groupements", "seances"):
        shutil.copytree(ROOT / "data" / part, folder / part)
    for file in ("exemple.yaml", "exemple-contexte.md"):
        shutil.copy(GROUP / file, folder / "groupements")
    for place in (TEMPLATES / "conventions/avenant").glob("exemple*"):
        shutil.copy(place, folder / "groupements" / place.name.replace("exemple.", "exemple_amended."))
    return folder


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return furnished(tmp_path_factory.mktemp("markdown"))


@pytest.fixture(scope="module")
def word(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same workspace where every text has its copy in Word."""
    folder = furnished(tmp_path_factory.mktemp("word"))
    for models in everything(folder):
        copied = copy(models, CopyFormat.WORD, folder / "templates")
        assert copied.written and not (copied.refused or copied.opposed or copied.kept)
    shipped = [
        file for file in TEMPLATES.glob("*/*/*.md") if not file.stem.startswith(("attendu", "exemple"))
    ]
    assert len(list((folder / "templates").rglob("*.docx"))) == len(shipped)
    return folder


@pytest.fixture(scope="module")
def resaved(word: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same once LibreOffice has opened and saved each copy."""
    folder = furnished(tmp_path_factory.mktemp("libreoffice"))
    shutil.copytree(word / "templates", folder / "templates")
    profile, out = tmp_path_factory.mktemp("profil").as_uri(), tmp_path_factory.mktemp("sortie")
    files = sorted((folder / "templates").rglob("*.docx"))
    for rank, file in enumerate(files):
        shutil.copy(file, out / f"{rank}.docx")
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
    subprocess.run(
        [*command, "--outdir", str(out / "fait"), *(str(out / f"{rank}.docx") for rank in range(len(files)))],
        stdin=subprocess.DEVNULL,
        check=True,
        capture_output=True,
        timeout=280,
    )
    for rank, file in enumerate(files):
        shutil.copy(out / "fait" / f"{rank}.docx", file)
    return folder


def sessions(kind: str) -> list[tuple[str, str]]:
    """The example of a kind at the stages of its life: held; to be held and rejected for a deliberation."""
    example = (TEMPLATES / kind / "exemple.yaml").read_text("utf-8")
    example = example.replace("groupement: exemple, avenant", "groupement: exemple_amended, avenant")
    found = [("x", example)]
    if kind.rpartition("/")[2] in WITH_FIELDS:
        found.append(("y", before_the_vote(example).replace("exercice: 2024", "exercice: 2096")))
        found.append(("z", rejected(example)))
    return [(f"{stage}-{kind.rpartition('/')[2]}", text) for stage, text in found]


def write(workspace: Path, name: str, text: str) -> None:
    """The only session of the kind of an example: another one would date what is left to do of it."""
    for other in (workspace / "seances").glob("[xyz]-*.yaml"):
        other.unlink()
    (workspace / "seances" / f"{name}.yaml").write_text(text, encoding="utf-8")
    for beside in TEMPLATES.glob(f"*/{name.partition('-')[2]}/exemple-*.md"):
        shutil.copy(beside, workspace / "seances")


@cache
def _texts(workspace: Path) -> Kept:
    """Its texts, read once: a session a kind, at three stages, would each read them all again."""
    return Kept(1024)


@cache
def made(workspace: Path, name: str, draft: bool = False) -> Examination:
    file = workspace / "seances" / f"{name}.yaml"
    return examine(file, Options(draft=draft), Cache(texts=_texts(workspace)))


def compare(plain: Path, word: Path, name: str, draft: bool = False) -> int:
    """The acts of a session in both workspaces; how many were the same. Fails on the first that differs."""
    told, read = made(plain, name, draft), made(word, name, draft)
    other = {plan.key: plan for plan in read.plans}
    found = 0
    for plan in told.plans:
        twin = other[plan.key]
        assert twin.due is plan.due, (name, plan.key, twin.refus)
        if plan.document is not None:
            assert twin.document is not None
            same(f"{name} {plan.key}", plan.document, twin.document)
            found += 1
    return found


def same(what: str, one: Document, two: Document) -> None:
    assert seen(two.blocks) == seen(one.blocks), what
    assert same_widths(widths(one.blocks), widths(two.blocks)), what
    assert (two.title, two.header, two.subject, two.projet) == (
        one.title,
        one.header,
        one.subject,
        one.projet,
    )


@pytest.mark.parametrize("kind", FAST)  # of the others, those of each stage
def test_a_copy_in_word_gives_the_same_acts(kind: str, plain: Path, word: Path) -> None:
    name, text = sessions(kind)[0]
    for workspace in (plain, word):
        write(workspace, name, text)
    assert compare(plain, word, name)


@pytest.mark.slow
def test_the_copies_pass_the_check_and_give_the_texts_expected(
    word: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(word)
    selection = select(())
    assert check_templates(selection).report.findings == ()
    with workbench(selection.catalogue) as bench:
        for kind in selection.kinds:
            example = bench.example(kind)
            made = text_of(example, kind.code) if example is not None else None
            if not kind.famille.traits.de_l_annee:
                assert made == (TEMPLATES / kind.chemin / "attendu.md").read_text("utf-8"), kind.code


@pytest.mark.slow
@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_copy_in_word_gives_the_same_acts_at_each_stage(kind: str, plain: Path, word: Path) -> None:
    for name, text in sessions(kind):
        for workspace in (plain, word):
            write(workspace, name, text)
        assert compare(plain, word, name)
        assert compare(plain, word, name, draft=True)


@pytest.mark.slow
@pytest.mark.parametrize("night", NIGHTS)
def test_a_copy_in_word_gives_the_same_acts_of_any_night(night: str, plain: Path, word: Path) -> None:
    assert compare(plain, word, night)


@pytest.mark.slow
@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_copy_that_libreoffice_saved_gives_the_same_acts(kind: str, plain: Path, resaved: Path) -> None:
    for name, text in sessions(kind):
        for workspace in (plain, resaved):
            write(workspace, name, text)
        assert compare(plain, resaved, name)


@pytest.mark.slow
@pytest.mark.parametrize("night", NIGHTS)
def test_a_copy_that_libreoffice_saved_serves_any_night(night: str, plain: Path, resaved: Path) -> None:
    assert compare(plain, resaved, night)


def pages_of_the_register(workspace: Path) -> list[Block]:
    """The blocks of the pages that a register adds to its acts, those of the night before them."""
    shutil.copy(REGISTER / "exemple.yaml", workspace / "seances" / "registre.yaml")
    council = Path(shutil.copy(REGISTER / "exemple-collectivite.yaml", workspace / "collectivites"))
    options = RegisterOptions(year=2024, formats=("pdf",), out=workspace / "output")
    register = make_register(council, options)
    assert register.report.errors == () and register.printed is not None
    (night,) = register.parts
    documents = (register.printed.opening, night.document, register.printed.tables)
    return [block for document in documents for block in document.blocks]


@pytest.fixture
def alone(tmp_path: Path) -> Path:
    """A workspace where the register has but the night of its example."""
    for part in ("collectivites", "groupements", "seances"):
        (tmp_path / part).mkdir()
    for file in ("exemple.yaml", "exemple-contexte.md"):
        shutil.copy(GROUP / file, tmp_path / "groupements")
    return tmp_path


@pytest.mark.slow
def test_a_register_has_the_same_pages(alone: Path, word: Path) -> None:
    told = tuple(pages_of_the_register(alone))
    shutil.copytree(word / "templates", alone / "templates")
    assert seen(tuple(pages_of_the_register(alone))) == seen(told)


@pytest.mark.slow
def test_a_register_has_the_same_pages_from_copies_that_libreoffice_saved(alone: Path, resaved: Path) -> None:
    told = tuple(pages_of_the_register(alone))
    shutil.copytree(resaved / "templates", alone / "templates")
    assert seen(tuple(pages_of_the_register(alone))) == seen(told)


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    known = catalogue(tmp_path)
    models = models_of_kind(known, known.kinds["proces_verbal"])
    for folder in ("a", "b"):
        copy(models, CopyFormat.WORD, tmp_path / folder)
    one, two = (tmp_path / each / "seances/proces_verbal/corps.docx" for each in ("a", "b"))
    assert one.read_bytes() == two.read_bytes()


def test_markdown_is_copied_as_it_is(tmp_path: Path) -> None:
    known = catalogue(tmp_path)
    copied = copy(models_of_kind(known, known.kinds["tarifs"]), CopyFormat.MARKDOWN, tmp_path / "templates")
    assert [place.name for place in copied.written] == ["corps.md", "dispositif.md", "expose.md", "acte.yaml"]
    for place in copied.written:
        assert place.read_bytes() == (TEMPLATES / "deliberations" / "tarifs" / place.name).read_bytes()


def test_nothing_is_written_over_what_is_there(tmp_path: Path) -> None:
    known = catalogue(tmp_path)
    models = models_of_kind(known, known.kinds["tarifs"])
    folder = tmp_path / "templates" / "deliberations" / "tarifs"
    folder.mkdir(parents=True)
    (folder / "corps.docx").write_bytes(b"mine")
    (folder / "expose.md").write_bytes(b"mine too")
    (folder / "acte.yaml").write_bytes(b"ours")
    copied = copy(models, CopyFormat.WORD, tmp_path / "templates")
    assert copied.written == (folder / "dispositif.docx",)
    assert copied.kept == (folder / "corps.docx",) and copied.opposed == (folder / "expose.md",)
    assert (folder / "corps.docx").read_bytes() == b"mine"
    assert (folder / "expose.md").read_bytes() == b"mine too"
    assert (folder / "acte.yaml").read_bytes() == b"ours" and not (folder / "expose.docx").exists()


def test_a_commune_has_no_convention_of_its_own(tmp_path: Path) -> None:
    known = catalogue(tmp_path)
    kind = known.kinds["groupement_commandes"]
    with pytest.raises(Impossible, match="pour tous ses signataires"):
        models_of_kind(known, kind, Owner("68072"))
    texts = {place.stem for place in GROUP.glob("*.md") if not place.stem.startswith(("attendu", "exemple"))}
    assert {"corps", "regle"} <= {model.name for model in models_of_kind(known, kind).texts} == texts


def test_what_a_commune_wrote_is_what_is_copied_for_it(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "68072" / "socle" / "clauses"
    own.mkdir(parents=True)
    (own / "visas.md").write_text("Vu la loi ;\n{: .visa }\n", encoding="utf-8")
    known = catalogue(tmp_path)
    (model,) = models_of_clause(known, "visas", Owner("68072")).texts
    assert model.source.path == "templates/68072/socle/clauses/visas.md"
    (model,) = models_of_clause(known, "visas").texts
    assert model.source.path == "actgen/templates/socle/clauses/visas.md"


def test_a_text_that_is_wrong_is_refused_at_its_line(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "socle" / "clauses"
    own.mkdir(parents=True)
    (own / "visas.md").write_text("Vu la loi ;\n\n{% if x %}\n", encoding="utf-8")
    copied = copy(models_of_clause(catalogue(tmp_path), "visas"), CopyFormat.WORD, tmp_path / "essais")
    (reason,) = copied.refused
    assert "ligne 3" in reason and not copied.written and not (tmp_path / "essais").exists()


def test_a_word_file_is_not_copied_in_markdown(tmp_path: Path) -> None:
    copy(models_of_clause(catalogue(tmp_path), "visas"), CopyFormat.WORD, tmp_path / "templates")
    models = models_of_clause(catalogue(tmp_path), "visas")
    (reason,) = copy(models, CopyFormat.MARKDOWN, tmp_path / "essais").refused
    assert "en Word" in reason
    copied = copy(models, CopyFormat.WORD, tmp_path / "essais")
    assert copied.written[0].read_bytes() == models.texts[0].source.content
