//! A county's own table, in the form of the standard, read as an overlay.

mod cells;
mod columns;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::rank::fold;
use super::{
    Attribute, Audience, Catalogue, Channel, Field, FieldId, Level, Limit, LimitKind, Matter,
    MatterId, MatterPatch, Mode, Operation, Overlay, Provenance, Ranker, Scope, Why, parse_limit,
};
use crate::finding::{Arg, CellRef, Finding, Locus, Message, RuleInfo, TextRange, rule};
use crate::law::{Attestation, Citation, Registry};
use columns::{Column, Head};

/// How a table is to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// The id of the overlay to be made.
    pub id: String,
    /// The name of the sheet or the number of the table, for the places of findings.
    pub table: String,
    /// The field of all rows, by id or name; needed when the table has no column 领域.
    pub field: Option<String>,
    /// Where the table comes from; becomes the source of added rows.
    pub source: Option<String>,
}

/// What became of a row of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ImportedRow {
    /// The row, from 1 as spreadsheets count.
    pub row: u32,
    /// The matter that it is.
    pub matter: MatterId,
    /// What it did.
    pub outcome: Outcome,
}

/// What a row of the table did to the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It says what the base says.
    Same,
    /// It changes an existing matter.
    Amended,
    /// It is a matter that the base does not have.
    Added,
}

/// A table read as an overlay (导入结果).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Import {
    /// What it does to the base.
    pub overlay: Overlay,
    /// What became of each row that names a matter.
    pub rows: Vec<ImportedRow>,
    /// What does not fit, by row and cell: rules CAT010 to CAT012.
    pub findings: Vec<Finding>,
}

/// Reads a county's own table, in the national form of ten columns, as an overlay on `base`
/// (目录导入).
///
/// The form: 序号, 公开事项 (一级、二级), 公开内容（要素）, 公开依据, 公开时限, 公开主体,
/// 公开渠道和载体, 公开对象, 公开方式, 公开层级, with a head of one row or two; a column 领域
/// besides. Cells merged in the original may be filled or left blank below the first. A row
/// with the names of an existing matter amends it, any other adds one. What does not fit is
/// a finding with its cell, and the row is kept as far as it is understood.
///
/// ```
/// use gongkai::catalogue::{Catalogue, ImportOptions, Outcome, import};
/// let row = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
/// let table = [
///     row(&["序号", "一级事项", "二级事项", "公开内容(要素)", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象", "公开方式", "公开层级"]),
///     row(&["1", "最低生活保障", "办事指南", "办理条件；申请材料", "《社会救助暂行办法》", "制定或获取信息之日起10个工作日内", "民政局", "■政府网站 □政府公报", "全社会", "主动", "县级、乡级"]),
/// ];
/// let options = ImportOptions { id: "qinghe-2026".into(), field: Some("社会救助".into()), ..ImportOptions::default() };
/// let import = import(&table, Catalogue::grassroots(), &options);
/// assert_eq!(import.rows[0].matter.as_str(), "social-assistance-004");
/// assert_eq!(import.rows[0].outcome, Outcome::Amended);
/// assert!(Catalogue::grassroots().apply(&import.overlay).is_ok());
/// ```
pub fn import(table: &[Vec<String>], base: &Catalogue, options: &ImportOptions) -> Import {
    let mut overlay = Overlay::new(options.id.clone()).on(base.id());
    overlay.source.clone_from(&options.source);
    let mut reader = Reader {
        base,
        options,
        ranker: None,
        claimed: HashSet::new(),
        numbers: HashMap::new(),
        out: Import {
            overlay,
            rows: Vec::new(),
            findings: Vec::new(),
        },
    };
    if let Some(head) = columns::head(table) {
        reader.body(table, &head);
    } else {
        let first = table.first().and_then(|r| r.first());
        let text = first.cloned().unwrap_or_default();
        reader.say("CAT010", "no_head", 0, 0, &text, |m| m);
    }
    reader.out
}

struct Reader<'a> {
    base: &'a Catalogue,
    options: &'a ImportOptions,
    /// Made when a row bears names that the base does not know.
    ranker: Option<Ranker>,
    claimed: HashSet<MatterId>,
    numbers: HashMap<FieldId, u32>,
    out: Import,
}

/// The cells of a row by what they hold; blank ones filled from above where they are merged.
#[derive(Debug, Clone, Default)]
struct Cells(Vec<(Column, usize, String)>);

impl Cells {
    fn get(&self, column: Column) -> Option<(usize, &str)> {
        self.0
            .iter()
            .find(|(c, _, _)| *c == column)
            .map(|(_, at, text)| (*at, text.as_str()))
    }

    fn text(&self, column: Column) -> &str {
        self.get(column).map_or("", |(_, text)| text)
    }

    fn at(&self, column: Column) -> usize {
        self.get(column).map_or(0, |(at, _)| at)
    }

    /// What the ticked columns among those chosen say.
    fn ticks<T>(&self, choose: impl Fn(Column) -> Option<T>) -> Vec<T> {
        self.0
            .iter()
            .filter(|(_, _, text)| cells::ticked(text))
            .filter_map(|(c, _, _)| choose(*c))
            .collect()
    }
}

impl<'a> Reader<'a> {
    fn body(&mut self, table: &[Vec<String>], head: &Head) {
        let mut above = Cells::default();
        for (n, row) in table.iter().enumerate().skip(head.body) {
            let filled: Vec<usize> = row
                .iter()
                .enumerate()
                .filter(|(_, c)| !c.trim().is_empty())
                .map(|(n, _)| n)
                .collect();
            if filled.is_empty() {
                continue;
            }
            // The head once more, as at the top of each page.
            let heads = row
                .iter()
                .filter(|c| columns::column(c) != Column::Unknown)
                .count();
            if heads >= 4 && columns::head(std::slice::from_ref(row)).is_some() {
                continue;
            }
            let cells = Self::cells(row, head, &above);
            let own = |column| {
                cells
                    .get(column)
                    .is_some_and(|(at, _)| row.get(at).is_some_and(|c| !c.trim().is_empty()))
            };
            let named = own(Column::Level1) || own(Column::Level2) || own(Column::Name);
            let content = own(Column::Elements);
            if !named && !content {
                let at = filled.first().copied().unwrap_or_default();
                let text = row.get(at).cloned().unwrap_or_default();
                self.say("CAT010", "stray", n, at, text.trim(), |m| m);
                continue;
            }
            self.row(n, &cells);
            above = cells;
        }
    }

    /// The cells of a row; merged ones take what stands above.
    fn cells(row: &[String], head: &Head, above: &Cells) -> Cells {
        let mut list = Vec::new();
        let own = |c: Column| {
            head.columns
                .iter()
                .position(|h| *h == c)
                .and_then(|n| row.get(n))
                .is_some_and(|c| !c.trim().is_empty())
        };
        // Ticks are merged as a group: a row that ticks one column leaves the others open.
        let group = |c: Column| match c {
            Column::Everyone | Column::Group => 1,
            Column::TickedMode(_) => 2,
            Column::TickedLevel(_) => 3,
            _ => 0,
        };
        for (n, column) in head.columns.iter().enumerate() {
            let text = row.get(n).map(|c| c.trim()).unwrap_or_default();
            let merged = match column {
                Column::Number | Column::Unknown | Column::Note | Column::Elements => false,
                // A new level-1 name begins a row of its own.
                Column::Level2 => !own(Column::Level1) && !own(Column::Elements),
                c if group(*c) > 0 => !head
                    .columns
                    .iter()
                    .any(|o| group(*o) == group(*c) && own(*o)),
                _ => true,
            };
            let text = if text.is_empty() && merged {
                above.text(*column)
            } else {
                text
            };
            list.push((*column, n, text.to_owned()));
        }
        Cells(list)
    }

    fn say(
        &mut self,
        code: &str,
        key: &'static str,
        row: usize,
        column: usize,
        text: &str,
        with: impl FnOnce(Message) -> Message,
    ) {
        let Some(info) = info(code) else { return };
        let clip = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let cell = CellRef {
            table: self.options.table.clone(),
            row: clip(row + 1),
            column: clip(column + 1),
        };
        let locus = Locus::Text {
            range: TextRange::at(0, text.len()),
            cell: Some(cell.clone()),
        };
        let message = with(
            Message::new(key)
                .with("text", text)
                .with("cell", cell.a1())
                .with("row", i64::from(cell.row)),
        );
        self.out
            .findings
            .push(Finding::new(info, locus, message, text));
    }

    fn row(&mut self, n: usize, cells: &Cells) {
        let level1 = [Column::Level1, Column::Name, Column::Level2]
            .into_iter()
            .map(|c| tidy(cells.text(c)))
            .find(|t| !t.is_empty())
            .unwrap_or_default();
        let level2 =
            Some(tidy(cells.text(Column::Level2))).filter(|t| !t.is_empty() && *t != level1);
        if level1.is_empty() {
            self.say(
                "CAT010",
                "no_name",
                n,
                cells.at(Column::Level1),
                cells.text(Column::Elements),
                |m| m,
            );
            return;
        }
        let base = self.base;
        let field_text = match cells.text(Column::Field) {
            "" => self.options.field.clone().unwrap_or_default(),
            text => tidy(text),
        };
        let Some(field) = find_field(base, &field_text) else {
            let at = cells.at(Column::Field);
            let key = if field_text.is_empty() {
                "no_field"
            } else {
                "unknown_field"
            };
            let name = level2.clone().unwrap_or(level1);
            let text = if field_text.is_empty() {
                name
            } else {
                field_text
            };
            self.say("CAT010", key, n, at, &text, |m| m);
            return;
        };
        let at = cells.at(Column::Level1);
        let known = self.known(field, &level1, level2.as_deref(), n, at);
        let matter = self.matter(n, cells, field, (level1, level2), known);
        self.put(n, matter, known);
    }

    /// The matter of the base that the row is: by its names, or, where these are new, by
    /// likeness so great that it can be nothing else; the latter is said.
    fn known(
        &mut self,
        field: &Field,
        level1: &str,
        level2: Option<&str>,
        n: usize,
        at: usize,
    ) -> Option<&'a Matter> {
        let base = self.base;
        let plain =
            |text: &str| -> String { fold(text).chars().filter(|c| c.is_alphanumeric()).collect() };
        let names = (plain(level1), level2.map(plain));
        let mut rows = base.matters_of(field.id.as_str());
        let same = rows.find(|m| (plain(&m.level1), m.level2.as_deref().map(plain)) == names);
        if let Some(matter) = same {
            return self.claimed.insert(matter.id.clone()).then_some(matter);
        }
        let ranker = self.ranker.get_or_insert_with(|| Ranker::new(base));
        let scope = Scope {
            fields: vec![field.id.clone()],
            level: None,
        };
        let text = format!("{level1}{}", level2.unwrap_or_default());
        let best = ranker.rank_within(&text, 1, &scope).into_iter().next()?;
        let named = best.why.iter().any(|w| matches!(w, Why::Name { .. }));
        let matter = base.matter(best.id.as_str())?;
        // The level-2 name has to stand there whole, and the level-1 name to be the same.
        let alike = named && plain(&matter.level1) == names.0;
        if !alike || !self.claimed.insert(matter.id.clone()) {
            return None;
        }
        let name = matter.name();
        self.say("CAT010", "likeness", n, at, &text, |m| {
            m.with("matter", name).with("id", matter.id.as_str())
        });
        Some(matter)
    }

    /// The row as a matter; what it does not say is that of `known`, or the general rule.
    fn matter(
        &mut self,
        n: usize,
        cells: &Cells,
        field: &Field,
        (level1, level2): (String, Option<String>),
        known: Option<&Matter>,
    ) -> Matter {
        let mut defaulted = Vec::new();
        let mut lacking = |attribute: Attribute| {
            if known.is_none() {
                defaulted.push(attribute);
            }
        };
        let name = level2.clone().unwrap_or_else(|| level1.clone());
        let mut elements = cells::pieces(cells.text(Column::Elements));
        if elements.is_empty() {
            lacking(Attribute::Elements);
            elements = known.map_or_else(|| vec![name], |m| m.elements.clone());
        }
        let (mut basis, notes) = self.basis(n, cells);
        let mut default_rule = known.is_some_and(|m| m.default_rule);
        if basis.is_empty() {
            basis = known.map_or_else(general_basis, |m| m.basis.clone());
            default_rule |= known.is_none();
        }
        let mut limits = self.limits(n, cells);
        if limits.is_empty() {
            limits = known.map_or_else(general_limit, |m| m.limits.clone());
            default_rule |= known.is_none();
        }
        let mut bodies = cells::pieces(cells.text(Column::Bodies));
        if bodies.is_empty() {
            lacking(Attribute::Bodies);
            bodies = known.map_or_else(|| vec!["县级主管部门".into()], |m| m.bodies.clone());
        }
        let (mut channels, mut other_channels) = cells::channels(cells.text(Column::Channels));
        if channels.is_empty() && other_channels.is_empty() {
            self.unread(n, cells, Column::Channels);
            lacking(Attribute::Channels);
            channels =
                known.map_or_else(|| vec![Channel::GovernmentWebsite], |m| m.channels.clone());
            other_channels = known.map(|m| m.other_channels.clone()).unwrap_or_default();
        }
        let tick = |c: Column| cells.get(c).map(|(_, text)| text);
        let audience = cells::audience(
            cells.text(Column::Audience),
            tick(Column::Everyone),
            tick(Column::Group),
        )
        .unwrap_or_else(|| {
            self.unread(n, cells, Column::Audience);
            lacking(Attribute::Audience);
            known.map_or(Audience::Public, |m| m.audience.clone())
        });
        let mut mode = cells::modes(cells.text(Column::Mode));
        mode.extend(cells.ticks(|c| match c {
            Column::TickedMode(mode) => Some(mode),
            _ => None,
        }));
        mode.dedup();
        if mode.is_empty() {
            self.unread(n, cells, Column::Mode);
            lacking(Attribute::Mode);
            mode = known.map_or_else(|| vec![Mode::Proactive], |m| m.mode.clone());
        }
        let mut levels = cells::levels(cells.text(Column::Levels));
        levels.extend(cells.ticks(|c| match c {
            Column::TickedLevel(level) => Some(level),
            _ => None,
        }));
        levels.sort_unstable();
        levels.dedup();
        if levels.is_empty() {
            self.unread(n, cells, Column::Levels);
            lacking(Attribute::Levels);
            levels = known.map_or_else(|| vec![Level::County], |m| m.levels.clone());
        }
        let note = [Some(cells.text(Column::Note).to_owned()), notes]
            .into_iter()
            .flatten()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join("；");
        let id = known.map_or_else(|| self.new_id(&field.id), |m| m.id.clone());
        Matter {
            id,
            field: field.id.clone(),
            level1,
            level2,
            elements,
            basis,
            limits,
            bodies,
            channels,
            other_channels,
            audience,
            mode,
            levels,
            stage: known.and_then(|m| m.stage),
            certainty: Attestation::Read,
            default_rule,
            defaulted,
            category: known.and_then(|m| m.category),
            note: Some(note).filter(|t| !t.is_empty()),
            source: self.options.source.clone(),
            provenance: Provenance::default(),
        }
    }

    fn basis(&mut self, n: usize, cells: &Cells) -> (Vec<Citation>, Option<String>) {
        let text = cells.text(Column::Basis);
        let (known, unknown) = cells::basis(text, Registry::builtin());
        let at = cells.at(Column::Basis);
        for (title, reason) in &unknown {
            let why = reason.to_string();
            self.say("CAT012", "unknown", n, at, title, |m| m.with("why", why));
        }
        if known.is_empty() && unknown.is_empty() && !text.is_empty() {
            self.say("CAT012", "none", n, at, text, |m| m);
        }
        // Nothing is lost: what cannot be resolved stays as a note.
        let titles: Vec<String> = unknown
            .into_iter()
            .map(|(title, _)| format!("《{title}》"))
            .collect();
        let note = match (titles.is_empty(), known.is_empty()) {
            (false, _) => Some(format!("依据另列：{}", titles.join("、"))),
            (true, true) if !text.is_empty() => Some(format!("依据原文：{text}")),
            _ => None,
        };
        (known, note)
    }

    fn limits(&mut self, n: usize, cells: &Cells) -> Vec<Limit> {
        let text = cells.text(Column::Limit);
        if let Ok(limits) = parse_limit(text) {
            return limits;
        }
        self.unread(n, cells, Column::Limit);
        Vec::new()
    }

    /// Says that a cell is empty or not understood; of a column that the table does not have
    /// nothing is said.
    fn unread(&mut self, n: usize, cells: &Cells, column: Column) {
        let in_words = match column {
            Column::Channels => ("公开渠道和载体", "channels"),
            Column::Audience => ("公开对象", "audience"),
            Column::Mode => ("公开方式", "mode"),
            Column::Levels => ("公开层级", "levels"),
            _ => ("公开时限", "limit"),
        };
        let same_group = |c: Column| match column {
            Column::Audience => matches!(c, Column::Audience | Column::Everyone | Column::Group),
            Column::Mode => matches!(c, Column::Mode | Column::TickedMode(_)),
            Column::Levels => matches!(c, Column::Levels | Column::TickedLevel(_)),
            _ => c == column,
        };
        let Some((at, text)) = cells
            .0
            .iter()
            .find(|(c, _, _)| same_group(*c))
            .map(|(_, at, text)| (*at, text.clone()))
        else {
            return;
        };
        let key = if text.is_empty() { "empty" } else { "unread" };
        self.say("CAT011", key, n, at, &text, |m| {
            m.with(
                "what",
                Arg::Both {
                    zh: in_words.0.into(),
                    en: in_words.1.into(),
                },
            )
        });
    }

    fn new_id(&mut self, field: &FieldId) -> MatterId {
        loop {
            let number = self.numbers.entry(field.clone()).or_default();
            *number += 1;
            let id = MatterId::trusted(&format!("{field}-local-{number:03}"));
            if self.base.matter(id.as_str()).is_none() {
                return id;
            }
        }
    }

    /// Writes what the row does into the overlay.
    fn put(&mut self, n: usize, row: Matter, known: Option<&Matter>) {
        let outcome = match known {
            None => {
                self.out.overlay.operations.push(Operation::Add {
                    matter: Box::new(row.clone()),
                    reason: None,
                });
                Outcome::Added
            }
            Some(known) => {
                let set = amendments(known, &row);
                if set.is_empty() {
                    Outcome::Same
                } else {
                    self.out.overlay.operations.push(Operation::Amend {
                        matter: known.id.clone(),
                        set,
                        unset: Vec::new(),
                        reason: None,
                    });
                    Outcome::Amended
                }
            }
        };
        let row_number = u32::try_from(n + 1).unwrap_or(u32::MAX);
        self.out.rows.push(ImportedRow {
            row: row_number,
            matter: row.id,
            outcome,
        });
    }
}

/// What of a row differs from the matter that it is; how it is known, and remarks of the base,
/// stay.
fn amendments(known: &Matter, row: &Matter) -> MatterPatch {
    let (_, mut set, _) = MatterPatch::between(known, row);
    set.certainty = None;
    set.source = None;
    set.stage = None;
    set.category = None;
    set.default_rule = None;
    set.defaulted = None;
    let normal = |m: &Matter| m.limits.iter().map(Limit::normal).collect::<Vec<_>>();
    if normal(known) == normal(row) {
        set.limits = None;
    }
    if row.level2.is_none() {
        set.level2 = None;
    }
    set
}

fn info(code: &str) -> Option<&'static RuleInfo> {
    rule(code.parse().ok()?)
}

/// Names without line breaks and spaces.
fn tidy(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn find_field<'c>(base: &'c Catalogue, text: &str) -> Option<&'c Field> {
    if text.is_empty() {
        // A catalogue of one field needs no column for it.
        return if let [only] = base.fields() {
            Some(only)
        } else {
            None
        };
    }
    let plain = text.trim_end_matches("领域");
    base.field(text)
        .or_else(|| base.field_called(text))
        .or_else(|| base.field_called(plain))
}

/// The Regulation, where a row names no basis that can be resolved.
fn general_basis() -> Vec<Citation> {
    ["ogi-2019:26"]
        .iter()
        .filter_map(|c| c.parse().ok())
        .collect()
}

/// Twenty working days (Regulation, Art. 26), where a row names no limit.
fn general_limit() -> Vec<Limit> {
    let mut limit = Limit::of(LimitKind::Within).with_trigger("信息形成或者变更");
    limit.period = crate::law::Period::working_days(20);
    vec![limit]
}
