use chrono::{DateTime, FixedOffset, NaiveDate};
use gongkai::catalogue::{Channel, Mode};
use gongkai::item::Item;

use super::Field;
use super::date::{from_serial, parse_date};

/// Why a value does not fit its field.
pub(super) enum Fault {
    Date,
    Mode,
}

/// Puts a value into its field; `date` is the day that a spreadsheet's format makes of it.
pub(super) fn set_field(
    item: &mut Item,
    field: Field,
    text: &str,
    date: Option<NaiveDate>,
) -> Result<(), Fault> {
    let text = text.trim();
    // Signs by which lists say that there is nothing.
    if matches!(
        text,
        "" | "/" | "-" | "—" | "——" | "－" | "无" | "無" | "\\" | "null" | "NULL"
    ) {
        return Ok(());
    }
    let owned = || Some(text.to_owned());
    match field {
        Field::Id => item.id = owned(),
        Field::Title => item.title = text.split_whitespace().collect::<Vec<_>>().join(" "),
        Field::Column => item.column = owned(),
        Field::Matter => item.matter = owned(),
        Field::Formed => item.formed = Some(day(text, date)?),
        Field::Published => item.published = Some(day(text, date)?),
        Field::Removed => item.removed = Some(day(text, date)?),
        Field::Mode => match mode(text) {
            Some(mode) => item.mode = Some(mode),
            // 公开方式 also heads columns of channels.
            None => match channels(text) {
                found if found.is_empty() || found.contains(&Channel::Other) => {
                    return Err(Fault::Mode);
                }
                found if item.channels.is_empty() => item.channels = found,
                _ => {}
            },
        },
        Field::Channels => item.channels = channels(text),
        Field::Audience => item.audience = owned(),
        Field::Body => item.body = owned(),
        Field::Number => item.number = owned(),
        Field::Link => item.link = owned(),
        Field::Content => item.content = owned(),
    }
    Ok(())
}

fn day(text: &str, date: Option<NaiveDate>) -> Result<NaiveDate, Fault> {
    date.or_else(|| parse_date(text))
        .or_else(|| counted(text))
        .ok_or(Fault::Date)
}

/// Days since 1900 as spreadsheets count, seconds or milliseconds since 1970 as programs do
/// (the day then being that of Shanghai). Small numbers are no dates: they would be days of
/// before 1982.
fn counted(text: &str) -> Option<NaiveDate> {
    let number: f64 = text.parse().ok()?;
    if (30_000.0..80_000.0).contains(&number) {
        return from_serial(number, false);
    }
    let seconds = match number {
        n if (1e9..1e10).contains(&n) => n,
        n if (1e12..1e13).contains(&n) => n / 1000.0,
        _ => return None,
    };
    #[allow(clippy::cast_possible_truncation)] // below 1e10
    let instant = DateTime::from_timestamp(seconds as i64, 0)?;
    Some(
        instant
            .with_timezone(&FixedOffset::east_opt(8 * 3600)?)
            .date_naive(),
    )
}

/// 主动公开, 依申请公开, 不予公开, by their usual words.
pub(super) fn mode(text: &str) -> Option<Mode> {
    match text {
        "proactive" => return Some(Mode::Proactive),
        "on_request" => return Some(Mode::OnRequest),
        "withheld" => return Some(Mode::Withheld),
        _ => {}
    }
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    if has(&["依申请", "依申請", "申请公开"]) {
        Some(Mode::OnRequest)
    } else if has(&["不予公开", "不公开", "免予公开", "不予公開", "不公開"]) {
        Some(Mode::Withheld)
    } else if has(&["主动", "主動"]) {
        Some(Mode::Proactive)
    } else {
        None
    }
}

/// The channels that a cell names; what is none of the standard's is [`Channel::Other`].
pub(super) fn channels(text: &str) -> Vec<Channel> {
    let mut found = Vec::new();
    // 社区/企事业单位/村公示栏 and 入户/现场 are one channel each.
    let text = text
        .replace("社区/企事业单位", "社区企事业单位")
        .replace("企事业单位/村公示栏", "企事业单位村公示栏")
        .replace("入户/现场", "入户现场")
        .replace("发布会/听证会", "发布会听证会");
    let separators = [
        '、', ',', '，', ';', '；', '/', '\n', '|', '+', '■', '□', '√', '☑', ' ', '\u{3000}',
    ];
    for name in text.split(separators) {
        let name = name.trim();
        if name.is_empty() {
            continue;
        }
        let channel = channel(name);
        if !found.contains(&channel) {
            found.push(channel);
        }
    }
    found
}

fn channel(name: &str) -> Channel {
    // The first word that fits decides: 政府网站 before 网.
    const WORDS: &[(Channel, &[&str])] = &[
        (
            Channel::WeiboWechatApp,
            &[
                "两微一端",
                "微信",
                "微博",
                "公众号",
                "客户端",
                "APP",
                "app",
                "weibo_wechat_app",
                "新媒体",
                "抖音",
            ],
        ),
        (Channel::Gazette, &["公报", "gazette"]),
        (
            Channel::PressConferenceHearing,
            &["发布会", "听证会", "press_conference_hearing"],
        ),
        (Channel::Broadcast, &["广播", "电视", "broadcast", "大喇叭"]),
        (
            Channel::PrintMedia,
            &["报纸", "报刊", "纸质", "日报", "print_media"],
        ),
        (
            Channel::ReadingPoint,
            &["查阅点", "查阅场所", "档案馆", "图书馆", "reading_point"],
        ),
        (
            Channel::ServiceCentre,
            &[
                "服务中心",
                "政务大厅",
                "服务大厅",
                "办事大厅",
                "service_centre",
            ],
        ),
        (
            Channel::ConvenienceStation,
            &["便民服务站", "便民", "convenience_station"],
        ),
        (
            Channel::HouseholdOnsite,
            &["入户", "现场", "household_onsite"],
        ),
        (
            Channel::NoticeBoard,
            &[
                "公示栏",
                "公开栏",
                "宣传栏",
                "公告栏",
                "电子屏",
                "显示屏",
                "notice_board",
            ],
        ),
        (Channel::TargetedPush, &["推送", "短信", "targeted_push"]),
        (
            Channel::GovernmentWebsite,
            &[
                "网站",
                "门户",
                "官网",
                "政府网",
                "公开平台",
                "government_website",
                "公开网",
                "专栏",
            ],
        ),
    ];
    WORDS
        .iter()
        .find(|(_, words)| words.iter().any(|w| name.contains(w)))
        .map_or(Channel::Other, |(channel, _)| *channel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_by_their_usual_names() {
        assert_eq!(
            channels("■政府网站 □两微一端、社区/企事业单位/村公示栏（电子屏）"),
            [
                Channel::GovernmentWebsite,
                Channel::WeiboWechatApp,
                Channel::NoticeBoard
            ]
        );
        assert_eq!(channels("口头"), [Channel::Other]);
    }

    #[test]
    fn days_as_programs_count_them() {
        // 2024-03-05 00:00 in Shanghai is 2024-03-04 16:00 UTC: 1709568000.
        for text in ["45356", "45356.75", "1709568000", "1709568000000"] {
            assert_eq!(counted(text).unwrap().to_string(), "2024-03-05", "{text}");
        }
        assert_eq!(counted("2024"), None);
    }
}
