//! The register of applications (登记台账).

use chrono::NaiveDate;
use serde::Serialize;

use super::answer::ReportRow;
use super::event::{ApplicantKind, Intake, Outcome, RequestEvent, RequestKind};
use super::letter::refused;
use super::status::{RequestStatus, State};
use crate::case::{Entry, Timeline};
use crate::law::Lang;

/// A line of the register (台账的一行): what came, how it stands, how it ended (Art. 45).
///
/// Nothing about the applicant but name and kind stands in it; how to reach the applicant is
/// in the case.
#[doc(alias = "登记台账")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.RegisterRow"))]
#[non_exhaustive]
pub struct RegisterRow {
    /// The case.
    pub case: String,
    /// The number in the register.
    pub number: Option<String>,
    /// The day on which it arrived.
    pub arrived: Option<NaiveDate>,
    /// The way it came.
    pub intake: Option<Intake>,
    /// The day of receipt in the sense of the law; `None` while it is to be confirmed.
    pub received: Option<NaiveDate>,
    /// Who asks.
    pub applicant: String,
    /// What kind of applicant.
    pub applicant_kind: ApplicantKind,
    /// Whether information is asked for or a record to be corrected.
    pub kind: RequestKind,
    /// What is asked for.
    pub content: String,
    /// Where it stands.
    pub state: State,
    /// The last day for the answer.
    pub due: Option<NaiveDate>,
    /// Whether the answer is, or was, late.
    pub overdue: bool,
    /// The day of the answer.
    pub answered_on: Option<NaiveDate>,
    /// How many days late it was.
    pub answered_late: Option<i64>,
    /// The row of the annual report.
    pub row: Option<ReportRow>,
    /// The document number of the answer.
    pub answer_number: Option<String>,
    /// The day on which the answer reached the applicant.
    pub served: Option<NaiveDate>,
    /// The fee in yuan.
    pub fee: Option<u32>,
    /// Whether it was paid.
    pub fee_paid: bool,
    /// How reconsideration ended; `None` without one.
    pub review: Option<Contest>,
    /// How a suit ended; `None` without one.
    pub suit: Option<Contest>,
    /// The day on which the file was archived.
    pub archived: Option<NaiveDate>,
}

/// A reconsideration or a suit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "request.Contest"))]
#[serde(tag = "contest", rename_all = "snake_case")]
pub enum Contest {
    /// 尚未审结.
    Pending,
    /// 已审结.
    Ended {
        /// With which result.
        outcome: Outcome,
    },
}

/// A value in a column of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RegisterCell {
    /// Nothing.
    Empty,
    /// A text.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A number.
    Number(u32),
}

impl RegisterRow {
    /// The line of a case, from its file and its status on a day.
    ///
    /// ```
    /// use gongkai::calendar::WorkCalendar;
    /// use gongkai::case::Entry;
    /// use gongkai::law::Lang;
    /// use gongkai::request::{RegisterRow, RequestCase, RequestEvent, Settings};
    ///
    /// let file: Vec<Entry<RequestEvent>> = serde_json::from_str(r#"[
    ///   {"on": "2026-03-02", "event": "received", "intake": "in_person",
    ///    "applicant": {"name": "李某"}, "content": "2025年度财务收支表", "number": "1号"},
    ///   {"on": "2026-03-10", "event": "answered", "number": "答1号",
    ///    "answer": {"kind": "disclosed", "provided": "收支表"}}
    /// ]"#).unwrap();
    /// let day = "2026-03-20".parse().unwrap();
    /// let status = RequestCase::replay("2026-001", &file, &Settings::default(), day)
    ///     .status(WorkCalendar::national());
    /// let row = RegisterRow::of(&file, &status);
    /// assert_eq!(row.due.map(|d| d.to_string()).as_deref(), Some("2026-03-30"));
    /// assert_eq!(row.row.unwrap().key(), "r3.1");
    /// assert_eq!(row.cells(Lang::Zh).len(), RegisterRow::header(Lang::Zh).len());
    /// ```
    pub fn of(entries: &[Entry<RequestEvent>], status: &RequestStatus) -> Self {
        let mut row = Self {
            case: status.case.clone(),
            number: None,
            arrived: None,
            intake: None,
            received: status.received,
            applicant: String::new(),
            applicant_kind: ApplicantKind::default(),
            kind: RequestKind::default(),
            content: String::new(),
            state: status.state,
            due: status.due,
            overdue: status.overdue,
            answered_on: status.answered_on,
            answered_late: status.answered_late,
            row: status.row,
            answer_number: None,
            served: None,
            fee: None,
            fee_paid: false,
            review: None,
            suit: None,
            archived: None,
        };
        let timeline = Timeline::of(entries, status.as_of);
        for moment in &timeline.moments {
            // An event that has no effect is told as a problem of the case.
            if refused(status, moment.index).is_some() {
                continue;
            }
            row.take(moment.entry.on, moment.index, &moment.entry.event, status);
        }
        row
    }

    fn take(&mut self, on: NaiveDate, index: u32, event: &RequestEvent, status: &RequestStatus) {
        match event {
            RequestEvent::Received {
                intake,
                applicant,
                content,
                number,
                kind,
                ..
            } => {
                self.arrived = Some(on);
                self.intake = Some(*intake);
                self.applicant.clone_from(&applicant.name);
                self.applicant_kind = applicant.kind;
                self.content.clone_from(content);
                self.number.clone_from(number);
                self.kind = *kind;
            }
            RequestEvent::FeeNotified { amount, .. } => self.fee = Some(*amount),
            RequestEvent::FeePaid {} => self.fee_paid = true,
            RequestEvent::Answered { number, .. } if status.answer_event == Some(index) => {
                self.answer_number.clone_from(number);
                self.served = None;
            }
            RequestEvent::Served {} => self.served = Some(on),
            RequestEvent::ReviewApplied {} => self.review = Some(Contest::Pending),
            RequestEvent::ReviewDecided { outcome } => {
                self.review = Some(Contest::Ended { outcome: *outcome });
            }
            RequestEvent::SuitFiled {} => self.suit = Some(Contest::Pending),
            RequestEvent::SuitDecided { outcome } => {
                self.suit = Some(Contest::Ended { outcome: *outcome });
            }
            // What was served was the answer that is to be replaced.
            RequestEvent::Reopened { .. } => self.served = None,
            RequestEvent::Archived {} => self.archived = Some(on),
            _ => {}
        }
    }

    /// The heads of the columns.
    pub fn header(lang: Lang) -> [&'static str; 20] {
        match lang {
            Lang::Zh => [
                "办件",
                "登记编号",
                "到达日期",
                "提交方式",
                "收到申请之日",
                "申请人",
                "申请人类别",
                "申请内容",
                "状态",
                "答复期限",
                "是否逾期",
                "答复日期",
                "逾期天数",
                "办理结果",
                "答复文号",
                "送达日期",
                "信息处理费（元）",
                "行政复议",
                "行政诉讼",
                "归档日期",
            ],
            Lang::En => [
                "case",
                "number",
                "arrived",
                "way",
                "received",
                "applicant",
                "kind of applicant",
                "content",
                "state",
                "due",
                "overdue",
                "answered",
                "days late",
                "result",
                "document number",
                "served",
                "fee (yuan)",
                "reconsideration",
                "suit",
                "archived",
            ],
        }
    }

    /// The values, in the order of [`RegisterRow::header`].
    pub fn cells(&self, lang: Lang) -> [RegisterCell; 20] {
        let text = |text: &str| {
            if text.is_empty() {
                RegisterCell::Empty
            } else {
                RegisterCell::Text(text.to_owned())
            }
        };
        let option = |value: Option<&str>| value.map_or(RegisterCell::Empty, text);
        let date = |day: Option<NaiveDate>| day.map_or(RegisterCell::Empty, RegisterCell::Date);
        let late = self.answered_late.and_then(|n| u32::try_from(n).ok());
        let overdue = match (self.overdue, lang) {
            (false, _) => "",
            (true, Lang::Zh) => "逾期",
            (true, Lang::En) => "overdue",
        };
        [
            text(&self.case),
            option(self.number.as_deref()),
            date(self.arrived),
            option(self.intake.map(|i| intake(i, lang))),
            date(self.received),
            text(&self.applicant),
            text(applicant(self.applicant_kind, lang)),
            text(&self.content),
            text(self.state.label(lang)),
            date(self.due),
            text(overdue),
            date(self.answered_on),
            late.map_or(RegisterCell::Empty, RegisterCell::Number),
            option(self.row.map(|r| r.message(lang))),
            option(self.answer_number.as_deref()),
            date(self.served),
            self.fee.map_or(RegisterCell::Empty, RegisterCell::Number),
            option(self.review.map(|c| contest(c, lang))),
            option(self.suit.map(|c| contest(c, lang))),
            date(self.archived),
        ]
    }
}

fn intake(way: Intake, lang: Lang) -> &'static str {
    match (way, lang) {
        (Intake::InPerson, Lang::Zh) => "当面提交",
        (Intake::SignedMail, Lang::Zh) => "签收邮寄",
        (Intake::OrdinaryMail, Lang::Zh) => "平常信函",
        (Intake::Internet, Lang::Zh) => "互联网渠道",
        (Intake::Fax, Lang::Zh) => "传真",
        (Intake::InPerson, Lang::En) => "in person",
        (Intake::SignedMail, Lang::En) => "signed mail",
        (Intake::OrdinaryMail, Lang::En) => "ordinary mail",
        (Intake::Internet, Lang::En) => "internet",
        (Intake::Fax, Lang::En) => "fax",
    }
}

fn applicant(kind: ApplicantKind, lang: Lang) -> &'static str {
    match (kind, lang) {
        (ApplicantKind::NaturalPerson, Lang::Zh) => "自然人",
        (ApplicantKind::CommercialEnterprise, Lang::Zh) => "商业企业",
        (ApplicantKind::ResearchInstitution, Lang::Zh) => "科研机构",
        (ApplicantKind::PublicWelfareOrganisation, Lang::Zh) => "社会公益组织",
        (ApplicantKind::LegalServiceInstitution, Lang::Zh) => "法律服务机构",
        (ApplicantKind::Other, Lang::Zh) => "其他",
        (ApplicantKind::NaturalPerson, Lang::En) => "natural person",
        (ApplicantKind::CommercialEnterprise, Lang::En) => "commercial enterprise",
        (ApplicantKind::ResearchInstitution, Lang::En) => "research institution",
        (ApplicantKind::PublicWelfareOrganisation, Lang::En) => "public welfare organisation",
        (ApplicantKind::LegalServiceInstitution, Lang::En) => "legal service institution",
        (ApplicantKind::Other, Lang::En) => "other",
    }
}

fn contest(contest: Contest, lang: Lang) -> &'static str {
    match (contest, lang) {
        (Contest::Pending, Lang::Zh) => "尚未审结",
        (Contest::Pending, Lang::En) => "pending",
        (Contest::Ended { outcome }, lang) => match (outcome, lang) {
            (Outcome::Upheld, Lang::Zh) => "结果维持",
            (Outcome::Corrected, Lang::Zh) => "结果纠正",
            (Outcome::Other, Lang::Zh) => "其他结果",
            (Outcome::Upheld, Lang::En) => "upheld",
            (Outcome::Corrected, Lang::En) => "corrected",
            (Outcome::Other, Lang::En) => "other result",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::WorkCalendar;
    use crate::request::{RequestCase, Settings};

    fn row(file: &str, as_of: &str) -> RegisterRow {
        let entries: Vec<Entry<RequestEvent>> = serde_json::from_str(file).unwrap();
        let day = as_of.parse().unwrap();
        let case = RequestCase::replay("一", &entries, &Settings::default(), day);
        RegisterRow::of(&entries, &case.status(WorkCalendar::national()))
    }

    #[test]
    fn an_answer_replaced_after_reconsideration() {
        let file = r#"[
            {"on": "2026-04-02", "event": "received", "intake": "in_person",
             "applicant": {"name": "郑某", "contact": "13000000000"}, "content": "集镇改造请示"},
            {"on": "2026-04-20", "event": "answered", "number": "9号",
             "answer": {"kind": "withheld", "ground": "process_report", "reasons": "尚未批复"}},
            {"on": "2026-04-21", "event": "served"},
            {"on": "2026-05-11", "event": "review_applied"},
            {"on": "2026-07-06", "event": "review_decided", "outcome": "corrected"},
            {"on": "2026-07-08", "event": "reopened", "within": "15wd"},
            {"on": "2026-07-24", "event": "answered", "number": "9-1号",
             "answer": {"kind": "disclosed", "provided": "请示"}},
            {"on": "2026-07-27", "event": "served"}
        ]"#;
        let then = row(file, "2026-05-20");
        assert_eq!(then.review, Some(Contest::Pending));
        assert_eq!(then.answer_number.as_deref(), Some("9号"));
        assert_eq!(then.row.unwrap().key(), "r3.3.6");
        let reopened = row(file, "2026-07-10");
        assert_eq!((reopened.served, reopened.answered_on), (None, None));
        let now = row(file, "2026-08-01");
        assert_eq!(now.answer_number.as_deref(), Some("9-1号"));
        assert_eq!(now.served, "2026-07-27".parse().ok());
        assert_eq!(now.row.unwrap().key(), "r3.1");
        let shown = format!("{:?}", now.cells(Lang::Zh));
        assert!(shown.contains("结果纠正") && !shown.contains("13000000000"));
    }

    #[test]
    fn what_has_no_effect_is_not_in_the_register() {
        let file = r#"[
            {"on": "2026-09-02", "event": "received", "intake": "in_person",
             "applicant": {"name": "蒋某"}, "content": "历年名单"},
            {"on": "2026-09-14", "event": "fee_notified", "method": "per_volume", "amount": 380},
            {"on": "2026-09-15", "event": "fee_notified", "method": "per_application", "amount": 100}
        ]"#;
        assert_eq!(row(file, "2026-09-20").fee, Some(380));
        let nothing = row("[]", "2026-09-20");
        assert_eq!((nothing.state, nothing.arrived), (State::NotReceived, None));
    }
}
