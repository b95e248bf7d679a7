"""The names of bearers, without the words around them."""

from __future__ import annotations

import pytest

from extract.grammar.bearers import label_of


@pytest.mark.parametrize(
    ("phrase", "label"),
    [
        ("组织13个包片督导组", "13个包片督导组"),
        ("派出了六支救援队", "六支救援队"),
        ("组织部门", "组织部门"),
        ("其他有关部门", "其他有关部门"),
    ],
)
def test_bearer_label_holds_no_verb_that_sets_it_up(phrase: str, label: str) -> None:
    assert label_of(phrase) == label
