//! What goes wrong besides the network.

use model::{clock::Millis, person::Role};

use super::{cast::tree, world::World};

const YEAR_MS: Millis = 365 * 24 * 3_600_000;

impl World {
    pub fn misfortune(&mut self) {
        let index = self.random.below(self.handsets.len());
        let handset = &mut self.handsets[index];
        let person = &mut self.people[handset.session.unwrap_or(handset.owner)];
        let is_field = person.grants[0].role != Role::Officer;
        let what = match self.random.below(55) {
            0..8 => {
                handset.kill(self.mutant);
                "a phone dies"
            }
            8..12 => {
                let at = self.random.below(handset.windows.len());
                if at < handset.windows.len() {
                    handset.kill_window(at, self.mutant);
                }
                "a window dies"
            }
            12..16 => {
                handset.clock_error = self.random.within(-YEAR_MS..YEAR_MS);
                "a clock is wrong"
            }
            16..24 => {
                self.backup = self.server.clone();
                "a backup is taken"
            }
            24..34 => self.restore(),
            34..38 => {
                let moved = ["xa-a", "xa-b"][self.random.below(2)];
                self.tree = tree(moved);
                "a unit is moved"
            }
            38..43 if is_field => {
                person.grants[0].unit = ["a1", "a2", "b1"][self.random.below(3)].into();
                "somebody is posted elsewhere"
            }
            43..47 if is_field => {
                person.grants[0].role = [Role::Field, Role::Supervisor][self.random.below(2)];
                "somebody's role changes"
            }
            47.. => {
                self.server.photos.clear();
                "photos have waited for too long"
            }
            _ => return,
        };
        self.tally.add(what);
    }

    fn restore(&mut self) -> &'static str {
        let has_lost = self.backup.log.len() < self.server.log.len();
        self.server = self.backup.clone();
        if has_lost {
            "a server is restored and has lost records"
        } else {
            "a server is restored and has all records"
        }
    }
}
