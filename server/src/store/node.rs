//! Nodes of plans, folded from the log.

use model::plan::Node;

use super::{
    Result, Tx, bulk,
    database::{Row, query},
    json,
    script::{Script, Values},
};

pub async fn with_ids(tx: &mut Tx, ids: &[&str]) -> Result<Vec<Node>> {
    let rows = bulk::select_in(
        tx,
        "select body from node where id in (select value from json_each($1))",
        &[],
        ids,
    )
    .await?;
    rows.iter().map(read).collect()
}

pub async fn of_plan(tx: &mut Tx, plan: &str) -> Result<Vec<Node>> {
    let sql = "select body from node where plan_id = $1";
    let rows = query(sql).bind(plan.to_owned()).fetch_all(tx).await?;
    rows.iter().map(read).collect()
}

pub async fn targets_of(tx: &mut Tx, plan: &str) -> Result<Vec<Node>> {
    let sql = "select body from node where plan_id = $1 and kind = 'target'";
    let rows = query(sql).bind(plan.to_owned()).fetch_all(tx).await?;
    rows.iter().map(read).collect()
}

pub fn put(script: &mut Script, nodes: &[&Node]) -> Result<()> {
    let sql = "insert into node (id, plan_id, kind, body) values {} \
               on conflict (id) do update set kind = excluded.kind, body = excluded.body";
    for node in nodes {
        let row = Values::default()
            .bind(node.id.to_string())
            .bind(node.plan.to_string())
            .bind(node.body.as_str())
            .bind(json::write(node)?);
        script.add(sql, row);
    }
    Ok(())
}

pub fn read(row: &Row) -> Result<Node> {
    json::read(row, "body")
}
