"""Who acts in a measure: in notices, under tags, behind subjects that no register names; and what is only demanded."""

from __future__ import annotations

from hashlib import sha256

import pytest

from extract.context import Context
from extract.document import Document, Genre, Metadata
from extract.grammar.measures import find_measures
from extract.pipeline import contextualize
from extract.records import Status
from tests.extract.reports import report

NOTICE = "杭州市安全生产委员会办公室关于加强冬季安全工作的通知\n\n各区县人民政府，市安委会成员单位：\n\n"


def made(text: str, genre: Genre, addressees: tuple[str, ...] = ()) -> Context:
    metadata = Metadata(
        title="杭州市安全生产委员会办公室关于加强冬季安全工作的通知",
        publisher="杭州市安全生产委员会办公室",
        region="浙江省杭州市",
        genre=genre,
        addressees=addressees,
    )
    return contextualize(Document("samples/notice.txt", text, sha256(text.encode()).hexdigest(), metadata=metadata))


def told(context: Context) -> dict[str, tuple[list[str], bool, Status]]:
    """Agents, whether the clause names them, and status of each measure, by its words."""
    return {
        context.of(m.span): ([agent.label for agent in m.agents], m.explicit, m.status) for m in find_measures(context)
    }


def notice(text: str) -> dict[str, tuple[list[str], bool, Status]]:
    return told(made(NOTICE + text, Genre.NOTICE, ("各区县人民政府", "市安委会成员单位")))


def test_agents_of_a_notice_are_its_addressees_where_nobody_is_named() -> None:
    agents, explicit, status = notice("一、备足物资\n\n配齐应急装备，更新风险台账。\n")["更新风险台账"]
    assert not explicit and status is Status.PLANNED
    assert agents and "杭州市安全生产委员会办公室" not in agents


def test_agents_of_a_notice_are_those_whom_the_sentence_before_began_with() -> None:
    found = notice("一、严密防范\n\n各街道、各社区要排查老旧房屋。及时更新风险台账。\n")
    assert found["及时更新风险台账"][0] == found["各街道、各社区要排查老旧房屋"][0]
    assert "杭州市安全生产委员会办公室" not in found["及时更新风险台账"][0]


def test_agents_of_a_report_stay_the_body_that_reports() -> None:
    found = told(report("各街道、各社区组织了排查。更新风险台账。\n"))
    assert found["更新风险台账"][0] == ["杭州市应急管理局"]


def test_agents_of_a_tagged_task_are_those_whom_the_tag_names() -> None:
    text = "一、主要任务\n\n1．整治电动自行车充电隐患。建设集中充电设施。（责任单位：市住建局、市消防救援支队）\n"
    agents, explicit, _ = notice(text)["建设集中充电设施"]
    assert not explicit
    assert len(agents) == 2 and "杭州市安全生产委员会办公室" not in agents


def test_agents_tasks_of_a_duty_assignment_are_planned_measures() -> None:
    text = (
        "杭州市冬季行动任务分工方案\n\n一、任务分工\n\n（一）集中整治占用消防通道行为，清理楼道杂物。市住建局牵头。\n"
    )
    found = told(made(text, Genre.DUTY_ASSIGNMENT))
    assert found["清理楼道杂物"][2] is Status.PLANNED
    assert told(made(text, Genre.REGULATION)) == {}


@pytest.mark.parametrize(
    ("clause", "agent"),
    [
        ("市级专班组织三轮暗访", "市级专班"),
        ("余杭、临平、富阳等县区成立了工作专班", "余杭、临平、富阳等县区"),
    ],
)
def test_agents_may_be_phrases_that_no_register_names(clause: str, agent: str) -> None:
    assert told(report(clause + "，形势平稳。"))[clause][:2] == ([agent], True)


def test_agents_are_no_noun_that_only_precedes_the_verb() -> None:
    assert all(agents == ["杭州市应急管理局"] for agents, _, _ in told(report("隐患整改台账建立健全机制。")).values())


def test_demands_are_planned_though_the_section_reports() -> None:
    found = told(report("各区县要开展堤防巡查，储备抢险物资。"))
    assert {status for _, _, status in found.values()} == {Status.PLANNED} and len(found) == 2


def test_demands_words_within_an_attribute_are_none() -> None:
    found = told(report("检查应当备案的企业，更新台账。"))
    assert {status for _, _, status in found.values()} == {Status.DONE}


def test_demands_follow_a_verb_of_requiring_in_the_news() -> None:
    text = "要求企业落实值守制度，修订应急预案。"
    assert told(report(text, genre=Genre.MEETING_NEWS))["修订应急预案"][2] is Status.PLANNED
    assert told(report(text))["修订应急预案"][2] is Status.DONE


def test_agents_leaf_headings_of_a_plan_are_tasks_and_titles_of_parts_are_not() -> None:
    text = (
        "一、主要任务\n\n（一）清理楼道杂物。\n（责任单位：市住建局）\n\n（二）加强宣传引导。\n各街道要张贴告知书。\n"
    )
    found = notice(text)
    assert "清理楼道杂物" in found
    assert "加强宣传引导" not in found


def test_agents_several_collectives_are_one_group_as_written() -> None:
    found = find_measures(made(NOTICE + "一、严密防范\n\n各街道、各部门和单位要更新风险台账。\n", Genre.NOTICE))
    (agent,) = found[0].agents
    assert agent.label == "各街道、各部门和单位"
    assert agent.members


def test_agents_of_what_the_news_demands_are_those_told_last() -> None:
    text = "会议强调，各街道要排查老旧房屋。\n会议要求，要更新风险台账。\n"
    found = told(made("杭州市应急管理局召开会议\n\n" + text, Genre.MEETING_NEWS))
    assert found["要更新风险台账"] == (["各街道"], False, Status.PLANNED)


def test_measures_of_a_plan_are_done_where_the_verb_is_perfect() -> None:
    found = notice("一、工作要求\n\n印发了值守方案。更新风险台账。\n")
    assert found["印发了值守方案"][2] is Status.DONE
    assert found["更新风险台账"][2] is Status.PLANNED


@pytest.mark.parametrize(
    "text",
    [
        "一、任务\n\n市水利局负责堤防巡查，组织抢险队伍。\n",
        "一、成员单位职责\n\n组织抢险队伍，更新风险台账。\n",
        "一、任务\n\n市水利局：组织抢险队伍，更新风险台账。\n",
    ],
)
def test_measures_charges_of_a_notice_are_duties(text: str) -> None:
    assert notice(text) == {}


def test_measures_a_slogan_that_opens_an_item_is_none() -> None:
    found = told(report("一是压实责任，强化措施。修订应急预案。二是修订应急预案。"))
    assert list(found) == ["修订应急预案"]


def test_measures_purposes_and_attendance_are_none() -> None:
    assert told(report("为进一步做好堤防安全工作，市水利局局长参加了会议。")) == {}
    assert list(told(report("为养老院开展培训，参加抢险救援。"))) == ["为养老院开展培训", "参加抢险救援"]


def test_measures_a_subject_and_its_manner_go_with_what_it_does() -> None:
    assert "市水利局按照“一库一策”原则，对全市病险水库和山塘逐一开展加固除险" in told(
        report("市水利局按照“一库一策”原则，对全市病险水库和山塘逐一开展加固除险。")
    )
    long = "市水利局按照上级关于进一步加强病险水库安全度汛工作的部署"
    assert "修订应急预案" in told(report(f"{long}，修订应急预案。"))


def test_measures_a_noun_of_action_before_a_plan_is_no_verb() -> None:
    assert list(notice("一、要求\n\n要根据堤防治理实施方案，更新风险台账。\n")) == ["更新风险台账"]
    assert "根据上级要求制定实施方案" in notice("一、要求\n\n根据上级要求制定实施方案。\n")


def test_measures_demands_of_setting_right_need_no_object() -> None:
    assert "限期整改" in notice("一、要求\n\n发出整改通知书，限期整改。\n")
    assert "限期整改" not in told(report("发出整改通知书，限期整改。"))


def test_agents_posts_that_act_are_carried_where_no_body_is_known() -> None:
    text = "一、行动\n\n防汛值班人员要检查沿江堤防，更新风险台账。\n"
    metadata = Metadata(title="防汛行动方案", genre=Genre.PLAN)
    context = contextualize(Document("samples/plan.txt", text, sha256(text.encode()).hexdigest(), metadata=metadata))
    assert [agent.label for agent in find_measures(context)[-1].agents] == ["防汛值班人员"]
