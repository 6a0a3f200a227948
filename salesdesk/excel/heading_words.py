"""The many names of a price list's columns, as data: simplified Chinese, English; traditional characters are turned.

The first name of a field is the best: where two columns claim one field, the earlier name wins.
"""

from __future__ import annotations

from salesdesk.domain.unit_sheet import UnitField

HEADINGS: dict[UnitField, str] = {
    UnitField.DEVELOPMENT: """
        项目名称 楼盘名称 小区名称 建案名称 项目 楼盘 小区 案名 项目推广名 楼盘名 开发项目
        development developmentname project projectname estate""",
    UnitField.BUILDING: """
        楼栋 楼栋号 楼栋名称 栋号 幢号 楼号 座号 楼幢号 楼幢 栋 幢 座 楼座 栋座 楼栋编号 幢名称 幢名 栋名 楼名 楼宇
        楼宇名称 座栋 栋别
        自编楼号 自编栋号 building buildingname buildingno buildingnumber bldg block blockno tower""",
    UnitField.ENTRANCE: """
        单元 单元号 单元名称 单元编号 梯号 梯 门栋 entrance entranceno stair staircase core""",
    UnitField.NUMBER: """
        房号 房间号 室号 房屋号 房间号码 房源号 户号 房源 房间 室 户室号 房室号 单元房号 门牌号 门牌 房屋编号
        房源编号 房间编号 房间名称
        房源名称 房号名称 车位号 车位编号 铺号 商铺号 商铺编号 栋及号
        unitno unitnumber unitnum roomno roomnumber roomnum room unit flat flatno number""",
    UnitField.FLOOR: """
        楼层 所在楼层 层 所在层 楼层号 层号 单元楼层 层次 所在层次 移转层次 名义层 物理层 floor floorno floornumber
        floornum storey level""",
    UnitField.KIND: """
        用途 房屋用途 规划用途 设计用途 物业类型 产品类型 业态 房屋类型 主要用途 房屋性质 物业类别 房屋类别 房源类型
        use usage housefunction propertytype kind""",
    UnitField.LAYOUT: """
        户型 房型 户型名称 房屋户型 户型结构 户型编号 格局 layout unittype roomtype floorplan flattype""",
    UnitField.ASPECT: """朝向 方位 坐向 座向 方向 房屋朝向 aspect orientation facing direction""",
    UnitField.GROSS: """
        建筑面积 建面 房屋建筑面积 建筑面积合计 总建筑面积 销售面积 面积 建物移转总面积 建筑总面积 面积建筑
        grossarea gross totalarea buildarea buildingarea builtarea gfa area salearea""",
    UnitField.INNER: """
        套内建筑面积 套内面积 室内面积 套内 套内建面 面积套内 内面积 innerarea inner inarea insidearea netarea""",
    UnitField.SHARED: """
        公摊面积 分摊面积 公摊建筑面积 分摊建筑面积 公摊 分摊 共有分摊面积 分摊共有面积 分摊的共有建筑面积
        共有分摊建筑面积 分摊公用面积
        公用分摊面积 面积公摊 面积分摊 sharedarea shared commonarea""",
    UnitField.UNIT_PRICE: """
        单价 建筑面积单价 建筑单价 建面单价 单价建筑面积 单价按建筑面积 建筑面积价格 每平方米价格 每平米单价
        单位售价 单位价格
        unitprice priceperm2 pricepersqm grossunitprice buildprice""",
    UnitField.INNER_UNIT_PRICE: """
        套内单价 套内面积单价 套内建筑面积单价 室内单价 单价套内 单价按套内 单价按套内面积 单价套内面积
        单价按套内建筑面积
        innerunitprice insideprice""",
    UnitField.TOTAL: """
        总价 房屋总价 总房价 总价款 总金额 房价款 一口价 总售价 售价 房款总价 房屋总价款 房价合计 总房款 房价总额
        表价 表总价 合计总价
        总价合计 每套总价 套总价 价格 备案价 房价 total totalprice listtotal sumprice amount""",
    UnitField.FLOOR_TOTAL: """
        底价 底总价 底价总价 总底价 底价总额 最低总价 最低价 floorprice floortotal minimumprice minprice""",
    UnitField.STATE: """
        状态 销售状态 房源状态 房屋状态 房间状态 销控状态 销售情况 status state salestatus salestate""",
    UnitField.MORTGAGE: """
        抵押 抵押状态 是否抵押 抵押情况 在建工程抵押 mortgage mortgaged pledge pledgestatus pledged""",
    UnitField.SEAL: """
        查封 查封状态 是否查封 查封情况 司法查封 seal sealed closed""",
    UnitField.REMARK: """
        备注 说明 附注 注 备考 备注说明 remark remarks note notes comment comments""",
}

PREDICTED = ("预测", "预售", "暂测", "预测绘")
SURVEYED = ("实测", "测绘", "竣工", "产权", "实测绘")
HARMLESS = (
    "备案", "申报", "拟售", "销售", "商品房", "房屋", "住宅", "标准", "毛坯", "含税", "本次", "挂牌", "对外",
    "房源", "现行", "核定",
    "预计", "公示", "当前", "一房一价", "list", "predicted", "surveyed",
)  # fmt: skip
"""Words before or after a name that change nothing about which field it is."""

FOREIGN = (
    "车位", "车库", "装修", "花园", "露台", "阳台", "阁楼", "土地", "成交", "认购", "合同", "客户", "套数", "折后",
    "优惠", "坪", "亩", "呎",
    "美元", "港币", "港元", "底价", "底总", "均价", "赠送", "地下室", "储藏",
)  # fmt: skip
"""Words that make a column something else: a garden's area, a parking space's price, a total after discount."""

TRADITIONAL = str.maketrans(
    "樓棟號單價總積層戶間備註項盤稱築內攤業類態狀圓萬幣權車測實預規劃設計標準銷報擬產質廳衛轉編門鋪舖額",
    "楼栋号单价总积层户间备注项盘称筑内摊业类态状圆万币权车测实预规划设计标准销报拟产质厅卫转编门铺铺额",
)
"""The traditional characters that headings are written with."""
