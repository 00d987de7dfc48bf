"""What a commune sent back completes the papers of its own session: no paper of a batch belies another."""

from __future__ import annotations

from pathlib import Path

from tests.group.espaces import contenus, espace, lance, seance

HANVEC = "    - commune: Hanvec\n"
RECU = f"{HANVEC}      recue_le: 21/11/2024\n"


def ecrits(tmp_path: Path, retours: str, texte: str) -> dict[str, bytes]:
    """The acts of Hanvec's session, and the convention to sign, by the end of their names."""
    file = espace(tmp_path, retours)
    (tmp_path / "seances/hanvec.yaml").write_text(texte, encoding="utf-8")
    lance(file, tmp_path / "out")
    return {
        nom: contenu
        for nom, contenu in contenus(tmp_path / "out").items()
        if nom.endswith(".html") and ("hanvec/2024" in nom or "a-signer" in nom)
    }


def _de(actes: dict[str, bytes], mot: str) -> str:
    (contenu,) = [contenu for nom, contenu in actes.items() if mot in nom]
    return contenu.decode("utf-8").replace("\u00a0", " ")


def test_the_certificate_says_the_day_that_annexe_1_says(tmp_path: Path) -> None:
    actes = ecrits(tmp_path, RECU, seance("Hanvec"))
    assert "21/11/2024" in _de(actes, "a-signer")
    assert "21 novembre 2024" in _de(actes, "certificat")
    assert "19 novembre 2024" in _de(actes, "certificat")  # the publication, which the session tells


def test_a_receipt_that_the_returns_alone_tell_moves_the_papers_that_state_it(tmp_path: Path) -> None:
    avant = ecrits(tmp_path, RECU, seance("Hanvec"))
    apres = ecrits(tmp_path, RECU.replace("21/11", "22/11"), seance("Hanvec"))
    assert avant.keys() == apres.keys()
    changes = [nom for nom in avant if avant[nom] != apres[nom]]
    assert len(changes) == 2 and all("certificat" in nom or "a-signer" in nom for nom in changes)
    assert "22 novembre 2024" in _de(apres, "certificat")


def test_dates_that_the_returns_alone_tell_make_the_certificate_due(tmp_path: Path) -> None:
    sans_suite = seance("Hanvec", transmise="", publiee="")
    assert not [nom for nom in ecrits(tmp_path / "sans", "", sans_suite) if "certificat" in nom]
    retours = f"{HANVEC}      transmise_le: 18/11/2024\n      publiee_le: 19/11/2024\n"
    actes = ecrits(tmp_path / "avec", retours, sans_suite)
    assert "19 novembre 2024" in _de(actes, "certificat")


def test_a_difference_leaves_the_session_to_itself(tmp_path: Path) -> None:
    retours = f"{RECU}      publiee_le: 20/11/2024\n"
    assert "21 novembre 2024" not in _de(ecrits(tmp_path, retours, seance("Hanvec")), "certificat")
