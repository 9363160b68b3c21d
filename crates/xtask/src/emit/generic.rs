//! The names of definitions, with what stands in brackets behind them.

use super::names::pascal;

/// `%3C` back to `<`: references are written as addresses.
pub(super) fn decoded(reference: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = reference.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let digits: Vec<u8> = bytes.by_ref().take(2).collect();
        let text = String::from_utf8_lossy(&digits).into_owned();
        out.extend(u8::from_str_radix(&text, 16));
    }
    String::from_utf8_lossy(&out)
        .replace("~1", "/")
        .replace("~0", "~")
}

/// The parts of a name like `case.Entry<request.RequestEvent>`.
#[derive(Debug)]
pub(super) struct Generic<'a> {
    pub(super) family: &'a str,
    name: &'a str,
    arguments: Vec<Argument<'a>>,
}

#[derive(Debug)]
pub(super) enum Argument<'a> {
    Type(Generic<'a>),
    /// A type without a name of its own, as in `string`.
    Plain(&'a str),
}

impl<'a> Generic<'a> {
    pub(super) fn parse(raw: &'a str) -> Option<Self> {
        let (head, arguments) = match raw.split_once('<') {
            Some((head, rest)) => (head, split_arguments(rest.strip_suffix('>')?)),
            None => (raw, Vec::new()),
        };
        let (family, name) = head.split_once('.')?;
        let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '_');
        if family.is_empty() || name.is_empty() || !plain(family) || !plain(name) {
            return None;
        }
        let arguments = arguments
            .into_iter()
            .map(|a| Generic::parse(a).map_or(Argument::Plain(a), Argument::Type))
            .collect();
        Some(Self {
            family,
            name,
            arguments,
        })
    }

    /// The name without brackets: arguments go before it, by their family, or in full where
    /// the family alone does not tell.
    pub(super) fn plain(&self, full: bool) -> String {
        let mut out = String::new();
        for argument in &self.arguments {
            out.push_str(&match argument {
                Argument::Type(g) if full => g.plain(true),
                Argument::Type(g) => pascal(g.innermost_family()),
                Argument::Plain(name) => pascal(name),
            });
        }
        out.push_str(self.name);
        out
    }

    fn innermost_family(&self) -> &'a str {
        match self.arguments.first() {
            Some(Argument::Type(inner)) => inner.innermost_family(),
            _ => self.family,
        }
    }
}

/// The arguments between brackets, split at the commas that are not inside further ones.
fn split_arguments(text: &str) -> Vec<&str> {
    let (mut out, mut depth, mut start) = (Vec::new(), 0_i32, 0);
    for (n, c) in text.char_indices() {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            ',' if depth == 0 => {
                out.extend(text.get(start..n).map(str::trim));
                start = n + 1;
            }
            _ => {}
        }
    }
    out.extend(text.get(start..).map(str::trim));
    out
}

#[cfg(test)]
mod tests {
    use super::{Generic, decoded};

    fn plain(raw: &str, full: bool) -> String {
        let generic = Generic::parse(raw).unwrap();
        format!("{}.{}", generic.family, generic.plain(full))
    }

    #[test]
    fn brackets_become_a_prefix() {
        assert_eq!(plain("calendar.Deadline", false), "calendar.Deadline");
        assert_eq!(
            plain("case.Entry<request.RequestEvent>", false),
            "case.RequestEntry"
        );
        assert_eq!(
            plain("case.Entry<request.RequestEvent>", true),
            "case.RequestEventEntry"
        );
        assert_eq!(
            plain("case.Log<case.Entry<review.ReviewEvent>>", false),
            "case.ReviewLog"
        );
        assert_eq!(
            plain("duty.Pair<law.Citation, string>", false),
            "duty.LawStringPair"
        );
    }

    #[test]
    fn names_without_a_family_are_none() {
        for raw in [
            "Deadline",
            ".Deadline",
            "calendar.",
            "calendar.Dead line",
            "a.B<c.D",
        ] {
            assert!(Generic::parse(raw).is_none(), "{raw}");
        }
    }

    #[test]
    fn references_are_decoded() {
        assert_eq!(
            decoded("case.Entry%3Crequest.RequestEvent%3E"),
            "case.Entry<request.RequestEvent>"
        );
        assert_eq!(decoded("a~1b~0c"), "a/b~c");
    }
}
