"""The names of the months of the Gregorian calendar in the languages of publishers.

A line for each language, by its code (ISO 639): January to December with a bar between them, each in all its cases and
abbreviations, in lower case and without dots; `_` stands for a blank. Checked against CLDR.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

_TABLE = """\
en   jan january | feb february | mar march | apr april | may | jun june | jul july | aug august | sep september | oct
     october | nov november | dec december
fr   janv janvier | fevr févr février | mars | avr avril | mai | juin | juil juillet | août | sept septembre | oct
     octobre | nov novembre | decembre déc décembre
de   jan januar jän jänn jänner | feb feber februar | maerz mrz mär märz | apr april | mai | jun juni | jul juli | aug
     august | sep sept september | okt oktober | nov november | dez dezember
es   ene enero | feb febrero | mar marzo | abr abril | may mayo | jun junio | jul julio | ago agosto | sept septiembre
     setiembre | oct octubre | nov noviembre | dic diciembre
pt   jan janeiro | fev fevereiro | mar março | abr abril | mai maio | jun junho | jul julho | ago agosto | set setembro
     | out outubro | nov novembro | dez dezembro
it   gen genn gennaio | feb febbr febbraio | mar marzo | apr aprile | mag maggio | giu giugno | lug luglio | ago agosto
     | set sett settembre | ott ottobre | nov novembre | dic dicembre
nl   jan januari | feb februari | maart mrt | apr april | mei | jun juni | jul juli | aug augustus | sep september |
     okt oktober | nov november | dec december
ru   янв январь января | фев февр февраль февраля | мар март марта | апр апрель апреля | май мая | июн июнь июня | июл
     июль июля | авг авгу август августа | сен сент сентябрь сентября | окт октябрь октября | ноя нояб ноябрь ноября |
     дек декабрь декабря
uk   січ січень січня | лют лютий лютого | бер березень березня | кві квіт квітень квітня | тра трав травень травня |
     чер черв червень червня | лип липень липня | сер серп серпень серпня | вер вересень вересня | жов жовт жовтень
     жовтня | лис лист листопад листопада | гру груд грудень грудня
be   сту студзень студзеня | лют лютага люты | сак сакавік сакавіка | кра красавік красавіка | май мая | чэр чэрвень
     чэрвеня | ліп ліпень ліпеня | жні жнівень жніўня | вер верасень верасня | кас кастрычнік кастрычніка | ліс
     лістапад лістапада | сне снежань снежня
bg   яну януари | фев февруари | март | апр април | май | юни | юли | авг август | сеп септември | окт октомври | ное
     ноември | дек декември
mk   јан јануари | фев февруари | мар март | апр април | мај | јун јуни | јул јули | авг август | сеп септември | окт
     октомври | ное ноември | дек декември
sr   jan januar јан јануар | feb februar феб фебруар | mar mart мар март | apr april апр април | maj мај | jun јун |
     jul јул | avg avgust авг август | sep septembar сеп септембар | okt oktobar окт октобар | nov novembar нов
     новембар | dec decembar дец децембар
hr   sij siječanj siječnja | velj veljača veljače | ožu ožujak ožujka | tra travanj travnja | svi svibanj svibnja | lip
     lipanj lipnja | srp srpanj srpnja | kol kolovoz kolovoza | ruj rujan rujna | lis listopad listopada | stu studeni
     studenog studenoga | pro prosinac prosinca
sl   jan januar | feb februar | mar marec | apr april | maj | jun junij | jul julij | avg avgust | sep september | okt
     oktober | nov november | dec december
sk   jan január januára | feb február februára | mar marca marec | apr apríl apríla | máj mája | jún júna | júl júla |
     aug august augusta | sep september septembra | okt október októbra | nov november novembra | dec december decembra
pl   sty styczeń stycznia | lut lutego luty | mar marca marzec | kwi kwiecień kwietnia | maj maja | cze czerwca
     czerwiec | lip lipca lipiec | sie sierpień sierpnia | wrz wrzesień września | paź październik października | lis
     listopad listopada | gru grudnia grudzień
cs   led leden ledna | úno únor února | bře březen března | dub duben dubna | kvě květen května | čer červen června čvn
     | července červenec čvc | srp srpen srpna | zář září | říj říjen října | lis listopad listopadu | pro prosince
     prosinec
ro   ian ianuarie | feb februarie | mar martie | apr aprilie | mai | iun iunie | iul iulie | aug august | sept
     septembrie | oct octombrie | noiembrie nov | dec decembrie
tr   oca ocak | şub şubat | mar mart | nis nisan | may mayıs | haz haziran | tem temmuz | ağu ağustos | eyl eylül | eki
     ekim | kas kasım | ara aralık
az   yan yanvar | fev fevral | mar mart | apr aprel | may | iyn iyun | iyl iyul | avq avqust | sen sentyabr | okt
     oktyabr | noy noyabr | dek dekabr
sv   jan januari | feb februari | mars | apr april | maj | juni | juli | aug augusti | sep september | okt oktober |
     nov november | dec december
nb   jan januar | feb februar | mar mars | apr april | mai | jun juni | jul juli | aug august | sep september | okt
     oktober | nov november | des desember
da   jan januar | feb februar | mar marts | apr april | maj | jun juni | jul juli | aug august | sep september | okt
     oktober | nov november | dec december
is   jan janúar | feb febrúar | mar mars | apr apríl | maí | jún júní | júl júlí | ágú ágúst | sep september | okt
     október | nóv nóvember | des desember
fi   tammi tammikuu tammikuuta | helmi helmikuu helmikuuta | maalis maaliskuu maaliskuuta | huhti huhtikuu huhtikuuta |
     touko toukokuu toukokuuta | kesä kesäkuu kesäkuuta | heinä heinäkuu heinäkuuta | elo elokuu elokuuta | syys
     syyskuu syyskuuta | loka lokakuu lokakuuta | marras marraskuu marraskuuta | joulu joulukuu joulukuuta
et   jaan jaanuar | veebr veebruar | märts | apr aprill | mai | juuni | juuli | aug august | sept september | okt
     oktoober | nov november | dets detsember
lv   janv janvāris | febr februāris | marts | apr aprīlis | maijs | jūn jūnijs | jūl jūlijs | aug augusts | sept
     septembris | okt oktobris | nov novembris | dec decembris
lt   saus sausio sausis | vas vasario vasaris | kov kovas kovo | bal balandis balandžio | geg gegužė gegužės | birž
     birželio birželis | liep liepa liepos | rugp rugpjūtis rugpjūčio | rugs rugsėjis rugsėjo | spal spalio spalis |
     lapkr lapkritis lapkričio | gruod gruodis gruodžio
hu   jan január | febr február | márc március | ápr április | máj május | jún június | júl július | aug augusztus |
     szept szeptember | okt október | nov november | dec december
id   jan januari | feb februari pebruari | mar maret | apr april | mei | jun juni | jul juli | ags agt agu agustus |
     sep september | okt oktober | nop nopember nov november | des desember
ms   jan januari | feb februari | mac | apr april | mei | jun | jul julai | ogo ogos | sep september | okt oktober |
     nov november | dis disember
fil  ene enero | peb pebrero | mar marso | abr abril | may mayo | hun hunyo | hul hulyo | ago agosto | set setyembre |
     okt oktubre | nob nobyembre | dis disyembre
el   ιαν ιανουάριος ιανουαρίου | φεβ φεβρουάριος φεβρουαρίου | μάρ μάρτιος μαρ μαρτίου | απρ απρίλιος απριλίου | μάι
     μάιος μαΐ μαΐου | ιουν ιουνίου ιούν ιούνιος | ιουλ ιουλίου ιούλ ιούλιος | αυγ αυγούστου αύγ αύγουστος | σεπ
     σεπτέμβριος σεπτεμβρίου | οκτ οκτωβρίου οκτώβριος | νοέ νοέμβριος νοε νοεμβρίου | δεκ δεκέμβριος δεκεμβρίου
he   בינואר בינו ינואר ינו | בפברואר בפבר פברואר פבר | במרץ מרץ | אפריל אפר באפריל באפר | במאי מאי | ביוני יוני | ביולי
     יולי | אוגוסט אוג באוגוסט באוג | בספטמבר בספט ספטמבר ספט | אוקטובר אוק באוקטובר באוק | בנובמבר בנוב נובמבר נוב |
     בדצמבר בדצמ דצמבר דצמ
ar   جانفي كانون_الثاني يناير | شباط فبراير فيفري | آذار مارس | أبريل أفريل إبريل نيسان | أيار ماي مايس مايو | جوان
     حزيران يونيو | تموز جويلية يوليه يوليو يوليوز | آب أغسطس أوت غشت | أيلول سبتمبر شتنبر | أكتوبر تشرين_الأول |
     تشرين_الثاني نوفمبر نونبر | دجنبر ديسمبر كانون_الأول
fa   ژانویه | فوریه | مارس | آوریل | مه می | جون ژوئن | جولای ژوئیه | آگوست اوت اگست | سپتامبر | اکتبر اکتوبر | نوامبر
     | دسامبر دسمبر
ur   جنوری | فروری | مارچ | اپریل | مئی | جون | جولائی | اگست | ستمبر | اکتوبر | نومبر | دسمبر
hi   जन जनवरी | फरवरी फ़र फ़रवरी | मार्च | अप्रैल | मई | जून | जुल जुलाई | अग अगस्त | सित सितंबर सितम्बर | अक्टू
     अक्टूबर अक्तूबर | नव नवंबर नवम्बर | दिस दिसंबर दिसम्बर
ne   जनवरी | फेब्रुअरी | मार्च | अप्रिल | मे | जुन | जुलाई | अगष्ट अगस्ट | सेप्टेम्बर | अक्टोबर | नोभेम्बर | डिसेम्बर
bn   জানু জানুয়ারি জানুয়ারী | ফেব ফেব্রুয়ারি ফেব্রুয়ারী | মার্চ | এপ্রি এপ্রিল | মে | জুন | জুল জুলাই | আগ আগষ্ট
     আগস্ট | সেপ সেপ্ট সেপ্টেম্বর | অক্টো অক্টোবর | নভে নভেম্বর | ডিসে ডিসেম্বর
mr   जाने जानेवारी | फेब्रु फेब्रुवारी | मार्च | एप्रि एप्रिल | मे | जून | जुलै | ऑग ऑगस्ट | सप्टें सप्टेंबर | ऑक्टो
     ऑक्टोबर | नोव्हें नोव्हेंबर | डिसें डिसेंबर
ta   ஜன ஜனவரி | பிப் பிப்ரவரி | மார் மார்ச் | ஏப் ஏப்ரல் | மே | ஜூன் | ஜூலை | ஆக ஆகஸ்ட் | செப் செப்டம்பர் | அக்
     அக்டோபர் | நவ நவம்பர் | டிச டிசம்பர்
te   జన జనవరి | ఫిబ్ర ఫిబ్రవరి | మార్చి | ఏప్రి ఏప్రిల్ | మే | జూన్ | జులై | ఆగ ఆగస్టు | సెప్టెం సెప్టెంబర్ | అక్టో
     అక్టోబర్ | నవం నవంబర్ | డిసెం డిసెంబర్
gu   જાન્યુ જાન્યુઆરી | ફેબ્રુ ફેબ્રુઆરી | માર્ચ | એપ્રિલ | મે | જૂન | જુલાઈ | ઑગસ્ટ | સપ્ટે સપ્ટેમ્બર | ઑક્ટો ઑક્ટોબર
     | નવે નવેમ્બર | ડિસે ડિસેમ્બર
pa   ਜਨ ਜਨਵਰੀ | ਫ਼ਰ ਫ਼ਰਵਰੀ | ਮਾਰਚ | ਅਪ੍ਰੈ ਅਪ੍ਰੈਲ | ਮਈ | ਜੂਨ | ਜੁਲਾ ਜੁਲਾਈ | ਅਗ ਅਗਸਤ | ਸਤੰ ਸਤੰਬਰ | ਅਕਤੂ ਅਕਤੂਬਰ | ਨਵੰ
     ਨਵੰਬਰ | ਦਸੰ ਦਸੰਬਰ
kn   ಜನ ಜನವರಿ | ಫೆಬ್ರ ಫೆಬ್ರವರಿ | ಮಾರ್ಚ್ | ಏಪ್ರಿ ಏಪ್ರಿಲ್ | ಮೇ | ಜೂನ್ | ಜುಲೈ | ಆಗ ಆಗಸ್ಟ್ | ಸೆಪ್ಟೆಂ ಸೆಪ್ಟೆಂಬರ್ | ಅಕ್ಟೋ
     ಅಕ್ಟೋಬರ್ | ನವೆಂ ನವೆಂಬರ್ | ಡಿಸೆಂ ಡಿಸೆಂಬರ್
ml   ജനു ജനുവരി | ഫെബ്രു ഫെബ്രുവരി | മാർ മാർച്ച് | ഏപ്രി ഏപ്രിൽ | മേയ് | ജൂൺ | ജൂലൈ | ഓഗ ഓഗസ്റ്റ് | സെപ്റ്റം സെപ്റ്റംബർ
     | ഒക്ടോ ഒക്ടോബർ | നവം നവംബർ | ഡിസം ഡിസംബർ
si   ජනවාරි ජන | පෙබරවාරි පෙබ | මාර්තු | අප්රේල් | මැයි | ජූනි | ජූලි | අගෝස්තු අගෝ | සැප්තැම්බර් සැප් | ඔක්තෝබර් ඔක් |
     නොවැම්බර් නොවැ | දෙසැම්බර් දෙසැ
th   มกราคม มค | กพ กุมภาพันธ์ | มีค มีนาคม | เมย เมษายน | พค พฤษภาคม | มิถุนายน มิย | กค กรกฎาคม | สค สิงหาคม | กย
     กันยายน | ตค ตุลาคม | พย พฤศจิกายน | ธค ธันวาคม
lo   ມກ ມັງກອນ | ກພ ກຸມພາ | ມນ ມີນາ | ມສ ເມສາ | ພພ ພຶດສະພາ | ມິຖ ມິຖຸນາ | ກລ ກໍລະກົດ | ສຫ ສິງຫາ | ກຍ ກັນຍາ | ຕລ ຕຸລາ |
     ພຈ ພະຈິກ | ທວ ທັນວາ
km   មករា | កុម្ភៈ | មីនា | មេសា | ឧសភា | មិថុនា | កក្កដា | សីហា | កញ្ញា | តុលា | វិច្ឆិកា | ធ្នូ
my   ဇန် ဇန်နဝါရီ | ဖေ ဖေဖော်ဝါရီ | မတ် | ဧ ဧပြီ | မေ | ဇွန် | ဇူ ဇူလိုင် | ဩ ဩဂုတ် | စက် စက်တင်ဘာ | အောက် အောက်တိုဘာ |
     နို နိုဝင်ဘာ | ဒီ ဒီဇင်ဘာ
ka   იან იანვარი | თებ თებერვალი | მარ მარტი | აპრ აპრილი | მაი მაისი | ივნ ივნისი | ივლ ივლისი | აგვ აგვისტო | სექ
     სექტემბერი | ოქტ ოქტომბერი | ნოე ნოემბერი | დეკ დეკემბერი
hy   հնվ հունվար հունվարի | փետրվար փետրվարի փտվ | մարտ մարտի մրտ | ապր ապրիլ ապրիլի | մայիս մայիսի մյս | հնս հունիս
     հունիսի | հլս հուլիս հուլիսի | օգոստոս օգոստոսի օգս | սեպ սեպտեմբեր սեպտեմբերի | հոկ հոկտեմբեր հոկտեմբերի | նոյ
     նոյեմբեր նոյեմբերի | դեկ դեկտեմբեր դեկտեմբերի
kk   қаң қаңтар | ақп ақпан | нау наурыз | сәу сәуір | мам мамыр | мау маусым | шіл шілде | там тамыз | қыр қыркүйек |
     қаз қазан | қар қараша | жел желтоқсан
uz   yan yanvar | fev fevral | mar mart | apr aprel | may | iyn iyun | iyl iyul | avg avgust | sen sentabr | okt oktabr
     | noy noyabr | dek dekabr
sw   jan januari | feb februari | mac machi | apr aprili | mei | jun juni | jul julai | ago agosti | sep septemba | okt
     oktoba | nov novemba | des desemba
ca   gen gener | febr febrer | març | abr abril | maig | juny | jul juliol | ag agost | set setembre | oct octubre |
     nov novembre | des desembre
gl   xan xaneiro | feb febreiro | mar marzo | abr abril | maio | xuño | xul xullo | ago agosto | set setembro | out
     outubro | nov novembro | dec decembro
eu   urt urtarrila | ots otsaila | mar martxoa | api apirila | mai maiatza | eka ekaina | uzt uztaila | abu abuztua |
     ira iraila | urr urria | aza azaroa | abe abendua
sq   jan janar | shk shkurt | mar mars | pri prill | maj | qer qershor | korr korrik | gush gusht | sht shtator | tet
     tetor | nën nëntor | dhj dhjetor
af   jan januarie | feb februarie | maart mrt | apr april | mei | jun junie | jul julie | aug augustus | sep september
     | okt oktober | nov november | des desember
am   ጃን ጃንዋሪ | ፌብ ፌብሩዋሪ | ማርች | ኤፕሪ ኤፕሪል | ሜይ | ጁን | ጁላይ | ኦገስ ኦገስት | ሴፕቴ ሴፕቴምበር | ኦክቶ ኦክቶበር | ኖቬም ኖቬምበር | ዲሴም ዲሴምበር
"""


@cache
def months() -> Mapping[str, Mapping[str, int]]:
    """The number of the month for each word, with the language."""
    numbers: dict[str, dict[str, int]] = {}
    for language, names in _rows():
        for number, forms in enumerate(names.split("|"), 1):
            for word in forms.split():
                numbers.setdefault(word, {})[language] = number
    return numbers


def _rows() -> Iterator[tuple[str, str]]:
    """The code of each language and its twelve months."""
    for row in _TABLE.replace("\n     ", " ").splitlines():
        language, _, names = row.partition(" ")
        yield language, names
