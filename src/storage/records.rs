//! Tables of a file's records: as they are written, or as the map has them, made while the text
//! is read, so that no record lies in memory twice.

use std::fmt::{self, Debug};
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::record::Plain;
use crate::model::{Growing, Record, Table};

/// A record of the file that becomes one of the map.
pub(super) trait Turns: Sized {
    /// The identity it has there.
    type Id: Ord + Copy + Debug;
    /// The record there.
    type Made: Record;
    /// What the records of a table share.
    type Known: Default;
    /// What it calls itself.
    type Name: Deref<Target = str>;

    /// What it calls itself in the file.
    fn name(&self) -> Self::Name;

    /// Makes it a record of the map, unless it says what cannot be.
    fn turn(self, known: &mut Self::Known) -> Result<(Self::Id, Self::Made), Why>;
}

/// Why a record cannot be.
#[derive(Debug)]
pub(super) enum Why {
    /// Another has its identity.
    Again,
    /// What it names is no identity.
    NoIdentity { what: &'static str, text: String },
    /// It says what cannot be: what, and what to do.
    Wrong((String, String)),
}

/// The first record of a table that cannot be.
#[derive(Debug)]
pub(super) struct Failed {
    /// The place in the table, counted from 0.
    pub(super) index: usize,
    /// What it calls itself.
    pub(super) name: String,
    pub(super) why: Why,
}

/// A table of records.
#[derive(Debug)]
pub(super) struct Records<N, K, V: Record> {
    /// Those to be written.
    written: Vec<N>,
    /// What became of those that were read.
    made: Table<K, V>,
    /// Of which this one cannot be.
    failed: Option<Box<Failed>>,
    /// Whether one may have said more than was kept.
    says_more: bool,
}

impl<N, K, V: Record> Records<N, K, V> {
    /// Whether there is none to be written.
    pub(super) fn is_empty(&self) -> bool {
        self.written.is_empty()
    }

    /// What became of the records that were read, or the first that cannot be.
    pub(super) fn made(self) -> Result<Table<K, V>, Box<Failed>> {
        self.failed.map_or(Ok(self.made), Err)
    }
}

impl<N, K, V: Record> Default for Records<N, K, V> {
    fn default() -> Self {
        Self { written: Vec::new(), made: Table::default(), failed: None, says_more: false }
    }
}

impl<N, K, V: Record> FromIterator<N> for Records<N, K, V> {
    fn from_iter<I: IntoIterator<Item = N>>(records: I) -> Self {
        Self { written: records.into_iter().collect(), ..Self::default() }
    }
}

impl<N, K, V: Record> Plain for Records<N, K, V> {
    fn is_plain(&self) -> bool {
        !self.says_more
    }
}

impl<N: Serialize, K, V: Record> Serialize for Records<N, K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.written.serialize(serializer)
    }
}

impl<'de, N: Turns + Plain + Deserialize<'de>> Deserialize<'de> for Records<N, N::Id, N::Made> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reads<N>(PhantomData<N>);

        impl<'de, N: Turns + Plain + Deserialize<'de>> Visitor<'de> for Reads<N> {
            type Value = Records<N, N::Id, N::Made>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a sequence")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut records: A) -> Result<Self::Value, A::Error> {
                let mut read = Records::default();
                let (mut known, mut made) = (N::Known::default(), Growing::default());
                let mut index = 0;
                while let Some(record) = records.next_element::<N>()? {
                    read.says_more |= !record.is_plain();
                    // Of what comes behind the first that cannot be only the signs count.
                    if read.failed.is_none() {
                        let name = record.name();
                        let turned = record.turn(&mut known).and_then(|(id, record)| {
                            made.add(id, record).then_some(()).ok_or(Why::Again)
                        });
                        let failed = |why| Failed { index, name: name.to_owned(), why };
                        read.failed = turned.err().map(|why| Box::new(failed(why)));
                    }
                    index += 1;
                }
                read.made = made.table();
                Ok(read)
            }
        }

        deserializer.deserialize_seq(Reads(PhantomData))
    }
}
