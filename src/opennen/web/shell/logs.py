"""Log lines a machine can read: one JSON object each, without patients' data."""

import logging
from typing import Any

import structlog


class MachineFormatter(structlog.stdlib.ProcessorFormatter):
    """Write each record as JSON with time, level, logger and the exception's traceback."""

    def __init__(self) -> None:
        shared: list[Any] = [
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ]
        super().__init__(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )

    def format(self, record: logging.LogRecord) -> str:
        # A request holds cookies and form fields; its repr must never reach a log.
        record.__dict__.pop("request", None)
        return super().format(record)
