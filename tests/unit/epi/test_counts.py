"""The posterior of a count against integration of likelihood and prior by hand, and how much more settles a border."""

from collections.abc import Callable
from math import cos, exp, inf, log, pi, sin, sqrt

import pytest

from opennen.epi.counts import Count, DensityCount, ShareCount, inside, more_counting

HALVES = (0.5, 0.5)


def share(positive: float, counted: float) -> ShareCount:
    return ShareCount(positive, counted, 100, HALVES)


def density(events: float, area: float) -> DensityCount:
    return DensityCount(events, area, 2, (0.5, 0))


def integrated(weight: Callable[[float], float], end: float, whole: float) -> float:
    """The share of an integral that lies below an end, by the midpoint rule; weight is a logarithm."""
    steps = 20_000
    points = [(number + 0.5) * whole / steps for number in range(steps)]
    logs = [weight(point) for point in points]
    top = max(logs)
    heights = [exp(one - top) for one in logs]
    return sum(height for point, height in zip(points, heights, strict=True) if point < end) / sum(heights)


@pytest.mark.parametrize(
    ("positive", "counted", "value"),
    [(14, 500, 3), (15, 500, 3), (0, 100, 3), (1, 1, 55), (0, 1, 20), (100, 500, 20), (497, 500, 99), (29, 1000, 3)],
)
def test_the_share_is_integrated_likelihood_and_jeffreys_prior(positive: int, counted: int, value: float) -> None:
    # With p = sin²t the Jeffreys prior is flat in t, so the likelihood alone is integrated.
    def weight(t: float) -> float:
        return 2 * positive * log(sin(t)) + 2 * (counted - positive) * log(cos(t))

    low, high = 0.0, pi / 2
    while high - low > 1e-12:  # the t at which sin²t is the value
        middle = (low + high) / 2
        low, high = (middle, high) if sin(middle) ** 2 < value / 100 else (low, middle)
    expected = integrated(weight, high, pi / 2)
    assert share(positive, counted).below(value) == pytest.approx(expected, abs=2e-3)


@pytest.mark.parametrize(("events", "area", "value"), [(3, 10, 2), (10, 10, 2), (0, 2, 2), (1, 0.2, 20), (40, 4, 20)])
def test_the_density_is_integrated_likelihood_and_jeffreys_prior(events: int, area: float, value: float) -> None:
    # With density = u² the Jeffreys prior is flat in u.
    def weight(u: float) -> float:
        return 2 * events * log(u) - area * u * u

    expected = integrated(weight, sqrt(value / 2), sqrt((events + 60) / area))
    assert density(events, area).below(value) == pytest.approx(expected, abs=2e-3)


def test_the_interval_holds_its_level_and_has_equal_tails() -> None:
    for count in (share(14, 500), share(1, 2), share(4_000, 10_000_000), density(3, 10), density(1, 0.01)):
        low, high = count.interval(0.95)
        assert count.below(low) == pytest.approx(0.025, abs=1e-9)
        assert count.below(high) == pytest.approx(0.975, abs=1e-9)
        assert low < count.point < high


def test_nothing_positive_begins_at_zero_and_all_positive_ends_at_the_whole() -> None:
    assert share(0, 20).interval(0.95)[0] == 0
    assert share(20, 20).interval(0.95)[1] == 100
    assert density(0, 2).interval(0.95)[0] == 0
    assert 0 < density(0, 2).interval(0.95)[1] < 3


def test_more_cells_narrow_the_interval_around_what_was_seen() -> None:
    widths = [high - low for low, high in (share(0.03 * n, n).interval(0.95) for n in (100, 1_000, 10_000, 10**7))]
    assert widths == sorted(widths, reverse=True)
    assert share(300_000, 10**7).interval(0.95) == pytest.approx((3, 3), abs=0.02)


def least(count: Count, border: float, step: float) -> float:
    return next(n * step for n in range(20_000) if not inside(count.with_more(n * step), [border], 0.95))


@pytest.mark.parametrize("counted", [1, 7, 20, 50, 200])
def test_how_many_more_is_the_least_that_settles(counted: int) -> None:
    for positive in range(0, counted + 1, max(1, counted // 7)):
        for border in (3, 20, 55):
            count = share(positive, counted)
            found = more_counting(count, [border], 0.95, 1, 3_000)
            if found.answer == "enough":
                assert found.size == least(count, border, 1)
                assert inside(count.with_more(found.size - 1), [border], 0.95)


def test_how_much_more_area_is_the_least_that_settles() -> None:
    for events in (0, 1, 3, 10):
        for border in (2, 20):
            count = density(events, 4)
            found = more_counting(count, [border], 0.95, 0.1, 300)
            if found.answer == "enough":
                assert found.size == pytest.approx(least(count, border, 0.1))


def test_a_value_on_the_border_is_settled_by_no_number() -> None:
    assert more_counting(share(15, 500), [3], 0.95, 1, 100_000).answer == "never"
    assert more_counting(share(100, 500), [20], 0.95, 1, 100_000).answer == "never"
    assert more_counting(density(10, 10), [2], 0.95, 0.1, 1_000).answer == "never"


def test_the_search_ends_and_says_so() -> None:
    found = more_counting(share(299, 10_000), [3], 0.95, 1, 100_000)
    assert (found.answer, found.size) == ("too_much", 100_000)


def test_a_border_outside_the_interval_needs_nothing() -> None:
    assert more_counting(share(14, 500), [20], 0.95, 1, 100_000).answer == "nothing"
    assert more_counting(share(14, 500), [], 0.95, 1, 100_000).answer == "nothing"


@pytest.mark.parametrize(("positive", "counted"), [(5, 4), (-1, 4), (0, 0), (1, inf)])
def test_what_is_no_share_is_refused(positive: float, counted: float) -> None:
    with pytest.raises(ValueError, match="no share"):
        share(positive, counted)


@pytest.mark.parametrize(("events", "area"), [(-1, 2), (1, 0), (inf, 2)])
def test_what_is_no_density_is_refused(events: float, area: float) -> None:
    with pytest.raises(ValueError, match="no density"):
        density(events, area)
