"""Text of nobody's: headlines, sentences and captions made of word lists, in simplified or traditional characters.

The lists are `specimen`'s and those below; there are so many combinations that no two articles share a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newscheck.synthetic import specimen

_STATE = (
    "还需要两个月的准备",
    "已经进入第二阶段",
    "没有得到多数成员的同意",
    "将由一个独立的小组来审查",
    "比去年同期增加了近一成",
    "在地方一级遇到了阻力",
    "可能要等到选举以后再谈",
    "首先关系到沿海的几个省",
    "至今没有公开的时间表",
    "受到小企业的普遍欢迎",
    "暂时由临时基金来支付",
    "不会改变现有的合同",
    "在雨季到来以前必须完成",
    "牵涉到三个部门的权限",
)
_SOURCE = ("当地报纸", "一家通讯社", "电台记者", "经济周刊", "港口公报", "晚间新闻", "省级日报", "一份内部文件")
_SAID = ("对记者说", "在发布会上说", "在声明中写道", "对议员们说", "在电话采访中说", "在信中表示")
_QUOTED = (
    "我们不急于作出决定",
    "数字会说明一切",
    "这是大家都能接受的办法",
    "问题不在钱，而在人手",
    "去年的教训不应当重复",
    "谁来付账还没有谈妥",
    "我们愿意再谈一个月",
    "现在下结论为时过早",
    "居民有权知道细节",
    "没有人想回到从前",
)
_HEADING = (
    "背景",
    "各方反应",
    "下一步",
    "专家看法",
    "数字",
    "来龙去脉",
    "争议何在",
    "民间的声音",
    "时间表",
    "谁受影响",
)
_SCENES = ("的街头", "的港口", "的会场外", "的火车站", "的集市", "的河岸", "的议会大楼", "的旧城区")
#: Names are coined of these, so that a headline is about something that no other article is about.
_SYLLABLES = tuple(
    "阿巴贝波布达德多费戈格哈海赫霍基加卡科拉莱雷里利洛鲁马梅米莫姆纳内尼诺帕佩普萨塞森斯塔特托瓦韦维沃西希亚扬约扎佐"
)
_TOWN = ("镇", "市", "区", "岛", "湾", "县")
_TOPIC = ("大桥", "矿区", "条例", "水电站", "港", "公司案", "铁路", "协定", "保护区", "油田")
_CONNECTIVES = ("在", "说，", "据", "报道，", "共有", "个地区受到影响，", "就", "发表讲话")

#: Characters of the lists that are written otherwise in traditional Chinese, each followed by its other form.
_PAIRS = (
    "发發环環长長对對党黨领領议議会會数數粮糧计計划劃边邊协協医醫选選举舉员員铁鐵学學渔漁监監达達开開罗羅马馬尔爾东東内內华華图圖应應专專迟遲审審绝絕论論证證实實将將启啟动動评評欢歡视視扩擴决決暂暫吁籲诺諾"
    "认認经經预預运運输輸难難资資办辦区區疗療气氣电電网網设設备備许許关關税稅进進价價调調复復项項门門际際两兩个個时時间間报報纸紙记記济濟闻聞声聲写寫话話访訪问問题題钱錢还還没沒谈談账賬说說结結这這约約当當"
    "为為独獨组組来來过過现現总總业業亿億欧歐国國权權讲講导導频頻场場讯訊读讀远遠从從后後体體赛賽阶階观觀细細节節标標赔賠偿償构構馆館旧舊轮輪圣聖试試脉脈争爭响響谁誰愿願头頭变變亚亞罢罷邻鄰临臨显顯湾灣们們"
    "储儲灾災额額准準联聯鲁魯毕畢机機检檢级級训訓诉訴车車辅輔须須龙龍归歸据據满滿"
)
_TRADITIONAL = str.maketrans(_PAIRS[::2], _PAIRS[1::2])

Phrases = tuple[str, ...]


class PhraseGenerator:
    """The lists in one script, and a source of chance to draw from.

    `pick` takes one of some phrases. Phrases that stand side by side are put together once, so that there is less to
    pick.
    """

    def __init__(self, chance: Callable[[], float], *, is_traditional: bool) -> None:
        self.chance = chance
        self.table = _TRADITIONAL if is_traditional else {}
        lists = (specimen.WHO, specimen.WHERE, specimen.WHEN, specimen.VERB, specimen.WHAT, specimen.TAIL)
        self.syllables, self.town, self.topic = map(self.in_script, (_SYLLABLES, _TOWN, _TOPIC))
        self.who, self.where, self.when, self.verb, self.what, self.tail = map(self.in_script, lists)
        self.state, self.source, self.said = map(self.in_script, (_STATE, _SOURCE, _SAID))
        self.quoted, self.heading, self.shot = map(self.in_script, (_QUOTED, _HEADING, _SCENES))
        self.where_who = _joined(self.where, self.who)
        self.does_what = _joined(self.verb, self.what)
        self.what_state = _joined(self.what, self.state)
        at, says, by, reports, many, regions, about, speaks = self.in_script(_CONNECTIVES)
        self.says_at = _joined(_joined((at,), self.where), (says,))
        self.reported = _joined(_joined((by,), self.where), _joined(self.source, (reports,)))
        self.many, self.regions, self.about, self.speaks = many, regions, about, speaks

        def pick(phrases: Sequence[str]) -> str:
            return phrases[int(chance() * len(phrases))]

        self.pick = pick

    def in_script(self, phrases: Sequence[str]) -> Phrases:
        """The phrases in this script."""
        return tuple(phrase.translate(self.table) for phrase in phrases)

    def sentence(self) -> str:
        """A sentence of 20 to 60 characters."""
        pick, form = self.pick, self.chance()
        if form < 0.4:
            start = f"{pick(self.where_who)}{pick(self.when)}{pick(self.does_what)}"
        elif form < 0.65:
            start = f"{pick(self.who)}{pick(self.when)}{pick(self.says_at)}{pick(self.what_state)}"
        elif form < 0.8:
            start = f"{pick(self.reported)}{pick(self.what_state)}"
        elif form < 0.9:
            start = f"“{pick(self.quoted)}，{pick(self.what_state)}。”{pick(self.where_who)}{pick(self.said)}"
        else:
            count = int(2 + 90 * self.chance())
            start = f"{pick(self.where)}{self.many}{count}{self.regions}{pick(self.who)}{pick(self.does_what)}"
        return f"{start}，{pick(self.tail)}。" if self.chance() < 0.6 else f"{start}。"

    def headline(self, place: str) -> tuple[str, str]:
        """A headline about a place, and the first clause of an article under it."""
        pick, form = self.pick, self.chance()
        who, verb, name = pick(self.who), pick(self.verb), self.coined(3)
        town, what = self.coined(2) + pick(self.town), self.coined(2) + pick(self.topic)
        clause = f"{place}{town}{who}{name}{pick(self.when)}{self.about}{what}{self.speaks}，{pick(self.state)}"
        if form < 0.4:
            return f"{town}{who}{name}{verb}{what}", clause
        if form < 0.6:
            return f"{what}{pick(self.state)} {town}{name}{verb}", clause
        if form < 0.8:
            return f"{place}{town}：{name}{verb}{what}", clause
        return f"{who}{name}：{pick(self.quoted)} {town}{what}", clause

    def coined(self, syllables: int) -> str:
        """A name of somebody or some place, of so many characters."""
        return "".join(self.pick(self.syllables) for _ in range(syllables))

    def caption(self, place: str) -> str:
        """What stands under a picture."""
        return f"{place}{self.pick(self.shot)}，{self.pick(self.when)}{self.pick(self.who)}"

    def subhead(self) -> str:
        """A heading inside the text."""
        return f"{self.pick(self.heading)}：{self.pick(self.what)}" if self.chance() < 0.3 else self.pick(self.heading)


def _joined(heads: Sequence[str], tails: Sequence[str]) -> Phrases:
    """Each head before each tail."""
    return tuple(head + tail for head in heads for tail in tails)
