"""Duties that assignment documents, notices and plans share out."""

from __future__ import annotations

from extract.document import Genre
from extract.grammar.duties import find_duties
from tests.extract.contexts import context_of, told

TITLE = "青山市安全生产委员会成员单位职责分工"


def duties_of(*lines: str, genre: Genre = Genre.DUTY_ASSIGNMENT) -> list[tuple[str, str, str]]:
    context = context_of(f"{TITLE}\n\n一、总体安排\n\n" + "\n\n".join(lines) + "\n", genre, title=TITLE)
    return told(context, find_duties(context))


def test_assignment_bearer_each_body_has_its_charge() -> None:
    assert duties_of("市水务局负责水库调度；市公安局负责道路管制。") == [
        ("市水务局负责水库调度", "execute", "市水务局"),
        ("市公安局负责道路管制", "execute", "市公安局"),
    ]


def test_assignment_bearer_lead_and_support_are_told_apart() -> None:
    found = duties_of("（一）由市住建局牵头、市公安局配合，拆除违章搭建。")
    assert [(role, bearer) for _, role, bearer in found] == [("lead", "市住建局"), ("support", "市公安局")]
    found = duties_of("市住建局牵头，市公安局、市城管局配合。")
    assert [(role, bearer) for _, role, bearer in found] == [("lead", "市住建局"), ("support", "市公安局；市城管局")]


def test_assignment_bearer_must_meet_its_responsibility() -> None:
    found = duties_of("生产经营单位主要负责人要严格履行第一责任人责任。", genre=Genre.NOTICE)
    assert [(role, bearer) for _, role, bearer in found] == [("principal", "生产经营单位主要负责人")]


def test_assignment_bearer_needs_a_body() -> None:
    assert duties_of("加强汛期值守，及时发布预警。") == []


def test_assignment_heading_bears_what_stands_below_it() -> None:
    found = duties_of(
        "二、市教育局", "（一）组织学校避险演练。", "（二）指导学校排查危房。", "三、工作要求", "（一）加强领导。"
    )
    assert found == [
        ("组织学校避险演练", "execute", "市教育局"),
        ("指导学校排查危房", "oversee", "市教育局"),
    ]


def test_assignment_heading_with_a_colon_does_the_same() -> None:
    assert duties_of("市教育局：负责学校安全管理。") == [("负责学校安全管理", "regulate", "市教育局")]


def test_assignment_tag_names_who_does_the_task_before_it() -> None:
    text = f"{TITLE}\n\n一、重点任务\n\n（一）加固河堤。（牵头单位：市水务局；配合单位：市财政局、各镇人民政府）\n"
    context = context_of(text, Genre.NOTICE, title=TITLE)
    lead, support = find_duties(context)
    assert told(context, (lead, support)) == [
        ("牵头单位：市水务局", "lead", "市水务局"),
        ("配合单位：市财政局、各镇人民政府", "support", "市财政局；各镇人民政府"),
    ]
    assert (lead.matter, lead.rule) == ("加固河堤", "assignment-tag")


def test_assignment_tag_without_a_body_word_is_none() -> None:
    assert duties_of("（一）加固河堤。完成时限：六月底。") == []


def test_assignment_notice_actions_are_left_to_measures() -> None:
    assert duties_of("市水务局组织召开防汛会议。", genre=Genre.NOTICE) == []
    assert duties_of("市水务局负责水库调度。", genre=Genre.NOTICE) == [("市水务局负责水库调度", "execute", "市水务局")]


def test_assignment_tag_of_a_contact_person_is_none() -> None:
    assert duties_of("（一）加固河堤。联系人：王工。") == []


def test_assignment_notice_charges_by_answer_and_division_of_work() -> None:
    found = duties_of(
        "各镇人民政府对辖区防汛工作负总责。", "分管领导干部对分管领域防汛工作负领导责任。", genre=Genre.NOTICE
    )
    assert [(role, bearer) for _, role, bearer in found] == [
        ("territorial", "各镇人民政府"),
        ("territorial", "分管领导干部"),
    ]


def test_assignment_charge_by_name_is_a_duty_in_a_report_too() -> None:
    found = duties_of("市水利局负责对采砂船进行检查。", "市水利局清理采砂船三艘。", genre=Genre.SUMMARY)
    assert found == [("市水利局负责对采砂船进行检查", "regulate", "市水利局")]


def test_assignment_contingency_plan_charges_whoever_acts() -> None:
    text = "青山市防汛应急预案\n\n一、应急响应\n\n防汛办公室向各成员单位通报汛情；宣传组适时发布信息。\n"
    context = context_of(text, Genre.PLAN, title="青山市防汛应急预案")
    assert [bearer for _, _, bearer in told(context, find_duties(context))] == ["防汛办公室", "宣传组"]
    context = context_of(text, Genre.PLAN, title="青山市防汛工作计划")
    assert find_duties(context) == ()


def test_assignment_list_without_the_word_for_a_body_supports() -> None:
    found = duties_of("应急管理部门牵头，水利、住建、民政等协同配合开展排查。")
    assert [(role, bearer) for _, role, bearer in found] == [
        ("lead", "应急管理部门"),
        ("support", "水利、住建、民政等"),
    ]


def test_assignment_attitude_charges_nobody() -> None:
    assert duties_of("各部门要充分认识防汛工作的重要性，增强责任感。") == []


def test_assignment_tags_between_commas_are_told_apart() -> None:
    text = f"{TITLE}\n\n一、重点任务\n\n（一）加固河堤。（牵头单位：市水务局，配合单位：市财政局、各镇人民政府）\n"
    context = context_of(text, Genre.NOTICE, title=TITLE)
    assert [(words, role) for words, role, _ in told(context, find_duties(context))] == [
        ("牵头单位：市水务局", "lead"),
        ("配合单位：市财政局、各镇人民政府", "support"),
    ]


def test_assignment_line_that_charges_several_by_name_charges_all_it_names() -> None:
    found = duties_of(
        "水利部门负责水库调度；公安部门负责道路管制；教育部门会同公安部门加强校车管理。", genre=Genre.PLAN
    )
    assert [bearer for _, _, bearer in found] == ["水利部门", "公安部门", "教育部门"]
    assert [bearer for _, _, bearer in duties_of("教育部门会同公安部门加强校车管理。", genre=Genre.PLAN)] == []


def test_assignment_members_of_a_task_force_support_and_it_does_the_rest() -> None:
    words = "由市公安局牵头，市水利局、市教育局等单位组成，负责转移群众。"
    text = f"青山市防汛应急预案\n\n一、工作组\n\n（1）转移安置组。{words}\n"
    context = context_of(text, Genre.PLAN, title="青山市防汛应急预案")
    assert [(role, bearer) for _, role, bearer in told(context, find_duties(context))] == [
        ("lead", "市公安局"),
        ("support", "市水利局、市教育局等单位"),
        ("execute", "转移安置组"),
    ]
