"""The convocation: its days, who sent it, in what form, and what it has to carry."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from actgen.base.diagnostics import Diagnostic, Location, Severity
from actgen.base.rules import Rule, rule
from actgen.base.text.dates import date_chiffres
from actgen.base.text.grammar import compte
from actgen.base.text.messages import phrase, shorten
from actgen.council.facts.convocation import Convocation
from actgen.council.facts.personne import names_of
from actgen.council.facts.seance import EtatSeance, NatureSeance
from actgen.council.figures.avant_seance import (
    Auteur,
    Envoi,
    auteur,
    delai_de_convocation,
    delai_ordinaire,
    envoi,
    limite_d_envoi,
    refusee_pour_le_quorum,
)
from actgen.council.figures.quorum import Obstacle
from actgen.council.figures.seance import FiguresSeance, cgct_du_conseil
from actgen.law.calendar import feries_entre, jours_francs
from actgen.law.citations import cgct
from actgen.law.regimes import Appreciation, Delai, SeuilPopulation, de_droit_local, regle_du_seuil

# when the council was convened: order of the dates, notice, urgency

CONV_DATE_COHERENCE = rule("CONV-DATE-COHERENCE")
CONV_DELAI = rule("CONV-DELAI")
CONV_DELAI_LOCAL = rule("CONV-DELAI-LOCAL")
CONV_DELAI_LOCAL_3500 = rule("CONV-DELAI-LOCAL-3500")
CONV_URGENCE = rule("CONV-URGENCE")
_UN_WEEK_END = timedelta(days=3)  # posted on Friday, sent on Monday


def check_ordre(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """What comes before the session is not dated after it. Sent the very day is a matter of notice.

    A second convocation goes once the first session has been held, the same day at the earliest.
    """
    convocation, jour = figures.seance.convocation, figures.seance.date
    if convocation.envoyee_le is not None and convocation.envoyee_le > jour:
        yield _after("Convocation envoyée", convocation.envoyee_le, jour, convocation.lieu_envoi)
    if convocation.affichee_le is not None and convocation.affichee_le > jour:
        # it may have happened: the date stays, and is told
        yield CONV_DATE_COHERENCE.tell(
            "Convocation affichée le {le}, après la séance du {jour}.",
            convocation.lieux.get("affichee_le"),
            hint="Relevez-la sur le papier affiché. Si elle est juste, gardez-la : l'affichage a manqué.",
            severity=Severity.WARNING,
            le=convocation.affichee_le,
            jour=jour,
        )
    yield from _affichee_avant(convocation)
    if convocation.seconde is not None and convocation.seconde.premiere_seance is not None:
        premiere = convocation.seconde.premiere_seance
        lieu = convocation.seconde.lieu if convocation.seconde else None
        if premiere >= jour:
            yield _after("Première séance tenue", premiere, jour, lieu)
        elif convocation.envoyee_le is not None and convocation.envoyee_le < premiere:
            yield CONV_DATE_COHERENCE.tell(
                "La seconde convocation est envoyée le {envoi}, avant la première séance du {premiere}.",
                convocation.lieu_envoi,
                lieu,
                hint="Elle part une fois constaté que le quorum manquait. Relevez les deux dates sur les "
                "papiers : une convocation partie avant n'est pas une seconde convocation.",
                envoi=convocation.envoyee_le,
                premiere=premiere,
            )


def _affichee_avant(convocation: Convocation) -> Iterator[Diagnostic]:
    """Posted well before it is sent: no text orders the two, but one of the dates may be wrong."""
    affichee, envoyee = convocation.affichee_le, convocation.envoyee_le
    if affichee is None or envoyee is None or envoyee - affichee <= _UN_WEEK_END:
        return
    yield CONV_DATE_COHERENCE.tell(
        "Convocation affichée le {affichee}, {jours} avant d'être envoyée, le {envoyee}.",
        convocation.lieux.get("affichee_le"),
        convocation.lieu_envoi,
        hint="Relevez les deux dates : le délai court de l'envoi. Si elles sont justes, gardez-les.",
        severity=Severity.WARNING,
        affichee=affichee,
        jours=compte((envoyee - affichee).days, "jour"),
        envoyee=envoyee,
    )


def _after(fait: str, le: date, jour: date, lieu: Location | None) -> Diagnostic:
    return CONV_DATE_COHERENCE.tell(
        "{fait} le {le} : ce n'est pas avant la séance du {jour}.",
        lieu,
        hint="Relevez les deux dates sur les papiers, et écrivez-les comme elles y sont.",
        fait=fait,
        le=le,
        jour=jour,
    )


def check_a_venir(figures: FiguresSeance, au: date) -> Iterator[Diagnostic]:
    """Said to be sent on a day that has not come, as of the day that the user names: it may be planned.

    A date after the session is told by `check_ordre`, whatever the day.
    """
    convocation = figures.seance.convocation
    envoi = convocation.envoyee_le
    if envoi is not None and au < envoi <= figures.seance.date:
        yield CONV_DATE_COHERENCE.tell(
            "Convocation envoyée le {envoi} : au {au}, ce jour n'est pas venu.",
            convocation.lieu_envoi,
            hint="Écrivez la date de l'envoi une fois qu'elle est partie, ou corrigez-la.",
            severity=Severity.WARNING,
            envoi=envoi,
            au=au,
        )


def check_delai(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The notice of an ordinary convocation; a second one that spares the quorum has its own interval."""
    convocation, jour = figures.seance.convocation, figures.seance.date
    envoi = convocation.envoyee_le
    if envoi is None or envoi > jour or convocation.urgence:
        return
    delai, verdict = _verdict(figures, envoi)
    if verdict is Appreciation.CONFORME:
        yield from _grace_a_un_ferie(figures, delai, envoi)
    elif verdict is Appreciation.PRUDENCE:
        yield CONV_DELAI_LOCAL.tell(
            "Convocation envoyée trois jours avant la séance : le texte n'en demande pas plus ; la "
            "doctrine recommande de les compter francs ({n} ici), à confirmer.",
            convocation.lieu_envoi,
            hint="Rien n'est à changer ici ; à une prochaine séance, un jour de plus lève le doute.",
            severity=Severity.INFO,
            n=jours_francs(envoi, jour),
        )
    elif not _a_la_seconde_de_le_dire(figures):
        yield _insuffisant(figures, delai_de_convocation(figures), envoi)


def _a_la_seconde_de_le_dire(figures: FiguresSeance) -> bool:
    """Whether the notice is that of a second convocation, long enough or blamed for the quorum it spares not.

    The interval of the general law takes the place of the ordinary notice; local law has none of its own.
    """
    seconde = figures.quorum.seconde
    if seconde is None or not seconde.requis:
        return False
    if seconde.obstacle is not Obstacle.DELAI:
        return True
    return refusee_pour_le_quorum(figures)


def _verdict(figures: FiguresSeance, envoi: date, *, urgence: bool = False) -> tuple[Delai, Appreciation]:
    delai = delai_ordinaire(figures)
    return delai, delai.appreciation(envoi, figures.seance.date, urgence=urgence)


def _insuffisant(figures: FiguresSeance, delai: Delai, envoi: date) -> Diagnostic:
    jour, code = figures.seance.date, _code(figures)
    ecart, local = (jour - envoi).days, code is CONV_DELAI_LOCAL
    requis = "trois jours au moins" if local else f"{delai.jours_francs} jours francs"
    if ecart <= 1:
        exige = phrase(
            "c'est {quand}, {requis} sont exigés",
            quand="la veille" if ecart else "le jour même",
            requis=requis,
        )
    elif local:
        exige = phrase("{ecart} avant la séance, trois au moins exigés", ecart=compte(ecart, "jour"))
    else:
        exige = phrase(
            "{n}, {requis} exigés",
            n=compte(jours_francs(envoi, jour), "jour franc", "jours francs"),
            requis=delai.jours_francs,
        )
    return code.tell(
        "Convocation envoyée le {envoi} pour une séance du {jour} : {exige}.",
        figures.seance.convocation.lieu_envoi,
        hint="{issues}",
        article=cgct_du_conseil(figures, delai.article),
        selon=[delai, *_seuil(figures)],
        envoi=envoi,
        jour=jour,
        exige=exige,
        issues=_issues(figures, envoi, code),
    )


def _seuil(figures: FiguresSeance) -> Iterator[SeuilPopulation]:
    """What makes the notice of a commune that of the larger ones."""
    if figures.seance.collectivite.est_commune:
        yield regle_du_seuil(figures.seance.date)


def _code(figures: FiguresSeance) -> Rule:
    if not figures.regime.alsace_moselle:
        return CONV_DELAI
    return CONV_DELAI_LOCAL_3500 if figures.regime.seuil_3500 else CONV_DELAI_LOCAL


def _issues(figures: FiguresSeance, envoi: date, code: Rule) -> str:
    """What may be done of a notice that was too short: never another date on the paper that left."""
    limite = phrase(
        "Elle devait partir au plus tard le {limite}. ", limite=date_chiffres(limite_d_envoi(figures))
    )
    organe, urgence = figures.seance.organe.value, _verdict(figures, envoi, urgence=True)[1]
    possible = urgence is not Appreciation.INSUFFISANT
    if figures.etat is EtatSeance.A_TENIR:
        return limite + phrase(
            "Convoquez à nouveau pour une date plus tardive"
            + (
                ", ou en urgence, avec un motif que le {organe} approuve à l'ouverture (« urgence_motif »)."
                if possible
                else "."
            ),
            organe=organe,
        )
    return limite + phrase(
        "Si elle est bien partie le {envoi}, la date reste. "
        + (
            "Deux issues : l'urgence, si la convocation la motivait et si le {organe} l'a approuvée à "
            "l'ouverture (« urgence_motif », « urgence_approuvee: oui ») ; sinon, un motif à « derogations » "
            "et --override {code}."
            if possible
            else "Les décisions sont à reprendre, ou demandent un motif à « derogations » et "
            "--override {code}."
        ),
        envoi=date_chiffres(envoi),
        organe=organe,
        code=code.name,
    )


def _grace_a_un_ferie(figures: FiguresSeance, delai: Delai, envoi: date) -> Iterator[Diagnostic]:
    """The sources are less firm for holidays than for Sundays: say when the notice hangs on one."""
    jour = figures.seance.date
    feries = feries_entre(envoi, jour, de_droit_local(figures.seance.collectivite.departement.code, jour))
    francs = jours_francs(envoi, jour)
    if feries and francs - len(feries) < delai.jours_francs:
        yield _code(figures).tell(
            "Délai de {francs}, dont {feries} : les jours fériés comptent.",
            figures.seance.convocation.lieu_envoi,
            severity=Severity.INFO,
            article=cgct_du_conseil(figures, delai.article),
            francs=compte(francs, "jour franc", "jours francs"),
            feries=compte(len(feries), "jour férié", "jours fériés"),
        )


def check_urgence(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """A notice shortened for urgency: its floor, and the council's approval at the opening."""
    convocation = figures.seance.convocation
    envoi = convocation.envoyee_le
    if envoi is None or envoi > figures.seance.date or not convocation.urgence:
        return
    if _verdict(figures, envoi)[1] is Appreciation.CONFORME:
        return
    delai, verdict = _verdict(figures, envoi, urgence=True)
    if verdict is Appreciation.INSUFFISANT:
        local = _code(figures) is CONV_DELAI_LOCAL
        plancher = "elle part au plus tard la veille" if local else "il faut au moins un jour franc"
        yield CONV_URGENCE.tell(
            "Convocation d'urgence envoyée le {envoi} pour une séance du {jour} : {plancher}.",
            figures.seance.convocation.lieu_envoi,
            hint="Convoquez à nouveau."
            if figures.etat is EtatSeance.A_TENIR
            else "Si elle est bien partie le {envoi}, la date reste : les décisions sont à "
            "reprendre, ou demandent un motif à « derogations » et --override CONV-URGENCE.",
            article=cgct_du_conseil(figures, delai.article),
            selon=[delai, *_seuil(figures)],
            envoi=envoi,
            jour=figures.seance.date,
            plancher=plancher,
        )
    elif convocation.urgence_approuvee is not True and figures.etat is EtatSeance.TENUE:
        refusee, organe = convocation.urgence_approuvee is False, figures.seance.organe.value
        yield CONV_URGENCE.tell(
            "Le {organe} n'a pas approuvé l'urgence de la convocation."
            if refusee
            else "Rien ne dit que le {organe} a approuvé l'urgence à l'ouverture de la séance.",
            convocation.lieu,
            hint="Ses affaires sont renvoyées à une séance convoquée dans le délai ordinaire."
            if refusee
            else "Écrivez « urgence_approuvee: oui » si le procès-verbal porte ce vote.",
            severity=None if refusee else Severity.WARNING,
            article=cgct_du_conseil(figures, delai.article),
            organe=organe,
        )


# what a convocation is: who sent it, by what means, with what note

CONV_NOTE_SYNTHESE = rule("CONV-NOTE-SYNTHESE")
CONV_AUTEUR = rule("CONV-AUTEUR")
CONV_FORME = rule("CONV-FORME")


def check_note(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """The note, once the convocation is sent or the session held.

    The first meeting, that of elections, isn't asked for one; that it needs none is not settled, so a note
    said to be missing is told there all the same.
    """
    convocation = figures.seance.convocation
    envoyee = convocation.envoyee_le is not None or figures.constatee
    if not figures.regime.note_de_synthese or convocation.note_de_synthese or not envoyee:
        return
    installation = figures.seance.nature is NatureSeance.INSTALLATION
    article = cgct_du_conseil(figures, "L2121-12")
    lieu = convocation.lieux.get("note_de_synthese") or convocation.lieu
    if convocation.note_de_synthese is False:
        yield CONV_NOTE_SYNTHESE.tell(
            "Aucune note explicative de synthèse n'était jointe à la convocation."
            if not installation
            else "Aucune note explicative de synthèse n'était jointe : elle est due si d'autres "
            "affaires que les élections sont décidées, à confirmer.",
            lieu,
            hint="Les décisions sont à reprendre sur une convocation accompagnée de la note."
            if figures.constatee
            else "Convoquez à nouveau, avec la note, tant que le délai le permet.",
            severity=Severity.WARNING if installation else None,
            article=article,
            selon=_seuil(figures),
        )
    elif not installation:
        yield CONV_NOTE_SYNTHESE.tell(
            "Rien ne dit qu'une note explicative de synthèse était jointe à la convocation.",
            lieu,
            hint="Écrivez « note_de_synthese: oui » si elle est partie avec la convocation.",
            severity=Severity.WARNING,
            article=article,
        )


def check_auteur(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Who convened, when it is written. The mayor who is leaving convenes the first meeting."""
    seance, convocation = figures.seance, figures.seance.convocation
    if not convocation.auteur or seance.nature is NatureSeance.INSTALLATION:
        return
    trouve = auteur(convocation.auteur, seance.collectivite.membres)
    if trouve is Auteur.COMPETENT:
        return
    yield CONV_AUTEUR.tell(
        "Convocation faite par « {auteur} » : elle l'est par {chef}, ou par qui le remplace.",
        convocation.lieux.get("auteur"),
        hint="S'il remplaçait {chef}, écrivez-le, par exemple « {nom}, en remplacement {du} »."
        if trouve is Auteur.MEMBRE
        else "Écrivez qui a signé la convocation, non qui l'a envoyée.",
        article=cgct("L2541-2") if figures.regime.alsace_moselle else cgct_du_conseil(figures, "L2121-10"),
        auteur=shorten(convocation.auteur),
        chef=figures.le_chef,
        nom=shorten(convocation.auteur),
        du="du maire" if seance.collectivite.est_commune else "du président",
    )


def check_forme(figures: FiguresSeance) -> Iterator[Diagnostic]:
    """Paper to whoever asked for it, electronic means to the others; local law asks for no form."""
    convocation = figures.seance.convocation
    if not figures.regime.convocation_dematerialisee:
        return
    moyen, demandeurs = envoi(convocation.mode), convocation.papier_demande_par
    if moyen is Envoi.ELECTRONIQUE and demandeurs:
        yield CONV_FORME.tell(
            "Envoyée par voie électronique seule, quand le papier est demandé par {noms}.",
            convocation.lieux.get("mode"),
            convocation.lieux.get("papier_demande_par"),
            hint="Si le papier est parti aussi, écrivez-le : « courriel, papier sur demande ».",
            severity=Severity.WARNING,
            article=cgct_du_conseil(figures, "L2121-10"),
            noms=names_of(demandeurs),
        )
    elif moyen is Envoi.PAPIER and not demandeurs:
        yield CONV_FORME.tell(
            "Envoyée sur papier (« {mode} ») : elle part par voie dématérialisée, sauf à qui demande le "
            "papier.",
            convocation.lieux.get("mode"),
            hint="Nommez ceux qui l'ont demandé à la rubrique « papier_demande_par ».",
            article=cgct_du_conseil(figures, "L2121-10"),
            mode=shorten(convocation.mode),
        )
