//! The few signs of the program, drawn with the pen of the text beside them.

use crate::erased::view;
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Today,
    Tasks,
    Plan,
    Map,
    Person,
    Clock,
    Check,
    CheckLate,
    Alert,
    Silent,
    Steady,
    Open,
    Chevron,
    Back,
    Search,
    Close,
    Sending,
    Waiting,
    Refused,
    Offline,
    Plus,
    Note,
    Upload,
    Edit,
    SignOut,
}

impl Icon {
    /// Lines on a square of 24, drawn and not filled.
    fn path(self) -> &'static str {
        match self {
            Self::Today => "M4 5h16v15H4zM4 10h16M8 3v4M16 3v4M9 15l2 2 4-4",
            Self::Tasks => {
                "M10 6h10M10 12h10M10 18h10M4 6l1.2 1.2L7.5 5M4 12l1.2 1.2L7.5 11M4 18l1.2 1.2L7.5 17"
            }
            Self::Plan => "M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7",
            Self::Map => "M9 4l6 2 5-2v14l-5 2-6-2-5 2V6zM9 4v14M15 6v14",
            Self::Person => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c.6-3.6 3.4-5 7-5s6.4 1.4 7 5",
            Self::Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2",
            Self::Check => "M5 12.500l4.5 4.500L19 7",
            Self::CheckLate => "M3 13l4 4L16 7M20 7v6M20 17v.1",
            Self::Alert => "M12 4L2.8 20h18.400zM12 10v4.500M12 17.300v.1",
            Self::Silent => "M5 12h.100M12 12h.100M19 12h.1",
            Self::Steady => {
                "M19 8a8 8 0 0 0-14 1.500M5 4.500v5h5M5 16a8 8 0 0 0 14-1.500M19 19.500v-5h-5"
            }
            Self::Open => "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16z",
            Self::Chevron => "M9 5l7 7-7 7",
            Self::Back => "M15 5l-7 7 7 7",
            Self::Search => "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16 16l5 5",
            Self::Close => "M6 6l12 12M18 6L6 18",
            Self::Sending => "M12 19V5M6 11l6-6 6 6",
            Self::Waiting => "M7 3h10M7 21h10M8 3c0 5 8 5 8 9s-8 4-8 9M16 3c0 5-8 5-8 9s8 4 8 9",
            Self::Refused => "M9 8L4 13l5 5M4 13h10a6 6 0 0 0 6-6V5",
            Self::Offline => {
                "M3 3l18 18M8.5 15.500a5 5 0 0 1 7 0M5 12a10 10 0 0 1 4-2.400M14 9.400A10 10 0 0 1 19 12M2 8.500A14 14 0 0 1 6 6M10.5 5A14 14 0 0 1 22 8.500M12 19v.1"
            }
            Self::Plus => "M12 5v14M5 12h14",
            Self::Note => "M4 5h16v11H10l-4 4v-4H4z",
            Self::Upload => "M12 16V4M7 9l5-5 5 5M4 16v4h16v-4",
            Self::Edit => "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
            Self::SignOut => "M10 4H5v16h5M9 12h11M16 8l4 4-4 4",
        }
    }
}

/// The sign itself; it is never the only carrier of its meaning, so it is hidden from readers.
#[component]
pub fn Glyph(icon: Icon) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="1.8"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
        >
            <path d=icon.path() />
        </svg>
    }
}
