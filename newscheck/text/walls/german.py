"""What walls say in German."""

from newscheck.text.walls.wall import Wall

WALLS = (
    Wall(
        "title",
        "de",
        (
            "zugriff (?:verweigert|gesperrt)|seite (?:wurde )?nicht (?:gefunden|verfügbar)|fehler 40[34]|"
            "(?:bitte warten|(?:nur )?einen moment(?: bitte)?)|sicherheits(?:über)?prüfung|anmelden|"
            "anmeldung|interner serverfehler"
        ),
        "Seite nicht gefunden",
        "Zugriff auf den Hafen verweigert: die Fischer klagen",
        "general",
    ),
    Wall(
        "page",
        "de",
        (
            "(?:bitte )?(?:aktivieren sie|schalten sie) (?:bitte )?javascript|javascript (?:ist deaktiviert|"
            "aktivieren)|(?:dass|ob) sie (?:ein mensch|kein roboter) sind|ich bin kein roboter|"
            "die (?:angeforderte|gesuchte|von ihnen [a-z]+) seite (?:wurde nicht|konnte nicht|"
            "existiert|ist nicht)|ungewöhnlichen datenverkehr"
        ),
        "aktivieren sie javascript",
        "Ein Roboter verteilt im Hafen seit Freitag die Fracht, die Fischer sehen ihm dabei zu.",
        "general",
    ),
    Wall(
        "check",
        "de",
        (
            "(?:bitte )?(?:bestätigen|beweisen|verifizieren|bestätige) (?:sie|du)?,? ?dass (?:sie|"
            "du) (?:ein mensch|kein (?:roboter|bot)) (?:sind|bist)|(?:ihr browser|die verbindung|"
            "ihre verbindung) wird (?:überprüft|geprüft)|sicherheits(?:über)?prüfung(?: läuft)?|"
            "(?:wir haben|es wurden?) (?:eine )?(?:ungewöhnliche|verdächtige)[a-z]* (?:aktivität|"
            "zugriffe|anfragen|datenverkehr)[a-zäöüß ]{0,40}"
        ),
        "Ihr Browser wird überprüft.",
        ("Sicherheitsprüfung der Brücken am Hafen dauert bis Freitag, danach entscheidet der Rat über den Neubau."),
        "Cloudflare",
    ),
    Wall(
        "adblock",
        "de",
        (
            "(?:bitte )?(?:deaktivieren|schalten) sie (?:bitte )?(?:ihren |den )?(?:ad|werbe)[- ]?blo"
            r"cker[^.\n]{0,60}|sie (?:nutzen|verwenden|haben) einen (?:ad|werbe)[- ]?blocker[^.\n]{0,3"
            "0}"
        ),
        "Bitte deaktivieren Sie Ihren Adblocker.",
        "Werbeblocker kosten die Zeitungen an der Küste zwei Millionen im Jahr, sagte ihr Verband am Freitag.",
        "general",
    ),
    Wall(
        "login",
        "de",
        (
            "(?:bitte )?(?:melden sie sich (?:bitte )?an|loggen sie sich (?:bitte )?ein|bitte einloggen|"
            "bitte anmelden)(?:,? um [^.]{3,60})?|sie müssen (?:sich anmelden|sich einloggen|angemeldet sein|"
            "eingeloggt sein|registriert sein)(?:, (?:um|bevor|damit) [^.]{3,60})?|um [^.,]{3,50}, (?:müssen sie|"
            "melden sie) sich [^.]{3,30}|ihre (?:sitzung|session) ist abgelaufen"
        ),
        "Bitte melden Sie sich an, um fortzufahren.",
        (
            "Sie müssen sich anmelden wie alle anderen auch und bis Freitag warten. Das sagte "
            "die Bürgermeisterin den Fischern."
        ),
        "general",
    ),
    Wall(
        "deleted",
        "de",
        (
            "(?:leider )?(?:dieser|der|diese|die|das|dieses|ihre?) (?:gewünschte |angeforderte |"
            "gesuchte )?(?:artikel|beitrag|seite|inhalt|video|text|link)(?: [a-zäöüß ]{3,20})? (?:wurde (?:leider"
            " )?(?:gelöscht|entfernt|verschoben|offline genommen|nicht gefunden)|(?:ist|steht) (?:leider )?(?:in "
            "ihre[mr] (?:land|region) )?(?:nicht mehr|leider nicht|nicht|derzeit nicht)(?: in ihre[mr] (?:land|"
            "region))? (?:verfügbar|abrufbar|online|erreichbar|vorhanden|zur verfügung)|existiert (?:leider )?nic"
            "ht(?: mehr)?)"
        ),
        "Der Artikel ist leider nicht mehr verfügbar.",
        ("Der Artikel wurde entfernt, der die Fischer vom neuen Zoll ausnimmt, und durch einen anderen ersetzt."),
        "general",
    ),
    Wall(
        "deleted",
        "de",
        (
            "(?:leider )?(?:die seite|der artikel|der beitrag|der inhalt), (?:die|den|nach der) (?:si"
            "e|du) (?:suchen|suchst|aufrufen (?:möchten|wollen)|angefordert haben), (?:existiert|ist|"
            "wurde|gibt es) [a-zäöüß ]{3,40}"
        ),
        "Die Seite, die Sie suchen, existiert nicht mehr.",
        "Die Seite, die Fischer suchen, ist die des Wetters, sagte der Hafen am Freitag bei der Eröffnung.",
        "general",
    ),
    Wall(
        "busy",
        "de",
        (
            "zu viele (?:anfragen|zugriffe|verbindungen)(?: (?:von|in) [a-zäöüß ]{3,30})?|(?:bitte )?(?:versuchen"
            "|probieren) sie es (?:bitte )?(?:später|in (?:einigen|wenigen|ein paar) (?:minuten|"
            "augenblicken|sekunden)|zu einem späteren zeitpunkt)(?: (?:erneut|noch einmal|wieder|"
            "nochmals))?"
        ),
        "Zu viele Anfragen. Bitte versuchen Sie es später erneut.",
        "Zu viele Anfragen nach Liegeplätzen hat der Hafen am Freitag bekommen, die Hälfte lehnte er ab.",
        "general",
    ),
    Wall(
        "error",
        "de",
        (
            "(?:leider )?(?:ist |es ist )?(?:ein )?(?:interner |unerwarteter |technischer |unbekannter )?(?:serve"
            "r)?fehler (?:ist )?(?:aufgetreten|beim (?:laden|aufbau|herstellen|abrufen|verarbeiten)[a-zäöüß ]{0,5"
            r"0})|es ist (?:leider )?ein [a-zäöüß ]{0,16}fehler aufgetreten|datenbankfehler(?::[^\n]{0,60})?|"
            "(?:ups|hoppla|oje)[!,. …]+(?:da |hier )?(?:ist )?etwas (?:ist )?schief ?gelaufen"
        ),
        "Fehler beim Aufbau einer Datenbankverbindung",
        "Fehler beim Laden der Fracht haben den Hafen am Freitag zwei Stunden gekostet, sagt der Kapitän.",
        "WordPress",
    ),
    Wall(
        "maintenance",
        "de",
        (
            "(?:wegen |aufgrund (?:von )?)?(?:geplante[rn]? |dringende[rn]? )?wartungs(?:arbeiten|"
            "modus)(?: (?:ist|sind|steht|nicht) [a-zäöüß ]{3,60})?|wir führen (?:gerade|derzeit|"
            "aktuell) wartungsarbeiten durch|(?:die|diese|unsere) (?:web)?(?:seite|site) (?:wird (?:gerade|"
            "derzeit|aktuell) gewartet|befindet sich (?:im wartungsmodus|in wartung)|ist (?:derzeit|"
            "vorübergehend|wegen wartung[a-z]*) (?:nicht (?:verfügbar|erreichbar)|offline)[a-zäöüß ]{0,30})|"
            "wir sind (?:gleich|bald|in kürze) (?:wieder )?(?:zurück|da|für sie da)"
        ),
        "Unsere Seite wird gerade gewartet.",
        "Wartungsarbeiten an der Schleuse halten den Hafen bis Freitag auf, die Schiffe warten vor der Küste.",
        "general",
    ),
    Wall(
        "app",
        "de",
        (
            r"(?:laden|öffnen|installieren|nutzen|holen) sie[^.]{0,26}\bapp\b[^.]{0,50}(?:lesen|"
            "weiter|artikel|zugriff|inhalte)[^.]{0,20}|in (?:der|unserer) app (?:weiterlesen|öffnen|"
            "lesen)"
        ),
        "Laden Sie unsere App, um den ganzen Artikel zu lesen.",
        "Laden Sie die App nicht, warnt der Hafen, sie stammt von Betrügern und liest die Kennwörter mit.",
        "general",
    ),
    Wall(
        "app",
        "de",
        "(?:öffnen|lesen) sie (?:den|diesen) (?:artikel|text|beitrag) in (?:unserer|der) app",
        "Öffnen Sie den Artikel in unserer App.",
        "Öffnen Sie den Artikel des Vertrags, bat der Richter, und lesen Sie ihn vor.",
        "general",
    ),
    Wall(
        "paywall",
        "de",
        (
            "(?:weiterlesen|jetzt weiter ?lesen|jetzt lesen) (?:mit|im|nach|für)|(?:dieser|der) (?:artikel|"
            "inhalt|text) ist (?:nur )?(?:abonnenten|für abonnenten|mit)|sie (?:wollen|möchten) weiterlesen|"
            "bereits (?:abonnent|registriert)|melden sie sich an, um (?:weiter ?zu ?lesen|den)|"
            "(?:den (?:ganzen|vollständigen|kompletten)|diesen) (?:artikel|text|beitrag) lesen sie (?:mit|"
            "im|als)|mit (?:einem|dem|unserem) (?:digital)?abo lesen sie"
        ),
        "Dieser Artikel ist nur für Abonnenten.",
        "Die Zeitung baut ihre Paywall ab, Abonnenten zahlen künftig weniger.",
        "general",
    ),
    Wall(
        "paywall",
        "de",
        (
            "(?:jetzt |hier )?(?:abonnieren|abo (?:abschließen|bestellen|testen)|freischalten|"
            r"registrieren|anmelden|testen)[^.\n]{0,30} und (?:sofort |alle[sn]? |gleich )?(?:weiter ?lesen|"
            "artikel|inhalte|lesen)|(?:dieser|der|den|diesen) (?:ganze |vollständige |komplette |"
            "gesamte |ganzen |vollständigen )?(?:artikel|inhalt|text|beitrag)(?: ist)? (?:nur |"
            "exklusiv |ausschließlich )?(?:für (?:unsere |registrierte |zahlende )*(?:abonnent|"
            "nutzer mit|mitglied|leser mit)[a-z]*|abonnenten vorbehalten|mit (?:einem )?[a-z0-9+ ]{0,12}abo|"
            r"mit [a-z]*plus)|(?:exklusiv |nur )für (?:abonnent(?:en|innen)|mitglieder|plus-mitglieder)\Z|"
            "(?:bereits|schon|sie sind(?: bereits)?|sind sie(?: bereits| schon)?) (?:abonnent(?:in)?|"
            r"abonniert|mitglied|registriert|kunde|ein abo)[^.\n]{0,10}\?|weiterlesen mit [a-z0-9+]|"
            "lesen sie (?:diesen|den ganzen|den vollständigen) (?:artikel|text) (?:mit|im|als)|"
            r"sie haben (?:[a-zäöü ]+ )?(?:alle|[0-9]+|keine)[^.\n]{0,16} (?:kostenlosen|freien|"
            "gratis)[a-z -]{0,4}artikel|(?:ab|für|nur) [0-9]+(?:,[0-9]+)? ?(?:€|euro) (?:im|pro|"
            r"/) ?(?:monat|woche)[^.\n]{0,40}(?:lesen|zugriff|zugang|testen|kündbar)"
        ),
        "Jetzt abonnieren und weiterlesen",
        "Anmelden und mitlesen kann im Rathaus jeder.",
        "general",
    ),
    Wall(
        "paywall",
        "de",
        (
            "um (?:weiter ?zu ?lesen|(?:den|diesen) (?:ganzen |vollständigen )?(?:artikel|text|"
            r"beitrag)[^.,\n]{0,24}zu lesen)[^.\n]{0,4} (?:benötigen|brauchen|melden|schließen|"
            "registrieren|abonnieren|loggen)|zum weiterlesen (?:bitte )?(?:anmelden|abonnieren|"
            r"registrieren|einloggen|abo)|lesen sie weiter (?:mit|im|für)|sie haben (?:schon|bereits)[^.\n]{0,10} "
            r"(?:abo|digitalabo|konto|zugang)\?|haben sie (?:schon|bereits) ein[^.\n]{0,14}\?"
        ),
        "Um weiterzulesen, benötigen Sie ein Abo.",
        "Zum Weiterlesen bitten die Fischer den Rat um Licht.",
        "general",
    ),
    Wall(
        "paywall",
        "de",
        (
            "(?:exklusiv|nur) für (?:unsere )?(?:abonnent(?:en|innen)|abonnent:innen|digitalabonnente"
            r"n|plus-leser)[:!.\n]|testen sie (?:jetzt )?[a-z0-9+ -]{2,30}(?:einen monat|[0-9]+ (?:tag"
            r"e|wochen|monate?))[^.\n]{0,12}(?:kostenlos|gratis|unverbindlich)"
        ),
        "Exklusiv für Abonnenten: Testen Sie Küste+ einen Monat kostenlos.",
        "Nur für Abonnenten der Oper gibt es Karten, sagte der Direktor am Freitag.",
        "general",
    ),
    Wall(
        "paywall",
        "de",
        (
            r"als (?:digital-?)?(?:abonnent(?:in)?|mitglied|plus-leser) (?:lesen|können) sie[^.\n]{0,5"
            r"0}|noch kein (?:digital-?)?abo\?|(?:den|diesen) (?:ganzen |vollständigen )?(?:artikel|te"
            r"xt|beitrag) (?:können|dürfen) nur (?:abonnenten|mitglieder)[^.\n]{0,20}lesen"
        ),
        "Als Abonnent lesen Sie den ganzen Text.",
        "Als Mitglied lesen die Fischer den Vertrag mit anderen Augen, sagte der Rat am Freitag.",
        "general",
    ),
    Wall(
        "paywall",
        "de",
        (
            "(?:dieser|der) (?:text|artikel|beitrag) (?:ist (?:teil|bestandteil)|gehört zu) unseres? "
            r"(?:plus|premium|abo|digital)[a-zäöü+-]{0,16}|mit [a-z]{0,20} ?(?:plus|premium)\+? (?:wei"
            "ter ?)?lesen|ihr (?:kostenloses|gratis-?)[a-z ]{0,4}kontingent ist (?:aufgebraucht|ersch"
            "öpft)"
        ),
        "Dieser Text ist Teil unseres Plus-Angebots.",
        "Dieser Text ist Teil unseres Erbes, sagte der Direktor des Museums am Freitag in Lissabon.",
        "general",
    ),
    Wall(
        "consent",
        "de",
        (
            "(?:wir (?:und unsere (?:[0-9]+ )?partner )?(?:verwenden|nutzen|setzen)|diese (?:web)?seite (?:verwen"
            "det|nutzt)) cookies|alle (?:cookies )?akzeptieren|(?:cookies|tracking) (?:akzeptieren|"
            "zustimmen)|mit werbung und tracking"
        ),
        "Wir und unsere 214 Partner nutzen Cookies, um Inhalte zu messen.",
        "Der Minister will den Satz „Wir verwenden Cookies“ von allen Seiten verbannen.",
        "general",
    ),
    Wall(
        "stub",
        "de",
        (
            "(?:mehr (?:dazu )?in kürze|(?:weitere|mehr) (?:informationen|details|infos) (?:folgen|"
            "in kürze)(?: in kürze)?|(?:dieser|der) (?:artikel|text|beitrag) wird (?:laufend |"
            "fortlaufend |ständig |regelmäßig |in kürze |gerade )?(?:aktualisiert|ergänzt|überarbeitet)|"
            "(?:inhalt|text|bericht) folgt(?: in kürze)?)"
        ),
        "Mehr in Kürze.",
        "Mehr in Kürze zu sagen hat der Rat versprochen, doch die Fischer warten seit Freitag.",
        "general",
    ),
    Wall(
        "stub",
        "de",
        (
            "(?:die|diese) (?:meldung|nachricht|news) wird (?:in kürze |laufend |fortlaufend |gleich "
            ")?(?:ergänzt|aktualisiert|erweitert)"
        ),
        "Die Meldung wird in Kürze ergänzt.",
        "Die Meldung wird in Kürze überall gelesen, sagte der Kapitän, und niemand kam.",
        "general",
    ),
    Wall(
        "offer",
        "de",
        (
            r"(?:abo\b|abonn|digitalabo|konto|anmeld|registrier|freischalt|einlogg)[^.!?\n]{0,60}(?:lesen|"
            r"artikel|inhalt|zugang|zugriff|text)|(?:lesen|artikel|inhalt|zugang|zugriff)[^.!?\n]{0,60}(?:abo\b|"
            "abonn|digitalabo|konto|anmeld|registrier|freischalt|einlogg)"
        ),
        "Mit Digitalabo alle Artikel auf allen Geräten",
        "Der Zugang zum Hafen steht seit Freitag allen mit Konto offen, sagt der Rat.",
        "general",
    ),
    Wall(
        "remark",
        "de",
        (
            "(?:fehler|blockiert|gesperrt|verweigert|nicht (?:verfügbar|gefunden|erreichbar|unterstützt)|"
            "abgelaufen|wird geladen|wartung|werden überprüft|kein roboter|captcha|anmeld|einlogg|"
            "cookies?|javascript|browser|erneut|versuche|in der app|aktualisiert)"
        ),
        "Sie wurden blockiert",
        "Die Brücke wurde am Freitag blockiert.",
        "general",
    ),
)
