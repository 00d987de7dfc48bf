"""What a deliberation says besides its decision: the session, who was there, the vote."""

from __future__ import annotations

from collections.abc import Iterator

from actgen.acts.seance import signatures_de_seance, signatures_du_point
from actgen.diagnostics import Diagnostic
from actgen.document.nodes import Signatures, Stamp, Style, walk
from actgen.facts.seance import EtatSeance
from actgen.figures.actes import numero, objet
from actgen.figures.recours import duree, recours_contre
from actgen.figures.seance import FiguresPoint, FiguresSeance
from actgen.figures.votes import Resultat
from actgen.law.articles import Article, article
from actgen.law.citations import numero_imprime
from actgen.rules import rule
from actgen.text.lists import enumeration
from actgen.text.messages import phrase, say

from .acte import ActeCompose
from .mentions import Mentions
from .passages import Passage

DELIB_ENTETE = rule("DELIB-ENTETE")
DELIB_SIGNATURE = rule("DELIB-SIGNATURE")
_VISA = "le visa du CGCT"
_VISABLES = ("L2121-29", "L2541-12")


def check_entete(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Every missing mention in one finding; nothing of a model still to be voted."""
    if not acte.famille.est_votee or acte.point is None or figures.etat is not EtatSeance.TENUE:
        return
    point = figures.point(acte.point)
    manques = [
        *_de_la_seance(Mentions(acte), figures),
        *_des_membres(Mentions(acte), figures, point),
        *_de_la_decision(acte, figures, point),
    ]
    if manques:
        yield acte.constat(
            DELIB_ENTETE,
            phrase(
                "Mentions absentes de la délibération du point {n} : {m}.",
                n=acte.point,
                m=enumeration(manques),
            ),
            acte.lieu_du_modele,
            hint=_conseil(manques),
        )


def _conseil(manques: list[str]) -> str:
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


def _de_la_seance(mentions: Mentions, figures: FiguresSeance) -> Iterator[str]:
    seance, collectivite = figures.seance, figures.seance.collectivite
    if not mentions.lieu(collectivite.nom):
        yield "le nom de la commune" if collectivite.est_commune else "le nom de l’établissement"
    if not mentions.lieu(collectivite.departement.nom):
        yield "le département"
    if not mentions.jour(seance.date):
        yield "la date de la séance"
    if seance.heure is not None and not mentions.heure(seance.heure):
        yield "l’heure de la séance"
    if seance.lieu_de_reunion and not mentions.dit(seance.lieu_de_reunion):
        yield "le lieu de la séance"
    convoque = seance.convocation.envoyee_le
    if convoque is not None and not mentions.jour(convoque):
        yield "la date de la convocation"


def _des_membres(mentions: Mentions, figures: FiguresSeance, point: FiguresPoint) -> Iterator[str]:
    seance, vote, debut = figures.seance, point.presence.au_vote, point.presence.au_debut
    if not mentions.nombre(r"(?i)\bexercice\b", len(figures.en_exercice)):
        yield "le nombre de membres en exercice"
    if not mentions.nombre(r"(?i)\bprésente?s?\b", len(vote.presents), len(debut.presents)):
        yield "le nombre de présents"
    if (vote.representes or debut.representes) and not mentions.nombre(
        r"(?i)\breprésent|\bpouvoirs?\b", len(vote.representes), len(debut.representes)
    ):
        yield "le nombre de représentés"
    votants = {point.votants_reels, point.votants.nombre, *point.votants.defendables}
    if not mentions.nombre(r"(?i)\bvotants?\b", *votants):
        yield "le nombre de votants"
    if not mentions.tous(membre.nom_complet for membre in vote.presents):
        yield "le nom des membres présents"
    if seance.presidence is not None and not mentions.dit(seance.presidence.nom_complet):
        yield "le nom du président de séance"
    if not mentions.tous(secretaire.nom for secretaire in seance.secretaires):
        yield "le nom du secrétaire de séance"


def _de_la_decision(acte: ActeCompose, figures: FiguresSeance, point: FiguresPoint) -> Iterator[str]:
    mentions = Mentions(acte)
    if not mentions.dit(numero(figures.seance, point.point)):
        yield "le numéro de la délibération"
    if not mentions.dit(objet(point.point, acte.kind)):
        yield "l’objet"
    texte = point.point.texte
    if texte is not None and not any(texte.fichier in passage.proses for passage in acte.passages):
        yield "l’exposé"
    regle = point.regle_election  # an election may rest on another code alone
    if (regle is None or regle.code == "CGCT") and not any(map(_vise_le_cgct, acte.passages)):
        yield phrase(f"{_VISA} ({{article}})", article=_article_a_viser(figures))
    if point.resultat is not Resultat.REJETE and not _decide(acte):
        yield "le dispositif (décide, approuve, autorise…)"
    vote = point.point.vote
    if point.decompte is not None and vote is not None and not mentions.vote(point.decompte, vote):
        yield "les chiffres du vote"
    if point.transmissible and not (
        any(isinstance(block, Stamp) for block in walk(acte.document.blocks))
        or mentions.motif(r"(?i)\btransmi(?:se?|ssion)\b")
    ):
        yield "la place de la transmission et de la publication"
    recours = recours_contre(point, figures.seance.date)
    dit = recours is None or mentions.motif(rf"(?i)\b{duree(recours)}\b")
    if not (dit and mentions.motif(r"(?i)\brecours\b|\bcontestée?\b")):
        yield "les voies et délais de recours"


def _vise_le_cgct(passage: Passage) -> bool:
    if passage.style is not Style.VISA and not passage.plain.lstrip(" -–").startswith("Vu "):
        return False
    return "collectivités territoriales" in passage.plain or "CGCT" in passage.plain


def _article_a_viser(figures: FiguresSeance) -> str:
    """The article on the council's powers that applies there: general, or local in Alsace-Moselle."""
    jour, regime = figures.seance.date, figures.regime
    return next(
        numero_imprime(each) for each in _VISABLES if isinstance(article("CGCT", each, jour, regime), Article)
    )


def _decide(acte: ActeCompose) -> bool:
    return any(passage.style is Style.OPERATIVE for passage in acte.passages) or Mentions(acte).motif(
        r"(?i)(?:^|\n)\W*(?:\d+[.)°] )?(?:décide|approuve|autorise|adopte|accepte|fixe|désigne|donne|émet"
        r"|vote|accorde|prend acte|valide|arrête|sollicite|charge|demande|élit|rejette|refuse|confirme|cède"
        r"|acquiert)\b"
    )


def check_signatures(acte: ActeCompose, figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A place for each of those who sign the register; the minutes have had theirs since 01/07/2022."""
    if figures.etat is not EtatSeance.TENUE or not (acte.famille.est_votee or acte.famille.raconte):
        return
    if acte.famille.raconte and not figures.regime.regime_2022:
        return
    noms = {place.name for place in acte.signatures}
    qualites = {place.quality for place in acte.signatures}
    manques = [
        " ".join(filter(None, (place.quality[:1].lower() + place.quality[1:], place.name)))
        for place in _attendues(acte, figures).places
        if (place.name not in noms if place.name else place.quality not in qualites)
    ]
    if manques:
        yield acte.constat(
            DELIB_SIGNATURE,
            phrase("Place de signature absente : {manques}.", manques=enumeration(manques)),
            acte.lieu_du_modele,
            hint=say("Remettez « acte.signatures » dans le modèle."),
        )


def _attendues(acte: ActeCompose, figures: FiguresSeance) -> Signatures:
    """Those of the item in its extract, of the session in the minutes."""
    if acte.point is None:
        return signatures_de_seance(figures)
    return signatures_du_point(figures, figures.point(acte.point))


RULES = (check_entete, check_signatures)
