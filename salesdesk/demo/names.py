"""Invented names, telephones and sentences; the same ones each time, from one seed."""

from __future__ import annotations

from random import Random

_SURNAMES = (
    "陈林周许唐韩叶蒋宋骆顾何梁欧邵徐沈陆孟白尹方曹程范袁邓萧田潘于董余苏卢夏钟汪廖贾"
    "邹熊金石戴谭韦侯江史龙万段雷钱汤黎易常武乔贺赖龚文单解仇查曾"
)
_GIVEN = [
    "晓岚",
    "启航",
    "静仪",
    "晨阳",
    "思远",
    "念真",
    "若溪",
    "文博",
    "承泽",
    "怀瑾",
    "语晴",
    "明川",
    "佩芸",
    "知远",
    "雨桐",
    "清扬",
    "书瑶",
    "北川",
    "承远",
    "佳怡",
    "俊熙",
    "梓涵",
    "浩然",
    "欣妍",
    "子墨",
    "雅琴",
    "建国",
    "丽华",
    "志强",
    "秀英",
    "海燕",
    "国栋",
    "玉兰",
    "立新",
    "春梅",
    "伟",
    "敏",
    "静",
    "涛",
    "磊",
    "艳",
    "勇",
    "洁",
    "芳",
    "博",
    "宁",
    "琳",
    "峰",
    "颖",
    "慧",
    "凯",
    "莹",
    "帆",
    "岩",
]
_WISHES = (
    "三房，中高楼层，预算 250 万以内",
    "两房自住，首付 80 万左右",
    "四房改善，要南北通透",
    "投资，低总价优先",
    "孩子上学，年底前入住",
    "与父母同住，要两卫",
    "高楼层看江，价格可谈",
    "已卖旧房，月内可签约",
)
_NOTES = {
    "call_in": ("询问均价与交房时间，约周末到访。", "看到抖音来电，问两房总价。", "问学区与地铁，发送位置。"),
    "visit": ("看沙盘与样板间，关注三房。", "与家人同来，偏好高楼层，担心西晒。", "第二次到访，比较 C 户型两套。"),
    "call_out": ("回访，预算确认，约看房。", "未接，已发短信。", "告知新推房源，考虑中。"),
    "message": ("发送户型图与价格区间。", "提醒周六活动。"),
}
_ADDRESSES = (
    "江宁区双龙大道",
    "玄武区北京东路",
    "鼓楼区中山北路",
    "建邺区江东中路",
    "秦淮区中华路",
    "雨花台区软件大道",
)


class Crowd:
    """A source of people who do not exist."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._telephones = set[str]()

    def name(self) -> str:
        return self.random.choice(_SURNAMES) + self.random.choice(_GIVEN)

    def telephone(self) -> str:
        """A number of the range that is not given out to anybody twice here."""
        while True:
            number = (
                self.random.choice(("138", "139", "150", "178", "189", "136")) + f"{self.random.randrange(10**8):08d}"
            )
            if number not in self._telephones:
                self._telephones.add(number)
                return number

    def wish(self) -> str:
        return self.random.choice(_WISHES)

    def note(self, kind: str) -> str:
        return self.random.choice(_NOTES[kind])

    def address(self) -> str:
        street, house = self.random.choice(_ADDRESSES), self.random.randrange(1, 300)
        return f"{street} {house} 号 {self.random.randrange(1, 30)}-{self.random.randrange(101, 1805)}"

    def identity(self, born: int) -> str:
        """A resident's number with a right check digit (GB 11643); the place is Nanjing's, the person nobody's."""
        head = f"320{self.random.choice(('104', '102', '115', '106'))}{born}{self.random.randrange(1, 13):02d}"
        head += f"{self.random.randrange(1, 29):02d}{self.random.randrange(1000):03d}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        check = sum(int(digit) * weight for digit, weight in zip(head, weights, strict=True)) % 11
        return head + "10X98765432"[check]
