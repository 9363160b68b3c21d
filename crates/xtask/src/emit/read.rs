//! From JSON Schema, as schemars writes it, to the model.

use std::collections::{BTreeMap, BTreeSet};

use super::generic::{Generic, decoded};
use super::ir::{EnumValue, ErrorEnum, Field, Model, Operation, Shape, Type, TypeName, Variant};
use super::json::Json;
use super::names::{pascal, plain_doc};
use super::values::{is_map, nullable};

/// The keywords that are understood; any other is a problem.
const KEYWORDS: [&str; 26] = [
    "$ref",
    "title",
    "description",
    "default",
    "type",
    "format",
    "const",
    "enum",
    "oneOf",
    "anyOf",
    "allOf",
    "properties",
    "required",
    "additionalProperties",
    "unevaluatedProperties",
    "patternProperties",
    "propertyNames",
    "items",
    "prefixItems",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minimum",
    "maximum",
    "pattern",
    "deprecated",
];
/// Bounds of length and examples: not part of any type.
const LEFT_OUT: [&str; 3] = ["minLength", "maxLength", "examples"];

/// The model of a contract.
pub(crate) fn model(schema: &Json) -> Result<Model, Vec<String>> {
    let defs = schema.get("$defs").map(Json::entries).unwrap_or_default();
    let mut reader = Reader {
        defs,
        names: BTreeMap::new(),
        types: BTreeMap::new(),
        problems: Vec::new(),
    };
    reader.name_all();
    for (raw, def) in defs {
        let Some(name) = reader.names.get(raw).cloned() else {
            continue;
        };
        let shape = reader.shape(&format!("$defs/{raw}"), &name, def);
        reader.put(name, shape);
    }
    let operations: Vec<Operation> = schema
        .get("operations")
        .map(Json::items)
        .unwrap_or_default()
        .iter()
        .filter_map(|o| reader.operation(o))
        .collect();
    let errors: Vec<ErrorEnum> = schema
        .get("errors")
        .map(Json::items)
        .unwrap_or_default()
        .iter()
        .map(|e| ErrorEnum {
            name: e.text("kind").to_owned(),
            codes: e.texts("codes"),
        })
        .collect();
    for operation in &operations {
        for error in &operation.errors {
            if !errors.iter().any(|e| e.name == *error) {
                reader.problem(&operation.name, &format!("no error enum `{error}`"));
            }
        }
    }
    if operations.is_empty() {
        reader.problem("operations", "none");
    }
    let fault = schema.get("fault").map(|f| reader.ty("fault", None, f));
    let fault = if let Some(Type::Named(name)) = fault {
        name
    } else {
        reader.problem("fault", "is not the name of a type");
        TypeName::new("", "")
    };
    if reader.problems.is_empty() {
        Ok(Model {
            operations,
            errors,
            types: reader.types,
            fault,
        })
    } else {
        Err(reader.problems)
    }
}

pub(super) struct Reader<'a> {
    defs: &'a [(String, Json)],
    /// The plain name of each definition, by the name in the schema.
    pub(super) names: BTreeMap<String, TypeName>,
    types: BTreeMap<TypeName, Shape>,
    problems: Vec<String>,
}

/// What an object schema holds, with what it refers to.
#[derive(Default)]
struct Parts<'a> {
    properties: Vec<(&'a str, &'a Json)>,
    required: BTreeSet<&'a str>,
    /// Lists of alternatives of which exactly one holds: tagged.
    one_of: Vec<&'a [Json]>,
    /// Lists of alternatives of which the first that fits holds: untagged.
    any_of: Vec<&'a [Json]>,
    /// A schema for keys that are data.
    extra: Option<&'a Json>,
}

impl<'a> Reader<'a> {
    pub(super) fn problem(&mut self, place: &str, what: &str) {
        self.problems.push(format!("{place}: {what}"));
    }

    pub(super) fn put(&mut self, name: TypeName, shape: Shape) {
        if self.types.contains_key(&name) {
            self.problem(&name.to_string(), "two types of this name");
        }
        self.types.insert(name, shape);
    }

    /// Gives each definition its plain name.
    fn name_all(&mut self) {
        let mut taken: BTreeMap<TypeName, String> = BTreeMap::new();
        let raws: Vec<&str> = self.defs.iter().map(|(raw, _)| raw.as_str()).collect();
        for raw in &raws {
            let Some(parsed) = Generic::parse(raw) else {
                self.problem(&format!("$defs/{raw}"), "not a name like `family.Name`");
                continue;
            };
            // A second type of one name gets a number from schemars.
            let stem = raw.trim_end_matches(|c: char| c.is_ascii_digit());
            if stem != *raw && raws.contains(&stem) {
                self.problem(
                    &format!("$defs/{raw}"),
                    &format!("a second type named {stem}"),
                );
            }
            let short = parsed.plain(false);
            let rivals = raws
                .iter()
                .filter_map(|r| Generic::parse(r))
                .filter(|g| g.family == parsed.family && g.plain(false) == short)
                .count();
            let name = TypeName::new(parsed.family, &parsed.plain(rivals > 1));
            if let Some(other) = taken.insert(name.clone(), (*raw).to_owned()) {
                let what = format!("its plain name {name} is that of {other}");
                self.problem(&format!("$defs/{raw}"), &what);
            }
            self.names.insert((*raw).to_owned(), name);
        }
    }

    fn operation(&mut self, json: &'a Json) -> Option<Operation> {
        let name = json.text("name");
        let Some((family, method)) = name.split_once('.') else {
            self.problem(name, "not a name like `family.operation`");
            return None;
        };
        let request = json.get("request").unwrap_or(&Json::Null);
        let request = self.ty(&format!("{name}/request"), None, request);
        let response = json.get("response").unwrap_or(&Json::Null);
        let lift = TypeName::new(family, &format!("{}Response", pascal(method)));
        let response = self.ty(&format!("{name}/response"), Some(&lift), response);
        let Type::Named(request) = request else {
            self.problem(name, "its request is no type of its own");
            return None;
        };
        let Some(Shape::Record { fields, .. }) = self.types.get(&request) else {
            self.problem(name, &format!("its request {request} is not a record"));
            return None;
        };
        Some(Operation {
            name: name.to_owned(),
            family: family.to_owned(),
            method: method.to_owned(),
            doc: plain_doc(json.text("doc")),
            params: fields.clone(),
            request,
            response,
            errors: json.texts("errors"),
        })
    }

    /// Says which keywords of a schema are not understood.
    pub(super) fn check_keywords(&mut self, place: &str, schema: &Json) {
        for (key, _) in schema.entries() {
            if !KEYWORDS.contains(&key.as_str()) && !LEFT_OUT.contains(&key.as_str()) {
                self.problem(place, &format!("`{key}` is not understood"));
            }
        }
        if !matches!(schema, Json::Object(_) | Json::Bool(true)) {
            self.problem(place, &format!("no schema: {schema}"));
        }
    }

    /// The definition that a reference names.
    pub(super) fn target(&mut self, place: &str, reference: &str) -> Option<(&'a str, &'a Json)> {
        let raw = decoded(reference.strip_prefix("#/$defs/").unwrap_or(reference));
        let found = self.defs.iter().find(|(name, _)| *name == raw);
        if found.is_none() {
            self.problem(place, &format!("nothing is called `{reference}`"));
        }
        found.map(|(name, def)| (name.as_str(), def))
    }

    /// All that an object is made of: its own properties, those of `allOf` and of a reference
    /// beside which other keywords stand.
    fn parts(&mut self, place: &str, schema: &'a Json, into: &mut Parts<'a>) {
        self.check_keywords(place, schema);
        if let Some(reference) = schema.get("$ref").and_then(Json::as_str)
            && let Some((raw, def)) = self.target(place, reference)
        {
            self.parts(&format!("{place} -> {raw}"), def, into);
        }
        for part in schema.get("allOf").map(Json::items).unwrap_or_default() {
            self.parts(&format!("{place}/allOf"), part, into);
        }
        for (name, value) in schema
            .get("properties")
            .map(Json::entries)
            .unwrap_or_default()
        {
            // What stands beside a reference prevails over what it refers to.
            into.properties.retain(|(n, _)| n != name);
            into.properties.push((name, value));
        }
        let required = schema.get("required").map(Json::items).unwrap_or_default();
        into.required
            .extend(required.iter().filter_map(Json::as_str));
        if let Some(list) = schema.get("oneOf") {
            into.one_of.push(list.items());
        }
        if let Some(list) = schema.get("anyOf") {
            into.any_of.push(list.items());
        }
        match schema.get("additionalProperties") {
            None | Some(Json::Bool(false)) => {}
            extra => into.extra = extra,
        }
    }

    pub(super) fn shape(&mut self, place: &str, owner: &TypeName, schema: &'a Json) -> Shape {
        let doc = plain_doc(schema.text("description"));
        if let Some(values) = strings(schema) {
            self.check_keywords(place, schema);
            return Shape::StringEnum { doc, values };
        }
        let object = schema.text("type") == "object" || schema.get("properties").is_some();
        let alternatives = schema.get("oneOf").is_some()
            || schema.get("allOf").is_some()
            || (schema.get("anyOf").is_some() && nullable(schema).is_none());
        if !(object || alternatives) {
            let ty = self.ty(place, None, schema);
            return Shape::Alias { doc, ty };
        }
        let mut parts = Parts::default();
        self.parts(place, schema, &mut parts);
        let shape = self.object(place, owner, doc, &parts);
        if matches!(shape, Shape::Record { .. }) && is_map(schema) {
            let doc = shape.doc().to_owned();
            let ty = self.ty(place, None, schema);
            return Shape::Alias { doc, ty };
        }
        shape
    }

    fn object(&mut self, place: &str, owner: &TypeName, doc: String, parts: &Parts<'a>) -> Shape {
        if parts.extra.is_some() && !parts.properties.is_empty() {
            self.problem(place, "fields and data keys in one object");
        }
        match (parts.one_of.as_slice(), parts.any_of.as_slice()) {
            ([], []) => Shape::Record {
                doc,
                fields: self.fields(place, owner, parts, None),
            },
            ([branches], []) => self.tagged(place, owner, doc, parts, branches),
            ([], [branches]) if parts.properties.is_empty() => {
                let variants = branches
                    .iter()
                    .enumerate()
                    .map(|(n, branch)| {
                        let lift = TypeName::new(&owner.family, &lifted(owner, branch, n));
                        self.ty(&format!("{place}/anyOf/{n}"), Some(&lift), branch)
                    })
                    .collect();
                Shape::Untagged { doc, variants }
            }
            ([], [branches]) => {
                // Fields beside alternatives: they belong to each of them.
                let mut variants = Vec::new();
                for (n, branch) in branches.iter().enumerate() {
                    let place = format!("{place}/anyOf/{n}");
                    let name = TypeName::new(&owner.family, &lifted(owner, branch, n));
                    let mut all = Parts::default();
                    self.parts(&place, branch, &mut all);
                    all.properties
                        .splice(0..0, parts.properties.iter().copied());
                    all.required.extend(&parts.required);
                    let doc = self.doc_of(branch);
                    let shape = self.object(&place, &name, doc, &all);
                    self.put(name.clone(), shape);
                    variants.push(Type::Named(name));
                }
                Shape::Untagged { doc, variants }
            }
            _ => {
                self.problem(place, "two sets of alternatives in one object");
                Shape::Record {
                    doc,
                    fields: Vec::new(),
                }
            }
        }
    }

    /// The description of a schema or of what it refers to.
    fn doc_of(&mut self, schema: &'a Json) -> String {
        let own = schema.text("description");
        if !own.is_empty() {
            return plain_doc(own);
        }
        let reference = schema.get("$ref").and_then(Json::as_str);
        let target = reference.and_then(|r| self.target("description", r));
        plain_doc(
            target
                .map(|(_, def)| def.text("description"))
                .unwrap_or_default(),
        )
    }

    fn tagged(
        &mut self,
        place: &str,
        owner: &TypeName,
        doc: String,
        parts: &Parts<'a>,
        branches: &'a [Json],
    ) -> Shape {
        if parts.properties.is_empty() && branches.iter().all(is_external) {
            return self.external(place, owner, doc, branches);
        }
        let mut found: Vec<(&'a Json, Parts<'a>)> = Vec::new();
        for (n, branch) in branches.iter().enumerate() {
            let place = format!("{place}/oneOf/{n}");
            let mut own = Parts::default();
            self.parts(&place, branch, &mut own);
            if !own.one_of.is_empty() || !own.any_of.is_empty() || own.extra.is_some() {
                self.problem(&place, "alternatives or data keys inside a variant");
            }
            found.push((branch, own));
        }
        let constant = |parts: &Parts<'a>, name: &str| -> Option<String> {
            let (_, value) = parts.properties.iter().find(|(n, _)| *n == name)?;
            let [value] = strings(value)?.try_into().ok()?;
            Some(value.wire)
        };
        let tag = found.first().and_then(|(_, first)| {
            let names = first.properties.iter().map(|(n, _)| *n);
            names
                .into_iter()
                .find(|name| found.iter().all(|(_, p)| constant(p, name).is_some()))
        });
        let Some(tag) = tag else {
            self.problem(place, "alternatives without a field that tells them apart");
            return Shape::Record {
                doc,
                fields: Vec::new(),
            };
        };
        let common = self.fields(place, owner, parts, None);
        let mut variants: Vec<Variant> = Vec::new();
        for (branch, own) in &found {
            let wire = constant(own, tag).unwrap_or_default();
            let name = pascal(&wire);
            if variants.iter().any(|v| v.wire == wire || v.name == name) {
                self.problem(place, &format!("two variants `{wire}`"));
            }
            let owner = TypeName::new(&owner.family, &format!("{}{name}", owner.name));
            let fields = self.fields(&format!("{place}/{wire}"), &owner, own, Some(tag));
            for field in &fields {
                if common.iter().any(|c| c.wire == field.wire) {
                    let what = format!("`{}` is in the variant and in all", field.wire);
                    self.problem(&format!("{place}/{wire}"), &what);
                }
            }
            variants.push(Variant {
                doc: plain_doc(branch.text("description")),
                wire,
                name,
                fields,
            });
        }
        Shape::Tagged {
            doc,
            tag: tag.to_owned(),
            common,
            variants,
        }
    }

    /// Variants that are each an object of one field, named as the variant, or a bare string:
    /// told apart by their form, for the field is there in one of them only.
    fn external(
        &mut self,
        place: &str,
        owner: &TypeName,
        doc: String,
        branches: &'a [Json],
    ) -> Shape {
        let mut variants = Vec::new();
        for (n, branch) in branches.iter().enumerate() {
            let name = match strings(branch).as_deref() {
                Some([one]) => format!("{}{}", owner.name, pascal(&one.wire)),
                Some(_) => format!("{}Word", owner.name),
                None => lifted(owner, branch, n),
            };
            let lift = TypeName::new(&owner.family, &name);
            variants.push(self.ty(&format!("{place}/oneOf/{n}"), Some(&lift), branch));
        }
        Shape::Untagged { doc, variants }
    }

    fn fields(
        &mut self,
        place: &str,
        owner: &TypeName,
        parts: &Parts<'a>,
        without: Option<&str>,
    ) -> Vec<Field> {
        let mut fields = Vec::new();
        for (name, schema) in &parts.properties {
            if Some(*name) == without {
                continue;
            }
            let lift = TypeName::new(&owner.family, &format!("{}{}", owner.name, pascal(name)));
            let ty = self.ty(&format!("{place}/{name}"), Some(&lift), schema);
            let (ty, nullable) = match ty {
                Type::Option(inner) => (*inner, true),
                other => (other, false),
            };
            fields.push(Field {
                wire: (*name).to_owned(),
                doc: plain_doc(schema.text("description")),
                ty,
                required: parts.required.contains(name),
                nullable,
                default: schema.get("default").cloned(),
            });
        }
        for name in &parts.required {
            if !parts.properties.iter().any(|(n, _)| n == name) {
                self.problem(place, &format!("`{name}` is required and not there"));
            }
        }
        fields
    }
}

/// Whether an alternative is a bare string or an object of one field and no other.
fn is_external(branch: &Json) -> bool {
    let one = |key| branch.get(key).map(|v| v.entries().len() + v.items().len()) == Some(1);
    let closed = branch.get("additionalProperties") == Some(&Json::Bool(false));
    strings(branch).is_some() || (closed && one("properties") && one("required"))
}

/// The strings of a schema that allows only these: `const`, `enum`, or alternatives of them.
pub(super) fn strings(schema: &Json) -> Option<Vec<EnumValue>> {
    let doc = || plain_doc(schema.text("description"));
    if let Some(wire) = schema.get("const").and_then(Json::as_str) {
        let wire = wire.to_owned();
        return Some(vec![EnumValue { wire, doc: doc() }]);
    }
    if let Some(values) = schema.get("enum") {
        let wires = values.items().iter().filter(|v| **v != Json::Null);
        return wires
            .map(|value| {
                Some(EnumValue {
                    wire: value.as_str()?.to_owned(),
                    doc: String::new(),
                })
            })
            .collect();
    }
    if schema.get("properties").is_some() {
        return None;
    }
    let parts: Option<Vec<_>> = schema.get("oneOf")?.items().iter().map(strings).collect();
    Some(parts?.into_iter().flatten().collect())
}

/// The name of an alternative that has none: after the type it refers to, or after its fields.
fn lifted(owner: &TypeName, branch: &Json, n: usize) -> String {
    if let Some(reference) = branch.get("$ref").and_then(Json::as_str) {
        let raw = decoded(reference.rsplit('/').next().unwrap_or_default());
        if let Some(generic) = Generic::parse(&raw) {
            return format!("{}{}", owner.name, generic.plain(true));
        }
    }
    let properties = branch.get("properties").map(Json::entries);
    match properties.unwrap_or_default().first() {
        Some((first, _)) => format!("{}{}", owner.name, pascal(first)),
        None => format!("{}{}", owner.name, n + 1),
    }
}
