"""Core values to what a page shows."""

from opennen.web.registry.presenters.events import event_rows, event_title
from opennen.web.registry.presenters.page import CasePage, case_page

__all__ = ["CasePage", "case_page", "event_rows", "event_title"]
