use super::Field;
use crate::table::Table;

/// Within how many rows the heads are looked for.
const WITHIN: usize = 10;

/// Every field, in the order of [`gongkai::item::Item`].
pub(super) const FIELDS: [Field; 14] = [
    Field::Id,
    Field::Title,
    Field::Column,
    Field::Matter,
    Field::Formed,
    Field::Published,
    Field::Removed,
    Field::Mode,
    Field::Channels,
    Field::Audience,
    Field::Body,
    Field::Number,
    Field::Link,
    Field::Content,
];

/// The line of heads of a table.
pub(super) struct Heads {
    /// Its row, from 0.
    pub(super) row: usize,
    /// The column of the title, from 0.
    pub(super) title: usize,
    pub(super) columns: Vec<Head>,
}

/// The head of a column.
pub(super) struct Head {
    /// As written.
    pub(super) text: String,
    /// What it holds, if that is known and no better column holds it.
    pub(super) field: Option<Field>,
}

/// The heads by which lists call a field, the best first; those after the empty one hold the
/// field only when nothing else does.
fn names(field: Field) -> &'static [&'static str] {
    match field {
        Field::Id => &[
            "索引号",
            "信息索引号",
            "索引编号",
            "信息编号",
            "id",
            "编号",
            "信息id",
        ],
        Field::Title => &[
            "标题",
            "信息标题",
            "文件标题",
            "信息名称",
            "文件名称",
            "政府信息名称",
            "公开标题",
            "title",
            "名称",
            "题名",
            "文章标题",
            "公开信息名称",
            "信息题目",
            "题目",
            "",
            "公开事项",
            "事项名称",
            "公开事项名称",
            "公开内容",
        ],
        Field::Column => &[
            "栏目",
            "所属栏目",
            "栏目名称",
            "公开栏目",
            "发布栏目",
            "信息分类",
            "主题分类",
            "信息类别",
            "分类",
            "所属分类",
            "所属类别",
            "类别",
            "公开类目",
            "column",
            "信息类型",
        ],
        Field::Matter => &[
            "事项编码",
            "事项编号",
            "公开事项编码",
            "公开事项编号",
            "matter",
        ],
        Field::Formed => &[
            "生成日期",
            "成文日期",
            "制发日期",
            "形成日期",
            "生成时间",
            "成文时间",
            "形成时间",
            "制作日期",
            "制作时间",
            "印发日期",
            "签发日期",
            "信息生成日期",
            "信息形成日期",
            "落款日期",
            "formed",
            "",
            "发文日期",
            "发文时间",
        ],
        Field::Published => &[
            "发布日期",
            "公开日期",
            "发布时间",
            "公开时间",
            "上网日期",
            "上网时间",
            "信息发布日期",
            "信息公开日期",
            "公示日期",
            "公示时间",
            "公示开始日期",
            "公示开始时间",
            "发文日期",
            "发文时间",
            "published",
            "更新日期",
            "更新时间",
        ],
        Field::Removed => &[
            "撤下日期",
            "撤下时间",
            "下线日期",
            "下线时间",
            "撤销日期",
            "公示截止",
            "公示截止日期",
            "公示截止时间",
            "公示结束日期",
            "公示结束时间",
            "截止日期",
            "removed",
        ],
        Field::Mode => &[
            "公开方式",
            "公开属性",
            "公开类型",
            "公开类别",
            "信息公开属性",
            "mode",
        ],
        Field::Channels => &[
            "公开渠道",
            "渠道",
            "公开形式",
            "公开载体",
            "公开渠道和载体",
            "渠道和载体",
            "发布渠道",
            "发布载体",
            "载体",
            "channels",
            "channel",
        ],
        Field::Audience => &["公开对象", "公开范围", "对象", "audience"],
        Field::Body => &[
            "发布机构",
            "公开主体",
            "责任单位",
            "公开责任主体",
            "公开责任单位",
            "发布单位",
            "发布机关",
            "发文机关",
            "发文单位",
            "发布主体",
            "公开单位",
            "制作单位",
            "制发单位",
            "责任主体",
            "信息来源",
            "来源",
            "body",
        ],
        Field::Number => &[
            "文号",
            "发文字号",
            "发文文号",
            "文件编号",
            "文件号",
            "文件字号",
            "number",
        ],
        Field::Link => &[
            "链接",
            "网址",
            "url",
            "链接地址",
            "网页地址",
            "信息链接",
            "公开网址",
            "原文链接",
            "发布网址",
            "网页链接",
            "详情链接",
            "link",
            "公开链接",
        ],
        Field::Content => &[
            "正文",
            "内容",
            "摘要",
            "内容概述",
            "内容摘要",
            "信息内容",
            "主要内容",
            "文件内容",
            "content",
            "公开内容",
        ],
    }
}

/// The row among the first ten that names a title and most other fields; rows before it are
/// titles of the table.
pub(super) fn find_heads(table: &Table) -> Option<Heads> {
    let mut best: Option<(usize, Heads)> = None;
    let rows = table.rows.iter().enumerate();
    let filled = rows.filter(|(_, row)| row.iter().any(|c| !c.text.is_empty()));
    for (row, cells) in filled.take(WITHIN) {
        let texts: Vec<&str> = cells
            .iter()
            .map(|c| if c.merged { "" } else { c.text.as_str() })
            .collect();
        let fields = recognise(&texts);
        let Some(title) = fields.iter().position(|f| *f == Some(Field::Title)) else {
            continue;
        };
        let known = fields.iter().flatten().count();
        // A single cell that says 标题 is as likely a value.
        let filled = texts.iter().filter(|t| !t.is_empty()).count();
        if known < 2 && filled > 1 {
            continue;
        }
        if best.as_ref().is_none_or(|(most, _)| known > *most) {
            let columns = texts
                .iter()
                .zip(fields)
                .map(|(text, field)| Head {
                    text: (*text).to_owned(),
                    field,
                })
                .collect();
            best = Some((
                known,
                Heads {
                    row,
                    title,
                    columns,
                },
            ));
        }
    }
    best.map(|(_, heads)| heads)
}

/// The field of each head; each field goes to the head that names it best.
pub(super) fn recognise(heads: &[&str]) -> Vec<Option<Field>> {
    let plain: Vec<String> = heads.iter().map(|h| normal(h)).collect();
    let mut found: Vec<Option<Field>> = vec![None; heads.len()];
    // First the names that fit a field well, for all fields, then the makeshift ones.
    for makeshift in [false, true] {
        for field in FIELDS {
            if found.contains(&Some(field)) {
                continue;
            }
            let mut names = names(field).split(|name| name.is_empty());
            let names = if makeshift {
                names.nth(1)
            } else {
                names.next()
            };
            let place = names.unwrap_or_default().iter().find_map(|name| {
                plain
                    .iter()
                    .zip(&found)
                    .position(|(p, f)| p == name && f.is_none())
            });
            if let Some(slot) = place.and_then(|n| found.get_mut(n)) {
                *slot = Some(field);
            }
        }
        if !makeshift && !found.contains(&Some(Field::Title)) {
            // 本级政府信息标题, 公示公告名称: whatever ends in a name and is no body's.
            let place = plain.iter().zip(&found).position(|(p, f)| {
                f.is_none()
                    && (p.ends_with("标题") || p.ends_with("名称"))
                    && !["机构", "单位", "栏目", "部门", "主体"]
                        .iter()
                        .any(|w| p.contains(w))
            });
            if let Some(slot) = place.and_then(|n| found.get_mut(n)) {
                *slot = Some(Field::Title);
            }
        }
    }
    found
}

/// A head without white space, remarks in brackets and signs, in simplified characters and
/// lower case.
pub(super) fn normal(head: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_u32;
    for c in head.chars() {
        match c {
            '（' | '(' | '[' | '【' | '〔' | '［' => depth += 1,
            '）' | ')' | ']' | '】' | '〕' | '］' => depth = depth.saturating_sub(1),
            _ if depth > 0 || c.is_whitespace() => {}
            '*' | '＊' | ':' | '：' | '、' | '/' | '-' | '_' | '.' | '·' | '#' | '★'
            | '\u{feff}' | '\u{200b}' => {}
            c => out.extend(simplified(c).to_lowercase()),
        }
    }
    // A head that is nothing but a remark in brackets is that remark.
    if out.is_empty() && !head.trim().is_empty() && depth == 0 {
        let inner = head
            .trim()
            .trim_matches(['（', '(', '[', '【', '）', ')', ']', '】']);
        if inner.len() < head.trim().len() {
            return normal(inner);
        }
    }
    out
}

/// The characters of the heads above that differ in traditional writing.
fn simplified(c: char) -> char {
    const PAIRS: &[(char, char)] = &[
        ('標', '标'),
        ('題', '题'),
        ('稱', '称'),
        ('開', '开'),
        ('發', '发'),
        ('佈', '布'),
        ('機', '机'),
        ('構', '构'),
        ('關', '关'),
        ('鏈', '链'),
        ('連', '链'),
        ('結', '接'),
        ('欄', '栏'),
        ('屬', '属'),
        ('類', '类'),
        ('別', '别'),
        ('號', '号'),
        ('對', '对'),
        ('責', '责'),
        ('單', '单'),
        ('內', '内'),
        ('時', '时'),
        ('間', '间'),
        ('編', '编'),
        ('碼', '码'),
        ('載', '载'),
        ('體', '体'),
        ('線', '线'),
        ('項', '项'),
        ('圍', '围'),
        ('範', '范'),
        ('網', '网'),
        ('製', '制'),
        ('啓', '启'),
        ('來', '来'),
        ('據', '据'),
        ('撤', '撤'),
        ('終', '终'),
        ('錄', '录'),
        ('文', '文'),
    ];
    PAIRS
        .iter()
        .find(|(traditional, _)| *traditional == c)
        .map_or(c, |(_, simple)| *simple)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_known_in_many_dresses() {
        assert_eq!(normal(" 生成\n日 期（必填）*"), "生成日期");
        assert_eq!(normal("【标题】"), "标题");
        let fields = recognise(&[
            "索引號",
            "信息名称",
            "發佈日期",
            "发文日期",
            "公开主体",
            "备注",
            "連結",
        ]);
        assert_eq!(
            fields,
            [
                Some(Field::Id),
                Some(Field::Title),
                Some(Field::Published),
                Some(Field::Formed),
                Some(Field::Body),
                None,
                Some(Field::Link),
            ]
        );
    }

    #[test]
    fn a_date_of_issue_alone_is_that_of_publication() {
        assert_eq!(
            recognise(&["标题", "发文日期"]),
            [Some(Field::Title), Some(Field::Published)]
        );
    }

    #[test]
    fn the_better_name_wins() {
        // 公开内容 is the content when there is a title, and the title when there is none.
        assert_eq!(
            recognise(&["公开内容", "标题"]),
            [Some(Field::Content), Some(Field::Title)]
        );
        assert_eq!(
            recognise(&["公开事项", "发布时间"]),
            [Some(Field::Title), Some(Field::Published)]
        );
    }
}
