//! An agenda as a page of text.

use std::collections::HashMap;

use super::agenda::{Agenda, UnplacedKind};
use super::due::with_weekday;
use super::types::{Duty, DutyKind, LimitSource, Occasion, Status, count};
use super::watch::WatchField;
use crate::catalogue::MatterId;
use crate::finding::Lang;

/// How many level-1 names a line of the watch list has.
const NAMES: usize = 6;
/// How many unplaced titles a text names.
const TITLES: usize = 10;
/// How many duties done late a text names.
const LATE: usize = 10;

impl Agenda {
    /// The agenda for a person who has to do the work: what is overdue first, then what is due
    /// within 30 days, later, what is missing or cannot be judged, what is done in short, and
    /// what to watch for.
    pub fn render(&self, lang: Lang) -> String {
        let mut page = Page {
            out: String::new(),
            lang,
            part: 0,
        };
        page.head(self);
        let is = |wanted: fn(&Status) -> bool| -> Vec<&Duty> {
            self.duties.iter().filter(|d| wanted(&d.status)).collect()
        };
        // What law or the catalogue sets comes before what is only a hint.
        let mut overdue = is(|s| matches!(s, Status::Overdue { .. }));
        overdue.sort_by_key(|d| d.why.rule == LimitSource::Default);
        page.section("已逾期，先办这些", "Overdue: do these first", &overdue);
        let soon = |d: &&&Duty| {
            d.due()
                .is_some_and(|due| (due - self.as_of).num_days() <= 30)
        };
        let ahead = is(|s| matches!(s, Status::Open { .. } | Status::Upcoming { .. }));
        let near: Vec<&Duty> = ahead.iter().filter(soon).copied().collect();
        let later: Vec<&Duty> = ahead.iter().filter(|d| !soon(d)).copied().collect();
        page.section("30日内到期", "Due within 30 days", &near);
        page.brief("以后到期", "Due later", &later);
        page.section(
            "应当长期在栏、清单里没有的",
            "To stand at all times, and not listed",
            &is(|s| *s == Status::Missing),
        );
        page.section(
            "无法判断，需要补登记",
            "Not assessable: something has to be entered",
            &is(|s| matches!(s, Status::NotAssessable { .. })),
        );
        page.done(self);
        page.watch(self);
        page.unplaced(self);
        page.out
    }
}

/// A text being written.
struct Page {
    out: String,
    lang: Lang,
    part: usize,
}

impl Page {
    fn zh(&self) -> bool {
        self.lang == Lang::Zh
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn title(&mut self, zh: &str, en: &str, n: usize) {
        self.part += 1;
        let number = self.part;
        self.line("");
        let head = if self.zh() {
            let number = crate::law::numeral::to_chinese(u16::try_from(number).unwrap_or(0));
            format!("{number}、{zh}（{n}）")
        } else {
            format!("{number}. {en} ({n})")
        };
        self.line(&head);
    }

    fn head(&mut self, agenda: &Agenda) {
        let c = agenda.counts();
        let as_of = with_weekday(agenda.as_of, self.lang);
        if self.zh() {
            self.line(&format!("{}　公开日程", agenda.unit));
            self.line(&format!(
                "到期日在{}至{}之间的任务，截至{as_of}的情况",
                agenda.from, agenda.to
            ));
            self.line(&format!(
                "已逾期{}　未到期{}　尚未开始{}　长期缺项{}　无法判断{}　按时公开{}　逾期公开{}",
                c.overdue, c.open, c.upcoming, c.missing, c.not_assessable, c.met, c.met_late
            ));
        } else {
            self.line(&format!("{}: what is owed", agenda.unit));
            self.line(&format!(
                "due from {} to {}, as of {as_of}",
                agenda.from, agenda.to
            ));
            self.line(&format!(
                "overdue {}, open {}, upcoming {}, missing {}, not assessable {}, met {}, met late {}",
                c.overdue, c.open, c.upcoming, c.missing, c.not_assessable, c.met, c.met_late
            ));
        }
        if agenda.every_field {
            self.line(if self.zh() {
                "注意：配置里没有写领域，按目录的全部领域列出；部门请写明自己的领域"
            } else {
                "Mind: no fields are configured, so every field of the catalogue is asked; a department names its own"
            });
        }
    }

    /// Every duty with all of its lines.
    fn section(&mut self, zh: &str, en: &str, duties: &[&Duty]) {
        if duties.is_empty() {
            return;
        }
        self.title(zh, en, duties.len());
        for (n, group) in alike(duties, self.lang).iter().enumerate() {
            let Some(duty) = group.first() else { continue };
            let title = if group.len() > 1 {
                self.heading(duty, group.len())
            } else {
                duty.title(self.lang)
            };
            let field = if self.zh() {
                format!("［{}］", duty.field_name)
            } else {
                format!(" [{}]", duty.field_name)
            };
            self.line(&format!("{}. {title}{field}", n + 1));
            let status = duty.status.message(self.lang);
            let when = match (duty.due(), self.zh()) {
                (Some(due), true) => {
                    format!("   应于{}前公开，{status}", with_weekday(due, self.lang))
                }
                (Some(due), false) => format!("   Due {}, {status}", with_weekday(due, self.lang)),
                (None, _) => format!("   {status}"),
            };
            self.line(&when);
            if group.len() > 1 {
                for detail in duty.details_of_many(self.lang) {
                    self.line(&format!("   {detail}"));
                }
                self.checklist(group);
            } else {
                for detail in duty.details(self.lang) {
                    self.line(&format!("   {detail}"));
                }
            }
        }
    }

    /// 2026年第二季度　68项.
    fn heading(&self, duty: &Duty, n: usize) -> String {
        let occasion = duty.occasion.label(self.lang);
        if self.zh() {
            format!("{occasion}　以下{n}项")
        } else {
            format!("{occasion}: these {n}")
        }
    }

    /// The names of duties that are alike in all else, by level-1 name.
    fn checklist(&mut self, group: &[&Duty]) {
        let mut heads: Vec<(&str, Vec<&str>)> = Vec::new();
        for duty in group {
            let (head, rest) = duty.name.split_once('/').unwrap_or(("", &duty.name));
            match heads.iter_mut().find(|(h, _)| *h == head) {
                Some((_, names)) => names.push(rest),
                None => heads.push((head, vec![rest])),
            }
        }
        for (head, names) in heads {
            let boxes: Vec<String> = names.iter().map(|n| format!("□{n}")).collect();
            let mark = if self.zh() { "：" } else { ": " };
            let head = if head.is_empty() {
                String::new()
            } else {
                format!("{head}{mark}")
            };
            self.line(&format!("   {head}{}", boxes.join(" ")));
        }
    }

    /// A line a duty.
    fn brief(&mut self, zh: &str, en: &str, duties: &[&Duty]) {
        if duties.is_empty() {
            return;
        }
        self.title(zh, en, duties.len());
        for group in alike(duties, self.lang) {
            let Some((duty, due)) = group.first().and_then(|d| Some((d, d.due()?))) else {
                continue;
            };
            let title = match group.len() {
                1 => duty.title(self.lang),
                n => format!(
                    "{}［{}］",
                    self.heading(duty, n).replace("以下", ""),
                    duty.field_name
                ),
            };
            self.line(&format!("- {}　{title}", with_weekday(due, self.lang)));
            if group.len() > 1 {
                self.checklist(&group);
            }
        }
    }

    fn done(&mut self, agenda: &Agenda) {
        let c = agenda.counts();
        if c.met + c.met_late == 0 {
            return;
        }
        self.title("已完成", "Done", c.met + c.met_late);
        let standing = agenda
            .duties
            .iter()
            .filter(|d| d.kind == DutyKind::Standing && matches!(d.status, Status::Met { .. }))
            .count();
        let text = if self.zh() {
            format!(
                "按时公开{}件（其中长期在栏{standing}项），逾期公开{}件。",
                c.met, c.met_late
            )
        } else {
            format!(
                "{} in time ({standing} standing), {} late.",
                c.met, c.met_late
            )
        };
        self.line(&text);
        let late = || {
            agenda
                .duties
                .iter()
                .filter(|d| matches!(d.status, Status::MetLate { .. }))
        };
        for duty in late().take(LATE) {
            let text = format!("- {}", duty.message(self.lang));
            self.line(&text);
        }
        self.more(late().count(), LATE);
    }

    fn watch(&mut self, agenda: &Agenda) {
        if agenda.watch.is_empty() {
            return;
        }
        let all = agenda.watch.iter().map(WatchField::count).sum();
        self.title(
            "随时公开：一有新文件、新名单、新变动就起算",
            "As it arises: time runs once something is formed or changed",
            all,
        );
        for field in &agenda.watch {
            let head = if self.zh() {
                format!("- {}（{}项）", field.name, field.count())
            } else {
                format!("- {} ({})", field.name, field.count())
            };
            self.line(&head);
            for group in &field.groups {
                // The level-1 names are enough to know one's work by; ids and full names are in
                // the catalogue.
                let mut heads: Vec<(&str, usize)> = Vec::new();
                for name in &group.names {
                    let head = name
                        .split_once('/')
                        .map_or(name.as_str(), |(level1, _)| level1);
                    match heads.iter_mut().find(|(h, _)| *h == head) {
                        Some((_, n)) => *n += 1,
                        None => heads.push((head, 1)),
                    }
                }
                let shown = heads.iter().take(NAMES).map(|(head, n)| match n {
                    1 => (*head).to_owned(),
                    n => format!("{head}×{n}"),
                });
                let mut names = shown.collect::<Vec<_>>().join("、");
                if heads.len() > NAMES {
                    names.push_str(if self.zh() { "等" } else { " …" });
                }
                let limit = group.limit(self.lang);
                let text = if self.zh() {
                    format!("  {limit}：{names}")
                } else {
                    format!("  {limit}: {names}")
                };
                self.line(&text);
            }
        }
    }

    fn unplaced(&mut self, agenda: &Agenda) {
        if agenda.unplaced.is_empty() {
            return;
        }
        self.title(
            "没有对上事项的（请写明事项编号）",
            "Not placed under a matter (enter its id)",
            agenda.unplaced.len(),
        );
        for one in agenda.unplaced.iter().take(TITLES) {
            let what = match (one.source, self.zh()) {
                (UnplacedKind::Event, true) => "事件",
                (UnplacedKind::Item, true) => "信息",
                (UnplacedKind::Event, false) => "event",
                (UnplacedKind::Item, false) => "item",
            };
            let near: Vec<&str> = one.near.iter().map(MatterId::as_str).collect();
            let text = match (near.is_empty(), self.zh()) {
                (true, _) => format!("- {what} {}", one.title),
                (false, true) => format!("- {what} {}（相近：{}）", one.title, near.join("、")),
                (false, false) => format!("- {what} {} (near: {})", one.title, near.join(", ")),
            };
            self.line(&text);
        }
        self.more(agenda.unplaced.len(), TITLES);
    }

    /// Says how many were left out.
    fn more(&mut self, all: usize, shown: usize) {
        if let Some(rest) = all.checked_sub(shown).filter(|n| *n > 0) {
            let text = if self.zh() {
                format!("  另有{rest}件，见表格输出")
            } else {
                format!(
                    "  and {} more: see the table",
                    count(i64::try_from(rest).unwrap_or(i64::MAX), "entry")
                )
            };
            self.line(&text);
        }
    }
}

/// How many duties have to be alike to be told together.
const ALIKE: usize = 3;

/// Duties that differ in their matter only, together; the others by themselves; in their order.
fn alike<'a>(duties: &[&'a Duty], lang: Lang) -> Vec<Vec<&'a Duty>> {
    let key = |d: &Duty| {
        let parts = [
            d.occasion.label(lang),
            d.field_name.clone(),
            d.why.zh.clone(),
            d.channels_text(lang),
            d.audience.render(lang),
            d.basis_text(lang),
            format!("{:?} {:?}", d.due(), d.status),
        ];
        let together = matches!(d.occasion, Occasion::Stretch { .. });
        (if together { "" } else { d.id.as_str() }).to_owned() + &parts.join("\n")
    };
    let mut groups: Vec<(String, Vec<&Duty>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for duty in duties {
        let key = key(duty);
        if let Some((_, group)) = places.get(&key).and_then(|&n| groups.get_mut(n)) {
            group.push(duty);
        } else {
            places.insert(key.clone(), groups.len());
            groups.push((key, vec![duty]));
        }
    }
    let mut out = Vec::new();
    for (_, group) in groups {
        if group.len() >= ALIKE {
            out.push(group);
        } else {
            out.extend(group.into_iter().map(|d| vec![d]));
        }
    }
    out
}
