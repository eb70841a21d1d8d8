//! Who has the page that edits a plan open: known to this process for a minute, and no part of the log.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use model::{
    clock::Millis,
    id::{PersonId, PlanId},
    mention::Colleague,
    problem::Code,
};

/// Whoever has not said anything for so long is gone.
const GONE_AFTER_MS: Millis = 60_000;
/// The most that one person may say in that time: a few windows, each every twenty seconds.
const SAYINGS_MAX: usize = 30;
/// The most people remembered: beyond that newcomers are not shown.
const PEOPLE_MAX: usize = 5_000;
/// The most people named in an answer.
const HERE_MAX: usize = 20;

#[derive(Default)]
pub struct Presence(Mutex<BTreeMap<PersonId, Seen>>);

struct Seen {
    who: Colleague,
    /// When the person said something, the last time last.
    said: Vec<Millis>,
    plans: BTreeMap<PlanId, Millis>,
}

impl Presence {
    /// Whoever else is at the plan. `edits` says that the person is there, too.
    pub fn say(
        &self,
        who: &Colleague,
        plan: &PlanId,
        edits: bool,
        now: Millis,
    ) -> Result<Vec<Colleague>, Code> {
        let mut people = self.lock();
        people.retain(|_, seen| {
            seen.said.retain(|at| now - at < GONE_AFTER_MS);
            seen.plans.retain(|_, at| now - *at < GONE_AFTER_MS);
            !seen.said.is_empty()
        });
        if people.contains_key(&who.id) || people.len() < PEOPLE_MAX {
            let seen = people.entry(who.id.clone()).or_insert_with(|| Seen {
                who: who.clone(),
                said: Vec::new(),
                plans: BTreeMap::new(),
            });
            if seen.said.len() >= SAYINGS_MAX {
                return Err(Code::TooManyRequests);
            }
            seen.said.push(now);
            if edits {
                seen.plans.insert(plan.clone(), now);
            }
        }
        let others = people.values().filter(|seen| seen.who.id != who.id);
        let here = others.filter(|seen| seen.plans.contains_key(plan));
        let here = here.take(HERE_MAX).map(|seen| seen.who.clone());
        Ok(here.collect())
    }

    /// Nothing in here is half done when somebody panics.
    fn lock(&self) -> MutexGuard<'_, BTreeMap<PersonId, Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(id: &str) -> Colleague {
        Colleague {
            id: id.into(),
            name: id.to_uppercase(),
            ..Colleague::default()
        }
    }

    fn names(here: Result<Vec<Colleague>, Code>) -> Vec<String> {
        let here = here.unwrap_or_default().into_iter();
        here.map(|one| one.name).collect()
    }

    #[test]
    fn others_are_here_for_a_minute_and_only_where_they_write() {
        let (presence, plan) = (Presence::default(), PlanId::from("k"));
        let say =
            |id: &str, plan: &PlanId, edits, now| names(presence.say(&who(id), plan, edits, now));
        assert!(say("a", &plan, true, 0).is_empty());
        assert_eq!(say("b", &plan, false, 1_000), ["A"]);
        assert!(
            say("a", &plan, true, 2_000).is_empty(),
            "whoever looks is not there"
        );
        assert!(say("b", &"m".into(), true, 3_000).is_empty());
        assert_eq!(say("b", &plan, true, 61_000), ["A"]);
        assert_eq!(say("c", &plan, false, 62_500), ["B"]);
    }

    #[test]
    fn nobody_may_say_so_without_end() {
        let (presence, plan) = (Presence::default(), PlanId::from("k"));
        let say = |now| presence.say(&who("a"), &plan, true, now);
        for now in 0..30 {
            assert!(say(now).is_ok());
        }
        assert_eq!(say(100), Err(Code::TooManyRequests));
        assert!(say(GONE_AFTER_MS).is_ok());
    }

    #[test]
    fn a_crowd_is_not_remembered() {
        let (presence, plan) = (Presence::default(), PlanId::from("k"));
        for n in 0..=PEOPLE_MAX {
            let here = presence.say(&who(&n.to_string()), &plan, true, 0);
            assert!(here.is_ok_and(|here| here.len() == n.min(HERE_MAX)));
        }
        assert_eq!(presence.lock().len(), PEOPLE_MAX);
    }
}
