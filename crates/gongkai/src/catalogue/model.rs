// The catalogue's words and its data as embedded: written by the build script, read at first
// use. Shared by both (`build/main.rs` includes this file with `law/model.rs` beside it as
// `law_model`), so it names nothing else of the crate.

use serde::{Deserialize, Serialize};

/// The level of a body that discloses (公开层级).
#[doc(alias = "层级")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 县级: counties, county-level cities, districts, and their departments.
    County,
    /// 乡级: townships, towns, and subdistrict offices.
    Township,
    /// 村级: village and residents' committees.
    Village,
}

/// Where something is disclosed (公开渠道和载体), the channels of the standard's form.
#[doc(alias = "渠道和载体")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// 政府网站.
    GovernmentWebsite,
    /// 政府公报.
    Gazette,
    /// 两微一端.
    WeiboWechatApp,
    /// 发布会、听证会.
    PressConferenceHearing,
    /// 广播电视.
    Broadcast,
    /// 纸质媒体.
    PrintMedia,
    /// 公开查阅点.
    ReadingPoint,
    /// 政务服务中心.
    ServiceCentre,
    /// 便民服务站.
    ConvenienceStation,
    /// 入户、现场.
    HouseholdOnsite,
    /// 社区、企事业单位、村公示栏（电子屏）.
    NoticeBoard,
    /// 精准推送.
    TargetedPush,
    /// 其他.
    Other,
}

/// How something is disclosed (公开方式).
#[doc(alias = "公开方式")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// 主动公开.
    Proactive,
    /// 依申请公开.
    OnRequest,
    /// 不予公开.
    Withheld,
}

/// To whom something is disclosed (公开对象).
#[doc(alias = "公开对象")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "scope", rename_all = "snake_case")]
pub enum Audience {
    /// 全社会.
    Public,
    /// 特定群众.
    Specific {
        /// Whom.
        group: String,
    },
    /// 全社会, and besides 特定群众.
    PublicAndSpecific {
        /// Whom besides.
        group: String,
    },
}

/// What kind of limit a matter has (公开时限种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LimitKind {
    /// Within a period after the trigger (之日起…内).
    Within,
    /// At least a period before the trigger.
    Before,
    /// Displayed for at least a period (公示).
    Display,
    /// Once every period (定期).
    Periodic,
    /// 实时.
    RealTime,
    /// 及时, without a figure.
    Timely,
    /// Together with the trigger.
    WithEvent,
    /// 长期公开.
    Permanent,
    /// On a fixed date.
    ByDate,
}

/// How complete a field's list is (完整程度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldStatus {
    /// 齐全.
    Full,
    /// 有一批，不齐.
    Partial,
    /// 很少.
    Thin,
}
