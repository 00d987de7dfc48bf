"""The single original that members have begun to sign is not replaced by a newer one."""

from __future__ import annotations

from pathlib import Path

from actgen.writing.plan import Outcome

from .espaces import contenus, lance
from .test_texte_soumis import ARRETEE, RACINE, ajoute, ecrit, groupe

SIGNEE = (
    "    - {commune: Hanvec, resultat: adoptée, deliberation_du: 14/11/2024, transmise_le: 15/11/2024, "
    "publiee_le: 15/11/2024, signee_le: 20/11/2024}\n"
)
DAOULAS = (
    "    - {commune: Daoulas, resultat: adoptée, deliberation_du: 15/11/2024, transmise_le: 18/11/2024, "
    "publiee_le: 18/11/2024}\n"
)
NOM = f"{RACINE}/coordonnateur/2-convention-a-signer.html"


def test_a_signed_original_stays_when_one_more_member_joins_and_it_is_told(tmp_path: Path) -> None:
    file, out = groupe(tmp_path, SIGNEE), tmp_path / "out"
    ecrit(file, "signature: une feuille par membre", "signature: original unique")
    ajoute(file, ARRETEE)
    lance(file, out)
    avant = contenus(out)[NOM]
    ecrit(file, SIGNEE, SIGNEE + DAOULAS)
    _, issues = lance(file, out)
    assert contenus(out)[NOM] == avant
    dits = {ecrit.name: ecrit.outcome for issue in issues for ecrit in issue.written}
    assert dits["2-convention-a-signer.html"] is Outcome.NOT_REWRITTEN
