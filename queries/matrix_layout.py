"""How a duty matrix is laid on a page: the longer side runs down, and columns are cut into blocks that fit."""

from __future__ import annotations

from dataclasses import dataclass

from queries.duties import OWNING, ROLE_LETTERS
from queries.matrix import Mark, Matrix

WIDEST = 24
_OWNING_LETTERS = frozenset(ROLE_LETTERS[role] for role in OWNING)


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the matrix with all rows and at most `WIDEST` columns; `sectors_down` says which side is which."""

    matrix: Matrix
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    sectors_down: bool

    @property
    def corner(self) -> str:
        """What stands above the rows and beside the columns."""
        return "行业领域 ＼ 部门" if self.sectors_down else "部门 ＼ 行业领域"

    def letters(self, row: str, column: str) -> str:
        """The cell's role letters."""
        key = (column, row) if self.sectors_down else (row, column)
        return self.matrix.cells.get(key, "")

    def duties(self, row: str, column: str) -> int:
        """How many duties stand behind the cell."""
        key = (column, row) if self.sectors_down else (row, column)
        return len(self.matrix.facts.get(key, ()))

    def mark(self, name: str, is_row: bool) -> Mark | None:
        """The mark of a sector; None for a department."""
        return self.matrix.marks[name] if is_row == self.sectors_down else None

    def head(self, name: str, is_row: bool) -> str:
        """A row's or column's heading, with the mark of a sector that has one."""
        mark = self.mark(name, is_row)
        return name if mark in (None, Mark.OWNED) else f"{name}（{mark}）"


def blocks(matrix: Matrix, widest: int = WIDEST) -> tuple[Block, ...]:
    """The matrix in blocks: sectors run down when they outnumber the departments, else departments do."""
    sectors_down = len(matrix.sectors) > len(matrix.departments)
    rows, columns = (matrix.sectors, matrix.departments) if sectors_down else (matrix.departments, matrix.sectors)
    return tuple(
        Block(matrix, rows, columns[start : start + widest], sectors_down) for start in range(0, len(columns), widest)
    )


def is_owner(letters: str) -> bool:
    """Whether a cell says that its department leads, regulates or oversees."""
    return bool(_OWNING_LETTERS & set(letters))
