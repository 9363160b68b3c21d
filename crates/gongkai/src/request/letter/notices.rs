use super::error::{Before, LetterError, Missing};
use super::facts::LetterDraft;
use super::words::{bare, date, sentence};
use super::{Draft, LetterPart};
use crate::law::{Period, Registry};
use crate::request::event::{CloseReason, Consultee, FeeMethod, RequestKind};
use crate::request::fees::chinese as method_name;
use crate::request::remedy::Remedies;

const REGULATION: &str = "《中华人民共和国政府信息公开条例》（以下简称《条例》）";
const FEES: &str = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号，以下简称《办法》）";

impl Draft<'_> {
    /// A notice to the applicant that decides nothing yet.
    pub(super) fn notice(&mut self, draft: &LetterDraft) -> Result<(), LetterError> {
        match draft {
            LetterDraft::Receipt { due } => self.receipt(*due),
            LetterDraft::Correction { items, until } => self.correction(items, *until),
            LetterDraft::ReasonsRequest {} => self.reasons_request(),
            LetterDraft::Extension {
                period,
                approved_by,
                due,
            } => self.extension(*period, approved_by.as_deref(), *due),
            LetterDraft::Deferral { until } => self.deferral(*until),
            LetterDraft::Fee {
                method,
                amount,
                reckoning,
            } => self.fee(*method, *amount, reckoning),
            LetterDraft::Transfer { to } => self.transfer(to),
            LetterDraft::RecordCorrected {} => self.record_corrected(),
            LetterDraft::Answer { .. }
            | LetterDraft::Closing { .. }
            | LetterDraft::Consultation { .. }
            | LetterDraft::ThirdPartyNotice { .. } => Ok(()),
        }
    }

    /// 本机关于…收到您提出的…，申请公开“…”。
    fn opening(&mut self) -> Result<(), LetterError> {
        let (you, application, content) = (self.you, self.application(), self.content()?);
        let received = date(self.received()?);
        let asks = match self.case.kind {
            RequestKind::Information => "申请公开",
            RequestKind::RecordCorrection => "要求更正",
        };
        self.add(
            LetterPart::Opening,
            format!("本机关于{received}收到{you}提出的{application}，{asks}{content}。"),
        );
        Ok(())
    }

    fn receipt(&mut self, due: Option<chrono::NaiveDate>) -> Result<(), LetterError> {
        match self.case.kind {
            RequestKind::Information => "政府信息公开申请登记回执",
            RequestKind::RecordCorrection => "更正政府信息申请登记回执",
        }
        .clone_into(&mut self.title);
        self.opening()?;
        let received = self.received()?;
        let (on_receipt, registered) = (self.place("ogi-2019:31"), self.place("ogi-2019:45"));
        self.add(
            LetterPart::Decision,
            format!("根据{REGULATION}{on_receipt}、{registered}的规定，本机关已对该申请予以登记，收到申请之日为{}。", date(received)),
        );
        if self.case.kind == RequestKind::Information {
            let article = self.article("ogi-2019:33.2");
            let period = Registry::builtin().on(received).term("request.answer");
            let period = period.map_or(String::new(), |t| t.period.chinese());
            let until = due.map_or(String::new(), |d| format!("（不迟于{}）", date(d)));
            self.add(
                LetterPart::Decision,
                format!("依照{article}的规定，本机关将自收到申请之日起{period}内{until}予以答复。需要补正、征求意见、延长期限或者收取信息处理费的，将依法另行告知。"),
            );
        }
        Ok(())
    }

    fn correction(
        &mut self,
        items: &[String],
        until: chrono::NaiveDate,
    ) -> Result<(), LetterError> {
        "政府信息公开申请补正告知书".clone_into(&mut self.title);
        if items.is_empty() || items.iter().any(|i| bare(i).is_empty()) {
            return Err(Missing::Items.error());
        }
        if until <= self.on {
            return Err(LetterError::UntilTooEarly { until, on: self.on });
        }
        self.opening()?;
        let (you, article) = (self.you, self.place("ogi-2019:30"));
        self.add(
            LetterPart::Decision,
            format!("经审查，{you}的申请内容不明确。根据{REGULATION}{article}的规定，请{you}就下列事项作出补正："),
        );
        self.points(LetterPart::Request, items);
        self.add(
            LetterPart::Request,
            format!("请于{}以前（含当日）将补正材料提交本机关。答复期限自本机关收到补正的申请之日起计算。", date(until)),
        );
        self.add(
            LetterPart::Request,
            "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。对补正事项有疑问的，可以与本机关政府信息公开工作机构联系，本机关将给予指导和释明。",
        );
        Ok(())
    }

    fn reasons_request(&mut self) -> Result<(), LetterError> {
        "政府信息公开申请说明理由通知书".clone_into(&mut self.title);
        self.opening()?;
        let (you, article) = (self.you, self.place("ogi-2019:35"));
        self.add(
            LetterPart::Decision,
            format!("{you}申请公开政府信息的数量、频次明显超过合理范围。根据{REGULATION}{article}的规定，请{you}向本机关书面说明申请的理由。"),
        );
        self.add(
            LetterPart::Request,
            "本机关认为申请理由不合理的，将告知不予处理；认为申请理由合理，但无法在规定期限内答复的，将确定延迟答复的合理期限并告知。",
        );
        Ok(())
    }

    fn extension(
        &mut self,
        period: Period,
        approved_by: Option<&str>,
        due: Option<chrono::NaiveDate>,
    ) -> Result<(), LetterError> {
        "政府信息公开申请延期答复告知书".clone_into(&mut self.title);
        if approved_by.map(bare).unwrap_or_default().is_empty() {
            return Err(Missing::Approval.error());
        }
        let received = self.received()?;
        let longest = Registry::builtin().on(received).term("request.extension");
        if let Some(longest) = longest.map(|t| t.period)
            && (period.unit() != longest.unit() || period.count() > longest.count())
        {
            return Err(LetterError::ExtensionTooLong { period, longest });
        }
        let due = due.ok_or_else(|| Missing::Due.error())?;
        self.opening()?;
        let article = self.place("ogi-2019:33.2");
        self.add(
            LetterPart::Decision,
            format!("因不能在规定期限内作出答复，根据{REGULATION}{article}的规定，经本机关政府信息公开工作机构负责人同意，答复期限延长{}，至{}届满。", period.chinese(), date(due)),
        );
        Ok(())
    }

    fn deferral(&mut self, until: chrono::NaiveDate) -> Result<(), LetterError> {
        "政府信息公开申请延迟答复告知书".clone_into(&mut self.title);
        if until <= self.on {
            return Err(LetterError::UntilTooEarly { until, on: self.on });
        }
        if self.case.reasons_asked.is_none() {
            return Err(LetterError::StepMissing {
                step: Before::ReasonsRequested,
            });
        }
        self.opening()?;
        let (you, article) = (self.you, self.place("ogi-2019:35"));
        let usual = self.place("ogi-2019:33");
        self.add(
            LetterPart::Decision,
            format!("{you}申请公开政府信息的数量、频次明显超过合理范围，但{you}说明的理由合理。因无法在规定的期限内答复，根据{REGULATION}{usual}、{article}的规定，延迟至{}以前（含当日）答复。", date(until)),
        );
        Ok(())
    }

    fn fee(
        &mut self,
        method: FeeMethod,
        amount: u64,
        reckoning: &[String],
    ) -> Result<(), LetterError> {
        "政府信息公开信息处理费收费通知书".clone_into(&mut self.title);
        if amount == 0 {
            return Err(Missing::Amount.error());
        }
        let payment = self.office.payment.as_deref().map(bare);
        let payment = payment.filter(|p| !p.is_empty());
        let payment = sentence(payment.ok_or_else(|| Missing::Payment.error())?);
        self.opening()?;
        let (you, article) = (self.you, self.place("ogi-2019:42.1"));
        let (rule, compact) = match method {
            FeeMethod::PerApplication => ("第四条", "processing-fees-2020:4"),
            FeeMethod::PerVolume => ("第五条", "processing-fees-2020:5"),
        };
        self.note(crate::request::cite::cited(&[
            compact,
            "processing-fees-2020:6",
        ]));
        self.add(
            LetterPart::Decision,
            format!("{you}申请公开政府信息的数量、频次明显超过合理范围。根据{REGULATION}{article}和{FEES}{rule}的规定，本机关决定对本件申请收取信息处理费，采用{}方式。", method_name(method)),
        );
        if reckoning.is_empty() {
            self.add(LetterPart::Decision, format!("收费金额：{amount}元。"));
        } else {
            self.add(
                LetterPart::Decision,
                format!("收费金额：{amount}元。计算方法："),
            );
            self.points(LetterPart::Decision, reckoning);
        }
        self.add(LetterPart::Request, format!("缴费方式：{payment}"));
        let period = Registry::builtin().on(self.on).term("fee.pay");
        let period = period.map_or(String::new(), |t| t.period.chinese());
        self.add(
            LetterPart::Request,
            format!("请自收到本通知书的次日起{period}内缴纳。逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。缴纳后，本机关的答复期限重新计算。"),
        );
        Ok(())
    }

    fn transfer(&mut self, to: &str) -> Result<(), LetterError> {
        "更正政府信息申请转送告知书".clone_into(&mut self.title);
        if self.case.kind != RequestKind::RecordCorrection {
            return Err(LetterError::NotARecordCorrection);
        }
        let to = bare(to).to_owned();
        if to.is_empty() {
            return Err(Missing::Recipient.error());
        }
        self.opening()?;
        let (you, article) = (self.you, self.place("ogi-2019:41"));
        self.add(
            LetterPart::Decision,
            format!("经审核，更正该记录不属于本机关职能范围。根据{REGULATION}{article}的规定，本机关已将{you}的申请转送有权更正的行政机关{to}处理。"),
        );
        Ok(())
    }

    fn record_corrected(&mut self) -> Result<(), LetterError> {
        "更正政府信息告知书".clone_into(&mut self.title);
        if self.case.kind != RequestKind::RecordCorrection {
            return Err(LetterError::NotARecordCorrection);
        }
        self.opening()?;
        let (you, article) = (self.you, self.place("ogi-2019:41"));
        self.add(
            LetterPart::Decision,
            format!("经审核，{you}反映的情况属实。根据{REGULATION}{article}的规定，本机关已对有关记录予以更正。"),
        );
        Ok(())
    }

    /// 不再处理: the applicant let a term pass, or another reason.
    pub(super) fn no_longer_processed(
        &mut self,
        reason: CloseReason,
        reasons: Option<&str>,
    ) -> Result<(), LetterError> {
        "政府信息公开申请不再处理告知书".clone_into(&mut self.title);
        self.opening()?;
        let you = self.you;
        let until = |asked: super::Asked| {
            asked
                .until
                .map_or(String::new(), |day| format!("，期限至{}", date(day)))
        };
        match reason {
            CloseReason::NotCorrected => {
                let asked = self.case.correction.ok_or(LetterError::StepMissing {
                    step: Before::CorrectionRequested,
                })?;
                let article = self.place("ogi-2019:30");
                self.add(
                    LetterPart::Reasons,
                    format!("因申请内容不明确，本机关于{}告知{you}作出补正{}。{you}无正当理由逾期未补正。", date(asked.on), until(asked)),
                );
                self.add(
                    LetterPart::Decision,
                    format!("根据{REGULATION}{article}的规定，视为{you}放弃申请，本机关不再处理该政府信息公开申请。"),
                );
            }
            CloseReason::FeeUnpaid => {
                let asked = self.case.fee.ok_or(LetterError::StepMissing {
                    step: Before::FeeNotified,
                })?;
                self.note(crate::request::cite::cited(&["processing-fees-2020:6"]));
                self.add(
                    LetterPart::Reasons,
                    format!(
                        "本机关于{}向{you}发出信息处理费收费通知{}。{you}逾期未缴纳。",
                        date(asked.on),
                        until(asked)
                    ),
                );
                self.add(
                    LetterPart::Decision,
                    format!("根据{REGULATION}和{FEES}的规定，视为{you}放弃申请，本机关不再处理该政府信息公开申请。"),
                );
            }
            CloseReason::Other => {
                let reasons = reasons.map(bare).unwrap_or_default();
                if reasons.is_empty() {
                    return Err(Missing::Reasons.under(&["ogi-2019:33"]));
                }
                self.add(
                    LetterPart::Reasons,
                    format!("根据{REGULATION}的规定，经审查，{}", sentence(reasons)),
                );
                self.add(LetterPart::Decision, "本机关对该政府信息公开申请不再处理。");
            }
        }
        Ok(())
    }

    /// A letter to a third party or another body. The applicant is not named.
    pub(super) fn letter_to_others(
        &mut self,
        draft: &LetterDraft,
    ) -> Result<Option<Remedies>, LetterError> {
        match draft {
            LetterDraft::Consultation {
                party,
                consultee,
                about,
            } => {
                if bare(party).is_empty() {
                    return Err(Missing::Party.error());
                }
                self.consultation(*consultee, about.as_deref())?;
                Ok(None)
            }
            LetterDraft::ThirdPartyNotice {
                party,
                disclosed,
                reasons,
            } => {
                if bare(party).is_empty() {
                    return Err(Missing::Party.error());
                }
                self.against_the_third_party(disclosed, reasons)?;
                let disclosed = crate::request::Answer::Disclosed {
                    provided: String::new(),
                };
                Ok(Some(Remedies::of(&disclosed, self.on)?))
            }
            _ => Ok(None),
        }
    }

    fn consultation(
        &mut self,
        consultee: Consultee,
        about: Option<&str>,
    ) -> Result<(), LetterError> {
        let about = match about.map(bare).filter(|a| !a.is_empty()) {
            Some(about) => super::words::quoted(about),
            None => self.content()?,
        };
        self.add(
            LetterPart::Opening,
            format!("本机关收到一件政府信息公开申请，申请公开{about}。"),
        );
        let days = |term: &str| {
            let found = Registry::builtin().on(self.on).term(term);
            found.map_or(String::new(), |t| t.period.chinese())
        };
        match consultee {
            Consultee::ThirdParty => {
                "征求第三方意见书".clone_into(&mut self.title);
                let days = days("request.third_party");
                let article = self.place("ogi-2019:32");
                self.add(
                    LetterPart::Decision,
                    format!("经审查，公开该信息可能损害贵方的合法权益。根据{REGULATION}{article}的规定，现就是否公开征求贵方意见。"),
                );
                self.add(
                    LetterPart::Request,
                    format!("请自收到本征求意见书之日起{days}内，书面答复是否同意公开；不同意公开的，请指明不同意公开的具体内容，并说明理由，附有关证明材料。"),
                );
                self.add(
                    LetterPart::Request,
                    "逾期未提出意见的，由本机关依照《条例》的规定决定是否公开。贵方不同意公开且有合理理由的，本机关不予公开；本机关认为不公开可能对公共利益造成重大影响的，可以决定予以公开，并将决定公开的内容和理由书面告知贵方。",
                );
            }
            Consultee::CoMaker => {
                "征求共同制作机关意见函".clone_into(&mut self.title);
                let days = days("request.co_organ");
                let article = self.place("ogi-2019:34");
                self.add(
                    LetterPart::Decision,
                    format!("该信息由本机关牵头与贵单位共同制作。根据{REGULATION}{article}的规定，现征求贵单位意见。"),
                );
                self.add(
                    LetterPart::Request,
                    format!("请自收到本函之日起{days}内提出是否公开的意见；认为不应当公开的，请说明理由和依据。逾期未提出意见的，视为同意公开。"),
                );
            }
            Consultee::OtherBody => {
                "征求意见函".clone_into(&mut self.title);
                let article = self.place("ogi-2019:11.1");
                self.add(
                    LetterPart::Decision,
                    format!("该信息涉及贵单位。根据{REGULATION}{article}的规定，现与贵单位协商、确认，请就是否公开以及信息是否准确提出意见，并说明理由和依据。"),
                );
                self.add(
                    LetterPart::Request,
                    "因本机关须在法定期限内答复申请人，请尽快函复。",
                );
            }
        }
        Ok(())
    }

    fn against_the_third_party(
        &mut self,
        disclosed: &str,
        reasons: &str,
    ) -> Result<(), LetterError> {
        "决定公开政府信息告知书".clone_into(&mut self.title);
        if bare(disclosed).is_empty() {
            return Err(Missing::Disclosed.error());
        }
        if bare(reasons).is_empty() {
            return Err(Missing::Reasons.under(&["ogi-2019:32"]));
        }
        if self.case.third_party.is_none() {
            return Err(LetterError::StepMissing {
                step: Before::ThirdPartyAsked,
            });
        }
        let content = self.content()?;
        let article = self.place("ogi-2019:32");
        self.add(
            LetterPart::Opening,
            format!(
                "本机关收到一件政府信息公开申请，申请公开{content}，并就是否公开征求了贵方意见。"
            ),
        );
        self.add(
            LetterPart::Decision,
            format!("经审查，本机关认为不公开可能对公共利益造成重大影响。根据{REGULATION}{article}的规定，决定予以公开。公开的内容：{}", sentence(disclosed)),
        );
        self.add(LetterPart::Reasons, format!("理由：{}", sentence(reasons)));
        Ok(())
    }
}
