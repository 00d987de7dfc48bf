"""What the lines of attendance say together: nobody is there and away, a substitute sits in one seat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.elision import elision
from actgen.base.text.messages import say
from actgen.council.facts.personne import Membre
from actgen.council.facts.presence import Absence, Mouvement, SensMouvement
from actgen.council.facts.references import References
from actgen.council.facts.seance import Organe, Seance

SUPPLEANT_TITULAIRE = rule("SUPPLEANT-TITULAIRE")


def d_une_commune(titulaire: Membre, nom: str, lieu: Location) -> Diagnostic:
    """A substitute of a municipal councillor, who has none."""
    return SUPPLEANT_TITULAIRE.finding(
        say("{titulaire} : un conseiller municipal n'a pas de suppléant.", titulaire=titulaire.nom_complet),
        lieu,
        hint=say(
            "S'il a donné pouvoir, écrivez « pouvoir à {nom} » ; sinon, écrivez « excusé » ou « absent ».",
            nom=nom,
        ),
    )


def non_declare(titulaire: Membre, nom: str, lieu: Location) -> Diagnostic:
    """A substitute whom the roster doesn't name: no member more, the one of this member."""
    return SUPPLEANT_TITULAIRE.finding(
        say("Aucun suppléant ne s'appelle « {nom} ».", nom=nom),
        lieu,
        titulaire.lieu,
        hint=say(
            "Corrigez le nom ; si c'est bien le suppléant {de}, écrivez « suppléant {nom} » sur sa ligne, "
            "dans le fichier de la collectivité.",
            de=elision("de", titulaire.nom_complet),
            nom=nom,
        ),
    )


def refus_de_sieger(
    titulaire: Membre,
    suppleant: Membre,
    lieu: Location | None,
    *,
    pouvoir: bool,
    bureau: bool,
    syndicat: bool,
) -> Diagnostic | None:
    """Why this substitute can't take the seat of that absent member; None when nothing prevents it."""
    if syndicat and titulaire.commune and suppleant.commune and titulaire.commune != suppleant.commune:
        return SUPPLEANT_TITULAIRE.finding(
            say(
                "{suppleant} siège pour « {sienne} » et ne peut suppléer {titulaire}, de « {autre} ».",
                suppleant=suppleant.nom_complet,
                sienne=suppleant.commune,
                titulaire=titulaire.nom_complet,
                autre=titulaire.commune,
            ),
            lieu,
            suppleant.lieu,
            hint=say("Corrigez ce nom, ou la commune de l'un des deux dans le fichier du syndicat."),
        )
    if not syndicat and suppleant.titulaire != titulaire.nom_complet:
        return SUPPLEANT_TITULAIRE.finding(
            say(
                "{suppleant} n'est pas le suppléant de {titulaire}.",
                suppleant=suppleant.nom_complet,
                titulaire=titulaire.nom_complet,
            ),
            lieu,
            suppleant.lieu,
            hint=say(
                "Corrigez ce nom, ou écrivez « suppléant {suppleant} » après {titulaire} dans le fichier de "
                "la collectivité.",
                suppleant=suppleant.nom_complet,
                titulaire=titulaire.nom_complet,
            ),
        )
    if bureau:
        return SUPPLEANT_TITULAIRE.finding(
            say("{nom} : un suppléant siège au conseil, pas au bureau.", nom=suppleant.nom_complet),
            lieu,
            hint=say("Écrivez {nom} absent, ou excusé.", nom=titulaire.nom_complet),
        )
    if pouvoir:
        return SUPPLEANT_TITULAIRE.finding(
            say(
                "{titulaire} est suppléé par {suppleant} : son pouvoir compterait deux fois sa voix.",
                titulaire=titulaire.nom_complet,
                suppleant=suppleant.nom_complet,
            ),
            lieu,
            hint=say("Gardez le suppléant ou le pouvoir, pas les deux."),
        )
    return None


def sans_siege(suppleant: Membre, lieu: Location | None) -> Diagnostic:
    """A substitute said to be present, where nobody said that the member was absent."""
    return SUPPLEANT_TITULAIRE.finding(
        say(
            "{nom} est parmi les présents, sans que {titulaire} soit dit absent et suppléé.",
            nom=suppleant.nom_complet,
            titulaire=suppleant.titulaire,
        ),
        lieu,
        suppleant.lieu,
        hint=say(
            "Écrivez sous « absents » : « {titulaire}, suppléé par {nom} ».",
            nom=suppleant.nom_complet,
            titulaire=suppleant.titulaire,
        ),
    )


ABSENTS_REQUIS = rule("ABSENTS-REQUIS")
PRESENCE_CONTRADICTOIRE = rule("PRESENCE-CONTRADICTOIRE")


def settle(seance: Seance, references: References) -> Seance:
    """The session whose substitutes sit in the seats that they may take; what contradicts itself is told."""
    return _Attendance(seance, references).settled()


class _Attendance(Struct):
    seance: Seance
    references: References
    seated: dict[str, Membre] = field(default_factory=dict)  # by name, in the seat that each took

    def settled(self) -> Seance:
        """Absences first, then those present, then who presides."""
        seance = self.seance
        self.references.findings.extend(self._not_said())
        absents = None if seance.absents is None else self._absents(seance.absents)
        mouvements = tuple(self._seated(each) for each in seance.mouvements)
        return replace(seance, absents=absents, mouvements=mouvements)

    def _not_said(self) -> Iterator[Diagnostic]:
        tenue = self._sign_of_holding() if self.seance.absents is None else None
        if tenue is None:
            return
        lieu = self.seance.lieux["absents"]
        yield ABSENTS_REQUIS.tell(
            "Cette séance s'est tenue, mais le fichier ne dit pas qui était absent.",
            lieu if lieu.line else tenue,
            hint="Ajoutez la rubrique « absents », avec les noms, ou « absents: aucun ».",
        )

    def _sign_of_holding(self) -> Location | None:
        """The first thing written that only a session that was held has."""
        seance = self.seance
        if seance.levee is not None:
            return seance.lieux["levee"]
        if seance.presents is not None:
            return seance.lieux["presents"]
        if seance.places.said("mouvements") and seance.mouvements:
            return seance.places.at("mouvements", 0)
        compte = next((nom for nom in seance.compte.lieux if getattr(seance.compte, nom) is not None), None)
        if compte is not None:
            return seance.compte.lieux[compte]
        dates = (nom for nom in seance.suites.lieux if isinstance(getattr(seance.suites, nom), date))
        suite = next(dates, None)
        if suite is not None:
            return seance.suites.lieux[suite]
        vote = next((point for point in seance.points if point.vote is not None), None)
        return None if vote is None else vote.lieux["vote"]

    def _absents(self, written: tuple[Absence, ...]) -> tuple[Absence, ...]:
        absences: dict[str, Absence] = {}
        for each in written:
            absence = replace(each, suppleant=self._suppleant(each))
            autre = absences.setdefault(each.membre.nom_complet, absence)
            if autre is not absence:
                self._contradiction(
                    say("{nom} est deux fois parmi les absents.", nom=each.membre.nom_complet),
                    absence.lieu,
                    autre.lieu,
                )
        self._compare_substitutes(absences)
        self._compare_presents(absences)
        self._check_president(absences)
        return tuple(absences.values())

    def _compare_substitutes(self, absences: dict[str, Absence]) -> None:
        """A substitute sits in one line and is absent in another: whether the quorum is met hangs on it."""
        for absence in absences.values():
            if absence.suppleant is not None and (autre := absences.get(absence.suppleant.nom_complet)):
                self._contradiction(
                    say(
                        "{nom} est parmi les absents, et siège pourtant à la place de {titulaire}.",
                        nom=absence.suppleant.nom_complet,
                        titulaire=absence.membre.nom_complet,
                    ),
                    autre.lieu,
                    absence.lieu,
                )

    def _check_president(self, absences: dict[str, Absence]) -> None:
        """Who presides the session is there, or arrives: all that follows from his absence waits for that."""
        president = self.seance.presidence
        absence = absences.get(president.nom_complet) if president is not None else None
        if president is None or absence is None or self._may_arrive(president):
            return
        self.references.findings.append(
            PRESENCE_CONTRADICTOIRE.finding(
                say("{nom} préside la séance et est parmi les absents.", nom=president.nom_complet),
                absence.lieu,
                self.seance.lieux["presidence"],
                hint=say(
                    "Retirez ce nom des absents s'il était là ; sinon, écrivez sous « presidence » qui a "
                    "présidé. Le reste de la séance sera vérifié ensuite."
                ),
            )
        )

    def _may_arrive(self, president: Membre) -> bool:
        """Whether a movement brings him in, or names somebody whom nobody knows yet."""
        mouvements = self.seance.mouvements
        if len(mouvements) < self.seance.places.count("mouvements"):
            return True
        return any(
            each.sens is SensMouvement.ARRIVEE and each.membre.nom_complet == president.nom_complet
            for each in mouvements
        )

    def _compare_presents(self, absences: dict[str, Absence]) -> None:
        """The optional list of those present must be exactly everyone else."""
        if self.seance.presents is None:
            return
        presents: set[str] = set()
        for present in self.seance.presents:
            membre = present.membre
            presents.add(membre.nom_complet)
            if membre.titulaire and membre.nom_complet not in self.seated:
                self.references.findings.append(sans_siege(membre, present.lieu))
            if absence := absences.get(membre.nom_complet):
                self._contradiction(
                    say(
                        "{nom} est à la fois parmi les présents et parmi les absents.", nom=membre.nom_complet
                    ),
                    present.lieu,
                    absence.lieu,
                )
        oublies = [
            membre.nom_complet
            for membre in self.seance.en_exercice
            if membre.nom_complet not in presents and membre.nom_complet not in absences
        ]
        if oublies:
            self._contradiction(
                say("Ni parmi les présents, ni parmi les absents : ") + ", ".join(oublies) + ".",
                self.seance.lieux["presents"],
            )

    def _contradiction(self, message: str, *lieux: Location | None) -> None:
        self.references.findings.append(
            PRESENCE_CONTRADICTOIRE.finding(
                message, *lieux, hint=say("Vérifiez sur la feuille de présence signée.")
            )
        )

    def _suppleant(self, absence: Absence) -> Membre | None:
        """Who sits instead of this member; None too when he may not, with a finding."""
        nom, titulaire, collectivite = absence.suppleant_nomme, absence.membre, self.seance.collectivite
        if not nom:
            return None
        tableau, findings = self.references.tableau, self.references.findings
        lieu = absence.places.at("suppleant", part=nom)
        if collectivite.est_commune or not tableau.knows(nom):
            dire = d_une_commune if collectivite.est_commune else non_declare
            findings.append(dire(titulaire, nom, lieu))
            return None
        suppleant = tableau.find(nom, lieu)
        if suppleant is None:
            return None
        refus = refus_de_sieger(
            titulaire,
            suppleant,
            absence.lieu,
            pouvoir=absence.places.said("pouvoir") or absence.pouvoir is not None,
            bureau=self.seance.organe is Organe.BUREAU,
            syndicat=collectivite.est_syndicat,
        )
        if refus is not None:
            findings.append(refus)
            return None
        assis = replace(suppleant, titulaire=titulaire.nom_complet)  # in a syndicat, of any of the commune
        return self.seated.setdefault(assis.nom_complet, assis)

    def _seated(self, mouvement: Mouvement) -> Mouvement:
        """The movement of a substitute, in the seat that he took."""
        assis = self.seated.get(mouvement.membre.nom_complet)
        if assis is None:
            return mouvement
        deplace = replace(mouvement, membre=assis)
        return deplace if deplace.pouvoir is None else replace(deplace, pouvoir=deplace.pouvoir.de(deplace))
