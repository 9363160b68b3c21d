//! Names in the manner of each language, and documentation freed of Rust's marks.

/// `add_workdays` → `addWorkdays`.
pub(crate) fn camel(wire: &str) -> String {
    let pascal = pascal(wire);
    let mut chars = pascal.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// `add_workdays` → `AddWorkdays`; `r3.5.1` → `R3_5_1`, where digits would run together.
pub(crate) fn pascal(wire: &str) -> String {
    let mut out = String::new();
    for part in wire.split(|c: char| !c.is_alphanumeric()) {
        let mut chars = part.chars();
        let Some(first) = chars.next() else { continue };
        if first.is_ascii_digit() && out.ends_with(|c: char| c.is_ascii_digit()) {
            out.push('_');
        }
        out.extend(first.to_uppercase());
        out.extend(chars);
    }
    out
}

/// `add_workdays` → `ADD_WORKDAYS`; `r3.5.1` → `R3_5_1`.
pub(crate) fn upper(wire: &str) -> String {
    wire.chars()
        .map(|c| {
            if c.is_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect()
}

/// `AddWorkdays` → `add_workdays`.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::new();
    for (n, c) in name.char_indices() {
        if c.is_uppercase() && n > 0 && !out.ends_with('_') {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// The doc comment of a Rust item for readers of other languages: no code blocks, no headed
/// sections (they speak of Rust's errors and panics), no links to Rust items, paragraphs in
/// one line each with an empty line between them.
pub(crate) fn plain_doc(doc: &str) -> String {
    let mut paragraphs: Vec<String> = vec![String::new()];
    let mut code = false;
    for line in doc.lines() {
        let line = line.trim();
        if line.starts_with("```") {
            code = !code;
            continue;
        }
        if code {
            continue;
        }
        if line.starts_with("# ") {
            break;
        }
        let list = line.starts_with("- ") || line.starts_with("* ");
        if line.is_empty() || list {
            paragraphs.push(String::new());
        }
        if let (Some(last), false) = (paragraphs.last_mut(), line.is_empty()) {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(line);
        }
    }
    paragraphs.retain(|p| !p.is_empty());
    let paragraphs: Vec<String> = paragraphs.iter().map(|p| without_links(p)).collect();
    paragraphs.join("\n\n")
}

/// ``[`Name`](path)`` and ``[`Name`]`` become `` `Name` ``, `[words](path)` becomes `words`;
/// a link with an address keeps it.
fn without_links(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let Some((label, tail)) = after.split_once(']') else {
            out.push('[');
            rest = after;
            continue;
        };
        let target = tail.strip_prefix('(').and_then(|t| t.split_once(')'));
        match target {
            Some((target, tail)) if target.contains("://") => {
                out.extend([label, " (", target, ")"]);
                rest = tail;
            }
            Some((_, tail)) => {
                out.push_str(label);
                rest = tail;
            }
            None if label.starts_with('`') && label.ends_with('`') => {
                out.push_str(label);
                rest = tail;
            }
            None => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// Breaks text into lines of at most `width` columns, at spaces; an empty line between
/// paragraphs. A Chinese character takes two columns.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let columns = |text: &str| -> usize {
        text.chars()
            .map(|c| {
                if ('\u{2e80}'..'\u{ffff}').contains(&c) {
                    2
                } else {
                    1
                }
            })
            .sum()
    };
    let mut lines = Vec::new();
    for paragraph in text.split("\n\n").filter(|p| !p.is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && columns(&line) + 1 + columns(word) > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_each_manner() {
        assert_eq!(camel("add_workdays"), "addWorkdays");
        assert_eq!(camel("of_2019"), "of2019");
        assert_eq!(pascal("two_three"), "TwoThree");
        assert_eq!(pascal("r3.5.1"), "R3_5_1");
        assert_eq!(pascal("ogi-2019"), "Ogi2019");
        assert_eq!(upper("ogi-2019"), "OGI_2019");
        assert_eq!(snake("RequestEntry"), "request_entry");
    }

    #[test]
    fn documentation_without_marks_of_rust() {
        let doc = "The [`Deadline`](crate::calendar::Deadline) of\na [`Period`], [the text](self).\n\n\
                   ```\nassert!(true);\n```\nMore ([see](https://example.cn/a)).\n\n# Errors\nNever.";
        assert_eq!(
            plain_doc(doc),
            "The `Deadline` of a `Period`, the text.\n\nMore (see (https://example.cn/a))."
        );
        assert_eq!(plain_doc("[2019] 1号 [未完"), "[2019] 1号 [未完");
        assert_eq!(
            plain_doc("Kinds:\n- one\n- two"),
            "Kinds:\n\n- one\n\n- two"
        );
    }

    #[test]
    fn lines_are_broken_at_spaces() {
        assert_eq!(
            wrap("one two three\n\nfour", 7),
            ["one two", "three", "", "four"]
        );
        assert_eq!(wrap("公开 公开", 6), ["公开", "公开"]);
    }
}
