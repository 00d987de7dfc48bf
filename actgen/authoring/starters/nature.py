"""The starter of a kind of deliberation: its manifest, its three texts and an example, ready to edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from actgen.authoring.copies import CopyFormat, copied, model_of
from actgen.base.text.yaml_lines import entry
from actgen.council.facts.types_de_champ import TYPES, TypeChamp

FAMILLE = "deliberations"


class ChampStarter(Struct, frozen=True):
    """A field of the new kind."""

    nom: str
    titre: str
    type: TypeChamp
    obligatoire: bool = True


class NatureStarter(Struct, frozen=True):
    """Answers for one folder. `verbe` and `suite` say what is decided: « APPROUVE », « la vente ; »."""

    code: str
    titre: str
    objet: str
    verbe: str
    suite: str
    matiere: str = ""
    champs: tuple[ChampStarter, ...] = ()


def nature_files(starter: NatureStarter, *, word: bool = False) -> dict[str, str | bytes]:
    """The content of each file of the folder, by its name; what the example gives is made by rendering it.

    `word`: its texts are Word files, those that the Markdown ones give when they are copied.
    """
    texts = {
        "corps": _CORPS,
        "expose": _written(_expose(starter)),
        "dispositif": _written(_dispositif(starter)),
    }
    return {
        "acte.yaml": _written(_manifest(starter)),
        **(_in_word(starter, texts) if word else {f"{name}.md": text for name, text in texts.items()}),
        "exemple.yaml": _written(_exemple(starter)),
    }


def _in_word(starter: NatureStarter, texts: dict[str, str]) -> dict[str, str | bytes]:
    folder = f"{FAMILLE}/{starter.code}"
    made: dict[str, str | bytes] = {}
    for name, text in texts.items():
        content = copied(model_of(name, folder, starter.titre, text), CopyFormat.WORD)
        assert isinstance(content, bytes), "the starter is written right"
        made[f"{name}{CopyFormat.WORD}"] = content
    return made


def _written(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"


def _manifest(starter: NatureStarter) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../../../schema/acte.json"
    yield "# Ce que cette nature d’acte est, ce qu’elle demande au point et ce qu’elle vise."
    yield "# Un point l’emploie en écrivant\u00a0: acte: " + starter.code
    yield entry("titre", starter.titre)
    yield "famille: deliberation"
    yield entry("fichier", starter.code.replace("_", "-"), "nom court des fichiers produits")
    yield "version: 1"
    yield entry("objet", starter.objet, "{nom_d_un_champ} y prend la valeur du champ")
    if starter.champs:
        yield "champs:"
    for champ in starter.champs:
        yield from _declared(champ)
    yield "transmissible: oui"
    yield "nature_actes: DE"
    if starter.matiere:
        yield f'matiere: "{starter.matiere}"'
    else:
        yield '# matiere: "9.1"                    # code de @CTES'
    yield "visas:                             # seuls sont imprimés ceux qui s’appliquent à la séance"
    yield from ("  - CGCT L5211-1", "  - CGCT L2121-29", "  - CGCT L2541-12")


def _declared(champ: ChampStarter) -> Iterator[str]:
    yield f"  - nom: {champ.nom}"
    yield entry("type", champ.type.value, indent=4)
    yield entry("titre", champ.titre, indent=4)
    yield entry("question", f"{champ.titre}\u00a0?", indent=4)
    yield f"    obligatoire: {'oui' if champ.obligatoire else 'non'}"
    yield entry("exemple", TYPES[champ.type].exemples[0], indent=4)


_CORPS = """\
{{ clause.debut_deliberation }}

{{ clause.expose }}

{{ clause.dispositif }}

{{ clause.fin_deliberation }}
"""
_EXPOSE = """\
{% if point.rapporteur %}

{{ point.rapporteur }}, qui rapporte l’affaire, expose ce qui suit.

{% else %}

Il est exposé ce qui suit.

{% endif %}

{{ point.expose }}
"""


def _expose(starter: NatureStarter) -> Iterator[str]:
    """The account: what is told of every item, then each field, named; its author makes sentences of it."""
    yield _EXPOSE.rstrip()
    for champ in starter.champs:
        yield from ("", *_told(champ))


def _told(champ: ChampStarter) -> Iterator[str]:
    place = f"champs.{champ.nom}"
    if champ.type is TypeChamp.TEXTE_LONG:
        yield f"{{{{ {place} }}}}"
        return
    if champ.type is TypeChamp.OUI_NON:
        yield from _if(f"{place} is connu and {place}", (f"**{champ.titre}\u00a0:** oui", "{: .fait }"))
        return
    printed = f"{place}.nom" if champ.type is TypeChamp.PERSONNE else place
    filtre = TYPES[champ.type].filtre
    said = (f"**{champ.titre}\u00a0:** {{{{ {printed}{f' | {filtre}' if filtre else ''} }}}}", "{: .fait }")
    if champ.obligatoire:
        yield from said
    else:
        test = place if champ.type is TypeChamp.TEXTE else f"{place} is connu"
        yield from _if(test, said)


def _if(test: str, lines: Iterable[str]) -> Iterator[str]:
    yield from (f"{{% if {test} %}}", "", *lines, "", "{% endif %}")


def _dispositif(starter: NatureStarter) -> Iterator[str]:
    """What is decided, and what is rejected: the vote tells which is printed."""
    yield from (
        "Après en avoir délibéré, le {{ collectivite.assemblee }}\u00a0:",
        "{: .formule }",
        "",
        "{% if rejete %}",
        "",
        "**REJETTE** la proposition qui lui était soumise\u00a0: {{ objet }}.",
        "{: .dispositif .avec-la-suite }",
        "",
        "{% else %}",
        "",
        f"**{starter.verbe}** {starter.suite}" if starter.verbe else starter.suite,
        "{: .dispositif }",
        "",
        "**CHARGE** {{ collectivite.le_chef }} de l’exécution de la présente délibération.",
        "{: .dispositif .avec-la-suite }",
        "",
        "{% endif %}",
    )


_SEANCE = """\
# Séance d’essai : l’acte qu’elle donne est écrit à côté, dans attendu.md. Les membres sont des spécimens.
collectivite:
  commune: 65046                   # Aulon, Hautes-Pyrénées
  population: 99 en 2022
  membres:
    - maire: Mme Membre 1
    - adjoint: M. Membre 2
    - conseillere: Mme Membre 3
    - conseiller: M. Membre 4
    - conseillere: Mme Membre 5
    - conseiller: M. Membre 6
    - membre: Membre 7
seance:
  date: 27/09/2024
  heure: 18h30
  lieu: mairie
  presidence: Membre 1
  secretaire: Membre 3
convocation:
  envoyee_le: 20/09/2024
absents: Membre 7
points:
  - numero: 1
"""


def _exemple(starter: NatureStarter) -> Iterator[str]:
    yield _SEANCE.rstrip()
    yield f"    acte: {starter.code}"
    for champ in starter.champs:
        yield entry(champ.nom, TYPES[champ.type].exemples[0], indent=4)
    yield "    vote: unanimité"
    yield "    debats: aucun"
