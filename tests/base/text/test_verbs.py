"""Heads that councils write, and lines that no verb heads."""

from actgen.base.text.verbs import articles
from tests.rows import every

VERBES = """
contracte auprès du Crédit agricole un emprunt de 100 000 € => CONTRACTE
Souscrit auprès de la Banque postale un prêt => SOUSCRIT
Contracte auprès du Crédit agricole un emprunt => CONTRACTE
conclut avec la SAFER une convention => CONCLUT
finance les travaux => FINANCE
Finance les travaux => FINANCE
s'oppose au transfert => S’OPPOSE
s’oppose au transfert => S’OPPOSE
se prononce pour le maintien => SE PRONONCE
Se prononce favorablement => SE PRONONCE
N'APPROUVE PAS la convention => N’APPROUVE PAS
n’approuve pas la convention => N’APPROUVE PAS
ne s’oppose pas au projet => NE S’OPPOSE PAS
n'émet aucune réserve => N’ÉMET
ne donne pas suite à la demande => NE DONNE PAS
DÉCIDE, à l’unanimité, de vendre => DÉCIDE,
CREE un emploi => CRÉE
PRETE la salle => PRÊTE
ENTERINE le choix => ENTÉRINE
RESILIE le bail => RÉSILIE
RELEVE le tarif => RELÈVE
TRANSFERE la compétence => TRANSFÈRE
Décident de vendre => DÉCIDENT
DECIDENT de vendre => DÉCIDENT
approuve et autorise la signature => APPROUVE ET AUTORISE
Approuve le budget et autorise la maire => APPROUVE
bloque les loyers => BLOQUE
Cautionne l’emprunt => CAUTIONNE
déroge à la règle => DÉROGE
gage le véhicule => GAGE
Harmonise les tarifs => HARMONISE
liquide la dépense => LIQUIDE
perçoit la taxe => PERÇOIT
provisionne 500 € => PROVISIONNE
refinance la dette => REFINANCE
restitue la caution => RESTITUE
s’associe à la démarche => S’ASSOCIE
se félicite de l’avancée => SE FÉLICITE
se porte acquéreur => SE PORTE
se réserve le droit => SE RÉSERVE
s'abstient de tout avis => S’ABSTIENT
subroge la commune => SUBROGE
Vote les taux => VOTE
prend en charge les frais => PREND
Opte pour le régime => OPTE
acquitte la cotisation => ACQUITTE
ETEND le périmètre => ÉTEND
Enjoint à l’entreprise de reprendre => ENJOINT
contraint l’occupant => CONTRAINT
exclut du périmètre => EXCLUT
choisit le scénario 2 => CHOISIT
place la recette => PLACE
y renonce => Y RENONCE.
Y renonce => Y RENONCE.
n’y renonce pas => N’Y RENONCE PAS.
approuve => APPROUVE.
rejette => REJETTE.
ajourne => AJOURNE.
en prend acte => EN PREND
En fixe le tarif à 5 € => EN FIXE
lui donne pouvoir => LUI DONNE
leur alloue 500 € => LEUR ALLOUE
les approuve => LES APPROUVE.
l’autorise à signer => L’AUTORISE
L'autorise à signer => L’AUTORISE
s’en remet à la maire => S’EN REMET
le conseil approuve la convention => Le conseil APPROUVE
Le conseil municipal approuve la convention => Le conseil municipal APPROUVE
Le conseil municipal, à l’unanimité, approuve la convention => Le conseil municipal, à l’unanimité, APPROUVE
Le conseil communautaire approuve => Le conseil communautaire APPROUVE.
l’assemblée délibérante adopte le budget => L’assemblée délibérante ADOPTE
le comité syndical décide de vendre => Le comité syndical DÉCIDE
par ailleurs, autorise la maire à signer => Par ailleurs, AUTORISE
Par ailleurs autorise la maire à signer => Par ailleurs AUTORISE
en outre, AUTORISE la maire à signer => En outre, AUTORISE
d’autre part, charge la maire de signer => D’autre part, CHARGE
de plus, en prend acte => De plus, EN PREND
enfin, décide de vendre => Enfin, DÉCIDE
à l’unanimité, approuve la convention => À l’unanimité, APPROUVE
après en avoir délibéré, approuve la convention => Après en avoir délibéré, APPROUVE
et autorise la maire à signer => Et AUTORISE
puis, vote les taux => Puis, VOTE
"""

SANS_VERBE = """
Membre 1 est élu adjoint
La commune versera 500 €
Une subvention de 500 € est attribuée
Le maire est autorisé à signer
Le maire signe la convention
Le conseil municipal est informé
Madame Anne Petit est élue
Monsieur le maire signera
Anne Petite représente la commune
Vente des parcelles AB 12
Mise à disposition de la salle
Prise en charge des frais
Titulaire : Membre 1
Titulaires : Membre 1
Commune de Flavigny : 500 €
Subvention de 500 €
Emprunt de 500 €
Crédits ouverts
Versement de 500 €
Montant : 500 €
Achat de matériel
Tranche 1 : 500 €
Tranche 2 attribuée à l’entreprise
Entre la commune et l’EPCI
Contre l’avis
Cette subvention sera versée
Ces crédits sont inscrits
Toute personne intéressée
Toutes les communes
Sont élus Membre 1 et Membre 2
Par conséquent
Afin de financer les travaux
En application de l’article 3
Taxe d’aménagement : 5 %
Durée de l’emprunt : 20 ans
Liste de Membre 2 : 3 sièges
Rue du Moulin
Parcelle AB 12
Zone d’activité
Signature de la convention
Redevance d’occupation
Droit de préemption
Point 2
Acte de vente
Pas de vote
Prime de fin d’année
Adjointe technique
Présidente de séance
Réunie le 3 mars
Entreprise Dupont, pour 5 000 €
Membre un tel
Membre 12 : titulaire
Ferme solaire
Règlement intérieur
Président : Membre 1
Articles 2 et 3 sans objet
Adoption de la convention
Arrêté du maire
En application de la loi
En conséquence de quoi la dépense est inscrite
En échange, la commune reçoit la parcelle
En marge du projet
En place et lieu
En cas d’absence
Leur demande est rejetée
Y compris les annexes
Vote
Le vote à l’unanimité est rappelé
Le fait est établi
La réserve est levée
Par ailleurs, la dépense est inscrite au budget
D’autre part, la salle est prêtée
De plus, la commune versera 500 €
Enfin, la salle est prêtée
"""


@every("ligne", VERBES.strip().splitlines())
def test_a_third_person_at_the_head_is_set_in_capitals_with_its_accents(ligne: str) -> None:
    ecrit, _, tete = ligne.partition(" => ")
    ((imprimee, suite, texte),) = articles([ecrit])
    assert imprimee == tete
    assert texte in (f"{ecrit}.", f"{imprimee} {suite}".strip())
    assert ecrit.endswith(suite[:-1])


@every("ligne", SANS_VERBE.strip().splitlines())
def test_nouns_names_and_sentences_are_printed_as_they_were_written(ligne: str) -> None:
    assert list(articles([ligne])) == [("", f"{ligne}.", f"{ligne}.")]


def test_the_verb_of_an_article_is_set_in_capitals_after_its_number() -> None:
    ecrits = ["Article 1er : DECIDE de vendre", "Art. 2 : y renonce", "Art. 3 : la dépense est inscrite"]
    assert [each[:2] for each in articles(ecrits)] == [
        ("Article 1er", "DÉCIDE de vendre ;"),
        ("Art. 2", "Y RENONCE ;"),
        ("Art. 3", "la dépense est inscrite."),
    ]


def test_a_verb_alone_is_followed_by_the_sign_that_ends_its_line() -> None:
    assert list(articles(["approuve", "y renonce."])) == [
        ("APPROUVE ;", "", "approuve ;"),
        ("Y RENONCE.", "", "y renonce."),
    ]
