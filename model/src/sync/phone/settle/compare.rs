//! Whether phone and server hold the same, and what is done when they do not.

use super::Intake;
use crate::{
    id::RecordId,
    map::Set,
    problem::Code,
    sync::{
        check::Check,
        phone::{Hold, Row},
    },
};

impl Intake<'_> {
    /// All of the log has been pulled, as far as this person sees it.
    pub(super) fn reached_end(&mut self) {
        self.position.is_caught_up = true;
        let is_offering = self.has_more_to_offer();
        if !is_offering && self.position.shown < self.position.round {
            self.position.shown = self.position.round;
            self.drop_earlier_rounds();
        }
        self.set_aside_what_did_not_come();
        if is_offering {
            return;
        }
        let Some(theirs) = self.answer.check else {
            return;
        };
        // What is still on its way back would make the two differ for a good reason.
        if self.rows_after().any(|row| self.phone.is_on_its_way(row)) {
            return;
        }
        if theirs == self.own_check() {
            self.position.n_mends = 0;
            self.position.checked_at = Some(self.now);
        } else {
            self.mend();
        }
    }

    /// Whether own records are yet to be offered again.
    fn has_more_to_offer(&self) -> bool {
        let Some(last) = &self.position.offered else {
            return false;
        };
        let own = self.phone.own_rows();
        own.filter(|row| row.hold != Hold::Foreign)
            .any(|row| row.record.id > *last)
    }

    /// The server pulls after it has pushed: what it accepted just now and did not give back to a
    /// question that reached the end is not for this person's eyes.
    fn set_aside_what_did_not_come(&mut self) {
        for id in &self.answer.accepted {
            if let Some(row) = self.change.rows.iter_mut().find(|row| row.record.id == *id) {
                if row.hold == Hold::Unseen {
                    row.hold = Hold::Aside;
                }
            } else if let Some(row) = self.phone.rows.get(id)
                && row.hold == Hold::Unseen
            {
                self.change.rows.push(Row {
                    hold: Hold::Aside,
                    ..row.clone()
                });
            }
        }
    }

    fn drop_earlier_rounds(&mut self) {
        let came = self.change.rows.iter().map(|row| &row.record.id);
        let settled: Set<_> = came.chain(&self.change.rows_gone).collect();
        let old = self.phone.rows.values().filter(|row| {
            row.hold == Hold::Shared
                && row.round < self.position.round
                && !settled.contains_key(&&row.record.id)
        });
        let (mut kept, mut gone) = (Vec::new(), Vec::new());
        for row in old {
            if self.phone.is_of_here(&row.record) {
                kept.push(Row {
                    hold: self.hold_of_what_did_not_come(row),
                    ..row.clone()
                });
            } else {
                gone.push(row.record.id.clone());
            }
        }
        self.change.rows.extend(kept);
        self.change.rows_gone.extend(gone);
    }

    /// What was done on this device the server counts in every answer. What the person did on another one was
    /// offered in this round, but that it did not come need not mean that it went out of sight: the server
    /// may have been restored in between. So it is offered by itself before it is set aside.
    fn hold_of_what_did_not_come(&self, row: &Row) -> Hold {
        if row.record.device == self.phone.device {
            Hold::Aside
        } else {
            Hold::Unseen
        }
    }

    /// Offers everything of one's own once more and pulls everything anew. Until that is done, what
    /// was there stays in sight.
    pub(super) fn mend(&mut self) {
        self.position.round += 1;
        self.position.cursor = 0;
        self.position.is_caught_up = false;
        self.position.offered = Some(RecordId::default());
        self.position.n_mends += 1;
        if self.position.n_mends > 1 {
            // It did not help a moment ago. Asking again at once would be a storm.
            self.trouble = Some(Code::Internal.saying(
                "Dữ liệu trên máy chưa khớp với hệ thống. Máy sẽ tự đối chiếu lại sau ít phút.",
            ));
        }
    }

    /// The rows as they will be.
    fn rows_after(&self) -> impl Iterator<Item = &Row> {
        let changed: Set<_> = self.change.rows.iter().map(|row| &row.record.id).collect();
        let gone: Set<_> = self.change.rows_gone.iter().collect();
        let kept = self.phone.rows.values().filter(move |row| {
            let id = &row.record.id;
            !changed.contains_key(&id) && !gone.contains_key(&id)
        });
        kept.chain(&self.change.rows)
    }

    fn own_check(&self) -> Check {
        self.rows_after()
            .filter(|row| row.hold == Hold::Shared && row.round == self.position.round)
            .map(|row| &row.record.id)
            .collect()
    }

    /// Whether the server still has all that was done on this phone, whoever may see it now: what a
    /// restored server has lost is offered again.
    pub(super) fn compare_own(&mut self) {
        let Some(theirs) = self.answer.own else {
            return;
        };
        if self.position.offered.is_some() {
            return self.end_offer(theirs);
        }
        let waits = self.phone.has_waiting_besides(&self.change.entries_gone);
        // After an offer what differs is on the server alone: a file took it there.
        if !waits && self.position.offered_for != Some(theirs) && self.own_of_device() != theirs {
            self.offer_all(theirs);
        }
    }

    fn offer_all(&mut self, theirs: Check) {
        self.position.offered = Some(RecordId::default());
        self.position.offered_for = Some(theirs);
    }

    /// A server that is restored while it is given what it lost has lost the first of it again. So an
    /// offer is over when the server has what the phone has, or said the same from its beginning on:
    /// then it had all of it, and has more.
    fn end_offer(&mut self, theirs: Check) {
        let has_begun = self.position.offered != Some(RecordId::default());
        if !has_begun {
            self.position.offered_for = Some(theirs);
        } else if self.position.offered_for != Some(theirs) {
            self.position.offered_for = None;
        }
        if self.has_more_to_offer() {
            return;
        }
        if self.position.offered_for == Some(theirs) || self.own_of_device() == theirs {
            self.position.offered = None;
            self.position.offered_for = Some(theirs);
        } else {
            self.offer_all(theirs);
        }
    }

    fn own_of_device(&self) -> Check {
        self.rows_after()
            .filter(|row| row.record.by == self.position.person)
            .filter(|row| row.record.device == self.phone.device && row.hold != Hold::Foreign)
            .map(|row| &row.record.id)
            .collect()
    }
}
