//! What the emitters work on: the contract's operations and types, free of JSON Schema.
//!
//! [`Model::read`] makes it of `bindings/contract/schema.json`. Whatever in the schema has no
//! place here is an error that names it: no type of a binding is a guess.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::json::Json;
use super::read;

/// The contract.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Model {
    /// In the order of the contract: by family, then in the order of use.
    pub(crate) operations: Vec<Operation>,
    /// The error enums; `InputError` is one of them.
    pub(crate) errors: Vec<ErrorEnum>,
    /// Every type that crosses the boundary, requests included.
    pub(crate) types: BTreeMap<TypeName, Shape>,
    /// The shape of an error as it crosses the boundary.
    pub(crate) fault: TypeName,
}

/// The name of a type, without brackets: `case.Entry<request.RequestEvent>` is
/// `RequestEntry` of the family `case`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TypeName {
    pub(crate) family: String,
    pub(crate) name: String,
}

impl TypeName {
    pub(crate) fn new(family: &str, name: &str) -> Self {
        Self {
            family: family.to_owned(),
            name: name.to_owned(),
        }
    }
}

impl fmt::Display for TypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.family, self.name)
    }
}

/// One operation.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Operation {
    /// `calendar.add_workdays`.
    pub(crate) name: String,
    /// `calendar`.
    pub(crate) family: String,
    /// `add_workdays`.
    pub(crate) method: String,
    pub(crate) doc: String,
    /// The type of the request: always a record.
    pub(crate) request: TypeName,
    /// The fields of the request, in its order; those that may be left out stand anywhere.
    pub(crate) params: Vec<Field>,
    pub(crate) response: Type,
    /// The error enums it can give, `InputError` not among them: each operation can give that.
    pub(crate) errors: Vec<String>,
}

/// An error enum of the core.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ErrorEnum {
    /// `CalendarError`.
    pub(crate) name: String,
    /// Its codes, as in `before_records`.
    pub(crate) codes: Vec<String>,
}

/// What a named type is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// An object with these fields.
    Record { doc: String, fields: Vec<Field> },
    /// One of these strings.
    StringEnum { doc: String, values: Vec<EnumValue> },
    /// An object whose field `tag` says which of the variants it is; the fields of `common`
    /// stand in each of them.
    Tagged {
        doc: String,
        tag: String,
        common: Vec<Field>,
        variants: Vec<Variant>,
    },
    /// One of these, told apart by their form alone: the first that fits.
    Untagged { doc: String, variants: Vec<Type> },
    /// Another name of a type, as in an id that is a string.
    Alias { doc: String, ty: Type },
}

impl Shape {
    pub(crate) fn doc(&self) -> &str {
        match self {
            Self::Record { doc, .. }
            | Self::StringEnum { doc, .. }
            | Self::Tagged { doc, .. }
            | Self::Untagged { doc, .. }
            | Self::Alias { doc, .. } => doc,
        }
    }

    /// All fields in it, of all variants.
    pub(crate) fn fields(&self) -> Vec<&Field> {
        match self {
            Self::Record { fields, .. } => fields.iter().collect(),
            Self::Tagged {
                common, variants, ..
            } => {
                let own = variants.iter().flat_map(|v| &v.fields);
                common.iter().chain(own).collect()
            }
            Self::StringEnum { .. } | Self::Untagged { .. } | Self::Alias { .. } => Vec::new(),
        }
    }

    /// The types written in it.
    pub(crate) fn types(&self) -> Vec<&Type> {
        match self {
            Self::Untagged { variants, .. } => variants.iter().collect(),
            Self::Alias { ty, .. } => vec![ty],
            _ => self.fields().into_iter().map(|f| &f.ty).collect(),
        }
    }
}

/// A value of a string enum.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct EnumValue {
    /// `rest_day`.
    pub(crate) wire: String,
    pub(crate) doc: String,
}

/// A variant of a tagged type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Variant {
    /// What the tag says: `make_up`.
    pub(crate) wire: String,
    /// `MakeUp`.
    pub(crate) name: String,
    pub(crate) doc: String,
    /// Its own fields, without the tag and without the common ones.
    pub(crate) fields: Vec<Field>,
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Field {
    /// `known_on`.
    pub(crate) wire: String,
    pub(crate) doc: String,
    /// Its type; without `Option` where it is nullable.
    pub(crate) ty: Type,
    /// Whether it must be there.
    pub(crate) required: bool,
    /// Whether it may be `null`.
    pub(crate) nullable: bool,
    /// What it counts as when it is left out, where the schema says it.
    pub(crate) default: Option<Json>,
}

/// The type of a value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Type {
    Bool,
    /// A whole number and the least and greatest that it can be.
    Int {
        min: i128,
        max: i128,
    },
    Float,
    /// Text; with the pattern that it must match, where there is one.
    String {
        pattern: Option<String>,
    },
    /// A day, `2026-11-02`.
    Date,
    List(Box<Type>),
    /// An object whose keys are data, not names of fields.
    Map {
        key: Box<Type>,
        value: Box<Type>,
    },
    /// A list of fixed length.
    Tuple(Vec<Type>),
    Named(TypeName),
    /// Something or `null`.
    Option(Box<Type>),
    /// Any JSON; said by the contract on purpose.
    Json,
}

impl Type {
    /// The types that it is made of, itself first.
    pub(crate) fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Type)) {
        visit(self);
        match self {
            Self::List(inner) | Self::Option(inner) => inner.walk(visit),
            Self::Map { key, value } => {
                key.walk(visit);
                value.walk(visit);
            }
            Self::Tuple(items) => items.iter().for_each(|t| t.walk(visit)),
            Self::Bool
            | Self::Int { .. }
            | Self::Float
            | Self::String { .. }
            | Self::Date
            | Self::Named(_)
            | Self::Json => {}
        }
    }
}

impl Model {
    /// Reads `schema.json`; gives every place in it that the model has no room for.
    pub(crate) fn read(schema: &str) -> Result<Self, Vec<String>> {
        let schema = Json::read(schema).map_err(|e| vec![e])?;
        read::model(&schema)
    }

    /// The families that have operations, in the order of the contract.
    pub(crate) fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = Vec::new();
        for operation in &self.operations {
            if !families.contains(&operation.family.as_str()) {
                families.push(&operation.family);
            }
        }
        families
    }

    /// The families that have types, by name.
    pub(crate) fn type_families(&self) -> BTreeSet<&str> {
        self.types.keys().map(|n| n.family.as_str()).collect()
    }

    /// The operations of a family.
    pub(crate) fn operations_of(&self, family: &str) -> impl Iterator<Item = &Operation> {
        self.operations.iter().filter(move |o| o.family == family)
    }

    /// The types of a family.
    pub(crate) fn types_of(&self, family: &str) -> impl Iterator<Item = (&TypeName, &Shape)> {
        self.types.iter().filter(move |(n, _)| n.family == family)
    }

    /// The shape behind a name; aliases of names followed.
    pub(crate) fn shape(&self, name: &TypeName) -> Option<&Shape> {
        let mut shape = self.types.get(name)?;
        // No alias can be longer than the list of types.
        for _ in 0..self.types.len() {
            match shape {
                Shape::Alias {
                    ty: Type::Named(next),
                    ..
                } => shape = self.types.get(next)?,
                _ => break,
            }
        }
        Some(shape)
    }

    /// The type behind aliases, where it is not a shape of its own.
    pub(crate) fn resolve<'a>(&'a self, ty: &'a Type) -> &'a Type {
        match ty {
            Type::Named(name) => match self.shape(name) {
                Some(Shape::Alias { ty, .. }) => self.resolve(ty),
                _ => ty,
            },
            _ => ty,
        }
    }

    /// Whether a type is only ever the request of operations: an emitter that spreads requests
    /// into parameters needs no type for it.
    pub(crate) fn is_request_only(&self, name: &TypeName) -> bool {
        let mut used = false;
        let mut visit = |ty: &Type| used |= matches!(ty, Type::Named(n) if n == name);
        for ty in self.types.values().flat_map(Shape::types) {
            ty.walk(&mut visit);
        }
        for operation in &self.operations {
            operation.response.walk(&mut visit);
        }
        !used && self.operations.iter().any(|o| o.request == *name)
    }

    /// The types that stand somewhere in a request: they are written by the user.
    pub(crate) fn given(&self) -> BTreeSet<TypeName> {
        self.reached(
            self.operations
                .iter()
                .map(|o| Type::Named(o.request.clone())),
        )
    }

    /// The types that stand somewhere in a response: they are read by the user.
    pub(crate) fn answered(&self) -> BTreeSet<TypeName> {
        let fault = std::iter::once(Type::Named(self.fault.clone()));
        self.reached(
            self.operations
                .iter()
                .map(|o| o.response.clone())
                .chain(fault),
        )
    }

    fn reached(&self, from: impl Iterator<Item = Type>) -> BTreeSet<TypeName> {
        let mut found = BTreeSet::new();
        let mut open: Vec<Type> = from.collect();
        while let Some(ty) = open.pop() {
            let mut names = Vec::new();
            ty.walk(&mut |t| {
                if let Type::Named(name) = t {
                    names.push(name.clone());
                }
            });
            for name in names {
                if found.insert(name.clone())
                    && let Some(shape) = self.types.get(&name)
                {
                    open.extend(shape.types().into_iter().cloned());
                }
            }
        }
        found
    }

    /// The names of the fields whose keys are data: a binding that renames keys leaves those
    /// of the objects in them alone (`maps`), or everything below (`opaque`, any JSON).
    ///
    /// # Errors
    /// Fields of the same name of which one is a map and another an object with fields: then
    /// the name does not tell.
    pub(crate) fn data_keys(&self) -> Result<DataKeys, Vec<String>> {
        let mut keys = DataKeys::default();
        let mut objects: BTreeMap<&str, &TypeName> = BTreeMap::new();
        let mut data: BTreeMap<&str, &TypeName> = BTreeMap::new();
        for (name, shape) in &self.types {
            for field in shape.fields() {
                let (mut map, mut opaque, mut object) = (false, false, false);
                let mut kinds = Vec::new();
                field.ty.walk(&mut |t| kinds.push(self.resolve(t)));
                // Aliases of lists and maps are seen through once more.
                for kind in kinds.clone() {
                    kind.walk(&mut |t| kinds.push(self.resolve(t)));
                }
                for kind in kinds {
                    match kind {
                        Type::Map { value, .. } => {
                            map = true;
                            opaque |= matches!(self.resolve(value), Type::Json);
                        }
                        Type::Json => opaque = true,
                        Type::Named(n) => {
                            object |= !matches!(self.shape(n), Some(Shape::StringEnum { .. }));
                        }
                        _ => {}
                    }
                }
                if opaque {
                    keys.opaque.insert(field.wire.clone());
                    data.insert(&field.wire, name);
                } else if map {
                    keys.maps.insert(field.wire.clone());
                    data.insert(&field.wire, name);
                } else if object {
                    objects.insert(&field.wire, name);
                }
            }
        }
        let mut problems: Vec<String> = data
            .iter()
            .filter_map(|(field, map)| {
                let object = objects.get(field)?;
                Some(format!(
                    "`{field}` is a map in {map} and an object with fields in {object}"
                ))
            })
            .collect();
        for field in keys.maps.intersection(&keys.opaque) {
            problems.push(format!(
                "`{field}` is any JSON in one type and a map in another"
            ));
        }
        if problems.is_empty() {
            Ok(keys)
        } else {
            Err(problems)
        }
    }
}

/// See [`Model::data_keys`].
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct DataKeys {
    pub(crate) maps: BTreeSet<String>,
    pub(crate) opaque: BTreeSet<String>,
}
