"""The article of a finding is that of the day, the place and the body, not always that of its code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.regles.cases import every_case, findings

CASES = {(case.file, case.situation): case for case in every_case()}


@pytest.mark.parametrize(
    ("file", "situation", "code", "article"),
    [
        ("convocation", "EPCI, trois jours francs", "CONV-DELAI", "art. L. 5211-1 et L. 2121-12 CGCT"),
        ("convocation", "envoyée le jour même", "CONV-DELAI", "art. L. 2121-11 CGCT"),
        (
            "convocation",
            "installation d’une commune de 12 000 habitants, deux jours francs",
            "CONV-DELAI",
            "art. L. 2121-7 CGCT",
        ),
        (
            "convocation_contenu",
            "droit local : l’ordre du jour est dû aussi",
            "CONV-ODJ",
            "art. L. 2541-2 CGCT",
        ),
        (
            "convocation_contenu",
            "EPCI convoqué par la direction générale",
            "CONV-AUTEUR",
            "art. L. 5211-1 et L. 2121-10 CGCT",
        ),
        (
            "quorum",
            "quatre présents sur quinze le 15 décembre 2021",
            "QUORUM-OUVERTURE",
            "loi 2021-1465, article 10",
        ),
        (
            "quorum",
            "décembre 2021 : le quorum ordinaire annoncé est plus strict que le tiers, à confirmer",
            "QUORUM-SEUIL",
            "loi 2021-1465, article 10",
        ),
        ("quorum", "quorum annoncé 9 pour quinze", "QUORUM-SEUIL", "art. L. 2121-17 CGCT"),
        (
            "presidence",
            "un agent est secrétaire d’un EPCI du Haut-Rhin, le droit commun s’applique",
            "SEC-MEMBRE",
            "art. L. 5211-1 et L. 2121-15 CGCT",
        ),
        ("presidence", "un agent est secrétaire en Côte-d’Or", "SEC-MEMBRE", "art. L. 2121-15 CGCT"),
        (
            "scrutins",
            "EPCI : huis clos demandé par quatre délégués",
            "VOTE-HUIS-CLOS",
            "art. L. 5211-11 CGCT",
        ),
        (
            "interets",
            "droit local : resté dans la salle le 24 décembre 2025",
            "INT-PARTICIPATION",
            "art. L. 2131-11 et L. 2541-17 CGCT",
        ),
        (
            "scrutins",
            "droit local, 30 juin 2022 : noms d’un scrutin public au registre",
            "VOTE-PUBLIC",
            "art. L. 2121-21 CGCT",
        ),
        (
            "scrutins",
            "droit local, 1er juillet 2022 : noms d’un scrutin public conseillés",
            "VOTE-PUBLIC",
            "",
        ),
        ("votes", "scrutin public sans les noms", "VOTE-PUBLIC", "art. L. 2121-15 CGCT"),
    ],
)
def test_the_article_to_cite(
    file: str, situation: str, code: str, article: str, tmp_path: Path, checkout: Path
) -> None:
    found = findings(CASES[file, situation], tmp_path, checkout)
    (cited,) = [finding.article for finding in found if finding.code == code]
    assert cited.replace("\u00a0", " ") == article
