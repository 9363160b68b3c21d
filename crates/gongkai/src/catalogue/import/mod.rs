//! A county's own table, in the form of the standard, read as an overlay.

mod cells;
mod columns;
mod rows;

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::rank::{fold, simplify};
use super::{
    Catalogue, Field, FieldId, Limit, Matter, MatterId, MatterPatch, Operation, Overlay, Ranker,
    Scope, Why,
};
use crate::finding::{CellRef, Finding, Locus, Message, RuleInfo, TextRange, rule};
use columns::{Column, Head};

/// How [`import`] is to read a table (导入选项).
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.ImportedRow"))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Outcome"))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "catalogue.Import"))]
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
        field: None,
        numbers: HashMap::new(),
        names: HashSet::new(),
        out: Import {
            overlay,
            rows: Vec::new(),
            findings: Vec::new(),
        },
    };
    // Portals mirror their pages in traditional characters too.
    let table: Vec<Vec<String>> = table
        .iter()
        .map(|row| row.iter().map(|c| simplify(c)).collect())
        .collect();
    if let Some(head) = columns::head(&table) {
        reader.body(&table, &head);
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
    /// The field that the last title in the table names: 社会救助领域基层政务公开标准目录.
    field: Option<FieldId>,
    numbers: HashMap<FieldId, u32>,
    /// Names that rows of the table bear.
    names: HashSet<(FieldId, String, Option<String>)>,
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
        let mut titles = table.iter().take(head.body).flatten();
        self.field = titles.find_map(|c| self.field_of_title(c));
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
            if filled.len() == 1
                && let Some(field) = row.iter().find_map(|c| self.field_of_title(c))
            {
                self.field = Some(field);
                continue;
            }
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

    /// The field that a title within the table names.
    fn field_of_title(&self, text: &str) -> Option<FieldId> {
        let (name, _) = text
            .split_once("领域")
            .filter(|(_, rest)| rest.contains("目录"))?;
        let name = name
            .rsplit(['）', ')', '、', '.'])
            .next()
            .unwrap_or(name)
            .trim();
        let fields = || self.base.fields().iter();
        let exact = fields().find(|f| f.is_called(name));
        exact
            .or_else(|| fields().find(|f| name.ends_with(f.name.as_str())))
            .map(|f| f.id.clone())
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
            Column::TickedLevel(_) | Column::TickedBelow => 3,
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
            let ditto = matches!(text, "同上" | "〃" | "″");
            let text = if ditto || (text.is_empty() && merged) {
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
            "" => {
                let titled = self.field.as_ref().map(FieldId::to_string);
                self.options.field.clone().or(titled).unwrap_or_default()
            }
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
        let level2 = self.distinct(n, at, field, &level1, level2, known);
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

    /// The level-2 name, told apart where the table or the base has the names already: no row
    /// is lost, and the repetition is said.
    fn distinct(
        &mut self,
        n: usize,
        at: usize,
        field: &Field,
        level1: &str,
        level2: Option<String>,
        known: Option<&Matter>,
    ) -> Option<String> {
        let mut names = (field.id.clone(), level1.to_owned(), level2);
        let other = self.base.matters_of(field.id.as_str()).any(|m| {
            known.is_none_or(|k| k.id != m.id) && m.level1 == names.1 && m.level2 == names.2
        });
        if other || self.names.contains(&names) {
            let text = names.2.clone().unwrap_or_else(|| level1.to_owned());
            self.say("CAT010", "twice", n, at, &text, |m| m);
            names.2 = Some(format!("{text}（第{}行）", n + 1));
        }
        self.names.insert(names.clone());
        names.2
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
