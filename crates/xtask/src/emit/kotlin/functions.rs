//! Functions, exceptions and the table for the tests.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::ir::{Model, Operation};
use super::super::names::{camel, plain_doc, upper, wrap};
use super::{Emitter, exception, head, ident, kdoc, named, object_name, quoted};

impl Emitter<'_> {
    pub(super) fn functions(&mut self, family: &str) -> String {
        let mut out = head(
            "gongkai",
            &["kotlinx.serialization.json.*", "java.time.LocalDate"],
        );
        let object = object_name(family);
        let _ = write!(
            out,
            "\n/** The operations `{family}.…`. */\npublic object {object} {{\n"
        );
        let operations: Vec<&Operation> = self.model.operations_of(family).collect();
        for (n, operation) in operations.into_iter().enumerate() {
            if n > 0 {
                out.push('\n');
            }
            out.push_str(&self.function(operation));
        }
        out + "}\n"
    }

    pub(super) fn function(&mut self, operation: &Operation) -> String {
        let params = self.params(&operation.params, None);
        let mut tags: Vec<String> = Vec::new();
        for param in &params {
            let doc = plain_doc(&param.field.doc).replace("\n\n", " ");
            for (n, line) in wrap(&format!("@param {} {doc}", param.name), 92)
                .into_iter()
                .enumerate()
            {
                tags.push(if n == 0 { line } else { format!("  {line}") });
            }
        }
        for error in &operation.errors {
            tags.push(format!("@throws {} what it refuses", exception(error)));
        }
        tags.push("@throws InputException a request that is none".to_owned());
        let mut out = kdoc("    ", &operation.doc, &tags);
        out.push_str("    @JvmStatic\n");
        if params.iter().any(|p| p.default.is_some()) {
            out.push_str("    @JvmOverloads\n");
        }
        let name = ident(&operation.method);
        let answer = self.ty(&operation.response, None);
        let _ = writeln!(out, "    public fun {name}(");
        for param in &params {
            let _ = writeln!(out, "        {},", param.declared());
        }
        let request = named(&operation.request, None);
        let given: Vec<String> = params
            .iter()
            .map(|p| format!("{0} = {0}", p.name))
            .collect();
        let made = if given.is_empty() {
            request
        } else {
            format!("{request}({})", given.join(", "))
        };
        let decoded = self.decode(&operation.response, "answer", None, 0);
        let _ = write!(
            out,
            "    ): {answer} =\n        invokeOperation({}, {made}.toJson())\n            .let {{ answer -> {decoded} }}\n",
            quoted(&operation.name)
        );
        out
    }

    /// The table for the tests.
    pub(super) fn table(&mut self) -> String {
        let mut out = head("gongkai", &["kotlinx.serialization.json.*"]);
        out.push_str(
            "\n/** Every typed function, called with a request in JSON and answering in JSON. */\n",
        );
        out.push_str(
            "internal val TYPED: Map<String, (JsonObject) -> JsonElement> =\n    listOf(\n",
        );
        let families = self.model.families();
        for family in &families {
            let _ = writeln!(out, "        {}Typed(),", camel(family));
        }
        out.push_str("    ).fold(emptyMap()) { all, family -> all + family }\n");
        for family in families {
            let _ = write!(
                out,
                "\nprivate fun {}Typed(): Map<String, (JsonObject) -> JsonElement> = mapOf(\n",
                camel(family)
            );
            let operations: Vec<&Operation> = self.model.operations_of(family).collect();
            for operation in operations {
                let params = self.params(&operation.params, None);
                let request = named(&operation.request, None);
                let mut given = String::new();
                for param in &params {
                    let _ = writeln!(given, "            {0} = asked.{0},", param.name);
                }
                let call = format!("{}.{}", object_name(family), ident(&operation.method));
                let asked = if given.is_empty() {
                    format!("        expressible(request, {request}.toJson())\n")
                } else {
                    format!(
                        "        val asked = {request}.fromJson(request)\n        expressible(request, asked.toJson())\n"
                    )
                };
                let encoded = self.encode(&operation.response, "answer", 0);
                let _ = write!(
                    out,
                    "    {} to {{ request ->\n{asked}        val answer = {call}(\n{given}        )\n        {encoded}\n    }},\n",
                    quoted(&operation.name)
                );
            }
            out.push_str(")\n");
        }
        out
    }
}

pub(super) fn exceptions(model: &Model) -> String {
    let mut out = head("gongkai", &[]);
    let mut whens = String::new();
    let kinds: BTreeMap<&str, &Vec<String>> = model
        .errors
        .iter()
        .map(|e| (e.name.as_str(), &e.codes))
        .collect();
    for (kind, codes) in kinds {
        let class = exception(kind);
        let _ = writeln!(whens, "        {} -> {class}(fault)", quoted(kind));
        if kind == "InputError" {
            continue;
        }
        let _ = write!(
            out,
            "\n/** An error of the kind `{kind}`; [code] is one of [Codes]. */\npublic class {class} internal constructor(fault: Fault) : GongkaiException(fault) {{\n    /** The names that [code] can have. */\n    public object Codes {{\n"
        );
        for code in codes {
            let _ = writeln!(
                out,
                "        public const val {}: String = {}",
                upper(code),
                quoted(code)
            );
        }
        out.push_str("    }\n}\n");
    }
    let _ = write!(
        out,
        "\n/** The exception of the class that a fault's kind names. */\ninternal fun exceptionOf(fault: Fault): GongkaiException? =\n    when (fault.kind) {{\n{whens}        else -> null\n    }}\n"
    );
    out
}
