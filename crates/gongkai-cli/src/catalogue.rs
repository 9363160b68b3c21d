//! `gongkai catalogue`.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use gongkai::catalogue::{Catalogue, Field, Matter, Overlay, Ranker};
use gongkai::finding::Lang;
use gongkai::law::{Attestation, Registry};
use serde_json::json;

use crate::args::{CatalogueArgs, CatalogueCommand, CatalogueFormat, PlainFormat};
use crate::files;
use crate::import;
use crate::output::{self, Failure};

pub(crate) fn run(command: &CatalogueCommand) -> Result<ExitCode, Failure> {
    match command {
        CatalogueCommand::List(args) => list(args),
        CatalogueCommand::Show { id, common } => show(id, common),
        CatalogueCommand::Match {
            text,
            limit,
            common,
        } => rank(text, *limit, common),
        CatalogueCommand::Diff {
            before,
            after,
            format,
            lang,
        } => diff(before, after, *format, *lang),
        CatalogueCommand::Export { output, common } => export(output.as_deref(), common),
        CatalogueCommand::Import {
            table,
            id,
            field,
            output,
            lang,
        } => import::run(table, id, field.as_deref(), output.as_deref(), *lang),
    }
}

/// The catalogue of this name: a shipped one, or a file with an overlay on one.
fn named(name: &str) -> Result<Cow<'static, Catalogue>, Failure> {
    Ok(match name {
        "national" | "26" => Cow::Borrowed(Catalogue::national()),
        "grassroots" | "31" => Cow::Borrowed(Catalogue::grassroots()),
        "village" => Cow::Borrowed(Catalogue::village()),
        "township" | "12" => {
            let fields = &Catalogue::township_profile().fields;
            Cow::Owned(Catalogue::grassroots().select(fields, None))
        }
        path => {
            let path = Path::new(path);
            if !path.exists() {
                return Err(Failure::new(format!(
                    "`{}` is no catalogue: expected national, grassroots, township, village, or a file with an overlay",
                    path.display()
                )));
            }
            let overlay = files::overlay(path)?;
            Cow::Owned(
                base_of(&overlay)
                    .apply(&overlay)
                    .map_err(|e| Failure::file(path, e))?,
            )
        }
    })
}

fn base_of(overlay: &Overlay) -> &'static Catalogue {
    let all = [
        Catalogue::grassroots(),
        Catalogue::national(),
        Catalogue::village(),
    ];
    let base = overlay.base.as_deref();
    all.into_iter()
        .find(|c| base == Some(c.id()))
        .unwrap_or(Catalogue::grassroots())
}

/// The catalogue that the arguments ask for, narrowed to a field when they name one.
fn chosen(args: &CatalogueArgs) -> Result<Cow<'static, Catalogue>, Failure> {
    let catalogue = named(&args.catalogue)?;
    let Some(name) = &args.field else {
        return Ok(catalogue);
    };
    let field = catalogue
        .field(name)
        .or_else(|| catalogue.field_called(name))
        .ok_or_else(|| {
            Failure::new(format!(
                "there is no field `{name}` in `{}`",
                args.catalogue
            ))
        })?
        .id
        .clone();
    Ok(Cow::Owned(catalogue.select(&[field], None)))
}

fn list(args: &CatalogueArgs) -> Result<ExitCode, Failure> {
    let catalogue = chosen(args)?;
    match args.format {
        CatalogueFormat::Json => output::json(&catalogue.view())?,
        CatalogueFormat::Text => output::print(&listing(&catalogue, args.lang))?,
        CatalogueFormat::Csv => output::write(None, &files::csv(&rows(&catalogue)))?,
        CatalogueFormat::Xlsx => {
            return Err(Failure::new(
                "xlsx goes to a file: gongkai catalogue export --format xlsx -o FILE",
            ));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn listing(catalogue: &Catalogue, lang: Lang) -> String {
    let mut out = String::new();
    for field in catalogue.fields() {
        let matters: Vec<&Matter> = catalogue.matters_of(field.id.as_str()).collect();
        let _ = writeln!(out, "{}", field_line(field, matters.len(), lang));
        for matter in matters {
            let mark = if matter.certainty == Attestation::Memory {
                unverified(lang)
            } else {
                ""
            };
            let _ = writeln!(
                out,
                "  {:<28} {}  {}{mark}",
                matter.id.as_str(),
                matter.name(),
                matter.limit(lang),
            );
        }
    }
    let unseen = catalogue
        .matters()
        .iter()
        .filter(|m| m.certainty == Attestation::Memory)
        .count();
    let _ = match lang {
        Lang::Zh => writeln!(
            out,
            "\n共{}个领域、{}个事项，其中{unseen}个未核实（凭标准指引的记忆，未在网页上见到）。",
            catalogue.fields().len(),
            catalogue.matters().len()
        ),
        Lang::En => writeln!(
            out,
            "\n{} fields, {} matters, {unseen} of them not verified (recalled from the standard guides, not seen on a page).",
            catalogue.fields().len(),
            catalogue.matters().len()
        ),
    };
    out
}

fn unverified(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "  [未核实]",
        Lang::En => "  [not verified]",
    }
}

fn field_line(field: &Field, matters: usize, lang: Lang) -> String {
    let status = field.status.label(lang);
    match lang {
        Lang::Zh => format!(
            "{}. {}（{}） {matters}个事项，{status}",
            field.number, field.name, field.id
        ),
        Lang::En => format!(
            "{}. {} ({}), {matters} matters, {status}",
            field.number, field.name, field.id
        ),
    }
}

fn show(id: &str, args: &CatalogueArgs) -> Result<ExitCode, Failure> {
    let catalogue = chosen(args)?;
    // A matter of the village list is found without asking for that list.
    let matter = catalogue
        .matter(id)
        .or_else(|| Catalogue::village().matter(id))
        .ok_or_else(|| Failure::new(format!("there is no matter `{id}` in `{}`; `gongkai catalogue match` finds one by its name", args.catalogue)))?;
    match args.format {
        CatalogueFormat::Json => output::json(&matter.view())?,
        _ => output::print(&card(&catalogue, matter, args.lang))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// One matter for a reader.
fn card(catalogue: &Catalogue, matter: &Matter, lang: Lang) -> String {
    let zh = lang == Lang::Zh;
    let registry = Registry::builtin();
    let mut out = String::new();
    let field = catalogue
        .field(matter.field.as_str())
        .map_or(matter.field.as_str(), |f| &f.name);
    let _ = writeln!(out, "{}  {}", matter.id, matter.name());
    let mut line = |name: (&str, &str), value: String| {
        if !value.is_empty() {
            let _ = writeln!(
                out,
                "{}{}{value}",
                if zh { name.0 } else { name.1 },
                if zh { "：" } else { ": " }
            );
        }
    };
    let list = |items: Vec<String>| items.join(if zh { "、" } else { ", " });
    line(("领域", "field"), field.to_owned());
    line(
        ("公开内容（要素）", "elements"),
        list(matter.elements.clone()),
    );
    line(("公开时限", "limit"), matter.limit(lang));
    let raw: Vec<String> = matter.limits.iter().filter_map(|l| l.raw.clone()).collect();
    line(("原文时限", "limit as printed"), list(raw));
    line(("公开主体", "body"), list(matter.bodies.clone()));
    let mut channels: Vec<String> = matter
        .channels
        .iter()
        .map(|c| c.label(lang).to_owned())
        .collect();
    channels.extend(matter.other_channels.iter().cloned());
    line(("公开渠道和载体", "channels"), list(channels));
    line(("公开对象", "audience"), matter.audience.render(lang));
    line(
        ("公开方式", "mode"),
        list(
            matter
                .mode
                .iter()
                .map(|m| m.label(lang).to_owned())
                .collect(),
        ),
    );
    line(
        ("公开层级", "levels"),
        list(
            matter
                .levels
                .iter()
                .map(|l| l.label(lang).to_owned())
                .collect(),
        ),
    );
    let basis: Vec<String> = matter
        .basis
        .iter()
        .map(|c| {
            if zh {
                c.chinese(registry)
            } else {
                c.english(registry)
            }
        })
        .collect();
    line(
        ("公开依据", "basis"),
        basis.join(if zh { "；" } else { "; " }),
    );
    if matter.default_rule {
        line(
            ("说明", "remark"),
            if zh {
                "时限或依据未在网页上见到，适用《政府信息公开条例》第十九条至第二十一条、第二十六条的通则".to_owned()
            } else {
                "no page names the limit or the basis: the general rule of the Regulation (Arts. 19–21, 26) applies".to_owned()
            },
        );
    }
    if !matter.defaulted.is_empty() {
        line(
            ("按通则补的项", "filled in by general rule"),
            list(
                matter
                    .defaulted
                    .iter()
                    .map(|a| a.label(lang).to_owned())
                    .collect(),
            ),
        );
    }
    line(("查证", "certainty"), matter.attestation(lang).to_owned());
    line(("备注", "note"), matter.note.clone().unwrap_or_default());
    line(
        ("来源", "source"),
        matter.source.clone().unwrap_or_default(),
    );
    out
}

fn rank(text: &str, limit: usize, args: &CatalogueArgs) -> Result<ExitCode, Failure> {
    let catalogue = chosen(args)?;
    // Without a choice of catalogue the village list counts as well.
    let whole = args.catalogue == "grassroots" && args.field.is_none();
    let matches = if whole {
        Ranker::builtin().rank(text, limit)
    } else {
        Ranker::new(&catalogue).rank(text, limit)
    };
    if args.format == CatalogueFormat::Json {
        output::json(&json!({ "text": text, "matches": matches }))?;
        return Ok(ExitCode::SUCCESS);
    }
    let zh = args.lang == Lang::Zh;
    let mut out = String::new();
    if matches.iter().all(|m| !m.confident) {
        out.push_str(if zh {
            "没有把握：这段文字可能不属于任何事项。\n"
        } else {
            "Not sure: the text may belong to no matter.\n"
        });
    }
    for (n, found) in matches.iter().enumerate() {
        let matter = catalogue
            .matter(found.id.as_str())
            .or_else(|| Catalogue::village().matter(found.id.as_str()));
        let name = matter.map(Matter::name).unwrap_or_default();
        let field = catalogue
            .field(found.field.as_str())
            .or_else(|| Catalogue::village().field(found.field.as_str()))
            .map_or(found.field.as_str(), |f| f.name.as_str());
        let why: Vec<String> = found.why.iter().map(|w| w.render(args.lang)).collect();
        let _ = writeln!(
            out,
            "{}. {:.2}  {}  {field}：{name}",
            n + 1,
            found.score,
            found.id
        );
        let _ = writeln!(out, "   {}", why.join(if zh { "；" } else { "; " }));
    }
    output::print(&out)?;
    Ok(ExitCode::SUCCESS)
}

fn diff(before: &str, after: &str, format: PlainFormat, lang: Lang) -> Result<ExitCode, Failure> {
    let (before, after) = (named(before)?, named(after)?);
    let diff = before.diff(&after);
    match format {
        PlainFormat::Json => output::json(&json!({ "diff": diff, "tasks": diff.tasks() }))?,
        PlainFormat::Text => output::print(&diff.render(lang))?,
    }
    Ok(ExitCode::SUCCESS)
}

fn export(path: Option<&Path>, args: &CatalogueArgs) -> Result<ExitCode, Failure> {
    let catalogue = chosen(args)?;
    let bytes = match args.format {
        CatalogueFormat::Json => {
            (serde_json::to_string_pretty(&catalogue.view())? + "\n").into_bytes()
        }
        CatalogueFormat::Csv => files::csv(&rows(&catalogue)),
        CatalogueFormat::Xlsx => {
            if path.is_none() {
                return Err(Failure::new("xlsx goes to a file: name it with -o"));
            }
            files::xlsx(catalogue.title(), &rows(&catalogue))
        }
        CatalogueFormat::Text => listing(&catalogue, args.lang).into_bytes(),
    };
    output::write(path, &bytes)?;
    Ok(ExitCode::SUCCESS)
}

/// The catalogue as a table of the standard's form, with what is known of each row.
fn rows(catalogue: &Catalogue) -> Vec<Vec<String>> {
    let registry = Registry::builtin();
    let head = [
        "编号",
        "领域",
        "一级事项",
        "二级事项",
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
        "公开渠道和载体",
        "公开对象",
        "公开方式",
        "公开层级",
        "查证",
        "来源",
    ];
    let mut all = vec![head.map(str::to_owned).to_vec()];
    for field in catalogue.fields() {
        for matter in catalogue.matters_of(field.id.as_str()) {
            let list = |items: Vec<String>| items.join("；");
            let mut channels: Vec<String> = matter
                .channels
                .iter()
                .map(|c| c.label(Lang::Zh).to_owned())
                .collect();
            channels.extend(matter.other_channels.iter().cloned());
            all.push(vec![
                matter.id.to_string(),
                field.name.clone(),
                matter.level1.clone(),
                matter.level2.clone().unwrap_or_default(),
                list(matter.elements.clone()),
                list(matter.basis.iter().map(|c| c.chinese(registry)).collect()),
                matter.limit(Lang::Zh),
                list(matter.bodies.clone()),
                list(channels),
                matter.audience.render(Lang::Zh),
                list(
                    matter
                        .mode
                        .iter()
                        .map(|m| m.label(Lang::Zh).to_owned())
                        .collect(),
                ),
                list(
                    matter
                        .levels
                        .iter()
                        .map(|l| l.label(Lang::Zh).to_owned())
                        .collect(),
                ),
                matter.attestation(Lang::Zh).to_owned(),
                matter.source.clone().unwrap_or_default(),
            ]);
        }
    }
    all
}
