"""The words of dates in the languages of publishers: months, halves of the day, zones, relative times, and fillers."""

from __future__ import annotations

from collections.abc import Mapping

#: January to December: English, French, German, Spanish, Portuguese, Italian, Dutch, Russian, Ukrainian, Polish, Czech,
#: Romanian, Turkish, the Scandinavian languages, Indonesian, Greek, Arabic; a bar between the months.
_MONTHS = (
    "jan january janvier janv januar jänner jän enero ene janeiro gennaio genn gen januari янв января январь січня січ"
    " stycznia styczeń sty ledna leden ianuarie ocak oca jänn ιανουαρίου ιαν يناير"
    "| feb february février févr fév fevrier februar feber febrero fevereiro fev febbraio febbr februari фев февр"
    " февраля февраль лютого лют lutego luty lut února únor februarie şubat şub φεβρουαρίου φεβ فبراير شباط"
    "| mar march mars märz mrz maerz marzo março marco maart mrt maret март марта мар березня бер marca marzec března"
    " březen martie mart μαρτίου μαρ مارس آذار"
    "| apr april avril avr abril abr aprile апреля апрель апр квітня кві kwietnia kwiecień kwi dubna duben"
    " aprilie nisan nis απριλίου απρ أبريل ابريل نيسان"
    "| may mai mayo maio mag maggio mei maj май мая травня тра maja května květen mayıs μαΐου μάιος مايو أيار"
    "| jun june juin juni junio junho giugno giu июня июнь июн червня чер czerwca czerwiec cze června červen iunie"
    " haziran haz ιουνίου ιουν يونيو حزيران"
    "| jul july juillet juil juli julio julho luglio lug июля июль июл липня лип lipca lipiec lip července"
    " červenec iulie temmuz tem ιουλίου ιουλ يوليو تموز"
    "| aug august août aout agosto ago agustus agu agt ags augustus augusti августа август авг серпня сер sierpnia"
    " sierpień sie srpna srpen ağustos ağu αυγούστου αυγ أغسطس آب"
    "| sep sept september septembre septiembre setiembre setembro set settembre sett сентября сентябрь сен сент вересня"
    " вер września wrzesień wrz září septembrie eylül eyl σεπτεμβρίου σεπ سبتمبر أيلول"
    "| oct october octobre oktober okt octubre outubro out ottobre ott октября октябрь окт жовтня жов października"
    " październik paź října říjen octombrie ekim eki οκτωβρίου οκτ أكتوبر اكتوبر"
    "| nov november novembre noviembre novembro nopember ноября ноябрь ноя нояб листопада лис listopada listopad lis"
    " listopadu noiembrie kasım kas νοεμβρίου νοε نوفمبر"
    "| dec december décembre déc decembre dezember dez diciembre dic dezembro dicembre desember des декабря декабрь дек"
    " грудня гру grudnia grudzień gru prosince prosinec decembrie aralık ara δεκεμβρίου δεκ ديسمبر"
)
#: Days of the week in full, and shortened. What is a month, too (`mar`), is one where the date has no other.
_WEEKDAYS = (
    "mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday sun sunday"
    " lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so"
    " lunes martes miércoles miercoles jueves viernes sábado sabado domingo mié mie jue vie sáb sab dom"
    " segunda terça quarta quinta sexta feira seg ter qua qui sex"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica gio"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma wo vr za zo"
    " понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс"
    " понеділок вівторок середа четвер п'ятниця субота неділя нд"
    " senin selasa rabu kamis jumat sabtu minggu hari"
    " poniedziałek wtorek środa czwartek piątek sobota niedziela"
    " pazartesi salı çarşamba perşembe cuma cumartesi pazar"
    " mandag tirsdag onsdag torsdag fredag lørdag søndag måndag tisdag lördag söndag"
    " الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد"
)
#: Words that say what the date is, or join its parts.
_FILLERS = (
    "published publish posted post updated update created modified edited released date dated time datetime since on at"
    " the of in by last first local and from"
    " publié publiée mis mise à jour le la les modifié créé du de des vers par"
    " veröffentlicht aktualisiert stand vom am den der um uhr erstellt datum"
    " publicado publicada actualizado actualizada el los las del a e y atualizado em no na às as do da dos das"
    " pubblicato pubblicata aggiornato il lo alle ore ora aggiornamento dal"
    " gepubliceerd geplaatst op om uur bijgewerkt опубликовано обновлено в года год г р року o godz dodano"
    " diterbitkan pukul jam tanggal tgl pada kl klo klokken kello ngày lúc ng saat tarihi"
    " نشر تاريخ في الساعة"
)
#: Before noon, after noon, around noon: `A`, `P`, `N`.
_HALVES = {"am": "A", "pm": "P", "noon": "N", "sa": "A", "ch": "P", "πμ": "A", "μμ": "P", "ص": "A", "م": "P"}
#: Minutes east of UTC. `EST` and `EDT` are the same clock in winter and summer; what has several meanings (`CST`,
#: `IST`, `BST` in Bangladesh) is left to who knows the publisher.
_ZONES = {
    **dict.fromkeys(("z", "utc", "gmt", "ut", "wet"), 0),
    **dict.fromkeys(("cet", "mez", "bst", "west"), 60),
    **dict.fromkeys(("cest", "mesz", "eet", "sast", "cat"), 120),
    **dict.fromkeys(("eest", "msk", "мск", "eat", "trt"), 180),
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
)

#: Chinese, Japanese and Korean have no blanks between words: what each means, the longest first.
CJK_HALVES = {
    "A": "上午 早上 早晨 清晨 凌晨 今晨 午前 오전 새벽",
    "P": "下午 晚上 晚间 晚間 夜间 夜間 深夜 傍晚 午後 오후 저녁 밤",
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
    " 时间 時間 日期 发布 發布 發佈 发表 發表 更新 刊登 公元 西元 投稿 掲載 配信 公開 입력 수정 승인 등록"
)
CJK_RELATIVE = (
    "刚刚 剛剛 刚才 剛才 今天 今日 今早 今晚 昨天 昨日 昨晚 前天 前日 大前天 明天 本日 一昨日"
    " 어제 오늘 그제 방금 たった今 さっき"
)


def words() -> Mapping[str, str]:
    """The token of each word: `M8` a month, `A` `P` `N` a half of the day, `Z480` a zone, `R` relative, a blank none.

    A zone is `Z` and minutes, `Zcst` where it has several meanings, or `Z` and the name of a region.
    """
    table = dict.fromkeys((*_FILLERS.split(), *_WEEKDAYS.split()), " ")
    table |= {name: f"M{number}" for number, names in enumerate(_MONTHS.split("|"), 1) for name in names.split()}
    table |= dict.fromkeys(_RELATIVE.split(), "R") | {"ago": "M8", "i": " "}
    table |= {name: f"Z{minutes}" for name, minutes in _ZONES.items()}
    table |= {name: f"Z{region}" for name, region in _REGIONS.items()} | {name: f"Z{name}" for name in _AMBIGUOUS}
    return table | _HALVES
