//! Schemas of each shape, and what is not understood.

use super::ir::{EnumValue, Field, Model, Shape, Type, TypeName};
use super::{Generated, MARK, settle};

/// A contract with these definitions and one operation whose request is `t.Req`.
pub(super) fn contract(defs: &str) -> String {
    let comma = if defs.is_empty() { "" } else { "," };
    format!(
        r##"{{
          "fault": {{"$ref": "#/$defs/t.Fault"}},
          "operations": [{{"name": "t.op", "doc": "Does it.", "request": {{"$ref": "#/$defs/t.Req"}},
            "response": {{"$ref": "#/$defs/t.Res"}}, "errors": ["TError"]}}],
          "errors": [{{"kind": "InputError", "codes": ["bad_request"]}}, {{"kind": "TError", "codes": ["no"]}}],
          "$defs": {{
            "t.Req": {{"type": "object", "additionalProperties": false, "properties": {{
                "n": {{"type": "integer", "format": "uint8", "minimum": 0, "maximum": 255, "description": "How many."}},
                "day": {{"type": ["string", "null"], "format": "date"}}}}, "required": ["n"]}},
            "t.Res": {{"type": "object"}}, "t.Fault": {{"type": "object"}}{comma}{defs}
          }}
        }}"##
    )
}

fn shape(defs: &str, name: &str) -> Shape {
    let model = Model::read(&contract(defs)).unwrap();
    let (family, name) = name.split_once('.').unwrap();
    model.types[&TypeName::new(family, name)].clone()
}

fn problems(defs: &str) -> String {
    Model::read(&contract(defs)).unwrap_err().join("\n")
}

fn field(wire: &str, ty: Type) -> Field {
    Field {
        wire: wire.to_owned(),
        doc: String::new(),
        ty,
        required: true,
        nullable: false,
        default: None,
    }
}

fn text() -> Type {
    Type::String { pattern: None }
}

fn value(wire: &str, doc: &str) -> EnumValue {
    EnumValue {
        wire: wire.to_owned(),
        doc: doc.to_owned(),
    }
}

/// The type of the one field `x` of a record.
fn type_of(schema: &str) -> Type {
    let defs = format!(
        r#""t.R": {{"type": "object", "properties": {{"x": {schema}}}, "required": ["x"]}}"#
    );
    let Shape::Record { fields, .. } = shape(&defs, "t.R") else {
        panic!("no record");
    };
    fields[0].ty.clone()
}

#[test]
fn an_operation_spreads_its_request() {
    let model = Model::read(&contract("")).unwrap();
    let operation = &model.operations[0];
    assert_eq!(
        (operation.family.as_str(), operation.method.as_str()),
        ("t", "op")
    );
    assert_eq!(operation.errors, ["TError"]);
    assert_eq!(operation.response, Type::Named(TypeName::new("t", "Res")));
    let [n, day] = operation.params.as_slice() else {
        panic!("two parameters");
    };
    assert_eq!(
        (n.wire.as_str(), n.doc.as_str(), n.required),
        ("n", "How many.", true)
    );
    assert_eq!(n.ty, Type::Int { min: 0, max: 255 });
    assert_eq!(
        (&day.ty, day.required, day.nullable),
        (&Type::Date, false, true)
    );
    assert!(model.is_request_only(&TypeName::new("t", "Req")));
    assert!(!model.is_request_only(&TypeName::new("t", "Res")));
    assert_eq!(model.families(), ["t"]);
}

#[test]
fn fields_keep_their_order_and_defaults() {
    let defs = r##""t.R": {"type": "object", "description": "A [`R`].", "properties": {
        "z": {"type": "array", "items": {"type": "string"}, "default": []},
        "a": {"$ref": "#/$defs/t.Req", "description": "One."}}, "required": ["a"]}"##;
    let Shape::Record { doc, fields } = shape(defs, "t.R") else {
        panic!("no record");
    };
    assert_eq!(doc, "A `R`.");
    assert_eq!(
        fields.iter().map(|f| f.wire.as_str()).collect::<Vec<_>>(),
        ["z", "a"]
    );
    assert_eq!(fields[0].default.as_ref().unwrap().to_string(), "[]");
    assert_eq!(fields[1].ty, Type::Named(TypeName::new("t", "Req")));
    assert_eq!(fields[1].doc, "One.");
}

#[test]
fn string_enums_in_every_manner() {
    let described = r#""t.E": {"description": "State.", "oneOf": [
        {"type": "string", "enum": ["b", "c"]},
        {"type": "string", "const": "a", "description": "First."}]}"#;
    let Shape::StringEnum { doc, values } = shape(described, "t.E") else {
        panic!("no enum");
    };
    assert_eq!(doc, "State.");
    assert_eq!(
        values,
        [value("b", ""), value("c", ""), value("a", "First.")]
    );
    let bare = r#""t.E": {"type": "string", "enum": ["a"]}"#;
    assert!(
        matches!(shape(bare, "t.E"), Shape::StringEnum { values, .. } if values == [value("a", "")])
    );
}

const TAGGED: &str = r##""t.E": {"oneOf": [
      {"type": "object", "properties": {"kind": {"type": "string", "const": "one_way"}},
       "required": ["kind"], "description": "One."},
      {"type": "object", "properties": {"kind": {"type": "string", "const": "two"},
       "x": {"type": "boolean"}}, "required": ["kind", "x"]},
      {"$ref": "#/$defs/t.Inner", "type": "object", "properties":
       {"kind": {"type": "string", "const": "three"}}, "required": ["kind"]}]},
    "t.Inner": {"type": "object", "properties": {"y": {"type": "string"}}, "required": ["y"]}"##;

#[test]
fn tagged_with_unit_struct_and_newtype_variants() {
    let Shape::Tagged {
        tag,
        common,
        variants,
        ..
    } = shape(TAGGED, "t.E")
    else {
        panic!("not tagged");
    };
    assert_eq!(tag, "kind");
    assert!(common.is_empty());
    let names: Vec<_> = variants
        .iter()
        .map(|v| (v.wire.as_str(), v.name.as_str()))
        .collect();
    assert_eq!(
        names,
        [("one_way", "OneWay"), ("two", "Two"), ("three", "Three")]
    );
    assert_eq!(variants[0].doc, "One.");
    assert!(variants[0].fields.is_empty());
    assert_eq!(variants[1].fields, [field("x", Type::Bool)]);
    assert_eq!(variants[2].fields, [field("y", text())]);
}

#[test]
fn a_flattened_enum_leaves_common_fields() {
    let defs = r#""case.Entry<t.Event>": {"type": "object", "properties": {"at": {"type": "string", "format": "date"}},
      "required": ["at"], "oneOf": [
        {"type": "object", "properties": {"event": {"type": "string", "const": "a"}}, "required": ["event"]},
        {"type": "object", "properties": {"event": {"type": "string", "const": "b"},
         "n": {"type": "integer", "format": "int32"}}, "required": ["event", "n"]}]},
      "t.R": {"type": "object", "properties": {"x": {"$ref": "\#/$defs/case.Entry%3Ct.Event%3E"}}, "required": ["x"]}"#
        .replace("\\#", "#");
    let Shape::Tagged {
        tag,
        common,
        variants,
        ..
    } = shape(&defs, "case.TEntry")
    else {
        panic!("not tagged");
    };
    assert_eq!(tag, "event");
    assert_eq!(common, [field("at", Type::Date)]);
    let least = i32::MIN.into();
    let most = i32::MAX.into();
    assert_eq!(
        variants[1].fields,
        [field(
            "n",
            Type::Int {
                min: least,
                max: most
            }
        )]
    );
    let Shape::Record { fields, .. } = shape(&defs, "t.R") else {
        panic!("no record");
    };
    assert_eq!(fields[0].ty, Type::Named(TypeName::new("case", "TEntry")));
}

#[test]
fn adjacent_content_gets_a_type_of_its_own() {
    let defs = r#""t.E": {"oneOf": [
      {"type": "object", "properties": {"t": {"type": "string", "const": "a"},
       "c": {"type": "object", "properties": {"x": {"type": "boolean"}}, "required": ["x"]}}, "required": ["t", "c"]},
      {"type": "object", "properties": {"t": {"type": "string", "const": "b"}}, "required": ["t"]}]}"#;
    let Shape::Tagged { variants, .. } = shape(defs, "t.E") else {
        panic!("not tagged");
    };
    let own = TypeName::new("t", "EAC");
    assert_eq!(variants[0].fields, [field("c", Type::Named(own))]);
    let record = Shape::Record {
        doc: String::new(),
        fields: vec![field("x", Type::Bool)],
    };
    assert_eq!(shape(defs, "t.EAC"), record);
}

#[test]
fn variants_named_by_their_one_field() {
    let defs = r#""t.Term": {"oneOf": [
      {"type": "object", "properties": {"until": {"type": "string", "format": "date"}},
       "required": ["until"], "additionalProperties": false, "description": "Through a day."},
      {"type": "object", "properties": {"years": {"type": "integer", "format": "uint8"}},
       "required": ["years"], "additionalProperties": false},
      {"type": "string", "const": "for_good", "description": "No end."}]}"#;
    let Shape::Untagged { variants, .. } = shape(defs, "t.Term") else {
        panic!("not untagged");
    };
    let named = |name: &str| Type::Named(TypeName::new("t", name));
    assert_eq!(
        variants,
        [named("TermUntil"), named("TermYears"), named("TermForGood")]
    );
    let until = Shape::Record {
        doc: "Through a day.".to_owned(),
        fields: vec![field("until", Type::Date)],
    };
    assert_eq!(shape(defs, "t.TermUntil"), until);
    let Shape::StringEnum { values, .. } = shape(defs, "t.TermForGood") else {
        panic!("no enum");
    };
    assert_eq!(values, [value("for_good", "No end.")]);
}

#[test]
fn untagged_with_and_without_fields_beside_it() {
    let defs = r##""t.U": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/t.Req"},
      {"type": "object", "properties": {"only": {"type": "boolean"}}, "required": ["only"]}]}"##;
    let Shape::Untagged { variants, .. } = shape(defs, "t.U") else {
        panic!("not untagged");
    };
    let named = |name: &str| Type::Named(TypeName::new("t", name));
    assert_eq!(variants, [text(), named("Req"), named("UOnly")]);

    let defs = format!(
        r##"{TAGGED}, "t.F": {{"type": "object", "properties": {{"why": {{"type": "string"}}}},
          "required": ["why"], "anyOf": [{{"$ref": "#/$defs/t.E"}}, {{"$ref": "#/$defs/t.Inner"}}]}}"##
    );
    let Shape::Untagged { variants, .. } = shape(&defs, "t.F") else {
        panic!("not untagged");
    };
    assert_eq!(variants, [named("FE"), named("FInner")]);
    let Shape::Tagged { common, tag, .. } = shape(&defs, "t.FE") else {
        panic!("not tagged");
    };
    assert_eq!((tag.as_str(), common), ("kind", vec![field("why", text())]));
    let Shape::Record { fields, .. } = shape(&defs, "t.FInner") else {
        panic!("no record");
    };
    assert_eq!(fields, [field("why", text()), field("y", text())]);
}

#[test]
fn types_of_values() {
    assert_eq!(type_of("true"), Type::Json);
    assert_eq!(type_of(r#"{"description": "Anything."}"#), Type::Json);
    assert_eq!(
        type_of(r#"{"type": "number", "format": "double"}"#),
        Type::Float
    );
    let pattern = Some("^a".to_owned());
    assert_eq!(
        type_of(r#"{"type": "string", "pattern": "^a"}"#),
        Type::String { pattern }
    );
    let numbered = Type::Int {
        min: 1,
        max: u32::MAX.into(),
    };
    assert_eq!(
        type_of(r#"{"type": "integer", "format": "uint32", "minimum": 1}"#),
        numbered
    );
    assert_eq!(
        type_of(
            r#"{"type": "array", "uniqueItems": true, "items": {"anyOf": [{"type": "null"}, {"type": "boolean"}]}}"#
        ),
        Type::List(Box::new(Type::Option(Box::new(Type::Bool))))
    );
    assert_eq!(
        type_of(
            r#"{"type": "array", "prefixItems": [{"type": "boolean"}, {"type": "string"}], "minItems": 2, "maxItems": 2}"#
        ),
        Type::Tuple(vec![Type::Bool, text()])
    );
    assert_eq!(
        type_of(r#"{"type": "object", "additionalProperties": {"type": "boolean"}}"#),
        Type::Map {
            key: Box::new(text()),
            value: Box::new(Type::Bool)
        }
    );
    assert_eq!(
        type_of(
            r#"{"type": "object", "additionalProperties": false, "patternProperties": {"^\\d+$": {"type": "boolean"}}}"#
        ),
        Type::Map {
            key: Box::new(Type::Int {
                min: 0,
                max: i64::MAX.into()
            }),
            value: Box::new(Type::Bool)
        }
    );
}

#[test]
fn newtypes_are_aliases() {
    let alias = Shape::Alias {
        doc: "An id.".to_owned(),
        ty: text(),
    };
    assert_eq!(
        shape(
            r#""t.Id": {"type": "string", "description": "An id."}"#,
            "t.Id"
        ),
        alias
    );
    let map = r#""t.M": {"type": "object", "additionalProperties": {"type": "string"}}"#;
    assert!(matches!(
        shape(map, "t.M"),
        Shape::Alias {
            ty: Type::Map { .. },
            ..
        }
    ));
}

#[test]
fn what_is_not_understood_is_named() {
    let cases = [
        (r#""Req": {"type": "object"}"#, "$defs/Req: not a name"),
        (
            r#""t.A": {"type": "object", "dependentRequired": {}}"#,
            "$defs/t.A: `dependentRequired`",
        ),
        (
            r#""t.A": {"type": "object", "properties": {"x": {}}}"#,
            "$defs/t.A/x: no type",
        ),
        (
            r#""t.A": {"type": "object", "properties": {"x": {"type": "string", "format": "uri"}}}"#,
            "$defs/t.A/x: no string is `uri`",
        ),
        (
            r#""t.A": {"type": "object", "properties": {"x": {"type": ["string", "integer"]}}}"#,
            "$defs/t.A/x: no type",
        ),
        (
            r##""t.A": {"type": "object", "properties": {"x": {"$ref": "#/$defs/t.Gone"}}}"##,
            "nothing is called `#/$defs/t.Gone`",
        ),
        (
            r#""t.A": {"type": "array"}"#,
            "$defs/t.A: a list of nothing known",
        ),
        (
            r#""t.A": {"type": "array", "prefixItems": [{"type": "string"}]}"#,
            "no fixed length",
        ),
        (
            r#""t.A": {"type": "object", "required": ["x"]}"#,
            "`x` is required and not there",
        ),
        (
            r#""t.A": {"oneOf": [{"type": "string", "const": "a"}, {"type": "object", "properties": {"B": {"type": "string"}}}]}"#,
            "$defs/t.A: alternatives without a field",
        ),
        (
            r#""t.A": {"type": "object", "properties": {"x": {"type": "string"}}, "additionalProperties": {"type": "string"}}"#,
            "fields and data keys",
        ),
        (
            r#""t.A<u.B>": {"type": "string"}, "t.UA": {"type": "string"}, "t.BA": {"type": "string"}"#,
            "its plain name t.BA is that of",
        ),
    ];
    for (defs, expected) in cases {
        let found = problems(defs);
        assert!(found.contains(expected), "{defs}: {found}");
    }
    let nested = format!(
        r##"{TAGGED}, "t.N": {{"oneOf": [{{"$ref": "#/$defs/t.E", "type": "object",
          "properties": {{"outer": {{"type": "string", "const": "x"}}}}, "required": ["outer"]}}]}}"##
    );
    assert!(problems(&nested).contains("alternatives or data keys inside a variant"));
}

#[test]
fn operations_that_do_not_fit_are_named() {
    let no_record = contract("")
        .replace(
            "\"t.Req\": {\"type\": \"object\"",
            "\"t.Req\": {\"type\": \"string\"",
        )
        .replace(
            "\"request\": {\"$ref\": \"#/$defs/t.Req\"}",
            "\"request\": {\"type\": \"string\"}",
        );
    let found = Model::read(&no_record).unwrap_err().join("\n");
    assert!(
        found.contains("t.op: its request is no type of its own"),
        "{found}"
    );
    let unknown = contract("").replace("[\"TError\"]", "[\"UError\"]");
    let found = Model::read(&unknown).unwrap_err().join("\n");
    assert!(found.contains("t.op: no error enum `UError`"), "{found}");
    assert!(
        Model::read("{}")
            .unwrap_err()
            .join("\n")
            .contains("operations: none")
    );
    assert!(Model::read("{").is_err());
}

#[test]
fn keys_that_are_data() {
    let map = r##""t.A": {"type": "object", "properties": {
        "counts": {"type": "object", "additionalProperties": {"$ref": "#/$defs/t.Req"}},
        "data": true, "plain": {"$ref": "#/$defs/t.Req"}}}"##;
    let model = Model::read(&contract(map)).unwrap();
    let keys = model.data_keys().unwrap();
    assert_eq!(keys.maps.into_iter().collect::<Vec<_>>(), ["counts"]);
    assert_eq!(keys.opaque.into_iter().collect::<Vec<_>>(), ["data"]);
    let torn = format!(
        r##"{map}, "t.B": {{"type": "object", "properties": {{"counts": {{"$ref": "#/$defs/t.Req"}}}}}}"##
    );
    let model = Model::read(&contract(&torn)).unwrap();
    let found = model.data_keys().unwrap_err();
    assert_eq!(
        found,
        ["`counts` is a map in t.A and an object with fields in t.B"]
    );
}

#[test]
fn generated_files_are_settled_and_checked() {
    let root = std::env::temp_dir().join(format!("gongkai-emit-{}", std::process::id()));
    let old = root.join("out/deep/old.txt");
    std::fs::create_dir_all(old.parent().unwrap()).unwrap();
    std::fs::write(&old, format!("// {MARK}\n")).unwrap();
    std::fs::write(root.join("out/hand.txt"), "by hand\n").unwrap();
    let files = [Generated {
        path: "out/new.txt".to_owned(),
        text: format!("// {MARK}\none\ntwo\n"),
    }];
    let run = |check| settle(&root, &files, &["out"], check).unwrap();
    let both = [
        "out/new.txt: is missing",
        "out/deep/old.txt: is generated no more",
    ];
    assert_eq!(run(true), both);
    assert_eq!(run(false), both);
    assert!(run(true).is_empty());
    assert!(!old.exists() && root.join("out/hand.txt").exists());
    std::fs::write(root.join("out/new.txt"), format!("// {MARK}\none\n2\n")).unwrap();
    assert_eq!(run(true), ["out/new.txt: differs from line 3"]);
    std::fs::remove_dir_all(&root).unwrap();
}
