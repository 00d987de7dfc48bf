"""The SIREN of a collectivity that a session names, read lightly: what is wrong with it is told elsewhere."""

from __future__ import annotations

from actgen.diagnostics import Location
from actgen.facts.collectivite import Collectivite
from actgen.reading.nodes import Mapping, Node, Scalar
from actgen.reading.scalars.identifiers import parse_siren
from actgen.reading.yaml_tree import read_tree
from actgen.sources import Source, Sources

from . import territoires


def siren_de(sources: Sources, nommee: Node | None) -> str:
    """That of `collectivite:` in a session, which names a file or is written there; empty when unknown."""
    if isinstance(nommee, Mapping):
        return _siren(nommee)
    nom = _texte(nommee)
    fichier = nom if nom.endswith((".yaml", ".yml")) else f"{nom}.yaml"
    source = sources.apart().read(f"collectivites/{fichier}") if nom else None
    if not isinstance(source, Source):
        return ""
    arbre, _ = read_tree(source.content, source.path)
    return _siren(arbre) if arbre is not None else ""


def _siren(ecrite: Mapping) -> str:
    lu = parse_siren(_texte(ecrite.get("siren")))
    if isinstance(lu, str):
        return lu
    commune, epci, departement = (_texte(ecrite.get(cle)) for cle in ("commune", "epci", "departement"))
    nulle_part = Location("")
    base = (
        territoires.commune(commune, nulle_part, departement)
        if commune
        else territoires.epci(epci, nulle_part, departement)
    )
    return base.siren if isinstance(base, Collectivite) else ""


def _texte(noeud: Node | None) -> str:
    return noeud.text if isinstance(noeud, Scalar) else ""
