//! How records of the file format are read: unknown fields are kept, texts that are only looked
//! at are not copied, and what may have said more than was kept is told.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use ecow::EcoString;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that is only looked at: as it stands in the file, unless it has backslashes in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text<'a>(Cow<'a, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl<'a> From<&'a str> for Text<'a> {
    fn from(text: &'a str) -> Self {
        Self(Cow::Borrowed(text))
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reads;

        impl<'de> Visitor<'de> for Reads {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(Reads)
    }
}

/// A table of names, in the order of the file, in which each stands once. JSON lets a name stand
/// twice, and the first value would be lost without a word.
#[derive(Debug, Clone)]
pub(super) struct Entries<K, V>(Vec<(K, V)>);

impl<K, V> Default for Entries<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V> Entries<K, V> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K, V> FromIterator<(K, V)> for Entries<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        Self(entries.into_iter().collect())
    }
}

impl<K, V> IntoIterator for Entries<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Entries<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl<'de, K, V> Deserialize<'de> for Entries<K, V>
where
    K: Deserialize<'de> + Deref<Target = str>,
    V: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reads<K, V>(PhantomData<(K, V)>);

        impl<'de, K, V> Visitor<'de> for Reads<K, V>
        where
            K: Deserialize<'de> + Deref<Target = str>,
            V: Deserialize<'de>,
        {
            type Value = Entries<K, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table of names")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
                let mut table: Vec<(K, V)> = Vec::new();
                let mut names = Once::default();
                while let Some((name, value)) = entries.next_entry::<K, V>()? {
                    if !names.is_new(&name, table.iter().map(|(name, _)| &**name)) {
                        return Err(A::Error::custom(format!("\"{}\" stands there twice", &*name)));
                    }
                    table.push((name, value));
                }
                Ok(Entries(table))
            }
        }

        deserializer.deserialize_map(Reads(PhantomData))
    }
}

/// Whether a name stands among others: a few are looked through, and many are looked up.
#[derive(Default)]
struct Once(HashSet<String>);

impl Once {
    /// So many names are looked through.
    const FEW: usize = 16;

    fn is_new<'n>(
        &mut self,
        name: &str,
        mut before: impl ExactSizeIterator<Item = &'n str>,
    ) -> bool {
        if before.len() < Self::FEW {
            return before.all(|known| known != name);
        }
        if self.0.is_empty() {
            self.0.extend(before.map(str::to_owned));
        }
        self.0.insert(name.to_owned())
    }
}

/// Whether what was read certainly says all that its text says. A name may stand twice among
/// fields that are unknown here, and a whole number beyond 64 bits is rounded; where neither can
/// be, the text need not be looked through for it.
pub(super) trait Plain {
    /// Whether that is certain.
    fn is_plain(&self) -> bool;
}

macro_rules! always_plain {
    ($($name:ty),*) => {
        $(impl Plain for $name {
            fn is_plain(&self) -> bool {
                true
            }
        })*
    };
}

always_plain!(String, EcoString, Text<'_>, bool, u8, u32, u64, i64);

impl<T: Plain> Plain for Option<T> {
    fn is_plain(&self) -> bool {
        self.as_ref().is_none_or(Plain::is_plain)
    }
}

impl<T: Plain> Plain for Vec<T> {
    fn is_plain(&self) -> bool {
        self.iter().all(Plain::is_plain)
    }
}

impl<T: Plain, const N: usize> Plain for [T; N] {
    fn is_plain(&self) -> bool {
        self.iter().all(Plain::is_plain)
    }
}

impl<A: Plain, B: Plain> Plain for (A, B) {
    fn is_plain(&self) -> bool {
        self.0.is_plain() && self.1.is_plain()
    }
}

impl<K: Plain, V: Plain> Plain for Entries<K, V> {
    fn is_plain(&self) -> bool {
        self.0.is_plain()
    }
}

/// Reads a record of these fields, of which some are needed and the others have a usual value.
/// Whatever else it says is kept in `extra`.
macro_rules! reads {
    ($name:ident<'a>, $($rest:tt)*) => {
        reads!(@ $name [<'de: 'a, 'a>] [<'a>] [<'de>] $($rest)*);
    };
    ($name:ident, $($rest:tt)*) => {
        reads!(@ $name [<'de>] [] [] $($rest)*);
    };
    (
        @ $name:ident [$($bounds:tt)*] [$($own:tt)*] [$($value:tt)*]
        $what:literal, needed: [$($needed:ident),*], usual: [$($usual:ident),*]
    ) => {
        impl $($bounds)* serde::Deserialize<'de> for $name $($own)* {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Reads;

                impl<'de> serde::de::Visitor<'de> for Reads {
                    type Value = $name $($value)*;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($what)
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        mut entries: A,
                    ) -> Result<Self::Value, A::Error> {
                        use serde::de::Error as _;
                        $(let mut $needed = None;)*
                        $(let mut $usual = None;)*
                        let mut extra = crate::storage::native::Further::default();
                        while let Some(name) = entries.next_key::<Text<'de>>()? {
                            match &*name {
                                $(stringify!($needed) => {
                                    if $needed.is_some() {
                                        return Err(A::Error::duplicate_field(stringify!($needed)));
                                    }
                                    $needed = Some(entries.next_value()?);
                                })*
                                $(stringify!($usual) => {
                                    if $usual.is_some() {
                                        return Err(A::Error::duplicate_field(stringify!($usual)));
                                    }
                                    $usual = Some(entries.next_value()?);
                                })*
                                _ => extra.insert(&name, entries.next_value()?),
                            }
                        }
                        Ok($name {
                            $($needed: $needed.ok_or_else(|| {
                                A::Error::missing_field(stringify!($needed))
                            })?,)*
                            $($usual: $usual.unwrap_or_default(),)*
                            extra,
                        })
                    }
                }

                deserializer.deserialize_map(Reads)
            }
        }

        impl $($own)* crate::storage::record::Plain for $name $($own)* {
            fn is_plain(&self) -> bool {
                $(self.$needed.is_plain() &&)* $(self.$usual.is_plain() &&)* self.extra.is_plain()
            }
        }
    };
}

pub(super) use reads;
