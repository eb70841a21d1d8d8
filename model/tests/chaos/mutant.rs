//! Ways to break the sync on purpose. The story must fail with each of them, or it proves nothing.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
    /// The phone forgets what it sends before it is acknowledged.
    ForgetsOnSending,
    /// The phone throws away what the server sends back.
    ForgetsRefused,
    /// The phone sends again and again what the server sends back.
    NeverSettlesRefused,
    /// A phone that dies loses its outbox.
    KeepsOutboxInMemory,
    /// After a failure the phone waits for ever.
    NeverTriesAgain,
    /// What was not acknowledged is sent as something new.
    SendsAsNew,
    /// The phone takes its photos for sent and sends none.
    SendsNoPhotos,
    /// Nothing is ever compared.
    NeverCompares,
    /// What is compared and differs is only pulled anew, and one's own not offered.
    NeverOffers,
    /// What no longer concerns the person goes, although the person did it.
    ForgetsOwn,
    /// A window never hears of what another one has changed.
    NeverReadsAgain,
    /// A window writes where it is over where another one has come meanwhile.
    WritesOverAnother,
    /// What waits is forgotten when its author signs out.
    ForgetsOnSigningOut,
    /// A window that shows one person's pages goes on when the phone has become another's.
    KeepsForWhoeverIsThere,
    /// The phone says that it has kept what its disk refused.
    BelievesTheDisk,
    /// A disk without room keeps the first part of a change.
    WritesWhatFits,
    /// The phone takes for sent what it has handed over.
    HandsOverAndForgets,
    /// The server takes what somebody brings for that person's own.
    CarriesAsOwn,
    /// The server takes a record again that it has.
    TakesTwice,
    /// The server says that it has what it lost.
    AcknowledgesUnwritten,
    /// The server leaves out what did not fit, and says that this was all.
    CutsPages,
    /// The server gives everybody everything.
    GivesToAll,
    /// The server does not say that somebody else has signed in since a window was opened.
    HidesWhoIsThere,
    /// A phone that dies while it writes keeps its cursor and not the records: found by comparing
    /// count and hash, and put right.
    WritesByHalves,
}

impl Mutant {
    /// Without those that comparing heals. Each with the number of stories within which it must be
    /// noticed, about ten times what it takes on average: `./dev chaos --mutants`.
    pub const FATAL: [(Self, u64); 23] = [
        (Self::ForgetsOnSending, 20),
        (Self::ForgetsRefused, 20),
        (Self::NeverSettlesRefused, 20),
        (Self::KeepsOutboxInMemory, 20),
        (Self::NeverTriesAgain, 30),
        (Self::SendsAsNew, 20),
        (Self::SendsNoPhotos, 30),
        (Self::NeverCompares, 40),
        (Self::NeverOffers, 40),
        (Self::ForgetsOwn, 400),
        (Self::NeverReadsAgain, 50),
        (Self::WritesOverAnother, 800),
        (Self::ForgetsOnSigningOut, 50),
        (Self::KeepsForWhoeverIsThere, 120),
        (Self::BelievesTheDisk, 40),
        (Self::WritesWhatFits, 40),
        (Self::HandsOverAndForgets, 60),
        (Self::CarriesAsOwn, 800),
        (Self::TakesTwice, 20),
        (Self::AcknowledgesUnwritten, 300),
        (Self::CutsPages, 20),
        (Self::GivesToAll, 20),
        (Self::HidesWhoIsThere, 1_600),
    ];

    /// Those after which a window must not go on with what it has in memory.
    pub const CHANGES_ANSWERS: [Option<Self>; 3] = [
        Some(Self::ForgetsRefused),
        Some(Self::NeverOffers),
        Some(Self::ForgetsOwn),
    ];
}
