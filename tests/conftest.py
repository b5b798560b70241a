"""Hypothesis for all tests: the same examples in every run, so that a build never fails by chance.

`HYPOTHESIS_PROFILE=search python -m pytest ...` draws new examples, and many more, to look for what is still unknown.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

PHASES = set(Phase) - {Phase.explain}
"""Without the phase that varies a failing corpus once more, part by part: it takes longer than all the others."""

STEADY = settings(derandomize=True, deadline=None, phases=PHASES, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("steady", STEADY)
settings.register_profile("search", STEADY, derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
