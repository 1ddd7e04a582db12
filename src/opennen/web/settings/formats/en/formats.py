"""Dates in English pages. 11/12/2026 is two different days on the two sides of the Atlantic; this is one."""

SHORT_DATE_FORMAT = "Y-m-d"
SHORT_DATETIME_FORMAT = "Y-m-d H:i"
