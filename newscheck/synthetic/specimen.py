"""Well-formed articles of our own writing: what the rules' examples patch, and what synthetic dumps are made of.

The text is made from word lists by a seed: it reads like news from afar and is nobody's. An article is described by
parts (`Parts`); a patch replaces some of them, and what follows from them (slug, share links, dates) follows.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from html import escape, unescape
from re import sub
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

from newscheck.model import RawInput

_PARIS = ZoneInfo("Europe/Paris")
#: Publication of the first article of a series, Paris time; its crawl is 53 minutes later, the median of real files.
START = datetime(2023, 8, 16, 21, 4)
_CRAWL_LAG = timedelta(minutes=53)
#: Word lists: what sections are called, and what a sentence is made of.
SECTIONS = ("国际", "中国", "亚洲", "欧洲", "非洲", "政治", "经贸", "法国")
WHO = (
    "外交部发言人",
    "环境部长",
    "央行行长",
    "反对党领袖",
    "工会代表",
    "联合国特使",
    "气象学家",
    "市政府",
    "检察机关",
    "议会多数派",
    "世界粮食计划署",
    "边境警察",
    "出口商协会",
    "医院院长",
    "选举委员会",
    "铁路公司",
    "大学校长",
    "海事法庭",
    "渔民合作社",
    "能源监管局",
)
WHERE = (
    "巴黎",
    "马赛",
    "日内瓦",
    "布鲁塞尔",
    "里斯本",
    "达喀尔",
    "内罗毕",
    "开罗",
    "安卡拉",
    "雅加达",
    "马尼拉",
    "首尔",
    "东京",
    "台北",
    "渥太华",
    "利马",
    "圣地亚哥",
    "墨尔本",
    "华沙",
    "雅典",
    "基辅",
    "河内",
    "新德里",
    "突尼斯",
)
WHEN = ("周一", "周二", "周三", "周四", "周五", "当天上午", "当天下午", "昨天晚间", "本周早些时候", "上个月底")
VERB = (
    "宣布推迟",
    "公开支持",
    "要求重新审议",
    "拒绝评论",
    "证实将启动",
    "批评",
    "表示欢迎",
    "警告不要忽视",
    "同意扩大",
    "决定暂停",
    "呼吁各方遵守",
    "承诺增加",
    "否认曾经干预",
    "正在评估",
    "提议修改",
)
WHAT = (
    "跨境铁路的修建计划",
    "新的渔业配额",
    "地区粮食储备方案",
    "天然气管道的安全检查",
    "高校招生办法",
    "医疗物资的运输安排",
    "海上救援协定",
    "选区划分草案",
    "机场罢工的谈判",
    "森林火灾的赔偿标准",
    "电网改造工程",
    "难民安置的资金",
    "古城墙的修复项目",
    "乳制品的进口关税",
    "气候基金的分配",
    "边境口岸的开放时间",
    "自来水价格的调整",
    "博物馆藏品的归还",
    "半导体设备的出口许可",
    "夏季用电的限制措施",
)
TAIL = (
    "相关文件预计在三个月内公布",
    "具体数字仍有待独立机构核实",
    "多家媒体对此作了不同的解读",
    "观察人士认为影响不会立即显现",
    "当地居民的反应并不一致",
    "此前的两轮会谈都没有结果",
    "该计划的总预算约为四亿欧元",
    "下一次会议定于九月中旬举行",
    "反对者已经向法院提出申诉",
    "专家建议先在两个省份试行",
    "工程可能因此再延长一年",
    "邻国政府目前没有作出回应",
)


def parts(seed: int = 0) -> dict[str, Any]:
    """The parts of article number `seed` of a series, one every two hours from START on."""
    draw = random.Random(seed)
    pick = draw.choice
    who, what = pick(WHO), pick(WHAT)
    place = pick(WHERE)
    title = f"{place}{who}{pick(VERB)}{what}"

    def sentence() -> str:
        return f"{pick(WHERE)}{pick(WHO)}{pick(WHEN)}{pick(VERB)}{pick(WHAT)}，{pick(TAIL)}"

    return {
        "number": 1_048_575 - seed,
        "when": START + timedelta(hours=2 * seed),
        "title": title,
        "section": pick(SECTIONS),
        "image": f"https://s.rfi.fr/media/display/{draw.getrandbits(128):032x}/w:1280/p:16x9/photo-{seed}.jpg",
        "lead": f"{place}{who}{pick(WHEN)}就{what}发表讲话。{sentence()}。",
        "paragraphs": [
            "".join(f"{sentence()}。" for _ in range(draw.randint(2, 4))) for _ in range(draw.randint(4, 7))
        ],
        "share": True,
    }


def render(patch: Mapping[str, Any] = {}, seed: int = 0) -> bytes:
    """The bytes of a dump file: article `seed` with `patch` put on it.

    Keys beside the parts: `epoch`, `dateline`, `url`, `url_date`, `slug`, `shared_url`, `shared_title` (instead of what
    follows from the parts), `before` and `after` (HTML around the body), `html` (instead of all that RFI's template
    makes), `front` (front matter: True, or what replaces its values), `sub` (pairs of old and new text, put on last),
    `raw` (the whole file), `json` (an item instead).
    """
    if "raw" in patch:
        raw = patch["raw"]
        return raw if isinstance(raw, bytes) else raw.encode()
    if "json" in patch:
        return json.dumps(patch["json"], ensure_ascii=False).encode()
    part: dict[str, Any] = {**parts(seed), **patch}
    epoch = part.get("epoch", _epoch(part["when"]))
    url = part.get("url", _url(part))
    html = part["html"] if "html" in part else _html(part, url)
    text = f"<!--{epoch}-->\n[{part['title']}]({url})\n------\n\n{html}\n"
    if front := part.get("front"):
        text = _front(part, epoch, url, front if isinstance(front, dict) else {}) + text
    for old, new in part.get("sub", ()):
        if old not in text:
            raise ValueError(f"nothing to replace: {old!r}")
        text = text.replace(old, new)
    return text.encode("utf-8", "surrogateescape")


def path(patch: Mapping[str, Any], seed: int = 0) -> str:
    """The name of the file of article `seed`."""
    default = f"rfi/{patch.get('number', parts(seed)['number'])}.{'jsonl' if 'json' in patch else 'md'}"
    return str(patch.get("path", default))


def series(patches: list[Mapping[str, Any]]) -> Iterator[RawInput]:
    """The files of a dump: article i with patch i; with the keys `fault` and `detail`, one that could not be read."""
    for seed, patch in enumerate(patches):
        if "fault" in patch:
            yield RawInput(path(patch, seed), fault=patch["fault"], detail=patch["detail"])
        else:
            yield RawInput(path(patch, seed), render(patch, seed))


def _epoch(when: datetime) -> int:
    return int((when.replace(tzinfo=_PARIS) + _CRAWL_LAG).timestamp() * 1000)


def slug(title: str) -> str:
    """RFI's slug of a title: what is no letter or digit becomes one dash."""
    return str(sub(r"\W+", "-", unescape(title).lower())).strip("-")


def _url(part: Mapping[str, Any]) -> str:
    date = part.get("url_date", part["when"].strftime("%Y%m%d"))
    return f"https://www.rfi.fr/cn/{quote(part['section'])}/{date}-{quote(part.get('slug', slug(part['title'])))}"


def _html(part: Mapping[str, Any], url: str) -> str:
    dateline = part.get("dateline", part["when"].strftime("%d/%m/%Y - %H:%M"))
    blocks = [f"<div>{dateline}</div>" if dateline is not None else ""]
    if part["image"] is not None:
        blocks.append(f'<img src="{escape(part["image"])}">')
    if part["lead"] is not None:
        blocks.append(f"<p><strong>{part['lead']}        </strong></p>")
    body = "".join(f"<p>{paragraph}</p>" for paragraph in part["paragraphs"])
    promos = "<div data-selfpromo-newsletter></div><div data-selfpromo-app></div>"
    blocks.append(f"<div>{part.get('before', '')}{body}{promos}</div>")
    if part["share"]:
        blocks.append(_share(part.get("shared_title", unescape(part["title"])), part.get("shared_url", url)))
    return "".join(blocks) + str(part.get("after", ""))


def _share(title: str, url: str) -> str:
    rest = 'target="_blank" rel="noopener nofollow"><span></span></a>'
    link, text = quote(url, safe=""), quote(title, safe="")
    return (
        f'<div><div>分享 :</div><div><a href="https://www.facebook.com/dialog/share?app_id=1&amp;href={link}&amp;'
        f'redirect_uri={link}&amp;locale=zh_CN" {rest}<a href="whatsapp://send?text={text}%20-%20{link}" {rest}'
        f'<a href="https://x.com/intent/tweet?url={link}&amp;text={text}&amp;lang=zh-cn" {rest}'
        "<span data-root-share></span></div></div>"
    )


def _front(part: Mapping[str, Any], epoch: object, url: str, values: Mapping[str, str]) -> str:
    moment = datetime.fromtimestamp(epoch / 1000, UTC) if isinstance(epoch, int) else datetime(2023, 8, 16, tzinfo=UTC)
    fields = {
        "layout": "post",
        "title": f'"{part["title"]}"',
        "date": moment.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "author": "法广",
        "from": url,
        "tags": "[ 法广 ]",
        **values,
    }
    return "---\n" + "".join(f"{name}: {value}\n" for name, value in fields.items()) + "---\n"
