//! Long work: outside the interpreter's lock, on several threads, with progress told and
//! Ctrl-C heard.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use pyo3::prelude::*;

use crate::fault;

/// How often progress is told and Ctrl-C looked for.
const TICK: Duration = Duration::from_millis(50);

/// How many threads to use: all cores unless told.
pub(crate) fn threads(given: Option<&Bound<'_, PyAny>>) -> PyResult<usize> {
    let Some(given) = given else {
        return Ok(std::thread::available_parallelism().map_or(1, usize::from));
    };
    match given.extract::<usize>() {
        Ok(n) if n > 0 && !given.is_instance_of::<pyo3::types::PyBool>() => Ok(n.min(1024)),
        _ => Err(fault::wrong_type(
            given.py(),
            "/threads",
            "a number of threads from 1 on, or None for all cores",
            given,
        )),
    }
}

/// Does tasks `0..sizes.len()` and gives their results in order. `sizes` says how many rows each
/// has; `progress` is called with the rows done and all rows, now and then and at the end.
///
/// # Errors
/// What `progress` raises, or a signal handler: then what is not begun is left.
pub(crate) fn run<T: Send + Sync>(
    py: Python<'_>,
    sizes: &[usize],
    threads: usize,
    progress: Option<&Bound<'_, PyAny>>,
    task: impl Fn(usize) -> T + Sync,
) -> PyResult<Vec<T>> {
    let total: usize = sizes.iter().sum();
    let progress = progress
        .filter(|p| !p.is_none())
        .map(|p| p.clone().unbind());
    let tell = |py: Python<'_>, done: usize| -> PyResult<()> {
        py.check_signals()?;
        if let Some(progress) = &progress {
            progress.call1(py, (done, total))?;
        }
        Ok(())
    };
    let results: Vec<OnceLock<T>> = sizes.iter().map(|_| OnceLock::new()).collect();
    let (next, rows, stop) = (
        AtomicUsize::new(0),
        AtomicUsize::new(0),
        AtomicBool::new(false),
    );
    let step = || -> bool {
        let n = next.fetch_add(1, Ordering::Relaxed);
        let (Some(slot), Some(size)) = (results.get(n), sizes.get(n)) else {
            return false;
        };
        if stop.load(Ordering::Relaxed) {
            return false;
        }
        let _ = slot.set(task(n));
        rows.fetch_add(*size, Ordering::Relaxed);
        true
    };
    let workers = threads.min(sizes.len());
    py.detach(|| {
        if workers <= 1 {
            let mut told = Instant::now();
            while step() {
                if told.elapsed() >= TICK {
                    Python::attach(|py| tell(py, rows.load(Ordering::Relaxed)))?;
                    told = Instant::now();
                }
            }
            return Ok(());
        }
        let (open, ended) = (Mutex::new(workers), Condvar::new());
        /// Counts a worker off, also one that panics.
        struct Leave<'a>(&'a Mutex<usize>, &'a Condvar);
        impl Drop for Leave<'_> {
            fn drop(&mut self) {
                *self.0.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
                self.1.notify_all();
            }
        }
        std::thread::scope(|scope| {
            for _ in 0..workers {
                scope.spawn(|| {
                    let _leave = Leave(&open, &ended);
                    while step() {}
                });
            }
            let mut left = open.lock().unwrap_or_else(PoisonError::into_inner);
            while *left > 0 {
                let (guard, waited) = ended
                    .wait_timeout(left, TICK)
                    .unwrap_or_else(PoisonError::into_inner);
                left = guard;
                if waited.timed_out() && *left > 0 {
                    drop(left);
                    let told = Python::attach(|py| tell(py, rows.load(Ordering::Relaxed)));
                    if let Err(error) = told {
                        stop.store(true, Ordering::Relaxed);
                        return Err(error);
                    }
                    left = open.lock().unwrap_or_else(PoisonError::into_inner);
                }
            }
            Ok(())
        })
    })?;
    tell(py, total)?;
    Ok(results
        .into_iter()
        .filter_map(OnceLock::into_inner)
        .collect())
}
