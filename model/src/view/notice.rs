//! What is pushed to a device that sleeps: a few words about tasks, and where to read on.

use super::{task_list::Urgency, today::Today};
use crate::{
    clock::{Millis, day_in_vietnam, start_of_day},
    mention::Mention,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// From seven to eleven: whoever could not be told by then is told tomorrow.
const MORNING: std::ops::Range<Millis> = 7 * HOUR..11 * HOUR;
const HOUR: Millis = 60 * 60 * 1000;
/// As much of a task's words as a screen shows.
const WORDS_CHARS: usize = 90;

/// On the wire to the service worker, which shows it as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub title: String,
    pub body: String,
    /// The page that it opens.
    pub address: String,
}

/// Whether the time of the day has come on which somebody is told who was last told on `last`.
pub fn is_morning(now: Millis, last: Option<NaiveDate>) -> bool {
    let today = day_in_vietnam(now);
    last.is_none_or(|last| last < today) && MORNING.contains(&(now - start_of_day(today)))
}

impl Notice {
    /// What Hôm nay has for the person, in one line; nothing where nothing waits.
    pub fn of_morning(today: &Today) -> Option<Self> {
        let n_of = |urgency| {
            let group = today.groups.iter().find(|group| group.urgency == urgency);
            group.map_or(0, |group| group.n_rows)
        };
        let counted = [
            (n_of(Urgency::Overdue), "việc quá hạn"),
            (n_of(Urgency::DueSoon), "việc đến hạn trong 7 ngày"),
            (today.n_difficulties, "vướng mắc chờ bạn trả lời"),
            (today.answers.len(), "vướng mắc đã được trả lời"),
            (today.mentions.len(), "góp ý nhắc tên bạn"),
        ];
        let parts = counted.iter().filter(|(n, _)| *n > 0);
        let parts: Vec<_> = parts.map(|(n, of)| format!("{n} {of}")).collect();
        (!parts.is_empty()).then(|| Self {
            title: "Việc hôm nay".into(),
            body: format!("{}.", parts.join(", ")),
            address: "/".into(),
        })
    }

    /// Somebody was named in comments; which task, and not by whom nor what they wrote.
    pub fn of_mentions(mentions: &[Mention]) -> Option<Self> {
        let newest = mentions.first()?;
        Some(match mentions.len() {
            1 => Self {
                title: "Bạn được nhắc tên trong một góp ý".into(),
                body: clipped(&newest.about),
                address: format!("/nhiem-vu/{}", newest.task),
            },
            n => Self {
                title: format!("Bạn được nhắc tên trong {n} góp ý"),
                body: clipped(&newest.about),
                address: "/".into(),
            },
        })
    }
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(WORDS_CHARS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
