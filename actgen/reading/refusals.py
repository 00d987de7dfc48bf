"""What YAML offers and no town hall needs: ways to write one thing and have another read, all refused."""

from __future__ import annotations

import re

from actgen.base.diagnostics import Diagnostic, Location, Mender
from actgen.base.rules import rule
from actgen.base.text.messages import say
from actgen.reading.events import BrokenYaml, Event
from actgen.reading.nodes import Node, Scalar, Sequence, SourceText
from actgen.reading.syntax_advice import NO_KEY, WRITE_KEY, quote_advice, reserved_start

YAML_VIDE = rule("YAML-VIDE")
YAML_FORME = rule("YAML-FORME")
YAML_SIGNE = rule("YAML-SIGNE")
YAML_PROFONDEUR = rule("YAML-PROFONDEUR")
CLE_DOUBLE = rule("CLE-DOUBLE")
CLE_COMPLEXE = rule("CLE-COMPLEXE")
YAML_DIESE = rule("YAML-DIESE")

MAX_DEPTH = 50
_GLUED_COMMENT = re.compile(r" +#[^\s#].*")


def too_deep(source: SourceText, event: Event | BrokenYaml, mender: Mender) -> Diagnostic:
    """A nesting beyond `MAX_DEPTH`."""
    return YAML_PROFONDEUR.finding(
        say("Plus de {limit} niveaux sont emboîtés les uns dans les autres.", limit=MAX_DEPTH),
        source.place(event.line, event.column),
        hint=say("Un fichier d'actgen n'en demande pas dix : vérifiez les retraits et les crochets."),
        mender=mender,
    )


def yaml_sign(source: SourceText, line: int, column: int, mender: Mender) -> Diagnostic:
    """`&name`, `*name`, `!type` or `<<:`, at a 0-based place."""
    value = source.lines[line][column:].strip()
    sign = "<<" if value[:2] == "<<" else value[:1]
    advice = quote_advice(value)
    return YAML_SIGNE.finding(
        say("Le signe « {sign} » de YAML n'est pas admis.", sign=sign),
        source.place(line, column, len(value)),
        hint=say("Écrivez les rubriques en toutes lettres.")
        if sign == "<<"
        else say("Si ce signe fait partie du texte : ")
        + advice[:1].lower()
        + advice[1:]
        + say(". Sinon, écrivez les rubriques en toutes lettres."),
        mender=mender,
    )


def complex_key(source: SourceText, key: Node, mapping: Event, mender: Mender) -> Diagnostic:
    """A key that is empty, a list or a block; between braces it was a value meant as text."""
    if mapping.flow or (not isinstance(key, Scalar) and key.flow):
        return reserved_start(source, mapping.line, mapping.column, mender)
    return CLE_COMPLEXE.finding(say(NO_KEY), key.location, hint=say(WRITE_KEY), mender=mender)


def double_key(first: Scalar, second: Scalar, mender: Mender) -> Diagnostic:
    """The same key twice in one mapping, with both places."""
    lines = say("lignes {first} et {second}", first=first.location.line, second=second.location.line)
    if first.location.line == second.location.line:
        lines = say("ligne {first}", first=first.location.line)
    return CLE_DOUBLE.finding(
        say("La rubrique « {key} » est écrite deux fois : ", key=first.text) + lines + ".",
        second.location,
        first.location,
        hint=say("Gardez une seule des deux."),
        mender=mender,
    )


def glued_comment(source: SourceText, event: Event, mender: Mender) -> Diagnostic | None:
    """« Avenant #2 »: YAML reads a comment, the town hall meant a number."""
    line, column = event.end_line, event.end_column
    if line >= len(source.lines) or "#" not in source.lines[line]:
        return None
    rest = source.lines[line][column:]
    match = _GLUED_COMMENT.match(rest)
    if match is None:
        return None
    comment = match.group().strip()
    return YAML_DIESE.finding(
        say("« {comment} » est lu comme un commentaire et n'est pas repris.", comment=comment),
        source.place(line, column + rest.index("#"), len(comment)),
        hint=say(
            "Pour que ce soit du texte, mettez la valeur entre guillemets ; sinon, une espace après « # »."
        ),
        mender=mender,
    )


def empty_file(source: SourceText, mender: Mender) -> Diagnostic:
    """Nothing, or comments alone."""
    written = any(line.strip() for line in source.lines)
    return YAML_VIDE.finding(
        say("Le fichier ne contient que des commentaires.") if written else say("Le fichier est vide."),
        Location(source.file),
        hint=say("« actgen new session » écrit un fichier prêt à compléter."),
        mender=mender,
    )


def not_a_mapping(root: Node, mender: Mender) -> Diagnostic:
    """A file that is a list or a text."""
    found = "une liste" if isinstance(root, Sequence) else "un texte"
    return YAML_FORME.finding(
        say("Le fichier commence par {found} ; une suite de rubriques est attendue.", found=found),
        root.location,
        hint=say("Chaque ligne du premier niveau s'écrit « rubrique: valeur »."),
        mender=mender,
    )
