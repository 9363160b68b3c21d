use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// Whether something is so, and how: `false`, or what is known about it (是否，以及情况).
///
/// Facts hold an `Option` of it, so that three things can be told apart: not asked yet
/// (`None`, absent in JSON), asked and no (`false`), asked and yes (an object; `true` when
/// nothing more is known).
///
/// ```
/// use gongkai::exemption::{Claim, Secret, SecretLevel};
/// let read = |json| serde_json::from_str::<Claim<Secret>>(json).unwrap();
/// assert_eq!(read("false"), Claim::No);
/// assert_eq!(read("true"), Claim::Yes(Secret::default()));
/// let Claim::Yes(secret) = read(r#"{"level": "highly_secret"}"#) else { panic!() };
/// assert_eq!(secret.level, Some(SecretLevel::HighlySecret));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claim<T> {
    /// Asked, and it is not so.
    No,
    /// It is so, in this way.
    Yes(T),
}

impl<T> Claim<T> {
    /// What is known when it is so.
    pub fn yes(&self) -> Option<&T> {
        match self {
            Self::No => None,
            Self::Yes(about) => Some(about),
        }
    }
}

impl<T: Serialize> Serialize for Claim<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::No => serializer.serialize_bool(false),
            Self::Yes(about) => about.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Claim<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ClaimVisitor(PhantomData))
    }
}

struct ClaimVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for ClaimVisitor<T> {
    type Value = Claim<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`false`, `true`, or what is known about it")
    }

    fn visit_bool<E: Error>(self, is: bool) -> Result<Self::Value, E> {
        Ok(if is {
            Claim::Yes(T::default())
        } else {
            Claim::No
        })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        T::deserialize(StrDeserializer::new(text)).map(Claim::Yes)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(seq)).map(Claim::Yes)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Claim::Yes)
    }
}
