"""The report of a case as PDF: `content` says what is in it, `typeset` sets it."""

from investigator.report.content import ReportOptions, content
from investigator.report.typeset import ReportResult, make_report, report_bytes

__all__ = ["ReportOptions", "ReportResult", "content", "make_report", "report_bytes"]
