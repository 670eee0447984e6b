use super::PositionId;

/// The rank of each position among those of a list: its place in the order of identities.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ranks {
    ids: Vec<PositionId>,
    /// One more than the rank, by how far an identity is from the first; 0 for no rank. Empty
    /// where identities lie too far apart.
    near: Vec<u32>,
}

impl Ranks {
    /// The ranks of positions, whatever their order.
    pub(crate) fn of(mut ids: Vec<PositionId>) -> Self {
        if !ids.is_sorted_by(|one, other| one < other) {
            ids.sort_unstable();
            ids.dedup();
        }
        let mut near = Vec::new();
        if let (Some(first), Some(last)) = (ids.first(), ids.last()) {
            let span = (last.0 - first.0) as usize;
            if span < ids.len().saturating_mul(8) && ids.len() < u32::MAX as usize {
                near = vec![0; span + 1];
                for (rank, id) in ids.iter().enumerate() {
                    near[(id.0 - first.0) as usize] = rank as u32 + 1;
                }
            }
        }
        Self { ids, near }
    }

    /// The rank of a position; nothing when it is not in the list.
    pub(crate) fn get(&self, id: PositionId) -> Option<usize> {
        if self.near.is_empty() {
            return self.ids.binary_search(&id).ok();
        }
        let far = usize::try_from(id.0.checked_sub(self.ids.first()?.0)?).ok()?;
        (*self.near.get(far)? as usize).checked_sub(1)
    }

    /// The position of a rank.
    pub(crate) fn at(&self, rank: usize) -> PositionId {
        self.ids[rank]
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }
}

/// Lists of one row for each rank, behind one another.
#[derive(Debug, Clone)]
pub(crate) struct Rows<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T: Copy> Rows<T> {
    /// Rows of items, each with the number of its row; in a row they keep their order.
    pub(crate) fn of(rows: usize, items: &[(u32, T)]) -> Self {
        let mut starts = vec![0; rows + 1];
        for (row, _) in items {
            starts[*row as usize + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        let Some((_, any)) = items.first() else { return Self { starts, items: Vec::new() } };
        let mut next = starts.clone();
        let mut placed = vec![*any; items.len()];
        for (row, item) in items {
            placed[next[*row as usize] as usize] = *item;
            next[*row as usize] += 1;
        }
        Self { starts, items: placed }
    }

    /// A row.
    pub(crate) fn row(&self, row: usize) -> &[T] {
        &self.items[self.starts[row] as usize..self.starts[row + 1] as usize]
    }
}
