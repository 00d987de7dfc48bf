"""The same text for all the communes, values set aside; wording of one's own is told with its paragraph."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actgen.base.diagnostics import Mender, Severity
from actgen.base.records import replace
from actgen.council.facts.groupement import DemandeAuxConseils
from actgen.group.batch import Batch
from actgen.group.dossier import dossier
from actgen.group.modeles import Mailings
from actgen.group.same_text import DecidedText, KeptWordings, Proof, WordingListener, compare_with
from actgen.session.cache import Cache
from actgen.session.result import Options
from tests.group.espaces import espace, lance, seance
from tests.group.m2a import GROUPE, espace_m2a

ROOT = Path(__file__).parents[2]
KIND = "deliberations/adhesion_groupement"
COMMUNES = ("Baldersheim", "Dietwiller")


def proof(folder: Path) -> tuple[Proof, KeptWordings]:
    for part in ("collectivites", "groupements"):
        shutil.copytree(ROOT / "data" / part, folder / part)
    cache, wordings = Cache(), KeptWordings()
    listener = WordingListener(cache)
    lu = dossier(folder / "groupements/e_services.yaml", cache)
    assert lu.groupement is not None
    groupement = replace(lu.groupement, conseils=DemandeAuxConseils(date(2022, 12, 31)))
    modeles = Mailings(groupement, lu.sources, cache, Options())
    for membre in groupement.membres:
        if membre.collectivite.nom in COMMUNES:
            envoi = modeles.envoi(membre.collectivite)
            assert envoi.context.texts is not None
            wordings.keep_model(membre, listener.texte(envoi.context.texts, groupement))
    return wordings.proof, wordings


def test_the_models_of_a_group_have_one_text(tmp_path: Path) -> None:
    vue, wordings = proof(tmp_path)
    assert (vue.nombre, vue.ecarts) == (len(COMMUNES), ())
    (ligne,) = vue.lignes
    assert ligne.startswith("Même texte dans 2\u00a0modèles,")
    (texte,) = {acte.decided for acte in wordings.modeles.values()}
    tout = "\n".join(texte)
    assert not any(nom in tout for nom in COMMUNES)  # a name is a value
    assert "le développement de services numériques" in tout  # what is the group's own is text
    assert texte[0].startswith("Vu") and texte[-1].startswith("AUTORISE") and "DÉCIDE" in tout


def test_a_wording_of_its_own_is_told_with_its_paragraph(tmp_path: Path) -> None:
    own = tmp_path / "templates/68072" / KIND
    own.mkdir(parents=True)
    text = (ROOT / "templates" / KIND / "dispositif.md").read_text(encoding="utf-8")
    assert text.count("**APPROUVE** la convention") == 1
    changed = text.replace("**APPROUVE** la convention", "**APPROUVE**, sous réserve, la convention")
    (own / "dispositif.md").write_text(changed, encoding="utf-8")
    vue, wordings = proof(tmp_path)
    ((nom, ecart),) = vue.ecarts
    assert nom == "Dietwiller" and ecart.autres == 0
    assert "sous réserve" in ecart.trouve and "sous réserve" not in ecart.attendu
    acte = wordings.modeles["Dietwiller"]
    assert acte.decided[ecart.paragraphe - acte.before - 1] == ecart.trouve
    (ligne,) = vue.lignes
    assert ligne.startswith("Sur 2\u00a0modèles, 1 a un autre texte")


def lance_m2a(folder: Path) -> Batch:
    batch, _ = lance(folder / GROUPE, folder / "out")
    return batch


@pytest.fixture(scope="module")
def m2a(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    folder = tmp_path_factory.mktemp("m2a")
    espace_m2a(folder)
    return lance_m2a(folder)


def test_adopted_deliberations_are_held_together_and_with_the_models(m2a: Batch) -> None:
    """Whatever the vote, the day, the presence: what is decided is the same to the letter."""
    vue = m2a.wordings.proof
    assert (vue.modeles, vue.adoptees, vue.ecarts) == (26, 7, ())
    assert not [each for each in m2a.findings if each.code == "GC-MEME-TEXTE"]
    noms = [nom.partition(" (")[0] for nom in m2a.wordings.adoptees]
    # Neither the rejected one, nor that without quorum, nor that in error.
    assert sorted(noms) == [
        "Baldersheim", "Bantzenheim", "Berrwiller", "Bruebach", "Dietwiller", "Galfingue", "Habsheim",
    ]  # fmt: skip


def test_how_the_session_went_is_no_wording(m2a: Batch) -> None:
    """A casting vote in Berrwiller, a second convocation in Bruebach."""
    egales, sans_texte = m2a.wordings.proof.lignes
    assert egales.startswith("Même texte dans 26\u00a0modèles et 7\u00a0délibérations adoptées")
    assert "2\u00a0délibérations adoptées dont seul le retour est connu" in sans_texte


VOTANTES = ("Daoulas", "Hanvec", "Irvillac")


def avec_hanvec(folder: Path, ligne: str, suite: str = "") -> Batch:
    """Three councils have adopted; the item of Hanvec has one more line, its file one more end."""
    file = espace(folder)
    (folder / "seances/liberte.md").write_text("Le conseil garde sa liberté.\n", encoding="utf-8")
    for nom in VOTANTES:
        texte = seance(nom)
        if nom == "Hanvec":
            texte = texte.replace("    vote:", f"    {ligne}\n    vote:") + suite
        (folder / f"seances/{nom.lower()}.yaml").write_text(texte, encoding="utf-8")
    return lance(file, folder / "out")[0]


def test_a_decision_of_its_own_is_a_warning_at_the_place_of_its_item(tmp_path: Path) -> None:
    batch = avec_hanvec(tmp_path, "texte: liberte.md")
    (finding,) = [each for each in batch.findings if each.code == "GC-MEME-TEXTE"]
    assert finding.severity is Severity.WARNING and finding.mender is Mender.COORDONNATEUR
    assert finding.message.startswith("Hanvec (14/11/2024), paragraphe")
    assert "Le conseil garde sa liberté." in finding.message
    assert finding.locations[0].file == "seances/hanvec.yaml"
    assert batch.wordings.proof.lignes[0].startswith(
        "Sur 2\u00a0modèles et 3\u00a0délibérations adoptées, 1 a un autre texte"
    )
    motif = "derogations:\n  - code: GC-MEME-TEXTE\n    motif: exposé voulu par le conseil\n"
    vue = avec_hanvec(tmp_path, "texte: liberte.md", motif)
    assert not [each for each in vue.findings if each.code == "GC-MEME-TEXTE"]
    assert len(vue.wordings.proof.ecarts) == 1


def test_a_deliberation_that_is_refused_is_not_one_whose_return_alone_is_known(tmp_path: Path) -> None:
    retour = "    - {commune: Daoulas, resultat: adoptée, deliberation_du: 14/11/2024}\n"
    file = espace(tmp_path, retour)
    (tmp_path / "seances/hanvec.yaml").write_text(seance("Hanvec"), encoding="utf-8")
    batch, _ = lance(file, tmp_path / "out")
    assert (batch.wordings.proof.adoptees, batch.wordings.proof.inconnues) == (1, 1)
    for nature in ("deliberations/adhesion_groupement", "certificats/caractere_executoire"):
        modele = tmp_path / "templates/29078" / nature / "corps.md"
        modele.parent.mkdir(parents=True)
        modele.write_text("{{ inconnue }}\n", encoding="utf-8")
    batch, _ = lance(file, tmp_path / "out")
    assert [refus.nom for refus in batch.refus] == ["Hanvec, 14/11/2024"]
    assert (batch.wordings.proof.adoptees, batch.wordings.proof.inconnues) == (0, 1)


def test_who_reports_the_matter_is_a_value(tmp_path: Path) -> None:
    assert avec_hanvec(tmp_path, "rapporteur: Membre 3").wordings.proof.ecarts == ()


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
    actes = {"Un": decided(commun), "Deux": decided(commun), "Trois": decided(texte)}
    ((_, ecart),) = compare_with(actes).ecarts
    assert ecart.paragraphe == paragraphe and dit in ecart.told


def test_a_difference_is_seen_however_far_it_is_in_its_paragraph() -> None:
    debut = "le conseil approuve " * 6
    actes = {
        nom: decided((f"{debut}pour {ans} ans.",)) for nom, ans in (("Un", 3), ("Deux", 3), ("Trois", 4))
    }
    ((_, ecart),) = compare_with(actes).ecarts
    assert "pour 4 ans.\u00a0» au lieu de" in ecart.told and "pour 3 ans.\u00a0»" in ecart.told


def decided(texte: tuple[str, ...]) -> DecidedText:
    return DecidedText(texte)


def test_a_paragraph_is_counted_from_the_head_of_its_act() -> None:
    vue = compare_with({}, {nom: DecidedText(("Vu", nom[0]), 2) for nom in ("Ax", "Ay", "Bx")})
    ((nom, ecart),) = vue.ecarts
    assert (nom, ecart.paragraphe) == ("Bx", 4)


textes = st.lists(st.sampled_from("abc"), max_size=4).map(tuple)


@settings(max_examples=40)
@given(st.dictionaries(st.text(min_size=1, max_size=3), textes))
def test_those_that_are_equal_to_the_common_text_are_never_told(actes: dict[str, tuple[str, ...]]) -> None:
    vue = compare_with({nom: decided(texte) for nom, texte in actes.items()})
    autres = set(actes) - {nom for nom, _ in vue.ecarts}
    assert len({actes[nom] for nom in autres}) == min(1, len(actes))
    assert all(actes[nom] != actes[next(iter(autres))] for nom, _ in vue.ecarts)
    assert len(vue.lignes) == min(1, len(actes))
