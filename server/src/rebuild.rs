//! Makes the folded tables anew from the record log.

use model::fold::State;

use crate::{
    service::Service,
    store::{self, assignment, counter, node, photo, plan, record, state},
};

const PAGE: i64 = 1_000;

/// Gives the number of records. Nobody can push meanwhile.
pub async fn rebuild(service: &Service) -> store::Result<usize> {
    let mut tx = service.store.write().await?;
    counter::lock(&mut tx, counter::RECORD).await?;
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
        photo::cite(&mut tx, page.iter().map(|stamped| &stamped.record)).await?;
    }
    plan::put(&mut tx, &folded.plans.values().collect::<Vec<_>>()).await?;
    node::put(&mut tx, &folded.nodes.values().collect::<Vec<_>>()).await?;
    assignment::put(&mut tx, &folded.assignments.values().collect::<Vec<_>>()).await?;
    tx.commit().await?;
    Ok(n_records)
}
