//! The rules over items and the catalogue: one file each, named by its code.

mod cat001;
mod cat002;
mod cat003;
mod cat004;
mod cat005;
mod cat006;
mod cat007;
mod cat008;
mod cat009;

use chrono::NaiveDate;

use crate::catalogue::{Catalogue, FieldId, Match, Matter, Ranker};
use crate::finding::{Arg, Finding, Lang, Locus, Message, RuleInfo, Selection, rule};
use crate::item::Item;
use crate::unit::Unit;

/// What is looked at by the rules on the catalogue: a unit, its catalogue, and what is listed
/// (核查对象).
#[derive(Debug, Clone, Copy)]
pub struct ItemCheck<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// The catalogue that the unit is under, with its overlays; whole, or only its own part.
    pub catalogue: &'a Catalogue,
    /// What is listed as published, or about to be.
    pub items: &'a [Item],
    /// The day as of which is judged.
    pub as_of: NaiveDate,
}

/// A rule over items.
struct ItemRule {
    code: &'static str,
    run: fn(&View<'_>, &RuleInfo, &mut Vec<Finding>),
}

static RULES: [ItemRule; 9] = [
    cat001::RULE,
    cat002::RULE,
    cat003::RULE,
    cat004::RULE,
    cat005::RULE,
    cat006::RULE,
    cat007::RULE,
    cat008::RULE,
    cat009::RULE,
];

/// What the rules see.
struct View<'a> {
    check: ItemCheck<'a>,
    fields: Vec<FieldId>,
    ranker: &'a Ranker,
    /// All that is shipped, for what is none of the unit's business.
    whole: &'static Ranker,
    places: Vec<Place<'a>>,
}

/// Where an item belongs.
struct Place<'a> {
    matter: Option<&'a Matter>,
    /// Whether the list itself says so.
    stated: bool,
    /// What its title may belong to, the best first.
    matches: Vec<Match>,
    /// Whether it reads like news, a meeting, a report of work done.
    news: bool,
}

/// What is wrong with a list of items against the catalogue, under the rules of the family
/// `CAT` (目录检查), ordered by rule, then by item.
///
/// ```
/// use gongkai::catalogue::{Catalogue, Level};
/// use gongkai::check::{ItemCheck, check_catalogue};
/// use gongkai::finding::Selection;
/// use gongkai::item::Item;
/// use gongkai::unit::Unit;
///
/// let unit = Unit::new("青禾镇人民政府", Level::Township);
/// let items = [Item { published: "2026-06-01".parse().ok(), ..Item::default() }];
/// let check = ItemCheck {
///     unit: &unit,
///     catalogue: Catalogue::grassroots(),
///     items: &items,
///     as_of: "2026-06-30".parse().unwrap(),
/// };
/// let findings = check_catalogue(&check, &Selection::default());
/// assert!(findings.iter().any(|f| f.rule.as_str() == "CAT008")); // it has no title
/// ```
pub fn check_catalogue(check: &ItemCheck<'_>, selection: &Selection) -> Vec<Finding> {
    let own;
    let ranker = if let Some(shipped) = Ranker::shipped(check.catalogue) {
        shipped
    } else {
        own = Ranker::new(check.catalogue);
        &own
    };
    let places = check
        .items
        .iter()
        .map(|item| place(check, ranker, item))
        .collect();
    let fields = check.unit.field_ids(check.catalogue).unwrap_or_else(|_| {
        check
            .catalogue
            .fields()
            .iter()
            .map(|f| f.id.clone())
            .collect()
    });
    let view = View {
        check: *check,
        fields,
        ranker,
        whole: Ranker::builtin(),
        places,
    };
    let mut findings = Vec::new();
    for one in &RULES {
        let info = one
            .code
            .parse()
            .ok()
            .filter(|c| selection.has(*c))
            .and_then(rule);
        let Some(info) = info else { continue };
        let start = findings.len();
        (one.run)(&view, info, &mut findings);
        if let Some(own) = findings.get_mut(start..) {
            own.sort_by_key(|f| match &f.locus {
                Locus::Field { index, .. } => *index,
                _ => u32::MAX,
            });
        }
    }
    findings
}

fn place<'a>(check: &ItemCheck<'a>, ranker: &Ranker, item: &Item) -> Place<'a> {
    let matches = ranker.rank(&item.title, 3);
    let stated = item
        .matter
        .as_deref()
        .and_then(|id| check.catalogue.matter(id));
    let best = matches.first().filter(|m| m.confident);
    let matter = stated.or_else(|| best.and_then(|m| check.catalogue.matter(m.id.as_str())));
    Place {
        matter,
        stated: stated.is_some(),
        matches,
        news: ranker.is_news(&item.title),
    }
}

impl View<'_> {
    /// The items with their places, in order.
    fn each(&self) -> impl Iterator<Item = (usize, &Item, &Place<'_>)> {
        self.check
            .items
            .iter()
            .zip(&self.places)
            .enumerate()
            .map(|(n, (item, place))| (n, item, place))
    }

    /// The place of a field of an item.
    fn at(&self, index: usize, field: &str) -> Locus {
        let named = self.check.items.get(index).and_then(|i| i.id.clone());
        Locus::Field {
            item: named.unwrap_or_else(|| (index + 1).to_string()),
            index: u32::try_from(index).unwrap_or(u32::MAX),
            field: field.to_owned(),
        }
    }

    /// The name of a field, wherever it is known.
    fn field_name(&self, id: &str) -> String {
        let known = [
            self.check.catalogue,
            Catalogue::grassroots(),
            Catalogue::village(),
        ];
        let field = known.iter().find_map(|c| c.field(id));
        field.map_or_else(|| id.to_owned(), |f| f.name.clone())
    }
}

/// A finding on an item and its matter.
fn on_matter(
    info: &RuleInfo,
    locus: Locus,
    key: &'static str,
    text: impl Into<String>,
    matter: &Matter,
) -> Finding {
    let message = Message::new(key)
        .with("matter", matter.name())
        .with("id", matter.id.as_str());
    let mut finding = Finding::new(info, locus, message, text);
    for citation in &matter.basis {
        finding = finding.with_citation(citation.clone());
    }
    finding
}

/// A fact that is worded in both languages.
fn both(words: impl Fn(Lang) -> String) -> Arg {
    Arg::Both {
        zh: words(Lang::Zh),
        en: words(Lang::En),
    }
}
