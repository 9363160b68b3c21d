use chrono::NaiveDate;

use crate::law::{Citation, CitationParseError, InstrumentKind, Registry};

/// What a text named in facts is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Looked {
    /// Nothing is named.
    Unnamed,
    /// A text of a known kind: from the registry, or, without citation, as the facts say.
    Text {
        name: String,
        kind: InstrumentKind,
        citation: Option<Citation>,
    },
    /// Known, but no version was in force on the day.
    NotInForce { name: String },
    /// Known, but it has no such article.
    NoSuchArticle { name: String },
    /// Not in the registry, and the facts do not say what it is.
    Unknown { name: String },
}

/// Looks up a text as facts name it: compact (`statistics-2024:28`) or as documents write it.
pub(super) fn look_up(
    rule: Option<&str>,
    kind: Option<InstrumentKind>,
    as_of: NaiveDate,
) -> Looked {
    let Some(text) = rule.map(str::trim).filter(|t| !t.is_empty()) else {
        return Looked::Unnamed;
    };
    let registry = Registry::builtin();
    let name = text.to_owned();
    if let Ok(citation) = text.parse::<Citation>()
        && let Some(instrument) = registry.get(citation.instrument())
    {
        let past = citation
            .article()
            .zip(instrument.articles)
            .is_some_and(|(article, articles)| article > articles);
        let name = citation.chinese(registry);
        return if past {
            Looked::NoSuchArticle { name }
        } else if instrument.in_force_on(as_of) {
            Looked::Text {
                name,
                kind: instrument.kind,
                citation: Some(citation),
            }
        } else {
            Looked::NotInForce { name }
        };
    }
    // A bare title is one, too.
    let read = Citation::read(text, registry, Some(as_of)).or_else(|error| match error {
        CitationParseError::Malformed { .. } => {
            Citation::read(&format!("《{text}》"), registry, Some(as_of))
        }
        other => Err(other),
    });
    match read {
        Ok(citation) => match registry.get(citation.instrument()) {
            Some(instrument) => Looked::Text {
                name: citation.chinese(registry),
                kind: instrument.kind,
                citation: Some(citation),
            },
            None => Looked::Unknown { name },
        },
        Err(CitationParseError::NotInForce { .. }) => Looked::NotInForce { name },
        Err(CitationParseError::NoSuchArticle { .. }) => Looked::NoSuchArticle { name },
        Err(_) => match kind {
            Some(kind) => Looked::Text {
                name,
                kind,
                citation: None,
            },
            None => Looked::Unknown { name },
        },
    }
}
