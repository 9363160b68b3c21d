use super::error::{LetterError, Missing};
use super::words::bare;
use super::{Draft, LetterPart};
use crate::law::Registry;
use crate::request::remedy::{Remedies, ReviewFirst};

impl Draft<'_> {
    /// The paragraphs on remedies; the body for reconsideration must be named.
    pub(super) fn remedies(&mut self, remedies: &Remedies) -> Result<(), LetterError> {
        let bodies: Vec<&str> = self
            .office
            .review_bodies
            .iter()
            .map(|b| bare(b))
            .filter(|b| !b.is_empty())
            .collect();
        if bodies.is_empty() {
            return Err(Missing::ReviewBody.error());
        }
        let bodies = bodies.join("或者");
        let court = self.office.court.as_deref().map(bare);
        let court = court.filter(|c| !c.is_empty());
        let court = court.unwrap_or("有管辖权的人民法院");
        let this = if self.title.ends_with("答复书") {
            "本答复书"
        } else {
            "本告知书"
        };
        let review = remedies.review.period.chinese();
        let after = remedies.suit_after_review.period.chinese();
        let direct = remedies.suit.as_ref().map(|s| s.period.chinese());
        let first = |subject: &str| {
            format!(
                "{subject}，应当自收到{this}之日起{review}内先向{bodies}申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起{after}内向{court}提起行政诉讼。"
            )
        };
        let choice = |subject: &str| {
            let direct = direct.clone().unwrap_or_default();
            format!(
                "{subject}，可以自收到{this}之日起{review}内向{bodies}申请行政复议，也可以自收到{this}之日起{direct}内直接向{court}提起行政诉讼。"
            )
        };
        let law = {
            let on = Registry::builtin().on(remedies.on);
            let title = on
                .work("administrative-reconsideration")
                .map_or("中华人民共和国行政复议法", |law| {
                    law.title.as_str()
                });
            format!("依照《{title}》第二十三条的规定，")
        };
        match remedies.review_first {
            ReviewFirst::No => self.add(LetterPart::Remedy, choice(&format!("如不服{this}的内容"))),
            ReviewFirst::Yes => self.add(
                LetterPart::Remedy,
                first(&format!("{law}如不服本机关不予公开的决定")),
            ),
            ReviewFirst::WithheldParts => {
                self.add(
                    LetterPart::Remedy,
                    first(&format!("{law}如对不予公开的部分不服")),
                );
                self.add(
                    LetterPart::Remedy,
                    choice(&format!("如对{this}的其他内容不服")),
                );
            }
        }
        let complaint = super::words::place(&remedies.complaint);
        self.add(
            LetterPart::Remedy,
            format!(
                "认为本机关在政府信息公开工作中侵犯合法权益的，还可以依照《条例》{complaint}的规定，向上一级行政机关或者政府信息公开工作主管部门投诉、举报。"
            ),
        );
        self.note(remedies.basis.clone());
        Ok(())
    }
}
