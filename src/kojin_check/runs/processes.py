"""Work shared among several processes, of which none outlives the one that began them, however that ends."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from threading import Thread
from typing import Any, TypeVar

from kojin_check.errors import KojinCheckError
from kojin_check.findings import Text

MOST_PROCESSES = 61
"""More than Windows can wait for at once."""
_THINGS_A_TASK = 16

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


class NoProcessesError(Exception):
    """The system gives no more processes, or lacks what they need to speak with each other."""


def shared(
    things: Sequence[_Thing],
    work: Callable[[_Thing], _Result],
    processes: int,
    begin: Callable[..., None],
    *arguments: Any,
) -> Iterator[_Result]:
    """Yields what `work` makes of each of `things`, in their order.

    Args:
        things: what there is to do.
        work: a function of a module; it runs in one of the processes.
        processes: how many.
        begin: a function of a module that every process begins with, given `arguments`.
        arguments: of `begin`.

    Raises:
        NoProcessesError: before anything has been done.
        KojinCheckError: when one of the processes is ended from outside.
    """
    # These take a while to import, and most runs have one process.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # Forked processes inherit the imported modules; elsewhere each imports them anew.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    others = frozenset(multiprocessing.active_children())
    try:
        # Not a `Pool`: it kills its processes when a run ends early, and where one of them holds a lock just then, the
        # run never ends (`validate | head`).
        pool = ProcessPoolExecutor(processes, context, _begin, (begin, *arguments))
    except (OSError, NotImplementedError) as error:
        raise NoProcessesError from error
    with pool:
        try:
            results = pool.map(work, things, chunksize=_THINGS_A_TASK)
        except OSError as error:
            for process in multiprocessing.active_children():
                if process not in others:
                    process.kill()  # Otherwise it would wait for work for ever, and this process for it.
            raise NoProcessesError from error
        try:
            yield from results
        except BrokenProcessPool as error:
            raise KojinCheckError(
                Text(
                    "確かめている途中で、プロセスの1つが外から止められました。メモリが足りないときは --jobs 1 をお試しください。",
                    "One of the processes was stopped from outside. If memory is short, try --jobs 1.",
                )
            ) from error


def _begin(begin: Callable[..., None], *arguments: Any) -> None:
    # Whoever interrupts the run interrupts its first process, which ends all.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    begin(*arguments)


def _end_with_parent() -> None:
    """Ends this process as soon as the one that began it is gone: killed, it can tell nobody.

    What is waited for is the end of a pipe that the parent holds (on Windows, its handle). Processes forked later hold it
    too; the last one sees its own end first, and so on back to the first.
    """
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
