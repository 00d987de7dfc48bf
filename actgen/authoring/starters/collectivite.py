"""The starter of a collectivity: what actgen found of it, and room for its members."""

from __future__ import annotations

import re

from msgspec import Struct

from actgen.base.records import replace
from actgen.base.text.yaml_lines import commented, entry, value


class CollectiviteStarter(Struct, frozen=True):
    """Answers for one file. `genre` is its first key: "commune" or "epci".

    `trouve` says in French what the name led to; `population` and `effectif` complete comments. `membres`:
    keys and phrases of a roster, « ("adjointe", "Mme Prénom NOM") », in order.
    """

    genre: str
    designation: str
    trouve: str = ""
    population: str = ""
    mode: str = ""
    chef: str = ""  # « Mme Prénom NOM »
    effectif: str = ""
    membres: tuple[tuple[str, str], ...] = ()


def collectivite_text(starter: CollectiviteStarter) -> str:
    """The commented file, ready for its author."""
    found = (
        f"vide\u00a0: {starter.population}, chiffre trouvé par actgen"
        if starter.population
        else "avec son année"
    )
    lines = [
        "# yaml-language-server: $schema=../schema/collectivite.json",
        "# Écrit une fois pour toutes\u202f; à revoir quand le conseil change.",
        "# Une valeur laissée vide après «\u00a0:\u00a0» veut dire «\u00a0pas encore connu\u00a0».",
        "",
        entry(starter.genre, starter.designation, starter.trouve),
        entry("population", "", f"{found}\u202f; autrement «\u00a01417 en 2021\u00a0»"),
        "publication:",
        entry("mode", starter.mode, "affichage, papier ou électronique", indent=2),
        entry(
            "choisi_le",
            "",
            "date de la délibération qui a choisi ce mode\u202f; «\u00a0jamais\u00a0» = mise en "
            "ligne obligatoire",
            indent=2,
        ),
        commented(
            'numero: "{date}-{point}"', "2022-12-15-09\u202f; on peut employer {annee}, {mois}, {jour}"
        ),
        "",
        commented("membres:", f"ordre du tableau{starter.effectif}"),
        *_members(starter),
        "# Un départ en cours de mandat\u00a0: «\u00a0M. Prénom NOM, jusqu’au 03/05/2021\u00a0»\u202f;"
        " une arrivée\u00a0: «\u00a0depuis le …\u00a0».",
    ]
    if starter.genre == "epci":
        lines += [
            commented("#bureau:", "s’il délibère\u00a0: ceux des membres qui y siègent, président compris"),
            "#  - Prénom NOM",
        ]
    lines += [
        commented(
            "#charte:",
            "l’allure des actes\u202f; ou le papier à en-tête de Word\u00a0: «\u00a0papier.docx\u00a0»",
        ),
        commented("#  blason: blason.png", "image posée à côté de ce fichier"),
        "#  texte_du_blason: Blason de la commune"
        if starter.genre == "commune"
        else "#  texte_du_blason: Logo",
        commented("#  couleur: 1f3a5f", "titres et filets"),
    ]
    return "\n".join(lines) + "\n"


def prepared_mode(text: str) -> str:
    """How a file that was prepared says that the council publishes."""
    written = re.search(r"^publication:\n  mode: (\w+)", text, re.M)
    return written[1] if written else ""


def as_prepared(text: str, starter: CollectiviteStarter) -> bool:
    """Whether a file is still the starter's own text, its head named or not: nobody has completed it."""
    named = re.search(rf"^  - {_head(starter)}: (.+)$", text, re.M)
    heads = ("", named[1].strip('"')) if named else ("",)
    return any(text == collectivite_text(replace(starter, chef=chef, membres=())) for chef in heads)


def _head(starter: CollectiviteStarter) -> str:
    return "maire" if starter.genre == "commune" else "president"


def _members(starter: CollectiviteStarter) -> list[str]:
    """The members of the roster, or a line for the head and examples to follow."""
    if starter.membres:
        return [f"  - {key}: {value(phrase)}" for key, phrase in starter.membres]
    head = _head(starter)
    second = "adjointe" if starter.genre == "commune" else "vice_presidente"
    name = value(starter.chef)
    return [
        f"  - {head}: {name}" if name else f"#  - {head}: Mme Prénom NOM",
        f"#  - {second}: Mme Prénom NOM",
        "#  - conseiller: M. Prénom NOM",
        "#  - membre: Prénom NOM             # quand M. ou Mme n’est pas connu",
    ]
