"""One evening under four laws: the same facts, four reports, word for word.

Seven of fifteen are there, one member holds two proxies, someone from outside the council keeps the minutes,
the convocation left four days before, the mode of publication was never chosen.

- Haut-Rhin, 2022: no quorum (8) and one proxy too many; the secretary may come from outside (local law);
- Finistère, 2022: no quorum, one proxy too many, no secretary from outside;
- Finistère, 2021: a third is enough (5) and two proxies are allowed, so the vote stands;
- an EPCI, 2022: five clear days and publication on line, whatever its population.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Actgen
from tests.cli.test_screens import compare

MEMBERS = "\n".join(f"    - conseiller: M. Membre {rank}" for rank in range(2, 16))
COMMUNE = """\
  commune: "{code}"
  population: 1417 en {annee}
  publication:
    mode: affichage
    choisi_le:
  membres:
    - maire: M. Membre 1
{members}
"""
EPCI = """\
  epci: "200039063"
  publication:
    mode: affichage
    choisi_le:
  membres:
    - president: M. Membre 1
{members}
"""
EVENING = """\
collectivite:
{collectivite}
seance:
  date: 15/12/{annee}
  heure: 20h
  levee: 21h30
  lieu: mairie
  presidence: Membre 1
  secretaire: Agent 1, directrice générale des services
convocation:
  envoyee_le: 11/12/{annee}
absents:
  - Membre 8, pouvoir à Membre 2 du 14/12/{annee}
  - Membre 9, pouvoir à Membre 2 du 14/12/{annee}
  - Membre 10, excusé
  - Membre 11, excusé
  - Membre 12
  - Membre 13
  - Membre 14
  - Membre 15
points:
  - numero: 1
    objet: Tarifs de location de la salle polyvalente
    interesse: Membre 7, a quitté la salle
    vote: 6 pour, 1 contre (Membre 3), 1 abstention (Membre 8)
suites:
  transmise_le: 17/12/{annee}
  publiee_le: 19/12/{annee}
"""
CONTEXTS = {
    "regime-haut-rhin-2022": (COMMUNE.format(code="68072", annee=2019, members=MEMBERS), 2022),
    "regime-finistere-2022": (COMMUNE.format(code="29294", annee=2019, members=MEMBERS), 2022),
    "regime-finistere-2021": (COMMUNE.format(code="29294", annee=2018, members=MEMBERS), 2021),
    "regime-epci-2022": (EPCI.format(members=MEMBERS), 2022),
}


ERRORS = {
    "regime-haut-rhin-2022": {"POUV-UNIQUE", "QUORUM-OUVERTURE"},
    "regime-finistere-2022": {"POUV-UNIQUE", "QUORUM-OUVERTURE", "SEC-MEMBRE"},
    "regime-finistere-2021": {"SEC-MEMBRE"},
    "regime-epci-2022": {"CONV-DELAI", "POUV-UNIQUE", "PUB-MODE", "QUORUM-OUVERTURE", "SEC-MEMBRE"},
}


@pytest.fixture
def session(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The evening in the context of that name."""
    name: str = request.param
    collectivite, year = CONTEXTS[name]
    monkeypatch.chdir(tmp_path)
    evening = EVENING.format(collectivite=collectivite, annee=year)
    Path(f"{name}.yaml").write_text(evening, encoding="utf-8")
    return name


@pytest.mark.parametrize("session", CONTEXTS, indirect=True)
def test_the_report_in_each_context(session: str, actgen: Actgen) -> None:
    run = actgen("check", "--details", f"{session}.yaml")
    assert (run.code, run.err) == (1, "")
    found = json.loads(actgen("check", f"{session}.yaml", "--report", "json").out)["seances"][0]["constats"]
    assert {each["code"] for each in found if each["gravite"] == "erreur"} == ERRORS[session]
    compare(session, run.out)
