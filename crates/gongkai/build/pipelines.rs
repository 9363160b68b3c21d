//! `data/pipelines/*.toml`.

use std::fs;
use std::path::Path;

use crate::diagnostics::{Problems, Source, files};
use crate::law::Law;
use crate::review_model::{KnownLaw, PipelineData, faults};

impl KnownLaw for Law {
    fn citation_fault(&self, text: &str) -> Option<String> {
        self.fault(text)
    }

    fn has_term(&self, id: &str) -> bool {
        self.terms.contains(id)
    }
}

pub fn build(root: &Path, out: &Path, law: &Law, problems: &mut Problems) {
    let mut pipelines: Vec<PipelineData> = Vec::new();
    for path in files(&root.join("data/pipelines"), "toml") {
        let source = Source::read(&path, problems);
        let Some(data) = source.toml::<PipelineData>(problems) else {
            continue;
        };
        for fault in faults(&data, law) {
            let at = source.text.find(&format!("\"{}\"", fault.word));
            let at = at.unwrap_or_default();
            problems.at(&source, at..at, &format!("{}: {}", fault.place, fault.what));
        }
        let stem = path.file_stem().and_then(|s| s.to_str());
        if stem != Some(data.id.as_str()) {
            problems.push(&path, 1, "the file is named otherwise than the pipeline");
        }
        pipelines.push(data);
    }
    if pipelines.is_empty() {
        problems.push(&root.join("data/pipelines"), 0, "no pipeline");
    }
    let bytes = postcard::to_allocvec(&pipelines).unwrap_or_default();
    if let Err(error) = fs::write(out.join("pipelines.bin"), bytes) {
        problems.push(out, 0, &error.to_string());
    }
}
