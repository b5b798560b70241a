"""The ready views of a release, derived from the default set: tables in the shape in which tasks are trained and tested."""

from corpus.release.tasks.building import Task, build_tasks, segment_corpus

__all__ = ["Task", "build_tasks", "segment_corpus"]
