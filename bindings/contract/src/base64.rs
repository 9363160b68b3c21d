//! Bytes as text: base64 with padding (RFC 4648 §4), for files that cross as JSON.

use crate::fault::Fault;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as text.
#[allow(dead_code, reason = "files go out with the operations that make them")]
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |n: usize| u32::from(chunk.get(n).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for n in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * n) & 63) as usize);
            let there = n <= chunk.len();
            out.push(if there {
                char::from(*digit.unwrap_or(&b'='))
            } else {
                '='
            });
        }
    }
    out
}

/// The bytes of a text; line breaks in it are passed over.
///
/// # Errors
/// At `path`, when it is no such text.
pub(crate) fn decode(text: &str, path: &str) -> Result<Vec<u8>, Fault> {
    bytes(text).ok_or_else(|| {
        Fault::bad_value(
            path,
            "不是完整的base64".to_owned(),
            "not complete base64".to_owned(),
        )
    })
}

fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .bytes()
        .filter(|b| !matches!(b, b'\r' | b'\n'))
        .collect();
    if !digits.len().is_multiple_of(4) {
        return None;
    }
    let padding = digits.iter().rev().take_while(|b| **b == b'=').count();
    let data = digits.get(..digits.len() - padding)?;
    if padding > 2 {
        return None;
    }
    let mut out = Vec::with_capacity(digits.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0);
    for digit in data {
        bits = bits << 6 | value(*digit)?;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.extend(u8::try_from(bits >> held & 0xff));
            bits &= (1 << held) - 1;
        }
    }
    // What is left over belongs to no byte: it has to be nothing.
    (bits == 0).then_some(out)
}

fn value(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(value.into())
}

#[cfg(test)]
mod tests {
    use super::{bytes, encode};

    /// The examples of RFC 4648 §10.
    #[test]
    fn examples_of_the_standard() {
        for (plain, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(plain.as_bytes()), text);
            assert_eq!(bytes(text).as_deref(), Some(plain.as_bytes()));
        }
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(bytes(&encode(&all)), Some(all));
    }

    #[test]
    fn what_is_none() {
        for text in [
            "Z", "Zg", "Zg=", "Zg===", "Zh==", "Z g=", "Zg==Zg==", "Zm9*", "====", "公开",
        ] {
            assert_eq!(bytes(text), None, "{text}");
        }
        assert_eq!(bytes("Zm9v\r\nYg==").as_deref(), Some(&b"foob"[..]));
    }
}
