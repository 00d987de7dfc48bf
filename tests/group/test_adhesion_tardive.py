"""A council that has not decided once the consultation is out: the convention's own rule of joining holds."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest

from actgen.api.workspace import Options, Workspace
from actgen.group.batch import Batch, prepare_batch
from actgen.session.jobs import Workers
from tests.group.espaces import contenus, espace, seance

LE_LANCEMENT, APRES = date(2025, 1, 6), date(2025, 1, 7)
SANS_LE_MARCHE = (
    "Hanvec, qui adhère après cette date, ne bénéficie pas de l’accord-cadre issu de cette consultation"
)
POUR_LE_MARCHE = "à signer et à notifier, au nom et pour le compte de la commune de Hanvec, l’accord-cadre"


def _groupe(folder: Path, regle: str, limite: str = "31/12/2024") -> Path:
    file = espace(folder)
    texte = file.read_text(encoding="utf-8").replace("adhesion: fermée", f"adhesion: {regle}")
    file.write_text(texte.replace("avant: 31/12/2024", f"avant: {limite}"), encoding="utf-8")
    return file


def _envoye(file: Path, au: date | None) -> tuple[Batch, dict[str, str]]:
    """What a batch of that day sends, the words of each file by its name."""
    out = file.parents[1] / "out"
    batch = prepare_batch(file, Options(formats=("html",), out=out, aujourd_hui=au))
    list(batch.run(Workers(1)))
    lus = {nom: contenu.decode("utf-8") for nom, contenu in contenus(out).items() if nom.endswith(".html")}
    return batch, {
        nom: " ".join(html.unescape(re.sub(r"<[^>]+>", " ", lu)).split()) for nom, lu in lus.items()
    }


def _de_hanvec(lus: dict[str, str], mot: str) -> str:
    (lu,) = [lu for nom, lu in lus.items() if f"hanvec/avant-le-vote/{mot}" in nom]
    return lu.replace("\u00a0", " ")


@pytest.mark.parametrize("au", [None, LE_LANCEMENT])
def test_until_it_is_out_a_model_is_for_the_contract(tmp_path: Path, au: date | None) -> None:
    _, lus = _envoye(_groupe(tmp_path, "à tout moment"), au)
    assert POUR_LE_MARCHE in _de_hanvec(lus, "2-deliberation")
    assert "lancée" not in _de_hanvec(lus, "1-") and SANS_LE_MARCHE not in _de_hanvec(lus, "2-")


def test_then_it_says_that_the_member_has_no_part_in_the_contract(tmp_path: Path) -> None:
    batch, lus = _envoye(_groupe(tmp_path, "à tout moment"), APRES)
    lettre, modele = _de_hanvec(lus, "1-rappel"), _de_hanvec(lus, "2-deliberation")
    assert "La consultation a été lancée le 6 janvier 2025. Selon l’article 10" in lettre
    assert "n’adhérerait que pour un marché suivant" in lettre
    assert "était invité à délibérer avant le 31 décembre 2024" in lettre and "dès sa prochaine" not in lettre
    assert SANS_LE_MARCHE in modele and POUR_LE_MARCHE not in modele
    assert not [each for each in batch.findings if each.code == "GC-MEME-TEXTE"]


def test_the_text_that_councils_approve_stays_the_same(tmp_path: Path) -> None:
    file = _groupe(tmp_path, "à tout moment")
    avant = _de_hanvec(_envoye(file, None)[1], "3-convention")
    assert _de_hanvec(_envoye(file, APRES)[1], "3-convention") == avant
    assert avant.partition("empreinte")[2][:20] in _de_hanvec(_envoye(file, APRES)[1], "2-deliberation")


def test_a_letter_before_its_own_limit_reminds_of_nothing(tmp_path: Path) -> None:
    _, lus = _envoye(_groupe(tmp_path, "à tout moment", limite="31/01/2025"), APRES)
    lettre = _de_hanvec(lus, "1-lettre")
    assert "La consultation a été lancée" in lettre and "était invité" not in lettre


def test_a_rule_that_is_not_told_is_left_to_the_convention(tmp_path: Path) -> None:
    _, lus = _envoye(_groupe(tmp_path, ""), APRES)
    assert "L’article 10 de la convention règle l’adhésion d’un membre après cette date" in _de_hanvec(
        lus, "1-"
    )
    assert SANS_LE_MARCHE not in _de_hanvec(lus, "2-deliberation")


@pytest.mark.parametrize("regle", ["avant le lancement", "fermée"])
def test_where_nobody_may_join_any_more_nothing_is_sent(tmp_path: Path, regle: str) -> None:
    file = _groupe(tmp_path, regle)
    avant, lus = _envoye(file, LE_LANCEMENT)
    assert _de_hanvec(lus, "1-rappel") and not avant.old_folders.finis
    batch, _ = _envoye(file, APRES)
    assert "29078-hanvec/avant-le-vote" in batch.old_folders.finis
    (dit,) = [each for each in batch.findings if each.code == "GC-ADHESION-TARDIVE"]
    assert (
        "rien n’est plus envoyé à" in dit.message and "Hanvec" in dit.message and "06/01/2025" in dit.message
    )


def test_the_act_of_a_session_after_that_day_gives_no_mandate_for_the_contract(tmp_path: Path) -> None:
    file = _groupe(tmp_path, "à tout moment")
    for rang, (nom, jour) in enumerate({"Hanvec": "14/11/2024", "Daoulas": "14/01/2025"}.items()):
        texte = seance(nom, date=jour, transmise="", publiee="").replace("04/11/2024", f"0{4 + rang}/11/2024")
        (tmp_path / f"seances/{nom}.yaml").write_text(texte, encoding="utf-8")
    _, lus = _envoye(file, None)
    actes = {nom: lu for nom, lu in lus.items() if "-conseil/" in nom and "deliberation" in nom}
    assert len(actes) == 2
    for nom, lu in actes.items():
        assert ("PREND ACTE que la consultation a été lancée le" in lu.replace("\u00a0", " ")) == (
            "daoulas" in nom
        )


@pytest.mark.parametrize(
    ("regle", "manque"),
    [
        ("à tout moment", "délibération, hors du marché en cours"),
        ("avant le lancement", "rien\u00a0: la consultation est lancée, l’adhésion est close"),
        ("", "délibération, en retard"),
    ],
)
def test_such_a_council_is_urged_only_where_it_may_still_be_a_party(
    tmp_path: Path, regle: str, manque: str
) -> None:
    file = _groupe(tmp_path, regle)
    name = file.relative_to(tmp_path).as_posix()
    group = Workspace(tmp_path).group(name, options=Options(aujourd_hui=APRES))
    (hanvec,) = [each for each in group.members(APRES) if each.nom == "Hanvec"]
    assert (hanvec.manque, hanvec.retard) == (manque, manque.endswith("en retard"))


@pytest.mark.parametrize(
    ("regle", "jour", "dit"),
    [
        ("avant le lancement", "06/01/2025", False),
        ("avant le lancement", "07/01/2025", True),
        ("fermée", "07/01/2025", True),
        ("à tout moment", "07/01/2025", False),
    ],
)
def test_a_council_that_joins_too_late_is_told_so_in_its_own_session(
    tmp_path: Path, regle: str, jour: str, dit: bool
) -> None:
    _groupe(tmp_path, regle)
    (tmp_path / "seances/hanvec.yaml").write_text(seance("Hanvec", date=jour), encoding="utf-8")
    found = [each for each in Workspace(tmp_path).session("seances/hanvec.yaml").findings if each.point == 1]
    told = [each.message for each in found if each.code == "GC-ADHESION-TARDIVE"]
    assert len(told) == dit and all("lancée depuis le 06/01/2025" in each for each in told)


TARD = """commune;vote;deliberation;transmise;publiee;notifiee;signee;signataire
Le Faou;adoptée;12/11/2024;13/11/2024;13/11/2024;;10/12/2024;
Daoulas;adoptée;13/11/2024;14/11/2024;14/11/2024;20/11/2024;10/12/2024;M. Membre 1, maire
Hanvec;adoptée;14/01/2025;15/01/2025;15/01/2025;20/01/2025;22/01/2025;M. Membre 1, maire
Irvillac;adoptée;14/11/2024;;;;;
Le Tréhou;adoptée;13/11/2024;14/11/2024;14/11/2024;20/11/2024;;
Logonna-Daoulas;adoptée;14/01/2025;15/01/2025;15/01/2025;;;
"""


@pytest.mark.parametrize(
    ("regle", "au", "manques"),
    [
        (
            "à tout moment",
            date(2025, 2, 3),
            {
                "Hanvec": "rien, hors du marché en cours",
                "Irvillac": "transmission, hors du marché en cours",
                "Le Tréhou": "signature",  # it could sign in time
                "Logonna-Daoulas": "notification, puis signature, hors du marché en cours",
            },
        ),
        ("à tout moment", LE_LANCEMENT, {"Irvillac": "transmission", "Le Tréhou": "signature"}),
        ("avant le lancement", date(2025, 2, 3), {"Hanvec": "", "Irvillac": "transmission"}),
    ],
)
def test_who_joined_too_late_is_out_of_the_contract_wherever_it_is_told(
    tmp_path: Path, regle: str, au: date, manques: dict[str, str]
) -> None:
    """« Rien », of a member of 2026, and a plain party on annexe 1, of a contract out since 2023."""
    file = _groupe(tmp_path, regle)
    (tmp_path / "groupements/papier-retours.csv").write_text(TARD, encoding="utf-8")
    texte = file.read_text(encoding="utf-8")
    file.write_text(
        texte.replace("\nconseils:", "  retours: papier-retours.csv\nconseils:"), encoding="utf-8"
    )
    group = Workspace(tmp_path).group("groupements/papier.yaml", options=Options(aujourd_hui=au))
    dits = {each.nom: each.manque for each in group.members(au)}
    assert {nom: dits[nom] for nom in manques} == manques and dits["Daoulas"] == ""
    annexe = html.unescape(re.sub(r"<[^>]+>", " ", group.annexe_1(au))).replace("\u00a0", " ")
    note = (
        "Ne bénéficient pas de l’accord-cadre issu de la consultation lancée le 6 janvier 2025, pour avoir "
        "adhéré après cette date (article 10) : Hanvec et Logonna-Daoulas."
    )
    assert (note in " ".join(annexe.split())) is ("rien, hors du marché en cours" in manques.values())
    assert ("Ne bénéficient" in annexe) is (note in " ".join(annexe.split()))
