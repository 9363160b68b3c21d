//! JSON Schemas of the types whose serialised form is written by hand; the others derive theirs.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use crate::calendar::ExcludedSpan;
use crate::case::ContentHash;
use crate::catalogue::{Catalogue, CatalogueView, FieldId, MatterId};
use crate::consultation::ConsultationProblem;
use crate::duty::{EventKind, Stretch};
use crate::exemption::Claim;
use crate::finding::{RuleCode, Selector};
use crate::law::{Citation, Period};
use crate::request::Problem;
use crate::retention::Condition;
use crate::review::{Pipeline, PipelineData};

/// Types that are one text in JSON: what is written, and what is read where more is accepted.
macro_rules! texts {
    ($($type:ident as $name:literal, $about:literal, $written:literal $(, read $read:literal)? $(, at most $most:literal)?;)*) => {$(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let pattern = $written;
                $(let pattern = if generator.contract().is_deserialize() { $read } else { pattern };)?
                let _ = generator.contract();
                json_schema!({
                    "type": "string",
                    "description": $about,
                    "pattern": pattern,
                    $("maxLength": $most,)?
                })
            }
        }
    )*};
}

texts! {
    Period as "law.Period",
        "A length of time: a number and wd (working days), d (days), w (weeks), m (months), q (quarters) or y (years), as in `20wd`.",
        "^[1-9][0-9]*(wd|d|w|m|q|y)$", read "^0*[1-9][0-9]*(wd|d|w|m|q|y)$";
    Citation as "law.Citation",
        "A place in an instrument: its id, article, paragraph and item, as in `ogi-2019:20.1(3)`; the id alone cites the whole.",
        r"^[a-z0-9-]+(:[1-9][0-9]*(-[1-9][0-9]*)?(\.[1-9][0-9]*)?(\([1-9][0-9]*\))?)?$";
    ContentHash as "case.ContentHash",
        "The SHA-256 of a content, as 64 hexadecimal digits.",
        "^[0-9a-f]{64}$", read "^[0-9A-Fa-f]{64}$";
    MatterId as "catalogue.MatterId",
        "The id of a matter, as in `social-assistance-004`.",
        "^[a-z0-9]+(-[a-z0-9]+)*$", at most 80;
    FieldId as "catalogue.FieldId",
        "The id of a field, as in `social-assistance`.",
        "^[a-z0-9]+(-[a-z0-9]+)*$", at most 80;
    Stretch as "duty.Stretch",
        "A stretch of the calendar: `2026`, `2026H1`, `2026Q3` or `2026-10`.",
        "^[0-9]{4}(-(0[1-9]|1[0-2])|Q[1-4]|H[12])?$";
    RuleCode as "finding.RuleCode",
        "The code of a rule, as in `TXT003`.",
        "^[A-Z]{3}[0-9]{3}$", read "^[A-Za-z]{3}[0-9]{3}$";
    Condition as "retention.Condition",
        "What a row of the schedule asks of a record: `important`, `litigated`, `refused`, `precedent`, `handled`, `instructed`, `amount>=500000` (yuan) or `valid_years>=20`.",
        "^(important|litigated|refused|precedent|handled|instructed|amount>=[0-9]+|valid_years>=[0-9]+)$";
}

impl JsonSchema for Selector {
    fn schema_name() -> Cow<'static, str> {
        "finding.Selector".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A rule (`TXT003`), a family (`TXT`) or all rules (`ALL`).",
            "examples": ["TXT003", "TXT", "ALL"],
        })
    }
}

impl JsonSchema for EventKind {
    fn schema_name() -> Cow<'static, str> {
        "duty.EventKind".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "What happened, for a duty to begin (事由): `formed`, `changed`, `decided`, `approved`, `received`, `ended`, or any other word.",
            "examples": ["formed", "changed", "decided", "approved", "received", "ended"],
        })
    }
}

impl JsonSchema for ExcludedSpan {
    fn schema_name() -> Cow<'static, str> {
        "calendar.ExcludedSpan".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let parts = json_schema!({
            "type": "object",
            "description": "A span of days that does not count (不计入期限的期间), both ends included.",
            "properties": {
                "from": {
                    "type": "string",
                    "format": "date",
                    "description": "The first day left out.",
                },
                "to": {
                    "type": "string",
                    "format": "date",
                    "description": "The last day left out.",
                },
                "reason": {
                    "type": ["string", "null"],
                    "description": "Why, in the words of the file; shown in the trail.",
                },
            },
            "required": ["from", "to"],
        });
        if generator.contract().is_serialize() {
            return parts;
        }
        let text = r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*\.\.\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$";
        json_schema!({
            "description": "A span of days that does not count, both ends included: as an object or as `2026-03-01..2026-03-15`.",
            "anyOf": [parts, { "type": "string", "pattern": text }],
        })
    }
}

/// `false`, or what is known; `true` where nothing more is known is read too.
impl<T: JsonSchema> JsonSchema for Claim<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("exemption.Claim<{}>", T::schema_name()).into()
    }

    fn schema_id() -> Cow<'static, str> {
        format!("exemption.Claim<{}>", T::schema_id()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let plain = if generator.contract().is_deserialize() {
            json_schema!({ "type": "boolean" })
        } else {
            json_schema!({ "type": "boolean", "const": false })
        };
        json_schema!({
            "description": "Whether something is so, and how (是否，以及情况): `false`, or what is known about it.",
            "anyOf": [plain, generator.subschema_for::<T>()],
        })
    }
}

/// A refused event of a request's case, where it stands in the file and why.
impl JsonSchema for Problem {
    fn schema_name() -> Cow<'static, str> {
        "request.Problem".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "An event that was not taken.",
            "properties": {
                "index": generator.subschema_for::<u32>(),
                "code": { "type": "string", "description": "The name of what is wrong." },
            },
            "required": ["index", "code"],
        })
    }
}

impl JsonSchema for ConsultationProblem {
    fn schema_name() -> Cow<'static, str> {
        "consultation.ConsultationProblem".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "An event that was not taken.",
            "properties": {
                "index": generator.subschema_for::<u32>(),
                "code": { "type": "string", "description": "The name of what is wrong." },
                "basis": generator.subschema_for::<Vec<Citation>>(),
            },
            "required": ["index", "code", "basis"],
        })
    }
}

/// Types that are written and read as another one.
macro_rules! same {
    ($($type:ty as $other:ty;)*) => {$(
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                <$other>::schema_name()
            }

            fn schema_id() -> Cow<'static, str> {
                <$other>::schema_id()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                <$other>::json_schema(generator)
            }
        }
    )*};
}

same! {
    Catalogue as CatalogueView<'static>;
    Pipeline as PipelineData;
}
