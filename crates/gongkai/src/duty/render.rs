//! Duties and agendas in words.

use super::agenda::{Agenda, UnplacedKind};
use super::due::with_weekday;
use super::types::{Duty, DutyKind, LimitSource, Occasion, Status, count};
use crate::calendar::Certainty;
use crate::catalogue::Channel;
use crate::finding::Lang;
use crate::law::{Attestation, Registry};

/// How many elements of a matter a text names before it points to the catalogue.
const ELEMENTS: usize = 8;
/// How many citations a text names.
const CITATIONS: usize = 3;
/// How many level-1 names a line of the watch list has.
const NAMES: usize = 6;
/// How many unplaced titles a text names.
const TITLES: usize = 10;
/// How many duties done late a text names.
const LATE: usize = 10;

impl Duty {
    /// What it is, in a line: the occasion where there is one, and the matter.
    pub fn title(&self, lang: Lang) -> String {
        let name = &self.name;
        match (&self.occasion, lang) {
            (Occasion::Standing, _) => name.clone(),
            (Occasion::Event { title, .. }, _) if title == name => name.clone(),
            (Occasion::Event { title, .. }, Lang::Zh) => format!("{title}（{name}）"),
            (Occasion::Event { title, .. }, Lang::En) => format!("{title} ({name})"),
            (Occasion::Stretch { stretch }, Lang::Zh) => format!("{}　{name}", stretch.chinese()),
            (Occasion::Stretch { stretch }, Lang::En) => format!("{name}, {}", stretch.english()),
            (Occasion::Since { column: Some(column), .. }, Lang::Zh) => format!("“{column}”栏目更新"),
            (Occasion::Since { column: Some(column), .. }, Lang::En) => format!("update of “{column}”"),
            (Occasion::Since { .. }, Lang::Zh) => format!("{name}（下一次更新）"),
            (Occasion::Since { .. }, Lang::En) => format!("{name} (next update)"),
        }
    }

    /// All of it in one sentence: what, by when, how it stands.
    ///
    /// ```
    /// # use gongkai::{calendar::WorkCalendar, catalogue::{Catalogue, Level}, duty::agenda, unit::Unit};
    /// use gongkai::finding::Lang;
    /// # let day = |text: &str| text.parse().unwrap();
    /// # let unit = Unit::new("大安市民政局", Level::County);
    /// # let agenda = agenda(&unit, Catalogue::grassroots(), &[], &[], WorkCalendar::national(),
    /// #     day("2026-01-01"), day("2026-02-28"), day("2026-01-20"));
    /// let report = agenda.duties.iter().find(|d| d.id == "annual-report-department/2025").unwrap();
    /// assert_eq!(
    ///     report.message(Lang::Zh),
    ///     "2025年度　政府信息公开工作年度报告：应于2026-01-31（星期六）前公开，还有11天",
    /// );
    /// ```
    pub fn message(&self, lang: Lang) -> String {
        let title = self.title(lang);
        let status = self.status.message(lang);
        match (self.due(), lang) {
            (Some(due), Lang::Zh) => format!("{title}：应于{}前公开，{status}", with_weekday(due, lang)),
            (Some(due), Lang::En) => format!("{title}: due {}, {status}", with_weekday(due, lang)),
            (None, Lang::Zh) => format!("{title}：{status}"),
            (None, Lang::En) => format!("{title}: {status}"),
        }
    }

    /// Where to publish, in words.
    pub fn channels_text(&self, lang: Lang) -> String {
        let named = self.channels.iter().filter(|c| **c != Channel::Other).map(|c| c.label(lang));
        named.chain(self.other_channels.iter().map(String::as_str)).collect::<Vec<_>>().join(match lang {
            Lang::Zh => "、",
            Lang::En => ", ",
        })
    }

    /// What it rests on, in words.
    pub fn basis_text(&self, lang: Lang) -> String {
        self.cited(lang, usize::MAX)
    }

    /// The first citations, in words.
    fn cited(&self, lang: Lang, most: usize) -> String {
        let registry = Registry::builtin();
        let cited = self.why.citations.iter().take(most).map(|c| match lang {
            Lang::Zh => c.chinese(registry),
            Lang::En => c.english(registry),
        });
        cited.collect::<Vec<_>>().join(match lang {
            Lang::Zh => "；",
            Lang::En => "; ",
        })
    }

    /// The rest of it, a line each: how the day was counted, what it has to contain, where, for
    /// whom, why, how long it has to stay, what has to be known besides.
    pub fn details(&self, lang: Lang) -> Vec<String> {
        let zh = lang == Lang::Zh;
        let mut lines = Vec::new();
        let mut limit = match lang {
            Lang::Zh => self.why.zh.clone(),
            Lang::En => self.why.en.clone(),
        };
        if matches!(self.why.rule, LimitSource::Default | LimitSource::GeneralRule) {
            let source = self.why.rule.label(lang);
            limit.push_str(&if zh { format!("（{source}）") } else { format!(" ({source})") });
        }
        if let Some(due) = &self.deadline {
            limit.push_str(if zh { "；" } else { "; " });
            limit.push_str(&due.message(lang));
        }
        lines.push(if zh { format!("时限：{limit}") } else { format!("When: {limit}") });
        if !self.elements.is_empty() {
            let boxes: Vec<String> = self.elements.iter().take(ELEMENTS).map(|e| format!("□{e}")).collect();
            let more = self.elements.len().saturating_sub(ELEMENTS);
            let mut text = boxes.join(" ");
            if more > 0 {
                text.push_str(&if zh { format!(" ……等{}项", self.elements.len()) } else { format!(" … {more} more") });
            }
            lines.push(if zh { format!("内容：{text}") } else { format!("What: {text}") });
        }
        let channels = self.channels_text(lang);
        let audience = self.audience.render(lang);
        if !channels.is_empty() {
            lines.push(if zh { format!("渠道：{channels}；对象：{audience}") } else { format!("Where: {channels}; for {audience}") });
        }
        if !self.why.citations.is_empty() {
            let mut basis = self.cited(lang, CITATIONS);
            if self.why.citations.len() > CITATIONS {
                let n = self.why.citations.len();
                basis.push_str(&if zh { format!("等{n}件") } else { format!(" and {} more", n - CITATIONS) });
            }
            lines.push(if zh { format!("依据：{basis}") } else { format!("Basis: {basis}") });
        }
        if let Some(display) = &self.display
            && let Some(until) = display.until
        {
            lines.push(match lang {
                Lang::Zh => format!("公示：不少于{}，{}及以前不得撤下", display.period.chinese(), with_weekday(until, lang)),
                Lang::En => format!("Display: at least {}, not to be taken down on or before {}", display.period.english(), with_weekday(until, lang)),
            });
        }
        if let Some(on) = self.planned {
            let late = self.due().is_some_and(|due| on > due);
            lines.push(match (lang, late) {
                (Lang::Zh, true) => format!("注意：清单把它排在{on}发布，晚于到期日，请提前"),
                (Lang::Zh, false) => format!("计划：清单把它排在{on}发布"),
                (Lang::En, true) => format!("Mind: it is listed for {on}, past the due day; publish earlier"),
                (Lang::En, false) => format!("Planned: it is listed for {on}"),
            });
        }
        // The remarks of a row of the catalogue are about its sources, not for the work.
        let statutory = self.matter.is_some() && (self.field.is_none() || self.why.note_en.is_some());
        let note = if zh { self.why.note_zh.as_ref() } else { self.why.note_en.as_ref() };
        if let Some(note) = note.filter(|_| statutory) {
            lines.push(if zh { format!("说明：{note}") } else { format!("Note: {note}") });
        }
        if self.certainty == Attestation::Memory && self.why.rule != LimitSource::Default {
            lines.push(if zh { "说明：这一事项凭记忆收录，未核到原文，以本地目录为准".to_owned() } else { "Note: this row was recalled and not verified; the local catalogue prevails".to_owned() });
        }
        if let Some(found) = &self.matched {
            let (title, why) = (&found.item.title, found.message(lang));
            lines.push(if zh { format!("对应：{title}（{why}）") } else { format!("Item: {title} ({why})") });
        }
        lines
    }

    pub(super) fn row(&self, lang: Lang) -> Vec<String> {
        let days = match self.status {
            Status::Open { days_left } => days_left.to_string(),
            Status::Overdue { days, .. } | Status::MetLate { days, .. } => (-days).to_string(),
            _ => String::new(),
        };
        let on = match self.status {
            Status::Met { on } | Status::MetLate { on, .. } => on.to_string(),
            _ => String::new(),
        };
        let (kind, status, certainty) = match lang {
            Lang::Zh => (
                self.kind.label(lang).to_owned(),
                state(&self.status, lang).to_owned(),
                self.deadline.as_ref().map(|d| d.certainty.label(lang)).unwrap_or_default().to_owned(),
            ),
            Lang::En => (
                match self.kind {
                    DutyKind::Standing => "standing",
                    DutyKind::Periodic => "periodic",
                    DutyKind::AsItArises => "as_it_arises",
                }
                .to_owned(),
                self.status.key().to_owned(),
                self.deadline
                    .as_ref()
                    .map(|d| match d.certainty {
                        Certainty::Published => "published",
                        Certainty::Projected => "projected",
                    })
                    .unwrap_or_default()
                    .to_owned(),
            ),
        };
        let joined = |parts: &[String]| parts.join(if lang == Lang::Zh { "；" } else { "; " });
        vec![
            self.id.clone(),
            self.matter.as_ref().map(ToString::to_string).unwrap_or_default(),
            self.name.clone(),
            self.field_name.clone(),
            kind,
            match lang {
                Lang::Zh => self.occasion.label(lang),
                Lang::En => self.occasion.key(),
            },
            self.due().map(|d| d.to_string()).unwrap_or_default(),
            certainty,
            status,
            days,
            on,
            self.matched.as_ref().map(|m| m.item.title.clone()).unwrap_or_default(),
            self.channels_text(lang),
            self.audience.render(lang),
            joined(&self.elements),
            self.basis_text(lang),
            match lang {
                Lang::Zh => self.why.zh.clone(),
                Lang::En => self.why.en.clone(),
            },
        ]
    }
}

/// The name of a state.
fn state(status: &Status, lang: Lang) -> &'static str {
    match (status, lang) {
        (Status::Met { .. }, Lang::Zh) => "按时公开",
        (Status::MetLate { .. }, Lang::Zh) => "逾期公开",
        (Status::Open { .. }, Lang::Zh) => "未到期",
        (Status::Overdue { .. }, Lang::Zh) => "已逾期",
        (Status::Upcoming { .. }, Lang::Zh) => "尚未开始",
        (Status::Missing, Lang::Zh) => "缺项",
        (Status::NotAssessable { .. }, Lang::Zh) => "无法判断",
        (_, Lang::En) => status.key(),
    }
}

impl Agenda {
    /// The agenda for a person who has to do the work: what is overdue first, then what is due
    /// within 30 days, later, what is missing or cannot be judged, what is done in short, and
    /// what to watch for.
    pub fn render(&self, lang: Lang) -> String {
        let mut page = Page { out: String::new(), lang, part: 0 };
        page.head(self);
        let is = |wanted: fn(&Status) -> bool| -> Vec<&Duty> {
            self.duties.iter().filter(|d| wanted(&d.status)).collect()
        };
        page.section(
            "已逾期，先办这些",
            "Overdue: do these first",
            &is(|s| matches!(s, Status::Overdue { .. })),
        );
        let soon = |d: &&&Duty| d.due().is_some_and(|due| (due - self.as_of).num_days() <= 30);
        let ahead = is(|s| matches!(s, Status::Open { .. } | Status::Upcoming { .. }));
        let near: Vec<&Duty> = ahead.iter().filter(soon).copied().collect();
        let later: Vec<&Duty> = ahead.iter().filter(|d| !soon(d)).copied().collect();
        page.section("30日内到期", "Due within 30 days", &near);
        page.brief("以后到期", "Due later", &later);
        page.section("应当长期在栏、清单里没有的", "To stand at all times, and not listed", &is(|s| *s == Status::Missing));
        page.section("无法判断，需要补登记", "Not assessable: something has to be entered", &is(|s| matches!(s, Status::NotAssessable { .. })));
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
            self.line(&format!("到期日在{}至{}之间的任务，截至{as_of}的情况", agenda.from, agenda.to));
            self.line(&format!(
                "已逾期{}　未到期{}　尚未开始{}　长期缺项{}　无法判断{}　按时公开{}　逾期公开{}",
                c.overdue, c.open, c.upcoming, c.missing, c.not_assessable, c.met, c.met_late
            ));
        } else {
            self.line(&format!("{}: what is owed", agenda.unit));
            self.line(&format!("due from {} to {}, as of {as_of}", agenda.from, agenda.to));
            self.line(&format!(
                "overdue {}, open {}, upcoming {}, missing {}, not assessable {}, met {}, met late {}",
                c.overdue, c.open, c.upcoming, c.missing, c.not_assessable, c.met, c.met_late
            ));
        }
    }

    /// Every duty with all of its lines.
    fn section(&mut self, zh: &str, en: &str, duties: &[&Duty]) {
        if duties.is_empty() {
            return;
        }
        self.title(zh, en, duties.len());
        for (n, duty) in duties.iter().enumerate() {
            let field = if self.zh() { format!("［{}］", duty.field_name) } else { format!(" [{}]", duty.field_name) };
            let status = duty.status.message(self.lang);
            self.line(&format!("{}. {}{field}", n + 1, duty.title(self.lang)));
            let when = match (duty.due(), self.zh()) {
                (Some(due), true) => format!("   应于{}前公开，{status}", with_weekday(due, self.lang)),
                (Some(due), false) => format!("   Due {}, {status}", with_weekday(due, self.lang)),
                (None, _) => format!("   {status}"),
            };
            self.line(&when);
            for detail in duty.details(self.lang) {
                self.line(&format!("   {detail}"));
            }
        }
    }

    /// A line a duty.
    fn brief(&mut self, zh: &str, en: &str, duties: &[&Duty]) {
        if duties.is_empty() {
            return;
        }
        self.title(zh, en, duties.len());
        for duty in duties {
            let Some(due) = duty.due() else { continue };
            let text = format!("- {}　{}", with_weekday(due, self.lang), duty.title(self.lang));
            self.line(&text);
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
            format!("按时公开{}件（其中长期在栏{standing}项），逾期公开{}件。", c.met, c.met_late)
        } else {
            format!("{} in time ({standing} standing), {} late.", c.met, c.met_late)
        };
        self.line(&text);
        let late = || agenda.duties.iter().filter(|d| matches!(d.status, Status::MetLate { .. }));
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
        let all = agenda.watch.iter().map(super::watch::WatchField::count).sum();
        self.title("随时公开：一有新文件、新名单、新变动就起算", "As it arises: time runs once something is formed or changed", all);
        for field in &agenda.watch {
            let head = if self.zh() { format!("- {}（{}项）", field.name, field.count()) } else { format!("- {} ({})", field.name, field.count()) };
            self.line(&head);
            for group in &field.groups {
                // The level-1 names are enough to know one's work by; ids and full names are in
                // the catalogue.
                let mut heads: Vec<(&str, usize)> = Vec::new();
                for name in &group.names {
                    let head = name.split_once('/').map_or(name.as_str(), |(level1, _)| level1);
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
                let text = if self.zh() { format!("  {limit}：{names}") } else { format!("  {limit}: {names}") };
                self.line(&text);
            }
        }
    }

    fn unplaced(&mut self, agenda: &Agenda) {
        if agenda.unplaced.is_empty() {
            return;
        }
        self.title("没有对上事项的（请写明事项编号）", "Not placed under a matter (enter its id)", agenda.unplaced.len());
        for one in agenda.unplaced.iter().take(TITLES) {
            let what = match (one.source, self.zh()) {
                (UnplacedKind::Event, true) => "事件",
                (UnplacedKind::Item, true) => "信息",
                (UnplacedKind::Event, false) => "event",
                (UnplacedKind::Item, false) => "item",
            };
            let near: Vec<&str> = one.near.iter().map(crate::catalogue::MatterId::as_str).collect();
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
                format!("  and {} more: see the table", count(i64::try_from(rest).unwrap_or(i64::MAX), "entry"))
            };
            self.line(&text);
        }
    }
}
