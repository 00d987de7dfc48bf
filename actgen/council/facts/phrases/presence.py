"""Phrases about who was there: absence, movement, withdrawal, person of the roster."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice

from msgspec import Struct

from actgen.base.rules import rule
from actgen.base.text.grammar import Genre
from actgen.base.text.keys import sans_accents
from actgen.base.text.messages import say
from actgen.base.text.patterns import pattern
from actgen.reading.scalars import Problem
from actgen.reading.scalars.dates import parse_date, parse_hour

PHRASE_INCOMPRISE = rule("PHRASE-INCOMPRISE")


LONGUEUR_MAXIMALE = 10_000
"""Characters of a phrase: the names of the largest council fit, a pasted document doesn't."""

NOMBRE = "[0-9]{1,6}"
"""Figures of a phrase: no count of a council is longer, and `int` refuses none of them."""


class Fragment(Struct, frozen=True):
    """A part of a phrase, trimmed, with its offset in the phrase."""

    texte: str
    debut: int

    @property
    def cle(self) -> str:
        """As the grammar compares it: no accent, no capital, single spaces."""
        return " ".join(sans_accents(self.texte).casefold().replace("’", "'").split())

    def too_long(self) -> Problem | None:
        """The refusal of a phrase that no one would write: bounds the work that it can ask for."""
        if len(self.texte) <= LONGUEUR_MAXIMALE:
            return None
        return Problem(
            PHRASE_INCOMPRISE,
            say(
                "Cette phrase a {nombre} caractères ; la limite est de {limite}.",
                nombre=len(self.texte),
                limite=LONGUEUR_MAXIMALE,
            ),
            say("Vérifiez les guillemets et les retraits."),
        )

    def told_twice(self) -> Problem:
        """The refusal of a part that says again, or otherwise, what the phrase has already said."""
        return self.not_understood(
            say("« {texte} » : la phrase le dit déjà, ou dit le contraire.", texte=self.texte),
            say("Gardez une seule des deux indications."),
        )

    def rest(self, combien: int) -> Fragment:
        """What follows the first `combien` characters."""
        reste = self.texte[combien:]
        propre = reste.lstrip()
        return Fragment(propre.rstrip(), self.debut + combien + len(reste) - len(propre))

    def not_understood(self, message: str, hint: str = "") -> Problem:
        """The refusal of this part, to be marked with a caret."""
        return Problem(PHRASE_INCOMPRISE, message, hint, self.debut, max(len(self.texte), 1))


def fragments(phrase: str, separateur: str = ",") -> Iterator[Fragment]:
    """The parts between separators, those between brackets left whole."""
    debut = profondeur = 0
    for rang, caractere in enumerate(phrase + separateur):
        profondeur += (caractere == "(") - (caractere == ")")
        if rang == len(phrase) or (caractere == separateur and profondeur <= 0):
            yield _trim(phrase[debut:rang], debut)
            debut = rang + 1
        if rang == len(phrase):
            return


def whole(phrase: str) -> Fragment:
    """The whole phrase as one part."""
    return _trim(phrase, 0)


def _trim(texte: str, debut: int) -> Fragment:
    propre = texte.lstrip()
    return Fragment(propre.rstrip(), debut + len(texte) - len(propre))


def jour(fragment: Fragment) -> date | Problem:
    """The date that a part holds; the refusal keeps its place in the phrase."""
    lu = parse_date(fragment.texte)
    if isinstance(lu, Problem):
        debut = fragment.debut + lu.offset
        return Problem(lu.code, lu.message, lu.hint, debut, lu.length or len(fragment.texte))
    return lu


DONNE = r"(?:(?:a|ayant)\s+donné\s+|donn(?:e|ant)\s+)?(?:pouvoir|procuration)(?:\s+donnée?)?"
REPRESENTE = r"repr[ée]sent[ée]e?(?:\(e\))?"
_POUVOIR = pattern(
    rf"(?:{DONNE}(?:\s+(?:à|a|au)(?=\s|$)|(?=\s+du\b)|$)|{REPRESENTE}(?:\s+par(?=\s|$)|$))\s*", re.IGNORECASE
)
# A holder may be called DU: before the date, it is the last « du » that leads to it.
_DU = pattern(r"(?<!\S)(?:(?:en\s+date|datée?)\s+)?du\s+(?=(?:(?!du\b)[a-zA-Z]+\s+)?[0-9])", re.IGNORECASE)


def pouvoir(fragment: Fragment) -> dict[str, object] | Problem | None:
    """`pouvoir à NOM[ du DATE]`, `représenté par NOM`, without the name too; None for something else."""
    trouve = _POUVOIR.match(fragment.texte)
    if trouve is None:
        return None
    reste = fragment.rest(trouve.end())
    coupure = _DU.search(reste.texte)
    nom = reste.texte[: coupure.start()].rstrip() if coupure else reste.texte
    lu: dict[str, object] = {"mandataire": nom} if nom else {}
    if coupure is not None:
        du = jour(reste.rest(coupure.end()))
        if isinstance(du, Problem):
            return du
        lu["du"] = du
    return lu


def noms(texte: str) -> tuple[str, ...]:
    """Names of a list: « A, B et C »."""
    return tuple(nom.strip() for nom in re.split(r",|\bet\b", texte) if nom.strip())


# A year (« 2022. Année »), a fraction (« 1/3 du terrain ») and a street number (« 10-12 rue… ») are no number
# of an item: three figures at most, then a point, a bracket, or a dash with a space.
_LIGNE = pattern(
    r"(?:point\s+)?([0-9]{1,3})(?:\s*[.)](?![0-9])|\s*:(?=\s)|\s*[–—-](?=\s)|\s+[–—/-](?![0-9]))\s*(?=\S)(.+)",
    re.IGNORECASE | re.DOTALL,
)


def parse_ligne(phrase: str) -> dict[str, object]:
    """The number, when one is written, and the object."""
    lu = _LIGNE.fullmatch(phrase.strip())
    return {"numero": int(lu[1]), "objet": lu[2]} if lu else {"objet": phrase}


def parse_secretaire(phrase: str) -> dict[str, str]:
    """`NOM[, fonction]`."""
    nom, _, qualite = (partie.strip() for partie in phrase.partition(","))
    return {"nom": nom, "qualite": qualite} if qualite else {"nom": nom}


_DE_L_EPCI = {
    "suppleant": pattern(r"suppl[ée]ante?\s*:?\s+", re.IGNORECASE),
    "commune": pattern(r"commune\s*:?\s+(?:de\s+|d['’](?=\S))?", re.IGNORECASE),
}
# « commune du Mans » is that of Le Mans, « commune des Ulis » that of Les Ulis.
_CONTRACTE = ((pattern(r"du\s+(?=\S)"), "Le "), (pattern(r"des\s+(?=\S)"), "Les "))
_CIVILITES = {"m.": "M.", "m": "M.", "mr": "M.", "monsieur": "M.", "mme": "Mme", "madame": "Mme"}
GENRES = {"M.": Genre.MASCULIN, "Mme": Genre.FEMININ}


def parse_personne(phrase: str) -> dict[str, object] | Problem:
    """`[M.|Mme] Prénom NOM[, commune NOM][, suppléant(e) NOM][, depuis le DATE][, jusqu’au DATE]`."""
    return _personne(phrase, jour)


def parties_personne(phrase: str) -> dict[str, object] | Problem:
    """The same, its days as they are written: what a page shows of a phrase, be a day of it wrong."""
    return _personne(phrase, lambda fragment: fragment.texte)


_Jour = Callable[[Fragment], object]


def _personne(phrase: str, borne: _Jour) -> dict[str, object] | Problem:
    if refus := Fragment(phrase, 0).too_long():
        return refus
    tete, *suites = fragments(phrase)
    civilite, nom = split_civility(tete.texte)
    lu: dict[str, object] = {"nom": nom, "civilite": civilite} if civilite else {"nom": nom}
    for fragment in suites:
        if refus := _read_person(fragment, lu, borne):
            return refus
    return lu


def _read_person(fragment: Fragment, lu: dict[str, object], borne: _Jour) -> Problem | None:
    for rubrique, motif in _DE_L_EPCI.items():
        if trouve := motif.match(fragment.texte):
            nomme = fragment.texte[trouve.end() :].strip()
            return _note(lu, rubrique, _uncontracted(nomme) if rubrique == "commune" else nomme, fragment)
    cle, debut = _bound(fragment)
    if cle is None:
        return fragment.not_understood(
            say("« {texte} » n'est pas compris après le nom.", texte=fragment.texte),
            say("On peut écrire : « depuis le 03/05/2021 » ou « jusqu'au 03/05/2021 »."),
        )
    lue = borne(fragment.rest(debut))
    return lue if isinstance(lue, Problem) else _note(lu, cle, lue, fragment)


def _uncontracted(commune: str) -> str:
    """The name of a commune without the preposition that its article was joined to."""
    for motif, article in _CONTRACTE:
        commune = motif.sub(article, commune, count=1) if motif.match(commune) else commune
    return commune


def split_civility(nom: str) -> tuple[str, str]:
    """("M.", "Jean NOM"); the civility is empty when none is written."""
    premier, _, reste = nom.partition(" ")
    civilite = _CIVILITES.get(premier.casefold(), "")
    return (civilite, reste.strip()) if civilite and reste.strip() else ("", nom.strip())


def _bound(fragment: Fragment) -> tuple[str | None, int]:
    for cle, motif in (("depuis", r"depuis\s+le\s+"), ("jusqu_au", r"jusqu['’]au\s+")):
        if trouve := re.match(motif, fragment.texte, re.IGNORECASE):
            return cle, trouve.end()
    return None, 0


_EN_RETARD = pattern(r"\bretard")
_SUPPLEE = pattern(r"suppl[ée][ée](?:e|\(e\))?\s+par\s+", re.IGNORECASE)
_ABSENCE_SANS_VIRGULE = pattern(
    rf"(?<=\S)(?<!\bnon)(?<!\babsent)(?<!\babsente)(?<!\bdonné)(?<!\bdonne)\s+(?=(?:absente?\s+)?(?:non\s+)?excus[ée]e?(?:\(e\))?\s*$|{DONNE}\s+(?:à|au|du)\s"
    rf"|(?:{REPRESENTE}|suppl[ée][ée](?:e|\(e\))?)\s+par\s)",
    re.IGNORECASE,
)


def _without_comma(fragment: Fragment, oubliee: re.Pattern[str]) -> list[Fragment]:
    """A part cut where its author left out a comma."""
    coupure = oubliee.search(fragment.texte)
    if coupure is None:
        return [fragment]
    return [Fragment(fragment.texte[: coupure.start()], fragment.debut), fragment.rest(coupure.end())]


def parse_absence(phrase: str) -> dict[str, object] | Problem:
    """`NOM[, excusé(e)|non excusé(e)][, pouvoir à NOM[ du DATE]][, suppléé(e) par NOM]`."""
    if refus := Fragment(phrase, 0).too_long():
        return refus
    tete, *suites = (
        part for each in fragments(phrase) for part in _without_comma(each, _ABSENCE_SANS_VIRGULE)
    )
    lu: dict[str, object] = {"nom": tete.texte}
    for fragment in suites:
        if refus := _read_absence(fragment, lu):
            return refus
    return lu


def _read_absence(fragment: Fragment, lu: dict[str, object]) -> Problem | None:
    if re.fullmatch(r"absent(e|\(e\))?", fragment.cle):
        return None
    if excuse := re.fullmatch(r"(?:absente? )?(non )?excuse(e|\(e\))?", fragment.cle):
        return _note(lu, "excuse", excuse[1] is None, fragment)
    if supplee := _SUPPLEE.match(fragment.texte):
        return _note(lu, "suppleant", fragment.texte[supplee.end() :].strip(), fragment)
    if _EN_RETARD.search(fragment.cle):
        return fragment.not_understood(
            say("Une arrivée en retard s'écrit sous « mouvements » : « {texte} ».", texte=fragment.texte),
            say(
                "Laissez ici son nom seul, et écrivez sous « mouvements » : « Prénom NOM arrive à 20h50, "
                "avant le point 3 » ; sans l'heure ni le point, les actes l'attendent."
            ),
        )
    donne = pouvoir(fragment)
    if donne is None:
        return fragment.not_understood(
            say("« {texte} » n'est pas compris pour une absence.", texte=fragment.texte),
            say("On peut écrire : « excusé », « non excusé » ou « pouvoir à Prénom NOM du 14/12/2022 »."),
        )
    return donne if isinstance(donne, Problem) else _note(lu, "pouvoir", donne, fragment)


def _note(lu: dict[str, object], cle: str, valeur: object, fragment: Fragment) -> Problem | None:
    """Note one fact of a phrase; a second of the same kind would hide the first."""
    if cle in lu:
        return fragment.told_twice()
    lu[cle] = valeur
    return None


_VERBE = pattern(
    r"(?<=\s)(?:arrive(?:\s+en\s+retard)?|rejoint\s+la\s+séance|revient|part|quitte\s+la\s+séance|sort"
    r"|est\s+arrivé(?:e|\(e\))?\s+en\s+retard|est\s+(?:arrivé|revenu|parti|sorti)(?:e|\(e\))?"
    r"|a\s+(?:rejoint|quitté)\s+la\s+séance)(?=[\s,]|$)",
    re.IGNORECASE,
)
_VERBES_ESSAYES = 8
_ARRIVEE = pattern(r"(?:est\s+|a\s+)?(?:arriv|rejoint|rev)", re.IGNORECASE)
_PLACE = pattern(rf"\b(avant|pendant)\s+le\s+point\s+({NOMBRE})\b", re.IGNORECASE)
_HEURE = pattern(r"\b[àa]\s+([0-9]{1,2}\s*(?:h|:|heures?)\s*[0-9]{0,2})\b", re.IGNORECASE)


def parse_mouvement(phrase: str) -> dict[str, object] | Problem:
    """`NOM arrive|part[ à HEURE][,][ avant|pendant le point N][, pouvoir à NOM[ du DATE]]`."""
    if refus := Fragment(phrase, 0).too_long():
        return refus
    # A member may be called PART or SORT: the verb is the first that leaves a phrase that is understood.
    lectures = [_around(verbe, phrase) for verbe in islice(_VERBE.finditer(phrase), _VERBES_ESSAYES)]
    if not lectures:
        return whole(phrase).not_understood(
            say("On ne trouve ni arrivée ni départ dans cette phrase."),
            say("Écrivez par exemple : « Prénom NOM arrive à 20h50, avant le point 3 »."),
        )
    return next((lu for lu in lectures if isinstance(lu, dict)), lectures[0])


def _around(verbe: re.Match[str], phrase: str) -> dict[str, object] | Problem:
    arrivee = _ARRIVEE.match(verbe[0])
    lu: dict[str, object] = {
        "nom": phrase[: verbe.start()].strip(),
        "sens": "arrivee" if arrivee else "depart",
    }
    for fragment in fragments(phrase[verbe.end() :]):
        ici = Fragment(fragment.texte, fragment.debut + verbe.end())
        if refus := _read_movement(ici, lu):
            return refus
    return lu


def _read_movement(fragment: Fragment, lu: dict[str, object]) -> Problem | None:
    if (donne := pouvoir(fragment)) is not None:
        if isinstance(donne, Problem):
            return donne
        return _note(lu, "pouvoir", donne, fragment)
    reste = fragment.texte
    if heure := _HEURE.search(reste):
        lue = parse_hour(heure[1])
        if isinstance(lue, Problem):
            return Problem(lue.code, lue.message, lue.hint, fragment.debut + heure.start(1), len(heure[1]))
        if refus := _note(lu, "heure", lue, fragment):
            return refus
        reste = f"{reste[: heure.start()]} {reste[heure.end() :]}"
    if place := _PLACE.search(reste):
        if refus := _note(lu, "point", int(place[2]), fragment):
            return refus
        lu["moment"] = place[1].casefold()
        reste = reste[: place.start()] + reste[place.end() :]
    if reste.strip():
        return fragment.not_understood(
            say("« {texte} » n'est pas compris pour une arrivée ou un départ.", texte=fragment.texte),
            say("On peut écrire : « à 20h50 », « avant le point 3 », « pendant le point 3 »."),
        )
    return None


_SANS_VIRGULE = pattern(
    r"(?<=\S)\s+(?=(?:a\s+quitté|est\s+resté(?:e|\(e\))?\s+dans)\s+la\s+salle\s*$|est\s+sorti(?:e|\(e\))?\s*$)",
    re.IGNORECASE,
)


def parse_retrait(phrase: str) -> dict[str, object] | Problem:
    """`NOM[,] [a quitté la salle|est resté dans la salle][, représentant]`."""
    if refus := Fragment(phrase, 0).too_long():
        return refus
    premier, *autres = fragments(phrase)
    tete, *suites = *_without_comma(premier, _SANS_VIRGULE), *autres
    lu: dict[str, object] = {"nom": tete.texte}
    for fragment in suites:
        if refus := _read_withdrawal(fragment, lu):
            return refus
    return lu


def _read_withdrawal(fragment: Fragment, lu: dict[str, object]) -> Problem | None:
    if re.fullmatch(r"(a quitte la salle|(est )?sorti(e|\(e\))?)", fragment.cle):
        return _note(lu, "a_quitte_la_salle", True, fragment)
    if re.fullmatch(r"(est )?reste(e|\(e\))? dans la salle", fragment.cle):
        return _note(lu, "a_quitte_la_salle", False, fragment)
    if re.fullmatch(r"representant(e|\(e\))?( .*)?", fragment.cle):
        return _note(lu, "motif", "representant", fragment)
    return fragment.not_understood(
        say("« {texte} » n'est pas compris pour un membre intéressé.", texte=fragment.texte),
        say("On peut écrire : « a quitté la salle », « est resté dans la salle », « représentant »."),
    )
