"""A document in our own words with every kind of record, made by hand: what the graph's tests start from."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256

from extract.document import Document, Genre, Metadata, Span
from extract.records import (
    Basis,
    CampaignStatement,
    Duty,
    Entity,
    EntityClass,
    Extraction,
    InstrumentStatement,
    Measure,
    Mention,
    Observation,
    Problem,
    ProblemKind,
    Role,
    Status,
)
from ontology.namespaces import concept

TEXT = """青山市应急管理局年度小结

市应急管理局牵头开展有限空间百日整治，市消防救援支队配合。
全年检查企业1200余家次，同比上升12.50%。
印发《青山市有限空间作业管理规定》。
部分新业态无人监管。
市应急管理局和有关部门签订责任书，落实党政同责。
"""

CITY = concept("division", "990100")
COUNTRY = concept("division", "000000")
EMERGENCY = concept("function", "emergency-management")
BUREAU = Entity(
    EntityClass.AGENCY,
    "青山市应急管理局",
    "青山市应急管理局",
    division=CITY,
    function=EMERGENCY,
    levels=(concept("level", "prefecture"),),
)
BRIGADE = Entity(EntityClass.AGENCY, "青山市消防救援支队", "青山市消防救援支队", division=CITY, superior=BUREAU)
CONCERNED = Entity(EntityClass.GROUP, "青山市/有关部门", "有关部门", resolved=False)
DRIVE = Entity(EntityClass.CAMPAIGN, "有限空间百日整治", "有限空间百日整治")
RULES = Entity(EntityClass.INSTRUMENT, "青山市有限空间作业管理规定", "青山市有限空间作业管理规定")
SHARED_BLAME = Entity(
    EntityClass.SYSTEM, "党政同责", "党政同责", concept=concept("system", "party-and-government-shared-responsibility")
)


def span_of(text: str, words: str, nth: int = 1) -> Span:
    """Where the words stand for the nth time."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def document(source: str = "reports/青山 总结.txt", text: str = TEXT) -> Document:
    """The sample as a read document."""
    metadata = Metadata(
        title="青山市应急管理局年度小结",
        publisher="青山市应急管理局",
        issued="2023-01-05",
        region="青山省青山市",
        period="2022-01-01/2022-12-31",
        genre=Genre.SUMMARY,
        index_number="QS-1",
    )
    return Document(source, text, sha256(text.encode()).hexdigest(), metadata=metadata)


def sample(source: str = "reports/青山 总结.txt") -> Extraction:
    """One record of every kind, and mentions of every class but kinds and posts."""

    def at(words: str, nth: int = 1) -> Span:
        return span_of(TEXT, words, nth)

    duties = (
        Duty(at("市应急管理局牵头开展有限空间百日整治"), "lead-verb", (BUREAU,), Role.LEAD, "有限空间百日整治"),
        Duty(at("市消防救援支队配合"), "support-verb", (BRIGADE,), Role.SUPPORT, "有限空间百日整治", explicit=True),
        Duty(
            at("市应急管理局和有关部门签订责任书"),
            "sign-pledge",
            (BUREAU, CONCERNED),
            Role.COMMIT,
            "安全生产",
            systems=(SHARED_BLAME,),
            basis=(Basis(RULES, "第三条第二款"),),
            division=CITY,
        ),
    )
    return Extraction(
        document(source),
        mentions=(
            Mention(at("市应急管理局", 2), BUREAU),
            Mention(at("有限空间百日整治"), DRIVE),
            Mention(at("市消防救援支队"), BRIGADE),
            Mention(at("《青山市有限空间作业管理规定》"), RULES),
            Mention(at("市应急管理局", 3), BUREAU),
            Mention(at("有关部门"), CONCERNED),
            Mention(at("党政同责"), SHARED_BLAME),
        ),
        duties=duties,
        measures=(
            Measure(
                at("印发《青山市有限空间作业管理规定》"),
                "verb-object",
                (BUREAU,),
                False,
                "印发",
                Status.DONE,
                object="《青山市有限空间作业管理规定》",
                kind=concept("measure-kind", "issue"),
                campaign=DRIVE,
                instruments=(RULES,),
            ),
        ),
        observations=(
            Observation(
                at("检查企业1200余家次"),
                "number-unit",
                "检查企业次数",
                Decimal("1200"),
                concept("unit", "enterprise-visit"),
                approximate=True,
                change=Decimal("12.50"),
                change_unit=concept("unit", "percent"),
                period="2022-01-01/2022-12-31",
                division=CITY,
            ),
        ),
        problems=(Problem(at("部分新业态无人监管"), "problem-cue", ProblemKind.VACANCY, (CONCERNED,)),),
        campaigns=(CampaignStatement(DRIVE, leads=(BUREAU,), participants=(BRIGADE,)),),
        instruments=(InstrumentStatement(RULES, "issued", (BUREAU,)),),
    )
