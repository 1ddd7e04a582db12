"""In which order a plan's shared parts are made: each once, after what it needs, before what needs it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from opennen.query.nodes import Choice, Clear, Code, Constant, Flag, Kleene, Node, Number, Present, parts_of

DEPTH = 40  # of one expression; a deeper one is cut, as engines limit how deep they read
TRIVIAL = (Constant, Flag, Present)  # as quick to read again as to keep
DEAR = (Number, Code, Clear, Kleene)  # read a whole column, or choose
LONGEST = 200  # parts of one expression
SMALL = 3  # truths that are joined again rather than kept: they are bits, a column has a cost of its own


@dataclass(frozen=True, slots=True)
class Stages:
    """`kept`: the nodes that become columns, with their names. `levels`: them again, each after what it needs."""

    kept: dict[Node, str]
    levels: tuple[tuple[Node, ...], ...]


def stages_of(wanted: Iterable[Node]) -> Stages:
    """This function will choose which parts of the wanted nodes are kept as columns, and when each is made."""
    order, uses = _order(wanted)
    depth: dict[Node, int] = {}
    size: dict[Node, int] = {}
    level: dict[Node, int] = {}
    kept: dict[Node, str] = {}
    for node in order:
        parts = parts_of(node)
        depth[node] = 1 + max((0 if part in kept else depth[part] for part in parts), default=0)
        size[node] = 1 + sum(0 if part in kept else size[part] for part in parts)
        level[node] = max((level[part] + (part in kept) for part in parts), default=0)
        if isinstance(node, (*TRIVIAL, Choice)):
            continue
        shared = uses[node] > 1 and (isinstance(node, DEAR) or size[node] > SMALL)
        if shared or depth[node] >= DEPTH or size[node] > LONGEST:
            kept[node] = f"_{len(kept)}"
    levels: list[list[Node]] = [[] for _ in range(max((level[node] for node in kept), default=-1) + 1)]
    for node in kept:
        levels[level[node]].append(node)
    return Stages(kept, tuple(tuple(one) for one in levels))


def _order(wanted: Iterable[Node]) -> tuple[list[Node], Counter[Node]]:
    """Every node after its parts, and by how many others (or answers) it is used."""
    order: dict[Node, None] = {}
    uses: Counter[Node] = Counter()
    waiting = [(node, False) for node in dict.fromkeys(wanted)]
    for node, _ in waiting:
        uses[node] += 1
    while waiting:
        node, opened = waiting.pop()
        if node in order:
            continue
        if opened:
            order[node] = None
            uses.update(parts_of(node))
            continue
        waiting.append((node, True))
        waiting.extend((part, False) for part in parts_of(node))
    return list(order), uses
