"""Who is in a group: the communes of an EPCI or named one by one, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from msgspec import Struct, field

from actgen.base.diagnostics import Diagnostic, Location, Mender, Scope
from actgen.base.records import replace
from actgen.base.rules import rule
from actgen.base.text.keys import cle
from actgen.base.text.messages import phrase, say
from actgen.council.facts import retours
from actgen.council.facts.beside import Beside
from actgen.council.facts.collectivite import CONSEIL, Collectivite, commune, de_reference, epci, epci_nomme
from actgen.council.facts.parties import Adhesions, Coordonnateur, MembreGroupement, designated
from actgen.law import reference
from actgen.reading.facts import Fact
from actgen.reading.sources import Source, SourceFault
from actgen.reading.tables import LIMIT as TABLE_LIMIT
from actgen.reading.tables import read_sheets

GC_MEMBRE = rule("GC-MEMBRE")

RETOURS_A_VERIFIER = "vérification des retours"
"""The missing step of all members, while what came back from them can't be read."""


def read_members(
    written: Adhesions, coordonnateur: Coordonnateur, beside: Beside, deja: tuple[Collectivite, ...] = ()
) -> tuple[MembreGroupement, ...]:
    """Coordinator first, then the communes by name; what is known of each is put in its place.

    `deja`: members whom an earlier text has told.
    """
    return _Members(written, coordonnateur, beside, deja).read()


def read_names(
    noms: tuple[str, ...],
    fact: Fact,
    rubrique: str,
    coordonnateur: Coordonnateur,
    beside: Beside,
    connus: tuple[Collectivite, ...] = (),
) -> tuple[Collectivite, ...]:
    """Those of these names: of the `connus` by any of their own names, else a commune of the reference."""
    found = []
    for rank, nom in enumerate(noms):
        lieu = fact.places.at(rubrique, rank)
        known = next((each for each in connus if nom in (each.nom, each.sigle, each.code)), None)
        one = known or commune(nom, lieu, near(nom, coordonnateur), Mender.COORDONNATEUR)
        if isinstance(one, Diagnostic):
            beside.findings.append(one)
        else:
            found.append(replace(one, lieu=lieu))
    return tuple(found)


def near(nom: str, coordonnateur: Coordonnateur) -> str:
    """The département of the coordinator, where it tells communes of one name apart; else empty."""
    ici = coordonnateur.collectivite.departement.code
    homonyms = bool(nom) and isinstance(reference.commune(nom), tuple)
    return ici if homonyms and isinstance(reference.commune(nom, ici), reference.Commune) else ""


def _so_named(said: MembreGroupement, members: Iterable[Collectivite]) -> tuple[Collectivite, ...]:
    """Those of the members that bear that code, name or short name; none where both kinds are named."""
    if bool(said.commune) is bool(said.epci):
        return ()
    if said.epci and (found := epci_nomme(said.epci, tuple(members))) is not None:
        return (found,)
    wanted = cle(said.commune or said.epci)
    return tuple(
        each
        for each in members
        if each.est_commune is bool(said.commune)
        and wanted in {cle(name) for name in (each.code, each.nom, each.sigle) if name}
    )


class _Members(Struct):
    written: Adhesions
    coordonnateur: Coordonnateur
    beside: Beside
    deja: tuple[Collectivite, ...] = ()
    unreadable: bool = False  # the table of returns: nobody can tell who has answered
    left_out: dict[str, Location] = field(default_factory=dict)  # by « sauf », each where it is named

    def read(self) -> tuple[MembreGroupement, ...]:
        base = {self.coordonnateur.collectivite.code: self.coordonnateur.collectivite}
        communes = (*self.deja, *self._communes())
        base |= {c.code: c for c in sorted(communes, key=lambda c: cle(c.nom))}
        retours_ecrits = self.written.retours
        known = (
            self._from_table(retours_ecrits, base.values())
            if isinstance(retours_ecrits, str)
            else self._from_list(retours_ecrits, tuple(base.values()))
        )
        for code, membre in known.items():
            if not self._named_elsewhere:
                base.setdefault(code, membre.collectivite)
            elif code not in base:
                self._tell(
                    say("{nom} n'est pas membre du groupement.", nom=membre.collectivite.nom),
                    membre.lieu,
                    hint=say("Ajoutez-la à « communes », ou retirez cette ligne."),
                )
        members = (
            self._with_own_decision(replace(known[code], collectivite=collectivite))
            if code in known
            else self._not_heard(collectivite)
            for code, collectivite in base.items()
        )
        kept_back = RETOURS_A_VERIFIER if self.unreadable else ""
        return tuple(replace(each, a_corriger=each.a_corriger or kept_back) for each in members)

    def _not_heard(self, collectivite: Collectivite) -> MembreGroupement:
        """A member that has sent nothing back; what the coordinator decided is told of it apart."""
        if collectivite.code != self.coordonnateur.collectivite.code:
            return MembreGroupement(collectivite, lieu=self.written.lieu)
        decision = self.coordonnateur.deliberation
        return MembreGroupement(
            collectivite,
            organe=decision.organe,
            mandat=decision.mandat,
            deliberation_le=decision.date,
            signataire=", ".join(filter(None, (self.coordonnateur.representant, self.coordonnateur.qualite))),
            lieu=decision.lieux["date"],
        )

    def _with_own_decision(self, membre: MembreGroupement) -> MembreGroupement:
        """The line of the coordinator says no more than it must."""
        if membre.collectivite.code != self.coordonnateur.collectivite.code or membre.a_corriger:
            return membre
        told = self._not_heard(membre.collectivite)
        return replace(
            membre,
            organe=membre.organe or told.organe,
            mandat=membre.mandat or told.mandat,
            deliberation_le=membre.deliberation_le or told.deliberation_le,
            signataire=membre.signataire or told.signataire,
        )

    def _communes(self) -> list[Collectivite]:
        communes: list[Collectivite] = []
        if self.written.communes_de:
            lieu = self.written.lieux["communes_de"]
            found = epci(self.written.communes_de, lieu, self.coordonnateur.departement, Mender.COORDONNATEUR)
            if isinstance(found, Diagnostic):
                self.beside.findings.append(found)
            else:
                communes = [de_reference(each, lieu) for each in reference.communes_de(found.siren)]
        for rank, nom in enumerate(self.written.communes):
            other = self._named(nom, self.written.ici("communes", rank))
            if other is not None:
                self._check_new(other, communes, rank)
                communes.append(other)
        left_out = self._left_out({commune.code for commune in communes})
        return [commune for commune in communes if commune.code not in left_out]

    def _check_new(self, other: Collectivite, before: Iterable[Collectivite], rank: int) -> None:
        """Every party is named once: a commune of the EPCI, or named already, is a slip."""
        already = next((each for each in before if each.code == other.code), None)
        if already is not None:
            self._tell(
                say("{nom} est déjà parmi les membres du groupement.", nom=other.nom),
                self.written.ici("communes", rank),
                already.lieu,
                hint=say("Effacez ce nom : chaque membre est écrit une fois."),
            )

    def _left_out(self, members: set[str]) -> set[str]:
        for rank, nom in enumerate(self.written.sauf):
            lieu = self.written.ici("sauf", rank)
            one = self._named(nom, lieu)
            if one is None:
                continue
            self.left_out[one.code] = lieu
            if members and one.code not in members:
                self._tell(
                    say("{nom}, écartée par « sauf », n'est pas une de ces communes.", nom=one.nom),
                    lieu,
                    hint=say("Corrigez ce nom, ou effacez-le."),
                )
        return set(self.left_out)

    def _named(self, nom: str, lieu: Location) -> Collectivite | None:
        found = commune(nom, lieu, self._departement(nom), Mender.COORDONNATEUR)
        if isinstance(found, Diagnostic):
            self.beside.findings.append(found)
            return None
        return found

    @property
    def _named_elsewhere(self) -> bool:
        """Whether members are named beside what came back from them."""
        return bool(self.deja) or self.written.nommees

    def _departement(self, nom: str) -> str:
        return near(nom, self.coordonnateur)

    def _from_table(self, nom: str, base: Iterable[Collectivite]) -> dict[str, MembreGroupement]:
        """What a spreadsheet tells of the members; one that can't be read keeps them all pending."""
        source = self._table(nom)
        table, findings = (None, ()) if source is None else retours.find_table(read_sheets(source))
        self.beside.findings.extend(findings)
        if table is None:
            self.unreadable = True
            return {}
        base = tuple(base)
        other = partial(self._unknown, with_epci=any(not each.est_commune for each in base))
        reader = retours.RetoursReader(table, retours.MembersByName(base, other))
        known = reader.read()
        self.beside.findings.extend(reader.findings)
        return known

    def _table(self, nom: str) -> Source | None:
        """The spreadsheet that the file names, beside it; its fault keeps back the convention alone."""
        source = self.beside.read(nom, TABLE_LIMIT)
        if isinstance(source, SourceFault):
            if source.code.name == "FICHIER-ABSENT":
                source = replace(source, hint=f"{source.hint} {self._how_to_begin}".strip())
            self.beside.tell(replace(source.finding(self.written.lieux["retours"]), scope=Scope.ANSWERS))
            return None
        return source

    @property
    def _how_to_begin(self) -> str:
        amended = " --avenant N" if self.deja else ""
        return phrase(
            "S'il n'existe pas encore, « actgen status {fichier}{avenant} --returns » le prépare, avec le "
            "nom des membres.",
            fichier=self.written.lieux["retours"].file,
            avenant=amended,
        )

    def _unknown(self, nom: str, lieu: Location, *, with_epci: bool) -> Collectivite | Diagnostic:
        """A name of the spreadsheet that is no member's: the file may name its members there alone."""
        if self._named_elsewhere and (foreign := self._foreign(nom, lieu)) is not None:
            return foreign
        departement = self._departement(nom) or self.coordonnateur.departement
        found = commune(nom, lieu, departement, Mender.COORDONNATEUR)
        if isinstance(found, Diagnostic):
            hint = f"{found.hint} {CONSEIL}" if with_epci else found.hint
            return retours.GC_RETOUR_LIGNE.finding(found.message, lieu, hint=hint)
        return found

    def _foreign(self, nom: str, lieu: Location) -> Diagnostic | None:
        """That the group leaves out the commune of that name, or names others; None when there is none."""
        found = reference.commune(nom, self._departement(nom))
        known = [each for each in (found if isinstance(found, tuple) else (found,)) if each is not None]
        one = next((each for each in known if each.code in self.left_out), None)
        if one is not None:
            return retours.GC_RETOUR_LIGNE.finding(
                say("{nom} est écartée par « sauf » : cette ligne n'est pas lue.", nom=one.nom),
                lieu,
                self.left_out[one.code],
                hint=say("Retirez cette ligne ou, si elle est membre, effacez son nom de « sauf »."),
            )
        if not known or (len(known) > 1 and not self.coordonnateur.departement):
            return None
        return retours.GC_RETOUR_LIGNE.finding(
            say("{nom} n'est pas membre du groupement : cette ligne n'est pas lue.", nom=known[0].nom),
            lieu,
            hint=say(
                "Les membres sont les communes de « {epci} » : ajoutez-la à « communes » si elle en est "
                "aussi, ou retirez cette ligne.",
                epci=self.written.communes_de,
            )
            if self.written.communes_de
            else say("Ajoutez-la à « communes » dans le dossier du groupement, ou retirez cette ligne."),
        )

    def _from_list(
        self, written: Iterable[MembreGroupement], base: Iterable[Collectivite]
    ) -> dict[str, MembreGroupement]:
        """A name is a member's first: what the group's file has told of it need not be told again."""
        known: dict[str, MembreGroupement] = {}
        for each in written:
            members = _so_named(each, base)
            found = (
                members[0]
                if len(members) == 1
                else designated(each.commune, each.epci, self._departement(each.commune), each)
            )
            if isinstance(found, Diagnostic):
                self.beside.findings.append(found)
                continue
            if found.code in known:
                self._tell(
                    say("{nom} est écrite deux fois parmi les membres connus.", nom=found.nom),
                    each.lieu,
                    known[found.code].lieu,
                    hint=say("Gardez une seule ligne par membre."),
                )
            known[found.code] = replace(each, collectivite=found)
        return known

    def _tell(self, message: str, *lieux: Location | None, hint: str) -> None:
        self.beside.findings.append(GC_MEMBRE.finding(message, *lieux, hint=hint))
