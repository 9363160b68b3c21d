use super::{Audience, Category, Channel, FieldStatus, Level, Matter, Mode, Stage};
use crate::finding::Lang;

pub(super) fn attested(value: crate::law::Attestation, lang: Lang) -> &'static str {
    use crate::law::Attestation as A;
    match (value, lang) {
        (A::Read, Lang::Zh) => "见于页面",
        (A::SecondHand, Lang::Zh) => "转述",
        (A::Memory, Lang::Zh) => "凭记忆",
        (A::Read, Lang::En) => "read",
        (A::SecondHand, Lang::En) => "second hand",
        (A::Memory, Lang::En) => "from memory",
    }
}

impl Matter {
    /// How the row is known, in words: to be shown with it.
    pub fn attestation(&self, lang: Lang) -> &'static str {
        attested(self.certainty, lang)
    }
}

/// The names of the standard's own words, for a reader.
macro_rules! labels {
    ($($type:ident { $($variant:ident: $zh:literal, $en:literal;)* })*) => {
        $(impl $type {
            /// The name shown to a reader, as the standard's form words it.
            pub fn label(self, lang: Lang) -> &'static str {
                match (self, lang) {
                    $((Self::$variant, Lang::Zh) => $zh, (Self::$variant, Lang::En) => $en,)*
                }
            }
        })*
    };
}

labels! {
    Channel {
        GovernmentWebsite: "政府网站", "government website";
        Gazette: "政府公报", "gazette";
        WeiboWechatApp: "两微一端", "Weibo, WeChat and app";
        PressConferenceHearing: "发布会/听证会", "press conference or hearing";
        Broadcast: "广播电视", "radio and television";
        PrintMedia: "纸质媒体", "print media";
        ReadingPoint: "公开查阅点", "public reading point";
        ServiceCentre: "政务服务中心", "government service centre";
        ConvenienceStation: "便民服务站", "local service station";
        HouseholdOnsite: "入户/现场", "house call or on site";
        NoticeBoard: "社区/企事业单位/村公示栏（电子屏）", "notice board of community, enterprise or village";
        TargetedPush: "精准推送", "targeted push";
        Other: "其他", "other";
    }
    Mode {
        Proactive: "主动公开", "proactive";
        OnRequest: "依申请公开", "on request";
        Withheld: "不予公开", "withheld";
    }
    Level {
        County: "县级", "county";
        Township: "乡级", "township";
        Village: "村级", "village";
    }
    Stage {
        Decision: "决策公开", "decision";
        Execution: "执行公开", "execution";
        Management: "管理公开", "management";
        Service: "服务公开", "service";
        Result: "结果公开", "result";
    }
    Category {
        PartyAffairs: "党务", "Party affairs";
        VillageAffairs: "村务", "village affairs";
        Finance: "财务", "finance";
    }
    FieldStatus {
        Full: "齐全", "full";
        Partial: "不齐", "partial";
        Thin: "很少", "thin";
    }
}

impl Audience {
    /// The audience in words.
    pub fn render(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Public, Lang::Zh) => "全社会".into(),
            (Self::Public, Lang::En) => "everyone".into(),
            (Self::Specific { group }, Lang::Zh) => format!("特定群众：{group}"),
            (Self::Specific { group }, Lang::En) => format!("only “{group}”"),
            (Self::PublicAndSpecific { group }, Lang::Zh) => {
                format!("全社会，并向特定群众：{group}")
            }
            (Self::PublicAndSpecific { group }, Lang::En) => {
                format!("everyone, and besides “{group}”")
            }
        }
    }

    /// Whether the public at large is part of it.
    pub fn includes_public(&self) -> bool {
        !matches!(self, Self::Specific { .. })
    }
}
