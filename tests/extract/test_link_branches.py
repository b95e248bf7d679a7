"""Branches, zones and firms under short names, and words that only look like a body or belong to its verb."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.records import EntityClass
from tests.extract.mentioning import document, mentions_of


def bodies(text: str, region: str, period: str | None = None, publisher: str | None = None) -> list[tuple[str, str]]:
    """Words and name of each body in a text of the region, period and publisher."""
    read = document(text, region, publisher)
    read = replace(read, metadata=replace(read.metadata, period=period))
    return [(m.span.of(text), m.entity.label) for m in mentions_of(read, EntityClass.AGENCY)]


@pytest.mark.parametrize(
    ("text", "region", "found"),
    [
        ("县林业局会同县水利局巡查堤坝。", "湖南省岳阳市平江县", ("县水利局", "平江县水利局")),
        ("会同县水利局巡查堤坝。", "湖南省怀化市", ("会同县水利局", "会同县水利局")),
        ("其中3处由县政府直接盯办。", "四川省绵阳市三台县", ("县政府", "三台县人民政府")),
        ("县政府统筹城乡办牵头整改。", "四川省绵阳市三台县", ("县政府统筹城乡办", "三台县人民政府统筹城乡办公室")),
        ("省应急厅、矿山安监局山东局联合执法。", "山东省", ("矿山安监局山东局", "国家矿山安全监察局山东局")),
        (
            "国家矿山安全监察局派员督导。会同贵州局检查煤矿。",
            "贵州省",
            ("贵州局", "国家矿山安全监察局贵州局"),
        ),
        (
            "市水务局将泵站委托江洲市华源水务(集团)有限责任公司统一管护。",
            "江西省九江市",
            ("江洲市华源水务(集团)有限责任公司", "江洲市华源水务(集团)有限责任公司"),
        ),
        ("经开区管委会开展检查。", "湖南省岳阳市平江县", ("经开区管委会", "平江经济开发区管理委员会")),
        ("国铁西安局与沿线区县开展整治。", "陕西省宝鸡市", ("国铁西安局", "中国铁路西安局集团有限公司")),
        ("责令停产,龙煤集团对所属矿井逐一过筛。", "黑龙江省", ("龙煤集团", "黑龙江龙煤矿业控股集团有限责任公司")),
        ("武警四川总队赶赴现场。", "四川省", ("武警四川总队", "中国人民武装警察部队四川省总队")),
        ("武警绵阳支队赶赴现场。", "四川省绵阳市", ("武警绵阳支队", "武警绵阳支队")),
        ("省煤管局、省应急厅联合检查。", "黑龙江省", ("省煤管局", "黑龙江省煤炭生产安全管理局")),
        ("省煤管局、省应急厅联合检查。", "山西省", ("省煤管局", "山西省煤炭管理局")),
        ("督促市水务集团开展自查。", "浙江省台州市", ("市水务集团", "台州市水务集团有限公司")),
        ("督促市交投集团开展自查。", "江西省九江市", ("市交投集团", "九江市交通投资集团有限公司")),
        ("柳东新区管委会开展检查。", "广西壮族自治区柳州市", ("柳东新区管委会", "柳州市柳东新区管理委员会")),
        ("东部生态新区管委会开展检查。", "四川省绵阳市", ("东部生态新区管委会", "绵阳市东部生态新区管理委员会")),
        ("县经开区管委会开展检查。", "湖南省岳阳市平江县", ("县经开区管委会", "平江经济开发区管理委员会")),
        ("淮北经济开发区管委会开展检查。", "安徽省淮北市", ("淮北经济开发区管委会", "淮北经济开发区管理委员会")),
        ("高新区管委会开展检查。", "安徽省淮北市", ("高新区管委会", "淮北高新技术产业开发区管理委员会")),
        ("台州湾新区管委会开展检查。", "浙江省台州市", ("台州湾新区管委会", "台州湾新区管理委员会")),
        (
            "开展自建房安全专项整治。省安委会制定方案，省安委办组建工作专班集中办公。",
            "贵州省",
            ("工作专班", "贵州省自建房安全专项整治工作专班"),
        ),
        (
            "市政府成立工作专班。部署自建房安全专项整治，成立由市住建局牵头的工作专班，专班办公室设在市住建局。",
            "江西省九江市",
            ("专班办公室", "九江市自建房安全专项整治工作专班办公室"),
        ),
        ("开展燃气安全专项整治。\n市政府成立工作专班抓防汛。", "江西省九江市", ("工作专班", "九江市工作专班")),
        ("黄委组织会商。", "河南省郑州市", ("黄委", "黄河水利委员会")),
    ],
)
def test_body_is_found_under_its_official_name(text: str, region: str, found: tuple[str, str]) -> None:
    assert found in bodies(text, region)


@pytest.mark.parametrize(
    ("text", "region", "words"),
    [
        ("县林业局会同县水利局巡查堤坝。", "湖南省岳阳市平江县", "会同县水利局"),
        ("其中3处由县政府直接盯办。", "四川省绵阳市三台县", "县政府直接盯办"),
        ("会同贵州局检查煤矿。", "贵州省", "国家矿山安全监察局贵州局"),
        ("在晋能控股、山西焦煤等企业，我们开展诊断。", "山西省", "在晋能控股"),
        ("在晋能控股、山西焦煤等企业，我们开展诊断。", "山西省", "山西焦煤"),
        ("支持胜利油田、江海电气等企业做标杆。", "山东省", "江海电气"),
        ("对宁夏煤业大沟分公司等煤矿检查。", "宁夏回族自治区", "宁夏煤业"),
        ("园区管委会对甲龙集团等企业加强巡查。", "湖南省岳阳市平江县", "园区管委会对甲龙集团"),
        ("建立领导包企业、干部包林场、职工包沟系的办法。", "吉林省", "干部包林场"),
    ],
)
def test_verb_place_or_aim_is_no_body(text: str, region: str, words: str) -> None:
    assert words not in {word for pair in bodies(text, region) for word in pair}


@pytest.mark.parametrize(
    ("period", "name"),
    [
        ("2022-01/2022-12", "国家矿山安全监察局河南局"),
        ("2019-01/2019-12", "河南煤矿安全监察局"),
        (None, "河南煤矿安全监察局"),
    ],
)
def test_coal_mine_safety_administration_bears_the_name_of_its_time(period: str | None, name: str) -> None:
    assert bodies("配合河南煤监局查处越界开采。", "河南省焦作市", period) == [("河南煤监局", name)]


@pytest.mark.parametrize(
    ("period", "name"),
    [("2017-01/2017-06", "国家电网公司"), ("2021-01/2021-12", "国家电网有限公司"), (None, "国家电网有限公司")],
)
def test_enterprise_bears_the_registered_name_of_its_time(period: str | None, name: str) -> None:
    assert bodies("国家电网出动抢修队伍。", "湖南省长沙市", period) == [("国家电网", name)]


def test_text_of_the_former_administration_keeps_its_names() -> None:
    text = "国家煤矿安监局部署检查，河南煤监局查处越界开采。"
    found = bodies(text, "河南省焦作市", "2020-11/2020-12")
    assert ("河南煤监局", "河南煤矿安全监察局") in found
    assert ("国家煤矿安监局", "国家煤矿安全监察局") in found


def test_rooms_of_a_department_belong_to_it() -> None:
    text = "局办公室牵头修订制度。局安全监督科汇总情况。"
    own = [("局办公室", "绵阳市水利局办公室"), ("局安全监督科", "绵阳市水利局安全监督科")]
    assert bodies(text, "四川省绵阳市", publisher="绵阳市水利局") == own
    assert not any(name.startswith("绵阳市水利局") for _, name in bodies(text, "四川省绵阳市"))
