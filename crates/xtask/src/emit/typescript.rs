//! The JavaScript package's functions and the TypeScript types of all that crosses the boundary.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::ir::{ErrorEnum, Field, Model, Operation, Shape, Type, TypeName, Variant};
use super::json::Json;
use super::names::{camel, wrap};
use super::{Generated, MARK, javascript};

/// Where the files lie.
pub(super) const FOLDER: &str = "bindings/wasm/js/generated";

/// How wide a line of documentation is.
const WIDTH: usize = 96;

/// Words that cannot be the name of a function or a namespace.
const RESERVED: [&str; 40] = [
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "void",
    "while",
    "with",
];

/// The files of the package.
pub(super) fn emit(model: &Model) -> Result<Vec<Generated>, Vec<String>> {
    let mut problems = Vec::new();
    let keys = model.data_keys().unwrap_or_else(|found| {
        problems.extend(found);
        super::ir::DataKeys::default()
    });
    for operation in &model.operations {
        if !matches!(model.resolve(&operation.response), Type::Named(_)) {
            problems.push(format!("{}: the response is no object", operation.name));
        }
    }
    let writer = Writer::new(model, &mut problems);
    let files = vec![
        file("types.d.ts", &writer.types()),
        file("operations.js", &javascript::operations(model)),
        file("errors.js", &javascript::errors(model)),
        file(
            "keys.js",
            &javascript::key_lists(model, &keys, &mut problems),
        ),
    ];
    if problems.is_empty() {
        Ok(files)
    } else {
        Err(problems)
    }
}

fn file(name: &str, body: &str) -> Generated {
    Generated {
        path: format!("{FOLDER}/{name}"),
        text: format!("// {MARK}; changes here are lost.\n\n{body}"),
    }
}

/// The namespace of a family: `case` is a word of the language.
pub(super) fn namespace(family: &str) -> String {
    match family {
        "case" => "cases".to_owned(),
        _ if RESERVED.contains(&family) => format!("{family}_"),
        _ => family.to_owned(),
    }
}

/// A documentation comment; nothing for no text.
pub(super) fn comment(out: &mut String, indent: &str, doc: &str, tags: &[String]) {
    let width = WIDTH.saturating_sub(indent.len() + 3);
    let doc = doc.replace("*/", "* /").replace("`None`", "`null`");
    let mut lines: Vec<String> = wrap(&doc, width);
    if !lines.is_empty() && !tags.is_empty() {
        lines.push(String::new());
    }
    lines.extend(tags.iter().flat_map(|t| wrap(t, width)));
    match lines.as_slice() {
        [] => {}
        [line] => {
            let _ = writeln!(out, "{indent}/** {line} */");
        }
        _ => {
            let _ = writeln!(out, "{indent}/**");
            for line in lines {
                let _ = writeln!(out, "{}", format!("{indent} * {line}").trim_end());
            }
            let _ = writeln!(out, "{indent} */");
        }
    }
}

/// What it counts as when it is left out, where that is worth saying.
fn default_tag(field: &Field) -> Vec<String> {
    match &field.default {
        Some(value @ (Json::Bool(_) | Json::Int(_) | Json::Float(_) | Json::String(_))) => {
            vec![format!("@default {value}")]
        }
        Some(Json::Array(items)) if items.is_empty() => vec!["@default []".to_owned()],
        _ => Vec::new(),
    }
}

struct Writer<'a> {
    model: &'a Model,
    /// The names of the variants of tagged types, where they are interfaces of their own.
    variants: BTreeMap<(TypeName, String), String>,
    /// Types that are only ever given: their lists may be read-only ones.
    only_given: BTreeSet<TypeName>,
}

impl<'a> Writer<'a> {
    fn new(model: &'a Model, problems: &mut Vec<String>) -> Self {
        let mut variants = BTreeMap::new();
        let mut taken: BTreeSet<TypeName> = model.types.keys().cloned().collect();
        for (name, shape) in &model.types {
            let Shape::Tagged { variants: all, .. } = shape else {
                continue;
            };
            for variant in all {
                let own = format!("{}{}", name.name, variant.name);
                let free = [own.clone(), format!("{own}Variant")]
                    .into_iter()
                    .find(|n| taken.insert(TypeName::new(&name.family, n)));
                if free.is_none() {
                    problems.push(format!("{name}: no name for the variant {}", variant.wire));
                }
                variants.insert((name.clone(), variant.wire.clone()), free.unwrap_or(own));
            }
        }
        let answered = model.answered();
        let given = model.given();
        let only_given = given.difference(&answered).cloned().collect();
        Self {
            model,
            variants,
            only_given,
        }
    }

    fn types(&self) -> String {
        let mut out = String::new();
        comment(&mut out, "", "A day, as in `2026-11-02`.", &[]);
        out.push_str("export type IsoDate = string;\n\n");
        comment(&mut out, "", "Any JSON.", &[]);
        out.push_str(
            "export type JsonValue =\n  | null\n  | boolean\n  | number\n  | string\n  \
             | JsonValue[]\n  | { [key: string]: JsonValue };\n",
        );
        self.error_types(&mut out);
        let mut families: Vec<&str> = self.model.families();
        for family in self.model.type_families() {
            if !families.contains(&family) {
                families.push(family);
            }
        }
        for family in families {
            let _ = write!(out, "\nexport namespace {} {{\n", namespace(family));
            let mut first = true;
            for operation in self.model.operations_of(family) {
                separate(&mut out, &mut first);
                self.operation(&mut out, operation);
            }
            for (name, shape) in self.model.types_of(family) {
                separate(&mut out, &mut first);
                self.shape(&mut out, name, shape);
            }
            out.push_str("}\n");
        }
        out
    }

    fn error_types(&self, out: &mut String) {
        let fault = self.reference("", &Type::Named(self.model.fault.clone()), "");
        out.push('\n');
        comment(
            out,
            "",
            "What every operation throws; each kind has a class of its own.",
            &[],
        );
        out.push_str("export class GongkaiError extends Error {\n");
        let _ = writeln!(out, "  constructor(fault: {fault});");
        let fields: &[(&str, &str, &str)] = &[
            (
                "kind",
                "string",
                "The name of the class, the same in every language.",
            ),
            (
                "code",
                "string",
                "Which error it is, the same in every language.",
            ),
            (
                "messageEn",
                "string",
                "The sentence in English; `message` is in Chinese.",
            ),
            (
                "path",
                "string",
                "Where in the request, as a JSON pointer; empty for all of it.",
            ),
            (
                "help",
                "string | null",
                "What to do about it, where that is known.",
            ),
            ("data", "JsonValue", "The facts of the error."),
        ];
        for (name, ty, doc) in fields {
            comment(out, "  ", doc, &[]);
            let _ = writeln!(out, "  readonly {name}: {ty};");
        }
        comment(out, "  ", "How bad it is.", &[]);
        let _ = writeln!(out, "  readonly severity: {fault}[\"severity\"];");
        comment(out, "  ", "The articles that it rests on.", &[]);
        let _ = writeln!(out, "  readonly citations: {fault}[\"citations\"];");
        out.push_str("}\n");
        for error in &self.model.errors {
            out.push('\n');
            comment(out, "", &error_doc(error), &[]);
            let _ = writeln!(out, "export class {} extends GongkaiError {{", error.name);
            let _ = writeln!(out, "  readonly kind: \"{}\";", error.name);
            let mut codes: Vec<String> = error.codes.iter().map(|c| format!("\"{c}\"")).collect();
            if codes.is_empty() {
                codes.push("string".to_owned());
            }
            let codes = union(&codes, "    ");
            let _ = writeln!(out, "  readonly code:{codes};\n}}");
        }
    }

    fn operation(&self, out: &mut String, operation: &Operation) {
        let tags = throws(self.model, operation);
        comment(out, "  ", &operation.doc, &tags);
        let options = Type::Named(operation.request.clone());
        let options = self.reference(&operation.family, &options, "");
        let parameter = if operation.params.is_empty() {
            String::new()
        } else if operation.params.iter().any(|p| p.required) {
            format!("options: {options}")
        } else {
            format!("options?: {options}")
        };
        let response = self.reference(&operation.family, &operation.response, "");
        let name = camel(&operation.method);
        if RESERVED.contains(&name.as_str()) {
            let _ = writeln!(out, "  function {name}_({parameter}): {response};");
            let _ = writeln!(out, "  export {{ {name}_ as {name} }};");
        } else {
            let _ = writeln!(out, "  export function {name}({parameter}): {response};");
        }
    }

    fn shape(&self, out: &mut String, name: &TypeName, shape: &Shape) {
        let list = if self.only_given.contains(name) {
            "readonly "
        } else {
            ""
        };
        let title = &name.name;
        match shape {
            Shape::Record { doc, fields } => {
                comment(out, "  ", doc, &[]);
                let _ = writeln!(out, "  export interface {title} {{");
                self.fields(out, &name.family, fields, list);
                out.push_str("  }\n");
            }
            Shape::StringEnum { doc, values } => {
                comment(out, "  ", doc, &[]);
                let _ = write!(out, "  export type {title} =");
                let described = values.iter().any(|v| !v.doc.is_empty());
                for value in values {
                    if described {
                        out.push('\n');
                        comment(out, "    ", &value.doc, &[]);
                        let _ = write!(out, "    | \"{}\"", value.wire);
                    } else {
                        let _ = write!(out, "\n    | \"{}\"", value.wire);
                    }
                }
                out.push_str(";\n");
            }
            Shape::Tagged {
                doc,
                tag,
                common,
                variants,
            } => self.tagged(out, name, (doc, tag, common, variants), list),
            Shape::Untagged { doc, variants } => {
                comment(out, "  ", doc, &[]);
                let types: Vec<String> = variants
                    .iter()
                    .map(|v| self.reference(&name.family, v, list))
                    .collect();
                let _ = writeln!(out, "  export type {title} ={};", union(&types, "    "));
            }
            Shape::Alias { doc, ty } => {
                comment(out, "  ", doc, &[]);
                let ty = self.reference(&name.family, ty, list);
                let _ = writeln!(out, "  export type {title} = {ty};");
            }
        }
    }

    fn tagged(
        &self,
        out: &mut String,
        name: &TypeName,
        (doc, tag, common, variants): (&str, &str, &[Field], &[Variant]),
        list: &str,
    ) {
        let own = |variant: &Variant| {
            let key = (name.clone(), variant.wire.clone());
            self.variants.get(&key).cloned().unwrap_or_default()
        };
        comment(out, "  ", doc, &[]);
        let _ = write!(out, "  export type {} =", name.name);
        for variant in variants {
            let _ = write!(out, "\n    | {}", own(variant));
        }
        out.push_str(";\n");
        for variant in variants {
            out.push('\n');
            comment(out, "  ", &variant.doc, &[]);
            let _ = writeln!(out, "  export interface {} {{", own(variant));
            let _ = writeln!(out, "    {}: \"{}\";", camel(tag), variant.wire);
            self.fields(out, &name.family, common, list);
            self.fields(out, &name.family, &variant.fields, list);
            out.push_str("  }\n");
        }
    }

    fn fields(&self, out: &mut String, family: &str, fields: &[Field], list: &str) {
        for field in fields {
            comment(out, "    ", &field.doc, &default_tag(field));
            let optional = if field.required { "" } else { "?" };
            let null = if field.nullable { " | null" } else { "" };
            let ty = self.reference(family, &field.ty, list);
            let _ = writeln!(out, "    {}{optional}: {ty}{null};", camel(&field.wire));
        }
    }

    /// How a type is written inside the namespace of a family; `list` stands before lists.
    fn reference(&self, family: &str, ty: &Type, list: &str) -> String {
        match ty {
            Type::Bool => "boolean".to_owned(),
            Type::Int { .. } | Type::Float => "number".to_owned(),
            Type::String { .. } => "string".to_owned(),
            Type::Date => "IsoDate".to_owned(),
            Type::Json => "JsonValue".to_owned(),
            Type::List(inner) => {
                let inner = self.reference(family, inner, list);
                let many = inner.contains(' ') && !inner.ends_with([']', '>']);
                if many || inner.starts_with("readonly ") {
                    format!("{list}({inner})[]")
                } else {
                    format!("{list}{inner}[]")
                }
            }
            Type::Tuple(items) => {
                let items: Vec<String> = items
                    .iter()
                    .map(|t| self.reference(family, t, list))
                    .collect();
                format!("{list}[{}]", items.join(", "))
            }
            Type::Map { key, value } => {
                let value = self.reference(family, value, list);
                let known = match self.model.resolve(key) {
                    Type::Named(name) => {
                        matches!(self.model.shape(name), Some(Shape::StringEnum { .. }))
                    }
                    _ => false,
                };
                let key = self.reference(family, key, list);
                if known {
                    format!("Partial<Record<{key}, {value}>>")
                } else {
                    format!("Record<{key}, {value}>")
                }
            }
            Type::Option(inner) => format!("{} | null", self.reference(family, inner, list)),
            Type::Named(name) if name.family == family => name.name.clone(),
            Type::Named(name) => format!("{}.{}", namespace(&name.family), name.name),
        }
    }
}

/// Alternatives behind a `:` or `=`, on one line where they fit.
fn union(types: &[String], indent: &str) -> String {
    let line = types.join(" | ");
    if line.len() <= WIDTH / 2 {
        return format!(" {line}");
    }
    let each = types.iter().map(|t| format!("\n{indent}| {t}"));
    each.collect()
}

fn separate(out: &mut String, first: &mut bool) {
    if !std::mem::take(first) {
        out.push('\n');
    }
}

pub(super) fn error_doc(error: &ErrorEnum) -> String {
    if error.name == "InputError" {
        "The request is not one: a field is missing or unknown, a value is not of its type."
            .to_owned()
    } else {
        format!("What the operations that name `{}` can throw.", error.name)
    }
}

/// The errors of an operation, for its documentation.
fn throws(model: &Model, operation: &Operation) -> Vec<String> {
    let mut tags = Vec::new();
    for name in &operation.errors {
        let codes = model.errors.iter().find(|e| e.name == *name);
        let codes: Vec<String> = codes
            .map(|e| e.codes.iter().map(|c| format!("`{c}`")).collect())
            .unwrap_or_default();
        let tag = format!("@throws {{{name}}} {}", codes.join(", "));
        tags.push(tag.trim_end().to_owned());
    }
    tags.push("@throws {InputError} for a request that is not one.".to_owned());
    tags
}

#[cfg(test)]
mod tests {
    use super::super::tests::contract;
    use super::*;

    fn emitted(defs: &str, file: &str) -> String {
        let model = Model::read(&contract(defs)).unwrap();
        let files = emit(&model).unwrap();
        let path = format!("{FOLDER}/{file}");
        files.into_iter().find(|f| f.path == path).unwrap().text
    }

    #[test]
    fn an_operation_takes_one_documented_parameter() {
        let types = emitted("", "types.d.ts");
        assert!(types.starts_with(&format!("// {MARK}")));
        let expected = "  /**
   * Does it.
   *
   * @throws {TError} `no`
   * @throws {InputError} for a request that is not one.
   */
  export function op(options: Req): Res;
";
        assert!(types.contains(expected), "{types}");
        let request = "  export interface Req {
    /** How many. */
    n: number;
    day?: IsoDate | null;
  }
";
        assert!(types.contains(request), "{types}");
        let code = emitted("", "operations.js");
        assert!(code.contains("export const t = Object.freeze({\n  /** Does it. */\n  op: (options) => call(\"t.op\", options),\n});"), "{code}");
    }

    #[test]
    fn unions_are_told_apart_by_their_tag() {
        let defs = r##""case.E": {"description": "What.", "type": "object", "properties": {"at_day": {"type": "string", "format": "date"}},
          "required": ["at_day"], "oneOf": [
            {"type": "object", "properties": {"kind": {"type": "string", "const": "one_way"}}, "required": ["kind"], "description": "One."},
            {"type": "object", "properties": {"kind": {"type": "string", "const": "two"},
              "xs": {"type": "array", "items": {"$ref": "#/$defs/t.S"}}}, "required": ["kind", "xs"]}]},
          "t.S": {"oneOf": [{"type": "string", "const": "a_b", "description": "First."}]},
          "t.User": {"type": "object", "properties": {"e": {"anyOf": [{"$ref": "#/$defs/case.E"}, {"type": "null"}]}}}"##;
        let types = emitted(defs, "types.d.ts");
        let expected = "export namespace cases {
  /** What. */
  export type E =
    | EOneWay
    | ETwo;

  /** One. */
  export interface EOneWay {
    kind: \"one_way\";
    atDay: IsoDate;
  }

  export interface ETwo {
    kind: \"two\";
    atDay: IsoDate;
    xs: t.S[];
  }
}
";
        assert!(types.contains(expected), "{types}");
        assert!(types.contains("    e?: cases.E | null;"), "{types}");
        assert!(
            types.contains("  export type S =\n    /** First. */\n    | \"a_b\";"),
            "{types}"
        );
        assert!(emitted(defs, "keys.js").contains("renamedFields = [\n  \"at_day\",\n];"));
    }

    #[test]
    fn lists_maps_and_tuples() {
        let defs = r#""t.R": {"type": "object", "properties": {
          "a": {"type": "array", "items": {"type": ["string", "null"]}},
          "m": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "boolean"}}},
          "t": {"type": "array", "prefixItems": [{"type": "boolean"}, {"type": "string"}], "minItems": 2, "maxItems": 2},
          "j": true, "d": {"type": "integer", "format": "uint8", "default": 3}}, "required": ["a"]}"#;
        let types = emitted(defs, "types.d.ts");
        for line in [
            "    a: (string | null)[];",
            "    m?: Record<string, boolean[]>;",
            "    t?: [boolean, string];",
            "    j?: JsonValue;",
            "    /** @default 3 */\n    d?: number;",
        ] {
            assert!(types.contains(line), "{line}\n{types}");
        }
        let keys = emitted(defs, "keys.js");
        assert!(keys.contains("mapFields = [\n  \"m\",\n];"), "{keys}");
        assert!(keys.contains("opaqueFields = [\n  \"j\",\n];"), "{keys}");
    }

    #[test]
    fn two_names_must_not_become_one() {
        let defs = r#""t.R": {"type": "object", "properties": {"of_a": {"type": "string"}, "ofA": {"type": "string"}}}"#;
        let model = Model::read(&contract(defs)).unwrap();
        let problems = emit(&model).unwrap_err();
        assert_eq!(problems, ["`of_a` and `ofA` are one name in camelCase"]);
    }

    #[test]
    fn each_error_has_its_class() {
        let types = emitted("", "types.d.ts");
        assert!(types.contains("export class TError extends GongkaiError {\n  readonly kind: \"TError\";\n  readonly code: \"no\";\n}"), "{types}");
        assert!(emitted("", "errors.js").contains("export class TError extends GongkaiError {}"));
    }
}
