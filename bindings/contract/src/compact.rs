//! Reading a request by way of a JSON value: half the code of reading it straight from the text,
//! which is what counts where a browser has to load it (紧凑的读法).
//!
//! Structs are read from objects only, each primitive from its own kind of value only, and an
//! error brings its place along.

use std::fmt::{Display, Write};

use serde::de::value::StringDeserializer;
use serde::de::{
    self, DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, MapAccess,
    SeqAccess, Unexpected, VariantAccess, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Number, Value};

use crate::fault::Fault;

/// The request in a JSON text.
pub(crate) fn read<T: DeserializeOwned>(request: &str) -> Result<T, Fault> {
    let value = parse(request)?;
    T::deserialize(Given(value)).map_err(|error| refused(&error))
}

fn parse(request: &str) -> Result<Value, Fault> {
    serde_json::from_str(request).map_err(|error| Fault::bad_request(request, &error))
}

fn refused(error: &Error) -> Fault {
    let mut path = String::new();
    for name in error.path.iter().rev() {
        path.push('/');
        path.push_str(&name.replace('~', "~0").replace('/', "~1"));
    }
    Fault::not_such_a_request(path, &error.message)
}

/// What is not as it should be, and where: the innermost name first.
#[derive(Debug)]
struct Error {
    message: String,
    path: Vec<String>,
}

impl Error {
    fn new(message: String) -> Self {
        Self {
            message,
            path: Vec::new(),
        }
    }

    fn under(mut self, name: String) -> Self {
        self.path.push(name);
        self
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(message.to_string())
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let mut message = format!("unknown field `{field}`");
        let mut before = match expected {
            [] => ", there are no fields",
            [_] => ", expected ",
            _ => ", expected one of ",
        };
        if expected.is_empty() {
            message.push_str(before);
        }
        for name in expected {
            // Writing to a string cannot fail.
            let _ = write!(message, "{before}`{name}`");
            before = ", ";
        }
        Self::new(message).under(field.to_owned())
    }
}

fn unexpected(value: &Value) -> Unexpected<'_> {
    match value {
        Value::Null => Unexpected::Other("null"),
        Value::Bool(b) => Unexpected::Bool(*b),
        Value::Number(n) => match (n.as_u64(), n.as_i64()) {
            (Some(n), _) => Unexpected::Unsigned(n),
            (None, Some(n)) => Unexpected::Signed(n),
            _ => Unexpected::Float(n.as_f64().unwrap_or(f64::NAN)),
        },
        Value::String(text) => Unexpected::Str(text),
        Value::Array(_) => Unexpected::Seq,
        Value::Object(_) => Unexpected::Map,
    }
}

#[cold]
#[inline(never)]
fn wrong(value: &Value, expected: &dyn de::Expected) -> Error {
    de::Error::invalid_type(unexpected(value), expected)
}

/// A value that was given.
struct Given(Value);

fn number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Error> {
    if let Some(n) = number.as_u64() {
        visitor.visit_u64(n)
    } else if let Some(n) = number.as_i64() {
        visitor.visit_i64(n)
    } else {
        visitor.visit_f64(number.as_f64().unwrap_or(f64::NAN))
    }
}

fn object<'de, V: Visitor<'de>>(map: Map<String, Value>, visitor: V) -> Result<V::Value, Error> {
    visitor.visit_map(Object {
        rest: map.into_iter(),
        value: Value::Null,
        name: String::new(),
    })
}

fn list<'de, V: Visitor<'de>>(items: Vec<Value>, visitor: V) -> Result<V::Value, Error> {
    visitor.visit_seq(List {
        rest: items.into_iter(),
        index: 0,
    })
}

macro_rules! numbers {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.0 {
                Value::Number(n) => number(&n, visitor),
                other => Err(wrong(&other, &visitor)),
            }
        }
    )*};
}

macro_rules! strings {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            match self.0 {
                Value::String(text) => visitor.visit_string(text),
                other => Err(wrong(&other, &visitor)),
            }
        }
    )*};
}

impl<'de> Deserializer<'de> for Given {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(b) => visitor.visit_bool(b),
            Value::Number(n) => number(&n, visitor),
            Value::String(text) => visitor.visit_string(text),
            Value::Array(items) => list(items, visitor),
            Value::Object(map) => object(map, visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Bool(b) => visitor.visit_bool(b),
            other => Err(wrong(&other, &visitor)),
        }
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    strings! { deserialize_char deserialize_str deserialize_string deserialize_identifier }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(items) => list(items, visitor),
            other => Err(wrong(&other, &visitor)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(map) => object(map, visitor),
            other => Err(wrong(&other, &visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(Choice(name, None)),
            Value::Object(map) if map.len() == 1 => match map.into_iter().next() {
                Some((name, value)) => visitor.visit_enum(Choice(name, Some(value))),
                None => Err(wrong(&Value::Null, &visitor)),
            },
            other => Err(wrong(&other, &visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! { i128 u128 bytes byte_buf unit unit_struct }
}

struct Object {
    rest: serde_json::map::IntoIter,
    value: Value,
    name: String,
}

impl<'de> MapAccess<'de> for Object {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Error> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.value = value;
        self.name.clone_from(&name);
        seed.deserialize(Given(Value::String(name))).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let value = std::mem::take(&mut self.value);
        seed.deserialize(Given(value))
            .map_err(|error| error.under(std::mem::take(&mut self.name)))
    }
}

struct List {
    rest: std::vec::IntoIter<Value>,
    index: usize,
}

impl<'de> SeqAccess<'de> for List {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let Some(value) = self.rest.next() else {
            return Ok(None);
        };
        let index = self.index;
        self.index += 1;
        seed.deserialize(Given(value))
            .map(Some)
            .map_err(|error| error.under(index.to_string()))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// A variant by its name, with what it holds.
struct Choice(String, Option<Value>);

impl<'de> EnumAccess<'de> for Choice {
    type Error = Error;
    type Variant = Held;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Held), Error> {
        let name: StringDeserializer<Error> = self.0.into_deserializer();
        Ok((seed.deserialize(name)?, Held(self.1)))
    }
}

struct Held(Option<Value>);

impl Held {
    fn value(self) -> Result<Given, Error> {
        self.0
            .map(Given)
            .ok_or_else(|| de::Error::invalid_type(Unexpected::UnitVariant, &"a value"))
    }
}

impl<'de> VariantAccess<'de> for Held {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        match self.0 {
            None | Some(Value::Null) => Ok(()),
            Some(value) => Err(wrong(&value, &"unit variant")),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(self.value()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.value()?.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.value()?.deserialize_map(visitor)
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        n: i32,
        #[serde(default)]
        at: Option<f64>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
    enum Tagged {
        One { list: Vec<Inner> },
        Two,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    enum Plain {
        Unit,
        New(u8),
        Pair(u8, bool),
        Named { x: char },
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Outer {
        #[serde(flatten)]
        tagged: Tagged,
        inner: Inner,
        plain: Vec<Plain>,
        pair: (String, bool),
        any: Value,
        #[serde(default)]
        by_name: std::collections::BTreeMap<String, Inner>,
    }

    const GOOD: &str = r#"{"kind": "one", "list": [{"n": 1}], "inner": {"n": -2, "at": null},
        "plain": ["Unit", {"New": 3}, {"Pair": [4, true]}, {"Named": {"x": "省"}}],
        "pair": ["a", false], "any": {"b": [1.5]}, "by_name": {"a/b": {"n": 7, "at": 2}}}"#;

    /// It reads what is read straight from the text.
    #[test]
    fn as_from_the_text() {
        let straight: Outer = serde_json::from_str(GOOD).unwrap();
        assert_eq!(read::<Outer>(GOOD).unwrap(), straight);
        assert_eq!(
            straight.by_name["a/b"],
            Inner {
                n: 7,
                at: Some(2.0)
            }
        );
    }

    #[test]
    fn faults_bring_their_place() {
        let told = |from: &str, to: &str| {
            let text = GOOD.replace(from, to);
            assert_ne!(text, GOOD, "{from}");
            assert!(serde_json::from_str::<Outer>(&text).is_err(), "{text}");
            let fault = read::<Outer>(&text).unwrap_err();
            (fault.path, fault.message_en)
        };
        assert_eq!(told("-2", "\"x\"").0, "/inner/n");
        assert_eq!(told("-2", "99999999999").0, "/inner/n");
        assert_eq!(told("-2", "1.5").0, "/inner/n");
        assert_eq!(told("true]", "1]").0, "/plain/2/1");
        assert_eq!(told("\"New\"", "\"Old\"").0, "/plain/1");
        assert_eq!(told("{\"n\": 7", "{\"m\": 7").0, "/by_name/a~1b/m");
        assert_eq!(told("\"n\": -2, ", "").0, "/inner");
        let (path, message) = told("\"at\": null", "\"att\": 0");
        assert_eq!(path, "/inner/att");
        assert!(
            message.ends_with("unknown field `att`, expected one of `n`, `at`"),
            "{message}"
        );
        assert!(told("}", "").1.starts_with("not JSON: "));
        assert!(read::<Tagged>(r#"{"kind": "two"}"#).is_ok());
        assert!(read::<Tagged>(r#"{"kind": "three"}"#).is_err());
    }
}
