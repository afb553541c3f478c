"""What bot checks, error pages, login walls and consent texts say, by language; patterns in lower case.

`TITLES` are whole titles, `PHRASES` stand in a short text, `CONSENT` at the beginning of a text about cookies.
"""

from __future__ import annotations

from re import Match

from newscheck.text.language_tables import LanguagePatterns

TITLES = {
    "ar": (
        r"(?:تم رفض|رُفض) الوصول|الوصول مرفوض|(?:الصفحة|الصفحه) غير موجودة|لم يتم العثور على الصفحة|خطأ 40[34]|"
        r"لحظة من فضلك|يرجى الانتظار|تسجيل الدخول|التحقق من الأمان"
    ),
    "bn": (
        r"প্রবেশাধিকার নেই|(?:পৃষ্ঠা|পেজ)(?:টি|টা)? (?:পাওয়া যায়নি|খুঁজে পাওয়া যায়নি)|"
        r"অনুগ্রহ করে অপেক্ষা করুন|লগ ?ইন(?: করুন)?"
    ),
    "cs": r"přístup (?:odepřen|zamítnut)|stránka (?:nenalezena|nebyla nalezena)|chyba 404|přihlášení",
    "da": r"adgang nægtet|siden (?:blev ikke fundet|findes ikke)|fejl 404|vent venligst|log ind",
    "de": (
        r"zugriff (?:verweigert|gesperrt)|seite (?:wurde )?nicht (?:gefunden|verfügbar)|fehler 40[34]|"
        r"(?:bitte warten|(?:nur )?einen moment(?: bitte)?)|sicherheits(?:über)?prüfung|anmelden|anmeldung|"
        r"interner serverfehler"
    ),
    "el": r"η σελίδα δεν βρέθηκε|δεν επιτρέπεται η πρόσβαση|σφάλμα 404|σύνδεση",
    "es": (
        r"acceso denegado|p[áa]gina no encontrada|error 40[34]|(?:un momento|espere)(?:,? por favor)?|"
        r"verificación de seguridad|(?:iniciar|inicie|inicia) sesión|servicio no disponible"
    ),
    "fa": (
        r"دسترسی (?:غیر ?مجاز|ممنوع|مسدود)(?: است| شد)?|صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد|خطای (?:404|۴۰۴)|"
        r"لطفاً? (?:صبر|منتظر)[^.]{0,12}|ورود(?: به سایت)?|بررسی امنیتی"
    ),
    "fi": r"pääsy (?:estetty|evätty)|sivua ei (?:löytynyt|löydy)|virhe 404|odota hetki|kirjaudu(?: sisään)?",
    "fr": (
        r"accès (?:refusé|interdit|bloqué)|page (?:non trouvée|introuvable)|erreur 40[34]|"
        r"(?:veuillez patienter|un instant|un moment)|vérification (?:de sécurité|en cours)|connexion|"
        r"se connecter|service (?:temporairement )?indisponible"
    ),
    "he": (
        r"(?:ה?גישה|הכניסה) (?:נדחתה|נחסמה|חסומה)|(?:הדף|העמוד) (?:לא נמצא|אינו קיים)|שגיאה 40[34]|רק רגע|אנא המתינו?|"
        r"התחברות|אימות אבטחה"
    ),
    "hi": (
        r"(?:पहुँच|पहुंच|प्रवेश) (?:अस्वीकृत|निषेध|वर्जित)|(?:पृष्ठ|पेज) नहीं मिला|कृपया प्रतीक्षा करें|"
        r"लॉग ?इन(?: करें)?|साइन इन(?: करें)?|सुरक्षा जांच"
    ),
    "id": (
        r"akses (?:ditolak|diblokir)|halaman tidak ditemukan|kesalahan 404|mohon tunggu|harap tunggu|masuk|login|"
        r"verifikasi keamanan"
    ),
    "it": (
        r"accesso (?:negato|bloccato)|pagina non trovata|errore 40[34]|attendere(?: prego)?|un momento|accedi|"
        r"verifica di sicurezza"
    ),
    "ja": (
        r"アクセスが(?:拒否|禁止|制限)され(?:ました|ています)|"
        r"(?:お探しの|指定された)?ページ(?:が|は)(?:見つかりません|存在しません)(?:でした)?|しばらくお待ちください|"
        r"ログイン|"
        r"セキュリティ(?:チェック|確認)|(?:ただいま|現在)(?:大変)?混み合って(?:います|おります)|"
        r"エラー(?:が発生しました)?"
    ),
    "ko": (
        r"접근이? ?(?:거부|차단|제한)(?:되었습니다|됨)?|(?:요청하신 )?페이지를 찾을 수 없습니다|"
        r"잠시만? 기다(?:려|리)[^.]{0,8}|로그인|보안 ?(?:확인|인증)|"
        r"오류(?:가 발생했습니다)?|서비스 점검 ?중(?:입니다)?"
    ),
    "ne": r"(?:पृष्ठ|पेज) (?:भेटिएन|फेला परेन)|लगइन(?: गर्नुहोस्)?|कृपया (?:पर्खनुहोस्|प्रतीक्षा गर्नुहोस्)",
    "nl": r"toegang geweigerd|pagina niet gevonden|fout 404|even geduld(?: a\.?u\.?b\.?)?|inloggen|aanmelden",
    "no": r"ingen tilgang|siden (?:ble ikke funnet|finnes ikke)|fant ikke siden|feil 404|vennligst vent|logg inn",
    "pl": (
        r"(?:brak dostępu|odmowa dostępu|dostęp zabroniony)|"
        r"(?:nie znaleziono strony|strona nie (?:istnieje|została znaleziona))|błąd 404|proszę czekać|zaloguj się|"
        r"logowanie"
    ),
    "pt": (
        r"acesso (?:negado|bloqueado|restrito)|página não encontrada|erro 40[34]|"
        r"(?:um momento|aguarde)(?:,? por favor)?|verificação de segurança|(?:entrar|fazer login|iniciar sessão)|"
        r"serviço indisponível"
    ),
    "ru": (
        r"доступ (?:запрещ[её]н|ограничен|закрыт)|страница не найдена|ошибка 40[34]|"
        r"(?:один момент|подождите|пожалуйста,? подождите|минуточку)|проверка (?:безопасности|браузера)|вход|"
        r"авторизация|вы не робот\??|сервис (?:временно )?недоступен"
    ),
    "sv": (
        r"åtkomst nekad|sidan (?:hittades inte|kunde inte hittas|finns inte)|fel 404|(?:vänligen|"
        r"var god) vänta|logga in"
    ),
    "th": (
        r"(?:ไม่พบหน้า(?:ที่คุณต้องการ|นี้|เว็บ)?|ไม่พบหน้าที่ค้นหา)|"
        r"(?:การ)?(?:เข้าถึงถูกปฏิเสธ|ปฏิเสธการเข้าถึง)|(?:กรุณา|โปรด)รอสักครู่|เข้าสู่ระบบ|ตรวจสอบความปลอดภัย"
    ),
    "tr": (
        r"erişim (?:engellendi|reddedildi|yasak)|sayfa bulunamadı|hata 404|"
        r"(?:lütfen bekleyin(?:iz)?|bir dakika lütfen)|giriş(?: yap(?:ın)?)?|güvenlik (?:kontrolü|doğrulaması)"
    ),
    "uk": (
        r"доступ (?:заборонено|обмежено)|сторінку не знайдено|помилка 404|зачекайте(?:,? будь ласка)?|вхід|"
        r"авторизація"
    ),
    "ur": r"صفحہ (?:نہیں ملا|موجود نہیں)|رسائی (?:ممنوع|مسترد)|لاگ ان(?: کریں)?|براہ کرم انتظار (?:کریں|فرمائیں)",
    "vi": (
        r"truy cập bị (?:từ chối|chặn)|không tìm thấy (?:trang|nội dung)|trang không tồn tại|lỗi 404|"
        r"vui lòng (?:chờ|đợi)(?: trong giây lát)?|đăng nhập|xác minh bảo mật"
    ),
}
PHRASES = {
    "ar": (
        r"(?:قم بتفعيل|يرجى تفعيل|فعّل) (?:جافا ?سكريبت|javascript)|(?:أنك|أنت) (?:لست روبوت|إنسان)|"
        r"الصفحة (?:التي (?:تبحث|طلبت)[^.]{0,12} )?غير موجودة|عذر[اً]+،? (?:الصفحة|هذه الصفحة)"
    ),
    "bn": r"আপনি (?:রোবট নন|মানুষ)|জাভাস্ক্রিপ্ট (?:চালু|সক্রিয়) করুন|(?:পৃষ্ঠা|পেজ)টি [^।]{0,20}পাওয়া যায়নি",
    "da": (
        r"(?:aktivér|aktiver|slå) javascript|(?:jeg|du) er ikke en robot|siden,? (?:du (?:leder efter|"
        r"søger),? )?(?:findes|eksisterer) ikke"
    ),
    "de": (
        r"(?:bitte )?(?:aktivieren sie|schalten sie) (?:bitte )?javascript|"
        r"javascript (?:ist deaktiviert|aktivieren)|(?:dass|ob) sie (?:ein mensch|kein roboter) sind|"
        r"ich bin kein roboter|"
        r"die (?:angeforderte|gesuchte|von ihnen [a-z]+) seite (?:wurde nicht|konnte nicht|existiert|ist nicht)|"
        r"ungewöhnlichen datenverkehr"
    ),
    "el": (
        r"ενεργοποιήστε (?:τη |το )?javascript|δεν είστε (?:ρομπότ|robot)|η σελίδα που (?:ζητήσατε|"
        r"αναζητάτε|ψάχνετε) δεν"
    ),
    "es": (
        r"(?:active|habilite|activa|habilita) (?:el )?javascript|(?:no soy|no eres|no es) un robot|"
        r"que (?:eres|es) humano|la página (?:solicitada|que (?:busca|buscas|solicitó)) no (?:existe|está|se)|"
        r"tráfico inusual"
    ),
    "fa": (
        r"(?:جاوا ?اسکریپت|javascript) (?:را )?فعال کنید|(?:ربات|روبات) نیستید|"
        r"صفحه (?:مورد نظر|درخواستی)[^.]{0,12} (?:یافت|پیدا|وجود)"
    ),
    "fi": r"ota javascript käyttöön|(?:et|en) ole robotti|(?:hakemaasi|etsimääsi|pyytämääsi) sivua ei",
    "fr": (
        r"(?:activez|veuillez activer|activer) (?:le )?javascript|javascript est désactivé|"
        r"(?:je ne suis|vous n['’]êtes) pas un robot|que vous êtes (?:un )?humain|"
        r"la page (?:demandée|que vous (?:recherchez|demandez|cherchez)) (?:n['’]existe|est introuvable|n['’]a "
        r"pas|n['’]est)|"
        r"trafic inhabituel"
    ),
    "he": (
        r"(?:הפעילו?|יש להפעיל|נא להפעיל|אנא הפעילו?) (?:את )?(?:ה-?)?javascript|(?:אינך|אני לא|שאינך|אינכם) רובוט|"
        r"(?:הדף|העמוד) (?:המבוקש|שחיפשתם?|שביקשתם?) (?:לא נמצא|אינו (?:קיים|זמין))"
    ),
    "hi": (
        r"(?:जावास्क्रिप्ट|javascript) (?:चालू|सक्षम) करें|आप (?:रोबोट नहीं|मानव|इंसान) हैं|"
        r"(?:पृष्ठ|पेज)[^।]{0,20} (?:नहीं मिला|उपलब्ध नहीं|मौजूद नहीं)"
    ),
    "id": (
        r"(?:aktifkan|hidupkan) javascript|(?:anda|saya) bukan robot|"
        r"halaman yang (?:anda )?(?:cari|minta)[^.]{0,8} tidak (?:ditemukan|ada|tersedia)"
    ),
    "it": (
        r"(?:attiva|abilita|attivare|abilitare) (?:il )?javascript|(?:non sono|non sei) un robot|"
        r"la pagina (?:richiesta|che (?:cerchi|stai cercando)) non (?:esiste|è stata|è disponibile)"
    ),
    "ja": (
        r"javascriptを(?:有効|オン)に|(?:ロボット|人間)(?:ではない|である)こと(?:を|の)(?:確認|証明)|"
        r"私はロボットではありません|"
        r"お探しのページ(?:は|が)(?:見つかり|存在|移動|削除)|アクセスが集中して"
    ),
    "ko": (
        r"자바스크립트를 (?:활성화|사용|켜)|javascript를 (?:활성화|사용|켜)|로봇이 아닙니다|"
        r"(?:요청하신|찾으시는) 페이지(?:를|가) (?:찾을 수|존재하지|삭제)|"
        r"비정상적인 (?:접근|트래픽)"
    ),
    "ne": (
        r"जाभास्क्रिप्ट (?:सक्रिय|सक्षम) गर्नुहोस्|तपाईं(?:ले)? (?:रोबोट होइन|मानव)|"
        r"(?:पृष्ठ|पेज)[^।]{0,20} (?:भेटिएन|फेला परेन|उपलब्ध छैन)"
    ),
    "nl": (
        r"(?:schakel|zet) javascript (?:in|aan)|(?:ik ben|u bent|je bent) geen robot|"
        r"de (?:gevraagde )?pagina (?:die u zoekt )?(?:bestaat niet|kan niet|is niet)"
    ),
    "no": (
        r"(?:aktiver|slå på) javascript|(?:jeg|du) er ikke en robot|siden (?:du (?:leter etter|"
        r"søker) )?(?:finnes|eksisterer) ikke"
    ),
    "pl": (
        r"włącz (?:obsługę )?javascript|nie jest(?:em|eś) robotem|"
        r"(?:szukana|żądana) strona nie (?:istnieje|została)"
    ),
    "pt": (
        r"(?:ative|habilite|ativar) o? ?javascript|(?:não sou|não é) um robô|que (?:você é|é) humano|"
        r"a página (?:solicitada|que (?:você )?(?:procura|tentou)[^.]{0,12}) não (?:existe|foi|está)|"
        r"tráfego incomum"
    ),
    "ru": (
        r"включите (?:поддержку )?javascript|что вы (?:не робот|человек)|я не робот|"
        r"(?:запрашиваемая|запрошенная|такая) (?:вами )?страница не (?:найдена|существует)|"
        r"подозрительн(?:ый трафик|ая активность|ую активность)"
    ),
    "sv": (
        r"(?:aktivera|slå på) javascript|(?:jag|du) är inte en robot|sidan (?:du (?:söker|"
        r"letar efter) )?(?:finns inte|kunde inte hittas)"
    ),
    "th": (
        r"เปิด(?:ใช้งาน)? ?(?:javascript|จาวาสคริปต์)|"
        r"(?:คุณ|ฉัน)(?:ไม่ใช่(?:โปรแกรมอัตโนมัติ|หุ่นยนต์|บอท)|เป็นมนุษย์)|ไม่พบหน้า(?:เว็บ)?ที่คุณ"
    ),
    "tr": (
        r"javascript['’]?i (?:etkinleştirin|açın)|robot olmadığ(?:ınızı|ımı)|insan olduğunuzu|"
        r"aradığınız sayfa (?:bulunamadı|mevcut)|olağan dışı trafik"
    ),
    "uk": r"увімкніть javascript|що ви (?:не робот|людина)|я не робот|(?:запитувану|цю) сторінку не знайдено",
    "ur": r"جاوا اسکرپٹ (?:کو )?(?:فعال|آن) کریں|آپ روبوٹ نہیں|مطلوبہ صفحہ (?:نہیں|موجود)",
    "vi": (
        r"(?:bật|kích hoạt) javascript|(?:bạn|tôi) không phải (?:là )?(?:robot|người máy)|"
        r"trang (?:bạn|mà bạn) (?:tìm|yêu cầu|truy cập)[^.]{0,15} không (?:tồn tại|tìm thấy|có)"
    ),
}
CONSENT = {
    "ar": r"(?:نستخدم|نحن نستخدم|يستخدم (?:هذا )?الموقع|يستخدم موقعنا) (?:ملفات (?:تعريف الارتباط|الكوكيز)|الكوكيز)",
    "bn": r"(?:আমরা|এই (?:ওয়েব)?সাইট(?:টি|ে)?) কুকি(?:জ)? ব্যবহার",
    "cs": r"(?:používáme|tento web používá|tyto stránky používají) (?:soubory )?cookies?",
    "da": (
        r"(?:vi (?:og vores (?:[0-9]+ )?partnere )?bruger|dette (?:website|websted) bruger|"
        r"denne hjemmeside bruger) cookies|accepter (?:alle )?cookies"
    ),
    "de": (
        r"(?:wir (?:und unsere (?:[0-9]+ )?partner )?(?:verwenden|nutzen|setzen)|diese (?:web)?seite "
        r"(?:verwendet|nutzt)) cookies|"
        r"alle (?:cookies )?akzeptieren|(?:cookies|tracking) (?:akzeptieren|zustimmen)|mit werbung und tracking"
    ),
    "el": r"(?:χρησιμοποιούμε|ο ιστότοπος χρησιμοποιεί|αυτός ο ιστότοπος χρησιμοποιεί) cookies",
    "en": (
        r"(?:we(?: and our (?:[0-9]+ )?partners)?|(?:this|our) (?:web)?site) uses? cookies|"
        r"accept (?:all )?cookies|(?:your privacy choices|we value your privacy)"
    ),
    "es": (
        r"(?:(?:nosotros y nuestros (?:[0-9]+ )?socios )?(?:utilizamos|usamos)|(?:este|nuestro) sitio (?:web "
        r")?(?:utiliza|usa)|esta web utiliza) cookies|"
        r"aceptar (?:todas las )?cookies"
    ),
    "fa": r"(?:ما|این (?:وب ?‌?)?سایت) از کوکی",
    "fi": r"(?:käytämme|tämä sivusto käyttää|sivustomme käyttää) evästeitä|hyväksy (?:kaikki )?evästeet",
    "fr": (
        r"(?:(?:nous et nos (?:[0-9]+ )?partenaires )?(?:nous )?utilisons|ce site (?:web )?utilise|notre site "
        r"utilise) des cookies|"
        r"(?:accepter|refuser) (?:tous )?les cookies|continuer sans accepter"
    ),
    "he": (
        r"(?:אנו|אנחנו|אתר זה|האתר|באתר זה)(?: אנו)? (?:משתמשים|משתמש|עושה שימוש|נעשה שימוש) "
        r"ב(?:עוגיות|קוקיז|קובצי|-?cookies)"
    ),
    "hi": r"(?:हम|यह (?:वेब)?साइट|हमारी (?:वेब)?साइट) कुकी(?:ज़|ज)? का (?:उपयोग|इस्तेमाल)",
    "id": r"(?:kami|situs (?:web )?ini) menggunakan cookies?|(?:terima|setujui) (?:semua )?cookies?",
    "it": (
        r"(?:(?:noi e i nostri (?:[0-9]+ )?partner )?(?:utilizziamo|usiamo)|questo sito (?:web "
        r")?(?:utilizza|usa)) (?:i )?cookies?|"
        r"accetta (?:tutti i )?cookies?"
    ),
    "ja": (
        r"(?:当サイト|このサイト|本サイト|当社|当ウェブサイト)(?:では|は).{0,20}(?:cookie|クッキー)を(?:使用|利用)|"
        r"(?:cookie|クッキー)(?:の使用)?に(?:同意|許可)"
    ),
    "ko": (
        r"(?:(?:당사|저희|본|이)(?: (?:웹)?사이트)?)(?:는|은|에서는)? .{0,20}쿠키를 (?:사용|이용)|"
        r"모든 쿠키 (?:허용|수락)"
    ),
    "ne": r"(?:हामी|यो (?:वेब)?साइट)(?:ले)? कुकी(?:ज)?(?:को)? (?:प्रयोग|उपयोग)",
    "nl": r"(?:(?:wij|we) (?:en onze partners )?gebruiken|deze (?:web)?site gebruikt) cookies|cookies accepteren",
    "no": (
        r"(?:vi (?:og våre (?:[0-9]+ )?partnere )?bruker|dette nettstedet bruker|"
        r"denne siden bruker) (?:cookies|informasjonskapsler)|godta (?:alle )?(?:cookies|"
        r"informasjonskapsler)"
    ),
    "pl": (
        r"(?:używamy|ta strona używa|nasza strona (?:używa|korzysta)|strona korzysta)[^.]{0,8} (?:plików )?cookies?"
    ),
    "pt": (
        r"(?:(?:nós e os nossos (?:[0-9]+ )?parceiros )?(?:utilizamos|usamos)|este site (?:utiliza|usa)) cookies|"
        r"aceitar (?:todos os )?cookies"
    ),
    "ru": (
        r"(?:мы используем|(?:наш |этот |данный )?сайт использует) (?:файлы )?(?:cookies?|куки)|"
        r"принять (?:все )?(?:файлы )?(?:cookies?|куки)"
    ),
    "sv": r"(?:vi använder|denna webbplats använder) (?:cookies|kakor)",
    "th": r"(?:เว็บไซต์นี้|เว็บไซต์ของเรา|เรา)(?:มีการ)?ใช้คุกกี้|ยอมรับ(?:คุกกี้)?ทั้งหมด",
    "tr": r"(?:(?:web )?sitemiz(?:de)?|bu (?:web )?site(?:si|de)?|biz)[^.]{0,60} çerez|(?:tüm )?çerezleri kabul",
    "uk": r"(?:ми використовуємо|(?:наш |цей )?сайт використовує) (?:файли )?(?:cookies?|куки)",
    "ur": r"(?:ہم|یہ (?:ویب ?)?سائٹ) کوکیز (?:کا )?استعمال",
    "vi": r"(?:chúng tôi|trang (?:web )?này|website này) sử dụng (?:các )?cookies?|chấp nhận (?:tất cả )?cookies?",
}
_TITLE = LanguagePatterns(TITLES, lambda rows: rf"\s*(?:{rows})[\s.…!！。]*(?:\s[|–—-]\s.{{1,30}})?\s*")
_PHRASE = LanguagePatterns(PHRASES)
#: A quotation mark before the words makes them a quotation in an article about cookies.
_CONSENT = LanguagePatterns(CONSENT, lambda rows: rf"[^«“\"„「『]{{0,80}}?(?:{rows})")


#: Each phrase, and each request for consent, contains one of these in small letters.
_SIGNS = (
    *("javascript", "جافا", "جاوا", "জাভা", "जावा", "जाभा", "자바", "จาวา", "robot", "robo", "робот", "روبو", "ربات"),
    *("روبات", "रोबोट", "রোবট", "ロボット", "로봇", "หุ่นยนต์", "บอท", "อัตโนมัติ", "human", "humain", "umano", "mensch"),
    *(
        "человек",
        "людина",
        "إنسان",
        "মানুষ",
        "मानव",
        "इंसान",
        "人間",
        "มนุษย์",
        "insan",
        "người máy",
        "traf",
        "datenverkehr",
    ),
    *(
        "трафик",
        "активност",
        "트래픽",
        "비정상",
        "アクセス",
        "page",
        "seite",
        "página",
        "pagina",
        "strona",
        "sayfa",
        "halaman",
    ),
    *("findes ikke", "finnes ikke", "eksisterer ikke", "finns inte", "inte hittas", "sivua", "σελίδα", "ρομπότ"),
    *(
        "רובוט",
        "הדף",
        "העמוד",
        "trang",
        "страниц",
        "сторінк",
        "صفح",
        "पृष्ठ",
        "पेज",
        "পৃষ্ঠা",
        "পেজ",
        "ページ",
        "페이지",
        "หน้า",
    ),
)
_CONSENT_SIGNS = (
    *(
        "cookie",
        "privacy",
        "accepter",
        "akzeptieren",
        "zustimmen",
        "tracking",
        "الارتباط",
        "الكوكيز",
        "কুকি",
        "کوکی",
        "كوكي",
    ),
    *(
        "עוגיות",
        "קוקיז",
        "eväste",
        "informasjonskapsler",
        "कुकी",
        "クッキー",
        "쿠키",
        "куки",
        "kakor",
        "คุกกี้",
        "ยอมรับ",
        "çerez",
    ),
)
_BEGINNING = 200


def title(text: str, language: str = "") -> Match[str] | None:
    """The whole title of an error page, a bot check or a login wall."""
    return _TITLE.of(text, language).fullmatch(text)


def phrase(paragraph: str, language: str = "") -> Match[str] | None:
    """What an error page or a bot check says in a paragraph."""
    may_say = any(map(paragraph.lower().__contains__, _SIGNS))
    return _PHRASE.of(paragraph, language).search(paragraph) if may_say else None


def consent(text: str, language: str = "") -> Match[str] | None:
    """The beginning of a text that asks for consent to cookies."""
    beginning = text[:_BEGINNING]
    may_ask = any(map(beginning.lower().__contains__, _CONSENT_SIGNS))
    return _CONSENT.of(beginning, language).match(beginning) if may_ask else None
