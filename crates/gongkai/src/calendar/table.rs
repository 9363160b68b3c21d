//! Rank and select over the span: everything that makes an answer take constant time.

use chrono::NaiveDate;

use super::span::{FIRST, LENGTH};

/// A set of days with the number of its members before any day.
#[derive(Debug, Clone)]
pub(super) struct DaySet {
    blocks: Vec<Block>,
}

/// 64 days, and how many members come before them.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    bits: u64,
    before: u32,
}

impl DaySet {
    /// The set of the days for which `member` holds.
    pub(super) fn new(mut member: impl FnMut(u16) -> bool) -> Self {
        let mut blocks = Vec::with_capacity(usize::from(LENGTH / 64) + 1);
        let mut block = Block::default();
        // One number past the last day, so that the rank of the end can be asked for.
        for n in 0..=LENGTH {
            if n > 0 && n % 64 == 0 {
                let before = block.before + block.bits.count_ones();
                blocks.push(block);
                block = Block { bits: 0, before };
            }
            if n < LENGTH && member(n) {
                block.bits |= 1 << (n % 64);
            }
        }
        blocks.push(block);
        Self { blocks }
    }

    /// Whether the day is in the set.
    #[inline]
    pub(super) fn contains(&self, day: u16) -> bool {
        (self.block(day).bits >> (day % 64)) & 1 == 1
    }

    /// How many members come before the day, which may be one past the last.
    #[inline]
    pub(super) fn rank(&self, day: u16) -> u32 {
        let block = self.block(day);
        block.before + (block.bits & ((1 << (day % 64)) - 1)).count_ones()
    }

    #[inline]
    fn block(&self, day: u16) -> Block {
        self.blocks
            .get(usize::from(day / 64))
            .copied()
            .unwrap_or_default()
    }
}

/// The working days: membership, rank, and the n-th of them.
#[derive(Debug, Clone)]
pub(super) struct Workdays {
    pub(super) set: DaySet,
    dates: Vec<NaiveDate>,
}

impl Workdays {
    pub(super) fn new(member: impl Fn(u16) -> bool) -> Self {
        let set = DaySet::new(member);
        let dates = FIRST
            .iter_days()
            .zip(0..LENGTH)
            .filter(|&(_, n)| set.contains(n))
            .map(|(date, _)| date)
            .collect();
        Self { set, dates }
    }

    /// The working day with this number, from 0.
    #[inline]
    pub(super) fn nth(&self, n: u32) -> Option<NaiveDate> {
        self.dates.get(usize::try_from(n).ok()?).copied()
    }
}
