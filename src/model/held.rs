use std::fmt::Debug;
use std::sync::Arc;

use super::{Flow, GuessRound, Line, Placement, Position, Routine, Scene, Unit, UnitId};

/// What a table may hold: a record of which there are few has memory of its own, which the copies
/// of a table share, and one of which there may be very many lies beside the next.
pub trait Record: Clone + PartialEq + Debug {
    /// How a table holds it.
    type Held: Held<Self>;
    /// What is asked of all records at once, so that a table keeps it in a column of its own.
    type Column: Copy + Debug;

    /// That of this record.
    fn column(&self) -> Self::Column;
}

/// A record as a table holds it.
pub trait Held<V>: Clone + Debug {
    /// Takes a record in.
    fn new(record: V) -> Self;
    /// Takes a record in that others may have too.
    fn of(record: Arc<V>) -> Self;
    /// The record.
    fn get(&self) -> &V;
    /// The record, to keep.
    fn share(&self) -> Arc<V>;
    /// Whether two records say the same.
    fn is(&self, other: &Self) -> bool;
}

impl<V: PartialEq + Debug> Held<V> for Arc<V> {
    fn new(record: V) -> Self {
        Self::new(record)
    }

    fn of(record: Arc<V>) -> Self {
        record
    }

    fn get(&self) -> &V {
        self
    }

    fn share(&self) -> Arc<V> {
        Self::clone(self)
    }

    fn is(&self, other: &Self) -> bool {
        Self::ptr_eq(self, other) || self == other
    }
}

/// A record of which there may be very many: a walk past all of them finds each behind the last.
#[derive(Debug, Clone)]
pub struct Beside<V>(V);

impl<V: Clone + PartialEq + Debug> Held<V> for Beside<V> {
    fn new(record: V) -> Self {
        Self(record)
    }

    fn of(record: Arc<V>) -> Self {
        Self(Arc::unwrap_or_clone(record))
    }

    fn get(&self) -> &V {
        &self.0
    }

    fn share(&self) -> Arc<V> {
        Arc::new(self.0.clone())
    }

    fn is(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

macro_rules! records {
    ($($held:ident: $($name:ident),*;)*) => {
        $($(impl Record for $name {
            type Held = $held<Self>;
            type Column = ();

            fn column(&self) {}
        })*)*
    };
}

records! {
    Arc: Unit, Routine, Scene, GuessRound;
    Beside: Line, Flow, Placement;
}

impl Record for Position {
    type Held = Beside<Self>;
    /// The unit of each.
    type Column = Option<UnitId>;

    fn column(&self) -> Option<UnitId> {
        self.unit
    }
}
