use std::sync::LazyLock;

use serde::Serialize;
use thiserror::Error;

use super::data::{Body, ScheduleData, TransferData};
use super::facts::RecordFacts;
use super::missing::Missing;
use super::row::{KeptRule, Layer, Length, PostedRule, RowError, ScheduleRow};
use crate::catalogue::{Catalogue, LimitKind};
use crate::law::{Attestation, Citation, Lang, Period, PeriodUnit, Registry};

static SCHEDULE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/retention.bin"));

/// How long what is posted and kept: the rows that the library ships, the display limits of the
/// catalogue, and over them the unit's own (公示期与保管期限表).
///
/// ```
/// use gongkai::retention::{KeptRule, Schedule};
/// let schedule = Schedule::builtin();
/// let row = schedule.row("township-committee-minutes").unwrap();
/// assert_eq!(row.kept, Some(KeptRule::Permanent));
/// ```
#[doc(alias = "保管期限表")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Schedule"))]
pub struct Schedule {
    rows: Vec<ScheduleRow>,
    transfers: Vec<TransferRule>,
    kinds: Vec<RecordKind>,
}

/// A kind of record (材料种类).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.RecordKind"))]
#[non_exhaustive]
pub struct RecordKind {
    /// The id, which facts name.
    pub id: String,
    /// Its name, in Chinese.
    pub zh: String,
    /// Its name, in English.
    pub en: String,
}

/// Which archive takes records over, and when (移交).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.TransferRule"))]
#[non_exhaustive]
pub struct TransferRule {
    /// The id.
    pub id: String,
    /// The archive, in Chinese.
    pub zh: String,
    /// The archive, in English.
    pub en: String,
    /// The levels whose records it takes.
    pub bodies: Vec<Body>,
    /// How long after the record was formed.
    pub after: Length,
    /// The shortest time for which a record has to be kept to be taken; `None`: only what is
    /// kept permanently.
    pub least: Option<Period>,
    /// What it rests on.
    pub basis: Vec<Citation>,
    /// How it is known.
    pub certainty: Attestation,
    /// Remarks, in Chinese.
    pub note: Option<String>,
}

/// Why local rows cannot be laid on a schedule.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ScheduleError {
    /// A row cannot be read.
    #[error(transparent)]
    Row(#[from] RowError),
    /// The id is taken.
    #[error(
        "row `{row}`: the id is taken; give it another, and `replaces = \"{row}\"` if it stands for that one"
    )]
    Taken {
        /// The id.
        row: String,
    },
}

/// Where a local row and a shipped one disagree in a way that a person has to look at (本地与
/// 随带的冲突). The local row holds all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "retention.Conflict"))]
#[serde(tag = "conflict", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Conflict {
    /// The shipped row has changed since the local one was written.
    ShippedChanged {
        /// The local row.
        local: String,
        /// The shipped row.
        shipped: String,
        /// What the shipped row said then.
        was: String,
        /// What it says now.
        now: String,
    },
    /// The local row is shorter than the shipped one.
    Shorter {
        /// The local row.
        local: String,
        /// The shipped row.
        shipped: String,
        /// What the local row says.
        says: String,
        /// What the shipped row says.
        than: String,
    },
    /// The shipped row that the local one stands for is no longer there.
    NothingToReplace {
        /// The local row.
        local: String,
        /// The shipped row.
        shipped: String,
    },
}

impl Conflict {
    /// The sentence for a reader.
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (
                Self::ShippedChanged {
                    local,
                    shipped,
                    was,
                    now,
                },
                Lang::Zh,
            ) => format!(
                "本地行“{local}”替换的“{shipped}”已由“{was}”改为“{now}”，本地行仍然有效，请复核"
            ),
            (
                Self::ShippedChanged {
                    local,
                    shipped,
                    was,
                    now,
                },
                Lang::En,
            ) => format!(
                "local row `{local}` stands for `{shipped}`, which said `{was}` and now says `{now}`; the local row holds, look at it again"
            ),
            (
                Self::Shorter {
                    local,
                    shipped,
                    says,
                    than,
                },
                Lang::Zh,
            ) => format!(
                "本地行“{local}”（{says}）比“{shipped}”（{than}）短，应有同级档案主管部门的审核意见"
            ),
            (
                Self::Shorter {
                    local,
                    shipped,
                    says,
                    than,
                },
                Lang::En,
            ) => format!(
                "local row `{local}` ({says}) is shorter than `{shipped}` ({than}); the archives authority must have approved it"
            ),
            (Self::NothingToReplace { local, shipped }, Lang::Zh) => {
                format!("本地行“{local}”要替换的“{shipped}”已不存在，本地行照常适用")
            }
            (Self::NothingToReplace { local, shipped }, Lang::En) => {
                format!(
                    "local row `{local}` stands for `{shipped}`, which is gone; the local row holds"
                )
            }
        }
    }
}

/// A row that applies to a record, or may apply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate<'a> {
    pub(super) row: &'a ScheduleRow,
    /// The facts that would decide whether it applies; none: it does.
    pub(super) missing: Vec<Missing>,
}

impl Schedule {
    /// The schedule that the library ships, decoded once.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Schedule> = LazyLock::new(|| {
            // The bytes are written by this crate's build script; were they unreadable the
            // schedule would be empty, and the crate's own tests say so.
            let data: ScheduleData = postcard::from_bytes(SCHEDULE).unwrap_or_default();
            Schedule::from_data(data)
        });
        &BUILTIN
    }

    fn from_data(data: ScheduleData) -> Self {
        let mut rows: Vec<ScheduleRow> = data
            .rows
            .into_iter()
            .filter_map(|row| ScheduleRow::try_from(row).ok())
            .collect();
        for row in &mut rows {
            row.layer = Layer::Shipped;
        }
        rows.extend(catalogue_rows());
        Self {
            rows,
            transfers: data.transfers.into_iter().filter_map(transfer).collect(),
            kinds: data
                .kinds
                .into_iter()
                .map(|k| RecordKind {
                    id: k.id,
                    zh: k.zh,
                    en: k.en,
                })
                .collect(),
        }
    }

    /// All rows: shipped, of the catalogue, local. A shipped row that a local one replaces is
    /// among them and has no effect.
    pub fn rows(&self) -> &[ScheduleRow] {
        &self.rows
    }

    /// The row of this id.
    pub fn row(&self, id: &str) -> Option<&ScheduleRow> {
        self.rows.iter().find(|r| r.id == id)
    }

    /// The kinds of record that the shipped rows know; local rows may name others.
    pub fn kinds(&self) -> &[RecordKind] {
        &self.kinds
    }

    /// The rules on transfer.
    pub fn transfers(&self) -> &[TransferRule] {
        &self.transfers
    }

    /// The local row that stands for a shipped one, if any.
    pub fn replaced_by(&self, id: &str) -> Option<&ScheduleRow> {
        self.rows
            .iter()
            .find(|r| r.layer == Layer::Local && r.replaces.as_deref() == Some(id))
    }

    /// The same with local rows over it.
    ///
    /// A local row is never overwritten: where one stands for a shipped row (`replaces`), the
    /// shipped row has no effect, whatever it comes to say. [`Schedule::conflicts`] tells what
    /// ought to be looked at.
    ///
    /// ```
    /// use gongkai::retention::{Schedule, ScheduleRow};
    /// let ours: ScheduleRow = serde_json::from_str(
    ///     r#"{"id": "our-request-files", "zh": "申请办件：30年", "kinds": ["request_file"],
    ///         "kept": {"period": "30y", "from": "closed"}, "replaces": "request-file",
    ///         "was": "kept term:records.short closed"}"#,
    /// ).unwrap();
    /// let schedule = Schedule::builtin().with_local(vec![ours])?;
    /// assert!(schedule.replaced_by("request-file").is_some());
    /// assert!(schedule.conflicts().is_empty());
    /// # Ok::<(), gongkai::retention::ScheduleError>(())
    /// ```
    ///
    /// # Errors
    /// When an id is taken.
    pub fn with_local(&self, rows: Vec<ScheduleRow>) -> Result<Self, ScheduleError> {
        let mut made = self.clone();
        for mut row in rows {
            if made.row(&row.id).is_some() {
                return Err(ScheduleError::Taken { row: row.id });
            }
            row.layer = Layer::Local;
            made.rows.push(row);
        }
        Ok(made)
    }

    /// The local rows of this schedule over another shipped one: an update.
    ///
    /// # Errors
    /// When the update takes the id of a local row.
    pub fn updated(&self, shipped: &Self) -> Result<Self, ScheduleError> {
        let local = self.rows.iter().filter(|r| r.layer == Layer::Local);
        shipped.with_local(local.cloned().collect())
    }

    /// The same without one shipped row, as an update that drops it would have it.
    pub fn without(&self, id: &str) -> Self {
        let mut made = self.clone();
        made.rows.retain(|r| r.id != id || r.layer == Layer::Local);
        made
    }

    /// Where local and shipped rows disagree, in the order of the local rows.
    pub fn conflicts(&self) -> Vec<Conflict> {
        let mut found = Vec::new();
        for local in self.rows.iter().filter(|r| r.layer == Layer::Local) {
            let Some(id) = &local.replaces else { continue };
            let shipped = self.row(id).filter(|r| r.layer != Layer::Local);
            let Some(shipped) = shipped else {
                found.push(Conflict::NothingToReplace {
                    local: local.id.clone(),
                    shipped: id.clone(),
                });
                continue;
            };
            let now = shipped.says();
            if let Some(was) = local.was.as_ref().filter(|was| **was != now) {
                found.push(Conflict::ShippedChanged {
                    local: local.id.clone(),
                    shipped: id.clone(),
                    was: was.clone(),
                    now: now.clone(),
                });
            }
            if is_shorter(local, shipped) {
                found.push(Conflict::Shorter {
                    local: local.id.clone(),
                    shipped: id.clone(),
                    says: local.says(),
                    than: now,
                });
            }
        }
        found
    }

    /// The rows that apply to a record or may apply, in the order of the schedule.
    pub(super) fn candidates<'a>(&'a self, facts: &RecordFacts) -> Vec<Candidate<'a>> {
        self.rows
            .iter()
            .filter(|row| row.layer == Layer::Local || self.replaced_by(&row.id).is_none())
            .filter_map(|row| match row.applies(facts) {
                Ok(true) => Some(Candidate {
                    row,
                    missing: Vec::new(),
                }),
                Ok(false) => None,
                Err(missing) => Some(Candidate { row, missing }),
            })
            .collect()
    }

    /// The rows that apply to a record, and those that may once more is known of it.
    pub fn lookup(&self, facts: &RecordFacts) -> Vec<(&ScheduleRow, Vec<Missing>)> {
        self.candidates(facts)
            .into_iter()
            .map(|c| (c.row, c.missing))
            .collect()
    }
}

fn transfer(data: TransferData) -> Option<TransferRule> {
    Some(TransferRule {
        id: data.id,
        zh: data.zh,
        en: data.en,
        bodies: data.bodies,
        after: Length::Term(data.term),
        least: match data.least {
            Some(least) => Some(least.parse().ok()?),
            None => None,
        },
        basis: data.basis.iter().filter_map(|b| b.parse().ok()).collect(),
        certainty: data.certainty,
        note: data.note,
    })
}

/// The display limits of the shipped catalogue, each as a row `catalogue/<matter>`.
fn catalogue_rows() -> Vec<ScheduleRow> {
    let mut rows: Vec<ScheduleRow> = Vec::new();
    let matters = Catalogue::grassroots()
        .matters()
        .iter()
        .chain(Catalogue::village().matters());
    for matter in matters {
        // Of several displays of one matter the least time of the shortest is what surely
        // holds for each of them.
        let shortest = matter
            .limits
            .iter()
            .filter(|l| l.kind == LimitKind::Display)
            .filter_map(|l| l.period)
            .min_by_key(|p| days(*p));
        let Some(period) = shortest else { continue };
        rows.push(ScheduleRow {
            id: format!("catalogue/{}", matter.id.as_str()),
            zh: format!("{}：公示不少于{}", matter.name(), period.chinese()),
            en: format!(
                "{}: on display for at least {}",
                matter.name(),
                period.english()
            ),
            bodies: Vec::new(),
            kinds: Vec::new(),
            matters: vec![matter.id.as_str().to_owned()],
            fields: Vec::new(),
            when: Vec::new(),
            posted: Some(PostedRule {
                least: Some(Length::Period(period)),
                standing: false,
                boards: Vec::new(),
                personal: false,
                reading: false,
            }),
            kept: None,
            basis: matter.basis.clone(),
            source: None,
            certainty: matter.certainty,
            is_default: false,
            note: None,
            layer: Layer::Catalogue,
            replaces: None,
            was: None,
        });
    }
    rows
}

/// About how many days a period has: for comparing rows, never for counting. Ten working days
/// make about fourteen days.
fn days(period: Period) -> u64 {
    let tenths = match period.unit() {
        PeriodUnit::WorkingDay => 14,
        PeriodUnit::Day => 10,
        PeriodUnit::Week => 70,
        PeriodUnit::Month => 305,
        PeriodUnit::Quarter => 913,
        PeriodUnit::Year => 3653,
    };
    u64::from(period.count()) * tenths
}

/// Whether a local row keeps or displays for a shorter time than the shipped one.
fn is_shorter(local: &ScheduleRow, shipped: &ScheduleRow) -> bool {
    let length = |l: &Length| {
        let period = match l {
            Length::Period(period) => Some(*period),
            Length::Term(id) => Registry::builtin()
                .terms()
                .iter()
                .find(|t| t.id == *id)
                .and_then(|t| t.versions.last())
                .map(|v| v.period),
        };
        period.map(days)
    };
    let kept = match (&local.kept, &shipped.kept) {
        (Some(KeptRule::For { .. }), Some(KeptRule::Permanent)) | (None, Some(_)) => true,
        (Some(KeptRule::For { length: a, .. }), Some(KeptRule::For { length: b, .. })) => {
            length(a) < length(b)
        }
        _ => false,
    };
    let least = |row: &ScheduleRow| {
        let rule = row.posted.as_ref();
        rule.and_then(|p| p.least.as_ref()).and_then(length)
    };
    let standing = |row: &ScheduleRow| row.posted.as_ref().is_some_and(|p| p.standing);
    let posted = !standing(local) && (standing(shipped) || least(local) < least(shipped));
    kept || posted
}
