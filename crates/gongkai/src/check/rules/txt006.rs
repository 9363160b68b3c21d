//! TXT006: words and marks written twice.

use super::{Sink, TextRule};
use crate::check::chars::is_han;
use crate::check::context::{Context, Line, LineKind, PerLine};
use crate::check::scan::Double;
use crate::finding::Severity;

pub(super) const RULE: TextRule = TextRule {
    code: "TXT006",
    literals: &[],
    run,
};

/// Function words; beside each the characters before and after which two in a row are right:
/// there one word ends and the next begins with the same sign.
const SINGLE: &[(&str, &str, &str)] = &[
    ("的", "目标鹄", "确士"),
    ("了", "为末明一不除终私", "解结结却断之不无然如事"),
    (
        "在",
        "存现正实旨所潜内外自好",
        "建线校职册岗编场任押逃读地乎案途",
    ),
    ("和", "共总饱缓温调祥柔平中谐融议", "谐美气平解睦好约硕"),
    ("与", "参赋给付", "会否其日"),
    ("为", "作行认因以成称变定分设视人", "民主期人止难此"),
    ("为為", "", ""),
    ("被", "棉", "告害保继执侵征选申调"),
    ("将", "即必大中上小名干", "来军领要士"),
    ("是", "还就但不可也只都若总即凡或要正于", "非否"),
    (
        "对",
        "面针核校反相绝",
        "象方口接照手策联外内岸应偶比待于账帐",
    ),
    ("从", "自服听跟", "严业事众而此"),
    ("把", "", "关握手脉"),
    ("及", "以涉普波", "时早格"),
    ("还", "归偿返退生", "款原贷清"),
    ("還", "歸償返退生", "款原貸清"),
    ("们", "", ""),
    ("們", "", ""),
];

/// Words of two signs that never stand twice in a row across the seam of other words.
const PAIRS: &[&str] = &[
    "进行", "進行", "开展", "開展", "我们", "我們", "他们", "他們", "以及", "根据", "根據", "按照",
    "对于", "對於", "关于", "關於", "并且", "並且", "但是", "因此", "由于", "由於", "为了", "為了",
    "同时", "同時", "以下", "认真", "認真", "切实", "切實", "有关", "有關", "相关", "相關", "各级",
    "各級", "各项", "各項", "我镇", "我鎮", "我县", "我縣", "我市", "我区", "我局", "人民", "情况",
    "情況", "积极", "積極", "不断", "不斷", "继续", "繼續", "加强", "加強", "推进", "推進", "实施",
    "實施", "落实", "落實", "取得", "确保", "確保", "通过", "已经", "已經", "可以", "应当", "應當",
    "必须", "必須",
];

/// Words of two signs that are said twice to be said rightly: 研究研究, 很多很多, 大片大片.
const REDUPLICATED: &[&str] = &[
    "研究", "讨论", "学习", "商量", "考虑", "了解", "打听", "收拾", "整理", "照顾", "体验", "活动",
    "锻炼", "休息", "琢磨", "合计", "比划", "比较", "介绍", "帮助", "关心", "交流", "沟通", "商议",
    "分析", "总结", "检查", "调查", "评论", "评议", "评评", "参谋", "宣传", "热闹", "高兴", "轻松",
    "放松", "清醒", "打扫", "布置", "准备", "教训", "表现", "表示", "表扬", "鼓励", "核实", "认识",
    "尝试", "参观", "欣赏", "熟悉", "感受", "思考", "回忆", "见识", "切磋", "请教", "指点", "意思",
    "探讨", "动员", "批评", "打量", "端详", "审视", "改善", "协调", "调解", "劝说", "安慰", "修理",
    "清理", "提醒", "鉴定", "反省", "反思", "梳理", "推敲", "掂量", "走动", "观察", "验证", "合作",
    "研討", "研究", "討論", "學習", "考慮", "瞭解", "整理", "照顧", "交流", "商議", "總結", "檢查",
    "調查", "宣傳", "準備", "認識", "溝通", "協調", "調解", "分析", "非常", "十分", "特别", "永远",
    "许多", "許多", "大片", "成片", "大批", "成批", "多少", "如何", "怎样", "那么", "这么", "逐个",
    "逐户", "逐项", "逐条", "逐村", "每年", "每月", "每天", "几个", "老远", "碧蓝", "雪白", "笔直",
    "通红", "漆黑", "火热", "滚烫", "细长", "可以", "应该", "谢谢", "欢迎", "恭喜", "同意", "某某",
];

/// What a word of two signs that never begins a longer one is followed by. Any other such word
/// may be the end of one compound and the beginning of the next: 交警支队|支队长, 企业|企业所得税.
const AFTER_WORD: &str = "，。、；：,;？！”』」）)》的了和与及或";

/// Words of two signs that end compounds and begin others; twice in a row they are a fault
/// only where nothing follows that could go with the second.
const SEAMS: &[&str] = &[
    "规定", "决定", "要求", "通知", "建议", "指示", "授权", "委托", "命令", "批准", "公司", "企业",
    "工程", "项目", "工作", "管理", "服务", "学校", "医院", "银行", "部门", "单位", "社区", "街道",
    "村委", "中心", "小组", "支部", "支队", "大队", "委员", "会议", "会计", "学生", "小学", "中学",
    "大学", "教师", "农民", "村民", "居民", "市民", "职工", "党员", "干部", "领导", "人才", "公园",
    "道路", "公路", "铁路", "交通", "信息", "数据", "网络", "系统", "平台", "技术", "设备", "设施",
    "产品", "食品", "药品", "商品", "市场", "价格", "资金", "基金", "预算", "决算", "收入", "支出",
    "经费", "成本", "费用", "工资", "保险", "保障", "救助", "养老", "就业", "教育", "文化", "体育",
    "旅游", "卫生", "健康", "医疗", "安全", "消防", "环境", "生态", "森林", "土地", "房屋", "住房",
    "建筑", "建设", "规划", "设计", "施工", "监理", "监督", "执法", "处罚", "许可", "审批", "行政",
    "法院", "检察", "公安", "司法", "仲裁", "合同", "协议", "招标", "投标", "采购", "评标", "中标",
    "中介", "代理", "经营", "生产", "加工", "销售", "运输", "物流", "农业", "工业", "林业", "水利",
    "电力", "能源", "科技", "创新", "人口", "生活", "社会", "经济", "财政", "税务", "审计", "统计",
    "档案", "图书", "新闻", "出版", "广播", "电视", "电话", "地址", "姓名", "时间", "日期", "年度",
    "季度", "编号", "名称", "标准", "质量", "产业", "行业", "专业", "职业", "岗位", "资格", "考试",
    "培训", "国家", "地方", "城市", "农村", "乡镇", "县级", "中央", "代表", "主教", "火山", "公开",
    "政务", "政策", "制度", "机构", "责任", "业务", "事项", "问题", "材料", "报告", "文件", "办法",
    "计划", "方案", "指标", "风险", "应急", "防汛", "执行", "申请", "申报", "登记", "备案", "验收",
    "评审", "评估", "监测", "检测", "检验", "鉴定", "补偿", "补助", "补贴", "投资", "股份", "集团",
    "大厦", "广场", "酒店", "商业", "物业", "车辆", "机动", "驾驶", "通信", "软件", "公共", "公益",
    "慈善", "志愿", "团队", "协会", "学会", "基地", "园区", "开发", "开放", "试点", "科学", "研发",
    "实验", "试验", "示范", "办公", "办事", "党委", "团委", "县委", "市委", "区委", "省委", "镇委",
    "上年", "本年", "人员", "村级", "市级", "省级", "区级", "组织", "河道", "水库", "信用", "信访",
    "法律", "法规", "法治", "民族", "宗教", "儿童", "妇女", "青年", "少年", "老年", "退役", "军人",
    "残疾", "家庭", "婚姻", "殡葬", "彩票", "食堂", "幼儿", "特殊", "高等", "职称", "動物", "动物",
    "植物", "种子", "农药", "饲料", "渔业", "海洋", "气象", "地震", "地质", "矿产", "矿山", "煤矿",
    "金融", "证券", "期货", "外汇", "贷款", "担保", "租赁", "不动", "房产", "知识", "专利", "商标",
    "公证", "律师", "法官", "警察", "民警", "交警", "巡察", "纪检", "监察", "人事", "後勤", "后勤",
    "宾馆", "燃气", "供水", "供电", "供热", "排水", "污水", "垃圾", "废物", "噪声", "大气", "土壤",
    "流域", "灌溉", "水土", "草原", "湿地", "绿化", "园林", "市政", "环卫", "城管",
];

/// Words that the seam of other words may make twice, with what follows them then.
const PAIR_SEAMS: &[(&str, &str)] = &[
    ("根据", "地"),
    ("人民", "币"),
    ("实施", "细"),
    ("通过", "率"),
];

/// Signs of longer units that repeat rightly: 土地的土地, 企业对企业, 点与点与.
const NOT_DOUBLED: [char; 8] = ['的', '等', '对', '與', '与', '和', '到', '至'];

/// Longer words that may stand twice: the office of an office.
const LONG_OK: &[&str] = &[
    "办公室",
    "人民法院",
    "人民检察院",
    "辦公室",
    "一个个",
    "一步步",
    "一天天",
    "一件件",
    "一次次",
    "一条条",
    "一户户",
    "一项项",
];

fn run(cx: &Context<'_>, sink: &mut Sink<'_>) {
    let mut told = 0;
    let mut running = PerLine::new(|line| {
        line.kind == LineKind::Plain && cx.line_text(line).contains(['，', '。', '；', ',', '、'])
    });
    for double in &cx.scan.doubles {
        if let Some(end) = words(cx, sink, &mut running, *double, told) {
            told = end;
        }
    }
    paragraphs(cx, sink);
    for run in &cx.scan.stops {
        marks(cx, sink, run.start, run.end);
    }
}

/// A paragraph of whole sentences that stands twice in a row.
fn paragraphs(cx: &Context<'_>, sink: &mut Sink<'_>) {
    /// In bytes: twenty Chinese characters.
    const LEAST: usize = 60;
    for (line, next) in cx.lines.iter().zip(cx.lines.iter().skip(1)) {
        let length = line.end - line.start;
        let text = cx.line_text(*line);
        if length >= LEAST
            && length == next.end - next.start
            && line.kind == LineKind::Plain
            && next.kind == LineKind::Plain
            && text == cx.line_text(*next)
            && text.contains('。')
        {
            sink.at(next.start, next.end, "paragraph")
                .unsafe_fix(line.end, next.end, "")
                .push();
        }
    }
}

/// Where the unit and its repetition lie.
fn words(
    cx: &Context<'_>,
    sink: &mut Sink<'_>,
    running: &mut PerLine<impl Fn(Line) -> bool>,
    double: Double,
    told: usize,
) -> Option<usize> {
    let both = cx.last_chars(double.end, double.period * 2);
    let start = double.end - both.len();
    let half: usize = both.chars().take(double.period).map(char::len_utf8).sum();
    let unit = both.get(..half)?;
    if both.get(half..) != Some(unit) {
        return None;
    }
    let first = unit.chars().next()?;
    // 的的的的 is told by the shortest unit alone.
    if start < told || (double.period > 1 && unit.chars().all(|c| c == first)) {
        return None;
    }
    if double.period > 2 && half_repeats(unit) {
        return None;
    }
    // The repetition may go on: 进行进行进行.
    let mut end = double.end;
    while cx.after(end).starts_with(unit) {
        end += unit.len();
    }
    match double.period {
        1 => {
            let (_, before, after) = SINGLE.iter().find(|(word, _, _)| *word == unit)?;
            let seam = cx.previous_char(start).is_some_and(|c| before.contains(c))
                || cx.next_char(end).is_some_and(|c| after.contains(c));
            // 暖暖和和, 从从容容; 一把把新钥匙
            let twin = |pair: &str| {
                let mut signs = pair.chars();
                let first = signs.next();
                first.is_some_and(is_han) && first == signs.next()
            };
            let playful = twin(cx.last_chars(start, 2))
                || twin(cx.first_chars(end, 2))
                || cx.previous_char(start) == Some('一');
            if seam || playful {
                return None;
            }
            sink.at(start, end, "word")
                .with("word", unit)
                .safe_fix(start, end, unit)
                .push();
        }
        2 => {
            if !pair(cx, running, unit, start, end) {
                return None;
            }
            sink.at(start, end, "word")
                .with("word", unit)
                .unsafe_fix(start, end, unit)
                .push();
        }
        _ => {
            if LONG_OK.iter().any(|w| rotation(unit, w))
                || !unit.chars().all(is_han)
                || unit.contains(NOT_DOUBLED)
                || unit.starts_with('一')
                || seam(cx, unit, end)
                || numeric(unit)
            {
                return None;
            }
            sink.at(start, end, "word")
                .with("word", unit)
                .unsafe_fix(start, end, unit)
                .push();
        }
    }
    Some(end)
}

/// Whether a word of two signs that stands twice is a fault.
fn pair(
    cx: &Context<'_>,
    running: &mut PerLine<impl Fn(Line) -> bool>,
    unit: &str,
    start: usize,
    end: usize,
) -> bool {
    let next = cx.next_char(end);
    if PAIRS.contains(&unit) {
        return !PAIR_SEAMS
            .iter()
            .any(|(word, tail)| *word == unit && next.is_some_and(|c| tail.contains(c)));
    }
    // 是不是不, 面对面对接, 一步一步, 听着听着, 很多很多, 某甲某甲
    let grammar = unit.contains(NOT_DOUBLED)
        || unit.contains([
            '不', '没', '一', '很', '最', '极', '太', '越', '半', '几', '又', '再', '边', '有',
            '无', '着', '么', '某', '各', '逐', '每', '大', '小', '多', '少', '请', '哈', '啦',
            '可', '要',
        ]);
    if grammar || REDUPLICATED.contains(&unit) || numeric(unit) {
        return false;
    }
    // 来越来越 and the like: seen from the middle of a longer play of words.
    let last = unit.chars().next_back();
    if cx.previous_char(start) == last && next == unit.chars().next() {
        return false;
    }
    if !running.at(cx, start) {
        return false;
    }
    let closed = next.is_none_or(|c| AFTER_WORD.contains(c) || c == '\n');
    closed || !(SEAMS.contains(&unit) || next.is_some_and(|c| SUFFIXES.contains(c)))
}

/// What makes a longer word of nearly any: 研究|研究所, 支队|支队长.
const SUFFIXES: &str = "长長员員组組法队隊会會部办辦厅局院所站室团網网量人者化性费費税稅款率号號口地币权權\
                        表书書类類价額额点区庫库卡面期日金物品机機学學业業家师師生工馆场厂村镇县市省";

/// A unit of three or more made of equal halves: already told as the shorter unit.
fn half_repeats(unit: &str) -> bool {
    unit.get(..unit.len() / 2)
        .is_some_and(|half| unit.get(unit.len() / 2..) == Some(half))
}

/// The repetition may be seen first at any sign of the word.
fn rotation(unit: &str, word: &str) -> bool {
    unit.len() == word.len() && format!("{word}{word}").contains(unit)
}

/// 申请人|申请|人民法院: the last sign begins a longer word.
fn seam(cx: &Context<'_>, unit: &str, end: usize) -> bool {
    let Some(next) = cx.next_char(end) else {
        return false;
    };
    let mut doubled = [unit, unit].concat();
    doubled.push(next);
    [
        "人民",
        "人体",
        "人员",
        "人数",
        "人口",
        "人身",
        "人大",
        "区域",
        "区划",
        "区间",
        "委员会委员",
    ]
    .iter()
    .any(|w| doubled.ends_with(w) || (w.len() > 6 && [unit, unit].concat().contains(w)))
}

/// 一二三一二三: figures in words, as in passwords and counts.
fn numeric(unit: &str) -> bool {
    unit.chars()
        .all(|c| "一二三四五六七八九十百千万零〇两第".contains(c))
}

fn marks(cx: &Context<'_>, sink: &mut Sink<'_>, start: usize, end: usize) {
    let marks = cx.slice(start, end);
    let mut chars = marks.chars();
    let Some(first) = chars.next() else { return };
    let same = chars.clone().all(|c| c == first);
    let western = |c: char| matches!(c, ',' | ';');
    // ,, outside Chinese text is some notation.
    if marks.chars().any(western)
        && !(cx.previous_char(start).is_some_and(is_han) && cx.next_char(end).is_some_and(is_han))
    {
        return;
    }
    // Quoted marks are spoken of: “，、；”.
    if matches!(cx.previous_char(start), Some('“' | '‘' | '（'))
        && matches!(cx.next_char(end), Some('”' | '’' | '）'))
    {
        return;
    }
    if same && first == '。' && marks.chars().count() > 2 {
        sink.at(start, end, "dots")
            .severity(Severity::Info)
            .unsafe_fix(start, end, "……")
            .push();
    } else if same {
        sink.at(start, end, "mark")
            .safe_fix(start, end, first.to_string())
            .push();
    } else {
        let strongest = ['。', '；', ';', '：', '，', ',', '、']
            .into_iter()
            .find(|m| marks.contains(*m))
            .unwrap_or(first);
        sink.at(start, end, "marks")
            .unsafe_fix(start, end, strongest.to_string())
            .push();
    }
}
