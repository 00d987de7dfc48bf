"""Personal data in acts that are to be published in full."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actgen.diagnostics import Diagnostic, Severity
from actgen.document.occultation import Masque, occulter_texte
from actgen.figures.publication import donnees_privees
from actgen.figures.seance import FiguresSeance
from actgen.law.textes import Controle, DonneePersonnelle, Gravite, shipped_textes
from actgen.rules import rule
from actgen.text.keys import cle
from actgen.text.messages import phrase, say

from .acte import ActeCompose
from .passages import Passage
from .personnes import nom_d_agent, noms_publics, personnes_privees

DP_PUBLICATION = rule("DP-PUBLICATION")
_CACHE = "…"
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\bMM)(?<!\bM)[.;!?\n](?= |$)")
_LONGEST_LIFE = 105  # years: before, somebody of history is told of
_DECEDE = re.compile(r"(?i)\b(?:décéd|mort(?:e|s)? (?:le|en|à)|disparu|feu |mémoire de|hommage|obsèques)")
_SEEN_AS_PUBLIC = 4  # letters of the commune's name that an address has to share


def check_donnees(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An error for what can only be private, a warning for what may be a service's or a firm's."""
    if acte.famille.atteste:
        return
    publics = noms_publics(acte, figures)
    masques = tuple(Masque(each.texte, _CACHE) for each in donnees_privees(figures.seance))
    for donnee in shipped_textes().donnees:
        for passage, ecrit in acte.trouve(donnee.motif):
            match = _publie(donnee, passage, ecrit, masques)
            severity = None if match is None else _severity(donnee, match, publics, figures)
            if severity is not None:
                yield _finding(acte, donnee, passage, ecrit, severity)


def _publie(
    donnee: DonneePersonnelle, passage: Passage, ecrit: re.Match[str], masques: tuple[Masque, ...]
) -> re.Match[str] | None:
    """What remains of a datum in the copy to be published: nothing, when it is declared private."""
    if not masques:
        return ecrit
    occulte = occulter_texte(passage.plain, masques)
    return next((found for found in donnee.motif.finditer(occulte) if found[0] == ecrit[0]), None)


def _severity(
    donnee: DonneePersonnelle,
    match: re.Match[str],
    publics: frozenset[str],
    figures: FiguresSeance,
) -> Severity | None:
    phrase_ = _sentence(match.string, match.start(), match.end())
    if donnee.pres_d_une_personne and next(personnes_privees(phrase_, publics), None) is None:
        return None
    if not _vraisemblable(donnee.controle, match, figures):
        return None
    grave = donnee.gravite is Gravite.ERREUR
    if grave and (_DECEDE.search(phrase_) or _elu(phrase_, publics)):
        grave = False
    return Severity.ERROR if grave else Severity.WARNING


def _finding(
    acte: ActeCompose, donnee: DonneePersonnelle, passage: Passage, match: re.Match[str], severity: Severity
) -> Diagnostic:
    """The datum is quoted only by its place: a report must not publish it in its turn."""
    return acte.constat(
        DP_PUBLICATION,
        phrase("Donnée personnelle à ne pas publier : {champ}.", champ=donnee.champ),
        *acte.lieux(passage, *match.span()),
        hint=say(
            "Retirez-la du texte. Si l'acte doit la porter, écrivez-la sous « donnees_privees » : elle sera "
            "occultée dans tout ce qui est publié."
        ),
        severity=severity,
    )


def _sentence(text: str, start: int, end: int) -> str:
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    first = max((at for at in ends if at <= start), default=0)
    last = min((at for at in ends if at >= end), default=len(text))
    return text[first:last]


def _elu(sentence: str, publics: frozenset[str]) -> bool:
    """Whether the sentence is about a member of the council, and names nobody else."""
    named = cle(sentence)
    whole = [nom for nom in publics if len(nom) > _SEEN_AS_PUBLIC and nom in named]
    return bool(whole) and next(personnes_privees(sentence, publics), None) is None


def _vraisemblable(controle: Controle, match: re.Match[str], figures: FiguresSeance) -> bool:
    match controle:
        case Controle.NIR:
            return _nir(match[0])
        case Controle.NAISSANCE:
            years = re.findall(r"\d{4}", match[0])
            return not years or figures.seance.date.year - int(years[-1]) <= _LONGEST_LIFE
        case Controle.COURRIEL:
            return not _de_service(match[0], figures)
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


def _de_service(address: str, figures: FiguresSeance) -> bool:
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
            if start >= 0 and acte.famille.raconte:
                yield acte.constat(
                    DP_PUBLICATION,
                    phrase(
                        "« {entry} » : un agent est désigné par sa fonction, non par son nom.", entry=entry
                    ),
                    *acte.lieux(passage, start, start + len(nom)),
                    hint=say("Écrivez la fonction seule, par exemple « secrétariat »."),
                    severity=Severity.WARNING,
                )
                break


RULES = (check_donnees, check_agents)
