"""A function applied to many items in several processes, with results in order; a process that dies costs one item."""

import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from scraper.system import cores

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

__all__ = ["cores", "in_order"]

T = TypeVar("T")
R = TypeVar("R")
_AHEAD = 4
"""Things that are handed out ahead, for each process."""


def in_order(function: Callable[[T], R], things: Iterable[T], jobs: int, died: Callable[[T], R]) -> Iterator[R]:
    """Yield what a function returns for each thing, in their order; with one job, in this process.

    Where a process is killed or dies, what was handed out is tried once more, one thing at a time; `died`
    says what comes for the one that kills its process again. An error that the function raises is raised here. Function,
    things and results have to be picklable.
    """
    if jobs == 1:
        yield from map(function, things)
        return
    from concurrent.futures.process import BrokenProcessPool

    waiting = iter(things)
    handed: deque[tuple[T, Future[R]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            for thing in islice(waiting, jobs * _AHEAD - len(handed)):
                handed.append((thing, _submitted(pool, function, thing)))
            if not handed:
                return
            thing, future = handed[0]
            try:
                result = future.result()
            except BrokenProcessPool:
                pool.shutdown()
                yield from _one_by_one(function, [thing for thing, _ in handed], died)
                handed.clear()
                pool = _pool(jobs)
            else:
                handed.popleft()
                yield result
    finally:
        pool.shutdown(cancel_futures=True)


def _submitted(pool: "ProcessPoolExecutor", function: Callable[[T], R], thing: T) -> "Future[R]":
    """Hand out a thing; where a process died since the last one, what it gives is the error that says so."""
    from concurrent.futures import Future
    from concurrent.futures.process import BrokenProcessPool

    try:
        return pool.submit(function, thing)
    except BrokenProcessPool as error:
        broken: Future[R] = Future()
        broken.set_exception(error)
        return broken


def _one_by_one(function: Callable[[T], R], things: Iterable[T], died: Callable[[T], R]) -> Iterator[R]:
    from concurrent.futures.process import BrokenProcessPool

    pool = _pool(1)
    try:
        for thing in things:
            try:
                result = pool.submit(function, thing).result()
            except BrokenProcessPool:
                result, pool = died(thing), _pool(1)
            yield result
    finally:
        pool.shutdown()


def _pool(jobs: int) -> "ProcessPoolExecutor":
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # A process of its own begins anew ('spawn'): it holds none of this one's files, locks and threads.
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """End this process when the one that began it is gone, also by `kill -9`."""
    import multiprocessing

    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
