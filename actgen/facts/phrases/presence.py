"""Phrases about who was there: absence, movement, withdrawal, person of the roster."""

from __future__ import annotations

import re
from itertools import islice

from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_hour
from actgen.text.grammar import Genre
from actgen.text.messages import say

from .outils import DONNE, NOMBRE, REPRESENTE, Morceau, entier, jour, morceaux, pouvoir

_DE_L_EPCI = {
    "suppleant": re.compile(r"suppl[ée]ante?\s*:?\s+", re.IGNORECASE),
    "commune": re.compile(r"commune\s*:?\s+(?:de\s+|d['’](?=\S))?", re.IGNORECASE),
}
# « commune du Mans » is that of Le Mans, « commune des Ulis » that of Les Ulis.
_CONTRACTE = ((re.compile(r"du\s+(?=\S)"), "Le "), (re.compile(r"des\s+(?=\S)"), "Les "))
_CIVILITES = {"m.": "M.", "m": "M.", "mr": "M.", "monsieur": "M.", "mme": "Mme", "madame": "Mme"}
GENRES = {"M.": Genre.MASCULIN, "Mme": Genre.FEMININ}


def parse_personne(phrase: str) -> dict[str, object] | Problem:
    """`[M.|Mme] Prénom NOM[, commune NOM][, suppléant(e) NOM][, depuis le DATE][, jusqu’au DATE]`."""
    if refus := Morceau(phrase, 0).bornee():
        return refus
    tete, *suites = morceaux(phrase)
    civilite, nom = decouper_civilite(tete.texte)
    lu: dict[str, object] = {"nom": nom, "civilite": civilite} if civilite else {"nom": nom}
    for morceau in suites:
        if refus := _lire_personne(morceau, lu):
            return refus
    return lu


def _lire_personne(morceau: Morceau, lu: dict[str, object]) -> Problem | None:
    for rubrique, motif in _DE_L_EPCI.items():
        if trouve := motif.match(morceau.texte):
            nomme = morceau.texte[trouve.end() :].strip()
            return _noter(lu, rubrique, _decontracte(nomme) if rubrique == "commune" else nomme, morceau)
    cle, debut = _borne(morceau)
    if cle is None:
        return morceau.incompris(
            say("« {texte} » n'est pas compris après le nom.", texte=morceau.texte),
            say("On peut écrire : « depuis le 03/05/2021 » ou « jusqu'au 03/05/2021 »."),
        )
    borne = jour(morceau.suite(debut))
    return borne if isinstance(borne, Problem) else _noter(lu, cle, borne, morceau)


def _decontracte(commune: str) -> str:
    """The name of a commune without the preposition that its article was joined to."""
    for motif, article in _CONTRACTE:
        commune = motif.sub(article, commune, count=1) if motif.match(commune) else commune
    return commune


def decouper_civilite(nom: str) -> tuple[str, str]:
    """("M.", "Jean NOM"); the civility is empty when none is written."""
    premier, _, reste = nom.partition(" ")
    civilite = _CIVILITES.get(premier.casefold(), "")
    return (civilite, reste.strip()) if civilite and reste.strip() else ("", nom.strip())


def _borne(morceau: Morceau) -> tuple[str | None, int]:
    for cle, motif in (("depuis", r"depuis\s+le\s+"), ("jusqu_au", r"jusqu['’]au\s+")):
        if trouve := re.match(motif, morceau.texte, re.IGNORECASE):
            return cle, trouve.end()
    return None, 0


_SUPPLEE = re.compile(r"suppl[ée][ée](?:e|\(e\))?\s+par\s+", re.IGNORECASE)
_ABSENCE_SANS_VIRGULE = re.compile(
    rf"(?<=\S)(?<!\bnon)(?<!\babsent)(?<!\babsente)(?<!\bdonné)(?<!\bdonne)\s+(?=(?:absente?\s+)?(?:non\s+)?excus[ée]e?(?:\(e\))?\s*$|{DONNE}\s+(?:à|au|du)\s"
    rf"|(?:{REPRESENTE}|suppl[ée][ée](?:e|\(e\))?)\s+par\s)",
    re.IGNORECASE,
)


def _sans_virgule(morceau: Morceau, oubliee: re.Pattern[str]) -> list[Morceau]:
    """A part cut where its author left out a comma."""
    coupure = oubliee.search(morceau.texte)
    if coupure is None:
        return [morceau]
    return [Morceau(morceau.texte[: coupure.start()], morceau.debut), morceau.suite(coupure.end())]


def parse_absence(phrase: str) -> dict[str, object] | Problem:
    """`NOM[, excusé(e)|non excusé(e)][, pouvoir à NOM[ du DATE]][, suppléé(e) par NOM]`."""
    if refus := Morceau(phrase, 0).bornee():
        return refus
    tete, *suites = (part for each in morceaux(phrase) for part in _sans_virgule(each, _ABSENCE_SANS_VIRGULE))
    lu: dict[str, object] = {"nom": tete.texte}
    for morceau in suites:
        if refus := _lire_absence(morceau, lu):
            return refus
    return lu


def _lire_absence(morceau: Morceau, lu: dict[str, object]) -> Problem | None:
    if re.fullmatch(r"absent(e|\(e\))?", morceau.cle):
        return None
    if excuse := re.fullmatch(r"(?:absente? )?(non )?excuse(e|\(e\))?", morceau.cle):
        return _noter(lu, "excuse", excuse[1] is None, morceau)
    if supplee := _SUPPLEE.match(morceau.texte):
        return _noter(lu, "suppleant", morceau.texte[supplee.end() :].strip(), morceau)
    donne = pouvoir(morceau)
    if donne is None:
        return morceau.incompris(
            say("« {texte} » n'est pas compris pour une absence.", texte=morceau.texte),
            say("On peut écrire : « excusé », « non excusé » ou « pouvoir à Prénom NOM du 14/12/2022 »."),
        )
    return donne if isinstance(donne, Problem) else _noter(lu, "pouvoir", donne, morceau)


def _noter(lu: dict[str, object], cle: str, valeur: object, morceau: Morceau) -> Problem | None:
    """Note one fact of a phrase; a second of the same kind would hide the first."""
    if cle in lu:
        return morceau.en_double()
    lu[cle] = valeur
    return None


_VERBE = re.compile(
    r"(?<=\s)(?:arrive|rejoint\s+la\s+séance|revient|part|quitte\s+la\s+séance|sort"
    r"|est\s+(?:arrivé|revenu|parti|sorti)(?:e|\(e\))?|a\s+(?:rejoint|quitté)\s+la\s+séance)(?=[\s,]|$)",
    re.IGNORECASE,
)
_VERBES_ESSAYES = 8
_ARRIVEE = re.compile(r"(?:est\s+|a\s+)?(?:arriv|rejoint|rev)", re.IGNORECASE)
_PLACE = re.compile(rf"\b(avant|pendant)\s+le\s+point\s+({NOMBRE})\b", re.IGNORECASE)
_HEURE = re.compile(r"\b[àa]\s+([0-9]{1,2}\s*(?:h|:|heures?)\s*[0-9]{0,2})\b", re.IGNORECASE)


def parse_mouvement(phrase: str) -> dict[str, object] | Problem:
    """`NOM arrive|part[ à HEURE][,][ avant|pendant le point N][, pouvoir à NOM[ du DATE]]`."""
    if refus := Morceau(phrase, 0).bornee():
        return refus
    # A member may be called PART or SORT: the verb is the first that leaves a phrase that is understood.
    lectures = [_autour(verbe, phrase) for verbe in islice(_VERBE.finditer(phrase), _VERBES_ESSAYES)]
    if not lectures:
        return entier(phrase).incompris(
            say("On ne trouve ni arrivée ni départ dans cette phrase."),
            say("Écrivez par exemple : « Prénom NOM arrive à 20h50, avant le point 3 »."),
        )
    return next((lu for lu in lectures if isinstance(lu, dict)), lectures[0])


def _autour(verbe: re.Match[str], phrase: str) -> dict[str, object] | Problem:
    arrivee = _ARRIVEE.match(verbe[0])
    lu: dict[str, object] = {
        "nom": phrase[: verbe.start()].strip(),
        "sens": "arrivee" if arrivee else "depart",
    }
    for morceau in morceaux(phrase[verbe.end() :]):
        ici = Morceau(morceau.texte, morceau.debut + verbe.end())
        if refus := _lire_mouvement(ici, lu):
            return refus
    return lu


def _lire_mouvement(morceau: Morceau, lu: dict[str, object]) -> Problem | None:
    if (donne := pouvoir(morceau)) is not None:
        if isinstance(donne, Problem):
            return donne
        return _noter(lu, "pouvoir", donne, morceau)
    reste = morceau.texte
    if heure := _HEURE.search(reste):
        lue = parse_hour(heure[1])
        if isinstance(lue, Problem):
            return Problem(lue.code, lue.message, lue.hint, morceau.debut + heure.start(1), len(heure[1]))
        if refus := _noter(lu, "heure", lue, morceau):
            return refus
        reste = f"{reste[: heure.start()]} {reste[heure.end() :]}"
    if place := _PLACE.search(reste):
        if refus := _noter(lu, "point", int(place[2]), morceau):
            return refus
        lu["moment"] = place[1].casefold()
        reste = reste[: place.start()] + reste[place.end() :]
    if reste.strip():
        return morceau.incompris(
            say("« {texte} » n'est pas compris pour une arrivée ou un départ.", texte=morceau.texte),
            say("On peut écrire : « à 20h50 », « avant le point 3 », « pendant le point 3 »."),
        )
    return None


_SANS_VIRGULE = re.compile(
    r"(?<=\S)\s+(?=(?:a\s+quitté|est\s+resté(?:e|\(e\))?\s+dans)\s+la\s+salle\s*$|est\s+sorti(?:e|\(e\))?\s*$)",
    re.IGNORECASE,
)


def parse_retrait(phrase: str) -> dict[str, object] | Problem:
    """`NOM[,] [a quitté la salle|est resté dans la salle][, représentant]`."""
    if refus := Morceau(phrase, 0).bornee():
        return refus
    premier, *autres = morceaux(phrase)
    tete, *suites = *_sans_virgule(premier, _SANS_VIRGULE), *autres
    lu: dict[str, object] = {"nom": tete.texte}
    for morceau in suites:
        if refus := _lire_retrait(morceau, lu):
            return refus
    return lu


def _lire_retrait(morceau: Morceau, lu: dict[str, object]) -> Problem | None:
    if re.fullmatch(r"(a quitte la salle|(est )?sorti(e|\(e\))?)", morceau.cle):
        return _noter(lu, "a_quitte_la_salle", True, morceau)
    if re.fullmatch(r"(est )?reste(e|\(e\))? dans la salle", morceau.cle):
        return _noter(lu, "a_quitte_la_salle", False, morceau)
    if re.fullmatch(r"representant(e|\(e\))?( .*)?", morceau.cle):
        return _noter(lu, "motif", "representant", morceau)
    return morceau.incompris(
        say("« {texte} » n'est pas compris pour un membre intéressé.", texte=morceau.texte),
        say("On peut écrire : « a quitté la salle », « est resté dans la salle », « représentant »."),
    )
