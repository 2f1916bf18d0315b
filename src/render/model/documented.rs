//! Structs whose fields templates see, and the reference that is made of their comments.

use crate::base::date::{Date, Period};
use crate::front_matter::fields::{
    Change, Conformance, FormFormat, LawStatus, PhaseMode, Raci, Status, Tier, UnitType,
};
use std::borrow::Cow;
use std::collections::BTreeMap;
use tera::Value;

/// A type whose values templates see.
pub(in crate::render) trait Documented {
    /// Its fields, of a struct.
    const FIELDS: &'static [Field] = &[];

    /// What the reference calls it, such as `list of PageRef`.
    fn name() -> Cow<'static, str>;

    /// Adds the structs that it is made of to the reference.
    fn collect(_: &mut Reference) {}
}

/// One field of a [`view!`].
pub(in crate::render) struct Field {
    pub name: &'static str,
    /// Its comment, line by line.
    pub about: &'static [&'static str],
    /// The fields that stand in its place, where it is flattened.
    pub flattened: &'static [&'static [Field]],
    pub type_name: fn() -> Cow<'static, str>,
    pub collect: fn(&mut Reference),
}

/// The structs that templates see, each once, in the order in which they are first named.
#[derive(Default)]
pub(in crate::render) struct Reference {
    pub sections: Vec<Section>,
}

/// One struct.
pub(in crate::render) struct Section {
    pub name: &'static str,
    /// Its comment, line by line.
    pub about: &'static [&'static str],
    pub fields: &'static [Field],
}

impl Reference {
    /// Adds a struct and those that its fields are made of.
    pub(crate) fn add(&mut self, name: &'static str, about: &'static [&'static str], fields: &'static [Field]) {
        if self.sections.iter().all(|section| section.name != name) {
            self.sections.push(Section { name, about, fields });
            fields.iter().for_each(|field| (field.collect)(self));
        }
    }
}

/// Declares structs that templates see. Names, types and comments of their fields are those of the reference. `as "ref"`
/// after a field gives it another name than Rust can; `#[serde(flatten)]` before one puts its own fields in its place.
macro_rules! view {
    ($(
        $(#[doc = $about:literal])+
        struct $name:ident $(<$life:lifetime>)? { $(
            $(#[doc = $doc:literal])+ $(#[serde($flatten:ident)])? $field:ident $(as $other:literal)? : $type:ty
        ),* $(,)? }
    )*) => { $(
        $(#[doc = $about])+
        #[derive(serde::Serialize)]
        pub(in crate::render) struct $name $(<$life>)? { $(
            $(#[doc = $doc])+ $(#[serde($flatten)])? $(#[serde(rename = $other)])? pub $field: $type
        ),* }

        impl $(<$life>)? $crate::render::model::documented::Documented for $name $(<$life>)? {
            const FIELDS: &'static [$crate::render::model::documented::Field] = &[$(
                $crate::render::model::documented::Field {
                    name: [$($other,)? stringify!($field)][0],
                    about: &[$($doc),+],
                    flattened: &[$({
                        let _ = stringify!($flatten);
                        <$type as $crate::render::model::documented::Documented>::FIELDS
                    })?],
                    type_name: <$type as $crate::render::model::documented::Documented>::name,
                    collect: <$type as $crate::render::model::documented::Documented>::collect,
                }
            ),*];

            fn name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn collect(reference: &mut $crate::render::model::documented::Reference) {
                reference.add(stringify!($name), &[$($about),+], Self::FIELDS);
            }
        }
    )* };
}
pub(in crate::render) use view;

/// The names of fields, those of flattened structs among them.
pub(in crate::render) fn names(fields: &'static [Field]) -> Vec<&'static str> {
    let of = |field: &'static Field| match field.flattened {
        [] => vec![field.name],
        inner => inner.iter().copied().flat_map(names).collect(),
    };
    fields.iter().flat_map(of).collect()
}

macro_rules! named {
    ($($type:ty = $name:literal;)*) => {
        $(impl Documented for $type { fn name() -> Cow<'static, str> { $name.into() } })*
    };
}

named! {
    &str = "text";
    String = "text";
    Cow<'_, str> = "text";
    bool = "true or false";
    u8 = "number";
    i8 = "number";
    u32 = "number";
    u64 = "number";
    usize = "number";
    i64 = "number";
    Date = "date";
    Period = "period";
    Value = "anything";
    &serde_json::Map<String, serde_json::Value> = "map";
    &BTreeMap<String, serde_json::Value> = "map";
    BTreeMap<String, String> = "map of text";
}

/// Types that are one of several words.
macro_rules! one_of {
    ($($type:ty)*) => { $(impl Documented for $type {
        fn name() -> Cow<'static, str> {
            let words: Vec<String> = <$type>::ALL.iter().map(|word| format!("`{word}`")).collect();
            words.join(" or ").into()
        }
    })* };
}

one_of! { Change Conformance FormFormat LawStatus PhaseMode Raci Status Tier UnitType }

impl<T: Documented> Documented for Option<T> {
    fn name() -> Cow<'static, str> {
        format!("{} or none", T::name()).into()
    }

    fn collect(reference: &mut Reference) {
        T::collect(reference);
    }
}

impl<T: Documented> Documented for Vec<T> {
    fn name() -> Cow<'static, str> {
        format!("list of {}", T::name()).into()
    }

    fn collect(reference: &mut Reference) {
        T::collect(reference);
    }
}

impl<T: Documented> Documented for &[T] {
    fn name() -> Cow<'static, str> {
        format!("list of {}", T::name()).into()
    }

    fn collect(reference: &mut Reference) {
        T::collect(reference);
    }
}
