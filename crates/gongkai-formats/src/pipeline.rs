//! A review pipeline of one's own, written in TOML (自定审核流程).

use gongkai::review::{Pipeline, PipelineData};
use thiserror::Error;

use crate::offsets::Walker;

/// What is wrong in the text of a pipeline, and where (流程文件错误).
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("line {line}: {what}")]
pub struct PipelineFileError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// Reads a pipeline: the form of the shipped ones in `data/pipelines`.
///
/// ```
/// use gongkai_formats::pipeline::read_pipeline;
/// let text = r#"
/// id = "ours"
/// zh = "本局流程"
/// en = "ours"
/// citations = ["ogi-2019:17"]
/// certainty = "memory"
/// [[role]]
/// id = "head"
/// zh = "局长"
/// en = "head"
/// [[stage]]
/// id = "approval"
/// zh = "审批"
/// en = "approval"
/// kind = "approval"
/// roles = ["head"]
/// [[stage]]
/// id = "publication"
/// zh = "发布"
/// en = "publication"
/// kind = "publication"
/// "#;
/// assert_eq!(read_pipeline(text).unwrap().id(), "ours");
///
/// let wrong = text.replace("roles = [\"head\"]", "roles = [\"chief\"]");
/// let errors = read_pipeline(&wrong).unwrap_err();
/// assert_eq!(errors[0].to_string(), "line 16: stage `approval`: `roles`: no role `chief`");
/// ```
///
/// # Errors
/// When it is no TOML, a field is missing or unknown, or the pipeline does not hold together:
/// every fault with its line. The list is never empty.
pub fn read_pipeline(text: &str) -> Result<Pipeline, Vec<PipelineFileError>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let line_of = |at: usize| Walker::new(text).to(at).line;
    let data: PipelineData = toml::from_str(text).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        vec![PipelineFileError {
            line: line_of(at),
            what: error.message().trim().replace('\n', "; "),
        }]
    })?;
    Pipeline::new(data).map_err(|error| {
        error
            .faults
            .into_iter()
            .map(|fault| PipelineFileError {
                line: line_of(place(text, &fault.place, &fault.what)),
                what: fault.to_string(),
            })
            .collect()
    })
}

/// Where a fault stands: the word that it quotes last, behind the id of its place.
fn place(text: &str, at: &str, what: &str) -> usize {
    let quoted = |sentence: &str| -> Option<String> {
        let (_, tail) = sentence.split_once('`')?;
        tail.split_once('`').map(|(word, _)| word.to_owned())
    };
    let id = quoted(at).map(|id| format!("id = \"{id}\""));
    let head = if at.starts_with("pipeline") {
        0
    } else {
        let table = at.split(' ').next().unwrap_or_default();
        let id = id.unwrap_or_default();
        let head = format!("[[{table}]]");
        let tables = text.match_indices(&head);
        tables
            .map(|(n, _)| n)
            .find(|n| {
                let own = text.get(*n..).unwrap_or_default();
                let next = own.get(2..).and_then(|rest| rest.find("[["));
                let end = next.map_or(own.len(), |n| n + 2);
                own.get(..end).is_some_and(|part| part.contains(&id))
            })
            .unwrap_or_default()
    };
    let words: Vec<&str> = what.split('`').skip(1).step_by(2).collect();
    let behind = text.get(head..).unwrap_or_default();
    let found = words.iter().rev().find_map(|word| {
        let word = format!("\"{word}\"");
        behind.find(&word).map(|n| head + n)
    });
    found.unwrap_or(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shipped(id: &str) -> String {
        let data = Pipeline::builtin(id).unwrap().data();
        toml::to_string(data).unwrap()
    }

    #[test]
    fn the_shipped_ones_can_be_written_and_read_again() {
        for pipeline in gongkai::review::pipelines() {
            let read = read_pipeline(&shipped(pipeline.id()));
            assert_eq!(read.as_ref(), Ok(pipeline), "{}", pipeline.id());
        }
    }

    #[test]
    fn faults_name_their_line() {
        let text = shipped("standard");
        let line =
            |text: &str, part: &str| text.lines().position(|l| l.contains(part)).unwrap() + 1;
        for (from, to, says) in [
            (
                "limit = \"3wd\"",
                "limit = \"3 days\"",
                "no period such as 5wd",
            ),
            ("\"ogi-2019:23\"", "\"ogi-2019:99\"", "99"),
            ("\"ogi-2019:23\"", "\"nothing-2019\"", "not on record"),
            (
                "gates = [\"secrecy_form\"]",
                "gates = [\"form\"]",
                "no gate `form`",
            ),
            (
                "not_same_as = [\"unit_check\"]",
                "not_same_as = [\"later\"]",
                "no earlier stage `later`",
            ),
            ("kind = \"filing\"", "kind = \"filling\"", "filling"),
            ("may_refer = true", "may_refer = true\ncolour = 1", "colour"),
        ] {
            let wrong = text.replacen(from, to, 1);
            assert_ne!(wrong, text, "{from}");
            let errors = read_pipeline(&wrong).unwrap_err();
            let told = errors.iter().find(|e| e.what.contains(says));
            let marked = to.lines().last().unwrap();
            assert_eq!(
                told.map(|e| e.line),
                Some(line(&wrong, marked)),
                "{from}: {errors:?}"
            );
        }
        assert_eq!(read_pipeline("id = ").unwrap_err()[0].line, 1);
    }
}
