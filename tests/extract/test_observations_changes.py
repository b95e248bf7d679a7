"""Which change belongs to which figure."""

from __future__ import annotations

import pytest

from extract.grammar.changes import Change, resolve_changes
from extract.grammar.numbers import quantities
from extract.grammar.observations import find_observations
from tests.extract.reports import report


def told(text: str) -> dict[str, tuple[str | None, str | None]]:
    """The rate and difference of each figure, by the figure's words."""
    found = list(quantities(text))
    changes, _ = resolve_changes(text, 0, found)

    def words(change: Change) -> tuple[str | None, str | None]:
        return (
            None if change.rate is None else str(change.rate),
            None if change.difference is None else str(change.difference),
        )

    return {found[index].span.of(text): words(change) for index, change in changes.items()}


def test_changes_respectively() -> None:
    text = "发生事故61起，死亡40人，受伤9人，同比分别下降12.5%、8.1%和30%"
    assert told(text) == {"61起": ("-12.5", None), "40人": ("-8.1", None), "9人": ("-30", None)}


def test_changes_difference_and_rate_of_the_same_figures() -> None:
    text = "发生事故61起、死亡40人，同比减少7起、3人，分别下降10.3%、7%"
    assert told(text) == {"61起": ("-10.3", "-7"), "40人": ("-7", "-3")}


def test_changes_lost_separators() -> None:
    assert told("发生事故61起、死亡40人，同比分别下降10.3%7%") == {"61起": ("-10.3", None), "40人": ("-7", None)}


def test_changes_up_and_down() -> None:
    assert told("发生火灾90起、死亡4人，同比分别上升3.1%、下降20%") == {"90起": ("3.1", None), "4人": ("-20", None)}


def test_changes_named_by_what_changed() -> None:
    text = "发生事故61起、死亡40人，同比起数下降10.5%，死亡人数上升9%"
    assert told(text) == {"61起": ("-10.5", None), "40人": ("9", None)}


@pytest.mark.parametrize(
    "text",
    [
        "较大事故起数和死亡人数同比分别下降30%和27%",
        "预计增加产值6.5亿元",
        "减少7起",
        "整改率99%",
    ],
)
def test_changes_without_a_figure_to_belong_to(text: str) -> None:
    assert told(text) == {}


def test_changes_second_comparison_does_not_count() -> None:
    assert told("发生火灾90起，同比上升3.1%、环比下降2%") == {"90起": ("3.1", None)}


def test_changes_year_compared_with_is_no_figure() -> None:
    assert told("月补差625元，较2021年增长11.4%") == {"625元": ("11.4", None)}


def test_changes_level_with_the_year_before() -> None:
    text = "发生事故18起、死亡12人，起数同比减少3起、下降14.3%，死亡人数同比持平。"
    assert told(text) == {"18起": ("-14.3", "-3"), "12人": ("0", None)}
    assert told("发生事故18起、死亡12人，同比持平。") == {}


def test_changes_go_by_the_word_beside_the_figure() -> None:
    context = report("全市共发生火灾76起，亡4人，伤6人，直接财产损失45.7万元，起数上升8%，亡人数下降20%，损失下降11%。")
    changes = {context.of(o.span)[:1]: o.change for o in find_observations(context)}
    assert changes == {"火": 8, "亡": -20, "伤": None, "直": -11}
