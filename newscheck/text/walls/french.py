"""What walls say in French."""

from newscheck.text.walls.wall import Wall

WALLS = (
    Wall(
        "title",
        "fr",
        (
            "accès (?:refusé|interdit|bloqué)|page (?:non trouvée|introuvable)|erreur 40[34]|(?:veuillez patiente"
            "r|un instant|un moment)|vérification (?:de sécurité|en cours)|connexion|se connecter|"
            "service (?:temporairement )?indisponible"
        ),
        "Page introuvable",
        "Accès refusé aux pêcheurs de Lisbonne",
        "general",
    ),
    Wall(
        "page",
        "fr",
        (
            "(?:activez|veuillez activer|activer) (?:le )?javascript|javascript est désactivé|"
            "(?:je ne suis|vous n['’]êtes) pas un robot|que vous êtes (?:un )?humain|la page (?:demandée|"
            "que vous (?:recherchez|demandez|cherchez)) (?:n['’]existe|est introuvable|n['’]a pas|"
            "n['’]est)|trafic inhabituel"
        ),
        "activez javascript",
        "Un robot répartit depuis vendredi les caisses du port, et les pêcheurs le regardent faire.",
        "general",
    ),
    Wall(
        "check",
        "fr",
        (
            "(?:veuillez |merci de )?(?:confirmez|vérifiez|prouvez|confirmer|vérifier|prouver) que vous (?:êtes ("
            "?:bien )?(?:un |une )?(?:être )?humaine?|n['’]êtes pas un robot)|(?:nous (?:avons détecté|"
            "vérifions)|vérification de) (?:une? |votre |du |la sécurité de )?(?:activité|trafic|"
            "navigateur|connexion|navigation|comportement)[a-zéè ’']{0,50}|vérification de sécurité"
        ),
        "Vérification de votre navigateur en cours…",
        "Confirmez votre arrivée au guichet du port avant vendredi, demande le maire aux pêcheurs de la côte.",
        "Cloudflare, DataDome",
    ),
    Wall(
        "adblock",
        "fr",
        (
            "(?:vous utilisez|vous avez activé|nous avons détecté)(?: que vous utilisez)? un bloqueur"
            " de (?:publicités?|pubs?)|(?:merci de |veuillez |pensez à )?(?:le )?(?:désactiver|désact"
            r"ivez)[^.\n]{0,20}(?:bloqueur|adblock|ad-block)[^.\n]{0,60}"
        ),
        "Vous utilisez un bloqueur de publicité.",
        (
            "Un bloqueur de publicité sur deux laisse passer les annonces du port, a montré vendredi "
            "une étude de Lisbonne."
        ),
        "general",
    ),
    Wall(
        "login",
        "fr",
        (
            "(?:veuillez )?(?:vous )?(?:connectez-vous|connecter|identifiez-vous|identifier|inscrivez-vous)(?: ou"
            " (?:inscrivez-vous|créez un compte))? (?:pour|à votre compte|afin d)[^.]{0,60}|vous devez (?:être (?"
            r":connecté|abonné)(?:\(?e\)?|·e)?|vous (?:connecter|identifier|inscrire))(?: (?:pour|"
            "afin|avant)[^.]{3,60})?|votre session a expiré"
        ),
        "Vous devez être connecté pour accéder à cette page.",
        ("Votre session a expiré un dossier de plus, a dit le maire en riant, et il a clos le conseil de vendredi."),
        "general",
    ),
    Wall(
        "deleted",
        "fr",
        (
            "(?:désolé, )?(?:cet article|cette page|ce contenu|cette vidéo|l['’]article|la page|"
            "cette publication)(?: que vous [a-zé ]{3,30})? (?:a été (?:supprimée?|retirée?|dépubliée?|"
            "déplacée?|archivée?)|n['’]est (?:plus|pas) (?:disponible|accessible|en ligne)|n['’]existe (?:plus|"
            "pas)|est (?:indisponible|introuvable|inaccessible))(?: (?:dans|depuis|par|de|ou) [a-zé’' ]{3,30})?"
        ),
        "Cet article a été supprimé par son auteur.",
        (
            "Cette page a été supprimée du traité par les deux gouvernements après trois jours "
            "de débats, dit le ministre."
        ),
        "general",
    ),
    Wall(
        "busy",
        "fr",
        (
            "(?:trop de (?:requêtes|demandes|connexions)|vous avez (?:effectué|envoyé|fait) trop de (?:requêtes|"
            "demandes))(?: [a-zé ]{3,30})?|(?:veuillez |merci de )?(?:réessayer|réessayez) (?:plus tard|"
            "dans quelques (?:instants|minutes|secondes)|ultérieurement)"
        ),
        "Trop de requêtes, veuillez réessayer plus tard.",
        "Trop de demandes sont arrivées au port vendredi pour que le conseil les traite avant la fin du mois.",
        "general",
    ),
    Wall(
        "error",
        "fr",
        (
            "(?:oups[ !,.…]+)?(?:désolé, )?(?:une |l['’])?erreur (?:inattendue |technique |interne )?(?:est surve"
            "nue|s['’]est produite|interne(?: du serveur)?|du serveur|lors d[eu] [a-z’'éà ]{3,60})(?: (?:lors d|"
            "pendant le chargement|sur (?:le|notre) s)[a-zé’' ]{0,40})?|(?:impossible de|erreur de) (?:se )?(?:co"
            "nnecter|connexion) à la base de données"
        ),
        "Erreur lors de la connexion à la base de données",
        (
            "Une erreur est survenue vendredi dans le port de Lisbonne : deux navires ont reçu "
            "le même quai pendant la nuit."
        ),
        "WordPress",
    ),
    Wall(
        "maintenance",
        "fr",
        (
            "(?:désolé, )?(?:le |ce |notre |votre )?(?:site|service)(?: internet| web)? (?:est )?(?:actuellement "
            "|temporairement |momentanément )?(?:en (?:cours de )?maintenance|indisponible(?: pour (?:cause de )?"
            "maintenance)?|fermé pour maintenance)|(?:maintenance|opération de maintenance) (?:en cours|"
            "programmée)|nous (?:serons de retour|revenons) (?:bientôt|très vite|dans quelques [a-z]+)"
        ),
        "Notre site est actuellement en maintenance.",
        (
            "Maintenance en cours sur les trois ponts du port jusqu’au mois prochain : les pêcheurs "
            "font le tour par le nord."
        ),
        "general",
    ),
    Wall(
        "app",
        "fr",
        (
            r"(?:téléchargez|ouvrez|installez|utilisez)[^.]{0,26}(?:application|appli|app)\b[^.]{0,30} pour (?:lir"
            "e|continuer|poursuivre|accéder|profiter|voir)[^.]{0,40}"
        ),
        "Téléchargez notre application pour lire la suite.",
        "Téléchargez, dit le maire, une application de plus, et vous ne parlerez plus à personne du port.",
        "general",
    ),
    Wall(
        "paywall",
        "fr",
        (
            "(?:la suite|le reste|(?:cet |l['’])article|ce contenu) (?:est )?réservée? aux? abonnés?|"
            "il vous reste [0-9.,  ]+ ?% de cet article|(?:abonnez-vous|connectez-vous|identifiez-vous) pour (?:l"
            r"ire|continuer|poursuivre)|déjà abonné(?:·?e)? ?\?"
        ),
        "Cet article est réservé aux abonnés.",
        "Le journal ouvre ses articles réservés aux abonnés à tous les élèves.",
        "general",
    ),
    Wall(
        "paywall",
        "fr",
        (
            r"(?:abonnez-vous|je m['’]abonne|s['’]abonner|connectez-vous|inscrivez-vous|créez un compte)[^.\n]{0,3"
            "0} (?:pour|et) (?:lire|continuer|poursuivre|accéd|débloqu|découvr|profit|lisez)[a-zé]*|"
            "(?:(?:la suite|le reste|l['’]intégralité) (?:de (?:cet|l['’]) ?article )?|(?:cet|"
            "l['’]) ?article |contenu |article )(?:est |n['’]est accessible qu['’]|n['’]est disponible que? )?(?:"
            "exclusivement )?(?:réservée?s?|accessible uniquement|disponible uniquement|accessible)? ?(?:aux?|"
            r"pour les|à nos) (?:seuls )?abonnée?s|il vous reste [^.\n]{1,12}% (?:de|à)|vous avez (?:lu|"
            r"atteint|épuisé) [^.\n]{0,30}articles? (?:gratuits?|offerts?)|(?:déjà|vous êtes) abonnée?(?:·?e)? ?\?"
            r"|(?:dès|à partir de|pour) [0-9]+(?:,[0-9]+)? ?€ (?:par|le|/) ?(?:mois|semaine|an)[^.\n]{0,40}|"
            "débloquez (?:cet|l['’]) ?article"
        ),
        "Abonnez-vous pour débloquer la suite de cet article",
        "L’article est accessible au conseil seul, dit le maire.",
        "general",
    ),
    Wall(
        "paywall",
        "fr",
        (
            r"pour (?:lire (?:la suite|cet|l['’]article)|continuer|poursuivre|accéder|débloquer)[^.\n,]{0,50},? (?"
            ":abonnez-vous|connectez-vous|inscrivez-vous|identifiez-vous|créez|choisissez|veuillez)|"
            r"lisez (?:la suite|cet article)[^.\n]{0,20} (?:pour|avec|à partir)|(?:profitez|bénéficiez) d['’]un ac"
            "cès illimité"
        ),
        "Pour lire la suite, abonnez-vous",
        "Pour lire la suite de l’arrêt, le conseil attend vendredi.",
        "general",
    ),
    Wall(
        "paywall",
        "fr",
        (
            "(?:contenu|article|accès|texte) (?:est )?(?:exclusivement |uniquement )?(?:réservée?s?|e"
            "xclusifs?) (?:aux?|pour les|à nos) (?:seuls )?(?:membres|adhérents|lecteurs abonnés|insc"
            "rits)"
        ),
        "Contenu réservé aux membres",
        "Le contenu exclusif de la salle est réservé par le maire aux membres du conseil, dit le journal.",
        "general",
    ),
    Wall(
        "paywall",
        "fr",
        "(?:article |contenu |texte )?réservée?s? à nos (?:seuls )?abonnée?s",
        "Réservé à nos abonnés",
        "Le quai est réservé à nos pêcheurs, dit le maire, et les abonnés du port attendent.",
        "general",
    ),
    Wall(
        "consent",
        "fr",
        (
            "(?:(?:nous et nos (?:[0-9]+ )?partenaires )?(?:nous )?utilisons|ce site (?:web )?utilise|"
            "notre site utilise) des cookies|(?:accepter|refuser) (?:tous )?les cookies|continuer sans accepter"
        ),
        "Nous et nos 214 partenaires utilisons des cookies pour mesurer l’audience.",
        "Le ministre veut bannir la phrase « Nous utilisons des cookies » de toutes les pages.",
        "general",
    ),
    Wall(
        "stub",
        "fr",
        (
            "(?:plus (?:d['’](?:informations?|infos?)|de détails) (?:à (?:venir|suivre)|dans quelques [a-z]+|"
            "très (?:vite|bientôt))|(?:cet|l['’]) ?(?:article|info) (?:va être|sera|est) (?:en cours (?:de|"
            "d['’])[a-zé]+|régulièrement |bientôt )?(?:mis à jour|actualisé|complété|enrichi)?|"
            "article en cours (?:de rédaction|d['’](?:actualisation|écriture))|(?:développement|"
            "suite|détails) à (?:venir|suivre))(?: [a-zé’' ]{3,30})?"
        ),
        "Plus d’informations à venir.",
        (
            "Plus d’informations à suivre pour les pêcheurs, voilà ce que le conseil leur a promis, "
            "et ils attendent encore."
        ),
        "general",
    ),
    Wall(
        "offer",
        "fr",
        (
            r"(?:abonn|compte|inscri|connect)[^.!?\n]{0,60}(?:lire|lecture|article|contenu|suite|"
            r"accès|accéder|illimité)|(?:lire|lecture|article|contenu|suite|accès|accéder)[^.!?\n]{0,60}(?:abonn|"
            "compte|inscri|connect)"
        ),
        "Offre réservée : un compte suffit pour lire l’article",
        "Les abonnés du port ont reçu vendredi un article en cadeau.",
        "general",
    ),
    Wall(
        "remark",
        "fr",
        (
            "(?:erreur|bloqué|refusé|interdit|non disponible|indisponible|introuvable|expiré|chargement|"
            "maintenance|vérifi|robot|captcha|connexion|connect|cookies?|javascript|navigateur|"
            "réessay|tentatives|application|mis à jour)"
        ),
        "Vous avez été bloqué",
        "Le pont a été bloqué vendredi par les pêcheurs.",
        "general",
    ),
)
