//! Naming somebody in a comment: who can be named there, how that is written, and who waits for it to
//! be seen. A name never widens who may read the comment.

use crate::{
    clock::Millis,
    id::{NodeId, PersonId, RecordId, UnitId},
    order,
    record::{Fact, Record},
    text,
    unit::UnitTree,
    view::{Sight, task::Signed},
};
use serde::{Deserialize, Serialize};

/// The most people named in one comment.
pub const MENTIONS_MAX: usize = 10;
/// The most people that a phone knows to name.
pub const COLLEAGUES_MAX: usize = 500;
/// The most mentions shown.
pub const MENTION_ROWS: usize = 12;
/// The most people offered at once.
const OFFERED_MAX: usize = 6;

/// Somebody with whom one works, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colleague {
    pub id: PersonId,
    pub name: String,
    pub post: String,
    pub unit: UnitId,
    /// Whether the role there carries doing tasks, and not only looking on.
    #[serde(default)]
    pub works: bool,
}

/// A comment in which somebody was named who has not answered yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    pub record: RecordId,
    pub task: NodeId,
    /// What is to be done.
    pub about: String,
    pub by: String,
    pub words: String,
    pub at: Millis,
}

impl Colleague {
    /// Those who read the plans of the unit, without the person who looks, in order of name: each with
    /// a name that no other has here, and with the unit behind the post.
    pub fn to_name(sight: Sight, colleagues: &[Self], plan_unit: &UnitId) -> Vec<Self> {
        let tree = sight.tree;
        let reads = |one: &&Self| {
            one.id != sight.person.id
                && (tree.is_within(plan_unit, &one.unit) || tree.is_within(&one.unit, plan_unit))
        };
        let mut readers: Vec<_> = colleagues.iter().filter(reads).collect();
        order::sort_by(&mut readers, |a, b| {
            (&a.name, &a.unit, &a.id).cmp(&(&b.name, &b.unit, &b.id))
        });
        readers.dedup_by(|a, b| a.id == b.id);
        let handle = |(place, one): (usize, &&Self)| {
            let before = readers[..place].iter();
            let n_same = before.filter(|other| other.name == one.name).count();
            Self {
                id: one.id.clone(),
                name: match n_same {
                    0 => one.name.clone(),
                    n => format!("{} {}", one.name, n + 1),
                },
                post: one.told_post(tree),
                unit: one.unit.clone(),
                works: one.works,
            }
        };
        readers.iter().enumerate().map(handle).collect()
    }

    /// "Chuyên viên, Xã Tân An".
    pub fn told_post(&self, tree: &UnitTree) -> String {
        let unit = tree.head(&self.unit).name;
        match self.post.is_empty() {
            true => unit,
            false => format!("{}, {unit}", self.post),
        }
    }
}

/// What is being typed behind a sign, where the cursor stands at the end of `before`.
pub fn begun(before: &str) -> Option<&str> {
    let (first, typed) = before.rsplit_once('@')?;
    let is_sign = !first.ends_with(text::is_of_word);
    let is_name = !typed.starts_with(char::is_whitespace) && !typed.contains('\n');
    (is_sign && is_name).then_some(typed)
}

/// Those whose names hold all that was typed, without regard to accents, and after them those whose
/// posts do. Nobody once a name stands there whole.
pub fn offered<'a>(handles: &'a [Colleague], typed: &str) -> Vec<&'a Colleague> {
    if handles.iter().any(|handle| handle.name == typed.trim_end()) {
        return Vec::new();
    }
    let is_named = |handle: &&Colleague| text::matches(&text::fold(&handle.name), typed);
    let is_posted = |handle: &&Colleague| text::matches(&text::fold(&handle.post), typed);
    let by_name = handles.iter().filter(is_named);
    let by_post = handles
        .iter()
        .filter(|handle| !is_named(handle) && is_posted(handle));
    by_name.chain(by_post).take(OFFERED_MAX).collect()
}

/// Those who are named in a text. Of two names that begin alike the longer one is meant.
pub fn named(handles: &[Colleague], words: &str) -> Vec<PersonId> {
    let mut named: Vec<PersonId> = Vec::new();
    for (place, sign) in words.match_indices('@') {
        let rest = &words[place + sign.len()..];
        let is_written = |handle: &&Colleague| {
            let after = rest.strip_prefix(handle.name.as_str());
            after.is_some_and(|after| !after.starts_with(text::is_of_word))
        };
        let written = handles.iter().filter(is_written);
        let Some(longest) = written.max_by_key(|handle| handle.name.len()) else {
            continue;
        };
        if !named.contains(&longest.id) && named.len() < MENTIONS_MAX {
            named.push(longest.id.clone());
        }
    }
    named
}

/// Whether the record names the person.
pub fn is_of(record: &Record, person: &PersonId) -> bool {
    record.by != *person && record.fact.mentions().contains(person)
}

/// Comments that name the person and after which they have not done anything about the task, the
/// newest first. `log` holds those comments, and what the person did.
pub fn waiting(sight: Sight, log: &[Signed]) -> Vec<Mention> {
    let me = &sight.person.id;
    let is_answered = |comment: &Record| {
        log.iter().any(|signed| {
            let later = &signed.record;
            later.by == *me
                && later.fact.node() == comment.fact.node()
                && (later.made_at, &later.id) > (comment.made_at, &comment.id)
        })
    };
    let mention = |signed: &Signed| {
        let Fact::Commented(fact) = &signed.record.fact else {
            return None;
        };
        let node = sight.state.nodes.get(&fact.node)?;
        node.standing_task()?;
        let plan = sight.state.plans.get(&node.plan)?;
        let is_for_me = sight.person.may_read_plan_of(&plan.unit, sight.tree)
            && is_of(&signed.record, me)
            && !is_answered(&signed.record);
        is_for_me.then(|| Mention {
            record: signed.record.id.clone(),
            task: node.id.clone(),
            about: node.text.clone(),
            by: signed.by.clone(),
            words: fact.text.clone(),
            at: signed.record.made_at.millis,
        })
    };
    let mut mentions: Vec<_> = log.iter().filter_map(mention).collect();
    order::sort_by(&mut mentions, |a, b| {
        (b.at, &b.record).cmp(&(a.at, &a.record))
    });
    mentions.truncate(MENTION_ROWS);
    mentions
}

#[cfg(test)]
mod tests;
