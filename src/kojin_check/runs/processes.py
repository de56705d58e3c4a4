"""Work shared among several processes, of which none outlives the one that began them, however that ends."""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from kojin_check.errors import KojinCheckError
from kojin_check.findings import Text

if TYPE_CHECKING:
    from concurrent.futures import Future

_THINGS_A_TASK = 8
"""Few enough that nobody waits long for the last, many enough that handing them over takes next to no time."""

_Thing = TypeVar("_Thing")
_Result = TypeVar("_Result")


class NoProcessesError(Exception):
    """The system gives no more processes, or lacks what they need to speak with each other."""


def shared(
    things: Sequence[_Thing],
    work: Callable[[_Thing], _Result],
    processes: int,
    here: AbstractContextManager[Callable[[_Thing], _Result]],
    begin: Callable[..., None],
    *arguments: Any,
) -> Iterator[_Result]:
    """Yields what `work` makes of each of `things`, in their order.

    Args:
        things: what there is to do.
        work: a function of a module; it runs in the other processes.
        processes: how many, this one included.
        here: gives the same function for this process; entered when the others have begun.
        begin: a function of a module that every other process begins with, given `arguments`.
        arguments: of `begin`; where processes are forked, they have what they refer to as it is here.

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
        pool = ProcessPoolExecutor(processes - 1, context, _begin, (begin, *arguments))
    except (OSError, NotImplementedError) as error:
        raise NoProcessesError from error
    with pool:
        try:
            parts = [things[at : at + _THINGS_A_TASK] for at in range(0, len(things), _THINGS_A_TASK)]
            tasks = deque(_Task(part, pool.submit(_done, work, part)) for part in parts)
        except OSError as error:
            for process in multiprocessing.active_children():
                if process not in others:
                    process.kill()  # Otherwise it would wait for work for ever, and this process for it.
            raise NoProcessesError from error
        try:
            with here as work_here:
                yield from _results(tasks, work_here)
        except BrokenProcessPool as error:
            raise KojinCheckError(
                Text(
                    "確かめている途中で、プロセスの1つが外から止められました。メモリが足りないときは --jobs 1 をお試しください。",
                    "One of the processes was stopped from outside. If memory is short, try --jobs 1.",
                )
            ) from error
        finally:
            for task in tasks:
                task.outcome.cancel()


@dataclass(slots=True)
class _Task(Generic[_Thing, _Result]):
    """Some of the things, with what comes of them."""

    things: Sequence[_Thing]
    outcome: Future[list[_Result]]
    is_taken: bool = False
    """Whether this process does it."""


def _done(work: Callable[[_Thing], _Result], things: Sequence[_Thing]) -> list[_Result]:
    return [work(thing) for thing in things]


def _results(tasks: deque[_Task[_Thing, _Result]], work: Callable[[_Thing], _Result]) -> Iterator[_Result]:
    """Yields the results of the tasks in their order; while the first is not done, does one here that nobody has begun."""
    from concurrent.futures import Future

    while tasks:
        while not tasks[0].outcome.done():
            task = next((one for one in tasks if not one.is_taken and one.outcome.cancel()), None)
            if task is None:
                break
            task.is_taken, task.outcome = True, Future()
            try:
                task.outcome.set_result(_done(work, task.things))
            except Exception as error:
                task.outcome.set_exception(error)  # Told when it is this task's turn.
        yield from tasks.popleft().outcome.result()


def _begin(begin: Callable[..., None], *arguments: Any) -> None:
    import signal

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
