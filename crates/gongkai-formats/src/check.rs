//! Reading a file and checking it, in one call (检查文件).

use gongkai::check::Checker;
use gongkai::finding::{Applicability, Baseline, Finding, apply_fixes};

use crate::decode::encode;
use crate::error::FormatError;
use crate::read::{Anchoring, Read, read};
use crate::report::FileReport;

/// Reads a file and checks its text: what `gongkai check` does with each file.
///
/// `name` is the path as it is to be shown; its ending helps to tell the kind of file.
///
/// ```
/// use gongkai::check::Checker;
/// use gongkai::finding::Baseline;
/// use gongkai_formats::check::check;
/// let bytes = "请于2月30日前完成。\n".as_bytes();
/// let report = check("通知.txt", bytes, &Checker::new(), &Baseline::default())?;
/// assert_eq!(report.entries[0].finding.text, "2月30日");
/// # Ok::<(), gongkai_formats::FormatError>(())
/// ```
///
/// # Errors
/// When the file is no text or document that is read, or is damaged past reading.
pub fn check(
    name: &str,
    bytes: &[u8],
    checker: &Checker,
    baseline: &Baseline,
) -> Result<FileReport, FormatError> {
    let file = read(name, bytes)?;
    let findings = checker.check_text(&file.document);
    Ok(FileReport::of_document(name, &file, findings, baseline))
}

/// Like [`check`], and mends what is safe to mend: returns the report on the mended file, and
/// its bytes in the file's own encoding when anything was mended.
///
/// Only files whose text is the file itself are mended (plain text, Markdown, CSV, JSON), and
/// none with damaged characters.
///
/// ```
/// use gongkai::check::Checker;
/// use gongkai::finding::Baseline;
/// use gongkai_formats::check::check_and_mend;
/// let bytes = "我镇的的工作，，还要加强。\n".as_bytes();
/// let (report, mended) = check_and_mend("a.txt", bytes, &Checker::new(), &Baseline::default())?;
/// assert_eq!(mended.as_deref(), Some("我镇的工作，还要加强。\n".as_bytes()));
/// assert!(report.entries.is_empty());
/// # Ok::<(), gongkai_formats::FormatError>(())
/// ```
///
/// # Errors
/// As [`check`].
pub fn check_and_mend(
    name: &str,
    bytes: &[u8],
    checker: &Checker,
    baseline: &Baseline,
) -> Result<(FileReport, Option<Vec<u8>>), FormatError> {
    let file = read(name, bytes)?;
    let findings = checker.check_text(&file.document);
    match mended(&file, &findings) {
        Some(bytes) => Ok((check(name, &bytes, checker, baseline)?, Some(bytes))),
        None => Ok((
            FileReport::of_document(name, &file, findings, baseline),
            None,
        )),
    }
}

/// The file with its safe fixes applied; `None` when there is nothing to mend, or its
/// encoding cannot hold the result.
fn mended(file: &Read, findings: &[Finding]) -> Option<Vec<u8>> {
    if file.info.anchoring != Anchoring::File || file.info.replaced > 0 {
        return None;
    }
    let text = file.document.text();
    let fixed = apply_fixes(text, findings, Applicability::Safe);
    if fixed.text == text {
        return None;
    }
    encode(&fixed.text, file.info.encoding?, file.info.bom)
}
