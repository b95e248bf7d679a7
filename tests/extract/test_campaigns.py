"""What a document says of a campaign."""

from __future__ import annotations

from dataclasses import replace

from extract.context import Context
from extract.document import Genre, Metadata, Span
from extract.grammar.campaigns import find_campaign_statements
from extract.records import CampaignStatement, Entity, EntityClass, Mention
from tests.extract.contexts import context_of

CAMPAIGN = Entity(EntityClass.CAMPAIGN, "危房百日攻坚", "危房百日攻坚")


def body(label: str, kind: EntityClass = EntityClass.AGENCY) -> Entity:
    return Entity(kind, label, label)


def context_with(sentence: str, *bodies: Entity) -> Context:
    """A report of one sentence, with every occurrence of the campaign, the bodies and titles as mentions."""
    context = context_of(
        f"青山市年度工作总结\n\n一、主要工作\n\n{sentence}\n", Genre.SUMMARY, title="青山市年度工作总结"
    )
    mentions = []
    for entity in (CAMPAIGN, *bodies):
        start = context.text.find(entity.label)
        while start >= 0:
            mentions.append(Mention(Span(start, start + len(entity.label)), entity))
            start = context.text.find(entity.label, start + 1)
    metadata = Metadata(title="青山市年度工作总结", genre=Genre.SUMMARY, period="2022-01-01/2022-12-31")
    ordered = tuple(sorted(mentions, key=lambda mention: mention.span))
    return replace(context, mentions=ordered, document=replace(context.document, metadata=metadata))


def statement(sentence: str, *bodies: Entity) -> CampaignStatement:
    (found,) = find_campaign_statements(context_with(sentence, *bodies))
    return found


def labels(entities: tuple[Entity, ...]) -> list[str]:
    return [entity.label for entity in entities]


def test_campaigns_who_leads_and_who_takes_part() -> None:
    found = statement("市住建局牵头会同市公安局开展危房百日攻坚。", body("市住建局"), body("市公安局"))
    assert labels(found.leads) == ["市住建局"]
    assert labels(found.participants) == ["市公安局"]
    found = statement("市住建局听取危房百日攻坚汇报。", body("市住建局"))
    assert (found.leads, found.participants) == ((), ())


def test_campaigns_are_spoken_of_to_the_end_of_the_sentence() -> None:
    bodies = (body("市住建局"), body("市公安局"), body("市商务局"), body("市教育局"))
    sentence = "危房百日攻坚由市住建局牵头,市公安局、市商务局参加,自5月起至8月底结束。市教育局配合。"
    found = statement(sentence, *bodies)
    assert labels(found.leads) == ["市住建局"]
    assert labels(found.participants) == ["市公安局", "市商务局"]
    assert found.period == "2022-05-01/2022-08-31"


def test_campaigns_body_set_up_for_it_leads() -> None:
    sentence = "启动危房百日攻坚,成立了市危房攻坚领导小组。"
    assert labels(statement(sentence, body("市危房攻坚领导小组")).leads) == ["市危房攻坚领导小组"]
    sentence = "危房百日攻坚期间,市危房攻坚领导小组开会两次。"
    assert statement(sentence, body("市危房攻坚领导小组")).leads == ()


def test_campaigns_months_take_the_year_of_the_document() -> None:
    assert statement("5月至8月开展危房百日攻坚。").period == "2022-05-01/2022-08-31"
    assert statement("部署2021—2023年危房百日攻坚。").period == "2021-01-01/2023-12-31"
    sentence = "从2021年6月至2022年2月,在全市开展危房百日攻坚。"
    assert statement(sentence).period == "2021-06-01/2022-02-28"
    assert statement("6月份启动危房百日攻坚。").period == "2022-06-01/2022-06-30"
    assert statement("2022年深入开展危房百日攻坚。").period is None
    plan = body("危房百日攻坚方案（2021—2023年）", EntityClass.INSTRUMENT)
    assert statement("印发《危房百日攻坚方案（2021—2023年）》。", plan).period == "2021-01-01/2023-12-31"
    assert statement("排查危房125户,开展危房百日攻坚。").period is None


def test_campaigns_parts_are_number_phrases_phases_and_quoted_names() -> None:
    found = statement("危房百日攻坚制定1个总体方案、二个专题方案,分动员部署阶段、集中整治阶段推进。")
    assert labels(found.parts) == ["1个总体方案", "2个专题方案", "动员部署阶段", "集中整治阶段"]
    assert labels(statement("危房百日攻坚进入“攻坚年”,突出老旧小区“大排查”。").parts) == ["攻坚年", "大排查"]
    assert statement("危房百日攻坚涉及12个乡镇。").parts == ()


def test_campaigns_basis_is_the_plan_that_names_it_or_on_which_it_rests() -> None:
    plan, rules = body("危房百日攻坚方案", EntityClass.INSTRUMENT), body("住房安全办法", EntityClass.INSTRUMENT)
    found = statement("根据《住房安全办法》部署危房百日攻坚。", rules)
    assert [basis.instrument.label for basis in found.basis] == ["住房安全办法"]
    found = statement("深入开展危房百日攻坚。随后印发《危房百日攻坚方案》。", plan)
    assert [basis.instrument.label for basis in found.basis] == ["危房百日攻坚方案"]
    found = statement("危房百日攻坚宣传《住房安全办法》。", rules)
    assert found.basis == ()


def test_campaigns_are_stated_once_each() -> None:
    context = context_with("启动危房百日攻坚。危房百日攻坚进展顺利。")
    assert len(find_campaign_statements(context)) == 1
