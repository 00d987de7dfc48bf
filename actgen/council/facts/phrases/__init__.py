"""The short French phrases of a session file, each with its closed grammar.

    personne    [M.|Mme] Prénom NOM[, depuis le DATE][, jusqu’au DATE]
    absence     NOM[, excusé(e)|non excusé(e)][, pouvoir à NOM[ du DATE]]
    mouvement   NOM arrive|part|est arrivé|est parti[ à HEURE][,][ avant|pendant le point N]
                [, pouvoir à NOM[ du DATE]]
    retrait     NOM[[,] a quitté la salle|est sorti|est resté dans la salle][, représentant]
    vote        unanimité[, N abstention(s)]
                N pour[ (NOM, …)][, N contre[ (NOM, …)]][, N abstention(s)[ (NOM, …)]]
                [, N blanc(s)][, N nul(s)][, N ne prend pas part|ne prennent pas part[ (NOM, …)]]
    demande     scrutin public|scrutin secret|huis clos demandé par NOM, NOM et NOM | … par N membres
    voix        NOM ou liste, N voix
    population  N en ANNÉE

Each has a writer beside its parser (`ecriture`), whose phrase reads back as the same.

« procuration » is understood as « pouvoir ». Accents and capitals don't count in the words of the
grammar. What a phrase does not allow is written in the long form, with keys.
"""
