//! What a unit says to being given a task: that it takes it on, or why it does not.

use super::{Assignment, Progress};
use crate::{
    clock::Stamp,
    id::{PersonId, RecordId},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    pub record: RecordId,
    pub by: PersonId,
    pub made_at: Stamp,
    /// Why the task is declined; `None` where it is accepted.
    #[serde(default)]
    pub declined: Option<String>,
}

impl Progress {
    /// Folds a reply in; the latest stands.
    pub fn reply(&mut self, reply: Reply) {
        let rank = |reply: &Reply| (reply.made_at, reply.record.clone());
        let earlier = self.reply.as_ref();
        if earlier.is_none_or(|earlier| rank(&reply) > rank(earlier)) {
            self.reply = Some(reply);
        }
    }
}

impl Assignment {
    /// What the unit said to being given the task as it stands now: whoever is given it anew is asked
    /// anew.
    pub fn reply(&self) -> Option<&Reply> {
        let reply = self.progress.reply.as_ref();
        reply.filter(|reply| reply.made_at > self.set_at)
    }

    /// Why the unit does not do the task. Whoever reports on it afterwards does it all the same.
    pub fn declined(&self) -> Option<&str> {
        let reply = self.reply()?;
        let has_gone_on = self
            .progress
            .said
            .as_ref()
            .is_some_and(|said| said.made_at > reply.made_at);
        reply.declined.as_deref().filter(|_| !has_gone_on)
    }

    /// Whether the unit has said neither that it takes the task on nor anything of it.
    pub fn is_unanswered(&self) -> bool {
        let has_said = self
            .progress
            .said
            .as_ref()
            .is_some_and(|said| said.made_at > self.set_at);
        self.reply().is_none() && !has_said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assignment::{Duty, Said, TaskUpdate};

    fn reply(at: i64, declined: Option<&str>) -> Reply {
        Reply {
            record: format!("r{at}").as_str().into(),
            by: "p".into(),
            made_at: Stamp::at(at),
            declined: declined.map(str::to_owned),
        }
    }

    fn given(at: i64) -> Assignment {
        Assignment {
            task: "t".into(),
            unit: "x".into(),
            plan: "k".into(),
            duty: Some(Duty::Implementer),
            set_at: Stamp::at(at),
            set_by: "a".into(),
            progress: Progress::default(),
        }
    }

    #[test]
    fn the_latest_reply_stands_until_the_task_is_given_anew() {
        let mut given = given(10);
        assert!(given.is_unanswered());
        given.progress.reply(reply(30, Some("Không có người")));
        given.progress.reply(reply(20, None));
        assert_eq!(given.declined(), Some("Không có người"));
        assert!(!given.is_unanswered());
        given.set_at = Stamp::at(40);
        assert_eq!((given.declined(), given.is_unanswered()), (None, true));
    }

    #[test]
    fn whoever_reports_after_declining_does_it_all_the_same() {
        let mut given = given(10);
        given.progress.reply(reply(20, Some("Không có người")));
        let said = |at| Said {
            record: format!("u{at}").as_str().into(),
            by: "p".into(),
            made_at: Stamp::at(at),
            update: TaskUpdate::default(),
        };
        given.progress.apply(said(15), None);
        assert!(given.declined().is_some());
        given.progress.apply(said(25), None);
        assert_eq!(given.declined(), None);
    }
}
