"""Heads that councils write, and lines that no verb heads."""

from actgen.text.verbs import articles
from tests.rows import every

VERBES = """
contracte auprès du Crédit agricole un emprunt de 100 000 € => CONTRACTE
souscrit un emprunt => SOUSCRIT
Souscrit auprès de la Banque postale un prêt => SOUSCRIT
Contracte auprès du Crédit agricole un emprunt => CONTRACTE
emprunte 100 000 € à la Banque postale => EMPRUNTE
achète la parcelle AB 12 => ACHÈTE
signe la convention => SIGNE
alloue 500 € à l’association => ALLOUE
alloue à l’association 500 € => ALLOUE
reconduit le dispositif => RECONDUIT
conclut avec la SAFER une convention => CONCLUT
passe un marché avec l’entreprise => PASSE
dénomme « rue des Lilas » la voie nouvelle => DÉNOMME
échange la parcelle A contre la parcelle B => ÉCHANGE
dissout le budget annexe => DISSOUT
transmet la présente délibération au préfet => TRANSMET
rectifie l’erreur matérielle => RECTIFIE
sursoit à statuer => SURSOIT
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
PRECISE que la dépense est inscrite => PRÉCISE
DELEGUE à la maire => DÉLÈGUE
DESIGNE Membre 2 => DÉSIGNE
ARRETE le procès-verbal => ARRÊTE
CREE un emploi => CRÉE
ELIT Membre 2 => ÉLIT
EMET un avis favorable => ÉMET
ACHETE la parcelle => ACHÈTE
CEDE la parcelle => CÈDE
PRETE la salle => PRÊTE
REGLE la dépense => RÈGLE
ECHANGE la parcelle => ÉCHANGE
ETABLIT le règlement => ÉTABLIT
EVALUE le prix => ÉVALUE
ENTERINE le choix => ENTÉRINE
EXONERE de taxe les entreprises => EXONÈRE
REPARTIT la somme => RÉPARTIT
REDUIT le tarif => RÉDUIT
REVISE le loyer => RÉVISE
RESILIE le bail => RÉSILIE
RETROCEDE la parcelle => RÉTROCÈDE
REJETTE la demande => REJETTE
RENONCE au droit de préemption => RENONCE
RECONNAIT le caractère d’intérêt général => RECONNAÎT
RELEVE le tarif => RELÈVE
MODERE le tarif => MODÈRE
DEVELOPPE le service => DÉVELOPPE
DEMANDE une aide => DEMANDE
INTEGRE la voie => INTÈGRE
TRANSFERE la compétence => TRANSFÈRE
PREEMPTE la parcelle => PRÉEMPTE
PRELEVE 500 € => PRÉLÈVE
PRESCRIT la révision => PRESCRIT
PREND acte du rapport => PREND
approuvent la convention => APPROUVENT
Décident de vendre => DÉCIDENT
DECIDENT de vendre => DÉCIDENT
approuve et autorise la signature => APPROUVE ET AUTORISE
Approuve le budget et autorise la maire => APPROUVE
adjuge la coupe de bois => ADJUGE
ampute la ligne de 500 € => AMPUTE
aliène le chemin rural => ALIÈNE
ALIENE le chemin rural => ALIÈNE
attribue le marché => ATTRIBUE
baptise la rue => BAPTISE
bascule la ligne => BASCULE
bloque les loyers => BLOQUE
Cautionne l’emprunt => CAUTIONNE
compense la perte => COMPENSE
consent un bail => CONSENT
consent à la vente => CONSENT
constitue une servitude => CONSTITUE
convertit l’emploi => CONVERTIT
cofinance le projet => COFINANCE
débloque les crédits => DÉBLOQUE
DEBLOQUE les crédits => DÉBLOQUE
déroge à la règle => DÉROGE
élargit la compétence => ÉLARGIT
engage les crédits => ENGAGE
enregistre la démission => ENREGISTRE
étale la dette => ÉTALE
étudie la demande => ÉTUDIE
examine la demande => EXAMINE
facture la prestation => FACTURE
gage le véhicule => GAGE
gèle les tarifs => GÈLE
Harmonise les tarifs => HARMONISE
honore la dépense => HONORE
incorpore la parcelle => INCORPORE
intègre au domaine public les voies => INTÈGRE
indexe le loyer => INDEXE
légalise la situation => LÉGALISE
libère la retenue => LIBÈRE
liquide la dépense => LIQUIDE
localise la place => LOCALISE
mutualise le service => MUTUALISE
nationalise la voie => NATIONALISE
nantit le prêt => NANTIT
ordonne la publication => ORDONNE
paie la facture => PAIE
paye la facture => PAYE
perçoit la taxe => PERÇOIT
plafonne le tarif => PLAFONNE
pourvoit au remplacement => POURVOIT
préfinance la part de l’État => PRÉFINANCE
prie la préfète de => PRIE
procède à l’élection => PROCÈDE
PROCEDE à l'élection => PROCÈDE
promet de vendre => PROMET
promeut l’agent => PROMEUT
provisionne 500 € => PROVISIONNE
publie la liste => PUBLIE
qualifie la voie => QUALIFIE
rachète le matériel => RACHÈTE
ramène le tarif à 5 € => RAMÈNE
reçoit le legs => REÇOIT
recourt à l’emprunt => RECOURT
redéfinit le périmètre => REDÉFINIT
refinance la dette => REFINANCE
réglemente l’usage => RÉGLEMENTE
rembourse les frais => REMBOURSE
remercie les bénévoles => REMERCIE
remet la médaille => REMET
rend hommage à => REND
renvoie le dossier => RENVOIE
réserve l’emplacement => RÉSERVE
restitue la caution => RESTITUE
retranche 500 € => RETRANCHE
réunit les deux budgets => RÉUNIT
révoque la délégation => RÉVOQUE
s’associe à la démarche => S’ASSOCIE
se félicite de l’avancée => SE FÉLICITE
se porte acquéreur => SE PORTE
se réserve le droit => SE RÉSERVE
s'abstient de tout avis => S’ABSTIENT
salue le travail => SALUE
scinde le lot => SCINDE
solde le budget annexe => SOLDE
statue sur la demande => STATUE
subroge la commune => SUBROGE
subventionne l’école => SUBVENTIONNE
taxe les résidences => TAXE
tient compte de l’avis => TIENT
titularise l’agent => TITULARISE
vire 500 € du chapitre 011 => VIRE
vise le plan => VISE
vote les taux => VOTE
Vote les taux => VOTE
prend en charge les frais => PREND
met à disposition la salle => MET
met fin à la convention => MET
Opte pour le régime => OPTE
opte pour la procédure adaptée => OPTE
renouvelle l’adhésion => RENOUVELLE
adhère au syndicat => ADHÈRE
ADHERE au syndicat => ADHÈRE
quitte le syndicat => QUITTE
accède à la demande => ACCÈDE
acquitte la cotisation => ACQUITTE
attend du Département une aide => ATTEND
défend la cause => DÉFEND
étend le périmètre => ÉTEND
ETEND le périmètre => ÉTEND
suspend la taxe => SUSPEND
répond à la demande => RÉPOND
REPOND à la demande => RÉPOND
convainc le Département => CONVAINC
joint le rapport => JOINT
Enjoint à l’entreprise de reprendre => ENJOINT
contraint l’occupant => CONTRAINT
maintient le taux => MAINTIENT
obtient un prêt => OBTIENT
ouvre un crédit => OUVRE
offre 5 000 € => OFFRE
couvre le déficit => COUVRE
recouvre la somme => RECOUVRE
dessert le hameau => DESSERT
exclut du périmètre => EXCLUT
inclut la parcelle => INCLUT
résout la vente => RÉSOUT
produit le rapport => PRODUIT
construit une école => CONSTRUIT
introduit un recours => INTRODUIT
interdit la circulation => INTERDIT
permet l’accès => PERMET
choisit le scénario 2 => CHOISIT
définit le périmètre => DÉFINIT
DEFINIT le périmètre => DÉFINIT
garantit à hauteur de 50 % => GARANTIT
investit 50 000 € => INVESTIT
saisit le tribunal => SAISIT
inscrit la dépense => INSCRIT
dit que la dépense => DIT
fait sienne la proposition => FAIT
place la recette => PLACE
crée 3 postes => CRÉE
recrute deux agents => RECRUTE
verse 1 500 euros => VERSE
décide de la vente => DÉCIDE
stipule que le bail est précaire => STIPULE
y renonce => Y RENONCE.
Y renonce => Y RENONCE.
n’y renonce pas => N’Y RENONCE PAS.
approuve => APPROUVE.
DECIDE => DÉCIDE.
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
Membre 5, adjoint, est désigné
La commune versera 500 €
La commune verse 500 € à l’association
Une subvention de 500 € est attribuée
Le maire est autorisé à signer
Le maire signe la convention
Le conseil municipal est informé
Madame la maire est autorisée
Madame Anne Petit est élue
Monsieur le maire signera
Mme Durand est élue
Anne Petite représente la commune
Vente de la parcelle AB 12
Vente des parcelles AB 12
Mise à disposition de la salle
Mise en place d’un service
Prise en charge des frais
Garantie d’emprunt
Titulaire : Membre 1
Titulaires : Membre 1
Suppléante : Membre 2
Commune de Flavigny : 500 €
Subvention à l’école
Subvention de 500 €
Emprunt de 500 €
Crédit de 500 €
Crédits ouverts
Recrutement d’un agent
Versement de 500 €
Montant : 500 €
Contrat de ville
Achat de matériel
Lot 1 : 500 €
Tranche 1 : 500 €
Tranche 2 attribuée à l’entreprise
Programme de voirie
Entre la commune et l’EPCI
Outre la subvention
Contre l’avis
Cette subvention sera versée
Cette dépense est inscrite
Ces crédits sont inscrits
Chaque commune verse sa part
Toute personne intéressée
Toutes les communes
Est approuvée la convention
Sont élus Membre 1 et Membre 2
Soit un total de 500 €
Par conséquent
Afin de financer les travaux
En application de l’article 3
Taxe d’aménagement : 5 %
Taux de 5 %
Durée de l’emprunt : 20 ans
Liste de Membre 2 : 3 sièges
Salle Jean Moulin
Rue du Moulin
Parcelle AB 12
Zone d’activité
Signature de la convention
Ouverture de crédits
Redevance d’occupation
Adresse du siège
Droit de préemption
Point 2
Avis favorable
Acte de vente
Prix de vente
Pas de vote
Prime de fin d’année
Agent de maîtrise
Adjointe technique
Conseillère déléguée
Présidente de séance
Réunie le 3 mars
Société Dupont retenue
Entreprise Dupont, pour 5 000 €
Association Les Lilas
Membre un tel
Membre 12 : titulaire
École de musique
Ferme solaire
Règle de calcul
Règlement intérieur
Président : Membre 1
Excédent de 500 €
Articles 2 et 3 sans objet
Approbation du budget
Adoption de la convention
Arrêté du maire
Adopté à l’unanimité
En application de la loi
En conséquence de quoi la dépense est inscrite
En échange, la commune reçoit la parcelle
En marge du projet
En place et lieu
En cas d’absence
Leur demande est rejetée
Y compris les annexes
Vote
Demande
Le vote à l’unanimité est rappelé
La commande est passée
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
