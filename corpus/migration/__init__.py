"""Migration: a corpus of one version of the schema becomes one of another, and what cannot be carried is kept and named."""

from corpus.migration.migrating import migrate
from corpus.migration.outcomes import Count, Dangling, Migration, Uncarried
from corpus.migration.steps import STEPS, Carried, Loss, Step, carry, leave, move

__all__ = [
    "STEPS",
    "Carried",
    "Count",
    "Dangling",
    "Loss",
    "Migration",
    "Step",
    "Uncarried",
    "carry",
    "leave",
    "migrate",
    "move",
]
