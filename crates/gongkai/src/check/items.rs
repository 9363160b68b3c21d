use chrono::NaiveDate;

use super::Checker;
use super::cat::{ItemCheck, check_catalogue};
use crate::catalogue::Catalogue;
use crate::finding::Finding;
use crate::item::Item;
use crate::unit::Unit;

impl Checker {
    /// What is wrong with a list of items against the unit's catalogue, under the rules of the
    /// family `CAT` that are selected. Times are the business of
    /// [`check_due`](super::check_due), which needs a calendar and events.
    ///
    /// ```
    /// use gongkai::catalogue::{Catalogue, Level};
    /// use gongkai::check::Checker;
    /// use gongkai::item::Item;
    /// use gongkai::unit::Unit;
    /// let unit = Unit::new("青禾镇人民政府", Level::Township);
    /// let item = Item { title: "6月低保对象名单公示".into(), mode: Some(gongkai::catalogue::Mode::OnRequest), ..Item::default() };
    /// let today = "2026-06-30".parse().unwrap();
    /// let findings = Checker::new().check_items(&unit, Catalogue::grassroots(), &[item], today);
    /// assert!(findings.iter().any(|f| f.rule.as_str() == "CAT006"));
    /// ```
    pub fn check_items(
        &self,
        unit: &Unit,
        catalogue: &Catalogue,
        items: &[Item],
        as_of: NaiveDate,
    ) -> Vec<Finding> {
        check_catalogue(
            &ItemCheck {
                unit,
                catalogue,
                items,
                as_of,
            },
            self.selection(),
        )
    }
}
