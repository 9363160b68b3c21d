use crate::catalogue::{Level, Mode};

/// What a column of the table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Number,
    Field,
    /// 公开事项 without a level: the only name there is.
    Name,
    Level1,
    Level2,
    Elements,
    Basis,
    Limit,
    Bodies,
    Channels,
    /// 公开对象, in words.
    Audience,
    /// A column to be ticked: 全社会.
    Everyone,
    /// A column to be ticked or filled with whom: 特定群众.
    Group,
    /// 公开方式, in words.
    Mode,
    TickedMode(Mode),
    /// 公开层级, in words.
    Levels,
    TickedLevel(Level),
    /// One column for townships and villages: 乡、村级.
    TickedBelow,
    Note,
    Unknown,
}

/// The head of a table: what each column holds, and the row after it.
pub(super) struct Head {
    pub(super) columns: Vec<Column>,
    pub(super) body: usize,
}

/// What a heading means.
pub(super) fn column(heading: &str) -> Column {
    let text: String = heading.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    if text.is_empty() || text.chars().count() > 40 {
        Column::Unknown
    } else if has(&["序号", "编号"]) {
        Column::Number
    } else if has(&["二级"]) {
        Column::Level2
    } else if has(&["一级"]) {
        Column::Level1
    } else if has(&["全社会", "社会公众"]) {
        Column::Everyone
    } else if has(&["特定群"]) {
        Column::Group
    } else if has(&["依申请"]) {
        Column::TickedMode(Mode::OnRequest)
    } else if text.starts_with("主动") {
        Column::TickedMode(Mode::Proactive)
    } else if has(&["领域"]) && text.chars().count() <= 8 {
        Column::Field
    } else if has(&["要素", "公开内容"]) {
        Column::Elements
    } else if has(&["依据"]) {
        Column::Basis
    } else if has(&["时限", "公开时间", "期限", "公开要求"]) {
        Column::Limit
    } else if has(&["主体", "责任单位", "责任部门"]) {
        Column::Bodies
    } else if has(&["渠道", "载体"]) {
        Column::Channels
    } else if has(&["对象"]) {
        Column::Audience
    } else if has(&["方式"]) {
        Column::Mode
    } else if has(&["层级"]) {
        Column::Levels
    } else if has(&["事项", "公开目录"]) {
        Column::Name
    } else if has(&["备注", "说明"]) {
        Column::Note
    } else if text.chars().count() <= 8 && text.contains('村') && has(&["乡", "镇"]) {
        Column::TickedBelow
    } else if text.chars().count() <= 10 {
        level(&text).map_or(Column::Unknown, Column::TickedLevel)
    } else {
        Column::Unknown
    }
}

/// The level that a short heading or word names.
pub(super) fn level(text: &str) -> Option<Level> {
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    if has(&["乡", "镇", "街道"]) {
        Some(Level::Township)
    } else if has(&["村", "社区"]) {
        Some(Level::Village)
    } else if has(&["县", "区", "市", "旗"]) {
        Some(Level::County)
    } else {
        None
    }
}

fn known(columns: &[Column]) -> usize {
    columns.iter().filter(|c| **c != Column::Unknown).count()
}

/// The head of a table, in one row or two; `None` when there is none among the first rows.
pub(super) fn head(table: &[Vec<String>]) -> Option<Head> {
    let (at, row) = table.iter().enumerate().take(12).find(|(_, row)| {
        let columns: Vec<Column> = row.iter().map(|c| column(c)).collect();
        let named = columns
            .iter()
            .any(|c| matches!(c, Column::Name | Column::Level1 | Column::Level2));
        named && known(&columns) >= 3
    })?;
    let mut columns: Vec<Column> = row.iter().map(|c| column(c)).collect();
    let below = table.get(at + 1).map_or(&[][..], Vec::as_slice);
    let sub: Vec<Column> = below.iter().map(|c| column(c)).collect();
    // A second row of the head names levels, ticks, groups, and holds no row of its own.
    let is_sub = |c: &Column| {
        matches!(
            c,
            Column::Level1
                | Column::Level2
                | Column::Everyone
                | Column::Group
                | Column::TickedMode(_)
                | Column::TickedLevel(_)
                | Column::TickedBelow
        )
    };
    let number = below
        .first()
        .is_some_and(|c| c.trim().parse::<u32>().is_ok());
    let two = !number && sub.iter().filter(|c| is_sub(c)).count() >= 2;
    if two {
        let aligned = below.first().is_none_or(|c| c.trim().is_empty())
            || columns.first() != Some(&Column::Number);
        columns = if aligned {
            laid_over(&columns, &sub, is_sub)
        } else {
            drawn_in(&columns, &sub)
        };
    }
    Some(Head {
        columns,
        body: at + if two { 2 } else { 1 },
    })
}

/// Two rows of a head whose cells stand above one another.
fn laid_over(head: &[Column], sub: &[Column], is_sub: impl Fn(&Column) -> bool) -> Vec<Column> {
    let count = head.len().max(sub.len());
    let at = |row: &[Column], n: usize| row.get(n).copied().unwrap_or(Column::Unknown);
    (0..count)
        .map(|n| {
            if is_sub(&at(sub, n)) {
                at(sub, n)
            } else {
                at(head, n)
            }
        })
        .collect()
}

/// Two rows of a head out of a table whose merged cells were lost: what the second row names
/// takes the place of the heading that it divides, in order.
fn drawn_in(head: &[Column], sub: &[Column]) -> Vec<Column> {
    let mut rest = sub.iter().copied().peekable();
    let mut columns = Vec::with_capacity(head.len() + sub.len());
    for column in head {
        let belongs = |c: &Column| match column {
            Column::Name => matches!(c, Column::Level1 | Column::Level2),
            Column::Audience => matches!(c, Column::Everyone | Column::Group),
            Column::Mode => matches!(c, Column::TickedMode(_)),
            Column::Levels => matches!(c, Column::TickedLevel(_) | Column::TickedBelow),
            _ => false,
        };
        let before = columns.len();
        while let Some(part) = rest.next_if(belongs) {
            columns.push(part);
        }
        if columns.len() == before {
            columns.push(*column);
        }
    }
    columns
}
