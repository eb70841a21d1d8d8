//! What people do with their phones: they open windows, act, sign out and in.

use std::collections::BTreeMap;

use model::clock::Millis;

use super::{
    deed::Author,
    mutant::Mutant,
    world::{Scene, World},
};

/// The longest time for which a disk has no room.
const FULL_MS: Millis = 5 * 60_000;

impl World {
    /// Switches a phone on: a window is there for whoever is signed in, or signs in. So does somebody who
    /// finds a window of theirs, and the browser signed out.
    pub fn switch_on(&mut self, index: usize) {
        let Scene {
            handsets,
            people,
            tree,
            mut luck,
        } = self.scene();
        let handset = &mut handsets[index];
        let is_on = handset.session.is_some() && !handset.windows.is_empty();
        if handset.is_lost || is_on {
            return;
        }
        handset.sign_in(handset.session.unwrap_or(handset.owner));
        handset.open(people, tree, &mut luck);
    }

    /// Windows read again what others have changed; and those that show somebody's pages on what is
    /// somebody else's phone by now are opened anew.
    pub fn look_after_windows(&mut self) {
        let Scene {
            handsets,
            people,
            tree,
            mut luck,
        } = self.scene();
        for handset in handsets {
            for at in (0..handset.windows.len()).rev() {
                let window = &handset.windows[at];
                if window.told_at.is_some_and(|told| told <= luck.now) {
                    luck.tally.add("a window reads again");
                    handset.load(at);
                    if !handset.windows[at].is_calm() {
                        handset.windows[at].n_calm = 0;
                    }
                }
                let window = &handset.windows[at];
                if window.is_at_home() || luck.is(Mutant::KeepsForWhoeverIsThere) {
                    continue;
                }
                if handset.session == Some(window.me) {
                    handset.begin(at, &people[window.me], tree, &mut luck);
                } else {
                    luck.tally.add("a window shows the pages of somebody else");
                    handset.windows.remove(at);
                    handset.open(people, tree, &mut luck);
                }
            }
        }
    }

    /// Somebody does something on a phone.
    pub fn act(&mut self) {
        let index = self.random.below(self.handsets.len());
        if self.random.in_hundred(30) {
            self.switch_on(index);
        }
        let n_windows = self.handsets[index].windows.len();
        if n_windows == 1 && self.random.in_hundred(self.plot.second_windows) {
            self.open_another(index);
        }
        let at = self.random.below(self.handsets[index].windows.len());
        if at >= self.handsets[index].windows.len() {
            return;
        }
        if self.random.in_hundred(20) {
            self.retry_refused(index, at);
        }
        self.write_something(index, at);
        let window = &mut self.handsets[index].windows[at];
        if self.random.in_hundred(50) {
            window.ask_soon(self.now);
        }
    }

    fn open_another(&mut self, index: usize) {
        let Scene {
            handsets,
            people,
            tree,
            mut luck,
        } = self.scene();
        luck.tally.add("a second window is opened");
        handsets[index].open(people, tree, &mut luck);
    }

    fn write_something(&mut self, index: usize, at: usize) {
        let window = &self.handsets[index].windows[at];
        if !window.is_at_home() && self.mutant != Some(Mutant::KeepsForWhoeverIsThere) {
            return;
        }
        let author = Author {
            person: &self.people[window.me],
            tree: &self.tree,
            state: window.phone.state(),
            now: self.now,
            random: &mut self.random,
            n_plans: &mut self.n_plans,
        };
        let Some(draft) = author.draft() else {
            return;
        };
        let person = window.person.clone();
        let Scene {
            handsets, mut luck, ..
        } = self.scene();
        let kept = handsets[index].keep(at, vec![draft], &mut luck);
        self.kept
            .extend(kept.into_iter().map(|id| (id, person.clone())));
    }

    fn retry_refused(&mut self, index: usize, at: usize) {
        let phone = &self.handsets[index].windows[at].phone;
        let refused: Vec<_> = phone
            .entries()
            .into_iter()
            .filter(|entry| !entry.is_waiting())
            .map(|entry| entry.record.id.clone())
            .collect();
        let Some(id) = self.random.pick(&refused).cloned() else {
            return;
        };
        let Scene {
            handsets, mut luck, ..
        } = self.scene();
        luck.tally.add("what was refused is sent again");
        handsets[index].retry(at, &id, &mut luck);
    }

    /// Somebody else takes a phone: the one before has signed out, or only forgotten to.
    pub fn change_hands(&mut self) {
        let index = self.random.below(self.handsets.len());
        if self.handsets[index].is_lost {
            return;
        }
        let users: Vec<_> = self.handsets[index].users.iter().copied().collect();
        let comes_back = self.random.in_hundred(50);
        let known = self.random.pick(&users).filter(|_| comes_back);
        let next = known.copied();
        let next = next.unwrap_or_else(|| self.random.below(self.people.len()));
        let (signs_out, signs_in) = (self.random.in_hundred(80), self.random.in_hundred(80));
        // Else the window in which that is done dies before the phone has become theirs.
        let stays = self.random.in_hundred(80);
        let at = self.random.below(self.handsets[index].windows.len());
        let Scene {
            handsets,
            people,
            tree,
            mut luck,
        } = self.scene();
        let handset = &mut handsets[index];
        if signs_out && at < handset.windows.len() {
            luck.tally.add("somebody signs out");
            handset.sign_out(at, &mut luck);
        }
        if signs_in {
            luck.tally.add("somebody signs in");
            handset.sign_in(next);
            if stays {
                handset.open(people, tree, &mut luck);
            }
        }
    }

    pub fn fill_a_disk(&mut self) {
        let index = self.random.below(self.handsets.len());
        let until = self.now + self.random.within(0..FULL_MS);
        self.handsets[index].disk.fill_up(until);
        self.tally.add("a disk is full for a while");
    }

    /// Everybody who has ever used a phone comes back to it once, so that what waits for them can go.
    pub fn users_to_come(&self) -> BTreeMap<usize, Vec<usize>> {
        let phones = self.handsets.iter().enumerate();
        let phones = phones.filter(|(_, handset)| !handset.is_lost);
        let users = phones.map(|(index, handset)| {
            let others = handset.users.iter().copied();
            let others = others.filter(|user| handset.session != Some(*user));
            (index, others.collect())
        });
        users.collect()
    }

    pub fn come_back(&mut self, index: usize, user: usize) {
        let Scene {
            handsets,
            people,
            tree,
            mut luck,
        } = self.scene();
        let handset = &mut handsets[index];
        handset.windows.clear();
        handset.sign_in(user);
        handset.open(people, tree, &mut luck);
    }
}
