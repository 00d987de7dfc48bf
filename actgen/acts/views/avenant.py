"""The amendment to the convention of a group: what it changes is read off the convention, before and after.

A choice that the group's file changes changes articles of the convention: each is compared with itself, and
the amendment gives the whole of its new text. When members approved and signed stands in annexe 1, which is
no part of the text that councils approve and lives with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated

from msgspec import Struct

from actgen.acts.tree.inline import Inline, Lacune, Place, Text, walk_inlines
from actgen.acts.tree.nodes import Block, Heading, ListBlock, Paragraph, Part, Signatures
from actgen.acts.tree.words import fingerprint_of, fingerprinted, inline_text, paragraphs
from actgen.acts.views import convention
from actgen.acts.views.convention import (
    arretee_au,
    code_libelle,
    empreinte_imprimee,
    en_chiffres,
    nom_en_liste,
    places_of,
    sans_decision,
)
from actgen.acts.views.groupement import (
    VueAccordCadre,
    VueClauses,
    VueCoordonnateur,
    VueGroupement,
    prose_lue,
    version_de,
    vue_groupement,
)
from actgen.acts.views.papiers_du_groupe import VueFeuille, VueLettre
from actgen.acts.views.plan import Filling, GroupText
from actgen.acts.views.views import Connu, JourConnu, Sens
from actgen.base.records import replace
from actgen.base.text.typography import typeset
from actgen.council.facts.groupement import EtatGroupement, Groupement, MembreGroupement, Situation
from actgen.council.figures.groupements import a_cette_date, etat_connu
from actgen.council.kinds.manifest import Kind


class VueArticleModifie(Struct, frozen=True):
    """Un article de la convention que l’avenant change."""

    titre: Annotated[str, Sens("Son titre : « Article 10. Adhésion ».")]
    designation: Annotated[str, Sens("Comment une phrase l’appelle : « l’article 10 », « l’annexe 2 ».")]
    remplace: Annotated[bool, Sens("Oui s’il est écrit de nouveau.")]
    ajoute: Annotated[bool, Sens("Oui s’il n’était pas dans la convention.")]
    supprime: Annotated[bool, Sens("Oui s’il n’y est plus.")]
    nouveau: Annotated[tuple[Block, ...], Sens("Son nouveau texte, en entier.")]


class VueLigneAvenant(Struct, frozen=True):
    """Une ligne de l’annexe 1, telle que l’avenant la laisse."""

    rang: Annotated[int, Sens("Rang dans la liste, à partir de 1.")]
    nom: Annotated[str, Sens("Nom de la collectivité ; suivi de « , coordonnateur » pour lui.")]
    code: Annotated[str, Sens("Code INSEE, ou SIREN.")]
    nouveau: Annotated[bool, Sens("Oui si ce membre adhère par cet avenant.")]
    adhesion: Annotated[str, Sens("Date de la décision d’adhérer, en chiffres ; ou « — ».")]
    avenant: Annotated[str, Sens("Date de la décision sur l’avenant, en chiffres ; ou « — ».")]
    executoire: Annotated[str, Sens("Date exécutoire de cette décision, en chiffres ; ou « — ».")]
    signee: Annotated[str, Sens("Date de signature de l’avenant, en chiffres ; ou « — ».")]


class VueAvenant(Struct, frozen=True):
    """L’avenant à la convention constitutive, et l’annexe 1 qui en résulte."""

    groupement: VueGroupement
    coordonnateur: VueCoordonnateur
    accord_cadre: VueAccordCadre
    clauses: VueClauses
    modification: Annotated[
        str, Sens("Comment la convention veut qu’un avenant soit adopté, dans ses mots ; ou vide.")
    ]
    convention_empreinte: Annotated[Connu, Sens("Empreinte de la convention modifiée.")]
    article_modification: Annotated[
        str, Sens("Article de la convention qui règle les avenants : « l’article 15 » ; ou vide.")
    ]
    articles: Annotated[tuple[VueArticleModifie, ...], Sens("Articles de la convention qui changent.")]
    par_tous: Annotated[bool, Sens("Oui si tous les membres signent, non si seuls les membres concernés.")]
    effet: Annotated[date | None, Sens("Date d’effet ; manque quand c’est la dernière signature.")]
    entree_en_vigueur: Annotated[
        str, Sens("Entrée en vigueur, dans les mots du groupement ; vide : à la dernière signature.")
    ]
    version: Annotated[Connu, Sens("Version du texte que les conseils approuvent.")]
    empreinte: Annotated[Connu, Sens("Empreinte du texte, par groupes de quatre signes.")]
    annexe_1_arretee_au: Annotated[JourConnu, Sens("Date à laquelle l’annexe 1 est arrêtée.")]
    a_signer: Annotated[bool, Sens("Oui pour l’exemplaire à signer.")]
    nombre_avant: Annotated[int, Sens("Nombre de membres avant l’avenant.")]
    nombre_apres: Annotated[int, Sens("Nombre de membres après l’avenant.")]
    membres: Annotated[
        tuple[VueLigneAvenant, ...], Sens("Membres après l’avenant, le coordonnateur en tête.")
    ]
    partants: Annotated[tuple[VueLigneAvenant, ...], Sens("Membres qui se retirent.")]
    code_des_membres: Annotated[
        str, Sens("Ce qu’est leur code : « code INSEE », ou « code INSEE ou SIREN » s’il y a un EPCI.")
    ]
    fait_le: Annotated[Inline, Sens("Place où porter la date de signature.")]
    signatures: Annotated[Signatures, Sens("Places des signatures des membres.")]


class _Article(Struct, frozen=True):
    """A section of the convention: its title, its blocks, its words."""

    titre: str
    blocks: tuple[Block, ...]

    @property
    def cle(self) -> str:
        """« Article 6 », whatever it is called then: a choice may give it another name."""
        return self.titre.partition(".")[0] if self.titre.startswith(_NUMBERED) else self.titre

    @property
    def dit(self) -> tuple[str, ...]:
        return (self.titre, *paragraphs(self.blocks))


def compose(
    groupement: Groupement, kind: Kind, texts: Filling, etat: EtatGroupement
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The amendment as the state of the group makes it, and its text as councils approve it."""
    modified = texts.catalogue.get(kind.annexe) if kind.annexe else None
    changes = _Changes.of(groupement, modified, texts) if modified is not None else _Changes()
    approuve = replace(etat, a_signer=False, groupement=sans_decision(etat.groupement))
    texte = fingerprinted(texts.body(kind, _vue(approuve, texts, changes, None)))
    empreinte = empreinte_imprimee(fingerprint_of(texte))
    return texts.body(kind, _vue(etat, texts, changes, empreinte)), texte


class _Changes(Struct, frozen=True):
    """The articles of a convention that an amendment changes; its fingerprint, and its rule on amendments."""

    articles: tuple[VueArticleModifie, ...] = ()
    empreinte: str = ""
    regle: str = ""

    @classmethod
    def of(cls, groupement: Groupement, kind: Kind, texts: Filling) -> _Changes:
        """Those of that version of the group, by the convention's own words before and after."""
        origine, avant = groupement.origine, groupement.avant or groupement
        convenu = fingerprinted(convention.approved(etat_connu(origine), kind, texts))
        anciens = _articles(avant, kind, texts)
        regles = (a for a in anciens.values() if "modification" in a.titre.casefold())
        return cls(
            tuple(_changed(anciens, _articles(groupement, kind, texts))),
            empreinte_imprimee(fingerprint_of(convenu)),
            next((_designation(each) for each in regles), ""),
        )


def _articles(groupement: Groupement, kind: Kind, texts: Filling) -> dict[str, _Article]:
    """The articles of a version, in order; what an amendment words itself stands until a choice moves."""
    made = {a.cle: a for a in _sections(convention.approved(etat_connu(groupement), kind, texts))}
    avenant, avant = groupement.avenant, groupement.avant
    if avenant is None or avant is None:
        return made
    before = {a.cle: a for a in _sections(convention.approved(etat_connu(avant), kind, texts))}
    known = _articles(avant, kind, texts)
    kept = {k: a for k, a in known.items() if k not in before or (k in made and made[k].dit == before[k].dit)}
    textes = texts.proses(groupement)
    worded = (
        _Article(" ".join(typeset(a.titre).split()), prose_lue(a.texte, textes)) for a in avenant.articles
    )
    return made | kept | {each.cle: each for each in worded}


def _sections(blocks: tuple[Block, ...]) -> Iterator[_Article]:
    """The text of the convention by its headings of the second level; its parties and preamble left out."""
    titre, held = "", list[Block]()
    for block in (*_inside(blocks), Heading(2, ())):
        if isinstance(block, Heading) and block.level <= 2:
            if titre.startswith(_NUMBERED):
                yield _Article(titre, tuple(held))
            titre, held = _plain(inline_text(block.children)), []
        elif not _is_to_sign(block):
            held.append(replace(block, level=block.level + 1) if isinstance(block, Heading) else block)


def _plain(titre: str) -> str:
    """A title without its no-break spaces, to be known by its words."""
    return " ".join(titre.split())


def _inside(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        if not isinstance(block, Part):
            yield block
        elif block.fingerprinted:
            yield from block.blocks


def _is_to_sign(block: Block) -> bool:
    """A place of signature, or the line « Fait à …, le … »: that of the amendment is its own."""
    if isinstance(block, Paragraph):
        return any(isinstance(node, Place) for node in walk_inlines(block.children))
    return isinstance(block, Signatures)


def _changed(avant: dict[str, _Article], apres: dict[str, _Article]) -> Iterator[VueArticleModifie]:
    for key in dict.fromkeys((*avant, *apres)):
        ancien, nouveau = avant.get(key), apres.get(key)
        dit = nouveau or ancien
        if dit is not None and (ancien is None or nouveau is None or ancien.dit != nouveau.dit):
            yield VueArticleModifie(
                titre=typeset(dit.titre),
                designation=_designation(dit),
                remplace=ancien is not None and nouveau is not None,
                ajoute=ancien is None,
                supprime=nouveau is None,
                nouveau=_quoted(nouveau.blocks) if nouveau is not None else (),
            )


def _quoted(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Between quotation marks, where it begins on a paragraph and ends on one or on a list."""
    closed = _closed(blocks)
    first = closed[0] if closed else None
    if not isinstance(first, Paragraph):
        return blocks
    return (replace(first, children=(Text("«\u00a0"), *first.children)), *closed[1:])


def _closed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with the last mark after their last word; none where they end on something else."""
    if not blocks:
        return ()
    *before, last = blocks
    if isinstance(last, Paragraph):
        return (*before, replace(last, children=(*last.children, Text("\u00a0»"))))
    if isinstance(last, ListBlock) and (inner := _closed(last.items[-1].blocks)):
        return (*before, replace(last, items=(*last.items[:-1], replace(last.items[-1], blocks=inner))))
    return ()


def _designation(article: _Article) -> str:
    """« l’article 10 », « l’annexe 2 »."""
    return typeset(f"l’{article.cle[:1].lower()}{article.cle[1:]}")


def _vue(etat: EtatGroupement, texts: Filling, changes: _Changes, empreinte: str | None) -> VueAvenant:
    groupement = etat.groupement
    avenant = groupement.avenant
    assert avenant is not None, "this version of the group is that of an amendment"
    textes = texts.proses(groupement)
    vue = vue_groupement(groupement, textes)
    membres = _lines(groupement.membres_ensuite, etat)
    partis = {sortant.code for sortant in avenant.sortants}
    avant = groupement.avant.membres_ensuite if groupement.avant is not None else ()
    partants = tuple(membre for membre in avant if membre.collectivite.code in partis)
    return VueAvenant(
        groupement=vue,
        coordonnateur=vue.coordonnateur,
        accord_cadre=vue.accord_cadre,
        clauses=vue.clauses,
        modification=typeset((groupement.avant or groupement).clauses.modification).rstrip(" ."),
        convention_empreinte=changes.empreinte
        or Lacune("annexe", "convention que l’avenant modifie", avenant.lieu),
        article_modification=changes.regle,
        articles=changes.articles,
        par_tous=avenant.par_tous,
        effet=avenant.effet,
        entree_en_vigueur=typeset(avenant.entree_en_vigueur).rstrip(" ."),
        version=version_de(groupement),
        empreinte=empreinte or Place("empreinte"),
        annexe_1_arretee_au=arretee_au(etat),
        a_signer=etat.a_signer,
        nombre_avant=len(avant),
        nombre_apres=len(membres),
        membres=membres,
        partants=_lines(partants, etat),
        code_des_membres=code_libelle(membre.collectivite for membre in (*avant, *groupement.membres)),
        fait_le=Place("date de signature"),
        signatures=places_of(etat),
    )


def _lines(membres: Iterable[MembreGroupement], etat: EtatGroupement) -> tuple[VueLigneAvenant, ...]:
    """A line each, with what is known that day of its decisions on both texts."""
    groupement = etat.groupement
    decisions = {ligne.membre.collectivite.code: ligne for ligne in etat.lignes}
    coordonnateur = groupement.coordonnateur.collectivite.code
    entres = {entrant.code for entrant in groupement.avenant.entrants} if groupement.avenant else set()
    lines = []
    for rang, membre in enumerate(membres, start=1):
        code = membre.collectivite.code
        ligne = decisions.get(code)
        vote = ligne.membre if ligne is not None and ligne.situation is not Situation.REJETEE else None
        adhesion = vote if code in entres else a_cette_date(membre, etat.au)
        lines.append(
            VueLigneAvenant(
                rang=rang,
                nom=nom_en_liste(membre.collectivite, code == coordonnateur),
                code=code,
                nouveau=code in entres,
                adhesion=en_chiffres(adhesion.deliberation_le if adhesion is not None else None),
                avenant=en_chiffres(vote.deliberation_le if vote is not None else None),
                executoire=en_chiffres(ligne.executoire_le if ligne is not None else None),
                signee=en_chiffres(ligne.signee_le if ligne is not None else None),
            )
        )
    return tuple(lines)


_NUMBERED = ("Article ", "Annexe ")

TEXT = GroupText(
    "avenant",
    "avenant_groupement",
    {"corps": VueAvenant, "lettre": VueLettre, "feuille_de_signature": VueFeuille},
    compose,
)
"""The amendment to the constitutive convention, which the convention itself allows (art. L. 2113-7 CCP)."""
