//! What an operation is, and how a request in JSON becomes a response in JSON.

use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::context::Context;
use crate::fault::Fault;

/// One operation: a name, what it does, which errors it can give.
#[derive(Debug, Clone, Copy)]
pub struct Operation {
    /// Family and name, as in `calendar.add_workdays`.
    pub name: &'static str,
    /// What it does, in one or two sentences.
    pub doc: &'static str,
    /// The names of the error enums of the core that it can give; every operation can give an
    /// `InputError` besides.
    pub errors: &'static [&'static str],
    pub(crate) run: fn(&str, Context) -> Result<String, Fault>,
    #[cfg(feature = "schema")]
    pub(crate) request: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
    #[cfg(feature = "schema")]
    pub(crate) response: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

impl Operation {
    /// The part before the dot.
    pub fn family(&self) -> &'static str {
        self.name.split_once('.').map_or("", |(family, _)| family)
    }

    /// The part after the dot.
    pub fn method(&self) -> &'static str {
        self.name
            .split_once('.')
            .map_or(self.name, |(_, method)| method)
    }
}

#[cfg(feature = "compact")]
use crate::compact::read;

#[cfg(not(feature = "compact"))]
fn read<Req: DeserializeOwned>(request: &str) -> Result<Req, Fault> {
    serde_json::from_str(request).map_err(|error| Fault::bad_request(request, &error))
}

/// Reads the request, runs `f`, writes the response.
pub(crate) fn run<Req: DeserializeOwned, Res: Serialize>(
    request: &str,
    context: Context,
    f: impl FnOnce(&Req, Context) -> Result<Res, Fault>,
) -> Result<String, Fault> {
    let request: Req = read(request)?;
    let response = f(&request, context)?;
    serde_json::to_string(&response).map_err(|error| Fault::unserialisable(&error))
}

/// The operations of a family. Each line: name, function, its request and response types, the
/// errors it can give; what it does is the first sentence of the documentation.
macro_rules! operations {
    ($($(#[doc = $doc:literal])+ $name:literal => $f:path, $req:ty => $res:ty $(, $error:ident)*;)+) => {
        /// The operations of this family.
        pub(crate) const OPERATIONS: &[$crate::operation::Operation] = &[$(
            $crate::operation::Operation {
                name: $name,
                doc: concat!($($doc, "\n"),+),
                errors: &[$(stringify!($error)),*],
                run: |request, context| $crate::operation::run::<$req, _>(request, context, $f),
                #[cfg(feature = "schema")]
                request: |g| g.subschema_for::<$req>(),
                #[cfg(feature = "schema")]
                response: |g| g.subschema_for::<$res>(),
            },
        )+];
    };
}
pub(crate) use operations;

/// The shapes of requests: structs that refuse what they do not know, under the name that they
/// have in the schema.
macro_rules! requests {
    ($($(#[$meta:meta])* $vis:vis $name:ident as $schema:literal {
        $($(#[$field_meta:meta])* $field:ident: $ty:ty),* $(,)?
    })+) => {$(
        $(#[$meta])*
        #[derive(Debug, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(rename = $schema))]
        #[serde(deny_unknown_fields)]
        $vis struct $name { $($(#[$field_meta])* $field: $ty),* }
    )+};
}
pub(crate) use requests;

/// The shapes of responses, under the name that they have in the schema.
macro_rules! responses {
    ($($(#[$meta:meta])* $vis:vis $name:ident as $schema:literal {
        $($(#[$field_meta:meta])* $field:ident: $ty:ty),* $(,)?
    })+) => {$(
        $(#[$meta])*
        #[derive(Debug, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[cfg_attr(feature = "schema", schemars(rename = $schema))]
        $vis struct $name { $($(#[$field_meta])* $field: $ty),* }
    )+};
}
pub(crate) use responses;

/// A value written as JSON where it was at hand, because it borrows from what a response cannot
/// hold; in the schema it is `T`.
#[derive(Debug)]
pub(crate) struct Written<T>(Box<RawValue>, PhantomData<T>);

impl<T> Written<T> {
    /// Writes `value`, which has the shape of `T`.
    pub(crate) fn of(value: &impl Serialize) -> Result<Self, Fault> {
        serde_json::value::to_raw_value(value)
            .map(|raw| Self(raw, PhantomData))
            .map_err(|error| Fault::unserialisable(&error))
    }
}

impl<T> Serialize for Written<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Written<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        T::schema_name()
    }
    fn schema_id() -> std::borrow::Cow<'static, str> {
        T::schema_id()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        T::json_schema(generator)
    }
}
