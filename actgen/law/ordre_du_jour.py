"""The words of agendas: how one affair is told from another, and what announces none."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from actgen.base.text.keys import radicaux
from actgen.law.tables import Content, FieldReading, Fields, Origine, law

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


def _list(top: Fields, name: str) -> frozenset[str]:
    return _radicaux(top.texts(name))


class Vocabulaire(Content, frozen=True):
    """The content of data/droit/ordre_du_jour.yaml, as stems.

    `fourre_tout`: a line made of `mots` and at least one of `qualificatifs` announces no affair; with one of
    `promet`, it announces decisions all the same; so does one of `paroles` and those without `promet`.
    `operations`: what some stems tell is done, never one for another; `sens`: whether it ends, changes,
    begins or asks for it.
    `de_repere`: what only says that a mark follows. `memes`: the stems that stand for others, the longest
    first.
    """

    FILE = "ordre_du_jour.yaml"

    origine: Annotated[Origine, FieldReading(lambda top, _: top.origine(), key="statut")]
    fourre_tout: Annotated[Mapping[str, frozenset[str]], FieldReading(_sans_affaire)]
    vides: Annotated[frozenset[str], FieldReading(_list, "mots_vides")]
    de_sorte: Annotated[frozenset[str], FieldReading(_list, "mots_de_sorte")]
    de_repere: Annotated[frozenset[str], FieldReading(_list, "mots_de_repere")]
    operations: Annotated[Mapping[str, str], FieldReading(_par_radical)]
    sens: Annotated[Mapping[str, str], FieldReading(_par_radical)]
    memes: Annotated[tuple[tuple[str, str], ...], FieldReading(_memes, key="memes_mots")]

    @property
    def agissants(self) -> frozenset[str]:
        """The stems that tell that something is done."""
        return frozenset(self.operations) | frozenset(self.sens)


def vocabulaire() -> Vocabulaire:
    """The words that ship with actgen."""
    return law(Vocabulaire)
