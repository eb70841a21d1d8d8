//! How fast the server takes records in and answers, beside a bare axum handler over a SQLite of its
//! own with the same durability: `./dev bench`. Rates depend on the machine; the ratio hardly does.

#[path = "server/bare.rs"]
mod bare;
#[path = "server/world.rs"]
mod world;

use bare::Bare;
use tests::measure::{Measured, rounds, rounds_of};
use world::World;

/// Records at once, and how many such requests each phone makes in a round.
const BATCHES: [(usize, usize); 3] = [(1, 100), (20, 40), (200, 10)];
const PHONES: [usize; 2] = [1, 8];
const N_READS: usize = 150;

#[tokio::main]
async fn main() {
    let world = World::open().await;
    println!("{}", Measured::HEAD);
    if let Some(n_records) = world::records_asked_for() {
        grow(&world, n_records).await;
        return world.close().await;
    }
    let bare = Bare::open(&world.folder).await;
    for n_phones in PHONES {
        for (n_records, n_requests) in BATCHES {
            accept(&world, &bare, n_phones, n_records, n_requests).await;
        }
        read(&world, &bare, n_phones).await;
    }
    bare.close().await;
    world.close().await;
}

async fn accept(world: &World, bare: &Bare, n_phones: usize, n_records: usize, n_requests: usize) {
    let (phones, bare) = (world.phones.clone(), bare.clone());
    let beside = phones.clone();
    let ours = move |phone: usize| phones[phone].clone().sync(n_records);
    let theirs = move |phone: usize| bare.clone().insert(beside[phone].records(n_records));
    let (ours, theirs) = rounds(n_phones, n_requests, ours, theirs).await;
    let what = format!("records accepted, {n_records} a request");
    let theirs = theirs.times(n_records);
    ours.times(n_records).report(&what, n_phones, Some(&theirs));
}

async fn read(world: &World, bare: &Bare, n_phones: usize) {
    const MAP: &str = "/api/v1/map/tasks";
    let (phones, bare) = (world.phones.clone(), bare.clone());
    let get = |path: &'static str| {
        let phones = phones.clone();
        move |phone: usize| phones[phone].clone().get(path)
    };
    let list = move |_| bare.clone().list();
    let (ours, theirs) = rounds(n_phones, N_READS, get("/api/v1/tasks"), list).await;
    ours.report("a list of 100 tasks", n_phones, Some(&theirs));
    for (what, path) in [
        ("the page of today", "/api/v1/today"),
        ("the map of the commune", MAP),
    ] {
        let read = rounds_of(n_phones, N_READS, get(path)).await;
        read.report(what, n_phones, None);
    }
    let first = phones[0].clone().get(MAP).await;
    let tag = first.header("etag").to_owned();
    let phones = phones.clone();
    let ask = move |phone: usize| phones[phone].clone().get_unless(MAP, tag.clone());
    let unmoved = rounds_of(n_phones, N_READS, ask).await;
    unmoved.report("the map, nothing moved", n_phones, None);
}

/// Whether the log's length costs anything: the same requests as the log grows tenfold and tenfold.
async fn grow(world: &World, n_records: usize) {
    const AT_ONCE: usize = 200;
    let mut next = 10_000;
    while next <= n_records {
        while world.n_records().await < next {
            for phone in &world.phones {
                phone.clone().sync(AT_ONCE).await;
            }
        }
        let phone = world.phones[0].clone();
        let measured = rounds_of(1, 40, move |_| phone.clone().sync(20)).await;
        let what = format!("records accepted, 20 a request, {next} in the log");
        measured.times(20).report(&what, 1, None);
        next *= 10;
    }
}
