import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.errors import EnvironmentFault
from actgen.base.records import replace
from actgen.base.version import __version__
from actgen.reading.sources import Source
from actgen.session.writing.fingerprint import Fingerprint, library_versions
from actgen.session.writing.journal import (
    Entry,
    Journal,
    JournalDraft,
    Override,
    read_journal,
    render_journal,
)

FINDINGS = (
    Diagnostic(
        "PUB-MODE", Severity.WARNING, "Mode inconnu\u00a0!", (Location("collectivites/x.yaml", 5, 3),)
    ),
    Diagnostic("POUV-ECRIT", Severity.WARNING, "Deux pouvoirs non datés.", point=9),
)
LIFTED = (Diagnostic("QUORUM-POINT", Severity.ERROR, "7 présents pour un quorum de 8.", point=9),)
DRAFT = JournalDraft(
    session="seances/dietwiller-2022-12-15.yaml",
    state="tenue",
    versions={"actgen": "0.1.0", "weasyprint": "70.0"},
    sources=(("seances/dietwiller-2022-12-15.yaml", "aa"), ("collectivites/dietwiller.yaml", "bb")),
    templates=(Source("actgen/templates/acte.yaml", b"x", "cc"),),
    stages={"deliberation-09": "adopte"},
    findings=FINDINGS,
    overrides=(Override("QUORUM-POINT", "Confirmé par le préfet.", 9, LIFTED), Override("PUB-MODE", "Vu.")),
)
FILES = {"1-deliberation-09.pdf": Entry("deliberation-09", Fingerprint("dd", "ee"))}


def test_the_journal_tells_what_the_acts_were_made_from() -> None:
    assert json.loads(render_journal(DRAFT, FILES, Journal())) == {
        "format": 1,
        "versions": {"actgen": "0.1.0", "weasyprint": "70.0"},
        "seance": {"fichier": "seances/dietwiller-2022-12-15.yaml", "etat": "tenue"},
        "sources": {"collectivites/dietwiller.yaml": "bb", "seances/dietwiller-2022-12-15.yaml": "aa"},
        "modeles": {"actgen/templates/acte.yaml": "cc"},
        "actes": {"deliberation-09": {"stade": "adopte"}},
        "fichiers": {
            "1-deliberation-09.pdf": {"acte": "deliberation-09", "sha256": "dd", "contenu_sha256": "ee"}
        },
        "constats": [
            {
                "code": "POUV-ECRIT",
                "severite": "attention",
                "message": "Deux pouvoirs non datés.",
                "point": 9,
            },
            {
                "code": "PUB-MODE",
                "severite": "attention",
                "message": "Mode inconnu\u00a0!",
                "lieu": {"fichier": "collectivites/x.yaml", "ligne": 5, "colonne": 3},
            },
        ],
        "derogations": [
            {"code": "PUB-MODE", "motif": "Vu.", "ecarte": []},
            {
                "code": "QUORUM-POINT",
                "motif": "Confirmé par le préfet.",
                "point": 9,
                "ecarte": [
                    {
                        "code": "QUORUM-POINT",
                        "severite": "erreur",
                        "message": "7 présents pour un quorum de 8.",
                        "point": 9,
                    }
                ],
            },
        ],
    }


def test_the_order_of_things_found_does_not_show() -> None:
    turned = JournalDraft(
        session=DRAFT.session,
        state=DRAFT.state,
        versions=dict(reversed(list(DRAFT.versions.items()))),
        sources=DRAFT.sources[::-1],
        templates=DRAFT.templates,
        stages=DRAFT.stages,
        findings=FINDINGS[::-1],
        overrides=DRAFT.overrides[::-1],
    )
    assert render_journal(turned, FILES, Journal()) == render_journal(DRAFT, FILES, Journal())


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "journal.json").write_bytes(render_journal(DRAFT, FILES, Journal()))
    assert read_journal(tmp_path) == Journal(
        FILES,
        {"deliberation-09": "adopte"},
        DRAFT.session,
        dict(DRAFT.sources),
        {"actgen/templates/acte.yaml": "cc"},
        dict(DRAFT.versions),
    )


def test_a_folder_without_a_journal_has_an_empty_one(tmp_path: Path) -> None:
    assert read_journal(tmp_path) == Journal()


def test_an_act_not_asked_for_keeps_its_stage_while_a_file_is_there() -> None:
    files = FILES | {"4-certificat-09.pdf": Entry("certificat-09", Fingerprint("ff", "ff"))}
    before = Journal({}, {"certificat-09": "executoire", "deliberation-09": "modele", "disparu": "adopte"})
    stages = json.loads(render_journal(DRAFT, files, before))["actes"]
    assert stages == {"certificat-09": {"stade": "executoire"}, "deliberation-09": {"stade": "adopte"}}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"{}",
        b'{"format": 2, "fichiers": {}, "actes": {}}',
        b'{"format": 1, "fichiers": {"a.pdf": {"acte": "x"}}, "actes": {}}',
        b'{"format": 1, "actes": {}, "fichiers":'
        b' {"../a": {"acte": "x", "sha256": "", "contenu_sha256": ""}}}',
        b"[" * 100_000,
    ],
)
def test_a_journal_that_can_not_be_understood_stops_everything(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "journal.json").write_bytes(content)
    with pytest.raises(EnvironmentFault, match=r"Le journal .* est illisible"):
        read_journal(tmp_path)


def test_versions_tell_what_the_bytes_depend_on() -> None:
    found = library_versions()
    assert found["actgen"] == __version__
    assert {"python", "zlib", "python-docx", "weasyprint"} <= set(found)


def test_hash_seed_time_zone_and_folder_do_not_show(tmp_path: Path) -> None:
    journals = []
    for seed, zone in (("0", "Pacific/Auckland"), ("4711", "America/Cayenne")):
        folder = tmp_path / seed
        command = [sys.executable, "-m", "tests.session.writing.child", "plain", str(folder), "a"]
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run(
            command, stdin=subprocess.DEVNULL, check=True, env=environment, cwd=Path(__file__).parents[3]
        )
        journals.append((folder / "journal.json").read_bytes())
    assert journals[0] == journals[1]
    assert str(tmp_path).encode() not in journals[0]


def test_a_finding_in_a_word_file_is_told_at_its_paragraph() -> None:
    place = Location("templates/x/corps.docx", 3, 4, 2, "mots", "corps", "Article 2")
    finding = Diagnostic("GC-PLACEHOLDER", Severity.ERROR, "Un blanc.", (place,))
    told = json.loads(render_journal(replace(DRAFT, findings=(finding,)), FILES, Journal()))["constats"]
    assert told[0]["lieu"] == {
        "fichier": "templates/x/corps.docx",
        "partie": "corps",
        "paragraphe": 3,
        "titre": "Article 2",
    }


def test_a_journal_without_end_is_refused_before_it_is_read(tmp_path: Path) -> None:
    many = ",".join(f'"{rank}":""' for rank in range(900_000))
    told = '{"format":1,"seance":{"fichier":"x","etat":"tenue"},"fichiers":{},"actes":{},"sources":{'
    (tmp_path / "journal.json").write_text(f"{told}{many}}}}}", encoding="utf-8")
    with pytest.raises(EnvironmentFault, match=r"journal\.json.*plus de 10.Mo.*sauvegarde"):
        read_journal(tmp_path)
