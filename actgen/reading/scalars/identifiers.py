"""Official numbers whose check digits or shape betray a slip: SIREN, SIRET, INSEE code, postcode."""

from __future__ import annotations

import re

from actgen.reading.scalars.problem import Problem, blank
from actgen.rules import rule
from actgen.text.messages import say

SIREN_FAUX = rule("SIREN-FAUX")
CODE_INSEE_FAUX = rule("CODE-INSEE-FAUX")
ADRESSE_WEB = rule("ADRESSE-WEB")
CODE_POSTAL_FAUX = rule("CODE-POSTAL-FAUX")
PREFECTURE_FAUSSE = rule("PREFECTURE-FAUSSE")

_DEPARTEMENT = r"(?:0[0-9][0-9AB]|9[78][0-9])"
_PREFECTURE = re.compile(rf"PREF{_DEPARTEMENT}|SPREF{_DEPARTEMENT}[0-9]|SGAR{_DEPARTEMENT}")
_LA_POSTE = "356000000"
_INSEE = re.compile(r"(?:0[1-9]|[13-8][0-9]|2[1-9AB]|9[0-5])[0-9]{3}|97[1-8][0-9]{2}|98[46-8][0-9]{2}")


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
    message = say("Le numéro {name} « {text} » ne vérifie pas sa clé.", name=name, text=text.strip())
    return Problem(
        SIREN_FAUX, message, say("Un chiffre est faux ou deux chiffres sont échangés : recopiez-le.")
    )


def parse_insee(text: str) -> str | Problem:
    """The five characters of a commune's INSEE code: « 68072 », « 01004 », « 2A004 »."""
    if problem := blank(text):
        return problem
    code = re.sub(r"\s", "", text).upper()
    if _INSEE.fullmatch(code):
        return code
    message = say("« {text} » n'est pas un code INSEE de commune.", text=text.strip())
    if re.fullmatch(r"[0-9]{4}", code):
        return Problem(
            CODE_INSEE_FAUX, message, say("Il manque sans doute le zéro du début : 0{code}.", code=code)
        )
    hint = say("Il a cinq caractères et commence par le département : 68072, 2A004, 97411.")
    return Problem(CODE_INSEE_FAUX, message, hint)


def parse_postcode(text: str) -> str | Problem:
    """The five digits of a postcode; its first zero is kept."""
    if problem := blank(text):
        return problem
    code = re.sub(r"\s", "", text)
    if re.fullmatch(r"[0-9]{5}", code):
        return code
    message = say("« {text} » n'est pas un code postal, qui a cinq chiffres.", text=text.strip())
    hint = say("Il manque sans doute le zéro du début.") if re.fullmatch(r"[0-9]{4}", code) else ""
    return Problem(CODE_POSTAL_FAUX, message, hint)


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
