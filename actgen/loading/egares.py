"""Files that lie where receipts are looked for and serve nobody: each is told, none lost in silence.

Many sessions, of many collectivities, may share one folder: what belongs to another session of the workspace
is told when that session is read, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import date, datetime
from pathlib import PurePath

from actgen.diagnostics import Diagnostic, Location, Severity
from actgen.facts.seance import Seance
from actgen.text.dates import date_chiffres
from actgen.text.messages import phrase
from actgen.text.places import de_lieu

from .accuses import ACCUSE_ACTE, Boite

_SHOWN = 8
_RANGER = (
    "S'il est d'un acte de cette séance, vérifiez {quoi} ; sinon rangez-le à côté de la séance de cet acte."
)


def egares(seance: Seance, boite: Boite, nommes: Set[str]) -> Iterator[Diagnostic]:
    """Receipts of no session that is known here, files that are none; `nommes` are told already."""
    rangs = boite.rangs()
    yield from (dit for nom, dit in rangs.autres if nom not in nommes)
    groupes = [
        (siren_lu, jour, [nom for nom in noms if nom not in nommes])
        for (siren_lu, jour), noms in sorted(rangs.actes.items())
        if not _attendu(seance, boite, siren_lu, jour)
    ]
    groupes = [groupe for groupe in groupes if groupe[2]]
    for siren_lu, jour, noms in groupes[:_SHOWN]:
        yield _egare(seance, siren_lu, jour, noms)
    if reste := [nom for _, _, noms in groupes[_SHOWN:] for nom in noms]:
        yield ACCUSE_ACTE.finding(
            phrase("{n} autres accusés de réception ne sont d'aucune séance connue.", n=len(reste)),
            _lieu(seance, reste[0]),
            hint=phrase("Rangez chacun à côté de la séance de son acte."),
            severity=Severity.WARNING,
        )


def _attendu(seance: Seance, boite: Boite, siren: str, jour: str) -> bool:
    """Whether a session tells of it: this one, one of that SIREN this day, any one of another day."""
    lu = _jour(jour)
    if lu != seance.date:
        return lu in boite.autour.jours
    return siren == seance.collectivite.siren or siren in boite.autour.sirens


def _egare(seance: Seance, siren: str, jour: str, noms: list[str]) -> Diagnostic:
    ici, lu, un_seul = seance.collectivite.siren, _jour(jour), len(noms) == 1
    quand = date_chiffres(lu) if lu is not None else jour
    if not ici:
        pourquoi = phrase(
            "{leur} SIREN est {lu}, et celui {d_ici} n'est pas connu",
            leur="son" if un_seul else "leur",
            lu=siren,
            d_ici=de_lieu(seance.collectivite.nom, seance.collectivite.type_liaison),
        )
        return _dit(seance, noms, pourquoi, phrase("« siren » dans le fichier de la collectivité"))
    if siren != ici:
        de = phrase(
            "d'une autre collectivité (SIREN {lu} au lieu de {ici}, séance du {quand})",
            lu=siren,
            ici=ici,
            quand=quand,
        )
        quoi = phrase("le SIREN de la collectivité")
    else:
        de = phrase(
            "d'une séance du {quand} qui n'est pas dans ce dossier (celle-ci est du {ici})",
            quand=quand,
            ici=date_chiffres(seance.date),
        )
        quoi = phrase("la date de la séance")
    celui = phrase("il est celui {de}", de=de) if un_seul else phrase("ils sont ceux {de}", de=de)
    return _dit(seance, noms, celui, quoi)


def _dit(seance: Seance, noms: list[str], pourquoi: str, quoi: str) -> Diagnostic:
    return ACCUSE_ACTE.finding(
        phrase("Un accusé de réception n'est pas repris : {pourquoi}.", pourquoi=pourquoi)
        if len(noms) == 1
        else phrase(
            "{n} accusés de réception ne sont pas repris : {pourquoi}.", n=len(noms), pourquoi=pourquoi
        ),
        *(_lieu(seance, nom) for nom in noms[:_SHOWN]),
        hint=phrase(_RANGER, quoi=quoi),
        severity=Severity.WARNING,
    )


def _lieu(seance: Seance, nom: str) -> Location:
    return Location((PurePath(seance.fichier).parent / nom).as_posix())


def _jour(ecrit: str) -> date | None:
    try:
        return datetime.strptime(ecrit, "%Y%m%d").date()
    except ValueError:
        return None
