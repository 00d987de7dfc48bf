"""Free text, yes or no, durations, and choices in a closed list.

Official numbers whose check digits or shape betray a slip: SIREN, SIRET, a service of the State.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from actgen.base.rules import rule
from actgen.base.text.characters import APOSTROPHE
from actgen.base.text.keys import cle, nearest
from actgen.base.text.messages import enumerate_words, say
from actgen.base.text.quantites import DureeCalendaire
from actgen.reading.scalars.problem import VALEUR_A_COMPLETER, Problem, blank, blank_text

OUI_NON = rule("OUI-NON")
DUREE_ILLISIBLE = rule("DUREE-ILLISIBLE")
CHOIX_INCONNU = rule("CHOIX-INCONNU")

_ELIDED = re.compile(r"\b([dl]) (?=[aeiouyhéè])")
_YES = frozenset({"oui", "vrai", "yes", "true"})
_NO = frozenset({"non", "faux", "no", "false"})


_UNITS = {"an": "ans", "année": "ans", "mois": "mois", "semaine": "semaines", "jour": "jours", "j": "jours"}
_LENGTH = re.compile(r"(?P<count>[0-9]{1,5})\s*(?P<unit>an|année|mois|semaine|jour|j)s?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*,\s*|\s+et\s+|\s+(?=[0-9])", re.IGNORECASE)


def parse_text(text: str) -> str | Problem:
    """One line of text: ends trimmed, each run of white space made one space."""
    return blank_text(text) or " ".join(text.split()) or _nothing()


def parse_prose(text: str) -> str | Problem:
    """Text of several paragraphs: line ends kept, the blanks at their ends dropped."""
    lines = [re.sub(r"[^\S\n]+", " ", line).strip() for line in text.split("\n")]
    return blank_text(text) or "\n".join(lines).strip("\n") or _nothing()


def _nothing() -> Problem:
    return Problem(VALEUR_A_COMPLETER, say("La valeur est vide."), say("Écrivez-la, ou supprimez la ligne."))


def parse_yes_no(text: str) -> bool | Problem:
    """« oui » or « non »; « vrai », « faux », « yes », « no », « true », « false » too."""
    if problem := blank(text):
        return problem
    word = cle(text)
    if word in _YES or word in _NO:
        return word in _YES
    message = say("« {text} » n'est ni oui ni non.", text=text.strip())
    return Problem(OUI_NON, message, say("Écrivez « oui » ou « non »."))


def parse_reason(text: str) -> str | Problem:
    """A line of text that says why or until when; a bare « oui » or « non » is refused."""
    if cle(text) not in _YES | _NO:
        return parse_text(text)
    message = say("« {text} » ne dit ni pourquoi, ni à quand.", text=text.strip())
    hint = say(
        "Écrivez-le, par exemple « à la prochaine séance » ; si rien de tel n'a eu lieu, effacez la ligne."
    )
    return Problem(VALEUR_A_COMPLETER, message, hint)


def parse_duration(text: str) -> DureeCalendaire | Problem:
    """« 4 ans », « 18 mois », « 1 an et 6 mois », « 30 jours », « 2 semaines »."""
    if problem := blank(text):
        return problem
    hint = say("Écrivez le nombre et son unité : 4 ans, 18 mois ou 30 jours.")
    if re.fullmatch(r"\s*[0-9]+\s*", text):
        message = say("« {text} » : l'unité de la durée manque.", text=text.strip())
        return Problem(DUREE_ILLISIBLE, message, hint)
    lengths = _lengths(text)
    if lengths is None:
        message = say("« {text} » n'est pas une durée que l'on puisse lire.", text=text.strip())
        return Problem(DUREE_ILLISIBLE, message, hint)
    if not any(lengths.values()):
        return Problem(DUREE_ILLISIBLE, say("La durée est nulle."), hint)
    days = lengths.get("jours", 0) + 7 * lengths.get("semaines", 0)
    return DureeCalendaire(lengths.get("ans", 0), lengths.get("mois", 0), days)


def _lengths(text: str) -> dict[str, int] | None:
    """Each unit with its number, None unless the whole text is made of them, each unit once."""
    found: dict[str, int] = {}
    for part in _BETWEEN.split(text.strip()):
        match = _LENGTH.fullmatch(part)
        unit = _UNITS.get(match["unit"].lower()) if match else None
        if match is None or unit is None or unit in found:
            return None
        found[unit] = int(match["count"])
    return found


def parse_choice(text: str, choices: Iterable[str], words: Iterable[tuple[str, str]] = ()) -> str | Problem:
    """The choice that `text` names, whatever its accents, capitals, hyphens, underscores and spaces.

    `words` are other words for a choice, each with it; one that differs by its accents is how it is shown.
    """
    if problem := blank(text):
        return problem
    known = list(choices)
    if text in known:
        return text
    other = tuple(words)
    for word, choice in (*((choice, choice) for choice in known), *other):
        if _same(word) == _same(text):
            return choice
    near = nearest(text, known)
    listed = enumerate_words([_shown(choice, other) for choice in known])
    hint = say("Choix admis : ") + listed + "."
    message = say("« {text} » n'est pas un choix admis.", text=text.strip())
    if near:
        message += " " + say("Le plus proche : « {near} ».", near=_shown(near, other))
    return Problem(CHOIX_INCONNU, message, hint)


def _shown(choice: str, words: Iterable[tuple[str, str]]) -> str:
    """A choice as it is said: « garantie d’emprunt » for `garantie_d_emprunt`."""
    accented = next((word for word, of in words if of == choice and _same(word) == _same(choice)), choice)
    return _ELIDED.sub(f"\\1{APOSTROPHE}", accented.replace("_", " "))


def _same(text: str) -> str:
    return cle(text.replace("_", " "))


SIREN_FAUX = rule("SIREN-FAUX")
ADRESSE_WEB = rule("ADRESSE-WEB")
PREFECTURE_FAUSSE = rule("PREFECTURE-FAUSSE")

_DEPARTEMENT = r"(?:0[0-9][0-9AB]|9[78][0-9])"
_PREFECTURE = re.compile(rf"PREF{_DEPARTEMENT}|SPREF{_DEPARTEMENT}[0-9]|SGAR{_DEPARTEMENT}")
_LA_POSTE = "356000000"


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def parse_siren(text: str) -> str | Problem:
    """The nine digits of a SIREN, spaces left out, check digit verified."""
    return blank(text) or _digits(text, 9, "SIREN") or _checked(_only(text), text, "SIREN")


def parse_siret(text: str) -> str | Problem:
    """The fourteen digits of a SIRET, verified.

    The establishments of La Poste follow their own rule (INSEE): the sum of the digits is a multiple of 5.
    """
    if problem := blank(text) or _digits(text, 14, "SIRET"):
        return problem
    digits = _only(text)
    if digits.startswith(_LA_POSTE) and sum(map(int, digits)) % 5 == 0:
        return digits
    return _checked(digits, text, "SIRET")


def parse_prefecture(text: str) -> str | Problem:
    """Who receives the acts, as @CTES names it: « PREF068 », « SPREF0684 », « SGAR044 »; in capitals."""
    if problem := blank(text):
        return problem
    written = re.sub(r"[\s.]", "", text).upper()
    if _PREFECTURE.fullmatch(written):
        return written
    return Problem(
        PREFECTURE_FAUSSE,
        say("« {text} » n'est pas l'identifiant d'une préfecture.", text=text.strip()),
        say("Écrivez PREF et le département en trois signes (PREF068), ou SPREF, lui et un chiffre."),
    )


def _only(text: str) -> str:
    return re.sub(r"[\s.]", "", text)


def _digits(text: str, count: int, name: str) -> Problem | None:
    digits = _only(text)
    if not re.fullmatch(r"[0-9]+", digits):
        message = say("« {text} » : un numéro {name} n'a que des chiffres.", text=text.strip(), name=name)
        return Problem(SIREN_FAUX, message, say("Recopiez les {count} chiffres.", count=count))
    if len(digits) == count:
        return None
    message = say(
        "Un numéro {name} a {count} chiffres ; celui-ci en a {found}.",
        name=name,
        count=count,
        found=len(digits),
    )
    return Problem(SIREN_FAUX, message, say("Recopiez-le depuis un document officiel."))


def _checked(digits: str, text: str, name: str) -> str | Problem:
    if luhn(digits) and luhn(digits[:9]):
        return digits
    message = say("Le numéro {name} « {text} » n'est pas juste.", name=name, text=text.strip())
    return Problem(
        SIREN_FAUX, message, say("Un chiffre est faux ou deux chiffres sont échangés : recopiez-le.")
    )


def parse_web(text: str) -> str | Problem:
    """The address of a page: who reads a published act follows it, and it must lead to a site alone."""
    if problem := blank(text):
        return problem
    address = text.strip()
    if re.fullmatch(r"https?://[\w-]+(\.[\w-]+)+(:[0-9]+)?(/\S*)?", address, re.IGNORECASE):
        return address
    message = say("« {text} » n'est pas l'adresse d'une page, en http ou https.", text=address)
    return Problem(
        ADRESSE_WEB, message, say("Écrivez-la comme dans le navigateur : https://www.exemple.fr/…")
    )
