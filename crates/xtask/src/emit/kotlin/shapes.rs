//! Types as Kotlin has them.

use std::fmt::Write as _;

use super::super::ir::{Field, Shape, Type, TypeName, Variant};
use super::{Emitter, TAKEN, constant, head, kdoc, package_part, quoted, variant_name};

impl<'a> Emitter<'a> {
    pub(super) fn types(&mut self, family: &str) -> String {
        let package = format!("gongkai.{}", package_part(family));
        let mut out = head(
            &package,
            &[
                "gongkai.*",
                "kotlinx.serialization.json.*",
                "java.time.LocalDate",
            ],
        );
        // Types of the runtime that a package's own may not hide are imported by name.
        for (name, shape) in self.model.types_of(family) {
            if TAKEN.contains(&name.name.as_str()) {
                self.problems
                    .push(format!("{name}: Kotlin has a type of that name"));
            }
            out.push('\n');
            out.push_str(&self.shape(name, shape, family));
        }
        out
    }

    pub(super) fn shape(&mut self, name: &TypeName, shape: &'a Shape, family: &str) -> String {
        let class = &name.name;
        let mut out = kdoc("", shape.doc(), &[]);
        match shape {
            Shape::Alias { ty, .. } => {
                let _ = writeln!(
                    out,
                    "public typealias {class} = {}",
                    self.ty(ty, Some(family))
                );
            }
            Shape::StringEnum { values, .. } => {
                let _ = writeln!(
                    out,
                    "public enum class {class}(override val wire: String) : Wire {{"
                );
                for value in values {
                    out.push_str(&kdoc("    ", &value.doc, &[]));
                    let _ = writeln!(out, "    {}({}),", constant(value), quoted(&value.wire));
                }
                out.push_str("    ;\n\n    public companion object {\n");
                out.push_str("        /** The constant of this name in the contract. */\n");
                let _ = writeln!(
                    out,
                    "        @JvmStatic\n        public fun fromWire(wire: String): {class} = asWire<{class}>(wireOf(wire))\n    }}\n}}"
                );
            }
            Shape::Record { fields, .. } => {
                out.push_str(&self.class(class, fields, &[], None, Some(family), ""));
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

    /// A data class, or an object where there is nothing in it.
    pub(super) fn class(
        &mut self,
        class: &str,
        fields: &[Field],
        common: &[Field],
        union: Option<(&str, &str, &str)>,
        family: Option<&str>,
        indent: &str,
    ) -> String {
        let all: Vec<Field> = common.iter().chain(fields).cloned().collect();
        let params = self.params(&all, family);
        let parent = union.map_or("Model", |(parent, _, _)| parent);
        let deep = format!("{indent}    ");
        let mut out = String::new();
        let tag = union.map_or(String::new(), |(_, tag, wire)| {
            format!("{deep}    put({}, wireOf({}))\n", quoted(tag), quoted(wire))
        });
        if params.is_empty() {
            let _ = writeln!(out, "{indent}public data object {class} : {parent} {{");
            if tag.is_empty() {
                let _ = writeln!(
                    out,
                    "{deep}override fun toJson(): JsonElement = wireObject {{ }}"
                );
            } else {
                let _ = write!(
                    out,
                    "{deep}override fun toJson(): JsonElement = wireObject {{\n{tag}{deep}}}\n"
                );
            }
            if union.is_none() {
                let _ = writeln!(
                    out,
                    "\n{deep}/** Reads it from JSON. */\n{deep}@JvmStatic\n{deep}public fun fromJson(value: JsonElement): {class} = asObject(value).let {{ {class} }}"
                );
            }
            let _ = writeln!(out, "{indent}}}");
            return out;
        }
        let _ = writeln!(out, "{indent}public data class {class}(");
        for param in &params {
            out.push_str(&kdoc(&deep, &param.field.doc, &[]));
            let over = if common.contains(param.field) {
                "override"
            } else {
                "public"
            };
            let _ = writeln!(out, "{deep}{over} val {},", param.declared());
        }
        let puts = self.puts(&params, &format!("{deep}    "));
        let _ = write!(
            out,
            "{indent}) : {parent} {{\n{deep}override fun toJson(): JsonElement = wireObject {{\n{tag}{puts}{deep}}}\n"
        );
        let reads = self.reads(&params, "value", family, &format!("{deep}        "));
        let open = if union.is_some() {
            "internal"
        } else {
            "public"
        };
        let doc = if union.is_some() {
            String::new()
        } else {
            format!("{deep}    /** Reads it from JSON. */\n{deep}    @JvmStatic\n")
        };
        let _ = write!(
            out,
            "\n{deep}{open} companion object {{\n{doc}{deep}    {open} fun fromJson(value: JsonElement): {class} = {class}(\n{reads}{deep}    )\n{deep}}}\n{indent}}}\n"
        );
        out
    }

    pub(super) fn tagged(
        &mut self,
        class: &str,
        tag: &str,
        common: &[Field],
        variants: &[Variant],
    ) -> String {
        let mut out = format!("public sealed interface {class} : Model {{\n");
        for param in self.params(common, None) {
            out.push_str(&kdoc("    ", &param.field.doc, &[]));
            let mark = if param.nullable { "?" } else { "" };
            let _ = write!(out, "    public val {}: {}{mark}\n\n", param.name, param.ty);
        }
        let mut cases = String::new();
        for variant in variants {
            let name = variant_name(&variant.name, class);
            out.push_str(&kdoc("    ", &variant.doc, &[]));
            let union = Some((class, tag, variant.wire.as_str()));
            out.push_str(&self.class(&name, &variant.fields, common, union, None, "    "));
            out.push('\n');
            let empty = variant.fields.is_empty() && common.is_empty();
            let made = if empty {
                name
            } else {
                format!("{name}.fromJson(value)")
            };
            let _ = writeln!(cases, "                {} -> {made}", quoted(&variant.wire));
        }
        let _ = write!(
            out,
            "    public companion object {{\n        /** Reads it from JSON. */\n        @JvmStatic\n        public fun fromJson(value: JsonElement): {class} =\n            when (asString(needField(value, {}))) {{\n{cases}                else -> noCase(value, {})\n            }}\n    }}\n}}\n",
            quoted(tag),
            quoted(class)
        );
        out
    }

    pub(super) fn untagged(&mut self, class: &str, variants: &[Type]) -> String {
        let mut out = format!("public sealed interface {class} : Model {{\n");
        let mut cases = Vec::new();
        for variant in variants {
            let name = variant_name(&type_words(variant), class);
            let ty = self.ty(variant, None);
            let encoded = self.encode(variant, "value", 0);
            let decoded = self.decode(variant, "it", None, 0);
            let _ = write!(
                out,
                "    public data class {name}(public val value: {ty}) : {class} {{\n        override fun toJson(): JsonElement = {encoded}\n    }}\n\n"
            );
            cases.push(format!("                {{ {name}({decoded}) }},\n"));
        }
        let _ = write!(
            out,
            "    public companion object {{\n        /** Reads it from JSON: the first case that fits. */\n        @JvmStatic\n        public fun fromJson(value: JsonElement): {class} =\n            firstOf(\n                value,\n                {},\n{}            )\n    }}\n}}\n",
            quoted(class),
            cases.concat()
        );
        out
    }
}

/// A name for a case that has none: of what is in it.
pub(super) fn type_words(ty: &Type) -> String {
    match ty {
        Type::Bool => "Flag".to_owned(),
        Type::Int { .. } | Type::Float => "Number".to_owned(),
        Type::String { .. } => "Text".to_owned(),
        Type::Date => "Date".to_owned(),
        Type::List(inner) => format!("{}List", type_words(inner)),
        Type::Map { value, .. } => format!("{}Map", type_words(value)),
        Type::Tuple(items) => items.iter().map(type_words).collect(),
        Type::Named(name) => name.name.clone(),
        Type::Option(inner) => type_words(inner),
        Type::Json => "Other".to_owned(),
    }
}
