"""`actgen new groupement`: the file of a purchasing group, for its coordinator to complete."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from actgen.authoring.starters.bodies import Body, described
from actgen.authoring.starters.groupement import DossierStarter, dossier_text
from actgen.base.text.keys import cle, slug
from actgen.base.text.lists import enumeration
from actgen.cli.dialogues.collectivite import chosen
from actgen.cli.dialogues.questions import Misread, Questions, prepare, refuse_existing, save, shown
from actgen.law.reference import Commune, Epci, commune, communes_de, communes_proches, departements_de, epci

_ARTICLE = re.compile(r"^(?:l[’']|(?:la|le|les)\s)", re.IGNORECASE)
_LONGEST = 480  # characters: an answer is cut a little beyond


class _Membres(Struct, frozen=True):
    """All the communes of an EPCI, by its SIREN, or each by its code and name."""

    communes_de: str = ""
    communes: tuple[tuple[str, str], ...] = ()


def start_group(workspace: Path, questions: Questions) -> None:
    """Ask what is bought, who coordinates and who the members are; write the file."""
    objet = questions.ask(
        "Objet du groupement, avec son article (par exemple\u00a0: l’achat de papier)", _objet, default=None
    )
    nom = questions.ask("Nom du fichier", _name, default=slug(_ARTICLE.sub("", objet), 40) or "groupement")
    file = workspace / "groupements" / f"{nom}.yaml"
    refuse_existing(file)
    questions.screen.line("Le coordonnateur\u00a0:")
    found = chosen(questions)
    assert found is not None, "it can't be put off"
    membres = _members(found, questions)
    prepare(workspace, questions.screen)
    save(file, dossier_text(_starter(nom, objet, found, membres)), questions.screen)
    questions.screen.line(f"Complétez-le, puis\u00a0: actgen batch {shown(file)}")


def _objet(answer: str) -> str:
    if not _ARTICLE.match(answer):
        raise Misread("Écrivez-le avec son article\u00a0: l’achat de papier, la fourniture de repas…")
    return answer


def _name(answer: str) -> str:
    nom = slug(answer.removesuffix(".yaml"), 40)
    if not nom:
        raise Misread("Écrivez un nom en lettres et en chiffres, par exemple\u00a0: papier.")
    return nom


def _members(found: Body, questions: Questions) -> _Membres:
    """The members as an answer gives them; all the communes of an EPCI that coordinates, by default."""
    if isinstance(found.place, Epci):
        toutes = f"toutes les communes membres\u00a0: {found.place.nom_complet}"
        question = "Membres (leurs noms, séparés par des virgules)"
        siren = found.place.siren
        return questions.ask(
            question,
            lambda answer: _Membres(siren) if cle(answer) == cle(toutes) else _lus(answer),
            default=toutes,
        )
    return questions.ask(
        "Communes membres, séparées par des virgules, ou l’EPCI dont toutes les communes le sont "
        "(vide\u00a0: plus tard)",
        _lus,
    )


def _lus(answer: str) -> _Membres:
    if len(answer) > _LONGEST:
        raise Misread("C’est trop long\u00a0: donnez les premières, ajoutez les autres dans le fichier.")
    noms = [nom.strip() for nom in answer.split(",") if nom.strip()]
    if len(noms) == 1 and commune(noms[0]) is None and isinstance(trouve := epci(noms[0]), Epci):
        return _Membres(trouve.siren)
    return _Membres(communes=tuple(dict.fromkeys(map(_commune, noms))))


def _commune(nom: str) -> tuple[str, str]:
    """How the file names a commune, and the comment beside it: its code where others bear its name."""
    trouvee = commune(nom)
    if isinstance(trouvee, Commune):
        seule = isinstance(commune(trouvee.nom), Commune)
        return (trouvee.nom, "") if seule else (trouvee.code, trouvee.nom)
    if trouvee is None:
        proches = [each.nom for each in communes_proches(nom, 3)]
        advice = f" Noms proches\u00a0: {enumeration(dict.fromkeys(proches), 'ou')}." if proches else ""
        raise Misread(f"Aucune commune ne s’appelle «\u00a0{nom}\u00a0».{advice}")
    codes = enumeration((f"{each.code} ({each.departement.nom})" for each in trouvee), "ou")
    raise Misread(f"Plusieurs communes s’appellent «\u00a0{nom}\u00a0»\u00a0: répondez par le code, {codes}.")


def _starter(nom: str, objet: str, found: Body, membres: _Membres) -> DossierStarter:
    place = found.place
    if isinstance(place, Commune):
        return DossierStarter(
            nom,
            objet,
            "commune",
            place.code if found.homonyms else place.nom,
            described(place),
            communes_de=membres.communes_de,
            communes=membres.communes,
            annee=_year((place,)),
        )
    several = departements_de(place.siren)
    return DossierStarter(
        nom,
        objet,
        "epci",
        place.siren,
        place.nom_complet,
        departements=enumeration((f"{d.code} ({d.nom})" for d in several), "ou") if len(several) > 1 else "",
        communes_de=membres.communes_de,
        communes=membres.communes,
        annee=_year(communes_de(place.siren)),
    )


def _year(communes: Iterable[Commune]) -> str:
    """The year of the populations that ship, as far as these tell."""
    connues = (each.population_municipale for each in communes)
    annees = (each.annee for each in connues if each is not None and each.annee)
    return str(next(annees, ""))
