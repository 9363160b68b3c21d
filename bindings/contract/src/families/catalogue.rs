//! The standard catalogue, local changes to it, and which matter a title belongs to
//! (标准目录).

use gongkai::catalogue::{
    Attribute, Cadence, Catalogue, CatalogueDiff, CatalogueError, CatalogueView, FieldId,
    FieldStatus, Import, ImportOptions, ImportedRow, Level, Limit, LimitParseError, Match, Matter,
    MatterId, MatterView, Mode, Overlay, Profile, Ranker, Scope, Task, Why, parse_limit,
};
use gongkai::finding::{Finding, Locus, RuleCode, Severity};
use gongkai::law::Lang;
use serde_json::{Value, json};

use crate::context::{CatalogueOptions, Context};
use crate::fault::{Explained, Fault};
use crate::operation::{Written, operations, requests, responses};

operations! {
    /// The catalogues that are shipped, and the step from the national fields to the 31.
    "catalogue.versions" => versions, Nothing => Versions;
    /// The fields of a catalogue with the number of their matters.
    "catalogue.fields" => fields, OfCatalogue => Fields, CatalogueError;
    /// The matters of a catalogue as they are shown: of one field, of one level, of one mode.
    "catalogue.matters" => matters, FindMatters => Matters, CatalogueError;
    /// One matter as it is shown, with where it came from and what changed it; absent when the
    /// catalogue has none of this id.
    "catalogue.matter" => matter, OneMatter => MatterAnswer, CatalogueError;
    /// A whole catalogue as it is shown and exported.
    "catalogue.view" => view, OfCatalogue => CatalogueView<'static>, CatalogueError;
}

/// What a browser loads apart: ranking with its index, comparison, import.
#[cfg(feature = "procedures")]
pub(crate) mod apart {
    #[allow(
        clippy::wildcard_imports,
        reason = "the types of responses are named only where the schema is written"
    )]
    use super::*;

    operations! {
        /// What is different between two versions of the catalogue, in words too, what that asks a
        /// unit to do, and the overlay that makes the one of the other.
        "catalogue.diff" => diff, Compare => DiffAnswer, CatalogueError;
        /// Reads the wording of a limit (公开时限), part by part.
        "catalogue.parse_limit" => limit, ReadLimit => Limits, LimitParseError;
        /// The matters that a title or the name of a column may belong to, the best first.
        "catalogue.rank" => rank, Rank => Matches, CatalogueError;
        /// The same for many titles at once.
        "catalogue.rank_many" => rank_many, RankMany => ManyMatches, CatalogueError;
        /// Reads a county's own table, in the national form of ten columns, as an overlay.
        "catalogue.import" => import, ImportTable => ImportAnswer, CatalogueError;
        /// Whether two catalogues say the same, wherever it came from.
        "catalogue.same_content" => same_content, Compare => Same, CatalogueError;
    }
}

requests! {
    /// Nothing.
    Nothing as "catalogue.VersionsRequest" {}
    /// Which catalogue.
    OfCatalogue as "catalogue.CatalogueRequest" {
        /// The catalogue; the one of 31 fields unless given.
        catalogue: Option<CatalogueOptions>,
    }
    /// Which matters; everything given must hold.
    FindMatters as "catalogue.MattersRequest" {
        /// The catalogue; the one of 31 fields unless given.
        catalogue: Option<CatalogueOptions>,
        /// The field, by id or by one of its names.
        field: Option<String>,
        /// Those that concern bodies of this level.
        level: Option<Level>,
        /// Those disclosed in this mode.
        mode: Option<Mode>,
    }
    /// Which matter.
    OneMatter as "catalogue.MatterRequest" {
        /// Its id, as in `social-assistance-004`.
        id: String,
        /// The catalogue; the one of 31 fields unless given.
        catalogue: Option<CatalogueOptions>,
        /// The language of what is said in words.
        lang: Option<Lang>,
    }
    /// Two catalogues.
    Compare as "catalogue.CompareRequest" {
        /// The older one; the one of 31 fields unless given.
        old: Option<CatalogueOptions>,
        /// The newer one; the one of 31 fields unless given.
        new: Option<CatalogueOptions>,
        /// The language of what is said in words.
        lang: Option<Lang>,
    }
    /// The wording of a limit.
    ReadLimit as "catalogue.LimitRequest" {
        /// The wording.
        text: String,
        /// The language of what is said in words.
        lang: Option<Lang>,
    }
    /// A title to be placed.
    Rank as "catalogue.RankRequest" {
        /// The title, or the name of a column.
        text: String,
        /// How many matters at most; 3 unless given.
        limit: Option<u32>,
        /// The catalogue; the 31 fields and the village affairs unless given.
        catalogue: Option<CatalogueOptions>,
        /// Only matters of these fields; of all when empty.
        #[serde(default)]
        fields: Vec<FieldId>,
        /// Only matters of this level.
        level: Option<Level>,
        /// The language of the reasons.
        lang: Option<Lang>,
    }
    /// Titles to be placed.
    RankMany as "catalogue.RankManyRequest" {
        /// The titles.
        texts: Vec<String>,
        /// How many matters at most for each; 3 unless given.
        limit: Option<u32>,
        /// The catalogue; the 31 fields and the village affairs unless given.
        catalogue: Option<CatalogueOptions>,
        /// Only matters of these fields; of all when empty.
        #[serde(default)]
        fields: Vec<FieldId>,
        /// Only matters of this level.
        level: Option<Level>,
        /// The language of the reasons.
        lang: Option<Lang>,
    }
    /// A table to be read.
    ImportTable as "catalogue.ImportRequest" {
        /// The cells, row by row.
        table: Vec<Vec<String>>,
        /// The id of the overlay to be made; `local` unless given.
        id: Option<String>,
        /// The name of the sheet, for the places of findings.
        sheet: Option<String>,
        /// The field of all rows, by id or name; needed when the table has no column 领域.
        field: Option<String>,
        /// Where the table comes from.
        source: Option<String>,
        /// The catalogue that it changes; the one of 31 fields unless given.
        catalogue: Option<CatalogueOptions>,
        /// The language of the messages.
        lang: Option<Lang>,
    }
}

responses! {
    /// A catalogue that is shipped.
    VersionInfo as "catalogue.VersionInfo" {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// How many fields it has.
        fields: usize,
        /// How many matters it has.
        matters: usize,
        /// Remarks, in Chinese.
        note: Option<String>,
        /// Where it comes from.
        source: Option<String>,
    }
    /// The catalogues that are shipped.
    Versions as "catalogue.Versions" {
        /// National, 31 fields, village.
        versions: Vec<VersionInfo>,
        /// The step from the national fields to the 31.
        grassroots_overlay: Overlay,
        /// The fields that a township usually has: a default, to be configured.
        township_profile: Profile,
    }
    /// A field in short.
    FieldInfo as "catalogue.FieldInfo" {
        /// Its id.
        id: FieldId,
        /// Its number in this version.
        number: u16,
        /// Its name.
        name: String,
        /// Other names.
        aliases: Vec<String>,
        /// Whether it is, or was made of, national fields.
        national: bool,
        /// The ministry.
        lead_ministry: Option<String>,
        /// How complete the list is.
        status: FieldStatus,
        /// How many matters it has.
        matters: usize,
    }
    /// The fields of a catalogue.
    Fields as "catalogue.Fields" {
        /// The catalogue's id.
        id: String,
        /// Its title.
        title: String,
        /// In the order of their numbers.
        fields: Vec<FieldInfo>,
    }
    /// Matters found.
    Matters as "catalogue.Matters" {
        /// In the order of the catalogue.
        matters: Vec<Written<MatterView<'static>>>,
    }
    /// One matter.
    MatterAnswer as "catalogue.MatterAnswer" {
        /// The matter.
        matter: Option<Written<MatterView<'static>>>,
        /// Both of its names.
        name: Option<String>,
        /// Its limit in words.
        limit: Option<String>,
        /// The rhythm of its disclosure in words.
        cadence: Option<String>,
    }
    /// What is different.
    DiffAnswer as "catalogue.DiffAnswer" {
        /// Whether nothing is.
        same: bool,
        /// The differences.
        diff: CatalogueDiff,
        /// What they ask a unit to do.
        tasks: Vec<Task>,
        /// The attributes that changed, matter by matter.
        amended: Vec<AmendedMatter>,
        /// The differences in words, one a line.
        text: String,
        /// The overlay that makes the newer version of the older one.
        overlay: Overlay,
    }
    /// A matter of which attributes changed.
    AmendedMatter as "catalogue.AmendedMatter" {
        /// The matter.
        matter: MatterId,
        /// The attributes.
        attributes: Vec<Attribute>,
    }
    /// Whether two are the same.
    Same as "catalogue.Same" {
        /// Whether they are.
        same: bool,
    }
    /// A limit with its words.
    ReadLimitAnswer as "catalogue.ReadLimit" {
        /// Its normal form, without the wording.
        limit: Limit,
        /// Whether it has what its kind needs.
        complete: bool,
        /// The rhythm that follows.
        cadence: Cadence,
        /// In words.
        text: String,
    }
    /// The limits of a wording.
    Limits as "catalogue.Limits" {
        /// One for each part.
        limits: Vec<ReadLimitAnswer>,
    }
    /// A matter that a text may belong to (匹配).
    MatchAnswer as "catalogue.Match" {
        /// The matter.
        id: MatterId,
        /// Both of its names.
        name: Option<String>,
        /// Its field.
        field: FieldId,
        /// From 0 to 1; a rank, not a probability.
        score: f32,
        /// Whether the text says enough to act on it.
        confident: bool,
        /// What in the text points there, the strongest first.
        why: Vec<Why>,
        /// The same in words.
        reasons: Vec<String>,
    }
    /// The matches of one title.
    Matches as "catalogue.Matches" {
        /// The best first.
        matches: Vec<MatchAnswer>,
    }
    /// The matches of many titles.
    ManyMatches as "catalogue.ManyMatches" {
        /// For each title, in their order.
        results: Vec<Matches>,
    }
    /// Something in a table that does not fit.
    ImportFinding as "catalogue.ImportFinding" {
        /// The rule.
        rule: RuleCode,
        /// How bad it is.
        severity: Severity,
        /// The cell as a spreadsheet names it.
        cell: String,
        /// Its row, from 1.
        row: u32,
        /// Its column, from 1.
        column: u32,
        /// What stands there.
        text: String,
        /// The sentence.
        message: String,
    }
    /// A table read as an overlay (导入结果).
    ImportAnswer as "catalogue.Import" {
        /// What it does to the catalogue.
        overlay: Overlay,
        /// What became of each row that names a matter.
        rows: Vec<ImportedRow>,
        /// What does not fit, by row and cell.
        findings: Vec<ImportFinding>,
        /// The matters that the rows name, as they are with the overlay applied.
        matters: Vec<Written<MatterView<'static>>>,
    }
}

fn versions(_: &Nothing, _: Context) -> Result<Versions, Fault> {
    let all = [
        Catalogue::national(),
        Catalogue::grassroots(),
        Catalogue::village(),
    ];
    let info = |c: &Catalogue| VersionInfo {
        id: c.id().to_owned(),
        title: c.title().to_owned(),
        fields: c.fields().len(),
        matters: c.matters().len(),
        note: c.note().map(str::to_owned),
        source: c.source().map(str::to_owned),
    };
    Ok(Versions {
        versions: all.into_iter().map(info).collect(),
        grassroots_overlay: Catalogue::grassroots_overlay().clone(),
        township_profile: Catalogue::township_profile().clone(),
    })
}

fn fields(request: &OfCatalogue, _: Context) -> Result<Fields, Fault> {
    let catalogue = Context::catalogue(request.catalogue.as_ref())?;
    let fields = catalogue.fields().iter().map(|f| FieldInfo {
        id: f.id.clone(),
        number: f.number,
        name: f.name.clone(),
        aliases: f.aliases.clone(),
        national: f.national,
        lead_ministry: f.lead_ministry.clone(),
        status: f.status,
        matters: catalogue.matters_of(f.id.as_str()).count(),
    });
    Ok(Fields {
        id: catalogue.id().to_owned(),
        title: catalogue.title().to_owned(),
        fields: fields.collect(),
    })
}

fn matters(request: &FindMatters, _: Context) -> Result<Matters, Fault> {
    let catalogue = Context::catalogue(request.catalogue.as_ref())?;
    let field = match &request.field {
        None => None,
        Some(name) => {
            let found = catalogue
                .field(name)
                .or_else(|| catalogue.field_called(name));
            Some(found.map(|f| &f.id).ok_or_else(|| {
                Fault::bad_value(
                    "/field",
                    format!("目录里没有领域“{name}”"),
                    format!("the catalogue has no field `{name}`"),
                )
            })?)
        }
    };
    let matters = catalogue
        .matters()
        .iter()
        .filter(|m| field.is_none_or(|f| *f == m.field))
        .filter(|m| request.level.is_none_or(|level| m.is_for(level)))
        .filter(|m| request.mode.is_none_or(|mode| m.mode.contains(&mode)))
        .map(|m| Written::of(&m.view()))
        .collect::<Result<_, _>>()?;
    Ok(Matters { matters })
}

fn matter(request: &OneMatter, _: Context) -> Result<MatterAnswer, Fault> {
    let catalogue = Context::catalogue(request.catalogue.as_ref())?;
    let lang = request.lang.unwrap_or(Lang::Zh);
    let found = catalogue.matter(&request.id);
    Ok(MatterAnswer {
        matter: found.map(|m| Written::of(&m.view())).transpose()?,
        name: found.map(Matter::name),
        limit: found.map(|m| m.limit(lang)),
        cadence: found.map(|m| m.cadence().render(lang)),
    })
}

fn view(request: &OfCatalogue, _: Context) -> Result<Written<CatalogueView<'static>>, Fault> {
    let catalogue = Context::catalogue(request.catalogue.as_ref())?;
    Written::of(&catalogue.view())
}

fn compared(request: &Compare) -> Result<[std::sync::Arc<Catalogue>; 2], Fault> {
    let old = Context::catalogue(request.old.as_ref()).map_err(|e| Fault::of(&e).at("/old"))?;
    let new = Context::catalogue(request.new.as_ref()).map_err(|e| Fault::of(&e).at("/new"))?;
    Ok([old, new])
}

fn diff(request: &Compare, _: Context) -> Result<DiffAnswer, Fault> {
    let [old, new] = compared(request)?;
    let lang = request.lang.unwrap_or(Lang::Zh);
    let diff = old.diff(&new);
    Ok(DiffAnswer {
        same: diff.is_empty(),
        tasks: diff.tasks(),
        amended: diff
            .amended
            .iter()
            .map(|m| AmendedMatter {
                matter: m.matter.clone(),
                attributes: m.attributes(),
            })
            .collect(),
        text: diff.render(lang),
        overlay: diff.to_overlay(format!("{}-to-{}", old.id(), new.id())),
        diff,
    })
}

fn same_content(request: &Compare, _: Context) -> Result<Same, Fault> {
    let [old, new] = compared(request)?;
    Ok(Same {
        same: old.same_content(&new),
    })
}

fn limit(request: &ReadLimit, _: Context) -> Result<Limits, Fault> {
    let lang = request.lang.unwrap_or(Lang::Zh);
    let limits = parse_limit(&request.text).map_err(|e| Fault::of(&e).at("/text"))?;
    let limits = limits.iter().map(|limit| ReadLimitAnswer {
        complete: limit.is_complete(),
        cadence: limit.cadence(),
        text: limit.render(lang),
        limit: limit.normal(),
    });
    Ok(Limits {
        limits: limits.collect(),
    })
}

/// How the matters of a title are asked for.
struct Asking {
    limit: usize,
    scope: Scope,
    lang: Lang,
}

impl Asking {
    fn of(
        limit: Option<u32>,
        fields: &[FieldId],
        level: Option<Level>,
        lang: Option<Lang>,
    ) -> Self {
        Self {
            limit: usize::try_from(limit.unwrap_or(3)).unwrap_or(usize::MAX),
            scope: Scope {
                fields: fields.to_vec(),
                level,
            },
            lang: lang.unwrap_or(Lang::Zh),
        }
    }

    fn matches(&self, ranker: &Ranker, text: &str, catalogue: Option<&Catalogue>) -> Matches {
        let found = ranker.rank_within(text, self.limit, &self.scope);
        let name = |id: &str| match catalogue {
            Some(catalogue) => catalogue.matter(id).map(Matter::name),
            None => Catalogue::grassroots()
                .matter(id)
                .or_else(|| Catalogue::village().matter(id))
                .map(Matter::name),
        };
        let one = |m: Match| MatchAnswer {
            name: name(m.id.as_str()),
            reasons: m.why.iter().map(|w| w.render(self.lang)).collect(),
            id: m.id,
            field: m.field,
            score: m.score,
            confident: m.confident,
            why: m.why,
        };
        Matches {
            matches: found.into_iter().map(one).collect(),
        }
    }
}

fn ranked(
    texts: &[String],
    options: Option<&CatalogueOptions>,
    asking: &Asking,
) -> Result<Vec<Matches>, Fault> {
    let catalogue = options.map(|o| Context::catalogue(Some(o))).transpose()?;
    let all = Context::with_ranker(options, |ranker| {
        let matches = |text: &String| asking.matches(ranker, text, catalogue.as_deref());
        texts.iter().map(matches).collect()
    })?;
    Ok(all)
}

fn rank(request: &Rank, _: Context) -> Result<Matches, Fault> {
    let asking = Asking::of(request.limit, &request.fields, request.level, request.lang);
    let texts = std::slice::from_ref(&request.text);
    let mut all = ranked(texts, request.catalogue.as_ref(), &asking)?;
    Ok(all.pop().unwrap_or(Matches {
        matches: Vec::new(),
    }))
}

fn rank_many(request: &RankMany, _: Context) -> Result<ManyMatches, Fault> {
    let asking = Asking::of(request.limit, &request.fields, request.level, request.lang);
    let results = ranked(&request.texts, request.catalogue.as_ref(), &asking)?;
    Ok(ManyMatches { results })
}

fn import(request: &ImportTable, _: Context) -> Result<ImportAnswer, Fault> {
    let catalogue = Context::catalogue(request.catalogue.as_ref())?;
    let lang = request.lang.unwrap_or(Lang::Zh);
    let options = ImportOptions {
        id: request.id.clone().unwrap_or_else(|| "local".to_owned()),
        table: request.sheet.clone().unwrap_or_default(),
        field: request.field.clone(),
        source: request.source.clone(),
    };
    let Import {
        overlay,
        rows,
        findings,
        ..
    } = gongkai::catalogue::import(&request.table, &catalogue, &options);
    let made = catalogue.apply(&overlay)?;
    let matters = rows
        .iter()
        .filter_map(|row| made.matter(row.matter.as_str()))
        .map(|m| Written::of(&m.view()))
        .collect::<Result<_, _>>()?;
    Ok(ImportAnswer {
        matters,
        overlay,
        rows,
        findings: findings.iter().map(|f| in_table(f, lang)).collect(),
    })
}

fn in_table(finding: &Finding, lang: Lang) -> ImportFinding {
    let cell = match &finding.locus {
        Locus::Text { cell, .. } => cell.as_ref(),
        _ => None,
    };
    ImportFinding {
        rule: finding.rule,
        severity: finding.severity,
        cell: cell.map(gongkai::finding::CellRef::a1).unwrap_or_default(),
        row: cell.map_or(0, |c| c.row),
        column: cell.map_or(0, |c| c.column),
        text: finding.text.clone(),
        message: finding.message(lang),
    }
}

impl Explained for CatalogueError {
    const KIND: &'static str = "CatalogueError";
    const CODES: &'static [&'static str] = &[
        "unknown_matter",
        "unknown_field",
        "matter_exists",
        "field_exists",
        "dropped",
        "name_taken",
        "field_name_taken",
        "conflict",
        "incomplete",
        "nothing_to_merge",
        "unknown_base",
        "applied_twice",
        "cycle",
    ];
    fn code(&self) -> &str {
        Self::code(self)
    }
    fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::UnknownMatter { overlay, matter } => {
                format!("本地调整“{overlay}”：目录里没有事项{matter}")
            }
            Self::UnknownField { overlay, field } => {
                format!("“{overlay}”：目录里没有领域“{field}”")
            }
            Self::MatterExists { overlay, matter } => {
                format!("本地调整“{overlay}”：事项{matter}已经有了，不能新增")
            }
            Self::FieldExists { overlay, field } => {
                format!("本地调整“{overlay}”：领域{field}已经有了，不能新增")
            }
            Self::Dropped {
                overlay,
                matter,
                by,
            } => format!("本地调整“{overlay}”：事项{matter}已被“{by}”取消"),
            Self::NameTaken {
                overlay,
                matter,
                name,
                other,
            } => format!("本地调整“{overlay}”：事项{matter}会与{other}同名（{name}）"),
            Self::FieldNameTaken {
                overlay,
                field,
                name,
                other,
            } => format!("本地调整“{overlay}”：领域{field}会与{other}同名（{name}）"),
            Self::Conflict {
                overlay,
                other,
                target,
                attribute,
            } => format!(
                "本地调整“{other}”和“{overlay}”给{target}的“{}”不同，又不以对方为基础",
                attribute.label(lang)
            ),
            Self::Incomplete {
                overlay,
                target,
                attribute,
            } => format!(
                "本地调整“{overlay}”：{target}的“{}”会变空或者不完整",
                attribute.label(lang)
            ),
            Self::NothingToMerge { overlay, into } => {
                format!("本地调整“{overlay}”：合并为{into}要有两个以上不同的领域")
            }
            Self::UnknownBase { overlay, base } => {
                format!("本地调整“{overlay}”以“{base}”为基础，但没有它")
            }
            Self::AppliedTwice { overlay } => format!("本地调整“{overlay}”出现两次"),
            Self::Cycle { chain } => format!("本地调整互为基础：{}", chain.join("→")),
            other => other.to_string(),
        }
    }
    fn data(&self) -> Value {
        match self {
            Self::UnknownMatter { overlay, matter } | Self::MatterExists { overlay, matter } => {
                json!({ "overlay": overlay, "matter": matter })
            }
            Self::UnknownField { overlay, field } | Self::FieldExists { overlay, field } => {
                json!({ "overlay": overlay, "field": field })
            }
            Self::Dropped {
                overlay,
                matter,
                by,
            } => json!({ "overlay": overlay, "matter": matter, "by": by }),
            Self::NameTaken {
                overlay,
                matter,
                name,
                other,
            } => json!({ "overlay": overlay, "matter": matter, "name": name, "other": other }),
            Self::FieldNameTaken {
                overlay,
                field,
                name,
                other,
            } => json!({ "overlay": overlay, "field": field, "name": name, "other": other }),
            Self::Conflict {
                overlay,
                other,
                target,
                attribute,
            } => json!({
                "overlay": overlay, "other": other, "target": target, "attribute": attribute,
            }),
            Self::Incomplete {
                overlay,
                target,
                attribute,
            } => json!({ "overlay": overlay, "target": target, "attribute": attribute }),
            Self::NothingToMerge { overlay, into } => json!({ "overlay": overlay, "into": into }),
            Self::UnknownBase { overlay, base } => json!({ "overlay": overlay, "base": base }),
            Self::AppliedTwice { overlay } => json!({ "overlay": overlay }),
            Self::Cycle { chain } => json!({ "chain": chain }),
            _ => Value::Null,
        }
    }
}

impl Explained for LimitParseError {
    const KIND: &'static str = "LimitParseError";
    const CODES: &'static [&'static str] = &["empty", "unknown"];
    fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            _ => "unknown",
        }
    }
    fn message(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::Zh, Self::Empty) => "没有写时限".to_owned(),
            (Lang::Zh, Self::Unknown { part }) => format!("看不懂时限“{part}”"),
            _ => self.to_string(),
        }
    }
    fn data(&self) -> Value {
        match self {
            Self::Unknown { part } => json!({ "part": part }),
            _ => Value::Null,
        }
    }
}
