//! Lists of published information into items (公开信息清单).
//!
//! [`read_items`] takes what offices really export: a title row above the heads, heads with
//! line breaks and remarks in brackets, dates in six shapes. What does not fit is told with
//! its cell, and the rest stays.

pub mod date;
mod heads;
mod json;
mod values;

use gongkai::finding::{CellRef, Lang};
use gongkai::item::Item;

use crate::error::{FormatError, NO_CELLS, NO_HEADS};
use crate::read::{FileKind, FormatProblem, Limits, Opened, open};
use crate::table::{Cell, Table, tables_of};
use heads::{Heads, find_heads};
use values::{Fault, set_field};

/// A list of items, with where each came from (清单).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemTable {
    /// The items in the order of the list.
    pub items: Vec<Item>,
    /// The row of each item.
    pub rows: Vec<RowRef>,
    /// What did not fit.
    pub issues: Vec<RowIssue>,
    /// Sheets that could not be read.
    pub problems: Vec<FormatProblem>,
    columns: Vec<Columns>,
    /// The keys by which a JSON list calls the fields.
    keys: Vec<(Field, String)>,
}

/// The row that an item came from (行).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RowRef {
    /// The sheet's name, the number of the table in a page, nothing for CSV, or the path of
    /// the object in JSON (`/items/3`).
    pub table: String,
    /// The row from 1 as spreadsheets count; 0 in JSON.
    pub row: u32,
}

/// Which column holds which field.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Columns {
    table: String,
    fields: Vec<(Field, u32)>,
}

/// A field of an item, as lists name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Field {
    /// 索引号.
    Id,
    /// 标题.
    Title,
    /// 栏目.
    Column,
    /// The id of the matter.
    Matter,
    /// 生成日期.
    Formed,
    /// 发布日期.
    Published,
    /// 撤下日期.
    Removed,
    /// 公开方式.
    Mode,
    /// 公开渠道.
    Channels,
    /// 公开对象.
    Audience,
    /// 发布机构.
    Body,
    /// 文号.
    Number,
    /// 链接.
    Link,
    /// 正文.
    Content,
}

impl Field {
    /// The name of the field of [`Item`].
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Title => "title",
            Self::Column => "column",
            Self::Matter => "matter",
            Self::Formed => "formed",
            Self::Published => "published",
            Self::Removed => "removed",
            Self::Mode => "mode",
            Self::Channels => "channels",
            Self::Audience => "audience",
            Self::Body => "body",
            Self::Number => "number",
            Self::Link => "link",
            Self::Content => "content",
        }
    }

    /// The field of this name; the singular `channel` is understood too.
    pub fn named(name: &str) -> Option<Self> {
        let name = if name == "channel" { "channels" } else { name };
        heads::FIELDS.iter().copied().find(|f| f.name() == name)
    }
}

/// Something in a list that did not fit (清单问题).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowIssue {
    /// The cell.
    pub cell: CellRef,
    /// The head of the column, as written.
    pub head: String,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub kind: IssueKind,
}

/// What does not fit (清单问题种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IssueKind {
    /// Not a date, or one that does not exist; the item has none then.
    Date,
    /// Not a mode of disclosure; the item has none then.
    Mode,
    /// A row with other values has no title; it is left out.
    NoTitle,
    /// An entry of a JSON list is not an object; it is left out.
    NotAnObject,
}

impl RowIssue {
    /// The sentence for a reader; the cell is told apart.
    pub fn message(&self, lang: Lang) -> String {
        let Self { head, value, .. } = self;
        match (self.kind, lang) {
            (IssueKind::Date, Lang::Zh) => format!("“{head}”一列的“{value}”不是有效日期"),
            (IssueKind::Date, Lang::En) => format!("`{value}` under `{head}` is not a date"),
            (IssueKind::Mode, Lang::Zh) => format!("“{head}”一列的“{value}”不是公开方式"),
            (IssueKind::Mode, Lang::En) => {
                format!("`{value}` under `{head}` is not a mode of disclosure")
            }
            (IssueKind::NoTitle, Lang::Zh) => "这一行没有标题，未读入".to_owned(),
            (IssueKind::NoTitle, Lang::En) => "this row has no title and was left out".to_owned(),
            (IssueKind::NotAnObject, Lang::Zh) => format!("“{value}”不是一条信息，未读入"),
            (IssueKind::NotAnObject, Lang::En) => {
                format!("`{value}` is not an object and was left out")
            }
        }
    }
}

impl ItemTable {
    /// The cell that a field of an item came from, by the item's place in the list from 0 and
    /// the field's name; `None` when the list has no such column.
    pub fn cell(&self, index: usize, field: &str) -> Option<CellRef> {
        let row = self.rows.get(index)?;
        let field = Field::named(field)?;
        if row.row == 0 {
            let key = self
                .keys
                .iter()
                .find(|(f, _)| *f == field)
                .map(|(_, key)| key.as_str());
            let table = format!("{}/{}", row.table, key.unwrap_or(field.name()));
            return Some(CellRef {
                table,
                row: 0,
                column: 0,
            });
        }
        let columns = self.columns.iter().find(|c| c.table == row.table)?;
        let (_, column) = columns.fields.iter().find(|(f, _)| *f == field)?;
        Some(CellRef {
            table: row.table.clone(),
            row: row.row,
            column: *column,
        })
    }
}

/// Reads a list of items from CSV, XLSX, HTML or JSON.
///
/// In a workbook every sheet that has a line of heads is read; hidden sheets are not.
///
/// # Errors
/// When the file cannot be read, or none of its tables has among its first ten rows one that
/// names a title (标题, 信息名称, 文件名称, `title`).
///
/// ```
/// use gongkai_formats::items::read_items;
/// let csv = "青禾镇信息公开清单,,\n标题,生成日期,发布日期（必填）\n关于春耕的通知,2024-3-5,二〇二四年三月八日\n防汛公告,2024-02-30,\n";
/// let list = read_items("清单.csv", csv.as_bytes())?;
/// assert_eq!(list.items[0].published.unwrap().to_string(), "2024-03-08");
/// assert_eq!(list.cell(0, "published").unwrap().a1(), "C3");
/// assert_eq!(list.issues[0].cell.a1(), "B4");
/// # Ok::<(), gongkai_formats::FormatError>(())
/// ```
pub fn read_items(name: &str, bytes: &[u8]) -> Result<ItemTable, FormatError> {
    let opened = open(name, bytes, &Limits::default())?;
    if let Opened::Text(FileKind::Json, decoded) = &opened {
        return json::read(&decoded.text);
    }
    let tables = tables_of(name, opened)?;
    let mut list = ItemTable {
        problems: tables.problems,
        ..ItemTable::default()
    };
    let mut found = false;
    for table in tables.tables.iter().filter(|t| !t.hidden) {
        if let Some(heads) = find_heads(table) {
            found = true;
            read_table(table, &heads, &mut list);
        }
    }
    if found {
        return Ok(list);
    }
    let reason = if tables.tables.is_empty() {
        NO_CELLS
    } else {
        NO_HEADS
    };
    Err(FormatError::NoTable {
        reason: reason.to_owned(),
    })
}

fn read_table(table: &Table, heads: &Heads, list: &mut ItemTable) {
    let count = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
    let fields = heads.columns.iter().enumerate();
    list.columns.push(Columns {
        table: table.name.clone(),
        fields: fields
            .filter_map(|(n, h)| Some((h.field?, count(n))))
            .collect(),
    });
    for (number, row) in table.rows.iter().enumerate().skip(heads.row + 1) {
        if is_heading_or_blank(row, heads) {
            continue;
        }
        let mut item = Item::default();
        let mut issues = Vec::new();
        for (at, cell) in row.iter().enumerate() {
            if cell.text.is_empty() {
                continue;
            }
            let Some(head) = heads.columns.get(at) else {
                item.other.push((String::new(), cell.text.clone()));
                continue;
            };
            let Some(field) = head.field else {
                item.other.push((head.text.clone(), cell.text.clone()));
                continue;
            };
            if let Err(fault) = set_field(&mut item, field, &cell.text, cell.date) {
                item.other.push((head.text.clone(), cell.text.clone()));
                issues.push(RowIssue {
                    cell: table.cell_ref(number, at),
                    head: head.text.clone(),
                    value: cell.text.clone(),
                    kind: match fault {
                        Fault::Date => IssueKind::Date,
                        Fault::Mode => IssueKind::Mode,
                    },
                });
            }
        }
        if item.title.is_empty() {
            let filled = row
                .iter()
                .filter(|c| !c.text.is_empty() && !c.merged)
                .count();
            if filled > 1 {
                let at = heads.title;
                list.issues.push(RowIssue {
                    cell: table.cell_ref(number, at),
                    head: heads
                        .columns
                        .get(at)
                        .map(|h| h.text.clone())
                        .unwrap_or_default(),
                    value: String::new(),
                    kind: IssueKind::NoTitle,
                });
            }
            continue;
        }
        list.issues.append(&mut issues);
        list.items.push(item);
        list.rows.push(RowRef {
            table: table.name.clone(),
            row: count(number),
        });
    }
}

/// A blank row, the heads once more (as on each printed page), or one value merged over the
/// whole row: a heading between the rows.
fn is_heading_or_blank(row: &[Cell], heads: &Heads) -> bool {
    let mut filled = row.iter().filter(|c| !c.text.is_empty());
    let Some(first) = filled.next() else {
        return true;
    };
    let merged = row.iter().filter(|c| c.merged).count();
    if merged > 0 && merged + 1 >= heads.columns.len() && filled.all(|c| c.text == first.text) {
        return true;
    }
    let repeats = |(n, h): (usize, &heads::Head)| {
        h.field.is_none() || row.get(n).is_some_and(|c| c.text == h.text)
    };
    heads.columns.iter().enumerate().all(repeats)
}
