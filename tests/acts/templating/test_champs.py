"""The declared fields of a kind in its templates: each name and type is known before any value exists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_type_hints

import pytest

from actgen.acts.templating.reading import parse_template
from actgen.acts.templating.tags import TemplateText
from actgen.acts.templating.vocabulary import check_vocabulary
from actgen.acts.tree.inline import Text
from actgen.acts.tree.nodes import Paragraph
from actgen.acts.views.champs import phrases, type_des_champs
from actgen.acts.views.views import Sens
from actgen.council.facts.champs import Champ
from actgen.council.facts.types_de_champ import TypeChamp

CHAMPS = (
    Champ("nom", TypeChamp.TEXTE, "Nom", obligatoire=True, exemple=("Amicale",)),
    Champ("prix", TypeChamp.MONTANT, "Prix"),
    Champ("le", TypeChamp.DATE, "Date"),
    Champ("exercice", TypeChamp.ANNEE, "Exercice"),
    Champ("publique", TypeChamp.OUI_NON, "Publique"),
    Champ("delegue", TypeChamp.PERSONNE, "Délégué"),
    Champ("temoins", TypeChamp.LISTE, "Témoins", de=TypeChamp.PERSONNE),
    Champ("motif", TypeChamp.TEXTE_LONG, "Motif"),
    Champ(
        "lots",
        TypeChamp.LIGNES,
        "Lots",
        par="zone",
        colonnes=(Champ("zone", TypeChamp.TEXTE, "Zone"), Champ("prix", TypeChamp.MONTANT, "Prix")),
    ),
)
VIEW: Mapping[str, Any] = {"champs": type_des_champs(CHAMPS)}


def found(text: str) -> list[str]:
    template, findings = parse_template(TemplateText(text, "corps.md"), lambda _: None)
    assert template is not None and findings == ()
    return [finding.message for finding in check_vocabulary(template, VIEW)]


@pytest.mark.parametrize(
    "text",
    [
        "{{ champs.nom | majuscules }} {{ champs.prix | montant }} {{ champs.le | date }}\n",
        "{% if champs.publique %}oui{% endif %} {{ champs.delegue.nom }}\n",
        "{% for t in champs.temoins %}{{ t.qualite }}{% endfor %}\n",
        "{{ champs.motif }}\n",
        "{{ champs.exercice }} {% if champs.exercice > 2023 %}x{% endif %}\n",
        "{{ champs.exercice | en_lettres }} {{ champs.exercice | annee }} {{ champs.exercice | chiffres }}\n",
        "{% for g in champs.lots_par_zone %}{{ g.zone }} {{ g.totaux.prix | montant }}{% for l in g.lignes %}"
        "{{ l.prix }}{% endfor %}{% endfor %}\n",
        "{{ champs.totaux_lots.prix }}\n",
    ],
)
def test_what_is_declared_is_known(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ champs.non }}\n", "n’a pas de champ « non »"),
        ("{{ champs.nom | montant }}\n", "« montant » ne s’applique pas à un texte"),
        ("{{ champs.exercice | nombre }}\n", "« nombre » ne s’applique pas à une année"),
        ("{{ champs.exercice | montant }}\n", "« montant » ne s’applique pas à une année"),
        ("{{ champs.publique }}\n", "est oui ou non"),
        ("{{ champs.lots }}\n", "est une liste"),
        ("{{ champs.delegue }}\n", "un ensemble de champs"),
        ("{% for x in champs.nom %}a{% endfor %}\n", "et non une liste"),
        ("{% for l in champs.lots %}{{ l.pris }}{% endfor %}\n", "n’a pas de champ « pris »"),
        ("{% for g in champs.lots_par_zone %}{{ g.totaux.zone }}{% endfor %}\n", "n’a pas de champ « zone »"),
        ("{{ champs.totaux_nom }}\n", "n’a pas de champ « totaux_nom »"),
    ],
)
def test_what_is_not_is_told(text: str, said: str) -> None:
    (message,) = found(text)
    assert said in message.replace("\u00a0", " ")


def test_each_field_has_its_meaning() -> None:
    hints = get_type_hints(type_des_champs(CHAMPS), include_extras=True)
    meanings = {nom: hint.__metadata__[0] for nom, hint in hints.items()}
    assert all(isinstance(sens, Sens) for sens in meanings.values())
    assert meanings["nom"] == Sens("Nom : « Amicale ».")
    assert type_des_champs(CHAMPS) is type_des_champs(tuple(CHAMPS))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("la réparation de la chaudière", "La réparation de la chaudière."),
        ("élargir l’allée (2 m)", "Élargir l’allée (2 m)"),
        ("Elle est vétuste.", "Elle est vétuste."),
        ("deux offres :\n\nla moins chère est retenue", "Deux offres\u00a0: la moins chère est retenue."),
        ("", ""),
        ("12 agents", "12 agents."),
    ],
)
def test_what_a_session_tells_in_its_own_lines_is_printed_as_sentences(typed: str, printed: str) -> None:
    paragraphs = (each for each in phrases(typed) if isinstance(each, Paragraph))
    words = (each.text for one in paragraphs for each in one.children if isinstance(each, Text))
    assert " ".join(words) == printed
