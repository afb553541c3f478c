"""All word lists of synthetic articles, and their characters in traditional script. The text is nobody's."""

from __future__ import annotations

from newscheck.text import unicode_script


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


#: RFI's sections.
SECTIONS = _split("国际 中国 亚洲 欧洲 非洲 政治 经贸 法国")
#: What a sentence is made of.
WHERE = _split(
    """
    巴黎 马赛 日内瓦 布鲁塞尔 里斯本 达喀尔 内罗毕 开罗 安卡拉 雅加达 马尼拉 首尔 东京 台北 渥太华 利马 圣地亚哥
    墨尔本 华沙 雅典 基辅 河内 新德里 突尼斯
    """
)
WHO = _split(
    """
    外交部发言人 环境部长 央行行长 反对党领袖 工会代表 联合国特使 气象学家 市政府 检察机关 议会多数派 世界粮食计划署
    边境警察 出口商协会 医院院长 选举委员会 铁路公司 大学校长 海事法庭 渔民合作社 能源监管局
    """
)
WHEN = _split("周一 周二 周三 周四 周五 当天上午 当天下午 昨天晚间 本周早些时候 上个月底")
VERB = _split(
    """
    宣布推迟 公开支持 要求重新审议 拒绝评论 证实将启动 批评 表示欢迎 警告不要忽视 同意扩大 决定暂停 呼吁各方遵守
    承诺增加 否认曾经干预 正在评估 提议修改
    """
)
WHAT = _split(
    """
    跨境铁路的修建计划 新的渔业配额 地区粮食储备方案 天然气管道的安全检查 高校招生办法 医疗物资的运输安排 海上救援协定
    选区划分草案 机场罢工的谈判 森林火灾的赔偿标准 电网改造工程 难民安置的资金 古城墙的修复项目 乳制品的进口关税
    气候基金的分配 边境口岸的开放时间 自来水价格的调整 博物馆藏品的归还 半导体设备的出口许可 夏季用电的限制措施
    """
)
TAIL = _split(
    """
    相关文件预计在三个月内公布 具体数字仍有待独立机构核实 多家媒体对此作了不同的解读 观察人士认为影响不会立即显现
    当地居民的反应并不一致 此前的两轮会谈都没有结果 该计划的总预算约为四亿欧元 下一次会议定于九月中旬举行
    反对者已经向法院提出申诉 专家建议先在两个省份试行 工程可能因此再延长一年 邻国政府目前没有作出回应
    """
)
STATE = _split(
    """
    还需要两个月的准备 已经进入第二阶段 没有得到多数成员的同意 将由一个独立的小组来审查 比去年同期增加了近一成
    在地方一级遇到了阻力 可能要等到选举以后再谈 首先关系到沿海的几个省 至今没有公开的时间表 受到小企业的普遍欢迎
    暂时由临时基金来支付 不会改变现有的合同 在雨季到来以前必须完成 牵涉到三个部门的权限
    """
)
QUOTED = _split(
    """
    我们不急于作出决定 数字会说明一切 这是大家都能接受的办法 问题不在钱，而在人手 去年的教训不应当重复
    谁来付账还没有谈妥 我们愿意再谈一个月 现在下结论为时过早 居民有权知道细节 没有人想回到从前
    """
)
SOURCE = _split("当地报纸 一家通讯社 电台记者 经济周刊 港口公报 晚间新闻 省级日报 一份内部文件")
SAID = _split("对记者说 在发布会上说 在声明中写道 对议员们说 在电话采访中说 在信中表示")
CONNECTIVES = _split("在 说， 据 报道， 共有 个地区受到影响， 就 发表讲话")
#: Headings inside a text, and what a picture shows of a place.
HEADINGS = _split("背景 各方反应 下一步 专家看法 数字 来龙去脉 争议何在 民间的声音 时间表 谁受影响")
SCENES = _split("的街头 的港口 的会场外 的火车站 的集市 的河岸 的议会大楼 的旧城区")
#: Names are coined of these, so that no two articles have the same headline.
SYLLABLES = tuple(
    "阿巴贝波布达德多费戈格哈海赫霍基加卡科拉莱雷里利洛鲁马梅米莫姆纳内尼诺帕佩普萨塞森斯塔特托瓦韦维沃西希亚扬约扎佐"
)
TOWN = _split("镇 市 区 岛 湾 县")
TOPIC = _split("大桥 矿区 条例 水电站 港 公司案 铁路 协定 保护区 油田")
EDITORS = _split("青禾 远舟 白露 石桥 小满 南枝")
AGENCIES = ("meridian", "northwind", "estuary", "longitude")

#: Simplified characters of the lists, each followed by its traditional form.
_PAIRS = (
    "发發环環长長对對党黨领領议議会會数數粮糧计計划劃边邊协協医醫选選举舉员員铁鐵学學渔漁监監达達开開罗羅马馬尔爾东東内內华華图圖应應专專迟遲审審绝絕论論证證实實将將启啟动動评評欢歡视視扩擴决決暂暫吁籲诺諾"
    "认認经經预預运運输輸难難资資办辦区區疗療气氣电電网網设設备備许許关關税稅进進价價调調复復项項门門际際两兩个個时時间間报報纸紙记記济濟闻聞声聲写寫话話访訪问問题題钱錢还還没沒谈談账賬说說结結这這约約当當"
    "为為独獨组組来來过過现現总總业業亿億欧歐国國权權讲講导導频頻场場讯訊读讀远遠从從后後体體赛賽阶階观觀细細节節标標赔賠偿償构構馆館旧舊轮輪圣聖试試脉脈争爭响響谁誰愿願头頭变變亚亞罢罷邻鄰临臨显顯湾灣们們"
    "储儲灾災额額准準联聯鲁魯毕畢机機检檢级級训訓诉訴车車辅輔须須龙龍归歸据據满滿"
)
#: The simulator's table. It leaves out a dozen characters of the lists, and stays so: its dumps are the same bytes in
#: every version, or results of `newscheck bench` could not be compared.
SIMULATOR_TRADITIONAL = str.maketrans(_PAIRS[::2], _PAIRS[1::2])
#: All telltale characters as well: an article that users' tests draw has none of the other script.
TRADITIONAL = {**str.maketrans(unicode_script.SIMPLIFIED, unicode_script.TRADITIONAL), **SIMULATOR_TRADITIONAL}


def to_traditional(text: str) -> str:
    """A text in traditional characters."""
    return text.translate(TRADITIONAL)
