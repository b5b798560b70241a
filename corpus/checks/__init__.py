"""What must hold beyond types: text, links, labels and good practice, each with a public code."""

from corpus.checks.codes import CODES, Rule
from corpus.checks.report import Report
from corpus.checks.runner import check_integrity, check_reading

__all__ = ["CODES", "Report", "Rule", "check_integrity", "check_reading"]
