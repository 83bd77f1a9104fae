"""The draw of an experiment: fair, balanced, and the same for ever."""

from collections import Counter

from aftercare.experiments.draw import ORDERS, arm, order
from aftercare.model.experiment import Arm

SEED = "5e" * 32


def test_every_four_rounds_hold_two_of_each() -> None:
    for block in range(200):
        assert Counter(order(SEED, block)) == {Arm.USUAL: 2, Arm.CHANGE: 2}


def test_there_are_six_orders_and_each_comes_as_often_as_the_others() -> None:
    """Chi-squared on 5 degrees of freedom over 6,000 blocks; 20.5 is its 99.9 % point."""
    assert len(set(ORDERS)) == 6
    drawn = Counter(order(f"{number:064x}", block) for number in range(300) for block in range(20))
    assert sum((drawn[each] - 1000) ** 2 / 1000 for each in ORDERS) < 20.5


def test_the_same_seed_gives_the_same_order_for_ever() -> None:
    """Fixed words: a change here would change experiments that are running."""
    short = "".join(arm(SEED, place).value[0] for place in range(24))
    assert short == "uuccucucucucucucucucccuu"
    assert [arm(SEED, place) for place in range(4, 8)] == list(order(SEED, 1))


def test_another_seed_gives_another_order() -> None:
    orders = {tuple(order(f"{number:064x}", block) for block in range(10)) for number in range(50)}
    assert len(orders) == 50


def test_the_order_of_one_block_tells_nothing_of_the_next() -> None:
    """Chi-squared on 35 degrees of freedom over 7,200 pairs of blocks; 66.6 is its 99.9 % point."""
    pairs = Counter(
        (order(f"{number:064x}", 2 * block), order(f"{number:064x}", 2 * block + 1))
        for number in range(360)
        for block in range(20)
    )
    assert sum((pairs[first, second] - 200) ** 2 / 200 for first in ORDERS for second in ORDERS) < 66.6
