"""What holds for all tests."""

import os

from hypothesis import HealthCheck, settings

# No test passes or fails by the clock. On CI the examples are the same each time: a rare find must
# not stop a change that has nothing to do with it.
settings.register_profile(
    "briefbot",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("briefbot")
