"""Terms, initials and references that are defined; words that may be private."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from actgen.acts.tree.occultation import Mask, hide_text
from actgen.base.diagnostics import Diagnostic, Location, Scope, Severity
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.keys import cle
from actgen.base.text.typography import typeset
from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.lectures import Passage
from actgen.council.figures.actes import matiere
from actgen.council.figures.seance import FiguresSeance
from actgen.law.textes import ActesVises, Controle, DonneePersonnelle, Gravite, Terme, shipped_textes

# terms that have one spelling, and initials that replace a name once they are defined

TEXTE_TERME = rule("TEXTE-TERME")
TEXTE_SIGLE = rule("TEXTE-SIGLE")


def check_termes(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """One finding for a spelling, wherever it stands."""
    of_a_group = acte.groupement is not None or acte.famille.traits.du_groupe
    for terme in shipped_textes().termes:
        if terme.actes is ActesVises.GROUPEMENT and not of_a_group:
            continue
        found = _places(acte, terme)
        for variante, places in found.items():
            yield acte.tell(
                TEXTE_TERME,
                "« {variante} » : écrivez « {ecrire} ».",
                *places,
                hint="{raison}.",
                variante=variante,
                ecrire=terme.ecrire,
                raison=typeset(terme.raison[0].upper() + terme.raison[1:]),
            )


def _places(acte: ActeCompose, terme: Terme) -> dict[str, list[Location]]:
    found: dict[str, list[Location]] = {}
    for passage, match in acte.trouve(terme.motif):
        words = passage.text[match.start() : match.end()]
        found.setdefault(words.lower(), []).extend(acte.lieux(passage, *match.span()))
    return found


def check_sigle(acte: ActeCompose, _figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The coordinator's whole name again after « Name (INITIALS) », in one prose of a user."""
    if acte.groupement is None:
        return
    collectivite = acte.groupement.coordonnateur.collectivite
    if not collectivite.sigle:
        return
    name, initials = re.escape(collectivite.nom), re.escape(collectivite.sigle)
    definition = re.compile(rf"{name} \(\W*{initials}\W*\)")
    again = re.compile(name)
    defined: set[str] = set()
    places: list[Location] = []
    for passage in acte.passages:
        if not passage.prose:
            continue
        start = 0
        if passage.prose not in defined:
            match = definition.search(passage.plain)
            if match is None:
                continue
            defined.add(passage.prose)
            start = match.end()
        places += [
            place
            for match in again.finditer(passage.plain, start)
            for place in acte.lieux(passage, *match.span())
        ]
    if places:
        yield acte.tell(
            TEXTE_SIGLE,
            "« {nom} » est répété après avoir été abrégé en « {sigle} ».",
            *dict.fromkeys(places),
            hint="Écrivez « {sigle} » après la première fois.",
            nom=collectivite.nom,
            sigle=collectivite.sigle,
        )


# private persons in the words of an act: who is named, and whether it is somebody who must be

_FONCTIONS = frozenset(
    {
        "maire",
        "président",
        "présidente",
        "préfet",
        "préfète",
        "adjoint",
        "adjointe",
        "conseiller",
        "conseillère",
    }
    | {"ministre", "trésorier", "trésorière", "directeur", "directrice", "sous-préfet", "député", "sénateur"}
)
"""What follows a title of civility and is no name: « Monsieur Le Maire »."""
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'-]+"


@cache
def _person() -> re.Pattern[str]:
    """« M. Martin », « Madame Anne DUPONT », « Mme DURAND »; never « M. le maire »."""
    return re.compile(
        rf"(?<!\w)(?:MM?\.|M(?:me|lle|r)s?\.?|Monsieur|Madame|Mademoiselle|Mesdames|Messieurs) "
        rf"(?P<nom>(?:(?:de|du|des|d'|et) ?)?{_NAME}"
        rf"(?: (?:(?:(?:de|du|des|d'|dit|le|la) ?)?{_NAME}|\d{{1,3}}(?!\d))){{0,3}})"
    )


@cache
def _untitled() -> re.Pattern[str]:
    """« titularise Anne MOREAU », « avec Jean DURAND », « la famille BERNARD »; no street's name."""
    vers = r"avec|à|contre|\w+ise|embauche|recrute|révoque|licencie|nomme|exonère|poursuit"
    nom = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'-]{2,}"
    return re.compile(rf"\b(?:famille|(?i:{vers}) (?:[A-ZÀ-Þ][a-zà-ÿ]+-?){{1,2}}) (?P<nom>{nom})(?!\w)")


def est_nommee(texte: str, connus: frozenset[str], *, sans_civilite: bool) -> bool:
    """Whether a private person is named there: with a title of civility, or as one may be without."""
    for motif in (_person(), _untitled()) if sans_civilite else (_person(),):
        for match in motif.finditer(texte):
            if not (_known(match["nom"], connus) or _FONCTIONS.intersection(match["nom"].lower().split())):
                return True
    return False


def _known(nom: str, connus: frozenset[str]) -> bool:
    words = {cle(word) for word in nom.split()}
    return cle(nom) in connus or bool(words & connus)


def noms_publics(acte: ActeCompose, figures: FiguresSeance) -> frozenset[str]:
    """The members of the council and those who act for the group: their names may be published.

    Family names alone too, as people are named in discussions (CRPA D. 312-1-3, 6°).
    """
    membres = figures.seance.collectivite.membres
    noms = {cle(membre.nom) for membre in membres} | {cle(membre.nom_complet) for membre in membres}
    noms |= {cle(each.nom) for each in (*figures.seance.secretaires, *figures.seance.auxiliaires)}
    groupement = acte.groupement
    if groupement is not None:
        said = [groupement.coordonnateur.representant, *(m.signataire for m in groupement.membres)]
        for each in said:
            name = each.partition(",")[0]
            noms.add(cle(re.sub(r"^(?:M\.|Mme|Mlle) ?", "", name)))
            noms |= {cle(word) for word in name.split() if word.isupper() and len(word) > 2}
    return frozenset(noms - {""})


_FONCTION = re.compile(
    r"(?i)\b(?:secr[ée]taire|secr[ée]tariat|direct\w+|dgs|dga|responsable|chef|cheffe|agents?|service|comptable|"
    r"tr[ée]sori\w+|charg[ée]e?s?|attach[ée]e?|r[ée]dact\w+|stagiaire|assistant\w*|archiviste|technicien\w*|policier\w*|"
    r"garde|presse|public|mairie|communication)\b"
)
_NOM_PROPRE = re.compile(
    rf"(?<!\w)(?:(?:MM?\.|M(?:me|lle)|Monsieur|Madame|Mademoiselle) {_NAME}"
    r"|[A-ZÀ-Þ][a-zà-ÿ'-]+ [A-ZÀ-Þ][A-ZÀ-Þ'-]+|[A-ZÀ-Þ][a-zà-ÿ'-]+ [A-ZÀ-Þ][a-zà-ÿ'-]+)(?!\w)"
)


def nom_d_agent(fonction: str) -> str:
    """The name of a person in what was said of those who attended; "" when only functions are told."""
    for match in _NOM_PROPRE.finditer(fonction):
        if not _FONCTION.search(match[0]):
            return match[0]
    return ""


# personal data in acts that are to be published in full

DP_PUBLICATION = rule("DP-PUBLICATION")
_CACHE = "…"
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\bMM)(?<!\bM)[.;!?\n](?= |$)")
_LONGEST_LIFE = 105  # years: before, somebody of history is told of
_DECEDE = re.compile(r"(?i)\b(?:décéd|mort(?:e|s)? (?:le|en|à)|disparu|feu |mémoire de|hommage|obsèques)")
_SEEN_AS_PUBLIC = 4  # letters of the commune's name that an address has to share


def check_donnees(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An error for what can only be private, a warning for what may be a service's or a firm's."""
    if acte.famille.traits.atteste:
        return
    masques = tuple(Mask(each.texte, _CACHE) for each in figures.seance.tout_ce_qui_est_prive)
    point = (
        figures.point(acte.point).point if acte.point is not None and acte.famille.traits.est_votee else None
    )
    code = matiere(point, acte.kind) if point is not None else ""
    publiees = [
        (donnee, passage, ecrit, match)
        for donnee in shipped_textes().donnees
        if not donnee.matieres or any(f"{code}.".startswith(f"{each}.") for each in donnee.matieres)
        for passage, ecrit in acte.trouve(donnee.motif)
        if (match := _is_published(donnee, passage, ecrit, masques)) is not None
    ]
    publics = noms_publics(acte, figures) if publiees else frozenset()  # of a group, its hundreds of members
    for donnee, passage, ecrit, match in publiees:
        if (severity := _severity(donnee, match, publics, figures)) is not None:
            told = _finding(acte, donnee, passage, ecrit, severity)
            to_post = acte.kind.code == "convocation" and figures.seance.convocation.envoyee_le is None
            yield replace(told, scope=Scope.CONVOCATION) if to_post else told


def _is_published(
    donnee: DonneePersonnelle, passage: Passage, ecrit: re.Match[str], masques: tuple[Mask, ...]
) -> re.Match[str] | None:
    """What remains of a datum in the copy to be published: nothing, when it is declared private."""
    if not masques:
        return ecrit
    occulte = hide_text(passage.plain, masques)
    return next((found for found in donnee.motif.finditer(occulte) if found[0] == ecrit[0]), None)


def _severity(
    donnee: DonneePersonnelle, match: re.Match[str], publics: frozenset[str], figures: FiguresSeance
) -> Severity | None:
    phrase_ = _sentence(match.string, match.start(), match.end())
    grave = donnee.gravite is Gravite.ERREUR
    if donnee.pres_d_une_personne and not est_nommee(phrase_, publics, sans_civilite=not grave):
        return None
    if not _is_likely(donnee.controle, match, figures):
        return None
    if grave and (_DECEDE.search(phrase_) or _is_elected(phrase_, publics)):
        grave = False
    return Severity.ERROR if grave else Severity.WARNING


def _finding(
    acte: ActeCompose, donnee: DonneePersonnelle, passage: Passage, match: re.Match[str], severity: Severity
) -> Diagnostic:
    """The datum is quoted only by its place: a report must not publish it in its turn."""
    return acte.tell(
        DP_PUBLICATION,
        "Donnée personnelle à ne pas publier : {champ}.",
        *acte.lieux(passage, *match.span()),
        hint="Retirez-la du texte. Si l'acte doit la porter, écrivez-la sous « donnees_privees » : elle "
        "sera occultée dans tout ce qui est publié.",
        severity=severity,
        champ=donnee.champ,
    )


def _sentence(text: str, start: int, end: int) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    first = max((at for at in ends if at <= start), default=0)
    last = min((at for at in ends if at >= end), default=len(text))
    return text[first:last]


def _is_elected(sentence: str, publics: frozenset[str]) -> bool:
    """Whether the sentence is about a member of the council, and names nobody else."""
    named = cle(sentence)
    whole = [nom for nom in publics if len(nom) > _SEEN_AS_PUBLIC and nom in named]
    return bool(whole) and not est_nommee(sentence, publics, sans_civilite=False)


def _is_likely(controle: Controle, match: re.Match[str], figures: FiguresSeance) -> bool:
    match controle:
        case Controle.NIR:
            return _nir(match[0])
        case Controle.NAISSANCE:
            years = re.findall(r"\d{4}", match[0])
            return not years or figures.seance.date.year - int(years[-1]) <= _LONGEST_LIFE
        case Controle.COURRIEL:
            return not _is_official(match[0], figures)
        case Controle.IBAN:
            return _iban(match[0])
    return True


def _nir(text: str) -> bool:
    """The key of a social security number: 97 less the number modulo 97."""
    digits = text.replace(" ", "").replace("2A", "19").replace("2B", "18")
    return len(digits) == 15 and digits.isdigit() and int(digits[13:]) == 97 - int(digits[:13]) % 97


def _iban(text: str) -> bool:
    """ISO 13616: the rearranged number modulo 97 is 1."""
    signs = text.replace(" ", "")
    turned = signs[4:] + signs[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _is_official(address: str, figures: FiguresSeance) -> bool:
    """An address of the town hall or of a service: nobody's own."""
    local = address.lower().partition("@")[0]
    heads = {local, *re.split(r"[._+-]", local)}
    commune = cle(figures.seance.collectivite.nom)
    return bool(heads & shipped_textes().courriels_de_service) or (
        len(commune) > _SEEN_AS_PUBLIC and commune in cle(local)
    )


def check_agents(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Of those who attend, the function is told and not the name."""
    nommes = [(each, nom) for each in figures.seance.assistance if (nom := nom_d_agent(each))]
    for entry, nom in nommes:
        for passage in acte.passages:
            start = passage.plain.find(nom)
            if start >= 0 and acte.famille.traits.raconte:
                yield acte.tell(
                    DP_PUBLICATION,
                    "« {entry} » : un agent est désigné par sa fonction, non par son nom.",
                    *acte.lieux(passage, start, start + len(nom)),
                    hint="Écrivez la fonction seule, par exemple « secrétariat ».",
                    severity=Severity.WARNING,
                    entry=entry,
                )
                break
