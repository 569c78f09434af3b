"""Documents through a command, in order, in one process or several; what fails is reported in its place and the rest is done."""

from newsfacts.batch.job import Done, Item, Job, Result, keep, run

__all__ = ["Done", "Item", "Job", "Result", "keep", "run"]
