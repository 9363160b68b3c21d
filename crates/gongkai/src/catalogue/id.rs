use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Why a text is no id of a matter or field.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "`{input}` is not an id: expected at most 80 lower-case letters, digits and hyphens, as in `social-assistance-004`"
)]
pub struct IdParseError {
    /// What was given.
    pub input: String,
}

fn well_formed(text: &str) -> bool {
    text.len() <= 80
        && text.split('-').all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        })
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The id from its text: lower-case letters, digits and single hyphens, at most 80
            /// bytes.
            ///
            /// # Errors
            /// When the text is of another form.
            pub fn new(text: impl Into<String>) -> Result<Self, IdParseError> {
                let text = text.into();
                if well_formed(&text) { Ok(Self(text)) } else { Err(IdParseError { input: text }) }
            }

            /// An id from the shipped data, which the build has looked at.
            pub(crate) fn trusted(text: &str) -> Self {
                Self(text.to_owned())
            }

            /// The text of the id.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdParseError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdParseError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

id! {
    /// The id of a matter, as in `social-assistance-004`. It never changes: a row that is
    /// renamed, moved to another field or amended keeps it, and one that is dropped takes it
    /// along.
    ///
    /// ```
    /// use gongkai::catalogue::MatterId;
    /// assert!(MatterId::new("social-assistance-004").is_ok());
    /// assert!(MatterId::new("Social assistance").is_err());
    /// ```
    MatterId
}

id! {
    /// The id of a field, as in `social-assistance`. It never changes.
    FieldId
}
