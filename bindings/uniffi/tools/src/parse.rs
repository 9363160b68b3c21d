//! Reading Swift sources with a grammar of the language. It finds what is no Swift; it knows no
//! types, so what passes here may still fail to compile.

use std::fs;
use std::path::{Path, PathBuf};

use tree_sitter::{Node, Parser};

/// Reads every Swift file under these paths; the errors found, one a line, as the error.
pub(crate) fn check(paths: &[&str]) -> Result<(), String> {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_swift::LANGUAGE.into())
        .map_err(|error| error.to_string())?;
    let mut files = Vec::new();
    for path in paths {
        collect(Path::new(path), &mut files)?;
    }
    files.sort();
    let (mut faults, mut lines) = (Vec::new(), 0);
    for file in &files {
        let name = file.display();
        let text = fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
        // An attribute of the generated glue that the grammar does not know.
        let text = text.replace("@_documentation(visibility: private)", "");
        lines += text.lines().count();
        let tree = parser
            .parse(&text, None)
            .ok_or_else(|| format!("{name}: could not be read"))?;
        let before = faults.len();
        errors(tree.root_node(), &text, &name.to_string(), &mut faults);
        if tree.root_node().has_error() && faults.len() == before {
            faults.push(format!("{name}: an error at no place"));
        }
    }
    if files.is_empty() {
        return Err("no Swift source there".to_owned());
    }
    if faults.is_empty() {
        println!(
            "{} Swift files of {lines} lines read, no error of syntax",
            files.len()
        );
        Ok(())
    } else {
        Err(faults.join("\n"))
    }
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(told)? {
            let inner = entry.map_err(told)?.path();
            if inner.is_dir() || inner.extension().is_some_and(|e| e == "swift") {
                collect(&inner, files)?;
            }
        }
    } else {
        files.push(path.to_owned());
    }
    Ok(())
}

/// The innermost errors under a node.
fn errors(node: Node<'_>, text: &str, file: &str, faults: &mut Vec<String>) {
    if !node.has_error() {
        return;
    }
    if node.is_error() || node.is_missing() {
        let at = node.start_position();
        let line = text.lines().nth(at.row).unwrap_or("").trim();
        let what = if node.is_missing() {
            "missing"
        } else {
            "error"
        };
        faults.push(format!(
            "{file}:{}:{}: {what} {}: {line}",
            at.row + 1,
            at.column + 1,
            node.kind()
        ));
        return;
    }
    let mut cursor = node.walk();
    for child in node.children(&mut cursor) {
        errors(child, text, file, faults);
    }
}
