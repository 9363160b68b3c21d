use super::error::{Before, LetterError, Missing};
use super::facts::ThirdPartySaid;
use super::words::{bare, date, place, sentence};
use super::{Draft, LetterPart};
use crate::exemption::{Force, Ground, ground};
use crate::law::{Citation, InstrumentKind, Lang, Reference, Registry};
use crate::request::Answer;
use crate::request::event::RequestKind;

/// The text, or the error where there is none.
fn told(text: &str, what: Missing, article: &str) -> Result<String, LetterError> {
    if bare(text).is_empty() {
        Err(what.under(&[article]))
    } else {
        Ok(sentence(text))
    }
}

impl Draft<'_> {
    /// The paragraphs of an answer (答复书、告知书).
    pub(super) fn answer(&mut self, answer: &Answer) -> Result<(), LetterError> {
        title(answer).clone_into(&mut self.title);
        self.answer_opening()?;
        let you = self.you;
        match answer {
            Answer::AlreadyPublic { whereabouts } => {
                let how = told(whereabouts, Missing::Whereabouts, "ogi-2019:36(1)")?;
                let article = self.article("ogi-2019:36(1)");
                self.add(
                    LetterPart::Decision,
                    format!("{you}申请公开的信息，本机关已经主动公开。依照{article}的规定，现将获取该信息的方式、途径告知如下："),
                );
                self.add(LetterPart::Provided, how);
            }
            Answer::Disclosed { provided } => {
                let provided = told(provided, Missing::Provided, "ogi-2019:36(2)")?;
                let article = self.article("ogi-2019:36(2)");
                self.add(
                    LetterPart::Decision,
                    format!("{you}申请公开的信息可以公开。依照{article}的规定，本机关决定予以公开，提供的信息或者获取的方式、途径和时间如下："),
                );
                self.add(LetterPart::Provided, provided);
            }
            Answer::Partly { provided, withheld } => self.partly(provided, withheld)?,
            Answer::Withheld {
                ground: code,
                reasons,
            } => {
                let reasons = told(reasons, Missing::Reasons, "ogi-2019:36(3)")?;
                let found = withholding(code, &reasons)?;
                let (which, article) = self.ground(found);
                let decided = self.place("ogi-2019:36(3)");
                self.add(
                    LetterPart::Decision,
                    format!("{you}申请公开的信息，{which}。依照{article}、{decided}的规定，本机关决定不予公开。"),
                );
                self.add(LetterPart::Reasons, format!("不予公开的理由：{reasons}"));
                self.third_party(found)?;
            }
            Answer::NotFound { search } => {
                let search = match (bare(search), self.case.searched.as_slice()) {
                    ("", []) => return Err(Missing::Search.error()),
                    ("", places) => format!("检索了{}", places.join("、")),
                    (search, _) => search.to_owned(),
                };
                let article = self.article("ogi-2019:36(4)");
                self.add(LetterPart::Reasons, format!("本机关进行了检索：{search}。"));
                self.add(
                    LetterPart::Decision,
                    format!("经检索，没有{you}所申请公开的信息。依照{article}的规定，告知{you}该政府信息不存在。"),
                );
            }
            Answer::NotResponsible {
                reasons,
                body,
                contact,
            } => self.not_responsible(reasons, body.as_deref(), contact.as_deref())?,
            Answer::Repeated { earlier } => {
                let earlier = told(earlier, Missing::Earlier, "ogi-2019:36(6)")?;
                let article = self.article("ogi-2019:36(6)");
                self.add(
                    LetterPart::Reasons,
                    format!("{you}申请公开的信息，本机关此前已经答复：{earlier}"),
                );
                self.add(
                    LetterPart::Decision,
                    format!(
                        "本次申请与该次申请的内容相同。依照{article}的规定，本机关不予重复处理。"
                    ),
                );
            }
            Answer::SpecialAccess { rule } => {
                let rule = told(rule, Missing::Rule, "ogi-2019:36(7)")?;
                let article = self.article("ogi-2019:36(7)");
                self.add(
                    LetterPart::Reasons,
                    format!("{you}申请公开的信息，有关法律、行政法规对其获取有特别规定：{rule}"),
                );
                self.add(
                    LetterPart::Decision,
                    format!("依照{article}的规定，请{you}依照上述法律、行政法规的规定办理。"),
                );
            }
            Answer::NeedsProcessing { reasons } => {
                let reasons = told(reasons, Missing::Reasons, "ogi-2019:38")?;
                let article = self.article("ogi-2019:38");
                self.add(
                    LetterPart::Decision,
                    format!("本机关没有{you}所申请公开的现成信息，提供该信息需要对现有政府信息进行加工、分析。依照{article}的规定，本机关不予提供。"),
                );
                self.add(LetterPart::Reasons, format!("具体理由：{reasons}"));
            }
            Answer::StillUnclear { reasons } => {
                let reasons = told(reasons, Missing::Reasons, "ogi-2019:30")?;
                if self.case.correction.is_none() {
                    return Err(LetterError::StepMissing {
                        step: Before::CorrectionRequested,
                    });
                }
                let article = self.article("ogi-2019:30");
                let wanted = self.place("ogi-2019:29.2(2)");
                self.add(
                    LetterPart::Reasons,
                    format!("经补正，{you}的申请内容仍不明确：{reasons}"),
                );
                self.add(
                    LetterPart::Decision,
                    format!("依照{article}、{wanted}的规定，本机关无法按照现有内容提供政府信息。{you}可以写明所需信息的名称、文号或者其他便于查询的特征后，另行提出申请。"),
                );
            }
            other => self.not_processed(other)?,
        }
        Ok(())
    }

    fn answer_opening(&mut self) -> Result<(), LetterError> {
        let (you, application, content) = (self.you, self.application(), self.content()?);
        let received = date(self.received()?);
        let corrected = match self.case.corrected {
            Some(day) => format!("，并于{}收到{you}补正的申请", date(day)),
            None => String::new(),
        };
        let asks = match self.case.kind {
            RequestKind::Information => format!("申请公开{content}"),
            RequestKind::RecordCorrection => format!("要求更正{content}"),
        };
        let now = match self.case.reopened {
            Some(day) => format!(
                "本机关于{}收到要求重新办理的决定，现重新答复如下：",
                date(day)
            ),
            None => "现答复如下：".to_owned(),
        };
        self.add(
            LetterPart::Opening,
            format!("本机关于{received}收到{you}提出的{application}{corrected}，{asks}。根据《中华人民共和国政府信息公开条例》（以下简称《条例》）的规定，{now}"),
        );
        Ok(())
    }

    fn partly(
        &mut self,
        provided: &str,
        withheld: &[crate::request::Part],
    ) -> Result<(), LetterError> {
        let provided = told(provided, Missing::Provided, "ogi-2019:37")?;
        if withheld.is_empty() || withheld.iter().any(|p| bare(&p.part).is_empty()) {
            return Err(Missing::WithheldParts.error());
        }
        let mut points = Vec::with_capacity(withheld.len());
        let mut grounds = Vec::with_capacity(withheld.len());
        for part in withheld {
            let reasons = told(&part.reasons, Missing::Reasons, "ogi-2019:37")?;
            let found = withholding(&part.ground, &reasons)?;
            let (which, article) = self.ground(found);
            points.push(format!(
                "{}，{which}，依照{article}的规定不予公开。理由：{reasons}",
                bare(&part.part)
            ));
            grounds.push(found);
        }
        let (you, article) = (self.you, self.article("ogi-2019:37"));
        self.add(
            LetterPart::Decision,
            format!("{you}申请公开的信息中含有不应当公开的内容，但是能够作区分处理。依照{article}的规定，本机关决定部分公开。"),
        );
        self.add(LetterPart::Provided, format!("可以公开的内容：{provided}"));
        self.add(LetterPart::Reasons, "不予公开的内容及其理由：");
        self.points(LetterPart::Reasons, &points);
        // To black out what tells who somebody is refuses nothing that the third party could be
        // asked about; any other part that protects one has to be asked about first.
        let third = |g: &&&Ground| g.force == Force::ThirdParty;
        let asked = |g: &&&Ground| g.code != "personal_privacy" || self.case.third_party.is_some();
        if let Some(found) = grounds.iter().filter(third).find(asked) {
            self.third_party(found)?;
        }
        Ok(())
    }

    fn not_responsible(
        &mut self,
        reasons: &str,
        body: Option<&str>,
        contact: Option<&str>,
    ) -> Result<(), LetterError> {
        let reasons = told(reasons, Missing::Reasons, "ogi-2019:36(5)")?;
        let (you, whose) = (self.you, self.article("ogi-2019:10"));
        let article = self.place("ogi-2019:36(5)");
        self.add(
            LetterPart::Decision,
            format!("{you}申请公开的信息，不属于本机关负责公开。依照{whose}、{article}的规定，现予以告知。"),
        );
        self.add(LetterPart::Reasons, format!("理由：{reasons}"));
        match body.map(bare).filter(|b| !b.is_empty()) {
            Some(body) => {
                let contact = contact.map(bare).filter(|c| !c.is_empty());
                let contact = contact.ok_or_else(|| Missing::BodyContact.error())?;
                self.add(
                    LetterPart::Provided,
                    format!("负责公开该信息的行政机关为{body}，联系方式：{contact}。{you}可以向该机关提出申请。"),
                );
            }
            None => self.add(
                LetterPart::Provided,
                "就本机关掌握的情况，不能确定负责公开该信息的行政机关。",
            ),
        }
        Ok(())
    }

    /// Answers that an application is not processed as such.
    fn not_processed(&mut self, answer: &Answer) -> Result<(), LetterError> {
        let you = self.you;
        match answer {
            Answer::Petition { channel } => {
                let article = self.article("ogi-2019:39.1");
                self.add(
                    LetterPart::Decision,
                    format!("{you}以政府信息公开申请的形式提出的，是信访、投诉、举报事项。依照{article}的规定，本机关不作为政府信息公开申请处理。"),
                );
                if !bare(channel).is_empty() {
                    self.add(
                        LetterPart::Provided,
                        format!("{you}可以通过下列渠道提出：{}", sentence(channel)),
                    );
                }
            }
            Answer::Publication { whereabouts } => {
                let article = self.article("ogi-2019:39.2");
                self.add(
                    LetterPart::Decision,
                    format!("{you}申请提供的是公开出版物。依照{article}的规定，本机关对本次申请不予处理。"),
                );
                if !bare(whereabouts).is_empty() {
                    self.add(
                        LetterPart::Provided,
                        format!("获取的途径：{}", sentence(whereabouts)),
                    );
                }
            }
            Answer::Excessive { reasons } => {
                let reasons = told(reasons, Missing::Reasons, "ogi-2019:35")?;
                let Some(asked) = self.case.reasons_asked else {
                    return Err(LetterError::StepMissing {
                        step: Before::ReasonsRequested,
                    });
                };
                let article = self.article("ogi-2019:35");
                self.add(
                    LetterPart::Reasons,
                    format!("{you}申请公开政府信息的数量、频次明显超过合理范围，本机关于{}要求{you}说明理由。经审查，本机关认为申请理由不合理：{reasons}", date(asked)),
                );
                self.add(
                    LetterPart::Decision,
                    format!("依照{article}的规定，本机关对本次申请不予处理。"),
                );
            }
            // The Regulation has no article on it; that existing information is what is
            // provided (Art. 38) is our reading.
            Answer::Reissue { earlier } => {
                let earlier = told(earlier, Missing::Earlier, "ogi-2019:38")?;
                let article = self.article("ogi-2019:38");
                self.add(
                    LetterPart::Reasons,
                    format!("{you}要求本机关确认或者重新出具的信息，{you}此前已经获取：{earlier}"),
                );
                self.add(
                    LetterPart::Decision,
                    format!("依照{article}的规定，本机关向申请人提供的是已制作或者获取的政府信息；对{you}已经获取的信息，本机关不再另行确认或者重新出具，本次申请不予处理。"),
                );
            }
            Answer::NotGovernmentInformation { reasons } => {
                let reasons = told(reasons, Missing::Reasons, "ogi-2019:2")?;
                let article = self.article("ogi-2019:2");
                self.add(
                    LetterPart::Decision,
                    format!("{you}申请公开的内容，不属于{article}所称的政府信息，本机关不作为政府信息提供。"),
                );
                self.add(LetterPart::Reasons, format!("理由：{reasons}"));
            }
            Answer::Other { reasons } => {
                let reasons = told(reasons, Missing::Reasons, "ogi-2019:36")?;
                self.add(LetterPart::Decision, reasons);
            }
            // The others are written by the caller.
            _ => {}
        }
        Ok(())
    }

    /// 涉及商业秘密，公开会对第三方合法权益造成损害, and 《条例》第十五条.
    fn ground(&mut self, ground: &Ground) -> (String, String) {
        let whole = ground.name(Lang::Zh);
        let (group, name) = whole.split_once('：').unwrap_or(("", whole));
        let which = match (ground.force, group) {
            (Force::ThirdParty, _) => {
                format!("涉及{name}，公开会对第三方合法权益造成损害")
            }
            (_, "过程性信息") => {
                format!("属于行政机关在履行行政管理职能过程中形成的过程性信息（{name}）")
            }
            (_, "内部事务信息") => format!("属于行政机关的内部事务信息（{name}）"),
            (Force::Absolute, _) if name.starts_with("公开后") => name.to_owned(),
            (Force::Absolute, _) if name.ends_with("公开") => format!("属于{name}的政府信息"),
            (Force::Absolute, _) => format!("属于依法确定的{name}"),
            _ => format!("属于{name}"),
        };
        let own = |c: &&Citation| c.instrument().as_str() == "ogi-2019";
        let article = ground.basis.iter().find(own).map(place);
        self.note(ground.basis.iter().filter(own).cloned().collect());
        (which, format!("《条例》{}", article.unwrap_or_default()))
    }

    /// What the third party said, where the ground protects one; it has to be asked (Art. 32).
    fn third_party(&mut self, ground: &Ground) -> Result<(), LetterError> {
        if ground.force != Force::ThirdParty {
            return Ok(());
        }
        let said = self.case.third_party.ok_or(LetterError::StepMissing {
            step: Before::ThirdPartyAsked,
        })?;
        let article = self.article("ogi-2019:32");
        let text = match said {
            ThirdPartySaid::ObjectedWithReason => "第三方不同意公开，且有合理理由",
            ThirdPartySaid::Objected => "第三方不同意公开",
            ThirdPartySaid::Silent => "第三方逾期未提出意见，由本机关依照《条例》的规定决定",
            ThirdPartySaid::Agreed => {
                return Err(Missing::Reasons.under(&["ogi-2019:15", "ogi-2019:32"]));
            }
        };
        self.add(
            LetterPart::Reasons,
            format!("本机关依照{article}的规定书面征求了第三方的意见，{text}。"),
        );
        Ok(())
    }
}

/// The title of an answer.
fn title(answer: &Answer) -> &'static str {
    match answer {
        Answer::AlreadyPublic { .. } | Answer::Disclosed { .. } => "政府信息公开申请答复书",
        Answer::Partly { .. } => "政府信息部分公开答复书",
        Answer::Withheld { .. } => "政府信息不予公开答复书",
        Answer::NotFound { .. } => "政府信息不存在告知书",
        Answer::NotResponsible { .. } => "非本机关负责公开政府信息告知书",
        Answer::Repeated { .. } => "重复申请不予处理告知书",
        Answer::SpecialAccess { .. } => "行政查询事项告知书",
        Answer::NeedsProcessing { .. } | Answer::StillUnclear { .. } => "政府信息无法提供告知书",
        Answer::NotGovernmentInformation { .. } => "非政府信息告知书",
        Answer::Petition { .. }
        | Answer::Publication { .. }
        | Answer::Excessive { .. }
        | Answer::Reissue { .. } => "政府信息公开申请不予处理告知书",
        Answer::Other { .. } => "政府信息公开申请处理告知书",
    }
}

/// The ground of Arts. 14 to 16 of a code, and for a prohibition by law whether the reasons
/// name that law.
fn withholding(code: &str, reasons: &str) -> Result<&'static Ground, LetterError> {
    let found = ground(code).filter(|g| g.withholds());
    let found = found.ok_or_else(|| LetterError::NoGround {
        ground: code.to_owned(),
    })?;
    if found.code == "prohibited_by_law" && !names_a_law(reasons) {
        return Err(LetterError::LawNotNamed);
    }
    Ok(found)
}

/// Whether a text cites a law or an administrative regulation. A title that the registry does
/// not know is taken for one; a rule, a local regulation or a notice that it knows is none.
fn names_a_law(text: &str) -> bool {
    text.match_indices('《').any(|(at, _)| {
        let Some((reference, _)) = text.get(at..).and_then(Reference::read) else {
            return false;
        };
        let known = Registry::builtin().titled(&reference.title);
        known.is_empty()
            || known.iter().any(|i| {
                matches!(
                    i.kind,
                    InstrumentKind::Law | InstrumentKind::AdministrativeRegulation
                )
            })
    })
}
