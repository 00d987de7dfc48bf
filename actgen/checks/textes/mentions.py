"""What deliberation, minutes and certificate have to say, and say in words that the facts don't deny."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, time

from msgspec import Struct

from actgen.acts.tree.nodes import Signatures, Stamp, Style, walk
from actgen.acts.views.seance import signatures_de_seance, signatures_du_point
from actgen.base.diagnostics import Diagnostic, Severity
from actgen.base.rules import rule
from actgen.base.text.dates import date_chiffres, date_lettres, date_longue, heure, heure_lettres
from actgen.base.text.lists import enumeration, etendue
from actgen.base.text.messages import phrase, say
from actgen.base.text.numbers import cardinal
from actgen.checks.execution import EXEC_CERTIF
from actgen.checks.textes.acte import ActeCompose
from actgen.checks.textes.lectures import TROU, Passage, cle_de
from actgen.council.facts.personne import Membre
from actgen.council.facts.point import Point
from actgen.council.facts.seance import EtatSeance
from actgen.council.facts.texte import Prose, paragraphes
from actgen.council.facts.vote import Scrutin, Vote
from actgen.council.figures.actes import numero, objet
from actgen.council.figures.seance import FiguresPoint, FiguresSeance
from actgen.council.figures.suites import duree, mode_publication, recours_contre
from actgen.council.figures.votes import Decompte, Resultat
from actgen.law.articles import Article, article
from actgen.law.citations import numero_imprime

# whether an act says a fact, in whatever words: what the checks of required mentions share

_ARTICLE = re.compile(r"(?i)^(?:les? |la |l['’])")
_VOIX = {
    "pour": re.compile(r"(?i)\bpour\b"),
    "contre": re.compile(r"(?i)\bcontre\b|\bopposition"),
    "abstentions": re.compile(r"(?i)\babst"),
}


class Mentions(Struct):
    """The words of one act, asked for facts. A blank or a place to fill counts as a fact that is said."""

    acte: ActeCompose

    def dit(self, *textes: str) -> bool:
        """One of these texts, accents, capitals and spaces aside."""
        return any(cle_de(texte) in self.acte.cle for texte in textes)

    def lieu(self, nom: str) -> bool:
        """The name of a place, whose article may be contracted (« du Tréhou »)."""
        return self.dit(_ARTICLE.sub("", nom))

    def tous(self, noms: Iterable[str]) -> bool:
        return all(self.dit(nom) for nom in noms)

    def jour(self, jour: date | None) -> bool:
        """A date in figures or in words; none to say is said."""
        if jour is None:
            return True
        written = (date_longue(jour, jour=False), date_chiffres(jour), f"{jour:%d.%m.%Y}", jour.isoformat())
        return self.dit(*written, date_lettres(jour))

    def heure(self, a: time | None) -> bool:
        return a is None or self.dit(
            heure(a), heure_lettres(a), f"{a:%H:%M}", f"{a.hour}h{a:%M}", f"{a.hour} heures {a:%M}"
        )

    def personne(self, membre: Membre | None) -> bool:
        return membre is None or self.dit(membre.nom_complet)

    def prose(self, texte: Prose | None) -> bool:
        """The words of a file of the user."""
        return texte is None or any(texte.fichier in passage.proses for passage in self.acte.passages)

    def expose(self, point: Point) -> bool:
        """What an item tells, in a file or in the session itself."""
        return self.prose(point.texte) and all(map(self.dit, paragraphes(point.recit)))

    def motif(self, motif: str) -> bool:
        return re.search(motif, self.acte.texte) is not None

    def nombre(self, libelle: str, *valeurs: int) -> bool:
        """A label and one of these numbers in one paragraph, table or list."""
        return self._counts(re.compile(libelle), valeurs)

    def vote(self, chiffres: Decompte, vote: Vote) -> bool:
        """The figures of a vote with their labels, or the votes of each candidate of each round."""
        if vote.tours:
            return all(
                any(
                    cle_de(nom) in cle_de(each) and _number(voix).search(each) for each in self.acte.ensembles
                )
                for tour in vote.tours
                for nom, voix in tour.voix
            )
        comptes = {"pour": chiffres.pour, "contre": chiffres.contre, "abstentions": chiffres.abstentions}
        return all(self._counts(_VOIX[mot], (n,)) for mot, n in comptes.items() if n or mot == "pour")

    def _counts(self, libelle: re.Pattern[str], valeurs: tuple[int, ...]) -> bool:
        number = _number(*valeurs)
        return any(
            libelle.search(each) and (number.search(each) or TROU in each) for each in self.acte.ensembles
        )


def _number(*valeurs: int) -> re.Pattern[str]:
    """One of these numbers, in figures or in words."""
    ways = [rf"{n}|{re.escape(cardinal(n))}|{re.escape(cardinal(n, feminin=True))}" for n in valeurs]
    return re.compile(rf"(?<![\w,.])(?:{'|'.join(ways)})(?![\w,])", re.IGNORECASE)


Dites = tuple[tuple[str, bool], ...]
"""What has to be said, and whether it is."""


def _missing(dites: Dites) -> list[str]:
    return [mention for mention, dite in dites if not dite]


# what a deliberation says besides its decision: the session, who was there, the vote

DELIB_ENTETE = rule("DELIB-ENTETE")
DELIB_SIGNATURE = rule("DELIB-SIGNATURE")
_VISA = "le visa du CGCT"
_VISABLES = ("L2121-29", "L2541-12")


def check_entete(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Every missing mention in one finding; nothing of a model still to be voted."""
    if not acte.famille.traits.est_votee or acte.point is None or figures.etat is not EtatSeance.TENUE:
        return
    point = figures.point(acte.point)
    mentions = Mentions(acte)
    manques = _missing(
        (
            *_of_session(mentions, figures),
            *_of_members(mentions, figures, point),
            *_of_decision(mentions, figures, point),
        )
    )
    if manques:
        yield acte.tell(
            DELIB_ENTETE,
            "Mentions absentes de la délibération du point {n} : {m}.",
            acte.lieu_du_modele,
            hint="{conseil}",
            n=acte.point,
            m=enumeration(manques),
            conseil=_advice(manques),
        )


def _advice(manques: list[str]) -> str:
    """Where to put them back: the texts of law don't come from the words of the template."""
    visa = any(manque.startswith(_VISA) for manque in manques)
    parts = []
    if len(manques) > visa:
        parts.append(
            say("Remettez-les dans le modèle : la délibération publiée doit se suffire à elle-même.")
        )
    if visa:
        parts.append(
            say(
                "Le visa vient de « visas: » dans acte.yaml, que la clause « visas » imprime : écrivez-y "
                "CGCT L2121-29, CGCT L2541-12 (Alsace et Moselle) et CGCT L5211-1 (EPCI) ; seuls sont "
                "imprimés ceux qui s'appliquent."
            )
        )
    return " ".join(parts)


def _of_session(mentions: Mentions, figures: FiguresSeance) -> Dites:
    seance, ici = figures.seance, figures.seance.collectivite
    return (
        ("le nom de la commune" if ici.est_commune else "le nom de l’établissement", mentions.lieu(ici.nom)),
        ("le département", mentions.lieu(ici.departement.nom)),
        ("la date de la séance", mentions.jour(seance.date)),
        ("l’heure de la séance", mentions.heure(seance.heure)),
        ("le lieu de la séance", mentions.dit(seance.lieu_de_reunion)),
        ("la date de la convocation", mentions.jour(seance.convocation.envoyee_le)),
    )


def _of_members(mentions: Mentions, figures: FiguresSeance, point: FiguresPoint) -> Dites:
    seance, vote, debut = figures.seance, point.presence.au_vote, point.presence.au_debut
    nombre, representes = mentions.nombre, {len(vote.representes), len(debut.representes)}
    votants = {point.votants_reels, point.votants.nombre, *point.votants.defendables}
    return (
        ("le nombre de membres en exercice", nombre(r"(?i)\bexercice\b", len(figures.en_exercice))),
        ("le nombre de présents", nombre(r"(?i)\bprésente?s?\b", len(vote.presents), len(debut.presents))),
        (
            "le nombre de représentés",
            representes == {0} or nombre(r"(?i)\breprésent|\bpouvoirs?\b", *representes),
        ),
        ("le nombre de votants", nombre(r"(?i)\bvotants?\b", *votants)),
        ("le nom des membres présents", all(map(mentions.personne, vote.presents))),
        ("le nom du président de séance", mentions.personne(seance.presidence)),
        ("le nom du secrétaire de séance", mentions.tous(each.nom for each in seance.secretaires)),
    )


def _of_decision(mentions: Mentions, figures: FiguresSeance, point: FiguresPoint) -> Dites:
    acte, regle, vote = mentions.acte, point.regle_election, point.point.vote
    du_cgct = regle is None or regle.code == "CGCT"  # an election may rest on another code alone
    recours = recours_contre(point, figures.seance.date)
    timbre = any(isinstance(block, Stamp) for block in walk(acte.document.blocks))
    return (
        ("le numéro de la délibération", mentions.dit(numero(figures.seance, point.point))),
        ("l’objet", mentions.dit(objet(point.point, acte.kind))),
        ("l’exposé", mentions.expose(point.point)),
        (
            phrase(f"{_VISA} ({{article}})", article=_article_to_cite(figures)),
            not du_cgct or any(map(_cites_cgct, acte.passages)),
        ),
        (
            "le dispositif (décide, approuve, autorise…)",
            point.resultat is Resultat.REJETE or _decide(mentions),
        ),
        (
            "les chiffres du vote",
            point.decompte is None or vote is None or mentions.vote(point.decompte, vote),
        ),
        (
            "la place de la transmission et de la publication",
            not point.transmissible or timbre or mentions.motif(r"(?i)\btransmi(?:se?|ssion)\b"),
        ),
        (
            "les voies et délais de recours",
            (recours is None or mentions.motif(rf"(?i)\b{duree(recours)}\b"))
            and mentions.motif(r"(?i)\brecours\b|\bcontestée?\b"),
        ),
    )


def _cites_cgct(passage: Passage) -> bool:
    if passage.style is not Style.VISA and not passage.plain.lstrip(" -–").startswith("Vu "):
        return False
    return "collectivités territoriales" in passage.plain or "CGCT" in passage.plain


def _article_to_cite(figures: FiguresSeance) -> str:
    """The article on the council's powers that applies there: general, or local in Alsace-Moselle."""
    jour, regime = figures.seance.date, figures.regime
    return next(
        numero_imprime(each) for each in _VISABLES if isinstance(article("CGCT", each, jour, regime), Article)
    )


def _decide(mentions: Mentions) -> bool:
    return any(passage.style is Style.OPERATIVE for passage in mentions.acte.passages) or mentions.motif(
        r"(?i)(?:^|\n)\W*(?:\d+[.)°] )?(?:décide|approuve|autorise|adopte|accepte|fixe|désigne|donne|émet"
        r"|vote|accorde|prend acte|valide|arrête|sollicite|charge|demande|élit|rejette|refuse|confirme|cède"
        r"|acquiert)\b"
    )


def check_signatures(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A place for each of those who sign the register; the minutes have had theirs since 01/07/2022."""
    if figures.etat is not EtatSeance.TENUE or not (
        acte.famille.traits.est_votee or acte.famille.traits.raconte
    ):
        return
    if acte.famille.traits.raconte and not figures.regime.regime_2022:
        return
    noms = {place.name for place in acte.signatures}
    qualites = {place.quality for place in acte.signatures}
    manques = [
        " ".join(filter(None, (place.quality[:1].lower() + place.quality[1:], place.name)))
        for place in _expected(acte, figures).places
        if (place.name not in noms if place.name else place.quality not in qualites)
    ]
    if manques:
        yield acte.tell(
            DELIB_SIGNATURE,
            "Place de signature absente : {manques}.",
            acte.lieu_du_modele,
            hint="Remettez « acte.signatures » dans le modèle.",
            manques=enumeration(manques),
        )


def _expected(acte: ActeCompose, figures: FiguresSeance) -> Signatures:
    """Those of the item in its extract, of the session in the minutes."""
    if acte.point is None:
        return signatures_de_seance(figures)
    return signatures_du_point(figures, figures.point(acte.point))


# what the minutes must say since 01/07/2022: the list of art. L. 2121-15, found in the text by its facts

PV_CONTENU = rule("PV-CONTENU")


def check_contenu(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """An error since 01/07/2022; before, and in Alsace-Moselle, where the list is not law, advice."""
    if not acte.famille.traits.raconte:
        return
    mentions = Mentions(acte)
    manques = _missing(_of_minutes(mentions, figures))
    for point in figures.points:
        if point.decide:
            manques += [
                phrase("{mention} (point {n})", mention=mention, n=point.point.numero)
                for mention in _missing(_of_item(mentions, point))
            ]
    if manques:
        yield acte.tell(
            PV_CONTENU,
            "Mentions absentes du procès-verbal : {manques}.",
            acte.lieu_du_modele,
            hint="Remettez-les dans le modèle du procès-verbal.",
            severity=Severity.ERROR if _liste_de_la_loi(figures) else Severity.WARNING,
            manques=enumeration(manques),
        )


def _liste_de_la_loi(figures: FiguresSeance) -> bool:
    """Whether the law lists what minutes hold: since July 2022, but in Alsace-Moselle, where it is advice."""
    return figures.regime.regime_2022 and not figures.regime.alsace_moselle


def _of_minutes(mentions: Mentions, figures: FiguresSeance) -> Dites:
    seance, ouverture = figures.seance, figures.ouverture
    return (
        ("la date de la séance", mentions.jour(seance.date)),
        ("l’heure de la séance", mentions.heure(seance.heure)),
        ("le nom du président", mentions.personne(seance.presidence)),
        ("le nom des membres présents", all(map(mentions.personne, ouverture.presents))),
        ("le nom des membres représentés", all(mentions.personne(r.mandant) for r in ouverture.representes)),
        ("le nom du secrétaire", mentions.tous(each.nom for each in seance.secretaires)),
        ("le quorum", mentions.motif(r"(?i)\bquorum\b")),
        ("l’ordre du jour", mentions.motif(r"(?i)\bordre du jour\b")),
    )


def _of_item(mentions: Mentions, point: FiguresPoint) -> Dites:
    item, vote, chiffres = point.point, point.point.vote, point.decompte
    nommes = vote is not None and chiffres is not None and vote.scrutin is Scrutin.PUBLIC
    return (
        ("l’objet", not item.objet or mentions.dit(objet(item, None))),
        ("le rapport", mentions.expose(item)),
        ("la teneur des discussions", mentions.prose(item.debats)),
        ("la demande de scrutin particulier", not item.demandes or mentions.motif(r"(?i)\bdemand\w+")),
        (
            "le résultat du scrutin en chiffres",
            vote is None or chiffres is None or mentions.vote(chiffres, vote),
        ),
        (
            "le nom des votants et le sens de leur vote",
            not nommes or all(mentions.personne(voix.membre) for voix in (vote.noms if vote else ())),
        ),
    )


def check_discussions(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Items voted without a word of the discussion, whose tenor the law asks of minutes since July 2022."""
    if not acte.famille.traits.raconte or figures.etat is not EtatSeance.TENUE:
        return
    muets = [point.point for point in figures.points if point.decide and not point.point.discussion]
    if muets:
        several = len(muets) > 1
        yield acte.tell(
            PV_CONTENU,
            "Aucune discussion n'est relatée {points}.",
            *(point.lieu for point in muets if point.lieu is not None),
            hint="S'il y en a eu, résumez les opinions exprimées dans un texte, et nommez-le sous « "
            "debats » ; sinon, écrivez « debats: aucun ».",
            severity=Severity.WARNING if _liste_de_la_loi(figures) else Severity.INFO,
            points=f"aux points {etendue(p.numero for p in muets)}"
            if several
            else f"au point {muets[0].numero}",
        )


# what a certificate says: under whose responsibility, the two formalities, their dates and the mode

_PUBLICATION = re.compile(r"(?i)\bpubli|\baffich|\bmise? en ligne\b")
_MODE = re.compile(r"(?i)\baffich|\bpapier\b|\ben ligne\b|\bélectronique|\bsite\b")


def check_certificat(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """No wording is prescribed: each fact may stand in any words."""
    if not acte.famille.traits.atteste or acte.point is None:
        return
    manques = _missing(_of_certificate(Mentions(acte), figures, acte.point))
    if manques:
        yield acte.tell(
            EXEC_CERTIF,
            "Le certificat ne porte pas {manques}.",
            acte.lieu_du_modele,
            hint="Complétez le modèle du certificat : c'est lui qui fait foi des deux formalités.",
            severity=Severity.WARNING,
            manques=enumeration(manques, "ni"),
        )


def _of_certificate(mentions: Mentions, figures: FiguresSeance, rang: int) -> Dites:
    acte, point = mentions.acte, figures.point(rang)
    suites = figures.suites_de(point)
    return (
        (
            phrase("les mots « sous sa responsabilité »"),
            mentions.motif(r"(?i)\bsous (?:ma|sa|notre|leur) (?:seule |propre )?responsabilité\b"),
        ),
        ("le numéro de la délibération", mentions.dit(numero(figures.seance, point.point))),
        ("la date de transmission", not point.transmissible or mentions.jour(suites.transmise_le)),
        ("la date de publication", mentions.jour(suites.publiee_le)),
        (
            "le mode de publication",
            mode_publication(figures, suites) is None  # told at its place; the template has nothing to print
            or any(_PUBLICATION.search(each) and _MODE.search(each) for each in acte.ensembles),
        ),
        ("la place de la signature", bool(acte.signatures)),
    )
