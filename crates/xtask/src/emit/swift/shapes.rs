//! Types as Swift has them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::super::ir::{EnumValue, Field, Shape, Type, TypeName, Variant};
use super::super::names::snake;
use super::{Emitter, Param, doc, ident, payload_name, quoted};

impl<'a> Emitter<'a> {
    pub(super) fn shape(&mut self, name: &TypeName, shape: &'a Shape) -> String {
        let class = &name.name;
        let mut out = doc("    ", shape.doc(), &[]);
        match shape {
            Shape::Alias { ty, .. } => {
                let _ = writeln!(out, "    public typealias {class} = {}", self.ty(ty));
            }
            Shape::StringEnum { values, .. } => {
                let _ = writeln!(
                    out,
                    "    public enum {class}: String, Codable, Hashable, Sendable, CaseIterable {{"
                );
                for value in values {
                    out.push_str(&doc("        ", &value.doc, &[]));
                    let _ = writeln!(out, "        {}", case(value));
                }
                out.push_str("    }\n");
            }
            Shape::Record { fields, .. } => {
                if self.holds_itself(name) {
                    self.problems
                        .push(format!("{name}: a struct of Swift cannot hold itself"));
                }
                out.push_str(&self.record(class, fields, &[], "    "));
            }
            Shape::Tagged {
                tag,
                common,
                variants,
                ..
            } => {
                out.push_str(&self.tagged(class, tag, common, variants));
            }
            Shape::Untagged { variants, .. } => out.push_str(&self.untagged(class, variants)),
        }
        out
    }

    /// Whether a record would have to stand inside itself: not behind a list, a map or an enum.
    pub(super) fn holds_itself(&self, name: &TypeName) -> bool {
        let (mut open, mut seen) = (vec![name.clone()], BTreeSet::new());
        while let Some(one) = open.pop() {
            let Some(Shape::Record { fields, .. }) = self.model.shape(&one) else {
                continue;
            };
            for field in fields {
                let mut ty = self.model.resolve(&field.ty);
                while let Type::Option(inner) = ty {
                    ty = self.model.resolve(inner);
                }
                if let Type::Named(next) = ty {
                    if next == name {
                        return true;
                    }
                    if seen.insert(next.clone()) {
                        open.push(next.clone());
                    }
                }
            }
        }
        false
    }

    pub(super) fn record(
        &mut self,
        class: &str,
        fields: &[Field],
        common: &[Field],
        indent: &str,
    ) -> String {
        let all: Vec<Field> = common.iter().chain(fields).cloned().collect();
        let params = self.params(&all);
        let mut out = format!("{indent}public struct {class}: Codable, Hashable, Sendable {{\n");
        for param in &params {
            out.push_str(&doc(&format!("{indent}    "), &param.field.doc, &[]));
            let _ = writeln!(out, "{indent}    public var {}", param.typed());
        }
        let declared: Vec<String> = params.iter().map(Param::declared).collect();
        let _ = write!(
            out,
            "\n{indent}    public init({}) {{\n",
            declared.join(", ")
        );
        for param in &params {
            let _ = writeln!(out, "{indent}        self.{0} = {0}", param.name);
        }
        let _ = writeln!(out, "{indent}    }}");
        if params.is_empty() {
            let _ = writeln!(out, "{indent}}}");
            return out;
        }
        let _ = write!(out, "\n{indent}    enum CodingKeys: String, CodingKey {{\n");
        for param in &params {
            let _ = writeln!(
                out,
                "{indent}        case {} = {}",
                param.name,
                quoted(&param.field.wire)
            );
        }
        let _ = writeln!(out, "{indent}    }}");
        // What is written for the compiler fits but where a field that is missing has a value.
        if params
            .iter()
            .any(|p| p.default.as_ref().is_some_and(|d| d != "nil"))
        {
            let _ = write!(
                out,
                "\n{indent}    public init(from decoder: Decoder) throws {{\n{indent}        let fields = try decoder.container(keyedBy: CodingKeys.self)\n"
            );
            for param in &params {
                let (ty, name) = (&param.ty, &param.name);
                let read = match &param.default {
                    None => format!("try fields.decode({ty}.self, forKey: .{name})"),
                    Some(d) if d == "nil" => {
                        format!("try fields.decodeIfPresent({ty}.self, forKey: .{name})")
                    }
                    Some(d) => {
                        format!("try fields.decodeIfPresent({ty}.self, forKey: .{name}) ?? {d}")
                    }
                };
                let _ = writeln!(out, "{indent}        self.{name} = {read}");
            }
            let _ = writeln!(out, "{indent}    }}");
        }
        let _ = writeln!(out, "{indent}}}");
        out
    }

    pub(super) fn tagged(
        &mut self,
        class: &str,
        tag: &str,
        common: &[Field],
        variants: &[Variant],
    ) -> String {
        let mut out = format!("    public indirect enum {class}: Codable, Hashable, Sendable {{\n");
        let (mut structs, mut reads, mut writes) = (String::new(), String::new(), String::new());
        for variant in variants {
            let name = ident(&variant.wire);
            let wire = quoted(&variant.wire);
            out.push_str(&doc("        ", &variant.doc, &[]));
            let _ = writeln!(
                writes,
                "            case .{name}{}:",
                if variant.fields.is_empty() && common.is_empty() {
                    ""
                } else {
                    "(let value)"
                }
            );
            let _ = writeln!(
                writes,
                "                try fields.encode({wire}, forKey: WireKey({}))",
                quoted(tag)
            );
            if variant.fields.is_empty() && common.is_empty() {
                let _ = writeln!(out, "        case {name}");
                let _ = writeln!(reads, "            case {wire}: self = .{name}");
            } else {
                let payload = payload_name(&variant.name, class);
                let _ = writeln!(out, "        case {name}({payload})");
                let _ = writeln!(
                    reads,
                    "            case {wire}: self = .{name}(try {payload}(from: decoder))"
                );
                let _ = writeln!(writes, "                try value.encode(to: encoder)");
                structs.push('\n');
                structs.push_str(&doc("        ", &variant.doc, &[]));
                structs.push_str(&self.record(&payload, &variant.fields, common, "        "));
            }
        }
        for param in self.params(common) {
            let ty = if param.optional {
                format!("{}?", param.ty)
            } else {
                param.ty.clone()
            };
            let _ = write!(
                out,
                "\n{}        public var {}: {ty} {{\n            switch self {{\n",
                doc("        ", &param.field.doc, &[]),
                param.name
            );
            for variant in variants {
                let _ = writeln!(
                    out,
                    "            case .{}(let value): return value.{}",
                    ident(&variant.wire),
                    param.name
                );
            }
            out.push_str("            }\n        }\n");
        }
        out.push_str(&structs);
        let tag = quoted(tag);
        let _ = write!(
            out,
            "\n        public init(from decoder: Decoder) throws {{\n            let fields = try decoder.container(keyedBy: WireKey.self)\n            switch try fields.decode(String.self, forKey: WireKey({tag})) {{\n{reads}            case let other: throw noCase(other, decoder)\n            }}\n        }}\n\n        public func encode(to encoder: Encoder) throws {{\n            var fields = encoder.container(keyedBy: WireKey.self)\n            switch self {{\n{writes}            }}\n        }}\n    }}\n"
        );
        out
    }

    pub(super) fn untagged(&mut self, class: &str, variants: &[Type]) -> String {
        let mut out = format!("    public indirect enum {class}: Codable, Hashable, Sendable {{\n");
        let (mut reads, mut writes) = (String::new(), String::new());
        for variant in variants {
            let name = ident(&words(variant));
            let ty = self.ty(variant);
            let _ = writeln!(out, "        case {name}({ty})");
            let _ = write!(
                reads,
                "            if let value = try? {ty}(from: decoder) {{\n                self = .{name}(value)\n                return\n            }}\n"
            );
            let _ = writeln!(
                writes,
                "            case .{name}(let value): try value.encode(to: encoder)"
            );
        }
        let _ = write!(
            out,
            "\n        public init(from decoder: Decoder) throws {{\n{reads}            throw noCase({}, decoder)\n        }}\n\n        public func encode(to encoder: Encoder) throws {{\n            switch self {{\n{writes}            }}\n        }}\n    }}\n",
            quoted(class)
        );
        out
    }
}

/// A name for a case that has none: of what is in it.
pub(super) fn words(ty: &Type) -> String {
    match ty {
        Type::Bool => "flag".to_owned(),
        Type::Int { .. } | Type::Float => "number".to_owned(),
        Type::String { .. } => "text".to_owned(),
        Type::Date => "date".to_owned(),
        Type::List(inner) => format!("{}_list", words(inner)),
        Type::Map { value, .. } => format!("{}_map", words(value)),
        Type::Tuple(items) => items.iter().map(words).collect::<Vec<_>>().join("_"),
        Type::Named(name) => snake(&name.name),
        Type::Option(inner) => words(inner),
        Type::Json => "other".to_owned(),
    }
}

pub(super) fn case(value: &EnumValue) -> String {
    format!("case {} = {}", ident(&value.wire), quoted(&value.wire))
}
