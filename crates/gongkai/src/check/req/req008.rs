//! REQ008: withheld without a ground of the law, or without reasons.

use super::{View, is_blank};
use crate::exemption::ground;
use crate::finding::{Finding, Message, RuleInfo};
use crate::request::Answer;

pub(super) const CODE: &str = "REQ008";

pub(super) fn run(view: &View<'_>, info: &RuleInfo, found: &mut Vec<Finding>) {
    for given in view.answers() {
        let mut look = |part: &str, code: &str, reasons: &str| {
            let mut tell = |key: &'static str| {
                let message = Message::new(key).with("ground", code).with("part", part);
                found.push(view.finding(info, given.index, message, code));
            };
            match ground(code) {
                _ if is_blank(code) => tell("no_ground"),
                None => tell("unknown_ground"),
                // A part may also be left out because it is no government information (Art. 37).
                Some(known) => match known.answer.as_deref() {
                    Some("withheld") => {}
                    _ if !part.is_empty() && code == "not_government_information" => {}
                    _ => tell("no_refusal"),
                },
            }
            if is_blank(reasons) {
                tell("no_reasons");
            }
        };
        match given.answer {
            Answer::Withheld { ground, reasons } => look("", ground, reasons),
            Answer::Partly { withheld, .. } => {
                for part in withheld {
                    look(&part.part, &part.ground, &part.reasons);
                }
                if withheld.is_empty() {
                    let message = Message::new("nothing_withheld");
                    found.push(view.finding(info, given.index, message, given.on.to_string()));
                }
            }
            _ => {}
        }
    }
}
