"""Names of communes and EPCI → the facts of the official geographic code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from actgen.diagnostics import Diagnostic, Location, Mender
from actgen.facts.collectivite import SYNDICAT, Collectivite, Population, Territoire
from actgen.law import reference
from actgen.law.natures import GenreCollectivite
from actgen.reading.nodes import Mapping, Node, text_of
from actgen.reading.scalars.identifiers import parse_siren
from actgen.reading.yaml_tree import read_tree
from actgen.rules import rule
from actgen.sources import Source, Sources
from actgen.text.lists import enumeration
from actgen.text.messages import enumerate_words, say

COMMUNE_INCONNUE = rule("COMMUNE-INCONNUE")
EPCI_INCONNU = rule("EPCI-INCONNU")
DEPARTEMENT_INCONNU = rule("DEPARTEMENT-INCONNU")

Trouve = Collectivite | Diagnostic
_TITRE = re.compile(
    r"^(?:la )?(?:mairie|commune|ville|municipalite)(?P<article> (?:de la |de l['’]|du |des )| d['’]| de )",
    re.IGNORECASE,
)
_ARTICLES = {"du": "le ", "des": "les ", "de la": "la ", "de l": "l'"}


def commune(nom: str, lieu: Location, departement: str = "", mender: Mender = Mender.SECRETAIRE) -> Trouve:
    """The commune of that name or INSEE code, or why it can't be told; a département tells homonyms apart."""
    trouvee = reference.commune(nom, departement)
    if trouvee is None and departement and (ailleurs := reference.commune(nom)):
        return _ailleurs(nom, ailleurs, departement, lieu, mender)
    if isinstance(trouvee, tuple):
        choix = _ou([f"{c.code} ({c.nom}, {c.departement.nom})" for c in trouvee])
        return COMMUNE_INCONNUE.finding(
            say("Plusieurs communes s'appellent « {nom} ».", nom=nom),
            lieu,
            hint=say("Écrivez son code INSEE : ") + choix + ".",
            mender=mender,
        )
    if trouvee is None:
        proches = _distincts(reference.communes_proches(sans_titre(nom)))
        hint = say("Noms proches : ") + enumeration(proches, "ou") + "." if proches else ""
        return COMMUNE_INCONNUE.finding(
            say("Aucune commune ne s'appelle « {nom} ».", nom=nom),
            lieu,
            hint=hint or say("Vérifiez l'orthographe, ou écrivez son code INSEE."),
            mender=mender,
        )
    return de_reference(trouvee, lieu)


def sans_titre(nom: str) -> str:
    """« Mairie de Lazer » → « Lazer », « Ville du Havre » → « le Havre »: the commune that answers."""
    titre = _TITRE.match(nom.strip())
    if titre is None:
        return nom
    article = _ARTICLES.get(titre["article"].strip(" '’").casefold(), "")
    return f"{article}{nom.strip()[titre.end() :]}"


def _distincts(communes: tuple[reference.Commune, ...]) -> list[str]:
    """Their names, each once; homonyms by their code, which tells them apart."""
    fois = Counter(each.nom for each in communes)
    return [
        say("« {nom} »", nom=each.nom) if fois[each.nom] == 1 else f"{each.code} ({each.nom})"
        for each in communes
    ]


def _ailleurs(
    nom: str,
    trouvee: reference.Commune | tuple[reference.Commune, ...],
    departement: str,
    lieu: Location,
    mender: Mender,
) -> Diagnostic:
    possibles = trouvee if isinstance(trouvee, tuple) else (trouvee,)
    codes = _ou([f"{c.departement.code} ({c.departement.nom})" for c in possibles])
    return COMMUNE_INCONNUE.finding(
        say("« {nom} » n'est pas dans le département « {departement} ».", nom=nom, departement=departement),
        lieu,
        hint=say("Corrigez la rubrique « departement », ou effacez-la ; cette commune est dans : ")
        + codes
        + ".",
        mender=mender,
    )


def _ou(choix: list[str]) -> str:
    """Choices that each hold a code and its explanation, without quotes: only the code is to be typed."""
    return " ou ".join(filter(None, (", ".join(choix[:-1]), choix[-1])))


def de_reference(commune: reference.Commune, lieu: Location | None) -> Collectivite:
    """A commune as the reference data has it."""
    arrondissement = commune.arrondissement
    population, dgcl = commune.population_municipale, commune.populations_dgcl
    return Collectivite(
        genre=GenreCollectivite.COMMUNE,
        code=commune.code,
        nom=commune.nom,
        type_liaison=commune.type_liaison,
        departement=_territoire(commune.departement),
        arrondissement=(Territoire(arrondissement.code, arrondissement.nom) if arrondissement else None),
        siege=commune.nom,
        siren=commune.siren or "",
        population=(
            Population(population.habitants, population.annee, de_reference=True) if population else None
        ),
        population_totale=(Population(dgcl.totale, None, de_reference=True) if dgcl else None),
        lieu=lieu,
    )


def epci(
    nom: str,
    lieu: Location,
    departement: str = "",
    mender: Mender = Mender.SECRETAIRE,
) -> Trouve:
    """The EPCI of that name or SIREN; its département is that of its communes when they share one."""
    trouve = reference.epci(nom)
    if isinstance(trouve, tuple):
        choix = _ou([f"{e.siren} ({e.nom})" for e in trouve])
        return EPCI_INCONNU.finding(
            say("Plusieurs EPCI s'appellent « {nom} ».", nom=nom),
            lieu,
            hint=say("Écrivez son numéro SIREN : ") + choix + ".",
            mender=mender,
        )
    if trouve is None:
        proches = [e.nom for e in reference.epci_proches(nom)]
        hint = say("Noms proches : ") + enumerate_words(proches) + ". " if proches else ""
        return EPCI_INCONNU.finding(
            say("Aucun EPCI à fiscalité propre ne s'appelle « {nom} ».", nom=nom),
            lieu,
            hint=hint
            + say(
                "Écrivez son nom entier, ou son numéro SIREN : peu de sigles sont connus. Un syndicat "
                "s'écrit à la rubrique « syndicat »."
            ),
            mender=mender,
        )
    return _epci(trouve, lieu, departement, mender)


def _epci(trouve: reference.Epci, lieu: Location, departement: str, mender: Mender) -> Trouve:
    possibles = reference.departements_de(trouve.siren)
    siege = reference.departement(departement) if departement else None
    if siege is not None and possibles and siege.code not in {d.code for d in possibles}:
        siege = None
    if siege is None and len(possibles) == 1 and not departement:
        siege = possibles[0]
    if siege is None:
        return DEPARTEMENT_INCONNU.finding(
            say(
                "« {nom} » n'a pas de commune dans le département « {code} ».",
                nom=trouve.nom_seul,
                code=departement,
            )
            if departement
            else say("Le département du siège de « {nom} » n'est pas connu.", nom=trouve.nom_seul),
            lieu,
            hint=say("Écrivez à la rubrique « departement » le code du siège : ")
            + _ou([f"{d.code} ({d.nom})" for d in possibles])
            + ".",
            mender=mender,
        )
    populations = trouve.populations_dgcl
    return Collectivite(
        genre=GenreCollectivite.EPCI,
        code=trouve.siren,
        nom=trouve.nom_seul,
        type_liaison=None,
        departement=_territoire(siege),
        siren=trouve.siren,
        nature=trouve.nature.value,
        population=Population(populations.municipale, None, de_reference=True),
        lieu=lieu,
    )


def syndicat(nom: str, siren: str, departement: str, lieu: Location) -> Trouve:
    """A syndicat de communes, or a closed mixed one, as its file tells of it."""
    siege = reference.departement(departement) if departement else None
    if siege is None:
        return DEPARTEMENT_INCONNU.finding(
            say("Le département du siège de « {nom} » n'est pas connu.", nom=nom),
            lieu,
            hint=say("Écrivez son code à la rubrique « departement » : « 21 »."),
        )
    return Collectivite(
        genre=GenreCollectivite.EPCI,
        code=siren,
        nom=nom,
        type_liaison=None,
        departement=_territoire(siege),
        siren=siren,
        nature=SYNDICAT,
        lieu=lieu,
    )


def _territoire(departement: reference.Departement) -> Territoire:
    return Territoire(departement.code, departement.nom, departement.type_liaison)


CONSEIL = say("Pour un EPCI : son nom entier, son sigle ou son numéro SIREN.")


def epci_nomme(nom: str, membres: Iterable[Collectivite]) -> Collectivite | None:
    """The member that the official list bears under that name, its type told in full, in initials or not.

    A commune's name is the commune's, be it no member: « La Rochelle » is not its agglomération.
    """
    connus = {membre.code: membre for membre in membres if not membre.est_commune}
    if not connus or reference.commune(nom) is not None:
        return None
    trouve = reference.epci(nom)
    possibles = trouve if isinstance(trouve, tuple) else (trouve,)
    parmi = [connus[each.siren] for each in possibles if each is not None and each.siren in connus]
    return parmi[0] if len(parmi) == 1 else None


def siren_de(sources: Sources, nommee: Node | None) -> str:
    """That of `collectivite:` in a session, which names a file or is written there; empty when unknown."""
    if isinstance(nommee, Mapping):
        return _siren(nommee)
    nom = text_of(nommee)
    fichier = nom if nom.endswith((".yaml", ".yml")) else f"{nom}.yaml"
    source = sources.apart().read(f"collectivites/{fichier}") if nom else None
    if not isinstance(source, Source):
        return ""
    arbre, _ = read_tree(source.content, source.path)
    return _siren(arbre) if arbre is not None else ""


def _siren(ecrite: Mapping) -> str:
    lu = parse_siren(text_of(ecrite.get("siren")))
    if isinstance(lu, str):
        return lu
    de_commune, d_epci, departement = (text_of(ecrite.get(cle)) for cle in ("commune", "epci", "departement"))
    nulle_part = Location("")
    base = (
        commune(de_commune, nulle_part, departement) if de_commune else epci(d_epci, nulle_part, departement)
    )
    return base.siren if isinstance(base, Collectivite) else ""
