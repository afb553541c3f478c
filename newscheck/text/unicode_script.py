"""The scripts of a text, and the two forms of Chinese.

Only the first characters of a long text are counted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container
from functools import cache
from re import Pattern

from newscheck.text.regex import lazy_regex

#: Letters of each script, as ranges (Unicode 15, common blocks).
_LETTERS = {
    "Han": "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f",
    "Latin": "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "kana": "\u3041-\u3096\u30a1-\u30fa\uff66-\uff9d",
    "Hangul": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "Cyrillic": "\u0400-\u0481\u048a-\u052f",
    "Greek": "\u0370-\u0373\u0376-\u037d\u0386-\u03ff\u1f00-\u1fff",
    "Arabic": "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\ufb50-\ufbb1\ufbd3-\ufdfb\ufe70-\ufefc",
    "Hebrew": "\u05d0-\u05f2",
    "Devanagari": "\u0904-\u0939\u0958-\u0961",
    "Bengali": "\u0985-\u09b9\u09dc-\u09e1\u09f0-\u09f1",
    "Gurmukhi": "\u0a05-\u0a39\u0a59-\u0a5e\u0a72-\u0a74",
    "Gujarati": "\u0a85-\u0ab9\u0ae0-\u0ae1",
    "Odia": "\u0b05-\u0b39\u0b5c-\u0b61",
    "Tamil": "\u0b83-\u0bb9",
    "Telugu": "\u0c05-\u0c39\u0c58-\u0c61",
    "Kannada": "\u0c85-\u0cb9\u0cde-\u0ce1",
    "Malayalam": "\u0d05-\u0d3a\u0d60-\u0d61\u0d7a-\u0d7f",
    "Sinhala": "\u0d85-\u0dc6",
    "Thai": "\u0e01-\u0e30\u0e40-\u0e46",
    "Lao": "\u0e81-\u0eb0\u0ec0-\u0ec6",
    "Tibetan": "\u0f40-\u0f6c",
    "Burmese": "\u1000-\u103f",
    "Georgian": "\u10a0-\u10ff\u1c90-\u1cbf",
    "Ethiopic": "\u1200-\u1360\u1380-\u138f",
    "Khmer": "\u1780-\u17b3",
    "Mongolian": "\u1820-\u18a8",
    "Armenian": "\u0531-\u0556\u0561-\u0587",
}
#: Pairs of characters that almost never occur in the other form of Chinese. Characters of both forms (后, 里, 台) and
#: those that simplified texts from Taiwan and Hong Kong keep (後, 於, 麼) are left out.
SIMPLIFIED = (
    "个们这国来时对说会为学过发经现动还进实长开从东关军农产业问题员间应当机电体车头见亲给话语该让请谁调谈"
    "论议记认识证评词试诉设许访报导际陆队阳难风飞马鱼鸟龙门闻阅险隐页项顺须顾预领频颗额颜韩驻验骗骤鲜黄齐"
    "龄岁岛币师带帮广庆库废异张弹强归录彻恶恼悬惊惩惯愿战户扩扫担拥择挂损换摆撑敌数断旧显条极构枪标栏树样"
    "桥检楼权欢欧残毕汉汇沟没泪洁测济浓润涨渐温湾湿满滞灭灵灾炉烂热爱爷牵犹状独狱环画疗疯盐监盘确码矿础礼"
    "祸离积称税稳穷竞笔签简类紧红约级纪纯纳纷线练组细终绍绝统继绩续维绿编缓缩网罗罚职联聪肃肤肿胜脑脸腾舆"
    "艺节芦苏荐药获蓝虑虽虾蚀补袭装观规觉视触计订训讨讯讲诊诗诚误读课谋谓谢谨贝负贡财责败货质贪贫购贸费贺"
    "资赏赔赖赛赞赢赵跃践轨转轮软轻载较辅辆辉输边达迁运远违连迟选递遗邓邮郑释针钟钢钱铁铜银链销锁错镇镜闭"
    "闯阶阴陈随双变叙叶号听吗启响团园围图圆圣场坏块坚坛垄壮声处备复够夺奋奖妇妈孙宝审宪宽宾寻将尔尘尝尽层"
    "属岂峡伤伦伪众优传价仅仪亿亚丽义习乡书买争亏两严丧临举兰兴养内册写减凤凭击刘则刚创剧劝办务励劳势区医"
    "华协单卖卫却厂历压厅县参"
)
TRADITIONAL = (
    "個們這國來時對說會為學過發經現動還進實長開從東關軍農產業問題員間應當機電體車頭見親給話語該讓請誰調談"
    "論議記認識證評詞試訴設許訪報導際陸隊陽難風飛馬魚鳥龍門聞閱險隱頁項順須顧預領頻顆額顏韓駐驗騙驟鮮黃齊"
    "齡歲島幣師帶幫廣慶庫廢異張彈強歸錄徹惡惱懸驚懲慣願戰戶擴掃擔擁擇掛損換擺撐敵數斷舊顯條極構槍標欄樹樣"
    "橋檢樓權歡歐殘畢漢匯溝沒淚潔測濟濃潤漲漸溫灣濕滿滯滅靈災爐爛熱愛爺牽猶狀獨獄環畫療瘋鹽監盤確碼礦礎禮"
    "禍離積稱稅穩窮競筆簽簡類緊紅約級紀純納紛線練組細終紹絕統繼績續維綠編緩縮網羅罰職聯聰肅膚腫勝腦臉騰輿"
    "藝節蘆蘇薦藥獲藍慮雖蝦蝕補襲裝觀規覺視觸計訂訓討訊講診詩誠誤讀課謀謂謝謹貝負貢財責敗貨質貪貧購貿費賀"
    "資賞賠賴賽贊贏趙躍踐軌轉輪軟輕載較輔輛輝輸邊達遷運遠違連遲選遞遺鄧郵鄭釋針鐘鋼錢鐵銅銀鏈銷鎖錯鎮鏡閉"
    "闖階陰陳隨雙變敘葉號聽嗎啟響團園圍圖圓聖場壞塊堅壇壟壯聲處備復夠奪奮獎婦媽孫寶審憲寬賓尋將爾塵嘗盡層"
    "屬豈峽傷倫偽眾優傳價僅儀億亞麗義習鄉書買爭虧兩嚴喪臨舉蘭興養內冊寫減鳳憑擊劉則剛創劇勸辦務勵勞勢區醫"
    "華協單賣衛卻廠歷壓廳縣參"
)
_FORMS = {"hans": lazy_regex(f"[{SIMPLIFIED}]"), "hant": lazy_regex(f"[{TRADITIONAL}]")}
#: Characters of a text that are counted.
SAMPLE = 20_000
_RANGE = lazy_regex("(.)(?:-(.))?", re.DOTALL)


def count_letters(text: str) -> dict[str, int]:
    """The number of letters by script in the first 20,000 characters of a text, most frequent first."""
    counts: dict[str, int] = {}
    for char, count in Counter(text[:SAMPLE]).items():
        if script := _script_of[char]:
            counts[script] = counts.get(script, 0) + count
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def script_of(char: str) -> str:
    """The script of a letter; empty where it is none, or of a script that isn't counted."""
    return _script_of[char]


def has_han(text: str) -> bool:
    """Whether a text has a Han character of the two common blocks (U+3400-U+9FFF).

    A pattern of them would take a millisecond to compile.
    """
    for char in text:  # noqa: SIM110 - a generator costs more than the test of most texts' first character
        if "\u3400" <= char <= "\u9fff":
            return True
    return False


def has_letter(text: str, scripts: Container[str]) -> bool:
    """Whether a text has a letter of one of some scripts."""
    for char in text:  # noqa: SIM110 - as above
        if _script_of[char] in scripts:
            return True
    return False


class _Scripts(dict[str, str]):
    """A cache: character -> its script, empty where it is no letter or of another script."""

    def __missing__(self, char: str) -> str:
        firsts, lasts, names = _ranges()
        at = bisect_right(firsts, char) - 1
        self[char] = names[at] if at >= 0 and char <= lasts[at] else ""
        return self[char]


@cache
def _ranges() -> tuple[list[str], list[str], list[str]]:
    """The first and the last letter of each range, in order, and its script."""
    found = (
        (first, last or first, name) for name, letters in _LETTERS.items() for first, last in _RANGE.findall(letters)
    )
    firsts, lasts, names = zip(*sorted(found), strict=True)
    return [*firsts], [*lasts], [*names]


_script_of = _Scripts()


def variant_pattern(name: str) -> Pattern[str]:
    """A pattern of the characters of only one form of Chinese: `hans` or `hant` (ISO 15924, in lower case)."""
    return _FORMS[name]


def forms_in(text: str) -> tuple[int, int]:
    """How many characters of a text are only simplified, and how many only traditional."""
    return len(variant_pattern("hans").findall(text)), len(variant_pattern("hant").findall(text))
