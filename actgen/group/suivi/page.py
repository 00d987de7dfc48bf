"""The follow-up as one HTML page, to read and to print: nothing is fetched, nothing runs.

The same facts, version and day give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from actgen.base.diagnostics import Diagnostic
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte
from actgen.base.text.numbers import nombre
from actgen.base.version import __version__
from actgen.council.facts.groupement import Groupement, LigneAnnexe, Situation
from actgen.council.facts.membres_groupement import RETOURS_A_VERIFIER
from actgen.council.figures.groupements import est_rejetee
from actgen.council.figures.suivi import (
    NON_COMPTES,
    Etape,
    Suivi,
    etape_manquante,
    fait_le,
    population,
    situation_dite,
    taux,
    version_non_verifiee,
)
from actgen.reading.sources import shipped

_SHEET = """
body { max-width: 76rem; }
h1, h2 { text-align: left; }
@media (min-width: 58rem) { header { padding-left: var(--marge); } }
table.membres { min-width: 60rem; }
td.nombre, th.nombre { text-align: right; white-space: nowrap; }
td.jour { white-space: nowrap; }
td.jour small { display: block; font-size: inherit; }
tbody th { font-weight: normal; }
.attente td, .attente th { background: #fbf3da; }
.refus td, .refus th { background: #f2f2f2; }
tr.tous th, tr.tous td { font-weight: bold; }
ul.constats { padding-left: 1.2rem; }
meter::-webkit-meter-optimum-value { background: #0b3d91; }
meter::-moz-meter-bar { background: #0b3d91; }
@media screen and (max-width: 30rem) {
  table.membres { min-width: 0; }
  .fiches td.nombre { white-space: normal; }
  .fiches .attente, .fiches .refus { padding-left: 0.5rem; }
  .fiches .attente { background: #fbf3da; }
  .fiches .refus { background: #f2f2f2; }
}
@page { size: A4 landscape; margin: 12mm; }
@media print {
  html { font-size: 9.5pt; }
  table { font-size: 8pt; line-height: 1.2; }
  th, td { padding: 0.12rem 0.35rem; }
  table.membres { min-width: 0; line-height: 1.15; }
  table.membres th, table.membres td { padding: 0.05rem 0.35rem; }
  h1 { margin-top: 0; }
  h2 { margin-top: 1em; }
}
"""
_CLASSES = {Situation.EN_ATTENTE: ' class="attente"', Situation.REJETEE: ' class="refus"'}
_RIEN = "—"
_ILLISIBLE = (
    "Le tableau des retours ne peut pas être lu\u00a0: tous les membres restent à vérifier, et aucun n’est "
    "compté."
)


def alert(groupement: Groupement) -> str:
    """What is said before any count: that they can't be told; empty when what came back could be read."""
    retenus = (membre.a_corriger == RETOURS_A_VERIFIER for membre in groupement.membres)
    return _ILLISIBLE if any(retenus) else ""


def page(suivi: Suivi, titre: str, au: str, findings: Sequence[Diagnostic] = ()) -> bytes:
    """The page, in UTF-8; `au` says as at what day. `findings`: what keeps members pending."""
    style = shipped("templates", "socle", "page.css").read_text(encoding="utf-8") + _SHEET
    body = "\n".join((*_summary(suivi), *_avancement(suivi), *_members(suivi), *_constats(findings)))
    return (
        f'<!DOCTYPE html>\n<html lang="fr"><head><meta charset="utf-8"><title>{escape(titre)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="generator" content="suivi, actgen {__version__}">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src '
        f"'unsafe-inline'\"><style>{style}</style></head><body>"
        '<a class="evitement" href="#texte">Aller au texte</a>'
        f"<header><h1>{escape(titre)}</h1><p>{escape(au)}</p></header>"
        f'<main id="texte" tabindex="-1">\n{body}\n</main></body></html>\n'
    ).encode()


def _summary(suivi: Suivi) -> Iterator[str]:
    etat = suivi.etat
    comptes = (
        (etat.parties, Situation.PARTIE),
        (etat.executoires, Situation.EXECUTOIRE),
        (etat.adoptees, Situation.ADOPTEE),
        (etat.en_attente, Situation.EN_ATTENTE),
        (etat.rejetees, Situation.REJETEE),
    )
    dits = [
        f"{situation_dite(situation, etat.groupement)}\u00a0: {len(liste)}"
        for liste, situation in comptes
        if liste
    ]
    if etat.parties and len(etat.parties) == len(suivi.lignes) > 1:
        dits, tous = [], f"Les {len(suivi.lignes)} membres sont parties à la convention."
    else:
        tous = f"{compte(len(suivi.lignes), 'membre')}."
    if dite := alert(etat.groupement):
        yield f"<p><strong>{escape(dite)}</strong></p>"
    yield f"<p>{escape(f'{tous} {_sentence(dits)}'.rstrip())}</p>"
    if dite := version_non_verifiee(suivi):
        yield f"<p>{escape(dite)}</p>"


def _sentence(dits: Sequence[str]) -> str:
    tout = "\u202f; ".join(dits)
    return f"{tout[:1].upper()}{tout[1:]}." if tout else ""


_DE_L_AVANCEMENT = ("Membres", "Part des membres", "Habitants", "Part des habitants")


def _avancement(suivi: Suivi) -> Iterator[str]:
    membres, habitants = len(suivi.lignes), suivi.habitants
    annee = f" (population municipale de {habitants.annee})" if habitants.annee else ""
    yield '<section><h2 id="avancement">Avancement</h2>'
    yield f"<p>Habitants des communes membres{annee}. {NON_COMPTES}</p>"
    yield '<div class="cadre fiches" tabindex="0" role="region" aria-labelledby="avancement">'
    yield '<table aria-labelledby="avancement"><thead><tr><th scope="col">Étape</th>'
    tetes = _DE_L_AVANCEMENT
    yield "".join(f'<th scope="col" class="nombre">{tete}</th>' for tete in tetes)
    yield "</tr></thead><tbody>"
    for each in suivi.avancement:
        parts = ((each.membres, each.sur), (each.habitants, each.habitants_sur))
        cellules = "".join(
            f'<td class="nombre" data-titre="{dite}">{nombre(part)}</td>'
            f'<td class="nombre" data-titre="{part_dite}">{taux(part, tout)} '
            f'<meter max="{tout}" value="{part}" aria-hidden="true"></meter></td>'
            for (part, tout), dite, part_dite in zip(
                parts, _DE_L_AVANCEMENT[::2], _DE_L_AVANCEMENT[1::2], strict=True
            )
        )
        yield f'<tr><th scope="row">{each.etape.value}</th>{cellules}</tr>'
    yield '<tr class="tous"><th scope="row">tous les membres</th>'
    yield f'<td class="nombre" data-titre="{_DE_L_AVANCEMENT[0]}">{nombre(membres)}</td>'
    yield '<td class="nombre"></td>'
    yield f'<td class="nombre" data-titre="{_DE_L_AVANCEMENT[2]}">{nombre(habitants.nombre)}</td>'
    yield '<td class="nombre"></td></tr></tbody></table></div></section>'


_DES_MEMBRES = (
    "Membre",
    "Code",
    "Habitants",
    *(each.value.capitalize() for each in Etape),
    "Étape qui manque",
)


def _members(suivi: Suivi) -> Iterator[str]:
    yield '<section><h2 id="membres">Membres</h2>'
    yield '<div class="cadre fiches" tabindex="0" role="region" aria-labelledby="membres">'
    yield '<table class="membres" aria-labelledby="membres"><thead><tr>'
    yield "".join(f'<th scope="col">{tete}</th>' for tete in _DES_MEMBRES)
    yield "</tr></thead><tbody>"
    for ligne in suivi.lignes:
        yield _row(ligne, etape_manquante(suivi, ligne))
    yield "</tbody></table></div></section>"


def _row(ligne: LigneAnnexe, manque: str) -> str:
    collectivite = ligne.membre.collectivite
    habitants = population(ligne)
    nom = f"{collectivite.nom}, coordonnateur" if ligne.est_coordonnateur else collectivite.nom
    cellules = (
        ("code", escape(collectivite.code)),
        ("nombre", _RIEN if habitants is None else nombre(habitants)),
        *(("jour", _day(ligne, etape)) for etape in Etape),
        ("manque", escape(manque) or "aucune"),
    )
    dites = "".join(
        f'<td class="{sorte}" data-titre="{tete}">{dit}</td>'
        for (sorte, dit), tete in zip(cellules, _DES_MEMBRES[1:], strict=True)
    )
    return f'<tr{_CLASSES.get(ligne.situation, "")}><th scope="row">{escape(nom)}</th>{dites}</tr>'


def _day(ligne: LigneAnnexe, etape: Etape) -> str:
    jour = fait_le(ligne, etape)
    if etape is Etape.ADOPTEE and est_rejetee(ligne.membre):
        return f"rejetée{f' <small>le {date_chiffres(jour)}</small>' if jour else ''}"
    recue = ligne.membre.recue_le
    if etape is Etape.TRANSMISE and recue and recue != ligne.membre.transmise_le:
        dite = f"reçue le {date_chiffres(recue)}"
        transmise = ligne.membre.transmise_le
        return f"{date_chiffres(transmise)} <small>{dite}</small>" if transmise else dite
    return date_chiffres(jour) if jour else _RIEN


def _constats(findings: Iterable[Diagnostic]) -> Iterator[str]:
    dits = [
        f"<li>{escape(each.message)} {escape(_places(each))}"
        f"{f'<br>{escape(each.hint)}' if each.hint else ''}</li>"
        for each in findings
    ]
    if dits:
        yield '<section><h2>À vérifier</h2><ul class="constats">'
        yield from dits
        yield "</ul></section>"


def _places(finding: Diagnostic) -> str:
    lieux = (", ".join(filter(None, (lieu.file, lieu.within))) for lieu in finding.locations)
    tous = "\u202f; ".join(lieux)
    return f"({tous})" if tous else ""
