use super::words::date;
use super::{Letter, LetterKind};

/// How many full-width characters a line of a letter holds (GB/T 9704—2012).
const LINE: usize = 28;

impl LetterKind {
    /// The name, as in 补正告知书.
    pub fn title(self) -> &'static str {
        match self {
            Self::Receipt => "登记回执",
            Self::Correction => "补正告知书",
            Self::ReasonsRequest => "说明理由通知书",
            Self::Consultation => "征求意见书",
            Self::Extension => "延期答复告知书",
            Self::Deferral => "延迟答复告知书",
            Self::Fee => "收费通知书",
            Self::Answer => "答复书",
            Self::Closing => "不再处理告知书",
            Self::Transfer => "转送告知书",
            Self::RecordCorrected => "更正告知书",
            Self::ThirdPartyNotice => "告知第三方书",
        }
    }
}

impl Letter {
    /// The day as the letter writes it: 2026年3月2日.
    pub fn date_text(&self) -> String {
        date(self.date)
    }

    /// The line that tells what is enclosed, one for each attachment; empty without any.
    pub fn attachment_lines(&self) -> Vec<String> {
        match self.attachments.as_slice() {
            [] => Vec::new(),
            [one] => vec![format!("附件：{one}")],
            many => (1..)
                .zip(many)
                .map(|(n, name)| {
                    let head = if n == 1 { "附件：" } else { "　　　" };
                    format!("{head}{n}.{name}")
                })
                .collect(),
        }
    }

    /// How far signature and day stand from the right margin, in full-width characters: the
    /// shorter of the two is centred on the longer one.
    pub fn signature_indents(&self) -> (f32, f32) {
        let (body, date) = (width(&self.body), width(&self.date_text()));
        if body > date {
            (2.0, 2.0 + (body - date) / 2.0)
        } else {
            (4.0 + (date - body) / 2.0, 4.0)
        }
    }

    /// The letter as plain text: title and number centred, paragraphs indented by two
    /// characters, each in one line, signature and day to the right.
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut line = |text: String| {
            out.push_str(text.trim_end());
            out.push('\n');
        };
        line(centred(&self.body));
        line(centred(&self.title));
        if let Some(number) = &self.number {
            line(centred(number));
        }
        line(String::new());
        line(format!("{}：", self.addressee));
        for paragraph in &self.paragraphs {
            line(format!("　　{}", paragraph.text));
        }
        let attachments = self.attachment_lines();
        if !attachments.is_empty() {
            line(String::new());
        }
        for text in attachments {
            line(format!("　　{text}"));
        }
        line(String::new());
        let (body, date) = self.signature_indents();
        line(to_the_right(&self.body, body));
        line(to_the_right(&self.date_text(), date));
        if let Some(contact) = &self.contact {
            line(format!("　　（{contact}）"));
        }
        out
    }
}

/// The width of a text in full-width characters: one in ASCII is half as wide.
#[allow(clippy::cast_precision_loss)] // a line of text
fn width(text: &str) -> f32 {
    let halves: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    halves as f32 / 2.0
}

fn centred(text: &str) -> String {
    padded(text, 0.5, 0.0)
}

fn to_the_right(text: &str, indent: f32) -> String {
    padded(text, 1.0, indent)
}

/// A line with so much of the free room before the text, in full-width spaces.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss
)]
fn padded(text: &str, share: f32, indent: f32) -> String {
    let free = (LINE as f32 - width(text) - indent).max(0.0) * share;
    format!("{}{text}", "　".repeat(free.round() as usize))
}
