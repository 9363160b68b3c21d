//! The contract's fault as an error of the two languages.

use std::fmt;

use gongkai_contract::Fault;

/// What went wrong. The languages turn it into an exception of the class that `kind` names.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Error)]
pub enum Failure {
    /// A fault of the contract.
    Fault {
        /// The error enum of the core, as in `CalendarError`; `InputError` for a bad request.
        kind: String,
        /// The error's name, as in `before_records`.
        code: String,
        /// How bad it is, as in `error`.
        severity: String,
        /// The sentence in Chinese. (A field `message` would clash with that of exceptions.)
        zh: String,
        /// The sentence in English.
        en: String,
        /// The articles that it rests on, in compact form.
        citations: Vec<String>,
        /// Where in the request, as a JSON pointer; empty for the request as a whole.
        path: String,
        /// What to do about it, where that is known.
        help: Option<String>,
        /// The facts of the error as JSON.
        data: String,
    },
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Fault {
            kind: fault.kind.to_owned(),
            severity: serde_json::to_value(fault.severity)
                .ok()
                .and_then(|value| value.as_str().map(str::to_owned))
                .unwrap_or_else(|| "error".to_owned()),
            code: fault.code,
            zh: fault.message,
            en: fault.message_en,
            citations: fault
                .citations
                .iter()
                .map(gongkai::law::Citation::compact)
                .collect(),
            path: fault.path,
            help: fault.help,
            data: fault.data.to_string(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Fault { en, path, .. } = self;
        f.write_str(en)?;
        if !path.is_empty() {
            write!(f, " at `{path}`")?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}
