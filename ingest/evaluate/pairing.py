"""One-to-one pairing: as many partners as possible, or the pairs with the greatest sum."""

from __future__ import annotations

from collections.abc import Sequence


def most_partners(left: Sequence[frozenset[str]], right: Sequence[frozenset[str]]) -> int:
    """How many of ``left`` find a partner of their own in ``right`` that shares an element: a maximum bipartite matching."""
    partner: dict[int, int] = {}

    def augment(i: int, seen: set[int]) -> bool:
        for j, other in enumerate(right):
            if j not in seen and left[i] & other:
                seen.add(j)
                if j not in partner or augment(partner[j], seen):
                    partner[j] = i
                    return True
        return False

    return sum(augment(i, set()) for i in range(len(left)))


def best_pairs(weights: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs (row, column) whose weights sum to the most, by the Hungarian method in O(n³); pairs of weight 0 are left out."""
    rows, columns = len(weights), len(weights[0]) if weights else 0
    n = max(rows, columns)
    big = max((w for row in weights for w in row), default=0)
    cost = [[big - (weights[i][j] if i < rows and j < columns else 0) for j in range(n)] for i in range(n)]
    column_row = _assign(cost, n)
    pairs = [(column_row[j] - 1, j - 1) for j in range(1, n + 1)]
    return [(i, j) for i, j in pairs if i < rows and j < columns and weights[i][j] > 0]


def _assign(cost: list[list[int]], n: int) -> list[int]:
    """For each column (from 1) its row (from 1), with least total cost."""
    u, v, match, way = [0.0] * (n + 1), [0.0] * (n + 1), [0] * (n + 1), [0] * (n + 1)
    for row in range(1, n + 1):
        match[0], column = row, 0
        least, used = [float("inf")] * (n + 1), [False] * (n + 1)
        while True:
            used[column] = True
            column = _relax(cost, column, match[column], u, v, match, way, least, used)
            if match[column] == 0:
                break
        while column:
            match[column] = match[way[column]]
            column = way[column]
    return match


def _relax(
    cost: list[list[int]], column: int, row: int, u: list[float], v: list[float],
    match: list[int], way: list[int], least: list[float], used: list[bool],
) -> int:  # fmt: skip
    """One step of the shortest augmenting path; the next column to visit."""
    delta, following = float("inf"), 0
    for j in range(1, len(used)):
        if not used[j]:
            reduced = cost[row - 1][j - 1] - u[row] - v[j]
            if reduced < least[j]:
                least[j], way[j] = reduced, column
            if least[j] < delta:
                delta, following = least[j], j
    for j, visited in enumerate(used):
        if visited:
            u[match[j]] += delta
            v[j] -= delta
        else:
            least[j] -= delta
    return following
