"""The words of agendas: how one affair is told from another, and what announces none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from actgen.law.tables import Content, Fields, Origine, cell, law
from actgen.text.keys import radicaux

_FOURRE_TOUT = ("mots", "qualificatifs", "promet", "paroles")


def _radicaux(mots: Iterable[str]) -> frozenset[str]:
    return frozenset(radical for mot in mots for radical in radicaux(mot))


def _par_radical(top: Fields, name: str) -> dict[str, str]:
    groupes = top.section(name)
    return {radical: nom for nom in groupes.names for radical in _radicaux(groupes.texts(nom))}


def _memes(top: Fields, name: str) -> tuple[tuple[str, str], ...]:
    groupes = top.section(name)
    memes = [
        ("-".join(radicaux(autre)), "-".join(radicaux(mot)))
        for mot in groupes.names
        for autre in groupes.texts(mot)
    ]
    return tuple(sorted(memes, key=lambda each: -len(each[0])))


def _sans_affaire(top: Fields, name: str) -> dict[str, frozenset[str]]:
    section = top.section(name)
    section.only(*_FOURRE_TOUT, origin=False)
    return {each: _radicaux(section.texts(each)) for each in _FOURRE_TOUT}


def stems(key: str) -> Any:
    """A list of words, as stems."""
    return cell(lambda top, name: _radicaux(top.texts(name)), key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulaire(Content):
    """The content of data/droit/ordre_du_jour.yaml, as stems.

    `fourre_tout`: a line made of `mots` and at least one of `qualificatifs` announces no affair; with one of
    `promet`, it announces decisions all the same; so does one of `paroles` and those without `promet`.
    `operations`: what some stems tell is done, never one for another; `sens`: whether it ends, changes,
    begins or asks for it.
    `de_repere`: what only says that a mark follows. `memes`: the stems that stand for others, the longest
    first.
    """

    FILE = "ordre_du_jour.yaml"

    origine: Origine = cell(lambda top, _: top.origine(), key="statut")
    fourre_tout: Mapping[str, frozenset[str]] = cell(_sans_affaire)
    vides: frozenset[str] = stems("mots_vides")
    de_sorte: frozenset[str] = stems("mots_de_sorte")
    de_repere: frozenset[str] = stems("mots_de_repere")
    operations: Mapping[str, str] = cell(_par_radical)
    sens: Mapping[str, str] = cell(_par_radical)
    memes: tuple[tuple[str, str], ...] = cell(_memes, key="memes_mots")

    @property
    def agissants(self) -> frozenset[str]:
        """The stems that tell that something is done."""
        return frozenset(self.operations) | frozenset(self.sens)


def vocabulaire() -> Vocabulaire:
    """The words that ship with actgen."""
    return law(Vocabulaire)
