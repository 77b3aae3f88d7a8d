"""How long to wait before trying again."""

import random
from collections.abc import Callable

FIRST_WAIT = 1.0
LONGEST_WAIT = 300.0


def backoff(attempt: int, asked: float = 0.0, draw: Callable[[], float] = random.random) -> float:
    """Seconds to wait after the failed `attempt` (from 1), at least `asked`.

    Doubles up to LONGEST_WAIT, and varies by half, so that many that failed together do not come
    back together.
    """
    wait = min(FIRST_WAIT * 2.0 ** min(attempt - 1, 16), LONGEST_WAIT)
    return max(asked, wait * (0.5 + draw() / 2))
