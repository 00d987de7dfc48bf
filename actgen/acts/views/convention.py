"""The convention of a group and its annexes, from the state of the group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial

from actgen.acts.tree.inline import Inline, Lacune, Place
from actgen.acts.tree.nodes import Block, Document, Paragraph, SignaturePlace, Signatures
from actgen.acts.tree.words import fingerprint_of, fingerprinted
from actgen.acts.views.groupement import (
    Textes,
    VueCas,
    VueConvention,
    VueHabitants,
    VueLigneAnnexe,
    VueRegle,
    VueRubrique,
    nom_court,
    prose_lue,
    signataire_de,
    version_de,
    vue_groupement,
)
from actgen.acts.views.papiers_du_groupe import VueFeuille, VueLettre, VueRepartition
from actgen.acts.views.plan import ActPlan, Filling, GroupText, Planning
from actgen.acts.views.seance import ou_lacune
from actgen.acts.views.views import Connu, JourConnu
from actgen.base.diagnostics import Location
from actgen.base.records import replace
from actgen.base.text.dates import Millesime, date_chiffres
from actgen.base.text.lists import enumeration
from actgen.base.text.typography import typeset
from actgen.council.facts.collectivite import Collectivite
from actgen.council.facts.groupement import (
    CasFinancier,
    CleDeRepartition,
    Coordonnateur,
    EtatGroupement,
    Groupement,
    LigneAnnexe,
    Rubrique,
)
from actgen.council.figures.execution import Stade, tribunal_competent
from actgen.council.figures.groupements import habitants, hors_du_marche
from actgen.council.figures.parts import en_liste
from actgen.council.kinds.manifest import Kind

Regles = Mapping[tuple[str, int], tuple[Inline, ...]]
"""The sentence of each case of annexe 2, by heading and rank."""


def vue_cas(cas: CasFinancier, regle: tuple[Inline, ...] = ()) -> VueCas:
    """A case of annexe 2: its key as flags, and the sentence that the key gives."""
    cle = cas.cle
    return VueCas(
        titre=typeset(cas.titre),
        population_et_services=cle is CleDeRepartition.POPULATION_ET_SERVICES,
        population=cle is CleDeRepartition.POPULATION,
        population_demandeurs=cle is CleDeRepartition.POPULATION_DEMANDEURS,
        services=cle is CleDeRepartition.SERVICES,
        parts_egales=cle is CleDeRepartition.PARTS_EGALES,
        demandeur=cle is CleDeRepartition.MEMBRE_DEMANDEUR,
        coordonnateur=cle is CleDeRepartition.COORDONNATEUR,
        motif=typeset(cas.motif),
        regle=regle,
    )


def vue_rubrique(rubrique: Rubrique, textes: Textes, regles: Regles) -> VueRubrique:
    """A heading of annexe 2 with its cases; it has at least one."""
    cas = tuple(vue_cas(c, regles.get((rubrique.titre, rang), ())) for rang, c in enumerate(rubrique.cas))
    return VueRubrique(
        titre=typeset(rubrique.titre),
        couvre=prose_lue(rubrique.couvre, textes),
        cas=cas,
        premier_cas=cas[0],
        second_cas=cas[1] if len(cas) > 1 else cas[0],
        un_seul_cas=len(cas) == 1,
        deux_cas=len(cas) == 2,
    )


def vue_convention(
    etat: EtatGroupement, textes: Textes, regles: Regles, tribunal: str | None, empreinte: str | None
) -> VueConvention:
    """The convention with its annexes, from the state of the group that is passed in."""
    groupement = etat.groupement
    lieux = groupement.lieux
    en_attente = () if etat.a_signer else etat.en_attente
    vue = vue_groupement(groupement, textes)
    return VueConvention(
        groupement=vue,
        coordonnateur=vue.coordonnateur,
        accord_cadre=vue.accord_cadre,
        clauses=vue.clauses,
        tribunal=ou_lacune(typeset(tribunal or ""), "tribunal", "tribunal administratif", lieux),
        version=version_de(groupement),
        empreinte=empreinte or Place("empreinte"),
        annexe_1_arretee_au=arretee_au(etat),
        liste_ouverte=_liste_ouverte(etat),
        a_signer=etat.a_signer,
        adherents=_rows(etat.annexe_1, groupement.coordonnateur),
        en_attente=_rows(en_attente, groupement.coordonnateur, after=len(etat.annexe_1)),
        hors_du_marche=enumeration(
            en_liste(each.membre.collectivite) for each in etat.annexe_1 if hors_du_marche(each, etat)
        ),
        code_des_membres=_libelle_des_codes((*etat.annexe_1, *en_attente)),
        nombre_adherents=len(etat.annexe_1),
        nombre_en_attente=len(en_attente),
        habitants_adherents=_habitants(etat.annexe_1, groupement.annee_population),
        habitants_en_attente=_habitants(en_attente, groupement.annee_population),
        rubriques=tuple(vue_rubrique(r, textes, regles) for r in groupement.rubriques),
        rubriques_decrites=any(prose_lue(r.couvre, textes) for r in groupement.rubriques),
        repartition="" if groupement.rubriques else _repartition(lieux.get("rubriques")),
        fait_le=Place("date de signature"),
        signatures=places_of(etat),
    )


def _repartition(lieu: Location | None) -> Lacune:
    return Lacune("annexe_2.rubriques", "répartition des dépenses entre les membres", lieu)


def arretee_au(etat: EtatGroupement) -> JourConnu:
    """The day of the list; as long as no one has joined, councils are told of a list that is still open."""
    libelle = "date à laquelle l’annexe 1 est arrêtée"
    if _liste_ouverte(etat):
        return Place(libelle)
    jour = etat.au or etat.groupement.annexe_1_arretee_au
    return ou_lacune(jour, "annexe_1.arretee_au", libelle, etat.groupement.lieux)


def _liste_ouverte(etat: EtatGroupement) -> bool:
    """Whether councils are yet to be told who joins: of the coordinator, that it has decided and no more.

    What follows its decision (transmission, publication) is known later, and must not change what they adopt.
    """
    jour = etat.au or etat.groupement.annexe_1_arretee_au
    return jour is None and not etat.a_signer and all(ligne.est_coordonnateur for ligne in etat.adherents)


def _rows(
    lignes: tuple[LigneAnnexe, ...], coordonnateur: Coordonnateur, after: int = 0
) -> tuple[VueLigneAnnexe, ...]:
    """The lines of the table, those of a list numbered after those above it."""
    return tuple(_row(replace(ligne, rang=after + ligne.rang), coordonnateur) for ligne in lignes)


def _habitants(lignes: tuple[LigneAnnexe, ...], annee: int | None) -> VueHabitants:
    """Counted in the year that the group has chosen; another year's figure is nobody's choice."""
    comptes = habitants(lignes)
    if annee is None or comptes.annee != annee:
        return VueHabitants(0, None)
    return VueHabitants(comptes.nombre, Millesime(annee))


def _libelle_des_codes(lignes: tuple[LigneAnnexe, ...]) -> str:
    return code_libelle(ligne.membre.collectivite for ligne in lignes)


def code_libelle(collectivites: Iterable[Collectivite]) -> str:
    """What the codes of these are called."""
    communes = all(collectivite.est_commune for collectivite in collectivites)
    return "code INSEE" if communes else "code INSEE ou SIREN"


def _row(ligne: LigneAnnexe, coordonnateur: Coordonnateur) -> VueLigneAnnexe:
    """A line; whoever represents the coordinator among the parties does so here, unless another is told."""
    membre = ligne.membre
    partie = (coordonnateur.representant, coordonnateur.qualite) if ligne.est_coordonnateur else ()
    collectivite = membre.collectivite
    return VueLigneAnnexe(
        rang=ligne.rang,
        nom=nom_en_liste(collectivite, ligne.est_coordonnateur),
        code=collectivite.code,
        representant=typeset(signataire_de(ligne, coordonnateur) or ", ".join(filter(None, partie))) or "—",
        coordonnateur=ligne.est_coordonnateur,
        deliberation=_deliberation(ligne),
        executoire=en_chiffres(ligne.executoire_le),
        signee=en_chiffres(ligne.signee_le),
    )


def en_chiffres(jour: date | None) -> str:
    """A day in a narrow column; « — » when it is not known."""
    return date_chiffres(jour) if jour else "—"


def _deliberation(ligne: LigneAnnexe) -> Connu:
    """The coordinator's unknown date is a blank among the parties already, and has no room here."""
    membre = ligne.membre
    if membre.deliberation_le or ligne.est_coordonnateur:
        return en_chiffres(membre.deliberation_le)
    return Lacune("membres.retours", f"date de la délibération de {membre.collectivite.nom}", membre.lieu)


def nom_en_liste(collectivite: Collectivite, est_coordonnateur: bool) -> str:
    """« Mulhouse, coordonnateur », as annexe 1 has it."""
    nom = en_liste(collectivite)
    return f"{nom}, coordonnateur" if est_coordonnateur else nom


def places_of(etat: EtatGroupement) -> Signatures:
    """The coordinator, then every member on a single original; those that sign a sheet have no place here.

    While nobody has chosen, there is a place for any member. Councils approve an original with a place for
    each member; those of annexe 1 alone are asked to sign it.
    """
    groupement = etat.groupement
    coordonnateur = groupement.coordonnateur
    premiere = SignaturePlace(
        f"Pour {nom_court(coordonnateur.collectivite)}, coordonnateur",
        typeset(coordonnateur.representant),
        "coordonnateur",
    )
    if groupement.clauses.signature == "feuille_par_membre":
        return Signatures((premiere,))
    if groupement.clauses.signature != "original_unique":
        return Signatures((premiere, SignaturePlace("Pour le membre (nom de la collectivité)", "", "membre")))
    signataires = [ligne.membre for ligne in etat.annexe_1] if etat.a_signer else groupement.membres
    autres = (membre.collectivite for membre in signataires)
    return Signatures(
        (
            premiere,
            *(
                SignaturePlace(f"Pour {nom_court(membre)}", "", f"membre_{membre.code}")
                for membre in autres
                if membre.code != coordonnateur.collectivite.code
            ),
        )
    )


def en_tete(groupement: Groupement) -> str:
    """What heads each page of the papers of a group."""
    return typeset(f"Groupement de commandes : {groupement.nom_d_usage or groupement.objet}")


def titre_de(groupement: Groupement, titre: str) -> str:
    """The title of a text of the group, that of an amendment with its number."""
    if groupement.avenant is None:
        return titre
    mot, _, suite = titre.partition(" ")
    return typeset(f"{mot} n° {groupement.avenant.numero} {suite}")


def empreinte_imprimee(empreinte: str) -> str:
    """The first sixteen signs in groups of four: enough to compare two sheets of paper."""
    return " ".join(empreinte[debut : debut + 4] for debut in range(0, 16, 4))


def compose(
    groupement: Groupement, kind: Kind, texts: Filling, etat: EtatGroupement
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The convention as the state of the group makes it, and its text as councils approve it."""
    texte = fingerprinted(approved(etat, kind, texts))
    return _filled(etat, kind, texts, empreinte_imprimee(fingerprint_of(texte))), texte


def approved(etat: EtatGroupement, kind: Kind, texts: Filling) -> tuple[Block, ...]:
    """What councils approve: it has a place for each member to sign, whoever signs it in the end."""
    approuve = replace(etat, a_signer=False, groupement=sans_decision(etat.groupement))
    return _filled(approuve, kind, texts, None)


def _filled(etat: EtatGroupement, kind: Kind, texts: Filling, empreinte: str | None) -> tuple[Block, ...]:
    groupement = etat.groupement
    tribunal = groupement.tribunal or tribunal_competent(
        groupement.coordonnateur.collectivite, jour_du_texte(groupement)
    )
    textes = texts.proses(groupement)
    regles = _regles(groupement, kind, texts, textes)
    return texts.body(kind, vue_convention(etat, textes, regles, tribunal, empreinte))


def _regles(groupement: Groupement, kind: Kind, texts: Filling, textes: Textes) -> Regles:
    """The sentence that each key of annexe 2 gives, in the words of the kind's `regle` text."""
    vue = vue_groupement(groupement, textes)
    return {
        (rubrique.titre, rang): _first_inlines(texts.clause(kind, "regle", VueRegle(vue_cas(cas), vue)))
        for rubrique in groupement.rubriques
        for rang, cas in enumerate(rubrique.cas)
    }


def jour_du_texte(groupement: Groupement) -> date:
    """Whose law the text follows, whatever happens later; without a day, the last law that is known."""
    return groupement.conseils.a_deliberer_avant or groupement.accord_cadre.lancement or date.max


def sans_decision(groupement: Groupement) -> Groupement:
    """The group before its coordinator has decided.

    The day of that decision is a fact, as those of annexe 1, and often comes after the first votes: it
    changes nothing of what councils approve. A commune's session, read alone, may not know it either.
    """
    coordonnateur = groupement.coordonnateur
    deliberation = replace(coordonnateur.deliberation, date=None, delegation_du_conseil=None)
    return replace(groupement, coordonnateur=replace(coordonnateur, deliberation=deliberation))


def _first_inlines(blocks: tuple[Block, ...]) -> tuple[Inline, ...]:
    paragraphs: Iterator[Paragraph] = (b for b in blocks if isinstance(b, Paragraph))
    return next(paragraphs, Paragraph(())).children


TEXT = GroupText(
    "convention",
    "adhesion_groupement",
    {
        "corps": VueConvention,
        "regle": VueRegle,
        "lettre": VueLettre,
        "repartition": VueRepartition,
        "feuille_de_signature": VueFeuille,
    },
    compose,
)
"""The constitutive convention (art. L. 2113-7 CCP)."""


def convention_key(groupement: Groupement) -> str:
    """What tells the text of this version of a group from the other acts of a session."""
    return f"convention-{groupement.cle}"


def plan_conventions(desk: Planning) -> Iterator[ActPlan]:
    """The convention that the items of this session adopt, once a group."""
    for groupement, kind in _groups(desk):
        plan = ActPlan(
            key=convention_key(groupement),
            kind=kind,
            point=None,
            titre=groupement.nom_du_texte,
            stade=Stade.ADOPTE if groupement.approuvee_le else Stade.MODELE,
            consigne="à joindre à la délibération",
        )
        acte = desk.written(plan, partial(_convention, desk, groupement, kind), groupement)
        yield acte
        yield from desk.copies(acte)


def _convention(desk: Planning, groupement: Groupement, kind: Kind) -> Document:
    return desk.composer.convention(groupement, kind).document


def _groups(desk: Planning) -> Iterator[tuple[Groupement, Kind]]:
    """Each text of a group that is annexed; who joins by an amendment adopts the convention with it."""
    seen: set[str] = set()
    for point, kind in desk.deciding():
        groupement = point.point.groupement
        annexe = desk.catalogue.get(kind.annexe) if kind.annexe else None
        while groupement is not None and annexe is not None:
            if groupement.cle not in seen:
                seen.add(groupement.cle)
                yield groupement, annexe
            rejoint = groupement.fait_entrer(desk.figures.seance.collectivite.code)
            annexe = desk.catalogue.get(annexe.annexe) if rejoint and annexe.annexe else None
            groupement = groupement.origine
