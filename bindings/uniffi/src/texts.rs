//! Checking texts and ranking titles, a list at a time, with what is asked of each told once.

use gongkai_contract::Fault;
use serde_json::{Map, Value};

use crate::call::UNIT;
use crate::failure::Failure;

/// A checker made once and used on many texts (检查器).
#[derive(Debug, uniffi::Object)]
pub struct Checker {
    /// The request without its text, as JSON.
    rest: String,
}

#[uniffi::export]
impl Checker {
    /// A checker that is asked what these options say: the request of `check.text` in JSON,
    /// without its `text`.
    ///
    /// # Errors
    /// `InputError` for options that are none.
    #[uniffi::constructor]
    pub fn new(options: String) -> Result<Self, Failure> {
        let rest = if options.is_empty() {
            "{}".to_owned()
        } else {
            options
        };
        gongkai_contract::check_text(String::new(), &rest, UNIT)?;
        Ok(Self { rest })
    }

    /// What is wrong with a text: the response of `check.text` in JSON.
    ///
    /// # Errors
    /// `InputError` for a text that is too long.
    pub fn check(&self, text: String) -> Result<String, Failure> {
        Ok(gongkai_contract::check_text(text, &self.rest, UNIT)?)
    }

    /// What is wrong with each of these texts, in their order.
    ///
    /// # Errors
    /// `InputError` for the first that is too long, with its place.
    pub fn check_each(&self, texts: Vec<String>) -> Result<Vec<String>, Failure> {
        let numbered = texts.into_iter().enumerate();
        numbered
            .map(|(n, text)| {
                gongkai_contract::check_text(text, &self.rest, UNIT)
                    .map_err(|fault| fault.at(format!("/texts/{n}")).into())
            })
            .collect()
    }
}

/// What ranks titles under a catalogue, made once and used on many (事项匹配).
#[derive(Debug, uniffi::Object)]
pub struct Ranker {
    /// The request without its titles.
    rest: Map<String, Value>,
}

const RANK: &str = "catalogue.rank_many";

#[uniffi::export]
impl Ranker {
    /// A ranker that is asked what these options say: the request of `catalogue.rank_many` in
    /// JSON, without its `texts`.
    ///
    /// # Errors
    /// `InputError` for options that are none, `CatalogueError` for a catalogue that cannot be
    /// made.
    #[uniffi::constructor]
    pub fn new(options: String) -> Result<Self, Failure> {
        let rest = if options.is_empty() {
            Map::new()
        } else {
            serde_json::from_str(&options).map_err(|error| {
                Fault::bad_value(
                    "",
                    format!("选项不合要求：{error}"),
                    format!("not options of a ranker: {error}"),
                )
            })?
        };
        let made = Self { rest };
        made.rank_each(Vec::new())?;
        Ok(made)
    }

    /// Which matters each of these titles may belong to: the response of
    /// `catalogue.rank_many` in JSON.
    ///
    /// # Errors
    /// As when the ranker was made.
    pub fn rank_each(&self, titles: Vec<String>) -> Result<String, Failure> {
        let mut request = self.rest.clone();
        request.insert("texts".to_owned(), Value::from(titles));
        let request = Value::from(request).to_string();
        Ok(gongkai_contract::call(RANK, &request, UNIT)?)
    }
}
