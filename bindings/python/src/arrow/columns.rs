//! The two kinds of columns that are read: texts and days.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};
use arrow_array::{Array, ArrayRef, LargeStringArray, StringArray, StringViewArray};
use arrow_schema::{DataType, TimeUnit};
use chrono::{NaiveDate, TimeDelta};

/// Whether a column holds texts.
pub(crate) fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// Whether a column holds days, or moments that lie in one.
pub(crate) fn is_date(kind: &DataType) -> bool {
    matches!(
        kind,
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) | DataType::Null
    )
}

/// A column of texts.
pub(crate) enum Texts<'a> {
    Utf8(&'a StringArray),
    Large(&'a LargeStringArray),
    View(&'a StringViewArray),
    /// Which value each row has, and the values.
    Dictionary(&'a dyn Array, Vec<usize>, Box<Texts<'a>>),
    Nothing,
}

impl<'a> Texts<'a> {
    pub(crate) fn new(array: &'a ArrayRef) -> Self {
        Self::of(array.as_ref())
    }

    fn of(array: &'a dyn Array) -> Self {
        match array.data_type() {
            DataType::Utf8 => array.as_string_opt().map(Self::Utf8),
            DataType::LargeUtf8 => array.as_string_opt().map(Self::Large),
            DataType::Utf8View => array.as_string_view_opt().map(Self::View),
            DataType::Dictionary(..) => array.as_any_dictionary_opt().map(|d| {
                let keys = if d.values().is_empty() {
                    Vec::new()
                } else {
                    d.normalized_keys()
                };
                Self::Dictionary(array, keys, Box::new(Self::of(d.values().as_ref())))
            }),
            _ => None,
        }
        .unwrap_or(Self::Nothing)
    }

    /// The text of a row; `None` where there is none.
    pub(crate) fn get(&self, row: usize) -> Option<&'a str> {
        match self {
            Self::Utf8(a) => a.is_valid(row).then(|| a.value(row)),
            Self::Large(a) => a.is_valid(row).then(|| a.value(row)),
            Self::View(a) => a.is_valid(row).then(|| a.value(row)),
            Self::Dictionary(a, keys, values) if a.is_valid(row) => values.get(*keys.get(row)?),
            Self::Dictionary(..) | Self::Nothing => None,
        }
    }
}

/// The day of a row of a column of days. A moment without a time zone lies in the day it says;
/// one with a time zone in the day that it is in Shanghai.
pub(crate) fn date(array: &dyn Array, row: usize) -> Option<NaiveDate> {
    if !array.is_valid(row) {
        return None;
    }
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1)?;
    let days = match array.data_type() {
        DataType::Date32 => i64::from(array.as_primitive_opt::<Date32Type>()?.value(row)),
        DataType::Date64 => array
            .as_primitive_opt::<Date64Type>()?
            .value(row)
            .div_euclid(86_400_000),
        DataType::Timestamp(unit, zone) => {
            let (value, second) = match unit {
                TimeUnit::Second => (
                    array.as_primitive_opt::<TimestampSecondType>()?.value(row),
                    1,
                ),
                TimeUnit::Millisecond => (
                    array
                        .as_primitive_opt::<TimestampMillisecondType>()?
                        .value(row),
                    1_000,
                ),
                TimeUnit::Microsecond => (
                    array
                        .as_primitive_opt::<TimestampMicrosecondType>()?
                        .value(row),
                    1_000_000,
                ),
                TimeUnit::Nanosecond => (
                    array
                        .as_primitive_opt::<TimestampNanosecondType>()?
                        .value(row),
                    1_000_000_000,
                ),
            };
            let shanghai = if zone.is_some() { 8 * 3600 } else { 0 };
            (value.div_euclid(second) + shanghai).div_euclid(86_400)
        }
        _ => return None,
    };
    epoch.checked_add_signed(TimeDelta::try_days(days)?)
}
