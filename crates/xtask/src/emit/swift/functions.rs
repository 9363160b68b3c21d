//! Functions, errors and the table for the tests.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::ir::{Model, Operation};
use super::super::names::{pascal, plain_doc, wrap};
use super::{Emitter, Param, doc, head, ident, named, quoted};

impl Emitter<'_> {
    pub(super) fn function(&mut self, operation: &Operation) -> String {
        let params = self.params(&operation.params);
        let mut tags: Vec<String> = Vec::new();
        for param in &params {
            let text = plain_doc(&param.field.doc).replace("\n\n", " ");
            let bare = param.name.trim_matches('`');
            for (n, line) in wrap(&format!("- Parameter {bare}: {text}"), 92)
                .into_iter()
                .enumerate()
            {
                tags.push(if n == 0 { line } else { format!("  {line}") });
            }
        }
        let errors: Vec<String> = operation
            .errors
            .iter()
            .map(|e| format!("`Gongkai.{e}`"))
            .collect();
        let errors = errors
            .into_iter()
            .chain(["`Gongkai.InputError`".to_owned()]);
        tags.push(format!(
            "- Throws: {}",
            errors.collect::<Vec<_>>().join(", ")
        ));
        let mut out = doc("    ", &operation.doc, &tags);
        let declared: Vec<String> = params.iter().map(Param::declared).collect();
        let given: Vec<String> = params
            .iter()
            .map(|p| format!("{}: {}", p.name.trim_matches('`'), p.name))
            .collect();
        let answer = self.ty(&operation.response);
        let lines = if declared.is_empty() {
            String::new()
        } else {
            format!("\n        {}\n    ", declared.join(",\n        "))
        };
        let _ = write!(
            out,
            "    public static func {}({lines}) throws -> {answer} {{\n        try Gongkai.ask({}, {}({}))\n    }}\n",
            ident(&operation.method),
            quoted(&operation.name),
            named(&operation.request),
            given.join(", ")
        );
        out
    }

    /// The table for the tests.
    pub(super) fn table(&mut self) -> String {
        let mut out = head(&["Foundation", "GongkaiKit"]);
        out.push_str(
            "\n/// Every typed function, called with a request in JSON and answering in JSON.\n",
        );
        out.push_str("let typed: [String: (Data) throws -> Data] = {\n    var all: [String: (Data) throws -> Data] = [:]\n");
        let model = self.model;
        for operation in &model.operations {
            let request = named(&operation.request);
            let params = self.params(&operation.params);
            let given: Vec<String> = params
                .iter()
                .map(|p| format!("{}: asked.{}", p.name.trim_matches('`'), p.name))
                .collect();
            let asked = if given.is_empty() { "_" } else { "asked" };
            let _ = write!(
                out,
                "    all[{}] = {{ data in\n        let {asked} = try expressible(data, {request}.self)\n        return try wire(Gongkai.{}.{}({}))\n    }}\n",
                quoted(&operation.name),
                pascal(&operation.family),
                ident(&operation.method),
                given.join(", ")
            );
        }
        out + "    return all\n}()\n"
    }
}

pub(super) fn errors(model: &Model) -> String {
    let mut out = head(&["Foundation"]);
    let kinds: BTreeMap<&str, &Vec<String>> = model
        .errors
        .iter()
        .map(|e| (e.name.as_str(), &e.codes))
        .collect();
    let mut makes = String::new();
    for (kind, codes) in kinds {
        let _ = writeln!(
            makes,
            "    case {}: return Gongkai.{kind}(fault: fault)",
            quoted(kind)
        );
        let _ = write!(
            out,
            "\nextension Gongkai {{\n    /// An error of the kind `{kind}`; `code` is one of `Codes`, as a text.\n    public struct {kind}: GongkaiError {{\n        public let fault: Fault\n\n        /// The names that `code` can have.\n        public enum Codes {{\n"
        );
        for code in codes {
            let _ = writeln!(
                out,
                "            public static let {} = {}",
                ident(code),
                quoted(code)
            );
        }
        out.push_str("        }\n    }\n}\n");
    }
    let _ = write!(
        out,
        "\n/// The error of the type that a fault's kind names.\nfunc error(of fault: Gongkai.Fault) -> any GongkaiError {{\n    switch fault.kind {{\n{makes}    default: return Gongkai.OtherError(fault: fault)\n    }}\n}}\n"
    );
    out
}
