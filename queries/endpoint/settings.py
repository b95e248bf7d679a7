"""What an endpoint may do and how much of it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field


def default_workers() -> int:
    return max(2, os.cpu_count() or 2)


@dataclass(frozen=True)
class Settings:
    """Limits of an endpoint. Times in seconds, sizes in bytes.

    `queue` requests may wait for a worker beyond those that run; any more are refused with 503. `memory` bounds the
    address space of each worker process (0: unbounded).
    """

    workers: int = field(default_factory=default_workers)
    time_limit: float = 10.0
    row_limit: int = 100_000
    byte_limit: int = 32 * 1024 * 1024
    request_limit: int = 256 * 1024
    queue: int = 128
    memory: int = 4 * 1024**3
    base: str = ""
    log_addresses: bool = False
