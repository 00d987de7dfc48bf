"""How a bare value is printed, and what is refused rather than printed wrong.

Text is printed as it is; a whole number, a date, an hour and an amount in the one form that acts use.
A yes/no, a missing value or an object has no form: printing it would put « True » or « None » in an
act, so it is a fault of the template.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum

from actgen.document.inline import (
    Emphasis,
    Foreign,
    Inline,
    Lacune,
    LineBreak,
    Link,
    Marked,
    Place,
    Strong,
    Text,
)
from actgen.document.nodes import (
    Block,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Part,
    Signatures,
    Stamp,
    Table,
)
from actgen.text.amounts import euros
from actgen.text.dates import Millesime, date_longue, heure
from actgen.text.numbers import nombre

INLINE_TYPES = (Text, Strong, Emphasis, Marked, Link, Foreign, LineBreak, Lacune, Place)
BLOCK_TYPES = (Heading, Paragraph, ListBlock, Table, Signatures, Stamp, PageBreak, Part)
UNKNOWN_TYPES = (Lacune, Place)  # a fact not known yet, a place to fill by hand


class Unprintable(Exception):
    """A value that has no printed form; `args[0]` is a French sentence. Caught where findings are made."""


def printed(value: object) -> str:
    """The text of a value. Raises Unprintable for what has no form of its own."""
    if isinstance(value, Enum):
        raise Unprintable("La valeur est un mot du programme, sans libellé à imprimer.")
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        raise Unprintable("La valeur est oui ou non ; employez {% if %} pour écrire la phrase qui convient.")
    if isinstance(value, Millesime):
        return str(value)
    if isinstance(value, int):
        return nombre(value)
    if isinstance(value, Decimal):
        return _amount(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return date_longue(value, jour=False)
    if isinstance(value, time):
        return heure(value)
    raise Unprintable(_why_not(value))


def spread(value: object) -> tuple[Inline, ...] | tuple[Block, ...] | None:
    """The nodes of a value that is made of nodes of the act, or None when it is something else."""
    if isinstance(value, INLINE_TYPES):
        return (value,)
    if isinstance(value, BLOCK_TYPES):
        return (value,)
    if not isinstance(value, tuple):
        return None
    if all(isinstance(node, INLINE_TYPES) for node in value):
        return value
    return value if all(isinstance(node, BLOCK_TYPES) for node in value) else None


def lines(text: str) -> tuple[Inline, ...]:
    """A text as nodes: each new line of the value is a line break of the act."""
    parts = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    nodes: list[Inline] = []
    for index, part in enumerate(parts):
        if index:
            nodes.append(LineBreak())
        if part:
            nodes.append(Text(part))
    return tuple(nodes)


def _amount(value: Decimal) -> str:
    try:
        return euros(value)
    except ValueError:
        raise Unprintable("Le montant n’est pas un nombre.") from None


def _why_not(value: object) -> str:
    if value is None:
        return "La valeur manque."
    if isinstance(value, tuple | list | frozenset | set):
        return "La valeur est une liste ; employez le filtre « liste » ou une boucle {% for %}."
    if isinstance(value, float):
        return "La valeur est un nombre à virgule approché, qui ne peut pas être imprimé."
    return "La valeur est un ensemble de champs ; nommez le champ à imprimer."
