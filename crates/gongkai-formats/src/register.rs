//! The register of applications as a table (登记台账).

use gongkai::law::Lang;
use gongkai::request::{RegisterCell, RegisterRow, RequestGroup};

use crate::sheet::{Sheet, Value};

/// The register as a sheet, a line each in the order given; with
/// [`xlsx`](crate::sheet::xlsx) a workbook, with [`csv`](crate::sheet::csv) a text.
///
/// ```
/// use gongkai::law::Lang;
/// use gongkai_formats::register::register;
/// let sheet = register(&[], Lang::Zh);
/// assert_eq!(sheet.name, "依申请公开登记台账");
/// assert_eq!(sheet.heads[..2], ["办件", "登记编号"]);
/// ```
pub fn register(rows: &[RegisterRow], lang: Lang) -> Sheet {
    Sheet {
        name: match lang {
            Lang::Zh => "依申请公开登记台账".to_owned(),
            Lang::En => "register".to_owned(),
        },
        heads: RegisterRow::header(lang).map(str::to_owned).to_vec(),
        rows: rows
            .iter()
            .map(|row| row.cells(lang).into_iter().map(Value::from).collect())
            .collect(),
    }
}

/// The applications that ask for the same, as a sheet: a line for each group, with what
/// follows from it (Art. 44).
///
/// ```
/// use gongkai::law::Lang;
/// let sheet = gongkai_formats::register::groups(&[], Lang::Zh);
/// assert_eq!(sheet.heads.len(), 4);
/// ```
pub fn groups(groups: &[RequestGroup], lang: Lang) -> Sheet {
    let (name, heads) = match lang {
        Lang::Zh => ("相同申请", ["办件", "申请人数", "情况和建议", "依据"]),
        Lang::En => ("same content", ["cases", "applicants", "finding", "basis"]),
    };
    let row = |group: &RequestGroup| {
        let cases: Vec<&str> = group.members.iter().map(|m| m.case.as_str()).collect();
        let basis: Vec<String> = group.basis.iter().map(ToString::to_string).collect();
        let applicants = u32::try_from(group.applicants).unwrap_or(u32::MAX);
        vec![
            cases.join("、").into(),
            applicants.into(),
            group.message(lang).into(),
            basis.join("；").into(),
        ]
    };
    Sheet {
        name: name.to_owned(),
        heads: heads.map(str::to_owned).to_vec(),
        rows: groups.iter().map(row).collect(),
    }
}

impl From<RegisterCell> for Value {
    fn from(cell: RegisterCell) -> Self {
        match cell {
            RegisterCell::Empty => Self::Empty,
            RegisterCell::Text(text) => text.into(),
            RegisterCell::Date(day) => day.into(),
            RegisterCell::Number(number) => number.into(),
        }
    }
}
