"""A PDF held against what it carries itself, with no journal: what is printed, stated, added.

Whoever changes both alike, with the hashes, makes another act that agrees with itself: this proves no origin.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from actgen.proof.extraits import extrait, extraits
from actgen.proof.ouverture import fichier_a_part
from actgen.proof.pieces import Etat, Genre, Piece, Verification
from actgen.reading.apart import Defaut, pdf_fault
from actgen.sources import french_size
from actgen.text.dates import date_chiffres
from actgen.text.lists import enumeration
from actgen.text.messages import phrase
from actgen.text.numbers import nombre

_MOST_PAGES = 3_000
_MOST_TOLD = 200
_RUNNING = 40  # words: the head and the foot of a page whole, as clerks have them

_DEFAUTS = {
    Defaut.ABIME: phrase(
        "n'a pas pu être lu : ce n'est pas un PDF, ou sa structure n'est pas de celles qu'actgen sait lire "
        "(tronqué, abîmé, refait par un autre logiciel)"
    ),
    Defaut.CHIFFRE: phrase(
        "est protégé par un mot de passe ou des restrictions : il ne peut pas être comparé"
    ),
    Defaut.ENORME: phrase(
        "est trop gros, trop long à lire, ou démesuré une fois décompressé : il n'a pas été comparé"
    ),
}
_ETRANGER = phrase(
    "n'est pas un acte d'actgen, ou n'en porte plus les données (acte.yaml). S'il a été réécrit par un autre "
    "logiciel, écrit par une version plus ancienne, ou si c'est un registre (il n'en porte jamais) dont les "
    "octets ont changé, comparez-le au journal de son dossier : --journal DOSSIER"
)
_SANS_DONNEES = phrase(
    "est un papier d'actgen qui ne porte pas de données (registre, page « À faire ») : ses octets sont ceux "
    "qu'actgen a écrits, et rien de plus ne peut en être dit sans journal. Comparez-le à celui de son "
    "dossier : --journal DOSSIER"
)
_OCTETS = phrase(
    "n'est plus, octet pour octet, celui qu'actgen a écrit. Ses énoncés imprimés sont ceux de ses données, "
    "mais autre chose y a été changé (un logiciel l'a peut-être seulement réenregistré). Demandez "
    "l'original à qui l'a écrit"
)
_DONNEES = phrase("les données de l'acte (acte.yaml) ont été modifiées : elles ne sont plus celles d'actgen")
_SIGNE = "porte une signature (champ {champs}), qu'un lecteur de PDF vérifie"
_SIGNES = "porte des signatures (champs {champs}), qu'un lecteur de PDF vérifie"
_AUTRE = "« {imprime} » est imprimé, ses données disent « {enregistre} »"
_AJOUT = "contenu ajouté : « {imprime} » est imprimé et n'est pas dans ses données"
_RETIRE = "« {enregistre} » est dans ses données et n'est pas imprimé"
_ESPACES = "« {imprime} » est imprimé, ses données disent « {enregistre} » : les espaces diffèrent"
_COURANT = "« {imprime} » est imprimé en haut ou en bas de la page, ses données disent « {enregistre} »"
_JAMAIS = "« {ligne} » devrait être imprimé en haut ou en bas des pages"
_DATES = "les dates que ses données en tirent ne sont pas celles de la phrase « {texte} »"
_VALEUR = "ses données disent « {donnee} », le fichier « {fichier} »"
_SANS_VALEUR = "ses données disent « {donnee} », le fichier ne dit rien"
_PROJET = phrase("ses données et la mention PROJET imprimée se contredisent")
_LETTRE = "« {lu} » se lit là où la page montre « {vu} » : la police a été changée"
_REGLAGE = phrase(
    "ses lettres ne sont plus réglées comme à l'origine : ce qui se voit peut différer du texte"
)
_TRACE = (
    "le dessin de « {lu} » n'est pas celui de la police des actes : ce qui se voit peut différer du texte"
)
_AUTRES = "et {combien} autres différences, qui ne sont pas nommées"
_UNE_AUTRE = phrase("et 1 autre différence, qui n'est pas nommée")
_TROP_GROSSES = (
    "n'a pas été comparé : ses données (acte.yaml), de {taille}, sont trop grosses pour être comparées "
    "(la limite est de {limite})"
)
_PROPRIETES = (
    ("titre", "/Title", "dc:title"),
    ("collectivite", "/Author", "dc:creator"),
    ("objet", "/Subject", "dc:description"),
)
_NOMS = {"titre": "titre du fichier", "collectivite": "auteur du fichier", "objet": "objet du fichier"}


def verifier_seul(path: Path) -> Verification:
    """A PDF against what it carries; it may be anybody's, and harms nobody."""
    seen = fichier_a_part(examiner, path)
    if isinstance(seen, Defaut):
        piece = Piece(path.name, Genre.FICHIER, Etat.DIFFERENT, _DEFAUTS[seen])
        return Verification(path.as_posix(), (piece,), seul=True)
    pieces, count = seen
    return Verification(path.as_posix(), pieces, seul=True, enonces=count)


def examiner(name: str, content: bytes) -> tuple[tuple[Piece, ...], int] | Defaut:
    """What is found in a PDF, and how many things it states. To be called in a process apart."""
    import pikepdf

    from actgen.outputs.pdf_seal import first_version, is_sealed
    from actgen.outputs.pdf_source import NAME

    if fault := pdf_fault(content):
        return fault
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if len(pdf.pages) > _MOST_PAGES:
            return Defaut.ENORME
        if NAME not in pdf.attachments:
            ours = content == first_version(content) and is_sealed(content)
            told = _SANS_DONNEES if ours else _ETRANGER
            return (Piece(name, Genre.FICHIER, Etat.NON_COMPARE, told),), 0
        return _examined(name, pdf, content)


def _examined(name: str, pdf: Any, content: bytes) -> tuple[tuple[Piece, ...], int]:
    from actgen.outputs.pdf_seal import first_version, is_sealed
    from actgen.outputs.pdf_source import NAME
    from actgen.proof.ajouts import adresses, ajouts, suites
    from actgen.proof.alignement import ecarts
    from actgen.proof.dessin import autrement_dessine, desordre, dessins, ordre, remise
    from actgen.proof.donnees import LARGEST, Illisibles, lire_donnees
    from actgen.proof.impression import lire_impression
    from actgen.proof.lettres import Polices
    from actgen.proof.masques import demasquer
    from actgen.reading.revisions import signatures

    file = pdf.attachments[NAME].get_file()
    source = file.read_bytes()  # whatever size it says that it has
    if len(source) > LARGEST:
        told = phrase(_TROP_GROSSES, taille=french_size(len(source)), limite=french_size(LARGEST))
        return (Piece(name, Genre.FICHIER, Etat.DIFFERENT, told),), 0
    try:
        data = lire_donnees(source)
    except Illisibles:
        return (Piece(NAME, Genre.FAIT, Etat.DIFFERENT, _DONNEES),), 0
    fonts = Polices()
    printed = lire_impression(pdf, fonts)
    letters = list(_letters(fonts))
    if letters:  # read again, as what is seen
        printed = lire_impression(pdf, fonts)
    drawn = dessins(pdf)
    order = ordre(drawn, data.pages)
    printed = remise(printed, order) if order else printed
    values = {key: str(pdf.docinfo.get(name, "")) for key, name, _ in _PROPRIETES}
    data = demasquer(data, printed, values, adresses(pdf))
    found = [desordre(order)] if order else list(map(_of_gap, ecarts(data.unites, printed.blocs)))
    found += _running(printed.courants, data)
    found += _values(pdf, file, source, data)
    found += [(each.lieu, each.phrase) for each in ajouts(pdf, content, data, printed)]
    found += letters
    places = {place.split(",")[0] for place, _ in found}
    found += autrement_dessine(pdf, drawn, data, [font.objet for font in fonts.connues.values()], places)
    if not found:
        original = first_version(content)
        if not is_sealed(original):
            return (Piece(name, Genre.FICHIER, Etat.ALTERE, _OCTETS),), len(data.unites)
        found = [(each.lieu, each.phrase) for each in suites(original, content)]
    if found:
        return tuple(_as_pieces(list(dict.fromkeys(found)))), 0
    return (_agrees(name, [each.champ for each in signatures(pdf)]),), len(data.unites)


def _agrees(name: str, fields: list[str]) -> Piece:
    if not fields:
        return Piece(name, Genre.FICHIER, Etat.CONFORME)
    told = phrase(
        _SIGNES if len(fields) > 1 else _SIGNE, champs=enumeration(map(extrait, fields[:_MOST_TOLD]))
    )
    return Piece(name, Genre.FICHIER, Etat.SIGNE, told)


Trouve = tuple[str, str]  # where, and a phrase that follows « : »


def _as_pieces(found: list[Trouve]) -> Iterator[Piece]:
    """The first of them, and how many others there are: a stranger's file may hold a million."""
    for place, words in found[:_MOST_TOLD]:
        yield Piece(place, Genre.FAIT, Etat.DIFFERENT, words)
    if (others := len(found) - _MOST_TOLD) > 0:
        told = phrase(_AUTRES, combien=nombre(others)) if others > 1 else _UNE_AUTRE
        yield Piece("suite", Genre.FAIT, Etat.DIFFERENT, told, others)


def _of_gap(gap: Any) -> Trouve:
    page = f"page {gap.page}" if gap.page else ""
    place = ", ".join(part for part in (page, extrait(gap.quoi)) if part) or "texte"
    ours, theirs = extraits(gap.enregistre, gap.imprime)
    if not gap.imprime:
        return place, phrase(_RETIRE, enregistre=ours)
    if not gap.enregistre:
        return place, phrase(_AJOUT, imprime=theirs)
    same = "".join(gap.enregistre.split()) == "".join(gap.imprime.split())
    return place, phrase(_ESPACES if same else _AUTRE, imprime=theirs, enregistre=ours)


def _running(printed: tuple[str, ...], data: Any) -> Iterator[Trouve]:
    from actgen.proof.courants import jamais_imprimees, pages_differentes

    total = len(data.pages)
    for rank, lines in pages_differentes(printed, data.courants, total):
        words, told = extrait(printed[rank - 1], _RUNNING), extrait(lines, _RUNNING)
        yield f"page {rank}", phrase(_COURANT if told else _AJOUT, imprime=words, enregistre=told)
    for line in jamais_imprimees(printed, data.courants, total):
        yield "pages", phrase(_JAMAIS, ligne=extrait(line, _RUNNING))


def _values(pdf: Any, file: Any, source: bytes, data: Any) -> Iterator[Trouve]:
    from actgen.outputs.pdf_source import NAME

    described = pdf.open_metadata()
    for key, name, term in _PROPRIETES:
        ours = data.valeurs.get(key, "")
        for told in (pdf.docinfo.get(name, ""), _term(described, term)):
            theirs = " ".join(str(told).split())
            if ours != theirs:
                first, second = extraits(ours, theirs)
                yield _NOMS[key], phrase(_VALEUR if second else _SANS_VALEUR, donnee=first, fichier=second)
    day, borne = data.valeurs.get("date", ""), file.creation_date
    if day and (borne is None or borne.date().isoformat() != day):
        theirs = date_chiffres(borne.date()) if borne else ""
        yield "date", phrase(_VALEUR if theirs else _SANS_VALEUR, donnee=_en_chiffres(day), fichier=theirs)
    told = "PROJET" in data.courants or any(unit.quoi == "mention PROJET" for unit in data.unites)
    if data.projet != told:
        yield "projet", _PROJET
    for text in data.dates_fausses:
        yield NAME, phrase(_DATES, texte=extrait(text))
    if hashlib.md5(source, usedforsecurity=False).digest() != file.md5:
        yield NAME, _DONNEES


def _en_chiffres(day: str) -> str:
    """A day as people write it; words that are none stay what they are."""
    try:
        return date_chiffres(date.fromisoformat(day))
    except ValueError:
        return extrait(day)


def _term(described: Any, term: str) -> str:
    """A value of the description of a file; an author may be a list of them."""
    told = described.get(term, "")
    return told if isinstance(told, str) else ", ".join(map(str, told))


def _letters(fonts: Any) -> Iterator[Trouve]:
    """The fonts that show something else than what is read; they are read as they are seen from then on."""
    from actgen.proof.lettres import bien_reglee, comme_vues, lettres_trompeuses

    for font in fonts.connues.values():
        if not bien_reglee(font):
            yield f"police {extrait(font.nom)}", _REGLAGE
        misleading = lettres_trompeuses(font)
        comme_vues(font, misleading)
        for each in misleading:
            read = extrait(each.lue)
            told = phrase(_LETTRE, lu=read, vu=each.vue) if each.vue else phrase(_TRACE, lu=read)
            yield f"police {extrait(font.nom)}", told
