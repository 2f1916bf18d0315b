//! Values that are made once for many pages.

use super::documented::{Documented, Field, Reference};
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::marker::PhantomData;
use tera::Value;

/// A `T` as templates see it. It is made once, and to show it again costs nothing.
pub(in crate::render) struct Shared<T> {
    value: Value,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> Shared<T> {
    pub(crate) fn new(of: &T) -> Self {
        Shared { value: value(of), of: PhantomData }
    }
}

impl<T> Shared<T> {
    /// Of a value that was made of a `T`.
    pub(super) fn from_value(value: Value) -> Self {
        Shared { value, of: PhantomData }
    }

    pub(crate) fn value(&self) -> Value {
        self.value.clone()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared { value: self.value.clone(), of: PhantomData }
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

impl<T: Documented> Documented for Shared<T> {
    const FIELDS: &'static [Field] = T::FIELDS;

    fn name() -> Cow<'static, str> {
        T::name()
    }

    fn collect(reference: &mut Reference) {
        T::collect(reference);
    }
}

/// What templates see of a struct. Only keys that are no text could fail, and no struct has any.
pub(in crate::render) fn value(of: &impl Serialize) -> Value {
    Value::try_from_serializable(of).unwrap_or_else(|_| Value::none())
}
