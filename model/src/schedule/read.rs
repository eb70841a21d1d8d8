//! From the words of a plan about time to a schedule; when in doubt it says less, never more.

use chrono::{Days, NaiveDate};

use super::moment::{Moment, Part, Token, is_word, moments, number, tokens};
use super::{Boundary, Frequency, Precision, Recurrence, Schedule, ScheduleKind};
use crate::text::fold;

/// Longer than any cell of a real plan; what follows would not be about time.
const MOST_CHARACTERS: usize = 600;

pub(super) fn schedule(words: &str) -> Schedule {
    let raw = words.trim().chars();
    let raw = raw.take(MOST_CHARACTERS).collect::<String>();
    let folded = fold(&raw);
    let tokens = tokens(&folded);
    let moments = moments(&tokens);
    let words = Words {
        folded: format!(" {} ", spaced(&tokens)),
        tokens,
        moments,
    };
    let read = words
        .conditional(&raw)
        .or_else(|| words.continuous())
        .or_else(|| words.open_ended())
        .or_else(|| words.recurring())
        .or_else(|| words.several_dates())
        .or_else(|| words.bounded())
        .or_else(|| words.dated())
        .or_else(|| words.per_invitation())
        .or_else(|| words.undated(&raw))
        .unwrap_or_default();
    let approximate =
        read.kind != ScheduleKind::Unspecified && words.has_any(&["du kien", "khoang"]);
    Schedule {
        approximate,
        raw,
        ..read
    }
}

/// The words apart from marks, so that "thường xuyên," and "thường xuyên" are found alike.
fn spaced(tokens: &[Token]) -> String {
    let words = tokens.iter().filter_map(|token| match token {
        Token::Word(word) => Some(word.clone()),
        Token::Number(value, _) => Some(value.to_string()),
        Token::Mark(_) => None,
    });
    words.collect::<Vec<_>>().join(" ")
}

struct Words {
    folded: String,
    tokens: Vec<Token>,
    moments: Vec<Moment>,
}

impl Words {
    fn has(&self, phrase: &str) -> bool {
        self.folded.contains(&format!(" {phrase} "))
    }

    fn has_any(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.has(phrase))
    }

    fn conditional(&self, raw: &str) -> Option<Schedule> {
        let waits = self.folded.starts_with(" khi ")
            || self.folded.starts_with(" ngay khi ")
            || self.has_any(&["sau khi", "khi co", "ke tu khi", "trong vong"]);
        waits.then(|| condition(raw))
    }

    fn continuous(&self) -> Option<Schedule> {
        let keeps = self.has_any(&["thuong xuyen", "lien tuc"])
            || (self.has("duy tri") && !self.moments.is_empty());
        if !keeps {
            return None;
        }
        let first = self.moments.first();
        Some(Schedule {
            kind: ScheduleKind::Continuous,
            start: first.and_then(Moment::first),
            precision: first.map(Moment::precision),
            ..Schedule::default()
        })
    }

    fn open_ended(&self) -> Option<Schedule> {
        let goes_on = self.has_any(&[
            "nam tiep theo",
            "nam sau",
            "nam ke tiep",
            "thoi gian tiep theo",
            "tro di",
            "tro ve sau",
        ]);
        let first = self.moments.first().filter(|_| goes_on)?;
        Some(Schedule {
            kind: ScheduleKind::YearAndFollowing,
            start: first.first(),
            precision: Some(first.precision()),
            ..Schedule::default()
        })
    }

    fn recurring(&self) -> Option<Schedule> {
        let freq = self.frequency();
        let times = self.times_per();
        if freq.is_none() && times.is_none() && !self.has("dinh ky") {
            return None;
        }
        let (month, day) = match self.moments.first().map(|moment| moment.part) {
            Some(Part::Day(month, day)) => (Some(month), Some(day)),
            Some(Part::Month(month)) => (Some(month), None),
            _ => (None, None),
        };
        let recurrence = Recurrence {
            freq,
            times,
            month,
            day,
        };
        Some(Schedule {
            kind: ScheduleKind::Recurring,
            recurrence: Some(recurrence),
            ..Schedule::default()
        })
    }

    /// The shortest rhythm named: "hằng tháng, hằng quý" is monthly.
    fn frequency(&self) -> Option<Frequency> {
        const RHYTHMS: [(&str, Frequency); 6] = [
            ("ngay", Frequency::Daily),
            ("tuan", Frequency::Weekly),
            ("thang", Frequency::Monthly),
            ("quy", Frequency::Quarterly),
            ("6 thang", Frequency::HalfYearly),
            ("nam", Frequency::Yearly),
        ];
        // "6 tháng/lần", "quý/lần": the stretch stands before the count.
        let per =
            |word: &str| self.has(&format!("{word} lan")) || self.has(&format!("{word} 1 lan"));
        if per("6 thang") {
            return Some(Frequency::HalfYearly);
        }
        let named = |word: &str| {
            ["hang", "moi", "tung"]
                .iter()
                .any(|each| self.has(&format!("{each} {word}")))
                || self.has(&format!("dinh ky {word}"))
                || self.has(&format!("lan {word}"))
                || (word != "ngay" && per(word))
        };
        RHYTHMS
            .into_iter()
            .find(|(word, _)| named(word))
            .map(|(_, frequency)| frequency)
    }

    /// "02 lần/năm", "1 lần mỗi quý".
    fn times_per(&self) -> Option<u32> {
        let at = (0..self.tokens.len()).find(|&i| is_word(&self.tokens, i, &["lan"]))?;
        let per = matches!(self.tokens.get(at + 1), Some(Token::Mark('/')))
            || is_word(&self.tokens, at + 1, &["moi", "trong", "tren"])
            || (is_word(&self.tokens, at + 1, &["mot"]) && self.frequency().is_some());
        number(&self.tokens, at.checked_sub(1)?).filter(|_| per)
    }

    /// Two rounds of the same thing, each with its day.
    fn several_dates(&self) -> Option<Schedule> {
        let days = self
            .moments
            .iter()
            .filter(|moment| matches!(moment.part, Part::Day(..)));
        let dates: Vec<NaiveDate> = days.filter_map(Moment::first).collect();
        if !self.has("lan") || dates.len() < 2 {
            return None;
        }
        let before = self.moments.iter().any(|moment| self.is_before(moment));
        let last = dates.iter().max().copied();
        Some(Schedule {
            kind: if before {
                ScheduleKind::BeforeDate
            } else {
                ScheduleKind::Date
            },
            end: if before {
                last.and_then(the_day_before)
            } else {
                last
            },
            precision: Some(Precision::Day),
            boundary: before.then_some(Boundary::Before),
            boundary_date: last.filter(|_| before),
            multiple_report_dates: dates,
            ..Schedule::default()
        })
    }

    /// "Trước tháng 6/2026", "chậm nhất ngày 30/6/2026".
    fn bounded(&self) -> Option<Schedule> {
        let moment = self.moments.last()?;
        let day = matches!(moment.part, Part::Day(..));
        if self.is_before(moment) {
            let named = moment.first();
            let month = matches!(moment.part, Part::Month(_));
            return Some(Schedule {
                kind: if month {
                    ScheduleKind::BeforeMonth
                } else {
                    ScheduleKind::BeforeDate
                },
                end: named.and_then(the_day_before),
                precision: Some(moment.precision()),
                boundary: Some(Boundary::Before),
                boundary_date: named,
                ..Schedule::default()
            });
        }
        if self.moments.len() > 1 || !day || !self.has_any(BY) {
            return None;
        }
        Some(Schedule {
            kind: ScheduleKind::BeforeDate,
            end: moment.last(),
            precision: Some(Precision::Day),
            boundary: Some(Boundary::By),
            boundary_date: moment.last(),
            ..Schedule::default()
        })
    }

    fn is_before(&self, moment: &Moment) -> bool {
        moment.from.checked_sub(1).is_some_and(|i| {
            is_word(&self.tokens, i, &["truoc"])
                || (is_word(&self.tokens, i, &["dau"]) && i > 0)
                    && is_word(&self.tokens, i - 1, &["truoc"])
        })
    }

    fn dated(&self) -> Option<Schedule> {
        let (first, last) = (self.moments.first()?, self.moments.last()?);
        let several = self.moments.len() > 1 && first.first() != last.first();
        let from_only = self.has("tu") && !self.has("den");
        let kind = match first.part {
            _ if several || from_only => ScheduleKind::Range,
            Part::DayOfMonth(_) | Part::Day(..) => ScheduleKind::Date,
            Part::Month(_) => ScheduleKind::ByMonth,
            Part::Quarter(_) => ScheduleKind::Quarter,
            Part::Half(_) => ScheduleKind::Range,
            Part::Year => ScheduleKind::Year,
        };
        let ends_only = !several && !from_only && (self.has_any(BY) || self.has("hoan thanh"));
        Some(Schedule {
            kind,
            start: first.first().filter(|_| !ends_only),
            end: last.last().filter(|_| several || !from_only),
            precision: Some(last.precision()),
            ..Schedule::default()
        })
    }

    fn per_invitation(&self) -> Option<Schedule> {
        let invited = self.has_any(&[
            "giay moi",
            "thu moi",
            "theo ke hoach",
            "theo lich",
            "trieu tap",
            "theo chuong trinh",
        ]);
        invited.then(|| Schedule {
            kind: ScheduleKind::PerInvitation,
            ..Schedule::default()
        })
    }

    /// Words about time without any date: a condition, or a year that is not named.
    fn undated(&self, raw: &str) -> Option<Schedule> {
        if self.has_any(&[
            "theo yeu cau",
            "theo huong dan",
            "theo chi dao",
            "theo tinh hinh",
            "ngay sau",
        ]) {
            return Some(condition(raw));
        }
        let whole_year = self.has_any(&["ca nam", "trong nam"]);
        whole_year.then(|| Schedule {
            kind: ScheduleKind::Year,
            ..Schedule::default()
        })
    }
}

/// The words that make the day named the last one on time.
const BY: &[&str] = &[
    "cham nhat",
    "muon nhat",
    "den het",
    "het ngay",
    "den ngay",
    "den thang",
    "xong",
];

fn condition(raw: &str) -> Schedule {
    let condition = raw.trim_end_matches(['.', ';', ' ']).to_owned();
    Schedule {
        kind: ScheduleKind::Conditional,
        condition: Some(condition),
        ..Schedule::default()
    }
}

fn the_day_before(day: NaiveDate) -> Option<NaiveDate> {
    day.checked_sub_days(Days::new(1))
}
