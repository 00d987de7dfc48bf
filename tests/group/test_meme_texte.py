"""The same text for all the communes, values set aside; wording of one's own is told with its paragraph."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actgen.group.dossier import dossier
from actgen.group.meme_texte import Preuve, Temoin, comparer
from actgen.group.modeles import Modeles
from actgen.model.groupement import DemandeAuxConseils
from actgen.pipeline.options import Options
from actgen.pipeline.workshop import Workshop

ROOT = Path(__file__).parents[2]
KIND = "deliberations/adhesion_groupement"
COMMUNES = ("Baldersheim", "Dietwiller")


def preuve(folder: Path) -> tuple[Preuve, Temoin]:
    for part in ("collectivites", "groupements"):
        shutil.copytree(ROOT / "data" / part, folder / part)
    workshop, temoin = Workshop(), Temoin()
    temoin.suivre(workshop)
    lu = dossier(folder / "groupements/e_services.yaml", workshop)
    assert lu.groupement is not None
    groupement = replace(lu.groupement, conseils=DemandeAuxConseils(date(2022, 12, 31)))
    modeles = Modeles(groupement, lu.sources, workshop, Options())
    for membre in groupement.membres:
        if membre.collectivite.nom in COMMUNES:
            envoi = modeles.envoi(membre.collectivite)
            assert envoi.bench.texts is not None
            temoin.retenir(membre.collectivite.nom, envoi.bench.texts, groupement)
    return temoin.preuve, temoin


def test_the_models_of_a_group_have_one_text(tmp_path: Path) -> None:
    vue, temoin = preuve(tmp_path)
    assert (vue.nombre, vue.ecarts) == (len(COMMUNES), ())
    (ligne,) = vue.lignes
    assert ligne.startswith("Même texte dans 2\u00a0actes")
    (texte,) = set(temoin.actes.values())
    tout = "\n".join(texte)
    assert not any(nom in tout for nom in COMMUNES)  # a name is a value
    assert "le développement de services numériques" in tout  # what is the group's own is text
    assert "DÉCIDE" in tout and "recours" in tout


def test_a_wording_of_its_own_is_told_with_its_paragraph(tmp_path: Path) -> None:
    own = tmp_path / "templates/68072" / KIND
    own.mkdir(parents=True)
    text = (ROOT / "templates" / KIND / "dispositif.md").read_text(encoding="utf-8")
    assert text.count("**APPROUVE** la convention") == 1
    changed = text.replace("**APPROUVE** la convention", "**APPROUVE**, sous réserve, la convention")
    (own / "dispositif.md").write_text(changed, encoding="utf-8")
    vue, temoin = preuve(tmp_path)
    (ecart,) = vue.ecarts
    assert ecart.nom == "Dietwiller" and ecart.autres == 0
    assert "sous réserve" in ecart.trouve and "sous réserve" not in ecart.attendu
    assert temoin.actes["Dietwiller"][ecart.paragraphe - 1] == ecart.trouve
    tete, suite = vue.lignes
    assert tete.startswith("1\u00a0acte sur 2 a un autre texte") and suite.startswith(
        "Dietwiller, paragraphe"
    )


@pytest.mark.parametrize(
    ("texte", "dit", "paragraphe"),
    [
        (("a", "b"), "il manque «\u00a0c\u00a0»", 3),
        (("a", "b", "c", "d"), "«\u00a0d\u00a0» est en plus", 4),
        (("a", "x", "y"), "«\u00a0x\u00a0» au lieu de «\u00a0b\u00a0» (et 1\u00a0autre)", 2),
        ((), "il manque «\u00a0a\u00a0» (et 2\u00a0autres)", 1),
    ],
)
def test_a_difference_is_told(texte: tuple[str, ...], dit: str, paragraphe: int) -> None:
    commun = ("a", "b", "c")
    (ecart,) = comparer({"Un": commun, "Deux": commun, "Trois": texte}).ecarts
    assert ecart.paragraphe == paragraphe and dit in ecart.dit


@settings(max_examples=40)
@given(
    st.dictionaries(st.text(min_size=1, max_size=3), st.lists(st.sampled_from("abc"), max_size=4).map(tuple))
)
def test_those_that_are_equal_to_the_common_text_are_never_told(actes: dict[str, tuple[str, ...]]) -> None:
    vue = comparer(actes)
    autres = set(actes) - {ecart.nom for ecart in vue.ecarts}
    assert len({actes[nom] for nom in autres}) == min(1, len(actes))
    assert all(actes[ecart.nom] != actes[next(iter(autres))] for ecart in vue.ecarts)
    assert len(vue.lignes) == (0 if not actes else 1 + len(vue.ecarts))
