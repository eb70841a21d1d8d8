//! What a phone asks next.

use super::{Entry, Hold, Phone, Row};
use crate::{
    id::RecordId,
    sync::{BATCH_MAX, SyncRequest},
};
use serde_json::Value;

/// A request stays below it, so that a weak signal has a chance to carry it whole.
const REQUEST_MAX_BYTES: usize = 512 * 1024;

/// A request on its way, with what the phone must remember of it.
#[derive(Clone, Debug, Default)]
pub struct Outgoing {
    pub message: SyncRequest,
    /// The records it carries, in their order.
    pub ids: Vec<RecordId>,
    pub(super) round: u32,
    /// How far the offer was of which it is a part.
    pub(super) offered: Option<RecordId>,
}

impl Phone {
    /// The next request: what is to be offered again and what waits, oldest first, and a question
    /// for what is new. What cites photos that are yet to be sent stays behind.
    pub fn ask(&self, at_most: usize, program: &str) -> Outgoing {
        let position = &self.position;
        let again = self.to_offer().into_iter().map(|row| &row.record);
        let new = self.waiting().into_iter();
        let new = new.filter(|entry| self.may_go(entry));
        let new = new.map(|entry| &entry.record);
        let mut outgoing = Outgoing {
            round: position.round,
            offered: position.offered.clone(),
            message: SyncRequest {
                device: self.device.clone(),
                person: Some(position.person.clone()),
                cursor: position.cursor,
                limit: Some(if position.holds { BATCH_MAX } else { 0 }),
                server: position.server.clone(),
                ground: Some(self.ground.version.clone()),
                program: Some(program.to_owned()),
                ..SyncRequest::default()
            },
            ..Outgoing::default()
        };
        let mut n_bytes = 0;
        for record in again.chain(new).take(at_most.min(BATCH_MAX)) {
            let Ok(value) = serde_json::to_value(record) else {
                continue;
            };
            n_bytes += n_bytes_of(&value);
            if n_bytes > REQUEST_MAX_BYTES && !outgoing.ids.is_empty() {
                break;
            }
            outgoing.ids.push(record.id.clone());
            outgoing.message.records.push(value);
        }
        let held = self.entries.keys().filter(|id| !outgoing.ids.contains(id));
        let n_held = held.count();
        outgoing.message.n_held = Some(u32::try_from(n_held).unwrap_or(u32::MAX));
        outgoing
    }

    /// Whether another request has something to do besides asking for news.
    pub fn has_more_to_send(&self) -> bool {
        !self.to_offer().is_empty() || self.has_waiting_besides(&[])
    }

    /// Whether something besides these waits and may go.
    pub(super) fn has_waiting_besides(&self, settled: &[RecordId]) -> bool {
        let mut entries = self.entries.values();
        entries.any(|entry| {
            self.is_mine(entry) && self.may_go(entry) && !settled.contains(&entry.record.id)
        })
    }

    /// Own records that the server has had already: all in their order while that is asked for;
    /// else those that were accepted and have not come back although all has been pulled.
    pub(super) fn to_offer(&self) -> Vec<&Row> {
        let position = &self.position;
        let own = self.own_rows().filter(|row| row.hold != Hold::Foreign);
        match &position.offered {
            Some(last) => own.filter(|row| row.record.id > *last).collect(),
            None if position.is_caught_up => own.filter(|row| row.hold == Hold::Unseen).collect(),
            None => Vec::new(),
        }
    }

    pub fn waiting(&self) -> Vec<&Entry> {
        let mut entries = self.entries();
        entries.retain(|entry| self.is_mine(entry));
        entries
    }
}

/// About how long it is as JSON: to write it only for its length would take a second writer along.
fn n_bytes_of(value: &Value) -> usize {
    match value {
        Value::Null | Value::Bool(_) => 5,
        Value::Number(_) => 16,
        Value::String(text) => text.len() + 3,
        Value::Array(items) => items.iter().map(n_bytes_of).sum::<usize>() + 2,
        Value::Object(fields) => {
            let fields = fields.iter();
            let n_bytes = fields.map(|(name, value)| name.len() + 4 + n_bytes_of(value));
            n_bytes.sum::<usize>() + 2
        }
    }
}
