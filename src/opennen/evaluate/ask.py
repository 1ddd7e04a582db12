"""What is left to know: exactly the recorded facts that can still change an answer, the best question first.

A fact is asked when what is known can be extended (other facts become known, or known more narrowly, or stay as they
are) so that knowing this fact, or knowing it more narrowly, changes the answer. Facts are taken as independent of each
other. That is worked out, not guessed: the answer is written as a decision diagram over the states of the facts that
can still change; the facts that remain in it are the ones to ask.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import compress

from opennen.cases.facts import Value
from opennen.evaluate.answer import NOTHING, Ask, Asked, Status, TaskState, Why
from opennen.evaluate.diagram import NO, Node, TooLarge
from opennen.evaluate.drawing import STEPS, Drawing, is_firm, mentioned
from opennen.evaluate.evaluator import Evaluator
from opennen.evaluate.scope import Reach, Scope
from opennen.evaluate.states import ANYTHING, Domain, States, changing, domains_of, states_of
from opennen.kernel.truth import Truth
from opennen.rules.model import Condition, Recorded, Table
from opennen.rules.packs import Knowledge

KEPT = 20_000  # findings remembered for the next case

Draw = Callable[[Drawing], Iterable[Node]]


class Questions:
    """Works out what is left to know under one body of rules, and keeps it: alike cases have alike questions."""

    def __init__(
        self,
        derived: Mapping[str, Condition],
        tables: Mapping[str, tuple[Table, ...]],
        conditions: Iterable[Condition],
        domains: Mapping[str, Domain] | None = None,
        steps: int = STEPS,
    ) -> None:
        """conditions: all that will be asked about, beside tables. domains: as in `Reach`. steps: as in `Drawing`."""
        self.reach, self.steps = Reach(derived, tables, domains), steps
        # What tables mention comes first, also in the diagram: most answers share it.
        self.leaves = self.reach.scope([*map(Recorded, (*tables, *derived)), *conditions]).leaves
        self._states: dict[tuple[str, Value], States] = {}
        self.missing = {fact: states_of(leaves, None, self.domain(fact)) for fact, leaves in self.leaves.items()}
        self._scopes: dict[Hashable, Scope] = {}
        self._found: dict[Hashable, Asked] = {}

    def domain(self, fact: str) -> Domain:
        """This function will give the values a fact can be recorded with."""
        return self.reach.domain(fact) or ANYTHING

    def states(self, fact: str, value: Value) -> States:
        """This function will give the states of a fact of which something is known, but not all."""
        key = (fact, value)
        if key not in self._states:
            if len(self._states) >= KEPT:
                self._states.clear()
            self._states[key] = states_of(self.leaves[fact], value, self.domain(fact))
        return self._states[key]

    def forget(self) -> None:
        """This function will forget what was found, so that the next case is worked out as the first one was."""
        self._found.clear()

    def about(self, evaluator: Evaluator) -> "Asking":
        """This function will ask about one case, as an evaluator of the same rules answers it."""
        return Asking(self, evaluator)

    def scope(self, name: Hashable, conditions: Iterable[Condition]) -> Scope:
        """This function will give the recorded facts below the conditions of an answer; worked out once by name."""
        found = self._scopes.get(name)
        if found is None:
            found = self._scopes[name] = self.reach.scope(conditions)
        return found

    def kept(self, key: Hashable, worked_out: Callable[[], Asked]) -> Asked:
        """This function will give what was found before for the same answer and the same knowns, or work it out."""
        found = self._found.get(key)
        if found is None:
            if len(self._found) >= KEPT:
                self._found.clear()
            found = self._found[key] = worked_out()
        return found


class Asking:
    """What is left to know of one case."""

    def __init__(self, questions: Questions, evaluator: Evaluator) -> None:
        self.questions, self.evaluator = questions, evaluator
        self._drawing: Drawing | None = None

    def of_condition(self, name: Hashable, why: Why) -> Asked:
        """This function will name the facts that can still change the truth of a condition."""
        if is_firm(why):
            return NOTHING
        return self._asked(name, [why], lambda drawing: (drawing.condition(why),))

    def of_tables(self, facts: Iterable[str]) -> Asked:
        """This function will name the facts that can still change a table's outcome, or whether it is final."""
        answers = [self.evaluator.table(fact) for fact in facts]
        open_ = tuple([one.fact for one in answers if one.leans or one.outcome is None])
        whys = [self.evaluator.why(Recorded(fact)) for fact in open_]
        return self._asked(("tables", open_), whys, lambda drawing: [drawing.outcome(fact) for fact in open_])

    def of_status(
        self,
        name: Hashable,
        excluded: Sequence[Why],
        strong: Sequence[Why],
        weak: Sequence[Why],
        status: Callable[[Truth, Truth, Truth], Status],
    ) -> Asked:
        """This function will name the facts that can change whether, and how, an option may be discussed.

        That it is excluded and that it is not indicated are one answer here: it may not be discussed.
        """
        parts = (excluded, strong, weak)
        every = [why for many in parts for why in many]
        if all(is_firm(why) for why in every):
            return NOTHING

        def standing(*truths: Truth) -> Status:
            found = status(*truths)
            return "not_indicated" if found == "excluded" else found

        def drawn(drawing: Drawing) -> Iterable[Node]:
            nodes = [drawing.diagram.some([drawing.condition(why) for why in many]) for many in parts]
            return (drawing.diagram.combined(nodes, standing),)

        return self._asked(name, every, drawn)

    def of_task(self, name: Hashable, when: Why, done: Why | None, state: Callable[[Truth, Truth], TaskState]) -> Asked:
        """This function will name the facts that can change whether a task is to be done.

        That it was done and that it is not needed are one answer here: there is nothing to do.
        """
        every = [when] if done is None else [when, done]
        if all(is_firm(why) for why in every):
            return NOTHING

        def standing(*truths: Truth) -> TaskState:
            found = state(truths[0], truths[1])
            return "not_needed" if found == "done" else found

        def drawn(drawing: Drawing) -> Iterable[Node]:
            nodes = [drawing.condition(when), drawing.condition(done) if done is not None else NO]
            return (drawing.diagram.combined(nodes, standing),)

        return self._asked(name, every, drawn)

    def _asked(self, name: Hashable, whys: Sequence[Why], draw: Draw) -> Asked:
        scope = self.questions.scope(name, [why.condition for why in whys])

        def worked_out() -> Asked:
            try:
                return self.drawing.asked(draw, scope)
            except TooLarge:
                every = mentioned(whys, self.evaluator, self.drawing.states)
                return Asked(dict.fromkeys(every, 0.0), exact=False)

        return self.questions.kept((name, scope.signature(self.evaluator.recorded)), worked_out)

    @property
    def drawing(self) -> Drawing:
        """The diagram of the case, begun when something new is asked."""
        if self._drawing is None:
            states = self._states()
            self._drawing = Drawing(self.evaluator, states, self.questions.steps)
        return self._drawing

    def _states(self) -> dict[str, States]:
        recorded = self.evaluator.recorded
        found = {}
        for fact, missing in self.questions.missing.items():
            known = recorded.get(fact)
            if known is None:
                found[fact] = missing
            elif changing(known):
                found[fact] = self.questions.states(fact, known.value)
        return found


@lru_cache(maxsize=256)
def questions_in_force(
    knowledge: Knowledge, on: date, country: str | None, supposed: frozenset[str] = frozenset()
) -> Questions:
    """This function will give the questions of a day and a country; days with the same tables share them.

    supposed: derived facts that are taken as stated instead of being derived.
    """
    return _questions(knowledge, tuple([one.validity.holds(on, country) for one in knowledge.tables]), supposed)


@lru_cache(maxsize=16)
def _questions(knowledge: Knowledge, in_force: tuple[bool, ...], supposed: frozenset[str]) -> Questions:
    tables: dict[str, tuple[Table, ...]] = {}
    for table in compress(knowledge.tables, in_force):
        tables[table.gives] = (*tables.get(table.gives, ()), table)
    derived = {fact: rule for fact, rule in knowledge.derived.items() if fact not in supposed}
    domains = {**domains_of(knowledge.vocabulary), **dict.fromkeys(supposed, ANYTHING)}
    return Questions(derived, tables, _conditions(knowledge), domains)


def _conditions(knowledge: Knowledge) -> Iterator[Condition]:
    for option in knowledge.options:
        yield from (one.when for one in option.indications)
        yield from (one.when for one in option.excluded)
    for task in knowledge.tasks:
        yield from (one for one in (task.when, task.done) if one is not None)


def ranked(asks: Mapping[str, Asked], order: Sequence[str]) -> tuple[Ask, ...]:
    """This function will order the facts to ask by how much they settle.

    asks: by open answer (a rule id or fact), what it asks. For each fact the shares of its values that settle an answer
    are added over all answers; among equals the one that bears on more answers goes first, then the vocabulary's order.
    """
    place = {fact: number for number, fact in enumerate(order)}
    bears: dict[str, list[str]] = {}
    for answer, one in asks.items():
        for fact in one.facts:
            bears.setdefault(fact, []).append(answer)
    found = [
        Ask(
            fact,
            tuple(answers),
            settles=tuple(one for one in answers if asks[one].facts[fact] > 0),
            share=sum(asks[one].facts[fact] for one in answers),
            exact=all(asks[one].exact for one in answers),
        )
        for fact, answers in bears.items()
    ]
    return tuple(
        sorted(found, key=lambda one: (-round(one.share, 9), -len(one.bears_on), place.get(one.fact, len(place))))
    )
