"""What walls say in English, which pages in any language may have."""

from newscheck.text.walls.wall import Wall

WALLS = (
    Wall(
        "title",
        "en",
        (
            "(?:error|http)[ :]+(?:40[013459]|410|429|451|50[0234]|52[0-6])|(?:http )?(?:40[013459]|"
            r"410|429|451|50[0234]|52[0-6])[\s:–—|-]+(?:error|(?:page )?not found|forbidden|unauthori[sz]ed|"
            "bad (?:request|gateway)|method not allowed|request timeout|gone|too many requests|"
            "unavailable for legal reasons|internal server error|service (?:temporarily )?unavailable|"
            "gateway time-?out|web server [a-z ]{4,30})"
        ),
        "404 Not Found",
        "500 Ways To Cook Fish At Home",
        "HTTP status lines",
    ),
    Wall(
        "title",
        "en",
        r"just a moment[\s.…]*|attention required!?(?: \| cloudflare)?|ddos-guard|checking your browser.*",
        "Just a moment...",
        "Just a moment of silence for the fishermen",
        "Cloudflare, DDoS-Guard",
    ),
    Wall(
        "title",
        "en",
        ("access (?:is )?denied|forbidden|(?:page )?not found|(?:service )?(?:temporarily )?unavailable|bad gateway"),
        "Access denied",
        "Access denied to the crews of the north",
        "Apache, nginx",
    ),
    Wall(
        "title",
        "en",
        (
            r"please wait[\s.…]*|gateway time-?out|internal server error|too many requests|(?:please )?(?:log|"
            "sign) ?in"
        ),
        "Internal Server Error",
        "Please wait for the ferry, says the port",
        "Apache, nginx",
    ),
    Wall(
        "title",
        "en",
        (
            "before you continue.*|captcha|(?:human|robot|security) (?:check|verification)|are you (?:a )?(?:huma"
            r"n|robot)\??"
        ),
        "Are you a robot?",
        "Before the storm: a captain remembers",
        "Google",
    ),
    Wall(
        "title",
        "en",
        (
            "access to this page has been denied|pardon our interruption|access to this site has been"
            " (?:limited|blocked)|you have been blocked"
        ),
        "Access to this page has been denied",
        "Access to this page of history has been denied to the crews for years",
        "PerimeterX, Imperva, Wordfence",
    ),
    Wall(
        "page",
        "en",
        (
            r"just a moment\.\.\.|attention required|enable javascript|javascript (?:is|and cookies)|"
            r"ddos protection|\bray id"
        ),
        "Enable JavaScript and cookies to continue",
        "The ray of the lighthouse needs no moment to reach the northern coast, the keeper says.",
        "Cloudflare, Apache, nginx, Varnish",
    ),
    Wall(
        "page",
        "en",
        ("checking (?:your browser|if the site)|verify(?:ing)? (?:that )?you are (?:a |not a )?(?:human|robot|bot)"),
        "Checking your browser before accessing the site.",
        "The port is checking the papers of every ship, and nobody verifies who is human.",
        "Cloudflare, Apache, nginx, Varnish",
    ),
    Wall(
        "page",
        "en",
        "access (?:is )?denied|permission to access|the requested url|unusual traffic|not a robot",
        "You don't have permission to access this page on this server.",
        "Access to the southern pier is open to everybody again, the port said on Friday.",
        "Cloudflare, Apache, nginx, Varnish",
    ),
    Wall(
        "page",
        "en",
        (
            r"\b40[0134] (?:not found|forbidden|bad request|unauthorized)|\b50[0234] (?:internal|"
            "bad|service|gateway)"
        ),
        "404 Not Found",
        "Some 500 fishermen and 403 sailors came to the harbour on Friday to see the new light.",
        "Cloudflare, Apache, nginx, Varnish",
    ),
    Wall(
        "page",
        "en",
        r"\A.{0,40}\bcaptcha\b.{0,20}\Z|internal server error",
        "CAPTCHA",
        "A program solves any captcha, researchers in Lisbon showed on Friday, and people fail every third.",
        "Cloudflare, Apache, nginx, Varnish",
    ),
    Wall(
        "page",
        "en",
        "service (?:temporarily )?unavailable|bad gateway|varnish cache server",
        "Error 503: service unavailable",
        "The ferry service is unavailable to nobody, the port said on Friday, and the gateway is good.",
        "Cloudflare, Apache, nginx, Varnish",
    ),
    Wall(
        "page",
        "en",
        (
            "page (?:you (?:requested|are looking for) )?(?:was |could |can)?(?:not|n't|no longer)(?: be)? (?:fou"
            "nd|exist)"
        ),
        "The page you are looking for could not be found.",
        "The page of the diary on which the captain wrote of the storm was found on Friday.",
        "Cloudflare, Apache, nginx, Varnish",
    ),
    Wall(
        "check",
        "en",
        (
            "(?:please )?(?:verify|confirm|prove)(?: that)? you(?:['’]re| are) (?:a |not a |an? actual )?(?:real "
            ")?(?:human|person|robot|bot)(?: by [^.]{3,40})?"
        ),
        "Please verify you are a human.",
        ("Prove that you are a human being first and a minister second, the captain told the council on Friday."),
        "reCAPTCHA, PerimeterX",
    ),
    Wall(
        "check",
        "en",
        (
            "(?:please )?(?:complete|solve|pass) (?:the|this|a) (?:[a-z]+ )?(?:check|captcha|verification|"
            "challenge|puzzle)(?: (?:below|to continue|to proceed|to access)[^.]{0,30})?"
        ),
        "Complete the security check to access this site",
        ("Solve the puzzle of the harbour, the mayor told them, and the council will pay for the second bridge."),
        "Cloudflare",
    ),
    Wall(
        "check",
        "en",
        (
            "(?:we(?:['’]ve| have)?|our systems?(?: has| have)?) (?:have |has )?detected (?:some )?(?:unusual|"
            "suspicious|automated)(?: or [a-z]+)? (?:activity|traffic|requests|behaviou?r)(?: (?:from|"
            "on|coming|in|originating) [^.]{3,60})?|press (?:and|&) hold(?: [^.]{3,40})?|we (?:need|"
            "want) to (?:make sure|be sure|verify)(?: that)? you(?:['’]re| are) (?:not a|a) (?:robot|"
            "bot|human|real person)"
        ),
        "We have detected unusual activity from your network.",
        "The police detected unusual activity at the port on Friday and closed two of the gates for an hour.",
        "PerimeterX, Google",
    ),
    Wall(
        "check",
        "en",
        (
            "(?:please )?(?:enable|turn on) (?:js|cookies|javascript)(?: (?:and|in) [^.]{3,40})?(?: to (?:continu"
            r"e|view|proceed)[^.]{0,30})?|why have i been blocked\??|(?:performance (?:and|&) )?security by cloudf"
            "lare|your browser (?:is not|isn['’]t|is no longer) supported"
        ),
        "Please enable JS and disable any ad blocker",
        "Your browser is not supported by the new tax office, thousands of fishermen learned on Friday.",
        "DataDome, Cloudflare",
    ),
    Wall(
        "check",
        "en",
        (
            "pardon our interruption|(?:as you were browsing,? )?something about your browser made us"
            " think|access to this (?:page|site) has been (?:denied|limited|blocked)(?: because [^.]{"
            "3,60})?|(?:sorry, )?you have been blocked"
        ),
        "Pardon Our Interruption",
        (
            "Pardon our interruption of the summer, the captain wrote to the guests, and sent each "
            "of them a bottle of wine."
        ),
        "PerimeterX, Imperva, Wordfence",
    ),
    Wall(
        "adblock",
        "en",
        (
            "(?:please )?(?:disable|turn off|deactivate|pause|switch off|whitelist|allow ads)(?: (?:y"
            r"our|the|our site in your))?[^.\n]{0,20}ad[- ]?block(?:er|ing)?[^.\n]{0,60}|(?:it (?:look"
            "s|seems) like |we(?:['’]ve| have)? (?:noticed|detected)(?: that)? )?you(?:['’]re| are) u"
            "sing an ad[- ]?blocker|ad[- ]?blocker detected"
        ),
        "Please disable your ad blocker to view this content.",
        (
            "Ad blockers cost the papers of the coast two million last year, their union said on "
            "Friday in a letter to the minister."
        ),
        "general",
    ),
    Wall(
        "login",
        "en",
        (
            "(?:please )?(?:log|sign) ?in (?:or (?:register|sign up|create an account|subscribe) )?(?:to (?:your "
            "account|continue|view (?:this|the)|access (?:this|the)|read (?:this|the)|see (?:this|"
            "the))[^.]{0,40}|with (?:google|facebook|apple|email))|you(?:['’]ll)? (?:must|need to|"
            "have to) (?:be (?:logged|signed) in|(?:log|sign) in|be registered|register)(?: to [^.]{3,40})?|"
            "your session has (?:expired|timed out)"
        ),
        "You must be logged in to view this page.",
        (
            "You must be registered with the port by Monday, the office told the crews of the "
            "northern coast in a letter."
        ),
        "general",
    ),
    Wall(
        "deleted",
        "en",
        (
            "(?:sorry, )?(?:this|the|that) (?:article|page|post|story|content|video|link|account|"
            "tweet|url)(?: (?:that )?you(?:['’]re| are)? [a-z ]{3,30})? (?:has been|was|is|has|"
            "may have been|might have been|can(?:no|['’])t be) (?:been )?(?:since )?(?:currently )?(?:removed|"
            "deleted|taken down|expired|withdrawn|unpublished|moved|suspended|displayed|found|"
            "no longer available|not available|unavailable|not found)(?: or [a-z ]{3,30})?(?: (?:by|"
            "from|at|due to|in) (?:its|the|this|our|your|legal|a)[a-z ]{0,30})?"
        ),
        "This article has been removed by the publisher.",
        "The article was removed from the treaty after a long debate, said the minister on Friday.",
        "general",
    ),
    Wall(
        "deleted",
        "en",
        (
            "(?:sorry, )?(?:this|our) (?:content|site|page|website|video|article|service) (?:is|"
            "isn['’]t) (?:currently )?(?:not |un)?available in your (?:country|region|location|"
            "area)|(?:unavailable|not available) (?:for|due to) legal reasons|we recogni[sz]e you are attempting "
            "to access[^.]{0,100}"
        ),
        "This content is not available in your region.",
        ("This service is available in your harbour only, the company told the people of the three islands on Friday."),
        "HTTP 451 pages",
    ),
    Wall(
        "deleted",
        "en",
        (
            "(?:error |http )?451:? unavailable (?:for|due to) legal reasons|(?:unfortunately, )?(?:o"
            "ur|this) (?:web)?site is (?:currently )?(?:unavailable|not available) (?:in|to visitors "
            "from|for) (?:most )?[a-z ,]{3,50}(?:countries|union|area|eea|region)|access (?:from [a-z"
            " ]{3,40} )?can ?not be granted at this time"
        ),
        "451: Unavailable due to legal reasons",
        (
            "Legal reasons made the book unavailable in most countries of the coast, its publisher "
            "said on Friday in Lisbon."
        ),
        "HTTP 451 pages",
    ),
    Wall(
        "deleted",
        "en",
        (
            "(?:this )?(?:content|article|story|post|page) (?:was |has been )?(?:removed|deleted|take"
            r"n down|withdrawn) (?:at the request of|by) [^.\n]{3,40}|(?:hmm[,. …]+)?we(?:['’]re| are)"
            " having trouble (?:finding|loading|reaching) (?:that|this|the) (?:site|page|article)"
        ),
        "Content removed at the request of the author",
        "The story was taken down by hand from the wall of the old port office, where it had hung for sixty years.",
        "general",
    ),
    Wall(
        "busy",
        "en",
        (
            "(?:you(?:['’]ve| have) (?:made|sent|been) (?:too many requests|rate limited)|rate limit (?:exceeded|"
            "reached)|you are being rate limited|too many requests)(?: (?:from|in|recently|within)[^.]{0,40})?|"
            "(?:please )?(?:try again|come back) (?:later|in (?:a few|some|[0-9]+) (?:minutes|"
            "seconds|moments))"
        ),
        "Rate limit exceeded",
        (
            "Too many requests for boats reached the office on Friday, and the captain turned "
            "half of them down, she said."
        ),
        "general",
    ),
    Wall(
        "error",
        "en",
        (
            "(?:error establishing a database connection|(?:sql|database|mysql|fatal|parse) error(?::|"
            r" )[^\n]{0,80}|(?:oops|sorry|uh-oh)[!,.… ]+(?:something|there) (?:went wrong|was an? (?:error|"
            "problem))[^.]{0,40}|something went wrong|an (?:unexpected |internal |unknown )?error (?:has )?occurr"
            "ed(?: (?:while|when|during|on (?:the|this|our) s|in the app|processing|and)[^.]{0,60})?|"
            "the server encountered an? [a-z ]{0,30}error[^.]{0,60}|could not connect to (?:the )?(?:database|"
            "mysql)[^.]{0,40})"
        ),
        "Error establishing a database connection",
        (
            "Something went wrong at the lighthouse, and the keeper wants to know what it was "
            "before the winter, he said."
        ),
        "WordPress, Apache",
    ),
    Wall(
        "error",
        "en",
        (
            r"sqlstate\[[^\n]{0,160}|you have an error in your sql syntax[^\n]{0,120}|(?:php )?(?:fata"
            r"l error|warning|notice|parse error): +[^\n]{3,160}? on line [0-9]+|(?:uncaught |unhandle"
            r"d )?[a-z]*(?:pdo|mysqli?_sql|runtime|server)exception[:\n][^\n]{0,120}|traceback \(most "
            r"recent call last\)"
        ),
        "SQLSTATE[HY000] [2002] Connection refused",
        (
            "The database of the port has an error in every third line, the auditors wrote on Friday "
            "in their first report."
        ),
        "PHP, Python",
    ),
    Wall(
        "maintenance",
        "en",
        (
            "(?:(?:sorry, )?(?:we(?:['’]re| are)|(?:the|this|our) (?:web)?site is) (?:currently |"
            "temporarily |briefly )?(?:down|closed|offline|undergoing|performing|under|unavailable)(?: for)? ?(?:"
            "for )?(?:scheduled |planned |routine |some )?maintenance|(?:scheduled|planned|under|"
            "down for) maintenance|(?:briefly unavailable for scheduled maintenance)|we(?:['’]ll|"
            " will) be (?:right )?back (?:soon|shortly|later)|(?:the|this|our) (?:web)?site is (?:currently |"
            "temporarily )?(?:down|offline|unavailable))(?: [^.]{3,40})?"
        ),
        "Briefly unavailable for scheduled maintenance. Check back in a minute.",
        (
            "Scheduled maintenance of the lighthouse takes until Friday, and the ships are to "
            "keep to the southern channel, the port said."
        ),
        "WordPress",
    ),
    Wall(
        "app",
        "en",
        (
            "(?:download|get|install|open|use)(?: in| with)? (?:our|the|this)[a-z ]{0,24} app (?:to|"
            "for|and) (?:continue|read|keep|get|view|see|full|the (?:full|best|rest))[^.]{0,50}|"
            "(?:continue|keep|read) (?:reading )?(?:this (?:article|story) )?in (?:our|the)[a-z ]{0,20} app|"
            "open in app"
        ),
        "Download our app to continue reading",
        (
            "Download the harbour app and get a ticket by Friday, the port says, or queue at "
            "the gate with the others on Monday."
        ),
        "general",
    ),
    Wall(
        "app",
        "en",
        "(?:open|read|view|continue) (?:this|the) (?:article|story|page) in (?:our|the) app",
        "Open this article in our app",
        "The fishermen read the story in the application of the museum, which the port paid for.",
        "general",
    ),
    Wall(
        "paywall",
        "en",
        (
            "(?:subscribe|log ?in|sign ?in|sign ?up|register)(?: now)? to (?:continue|keep|read|"
            "unlock|view|access|see)|to (?:continue|keep) reading|(?:this|the) (?:article|content|"
            "story) is (?:only |exclusively )?(?:for|available to|reserved for) (?:our )?(?:paid |"
            r"premium )?(?:subscribers|members)|already a (?:subscriber|member)\?|unlock this article|"
            "(?:the rest of )?this (?:article|story) is available (?:only )?to (?:our )?(?:subscribers|"
            "members)|you(?:['’]ve| have) (?:reached your limit of|read (?:all )?(?:your|[a-z]+ of your)) [^.]{0,"
            r"20}(?:articles|stories)|want to read more\? (?:become|subscribe|join|sign)"
        ),
        "Subscribe to continue reading",
        "Readers who subscribe to continue reading number two million, the paper said.",
        "general",
    ),
    Wall(
        "paywall",
        "en",
        (
            "(?:subscribe(?:rs?)?|become a (?:member|subscriber)|upgrade|start (?:your|a) (?:free )?trial|"
            r"join (?:now|today))[^.\n]{0,30} (?:to|for|and) (?:continue reading|keep reading|read(?: on|"
            " more| the| this| all|ing)|unlock|view (?:the|this)|access (?:the|this|all)|full access|"
            "unlimited (?:access|articles)|get (?:full|unlimited))|unlock (?:this (?:article|story)|"
            r"the (?:full|rest)|unlimited|all (?:of )?(?:our|articles|content|stories))[^.\n]{0,30}|"
            "(?:this|the (?:full|rest of (?:the|this)))(?: [a-z]+)? ?(?:article|story|post|content|"
            "report)? is (?:only |exclusively |reserved )?(?:for|available (?:only )?(?:to|for)|"
            "exclusive to|limited to) (?:our |paying |paid |premium |registered )*(?:subscribers|"
            "members|readers with)|(?:subscriber|member|premium)s?[ -](?:only|exclusive)(?: (?:content|"
            r"article|story))?\Z|you(?:['’]ve| have) [^.\n]{0,20}(?:[0-9]+|no|one|two|three|last|"
            r"all)[^.\n]{0,12} free (?:articles?|stories|reads?)[^.\n]{0,20}(?:left|remaining|this month)|"
            r"subscribe to unlock|already (?:a )?(?:subscrib(?:er|ed)|have an account|a member)\?|"
            r"for (?:just |only )?[$£€] ?[0-9.]+ (?:a|per) (?:week|month|year)[^.\n]{0,40}(?:read|"
            "access|subscri)[a-z]*"
        ),
        "Subscribe to unlock",
        "Join the crews to see the new lighthouse.",
        "general",
    ),
    Wall(
        "paywall",
        "en",
        (
            r"you(?:['’]ve| have) (?:now )?(?:reached|hit|used|exceeded)[^.\n]{0,30}(?:limit|free (?:articles|"
            "stories|reads))|to (?:read|access|view|see|unlock) (?:the |this |our )?(?:full |rest of (?:the |"
            "this )?|whole |complete |entire )?(?:article|story|content|post|report)s?,? ?(?:please )?(?:subscrib"
            "e|log ?in|sign ?in|sign ?up|become|register|join|create)|(?:this is|you(?:['’]re|"
            r" are) reading) an? (?:subscriber|member|premium|paid)s?[ -]?(?:only|exclusive)?[^.\n]{0,20}(?:articl"
            "e|story|content|post)|unlock (?:full|unlimited) access|continue reading (?:with|by|"
            "for) (?:an? )?[a-z $£€0-9]{0,30}(?:subscri|account|trial|member)|(?:create|register|"
            r"sign ?up)[^.\n]{0,20}(?:free|an) ?(?:account)?[^.\n]{0,6} to (?:continue|keep|read|"
            "unlock|access)|get unlimited (?:digital )?access"
        ),
        "To read the full story, subscribe or sign in.",
        "To read the full report the council needs a week.",
        "general",
    ),
    Wall(
        "paywall",
        "en",
        (
            r"(?:get|enjoy) (?:full|unlimited|complete) (?:digital )?access[^.\n]{0,20} (?:for|from) ("
            r"?:just |only )?[$£€] ?[0-9.]+[^.\n]{0,20}|log ?in or (?:subscribe|register) to [a-z]{3,1"
            r"0}[^.\n]{0,40}"
        ),
        "Get full access for $5/month",
        "Get full access roads first, the fishermen told the port, and only then build the second pier.",
        "general",
    ),
    Wall(
        "appwall",
        "en",
        (
            "(?:download|get|install|open) (?:our|the)[a-z ]{0,24} app (?:to|and) (?:continue|keep|fi"
            r"nish)? ?(?:read|reading|read on)[^.\n]{0,40}|(?:continue|keep|finish) reading (?:this (?"
            ":article|story) )?in (?:our|the)[a-z ]{0,20} app"
        ),
        "Download our app to continue reading",
        (
            "Download the app of the port to read the tides, the captain tells everybody, and hardly "
            "anybody listens to him."
        ),
        "general",
    ),
    Wall(
        "consent",
        "en",
        (
            "(?:we(?: and our (?:[0-9]+ )?partners)?|(?:this|our) (?:web)?site) uses? cookies|"
            "accept (?:all )?cookies|(?:your privacy choices|we value your privacy)"
        ),
        "We and our partners use cookies to measure content.",
        "“We use cookies”: this message has to vanish, the minister said on Friday.",
        "general",
    ),
    Wall(
        "stub",
        "en",
        (
            r"(?:(?:this|the) (?:is a )?(?:breaking|developing) (?:news )?story(?:[, ]+[^\n]{0,60})?|"
            r"(?:this|the) (?:article|story|page|post|report) (?:will be|is being) (?:updated|expanded)[^\n]{0,60}"
            "|more (?:to (?:follow|come)|details? (?:soon|to follow|shortly))|(?:details|updates?|"
            "full (?:story|report)) (?:to follow|to come|soon|shortly|coming soon)|please (?:check|"
            "come) back (?:later|soon|shortly)[^.]{0,30}|content (?:coming soon|not available|"
            "unavailable))"
        ),
        "More to follow.",
        "More to come from the sea than fish alone: the captain has plans for three wind farms and a museum.",
        "general",
    ),
    Wall(
        "offer",
        "en",
        (
            r"(?:subscri(?:be|ber|ption)|premium|members?(?:hip)?\b|(?:free )?account|free trial|"
            r"unlimited)[^.!?\n]{0,60}\b(?:read|access|articles?|story|stories|content|continue|"
            r"unlock|view|more)|\b(?:read(?:ing)?|access|articles?|story|content|continue|unlock|"
            r"view)\b[^.!?\n]{0,60}(?:subscri(?:be|ber|ption)|premium|members?(?:hip)?\b|account|"
            "trial|log ?in|sign ?in|register)"
        ),
        "Thanks for reading! Subscribe for more.",
        "Members of the council read the report on Friday.",
        "general",
    ),
    Wall(
        "remark",
        "en",
        (
            r"(?:\berror\b|blocked|access[^.]{0,40} denied|forbidden|unable to access|not (?:available|"
            "found|supported|working)|n['’]t (?:available|exist|working|found)|unavailable|expired|"
            "loading|maintenance|verif(?:y|ication)|a robot|captcha|log ?in|sign ?in|cookies?|"
            "javascript|browser|went wrong|too many (?:requests|attempts|connections)|request limit|"
            "limited|in the app|check back|more details|legal reasons|connection refused|sqlstate|"
            "mysql|timeout|timed out|redirect)"
        ),
        "Request blocked.",
        "The bridge was blocked on Friday.",
        "general",
    ),
)
