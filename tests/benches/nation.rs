//! How the server bears a whole country: `./dev bench --nation`. `BENCH_NATION` names the database
//! that `hocvuso demo --size nation` has made.

#[path = "nation/storm.rs"]
mod storm;

use std::{env, fs, path::Path, sync::Arc};

use model::{
    figure::FigureReported,
    id::UnitId,
    record::Fact,
    unit::{UnitKind, UnitTree},
    view::figures::FiguresView,
};
use server::store::counter;
use tests::{
    Actor, App,
    measure::{Measured, rounds_of},
};

const INDICATOR: &str = "ky-nang-so";
const N_READS: usize = 10;

#[tokio::main]
async fn main() {
    let file = env::var("BENCH_NATION").expect("BENCH_NATION names the database of a country");
    let app = App::today(&format!("sqlite:{file}")).await;
    let tree = tree(&app).await;
    println!(
        "{} units, {} records, {} MB; {} MB of memory",
        tree.len(),
        n_records(&app).await,
        megabytes(Path::new(&file)),
        memory()
    );
    println!("{}", Measured::HEAD);
    maps(&app, &tree).await;
    reaches_the_country(&app, &tree).await;
    storm::of_phones(&app, &tree).await;
    println!("{} MB of memory in the end", memory());
    app.close().await;
}

async fn maps(app: &App, tree: &UnitTree) {
    let province = largest_province(tree);
    let viewer = Arc::new(app.viewer(province.as_str()).await);
    let whole = Arc::new(app.viewer(country(tree).as_str()).await);
    for (what, actor, path) in [
        (
            "the map of a province by an indicator",
            &viewer,
            format!("/api/v1/map/{INDICATOR}?unit={province}"),
        ),
        (
            "the map of a province by tasks",
            &viewer,
            format!("/api/v1/map/tasks?don-vi={province}"),
        ),
        (
            "the map of the country by an indicator",
            &whole,
            format!("/api/v1/map/{INDICATOR}?unit={}", country(tree)),
        ),
        (
            "the map of the country by tasks",
            &whole,
            format!("/api/v1/map/tasks?don-vi={}", country(tree)),
        ),
        (
            "the country's page of today",
            &whole,
            "/api/v1/today".to_owned(),
        ),
        (
            "a province's page of today",
            &viewer,
            "/api/v1/today".to_owned(),
        ),
        (
            "a province's list of tasks",
            &viewer,
            "/api/v1/tasks".to_owned(),
        ),
    ] {
        read(what, actor, path).await;
    }
}

async fn read(what: &str, actor: &Arc<Actor>, path: String) {
    let first = actor.get(&path).await.ok();
    let tag = first.header("etag").to_owned();
    let asker = actor.clone();
    let address = path.clone();
    let ask = move |_| {
        let (actor, path) = (asker.clone(), address.clone());
        async move { actor.get(&path).await }
    };
    rounds_of(1, N_READS, ask).await.report(
        &format!("{what}, {} kB", first.body.len() / 1024),
        1,
        None,
    );
    if tag.is_empty() {
        return;
    }
    let actor = actor.clone();
    let unless = move |_| {
        let (actor, path, tag) = (actor.clone(), path.clone(), tag.clone());
        async move { actor.get_unless(&path, &tag).await }
    };
    rounds_of(1, N_READS, unless)
        .await
        .report(&format!("{what}, nothing moved"), 1, None);
}

/// What a hamlet counts is in the country's sum when the hamlet hears that it is taken.
async fn reaches_the_country(app: &App, tree: &UnitTree) {
    let hamlet = hamlets(tree).next().expect("a hamlet");
    let whole = app.viewer(country(tree).as_str()).await;
    let path = format!("/api/v1/figures?don-vi={}", country(tree));
    let before: FiguresView = whole.get(&path).await.ok().read();
    let field = app.field(hamlet.as_str()).await;
    let figure = FigureReported {
        indicator: INDICATOR.into(),
        as_of: app.service.environment.today(),
        // Another one each time that the same country is measured.
        numerator: Some(n_records(app).await % 1_000),
        denominator: Some(1_000),
        ..FigureReported::default()
    };
    field
        .does(hamlet.as_str(), Fact::FigureReported(figure))
        .await;
    let after: FiguresView = whole.get(&path).await.ok().read();
    assert_ne!(before, after, "the country does not know of the figure");
}

async fn tree(app: &App) -> Arc<UnitTree> {
    let mut tx = app.service.store.read().await.expect("a database");
    app.service.store.tree(&mut tx).await.expect("units")
}

async fn n_records(app: &App) -> i64 {
    let mut tx = app.service.store.read().await.expect("a database");
    counter::value(&mut tx, counter::RECORD)
        .await
        .expect("a counter")
}

fn country(tree: &UnitTree) -> &UnitId {
    let mut countries = tree.iter().filter(|unit| unit.kind == UnitKind::Country);
    &countries.next().expect("a country").id
}

fn hamlets(tree: &UnitTree) -> impl Iterator<Item = &UnitId> {
    let hamlets = tree.iter().filter(|unit| unit.kind == UnitKind::Hamlet);
    hamlets.map(|unit| &unit.id)
}

fn largest_province(tree: &UnitTree) -> &UnitId {
    let provinces = tree.iter().filter(|unit| unit.kind == UnitKind::Province);
    let n_parts = |id: &UnitId| {
        tree.iter()
            .filter(|unit| unit.parent.as_ref() == Some(id))
            .count()
    };
    &provinces
        .max_by_key(|unit| n_parts(&unit.id))
        .expect("a province")
        .id
}

fn megabytes(file: &Path) -> u64 {
    fs::metadata(file).map_or(0, |file| file.len() / 1_000_000)
}

/// What this process holds, as Linux tells.
fn memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1_000
}
