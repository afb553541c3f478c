"""The words of dates in the languages of publishers: months, halves of the day, zones, relative times, and fillers."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from newscheck.text import calendars
from newscheck.text.month_names import months
from newscheck.text.weekday_names import WEEKDAYS

#: Words that say what the date is, or join its parts.
_FILLERS = (
    "published publish posted post updated update created modified edited released date dated time datetime since on at"
    " the of in by last first local and from"
    " publié publiée mis mise à jour le la les modifié créé du de des vers par"
    " veröffentlicht aktualisiert stand vom am den der um uhr h hs hrs erstellt datum"
    " publicado publicada actualizado actualizada el los las del a e y atualizado em no na às as do da dos das"
    " pubblicato pubblicata aggiornato il lo alle ore ora aggiornamento dal"
    " gepubliceerd geplaatst op om uur bijgewerkt опубликовано обновлено в года год г р року o godz dodano"
    " diterbitkan pukul jam tanggal tgl pada kl klo klokken kello ngày lúc ng saat tarihi"
    " نشر تاريخ في الساعة بتاريخ بتوقيت آخر تحديث الموافق"
    " ساعت در تاریخ مورخ سال انتشار روز بروزرسانی בשעה פורסם עודכן תאריך של"
    " को बजे प्रकाशित अद्यतन में मा गते प्रकाशित প্রকাশিত প্রকাশ আপডেট সাল টা ঘটিকা সময়"
    " น เวลา วันที่ ที่ พศ คศ เผยแพร่เมื่อ เผยแพร่ อัพเดท อัปเดต โพสต์เมื่อ เมื่อ ວັນທີ ເວລາ"
    " opublikowano zveřejněno publikováno aktualizováno v hod hodin zverejnené aktualizované"
    " अपडेटेड अपडेट पब्लिश्ड प्रकाशन मिति तिथि প্রকাশের তারিখ شائع شدہ اشاعت năm diperbarui dipublikasikan terbit оприлюднено"
    " objavljeno ažurirano sati u ob uri публикувано на ч часа публиковано објављено"
    " δημοσίευση δημοσιεύτηκε ενημέρωση στις ώρα publicat actualizat ora yayınlanma güncelleme yayımlanma güncellenme"
    " julkaistu päivitetty avaldatud kell gada plkst val óra megjelent frissítve publicerad uppdaterad publisert"
    " oppdatert publiceret opdateret eftir thứ cập nhật đăng 게시 опубліковано оновлено о об"
    " թ ժամը жылы ж yil yilda ng ika në më"
)
#: Before noon, after noon, around noon: `A`, `P`, `N`.
_HALVES = {
    "A": (
        "am vm ap pg एएम এএম sáng dop πμ ص صباحا صباحًا صبح قظ सुबह पूर्वाह्न সকাল পূর্বাহ্ণ முற்பகல் ಪೂರ್ವಾಹ್ನ ก่อนเที่ยง"
        ' قبل_از_ظهر לפנה"צ'
        " претпладне priešpiet sa ጥዋት ព្រឹក ਪੂਦੁ පෙව"
    ),
    "P": (
        "pm nm ip ptg पीएम পিএম chiều tối odp μμ م مساء مساءً عصر بظ शाम अपराह्न বিকাল বিকেল সন্ধ্যা অপরাহ্ণ பிற்பகல்"
        ' بعد_از_ظهر بعدازظهر אחה"צ'
        " หลังเที่ยง popiet попладне ch ಅಪರಾಹ್ನ ከሰዓት ល្ងាច ਬਾਦੁ පව"
    ),
    "N": "noon trưa ظهرا ظهرًا ظهر दोपहर দুপুর",
}
#: UTC in words; `_` stands for a blank.
_UNIVERSAL = ("بتوقيت_غرينتش", "بتوقيت_جرينتش", "توقيت_غرينتش", "التوقيت_العالمي", "по_гринвичу")
#: Minutes east of UTC. `EST` and `EDT` are the same clock in winter and summer; what has several meanings (`CST`,
#: `IST`, `BST` in Bangladesh) is left to who knows the publisher.
_ZONES = {
    **dict.fromkeys(("z", "utc", "gmt", "ut", "wet", "यूटीसी", "ইউটিসি", *_UNIVERSAL), 0),
    **dict.fromkeys(("cet", "mez", "bst", "west"), 60),
    **dict.fromkeys(("cest", "mesz", "eet", "sast", "cat"), 120),
    **dict.fromkeys(("eest", "msk", "мск", "по_московскому_времени", "eat", "trt"), 180),
    **dict.fromkeys(("ict", "wib"), 420),
    **dict.fromkeys(("hkt", "sgt", "myt", "pht", "awst", "wita"), 480),
    **dict.fromkeys(("jst", "kst", "wit"), 540),
    **dict.fromkeys(("est", "cdt"), -300),
    **dict.fromkeys(("mst", "pdt"), -420),
    **dict.fromkeys(("pst", "akdt"), -480),
    **dict.fromkeys(("brt", "art"), -180),
    "gst": 240,
    "pkt": 300,
    "aest": 600,
    "aedt": 660,
    "nzst": 720,
    "nzdt": 780,
    "edt": -240,
    "mdt": -360,
    "akst": -540,
    "hst": -600,
    "nst": -210,
    "ndt": -150,
}
#: Zones by their names, for clocks that change in summer.
_REGIONS = {"et": "America/New_York", "mt": "America/Denver", "pt": "America/Los_Angeles"}
#: `CST` is China's and Central; `IST` India's, Israel's and Ireland's.
_AMBIGUOUS = ("cst", "ist", "ct")
#: Times relative to that of the crawl.
_RELATIVE = (
    "ago yesterday today tonight now just hier aujourd'hui demain gestern heute vorgestern ayer hoy hace ontem hoje há"
    " ieri oggi fa gisteren vandaag geleden вчера сегодня назад только вчора сьогодні тому wczoraj dzisiaj dziś temu"
    " kemarin ini lalu hôm trước dün bugün önce igår idag i går sedan siden أمس اليوم منذ"
    " الآن قبل البارحة پیش امروز دیروز اکنون پہلے گزشتہ לפני היום אתמול שלשום עכשיו"
    " পূর্বে पहले पहिले अभी कल आज परसों अघि हिजो भर्खरै काल আগে আজ গতকাল এইমাত্র முன் முன்பு நேற்று இன்று"
    " క్రితం నిన్న నేడు પહેલાં ગઈકાલે આજે ਪਹਿਲਾਂ ਕੱਲ੍ਹ ਅੱਜ ಹಿಂದೆ ನಿನ್ನೆ ಇಂದು മുമ്പ് ഇന്നലെ ഇന്ന് පෙර ඊයේ අද"
    " před včera dnes pred včeraj danes prije jučer upravo pre juče пре јуче данас пред вчера денес преди днес"
    " таму учора сёння acum ieri azi astăzi urmă πριν χθες σήμερα τώρα əvvəl dünən pirms vakar šodien"
    " prieš vakar šiandien síðan ezelőtt tegnap sitten eilen tänään eile täna ahir avui hai onte hoxe duela atzo gaur"
    " parë dje sot gelede gister vandag zilizopita iliyopita yaliyopita uliopita jana leo nakalipas nakaraan kahapon"
    " ngayon lepas semalam kelmarin առաջ երեկ այսօր წინ გუშინ დღეს бұрын кеше бүгін oldin kecha bugun በፊት ዛሬ ትናንት"
)

#: Chinese, Japanese and Korean have no blanks between words: what each means, the longest first.
CJK_HALVES = {
    "A": "上午 早上 早晨 清晨 凌晨 今晨 午前 오전 새벽 ກ່ອນທ່ຽງ",
    "P": "下午 晚上 晚间 晚間 夜间 夜間 深夜 傍晚 午後 오후 저녁 밤 ຫຼັງທ່ຽງ",
    "N": "中午 正午",
}
CJK_ZONES = {
    "Z480": "北京时间 北京時間 中国标准时间 中國標準時間 台北標準時間 台灣時間 台湾时间 臺灣時間 香港時間 香港时间",
    "Z540": "日本時間 日本标准时间 한국시간",
    "Z0": "格林尼治标准时间 格林威治標準時間 世界协调时",
}
CJK_FILLERS = (
    "发布时间 發佈時間 發布時間 发布日期 發布日期 发表时间 發表時間 更新时间 更新時間"
    " 最后更新 最後更新 发布于 發布於 發佈於 发表于 發表於 更新于 更新於"
    " 기사입력 최종수정일 최종수정 송고 작성 게재 업데이트 更新日時 公開日時 掲載日時 公開日 更新日 掲載日"
    " 时间 時間 日期 发布 發布 發佈 发表 發表 更新 刊登 公元 西元 投稿 掲載 配信 公開 입력 수정 승인 등록"
)
CJK_RELATIVE = (
    "刚刚 剛剛 刚才 剛才 今天 今日 今早 今晚 昨天 昨日 昨晚 前天 前日 大前天 明天 本日 一昨日"
    " 어제 오늘 그제 방금 たった今 さっき"
    " पूर्वी ที่แล้ว ที่ผ่านมา เมื่อวาน วันนี้ เมื่อสักครู่ ກ່ອນ ມື້ວານ ມື້ນີ້ មុន ម្សិលមិញ ថ្ងៃនេះ လွန်ခဲ့သည့် ပြီးခဲ့သည့် ယနေ့ မနေ့"
)


class Ambiguous(NamedTuple):
    """A word that is several months: its number in each language."""

    word: str
    months: Mapping[str, int]


@cache
def ambiguous() -> tuple[Ambiguous, ...]:
    """The words that are several months, by the numbers in their tokens (`X0`)."""
    several = (Ambiguous(word, numbers) for word, numbers in months().items() if len({*numbers.values()}) > 1)
    return tuple(sorted(several, key=lambda entry: entry.word))


def words() -> dict[str, str]:
    """The token of each word: `M8` a month, `A` `P` `N` a half of the day, `Z480` a zone, `R` relative, a blank none.

    `V3` is a month or a day of the week, `X0` one of several months, `J5` a month of the Persian calendar, `C` what is
    of another one. A zone is `Z` and minutes, `Zcst` where it has several meanings, or `Z` and the name of a region.
    """
    weekdays = frozenset(WEEKDAYS.split())
    table = dict.fromkeys((*_FILLERS.split(), *weekdays), " ") | dict.fromkeys(_RELATIVE.split(), "R")
    for word, numbers in months().items():
        table[word] = f"{'V' if word in weekdays else 'M'}{next(iter(numbers.values()))}"
    table |= {entry.word: f"X{number}" for number, entry in enumerate(ambiguous())}
    table |= calendars.words() | {"ago": "M8", "i": " "}
    table |= {name: f"Z{minutes}" for name, minutes in _ZONES.items()}
    table |= {name: f"Z{region}" for name, region in _REGIONS.items()} | {name: f"Z{name}" for name in _AMBIGUOUS}
    table |= {word: half for half, halves in _HALVES.items() for word in halves.split()}
    return {unicodedata.normalize("NFKC", word.replace("_", " ")): token for word, token in table.items()}


def folded(word: str) -> str:
    """A word without accents, points of vowels and other marks that people leave out, and with Arabic letters only."""
    return unicodedata.normalize("NFD", word).translate(_FOLDED)


_FOLDED = {
    **dict.fromkeys((*range(0x300, 0x370), *range(0x64B, 0x656), 0x93C, 0x9BC, ord("'"), 0x2019)),
    **{ord(a): b for a, b in zip("یىکı", "ييكi", strict=True)},
}


def without_marks(table: Mapping[str, str]) -> dict[str, str]:
    """The words without marks, where all words that are then alike have one meaning."""
    meanings: dict[str, set[str]] = {}
    for word, token in table.items():
        meanings.setdefault(folded(word), set()).add(token)
    return {word: min(tokens) for word, tokens in meanings.items() if len(tokens) == 1}
