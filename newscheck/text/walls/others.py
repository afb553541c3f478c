"""What walls say in other languages."""

from newscheck.text.walls.wall import Wall

WALLS = (
    Wall(
        "title",
        "ar",
        (
            "(?:تم رفض|رُفض) الوصول|الوصول مرفوض|(?:الصفحة|الصفحه) غير موجودة|لم يتم العثور على الصفحة|"
            "خطأ 40[34]|لحظة من فضلك|يرجى الانتظار|تسجيل الدخول|التحقق من الأمان"
        ),
        "تم رفض الوصول",
        "عاد ميناء برنوس إلى العمل صباح الثلاثاء بعد ثلاثة أسابيع من أعمال الإصلاح، بحسب",
        "general",
    ),
    Wall(
        "page",
        "ar",
        (
            "(?:قم بتفعيل|يرجى تفعيل|فعّل) (?:جافا ?سكريبت|javascript)|(?:أنك|أنت) (?:لست روبوت|"
            "إنسان)|الصفحة (?:التي (?:تبحث|طلبت)[^.]{0,12} )?غير موجودة|عذر[اً]+،? (?:الصفحة|هذه الصفحة)"
        ),
        "عذراً، الصفحة التي تبحث عنها غير موجودة.",
        "عاد ميناء برنوس إلى العمل صباح الثلاثاء بعد ثلاثة أسابيع من أعمال الإصلاح، بحسب",
        "general",
    ),
    Wall(
        "paywall",
        "ar",
        (
            "(?:اشترك|سجل الدخول|سجّل الدخول) (?:لمتابعة|لقراءة|لمواصلة)|(?:هذا|هذه) (?:المحتوى|"
            "المقال|المادة) (?:متاحة? |مخصصة? )?(?:للمشتركين|للأعضاء)"
        ),
        "اشترك لمتابعة القراءة",
        "عاد ميناء برنوس إلى العمل صباح الثلاثاء بعد ثلاثة أسابيع من أعمال الإصلاح، بحسب",
        "general",
    ),
    Wall(
        "consent",
        "ar",
        ("(?:نستخدم|نحن نستخدم|يستخدم (?:هذا )?الموقع|يستخدم موقعنا) (?:ملفات (?:تعريف الارتباط|الكوكيز)|الكوكيز)"),
        "نستخدم ملفات تعريف الارتباط لتحسين تجربتك. يرجى الموافقة.",
        "عاد ميناء برنوس إلى العمل صباح الثلاثاء بعد ثلاثة أسابيع من أعمال الإصلاح، بحسب",
        "general",
    ),
    Wall(
        "title",
        "bn",
        ("প্রবেশাধিকার নেই|(?:পৃষ্ঠা|পেজ)(?:টি|টা)? (?:পাওয়া যায়নি|খুঁজে পাওয়া যায়নি)|অনুগ্রহ করে অপেক্ষা করুন|লগ ?ইন(?: করুন)?"),
        "পৃষ্ঠাটি পাওয়া যায়নি",
        "তিন সপ্তাহের মেরামত শেষে মঙ্গলবার সকালে আবার খুলেছে বরনপুর বন্দর।",
        "general",
    ),
    Wall(
        "page",
        "bn",
        "আপনি (?:রোবট নন|মানুষ)|জাভাস্ক্রিপ্ট (?:চালু|সক্রিয়) করুন|(?:পৃষ্ঠা|পেজ)টি [^।]{0,20}পাওয়া যায়নি",
        "আপনি যে পেজটি খুঁজছেন তা খুঁজে পাওয়া যায়নি।",
        "তিন সপ্তাহের মেরামত শেষে মঙ্গলবার সকালে আবার খুলেছে বরনপুর বন্দর।",
        "general",
    ),
    Wall(
        "paywall",
        "bn",
        (
            "(?:পড়া চালিয়ে যেতে|পুরোটা পড়তে) (?:লগইন|সাবস্ক্রাইব)|(?:এই )?(?:লেখা|প্রতিবেদন|"
            "কনটেন্ট|সংবাদ)টি (?:শুধু|কেবল)(?:মাত্র)? (?:গ্রাহক|সদস্য|সাবস্ক্রাইবার)"
        ),
        "পড়া চালিয়ে যেতে লগইন করুন",
        "তিন সপ্তাহের মেরামত শেষে মঙ্গলবার সকালে আবার খুলেছে বরনপুর বন্দর।",
        "general",
    ),
    Wall(
        "consent",
        "bn",
        "(?:আমরা|এই (?:ওয়েব)?সাইট(?:টি|ে)?) কুকি(?:জ)? ব্যবহার",
        "আমরা কুকি ব্যবহার করি। সম্মতি দিন।",
        "তিন সপ্তাহের মেরামত শেষে মঙ্গলবার সকালে আবার খুলেছে বরনপুর বন্দর।",
        "general",
    ),
    Wall(
        "title",
        "cs",
        "přístup (?:odepřen|zamítnut)|stránka (?:nenalezena|nebyla nalezena)|chyba 404|přihlášení",
        "přístup odepřen",
        "Přístav v Brestu se v pátek po bouři znovu otevřel, oznámila městská rada.",
        "general",
    ),
    Wall(
        "consent",
        "cs",
        "(?:používáme|tento web používá|tyto stránky používají) (?:soubory )?cookies?",
        "používáme cookie",
        "Přístav v Brestu se v pátek po bouři znovu otevřel, oznámila městská rada.",
        "general",
    ),
    Wall(
        "title",
        "da",
        "adgang nægtet|siden (?:blev ikke fundet|findes ikke)|fejl 404|vent venligst|log ind",
        "adgang nægtet",
        "Havnen åbnede igen fredag efter stormen, oplyste byrådet i en meddelelse til fiskerne.",
        "general",
    ),
    Wall(
        "page",
        "da",
        (
            "(?:aktivér|aktiver|slå) javascript|(?:jeg|du) er ikke en robot|siden,? (?:du (?:leder efter|"
            "søger),? )?(?:findes|eksisterer) ikke"
        ),
        "aktivér javascript",
        "Havnen åbnede igen fredag efter stormen, oplyste byrådet i en meddelelse til fiskerne.",
        "general",
    ),
    Wall(
        "paywall",
        "da",
        (
            "(?:log ind|bliv abonnent|køb abonnement) for at (?:læse|fortsætte|få)|(?:denne )?artikel(?:en)? er ("
            r"?:kun )?for abonnenter|allerede abonnent\?"
        ),
        "log ind for at læse",
        "Havnen åbnede igen fredag efter stormen, oplyste byrådet i en meddelelse til fiskerne.",
        "general",
    ),
    Wall(
        "consent",
        "da",
        (
            "(?:vi (?:og vores (?:[0-9]+ )?partnere )?bruger|dette (?:website|websted) bruger|"
            "denne hjemmeside bruger) cookies|accepter (?:alle )?cookies"
        ),
        "vi bruger cookies",
        "Havnen åbnede igen fredag efter stormen, oplyste byrådet i en meddelelse til fiskerne.",
        "general",
    ),
    Wall(
        "title",
        "el",
        "η σελίδα δεν βρέθηκε|δεν επιτρέπεται η πρόσβαση|σφάλμα 404|σύνδεση",
        "η σελίδα δεν βρέθηκε",
        "Το λιμάνι άνοιξε ξανά την Παρασκευή μετά την καταιγίδα, ανακοίνωσε το δημοτικό συμβούλιο.",
        "general",
    ),
    Wall(
        "page",
        "el",
        (
            "ενεργοποιήστε (?:τη |το )?javascript|δεν είστε (?:ρομπότ|robot)|η σελίδα που (?:ζητήσατε|"
            "αναζητάτε|ψάχνετε) δεν"
        ),
        "ενεργοποιήστε javascript",
        "Το λιμάνι άνοιξε ξανά την Παρασκευή μετά την καταιγίδα, ανακοίνωσε το δημοτικό συμβούλιο.",
        "general",
    ),
    Wall(
        "paywall",
        "el",
        ("(?:συνδεθείτε|εγγραφείτε|γίνετε συνδρομητής|γίνετε συνδρομητές) για να (?:διαβάσετε|συνεχίσετε)"),
        "συνδεθείτε για να διαβάσετε",
        "Το λιμάνι άνοιξε ξανά την Παρασκευή μετά την καταιγίδα, ανακοίνωσε το δημοτικό συμβούλιο.",
        "general",
    ),
    Wall(
        "consent",
        "el",
        "(?:χρησιμοποιούμε|ο ιστότοπος χρησιμοποιεί|αυτός ο ιστότοπος χρησιμοποιεί) cookies",
        "χρησιμοποιούμε cookies",
        "Το λιμάνι άνοιξε ξανά την Παρασκευή μετά την καταιγίδα, ανακοίνωσε το δημοτικό συμβούλιο.",
        "general",
    ),
    Wall(
        "title",
        "fa",
        (
            "دسترسی (?:غیر ?مجاز|ممنوع|مسدود)(?: است| شد)?|صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد|"
            "خطای (?:404|۴۰۴)|لطفاً? (?:صبر|منتظر)[^.]{0,12}|ورود(?: به سایت)?|بررسی امنیتی"
        ),
        "صفحه مورد نظر یافت نشد",
        "بندر برناب پس از سه هفته تعمیر صبح سه‌شنبه بازگشایی شد.",
        "general",
    ),
    Wall(
        "page",
        "fa",
        (
            "(?:جاوا ?اسکریپت|javascript) (?:را )?فعال کنید|(?:ربات|روبات) نیستید|صفحه (?:مورد نظر|"
            "درخواستی)[^.]{0,12} (?:یافت|پیدا|وجود)"
        ),
        "صفحه مورد نظر شما یافت نشد.",
        "بندر برناب پس از سه هفته تعمیر صبح سه‌شنبه بازگشایی شد.",
        "general",
    ),
    Wall(
        "paywall",
        "fa",
        (
            "برای (?:ادامه|خواندن ادامه|مشاهده ادامه)(?: مطلب)?،? (?:وارد|مشترک)|این (?:مطلب|مقاله|"
            "محتوا) (?:ویژه|مخصوص|تنها برای) (?:مشترکان|مشترکین|اعضا)"
        ),
        "برای ادامه مطلب وارد شوید",
        "بندر برناب پس از سه هفته تعمیر صبح سه‌شنبه بازگشایی شد.",
        "general",
    ),
    Wall(
        "consent",
        "fa",
        "(?:ما|این (?:وب ?‌?)?سایت) از کوکی",
        "ما از کوکی استفاده می‌کنیم.",
        "بندر برناب پس از سه هفته تعمیر صبح سه‌شنبه بازگشایی شد.",
        "general",
    ),
    Wall(
        "title",
        "fi",
        "pääsy (?:estetty|evätty)|sivua ei (?:löytynyt|löydy)|virhe 404|odota hetki|kirjaudu(?: sisään)?",
        "pääsy estetty",
        "Satama avattiin perjantaina uudelleen myrskyn jälkeen, kaupunginhallitus kertoi kalastajille.",
        "general",
    ),
    Wall(
        "page",
        "fi",
        "ota javascript käyttöön|(?:et|en) ole robotti|(?:hakemaasi|etsimääsi|pyytämääsi) sivua ei",
        "ota javascript käyttöön",
        "Satama avattiin perjantaina uudelleen myrskyn jälkeen, kaupunginhallitus kertoi kalastajille.",
        "general",
    ),
    Wall(
        "paywall",
        "fi",
        (
            "(?:kirjaudu(?: sisään)?|tilaa) (?:ja (?:lue|jatka)|lukeaksesi|jatkaaksesi)|(?:artikkeli|"
            r"juttu|sisältö) on (?:vain )?tilaajille|oletko jo tilaaja\?"
        ),
        "kirjaudu ja lue",
        "Satama avattiin perjantaina uudelleen myrskyn jälkeen, kaupunginhallitus kertoi kalastajille.",
        "general",
    ),
    Wall(
        "consent",
        "fi",
        "(?:käytämme|tämä sivusto käyttää|sivustomme käyttää) evästeitä|hyväksy (?:kaikki )?evästeet",
        "käytämme evästeitä",
        "Satama avattiin perjantaina uudelleen myrskyn jälkeen, kaupunginhallitus kertoi kalastajille.",
        "general",
    ),
    Wall(
        "title",
        "he",
        (
            "(?:ה?גישה|הכניסה) (?:נדחתה|נחסמה|חסומה)|(?:הדף|העמוד) (?:לא נמצא|אינו קיים)|שגיאה 40[34]|"
            "רק רגע|אנא המתינו?|התחברות|אימות אבטחה"
        ),
        "גישה נדחתה",
        "הנמל נפתח מחדש ביום שישי אחרי הסערה, כך הודיעה מועצת העיר לדייגים.",
        "general",
    ),
    Wall(
        "page",
        "he",
        (
            "(?:הפעילו?|יש להפעיל|נא להפעיל|אנא הפעילו?) (?:את )?(?:ה-?)?javascript|(?:אינך|אני לא|"
            "שאינך|אינכם) רובוט|(?:הדף|העמוד) (?:המבוקש|שחיפשתם?|שביקשתם?) (?:לא נמצא|אינו (?:קיים|"
            "זמין))"
        ),
        "העמוד שחיפשתם אינו קיים.",
        "הנמל נפתח מחדש ביום שישי אחרי הסערה, כך הודיעה מועצת העיר לדייגים.",
        "general",
    ),
    Wall(
        "paywall",
        "he",
        (
            "(?:הירשמו|התחברו|הצטרפו|עשו מנוי) כדי להמשיך (?:לקרוא|בקריאה)|(?:הכתבה|כתבה זו|תוכן זה|"
            "הכתבה המלאה) (?:למנויים|זמינה למנויים|פתוחה למנויים|בלעדית למנויים)"
        ),
        "הירשמו כדי להמשיך לקרוא",
        "הנמל נפתח מחדש ביום שישי אחרי הסערה, כך הודיעה מועצת העיר לדייגים.",
        "general",
    ),
    Wall(
        "consent",
        "he",
        (
            "(?:אנו|אנחנו|אתר זה|האתר|באתר זה)(?: אנו)? (?:משתמשים|משתמש|עושה שימוש|נעשה שימוש) ב(?:עוגיות|"
            "קוקיז|קובצי|-?cookies)"
        ),
        "אתר זה עושה שימוש בעוגיות לשיפור השירות.",
        "הנמל נפתח מחדש ביום שישי אחרי הסערה, כך הודיעה מועצת העיר לדייגים.",
        "general",
    ),
    Wall(
        "title",
        "hi",
        (
            "(?:पहुँच|पहुंच|प्रवेश) (?:अस्वीकृत|निषेध|वर्जित)|(?:पृष्ठ|पेज) नहीं मिला|कृपया प्रतीक्षा करें|"
            "लॉग ?इन(?: करें)?|साइन इन(?: करें)?|सुरक्षा जांच"
        ),
        "पृष्ठ नहीं मिला",
        "तीन सप्ताह की मरम्मत के बाद बरनपुर बंदरगाह मंगलवार सुबह फिर खुल गया।",
        "general",
    ),
    Wall(
        "page",
        "hi",
        (
            "(?:जावास्क्रिप्ट|javascript) (?:चालू|सक्षम) करें|आप (?:रोबोट नहीं|मानव|इंसान) हैं|"
            "(?:पृष्ठ|पेज)[^।]{0,20} (?:नहीं मिला|उपलब्ध नहीं|मौजूद नहीं)"
        ),
        "आप जो पेज ढूंढ रहे हैं वह उपलब्ध नहीं है।",
        "तीन सप्ताह की मरम्मत के बाद बरनपुर बंदरगाह मंगलवार सुबह फिर खुल गया।",
        "general",
    ),
    Wall(
        "paywall",
        "hi",
        (
            "(?:आगे|पूरा लेख|पूरी खबर) पढ़ने के लिए (?:सब्सक्राइब|लॉग|साइन|लॉगिन|सदस्य)|(?:यह|"
            "ये) (?:लेख|खबर|सामग्री) (?:केवल|सिर्फ) (?:सदस्यों|सब्सक्राइबर|ग्राहकों)"
        ),
        "आगे पढ़ने के लिए लॉगिन करें",
        "तीन सप्ताह की मरम्मत के बाद बरनपुर बंदरगाह मंगलवार सुबह फिर खुल गया।",
        "general",
    ),
    Wall(
        "consent",
        "hi",
        "(?:हम|यह (?:वेब)?साइट|हमारी (?:वेब)?साइट) कुकी(?:ज़|ज)? का (?:उपयोग|इस्तेमाल)",
        "हम कुकीज़ का उपयोग करते हैं।",
        "तीन सप्ताह की मरम्मत के बाद बरनपुर बंदरगाह मंगलवार सुबह फिर खुल गया।",
        "general",
    ),
    Wall(
        "title",
        "id",
        (
            "akses (?:ditolak|diblokir)|halaman tidak ditemukan|kesalahan 404|mohon tunggu|harap tunggu|"
            "masuk|login|verifikasi keamanan"
        ),
        "Halaman tidak ditemukan",
        "Pelabuhan Brenata kembali dibuka pada Selasa pagi setelah tiga pekan perbaikan,",
        "general",
    ),
    Wall(
        "page",
        "id",
        (
            "(?:aktifkan|hidupkan) javascript|(?:anda|saya) bukan robot|halaman yang (?:anda )?(?:cari|"
            "minta)[^.]{0,8} tidak (?:ditemukan|ada|tersedia)"
        ),
        "Halaman yang Anda cari tidak ditemukan.",
        "Pelabuhan Brenata kembali dibuka pada Selasa pagi setelah tiga pekan perbaikan,",
        "general",
    ),
    Wall(
        "paywall",
        "id",
        (
            "(?:berlangganan|masuk|login|daftar) (?:untuk|agar) (?:melanjutkan|membaca|dapat)|"
            "artikel ini (?:khusus|hanya) untuk pelanggan|lanjutkan membaca dengan"
        ),
        "Berlangganan untuk melanjutkan membaca",
        "Pelabuhan Brenata kembali dibuka pada Selasa pagi setelah tiga pekan perbaikan,",
        "general",
    ),
    Wall(
        "consent",
        "id",
        "(?:kami|situs (?:web )?ini) menggunakan cookies?|(?:terima|setujui) (?:semua )?cookies?",
        "Situs ini menggunakan cookie untuk mengukur konten.",
        "Pelabuhan Brenata kembali dibuka pada Selasa pagi setelah tiga pekan perbaikan,",
        "general",
    ),
    Wall(
        "title",
        "it",
        (
            "accesso (?:negato|bloccato)|pagina non trovata|errore 40[34]|attendere(?: prego)?|"
            "un momento|accedi|verifica di sicurezza"
        ),
        "accesso negato",
        "Il porto ha riaperto venerdì dopo la tempesta, ha comunicato il consiglio comunale ai pescatori.",
        "general",
    ),
    Wall(
        "page",
        "it",
        (
            "(?:attiva|abilita|attivare|abilitare) (?:il )?javascript|(?:non sono|non sei) un robot|"
            "la pagina (?:richiesta|che (?:cerchi|stai cercando)) non (?:esiste|è stata|è disponibile)"
        ),
        "attiva javascript",
        "Il porto ha riaperto venerdì dopo la tempesta, ha comunicato il consiglio comunale ai pescatori.",
        "general",
    ),
    Wall(
        "paywall",
        "it",
        (
            "(?:abbonati|accedi|registrati) per (?:continuare|leggere|proseguire)|(?:contenuto|"
            "articolo) (?:riservato|esclusivo) (?:agli|per gli) abbonati"
        ),
        "abbonati per continuare",
        "Il porto ha riaperto venerdì dopo la tempesta, ha comunicato il consiglio comunale ai pescatori.",
        "general",
    ),
    Wall(
        "consent",
        "it",
        (
            "(?:(?:noi e i nostri (?:[0-9]+ )?partner )?(?:utilizziamo|usiamo)|questo sito (?:web )?(?:utilizza|"
            "usa)) (?:i )?cookies?|accetta (?:tutti i )?cookies?"
        ),
        "utilizziamo cookie",
        "Il porto ha riaperto venerdì dopo la tempesta, ha comunicato il consiglio comunale ai pescatori.",
        "general",
    ),
    Wall(
        "title",
        "ko",
        (
            "접근이? ?(?:거부|차단|제한)(?:되었습니다|됨)?|(?:요청하신 )?페이지를 찾을 수 없습니다|"
            "잠시만? 기다(?:려|리)[^.]{0,8}|로그인|보안 ?(?:확인|인증)|오류(?:가 발생했습니다)?|"
            "서비스 점검 ?중(?:입니다)?"
        ),
        "페이지를 찾을 수 없습니다",
        "해람항이 3주간의 보수 공사를 마치고 화요일 아침 다시 문을 열었다고 항만청이 밝혔다.",
        "general",
    ),
    Wall(
        "page",
        "ko",
        (
            "자바스크립트를 (?:활성화|사용|켜)|javascript를 (?:활성화|사용|켜)|로봇이 아닙니다|"
            "(?:요청하신|찾으시는) 페이지(?:를|가) (?:찾을 수|존재하지|삭제)|비정상적인 (?:접근|"
            "트래픽)"
        ),
        "요청하신 페이지를 찾을 수 없습니다. 주소를 확인해 주세요.",
        "해람항이 3주간의 보수 공사를 마치고 화요일 아침 다시 문을 열었다고 항만청이 밝혔다.",
        "general",
    ),
    Wall(
        "paywall",
        "ko",
        (
            "(?:로그인|구독|회원가입|회원 가입)(?: 후| 하시면|하시면|하고|하면) .{0,15}(?:읽|보실|"
            "이용|볼 수)|(?:이 (?:기사|콘텐츠)는 )?(?:유료 ?(?:회원|구독자)?|구독자|회원|프리미엄) ?전용 (?:기사|"
            "콘텐츠)"
        ),
        "로그인 후 계속 읽으실 수 있습니다",
        "해람항이 3주간의 보수 공사를 마치고 화요일 아침 다시 문을 열었다고 항만청이 밝혔다.",
        "general",
    ),
    Wall(
        "consent",
        "ko",
        (
            "(?:(?:당사|저희|본|이)(?: (?:웹)?사이트)?)(?:는|은|에서는)? .{0,20}쿠키를 (?:사용|"
            "이용)|모든 쿠키 (?:허용|수락)"
        ),
        "저희 사이트는 서비스 개선을 위해 쿠키를 사용합니다.",
        "해람항이 3주간의 보수 공사를 마치고 화요일 아침 다시 문을 열었다고 항만청이 밝혔다.",
        "general",
    ),
    Wall(
        "title",
        "ne",
        "(?:पृष्ठ|पेज) (?:भेटिएन|फेला परेन)|लगइन(?: गर्नुहोस्)?|कृपया (?:पर्खनुहोस्|प्रतीक्षा गर्नुहोस्)",
        "पृष्ठ भेटिएन",
        "तीन साताको मर्मतपछि बरनघाट बन्दरगाह मंगलबार बिहान फेरि खुलेको छ।",
        "general",
    ),
    Wall(
        "page",
        "ne",
        (
            "जाभास्क्रिप्ट (?:सक्रिय|सक्षम) गर्नुहोस्|तपाईं(?:ले)? (?:रोबोट होइन|मानव)|(?:पृष्ठ|"
            "पेज)[^।]{0,20} (?:भेटिएन|फेला परेन|उपलब्ध छैन)"
        ),
        "तपाईंले खोज्नुभएको पृष्ठ फेला परेन।",
        "तीन साताको मर्मतपछि बरनघाट बन्दरगाह मंगलबार बिहान फेरि खुलेको छ।",
        "general",
    ),
    Wall(
        "paywall",
        "ne",
        (
            "(?:थप|पूरा) पढ्न(?:को लागि|का लागि)? (?:लगइन|सदस्य|सब्स्क्राइब)|यो (?:सामग्री|लेख|"
            "समाचार) (?:सदस्य|ग्राहक)(?:हरू|हरु)?(?:का|को) लागि"
        ),
        "थप पढ्नको लागि लगइन गर्नुहोस्",
        "तीन साताको मर्मतपछि बरनघाट बन्दरगाह मंगलबार बिहान फेरि खुलेको छ।",
        "general",
    ),
    Wall(
        "consent",
        "ne",
        "(?:हामी|यो (?:वेब)?साइट)(?:ले)? कुकी(?:ज)?(?:को)? (?:प्रयोग|उपयोग)",
        "हामी कुकीको प्रयोग गर्छौं।",
        "तीन साताको मर्मतपछि बरनघाट बन्दरगाह मंगलबार बिहान फेरि खुलेको छ।",
        "general",
    ),
    Wall(
        "title",
        "nl",
        (
            r"toegang geweigerd|pagina niet gevonden|fout 404|even geduld(?: a\.?u\.?b\.?)?|inloggen|"
            "aanmelden"
        ),
        "toegang geweigerd",
        "De haven ging vrijdag na de storm weer open, meldde de gemeenteraad aan de vissers.",
        "general",
    ),
    Wall(
        "page",
        "nl",
        (
            "(?:schakel|zet) javascript (?:in|aan)|(?:ik ben|u bent|je bent) geen robot|de (?:gevraagde )?pagina "
            "(?:die u zoekt )?(?:bestaat niet|kan niet|is niet)"
        ),
        "schakel javascript in",
        "De haven ging vrijdag na de storm weer open, meldde de gemeenteraad aan de vissers.",
        "general",
    ),
    Wall(
        "paywall",
        "nl",
        (
            "(?:log in|abonneer|registreer)[^.]{0,20} om (?:verder|dit|door) te lezen|dit artikel is (?:alleen|"
            "exclusief) voor abonnees"
        ),
        "log in om verder te lezen",
        "De haven ging vrijdag na de storm weer open, meldde de gemeenteraad aan de vissers.",
        "general",
    ),
    Wall(
        "consent",
        "nl",
        ("(?:(?:wij|we) (?:en onze partners )?gebruiken|deze (?:web)?site gebruikt) cookies|cookies accepteren"),
        "wij gebruiken cookies",
        "De haven ging vrijdag na de storm weer open, meldde de gemeenteraad aan de vissers.",
        "general",
    ),
    Wall(
        "title",
        "no",
        ("ingen tilgang|siden (?:ble ikke funnet|finnes ikke)|fant ikke siden|feil 404|vennligst vent|logg inn"),
        "ingen tilgang",
        "Havnen åpnet igjen fredag etter stormen, opplyste bystyret i en melding til fiskerne.",
        "general",
    ),
    Wall(
        "page",
        "no",
        (
            "(?:aktiver|slå på) javascript|(?:jeg|du) er ikke en robot|siden (?:du (?:leter etter|"
            "søker) )?(?:finnes|eksisterer) ikke"
        ),
        "aktiver javascript",
        "Havnen åpnet igjen fredag etter stormen, opplyste bystyret i en melding til fiskerne.",
        "general",
    ),
    Wall(
        "paywall",
        "no",
        (
            "(?:logg inn|bli abonnent|kjøp abonnement) for å (?:lese|fortsette|få)|(?:saken|artikkelen) er (?:kun"
            " |bare )?for abonnenter"
        ),
        "logg inn for å lese",
        "Havnen åpnet igjen fredag etter stormen, opplyste bystyret i en melding til fiskerne.",
        "general",
    ),
    Wall(
        "consent",
        "no",
        (
            "(?:vi (?:og våre (?:[0-9]+ )?partnere )?bruker|dette nettstedet bruker|denne siden bruker) (?:cookie"
            "s|informasjonskapsler)|godta (?:alle )?(?:cookies|informasjonskapsler)"
        ),
        "vi bruker cookies",
        "Havnen åpnet igjen fredag etter stormen, opplyste bystyret i en melding til fiskerne.",
        "general",
    ),
    Wall(
        "title",
        "pl",
        (
            "(?:brak dostępu|odmowa dostępu|dostęp zabroniony)|(?:nie znaleziono strony|strona nie (?:istnieje|"
            "została znaleziona))|błąd 404|proszę czekać|zaloguj się|logowanie"
        ),
        "brak dostępu",
        "Port otwarto ponownie w piątek po burzy, poinformowała rada miasta rybaków.",
        "general",
    ),
    Wall(
        "page",
        "pl",
        ("włącz (?:obsługę )?javascript|nie jest(?:em|eś) robotem|(?:szukana|żądana) strona nie (?:istnieje|została)"),
        "włącz javascript",
        "Port otwarto ponownie w piątek po burzy, poinformowała rada miasta rybaków.",
        "general",
    ),
    Wall(
        "paywall",
        "pl",
        (
            "(?:zaloguj się|wykup dostęp|zarejestruj się|subskrybuj),? (?:aby|żeby|by) (?:czytać|"
            "przeczytać)|(?:artykuł|treść) (?:dostępny|dostępna|tylko) (?:tylko )?dla (?:prenumeratorów|"
            "subskrybentów)"
        ),
        "zaloguj się aby czytać",
        "Port otwarto ponownie w piątek po burzy, poinformowała rada miasta rybaków.",
        "general",
    ),
    Wall(
        "consent",
        "pl",
        ("(?:używamy|ta strona używa|nasza strona (?:używa|korzysta)|strona korzysta)[^.]{0,8} (?:plików )?cookies?"),
        "używamy cookie",
        "Port otwarto ponownie w piątek po burzy, poinformowała rada miasta rybaków.",
        "general",
    ),
    Wall(
        "title",
        "pt",
        (
            "acesso (?:negado|bloqueado|restrito)|página não encontrada|erro 40[34]|(?:um momento|"
            "aguarde)(?:,? por favor)?|verificação de segurança|(?:entrar|fazer login|iniciar sessão)|"
            "serviço indisponível"
        ),
        "Página não encontrada",
        "O porto de Brenal reabriu na manhã de terça-feira após três semanas de obras, in",
        "general",
    ),
    Wall(
        "page",
        "pt",
        (
            "(?:ative|habilite|ativar) o? ?javascript|(?:não sou|não é) um robô|que (?:você é|"
            "é) humano|a página (?:solicitada|que (?:você )?(?:procura|tentou)[^.]{0,12}) não (?:existe|"
            "foi|está)|tráfego incomum"
        ),
        "ative javascript",
        "O porto de Brenal reabriu na manhã de terça-feira após três semanas de obras, in",
        "general",
    ),
    Wall(
        "paywall",
        "pt",
        (
            "(?:assine|faça login|entre|cadastre-se|inscreva-se) (?:para|e) (?:continuar|continue|"
            "ler|ter acesso)|(?:conteúdo|artigo|matéria)(?: é)? (?:exclusiv[oa] )?para (?:os )?(?:nossos )?assina"
            r"ntes|já é assinante\?"
        ),
        "Assine para continuar lendo",
        "O porto de Brenal reabriu na manhã de terça-feira após três semanas de obras, in",
        "general",
    ),
    Wall(
        "paywall",
        "pt",
        (
            "(?:este |esta )?(?:conteúdo|artigo|matéria|reportagem) (?:é )?(?:exclusiv[oa] |restrit[o"
            "a] )(?:a|para|de) (?:os )?(?:nossos )?assinantes|assine (?:já |agora )?(?:por|a partir d"
            r"e) (?:apenas )?r?\$? ?[0-9.,]+[^.\n]{0,40}|(?:você )?(?:atingiu|chegou a)o? (?:o )?limit"
            "e de (?:matérias|artigos|conteúdos) (?:gratuit|grátis)[a-z]*"
        ),
        "Este conteúdo é exclusivo para assinantes.",
        "O porto de Brenal reabriu na manhã de terça-feira após três semanas de obras, in",
        "general",
    ),
    Wall(
        "consent",
        "pt",
        (
            "(?:(?:nós e os nossos (?:[0-9]+ )?parceiros )?(?:utilizamos|usamos)|este site (?:utiliza|"
            "usa)) cookies|aceitar (?:todos os )?cookies"
        ),
        "Utilizamos cookies para medir os conteúdos.",
        "O porto de Brenal reabriu na manhã de terça-feira após três semanas de obras, in",
        "general",
    ),
    Wall(
        "title",
        "ru",
        (
            "доступ (?:запрещ[её]н|ограничен|закрыт)|страница не найдена|ошибка 40[34]|(?:один момент|"
            "подождите|пожалуйста,? подождите|минуточку)|проверка (?:безопасности|браузера)|вход|"
            r"авторизация|вы не робот\??|сервис (?:временно )?недоступен"
        ),
        "Страница не найдена",
        "Порт Бреново вновь открылся во вторник утром после трёх недель ремонта, сообщила",
        "general",
    ),
    Wall(
        "page",
        "ru",
        (
            "включите (?:поддержку )?javascript|что вы (?:не робот|человек)|я не робот|(?:запрашиваемая|"
            "запрошенная|такая) (?:вами )?страница не (?:найдена|существует)|подозрительн(?:ый трафик|"
            "ая активность|ую активность)"
        ),
        "Запрашиваемая страница не найдена.",
        "Порт Бреново вновь открылся во вторник утром после трёх недель ремонта, сообщила",
        "general",
    ),
    Wall(
        "paywall",
        "ru",
        (
            "(?:подпишитесь|войдите|зарегистрируйтесь|оформите подписку),? (?:чтобы|для) (?:продолж|"
            "чит|прочит|дальнейш)|(?:материал|статья|текст) доступ(?:ен|на)? (?:только )?(?:для )?подписчик"
        ),
        "Подпишитесь, чтобы продолжить чтение",
        "Порт Бреново вновь открылся во вторник утром после трёх недель ремонта, сообщила",
        "general",
    ),
    Wall(
        "consent",
        "ru",
        (
            "(?:мы используем|(?:наш |этот |данный )?сайт использует) (?:файлы )?(?:cookies?|куки)|"
            "принять (?:все )?(?:файлы )?(?:cookies?|куки)"
        ),
        "Мы используем файлы cookie, чтобы улучшить сайт.",
        "Порт Бреново вновь открылся во вторник утром после трёх недель ремонта, сообщила",
        "general",
    ),
    Wall(
        "title",
        "sv",
        (
            "åtkomst nekad|sidan (?:hittades inte|kunde inte hittas|finns inte)|fel 404|(?:vänligen|"
            "var god) vänta|logga in"
        ),
        "åtkomst nekad",
        "Hamnen öppnade igen på fredagen efter stormen, meddelade kommunen till fiskarna.",
        "general",
    ),
    Wall(
        "page",
        "sv",
        (
            "(?:aktivera|slå på) javascript|(?:jag|du) är inte en robot|sidan (?:du (?:söker|letar efter) )?(?:fi"
            "nns inte|kunde inte hittas)"
        ),
        "aktivera javascript",
        "Hamnen öppnade igen på fredagen efter stormen, meddelade kommunen till fiskarna.",
        "general",
    ),
    Wall(
        "paywall",
        "sv",
        (
            "(?:logga in|bli prenumerant|köp prenumeration) för att (?:läsa|fortsätta|få)|(?:den här|"
            r"denna) artikeln? är (?:endast |bara )?för prenumeranter|redan prenumerant\?"
        ),
        "logga in för att läsa",
        "Hamnen öppnade igen på fredagen efter stormen, meddelade kommunen till fiskarna.",
        "general",
    ),
    Wall(
        "consent",
        "sv",
        "(?:vi använder|denna webbplats använder) (?:cookies|kakor)",
        "vi använder cookies",
        "Hamnen öppnade igen på fredagen efter stormen, meddelade kommunen till fiskarna.",
        "general",
    ),
    Wall(
        "title",
        "th",
        (
            "(?:ไม่พบหน้า(?:ที่คุณต้องการ|นี้|เว็บ)?|ไม่พบหน้าที่ค้นหา)|(?:การ)?(?:เข้าถึงถูกปฏิเสธ|"
            "ปฏิเสธการเข้าถึง)|(?:กรุณา|โปรด)รอสักครู่|เข้าสู่ระบบ|ตรวจสอบความปลอดภัย"
        ),
        "กรุณารอสักครู่...",
        "ท่าเรือบ้านเบรนเปิดให้บริการอีกครั้งเมื่อเช้าวันอังคารหลังซ่อมแซมนานสามสัปดาห์ ก",
        "general",
    ),
    Wall(
        "page",
        "th",
        (
            "เปิด(?:ใช้งาน)? ?(?:javascript|จาวาสคริปต์)|(?:คุณ|ฉัน)(?:ไม่ใช่(?:โปรแกรมอัตโนมัติ|"
            "หุ่นยนต์|บอท)|เป็นมนุษย์)|ไม่พบหน้า(?:เว็บ)?ที่คุณ"
        ),
        "ไม่พบหน้าเว็บที่คุณต้องการ",
        "ท่าเรือบ้านเบรนเปิดให้บริการอีกครั้งเมื่อเช้าวันอังคารหลังซ่อมแซมนานสามสัปดาห์ ก",
        "general",
    ),
    Wall(
        "paywall",
        "th",
        ("(?:สมัครสมาชิก|เข้าสู่ระบบ|ล็อกอิน)(?:เพื่อ|ก่อน)(?:อ่าน|ดู)|(?:บทความ|เนื้อหา|ข่าว)นี้(?:เฉพาะ|สำหรับ)สมาชิก"),
        "สมัครสมาชิกเพื่ออ่านต่อ",
        "ท่าเรือบ้านเบรนเปิดให้บริการอีกครั้งเมื่อเช้าวันอังคารหลังซ่อมแซมนานสามสัปดาห์ ก",
        "general",
    ),
    Wall(
        "consent",
        "th",
        "(?:เว็บไซต์นี้|เว็บไซต์ของเรา|เรา)(?:มีการ)?ใช้คุกกี้|ยอมรับ(?:คุกกี้)?ทั้งหมด",
        "เว็บไซต์นี้ใช้คุกกี้เพื่อพัฒนาบริการ",
        "ท่าเรือบ้านเบรนเปิดให้บริการอีกครั้งเมื่อเช้าวันอังคารหลังซ่อมแซมนานสามสัปดาห์ ก",
        "general",
    ),
    Wall(
        "title",
        "tr",
        (
            "erişim (?:engellendi|reddedildi|yasak)|sayfa bulunamadı|hata 404|(?:lütfen bekleyin(?:iz)?|"
            "bir dakika lütfen)|giriş(?: yap(?:ın)?)?|güvenlik (?:kontrolü|doğrulaması)"
        ),
        "Sayfa bulunamadı",
        "Brenli limanı üç haftalık onarımın ardından salı sabahı yeniden açıldı.",
        "general",
    ),
    Wall(
        "page",
        "tr",
        (
            "javascript['’]?i (?:etkinleştirin|açın)|robot olmadığ(?:ınızı|ımı)|insan olduğunuzu|"
            "aradığınız sayfa (?:bulunamadı|mevcut)|olağan dışı trafik"
        ),
        "Aradığınız sayfa bulunamadı.",
        "Brenli limanı üç haftalık onarımın ardından salı sabahı yeniden açıldı.",
        "general",
    ),
    Wall(
        "paywall",
        "tr",
        (
            "(?:haberin |yazının )?(?:okumaya devam etmek|devamını okumak|tamamını okumak) için (?:giriş|"
            "abone|üye)|(?:bu )?(?:içerik|haber|yazı) (?:sadece|yalnızca) aboneler"
        ),
        "Okumaya devam etmek için giriş yapın",
        "Brenli limanı üç haftalık onarımın ardından salı sabahı yeniden açıldı.",
        "general",
    ),
    Wall(
        "consent",
        "tr",
        "(?:(?:web )?sitemiz(?:de)?|bu (?:web )?site(?:si|de)?|biz)[^.]{0,60} çerez|(?:tüm )?çerezleri kabul",
        "Web sitemizde deneyiminizi iyileştirmek için çerez kullanıyoruz.",
        "Brenli limanı üç haftalık onarımın ardından salı sabahı yeniden açıldı.",
        "general",
    ),
    Wall(
        "title",
        "uk",
        (
            "доступ (?:заборонено|обмежено)|сторінку не знайдено|помилка 404|зачекайте(?:,? будь ласка)?|"
            "вхід|авторизація"
        ),
        "доступ заборонено",
        "Порт знову відкрили у п’ятницю після бурі, повідомила рибалкам міська рада.",
        "general",
    ),
    Wall(
        "page",
        "uk",
        "увімкніть javascript|що ви (?:не робот|людина)|я не робот|(?:запитувану|цю) сторінку не знайдено",
        "Запитувану сторінку не знайдено.",
        "Порт знову відкрили у п’ятницю після бурі, повідомила рибалкам міська рада.",
        "general",
    ),
    Wall(
        "paywall",
        "uk",
        (
            "(?:підпишіться|увійдіть|зареєструйтесь|оформіть підписку),? (?:щоб|для) (?:продовж|"
            "чит|прочит|подальш)|(?:матеріал|стаття|текст) доступн(?:ий|а) (?:лише |тільки )?(?:для )?(?:передпла"
            "тник|підписник)"
        ),
        "Оформіть підписку, щоб прочитати статтю",
        "Порт знову відкрили у п’ятницю після бурі, повідомила рибалкам міська рада.",
        "general",
    ),
    Wall(
        "consent",
        "uk",
        "(?:ми використовуємо|(?:наш |цей )?сайт використовує) (?:файли )?(?:cookies?|куки)",
        "Цей сайт використовує файли cookie.",
        "Порт знову відкрили у п’ятницю після бурі, повідомила рибалкам міська рада.",
        "general",
    ),
    Wall(
        "title",
        "ur",
        ("صفحہ (?:نہیں ملا|موجود نہیں)|رسائی (?:ممنوع|مسترد)|لاگ ان(?: کریں)?|براہ کرم انتظار (?:کریں|فرمائیں)"),
        "صفحہ نہیں ملا",
        "طوفان کے بعد بندرگاہ جمعے کو دوبارہ کھول دی گئی، شہری کونسل نے ماہی گیروں کو بتایا۔",
        "general",
    ),
    Wall(
        "page",
        "ur",
        "جاوا اسکرپٹ (?:کو )?(?:فعال|آن) کریں|آپ روبوٹ نہیں|مطلوبہ صفحہ (?:نہیں|موجود)",
        "مطلوبہ صفحہ موجود نہیں ہے۔",
        "طوفان کے بعد بندرگاہ جمعے کو دوبارہ کھول دی گئی، شہری کونسل نے ماہی گیروں کو بتایا۔",
        "general",
    ),
    Wall(
        "paywall",
        "ur",
        (
            "(?:مزید|مکمل|پوری) (?:خبر |مضمون )?پڑھنے کے لیے (?:لاگ ان|سبسکرائب|رجسٹر|سائن)|یہ (?:مضمون|"
            "مواد|خبر) صرف (?:سبسکرائبرز|صارفین|ممبران|اراکین)"
        ),
        "مزید پڑھنے کے لیے لاگ ان کریں",
        "طوفان کے بعد بندرگاہ جمعے کو دوبارہ کھول دی گئی، شہری کونسل نے ماہی گیروں کو بتایا۔",
        "general",
    ),
    Wall(
        "consent",
        "ur",
        "(?:ہم|یہ (?:ویب ?)?سائٹ) کوکیز (?:کا )?استعمال",
        "ہم کوکیز استعمال کرتے ہیں۔",
        "طوفان کے بعد بندرگاہ جمعے کو دوبارہ کھول دی گئی، شہری کونسل نے ماہی گیروں کو بتایا۔",
        "general",
    ),
    Wall(
        "title",
        "vi",
        (
            "truy cập bị (?:từ chối|chặn)|không tìm thấy (?:trang|nội dung)|trang không tồn tại|"
            "lỗi 404|vui lòng (?:chờ|đợi)(?: trong giây lát)?|đăng nhập|xác minh bảo mật"
        ),
        "Không tìm thấy trang",
        "Cảng Bình Lãng đã mở cửa trở lại vào sáng thứ Ba sau ba tuần sửa chữa, ban quản",
        "general",
    ),
    Wall(
        "page",
        "vi",
        (
            "(?:bật|kích hoạt) javascript|(?:bạn|tôi) không phải (?:là )?(?:robot|người máy)|trang (?:bạn|"
            "mà bạn) (?:tìm|yêu cầu|truy cập)[^.]{0,15} không (?:tồn tại|tìm thấy|có)"
        ),
        "Trang bạn tìm kiếm không tồn tại.",
        "Cảng Bình Lãng đã mở cửa trở lại vào sáng thứ Ba sau ba tuần sửa chữa, ban quản",
        "general",
    ),
    Wall(
        "paywall",
        "vi",
        (
            "(?:đăng nhập|đăng ký|trở thành hội viên) để (?:đọc|xem|tiếp tục)|nội dung (?:chỉ )?dành (?:riêng )?c"
            "ho (?:hội viên|thành viên|độc giả trả phí)"
        ),
        "Đăng nhập để đọc tiếp",
        "Cảng Bình Lãng đã mở cửa trở lại vào sáng thứ Ba sau ba tuần sửa chữa, ban quản",
        "general",
    ),
    Wall(
        "consent",
        "vi",
        ("(?:chúng tôi|trang (?:web )?này|website này) sử dụng (?:các )?cookies?|chấp nhận (?:tất cả )?cookies?"),
        "Chúng tôi sử dụng cookie để cải thiện trang web.",
        "Cảng Bình Lãng đã mở cửa trở lại vào sáng thứ Ba sau ba tuần sửa chữa, ban quản",
        "general",
    ),
)
