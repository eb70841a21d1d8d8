//! Makes the folded tables anew from the record log.

use model::fold::State;

use crate::{
    rollup,
    service::Service,
    store::{
        self, Tx, assignment, counter, marker, node, photo, plan, record, report, script::Script,
        state, tally,
    },
};

const PAGE: i64 = 1_000;
/// Rises whenever the folded tables hold something else than before.
const FOLD_VERSION: &str = "7";

/// Makes the tables anew if an older program made them.
pub async fn bring_up_to_date(service: &Service) -> store::Result<()> {
    let mut tx = service.store.read().await?;
    let made_by = marker::get(&mut tx, marker::FOLD).await?;
    drop(tx);
    if made_by.as_deref() != Some(FOLD_VERSION) {
        rebuild(service).await?;
    }
    Ok(())
}

/// The tables, which are empty, will be made by this program.
pub async fn begin(tx: &mut Tx) -> store::Result<()> {
    marker::set(tx, marker::FOLD, FOLD_VERSION).await
}

/// Gives the number of records. Nobody can push meanwhile.
pub async fn rebuild(service: &Service) -> store::Result<usize> {
    let mut tx = service.store.write().await?;
    counter::lock(&mut tx, counter::RECORD).await?;
    tally::clear(&mut tx).await?;
    state::clear(&mut tx).await?;
    let mut folded = State::default();
    let (mut cursor, mut n_records) = (0, 0);
    loop {
        let page = record::page(&mut tx, cursor, PAGE).await?;
        let Some(last) = page.last() else { break };
        cursor = last.seq;
        n_records += page.len();
        page.iter()
            .for_each(|stamped| folded.apply(&stamped.record));
        let mut script = Script::default();
        photo::cite(&mut script, page.iter().map(|stamped| &stamped.record));
        script.run(&mut tx).await?;
    }
    let mut script = Script::default();
    plan::put(&mut script, &folded.plans.values().collect::<Vec<_>>())?;
    node::put(&mut script, &folded.nodes.values().collect::<Vec<_>>())?;
    script.run(&mut tx).await?;
    // A country has so many that their rows are not all made before the first is written.
    for given in folded
        .assignments
        .values()
        .collect::<Vec<_>>()
        .chunks(1_000)
    {
        let mut script = Script::default();
        assignment::put(&mut script, given)?;
        script.run(&mut tx).await?;
    }
    let mut script = Script::default();
    report::put(
        &mut script,
        &folded.reports.iter().collect::<Vec<_>>(),
        &folded,
    )?;
    script.run(&mut tx).await?;
    let tree = service.store.tree(&mut tx).await?;
    rollup::make(&mut tx, &tree, &folded).await?;
    open_anew(service, &mut tx, &folded).await?;
    marker::set(&mut tx, marker::FOLD, FOLD_VERSION).await?;
    tx.commit().await?;
    Ok(n_records)
}

/// For whom each record is, by the units as they stand now, and who is named in it.
async fn open_anew(service: &Service, tx: &mut Tx, folded: &State) -> store::Result<()> {
    let tree = service.store.tree(tx).await?;
    let mut cursor = 0;
    loop {
        let page = record::page(tx, cursor, PAGE).await?;
        let Some(last) = page.last() else {
            return Ok(());
        };
        cursor = last.seq;
        let mut script = Script::default();
        record::open_anew(&mut script, &page, folded, &tree);
        script.run(tx).await?;
    }
}
