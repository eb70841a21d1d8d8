//! Assignments with their progress, folded from the log.

use model::{
    assignment::{Assignment, Duty, Progress},
    clock::Stamp,
    id::{NodeId, PlanId, RecordId, UnitId},
};

use super::{
    Result, Tx, bulk,
    database::Row,
    json,
    script::{Script, Values},
};

/// Those of any of the tasks to the unit.
pub async fn of_tasks(tx: &mut Tx, unit: &str, tasks: &[&str]) -> Result<Vec<Assignment>> {
    let sql = "select task_id, unit_id, plan_id, duty, set_at, set_by, progress \
               from assignment where unit_id = $1 and task_id in (select value from json_each($2))";
    let rows = bulk::select_in(tx, sql, &[unit], tasks).await?;
    rows.iter().map(read).collect()
}

pub fn put(script: &mut Script, assignments: &[&Assignment]) -> Result<()> {
    let sql = "insert into assignment (task_id, unit_id, plan_id, duty, set_at, set_by, \
               progress) values {} \
               on conflict (task_id, unit_id) do update set duty = excluded.duty, \
               set_at = excluded.set_at, set_by = excluded.set_by, progress = excluded.progress";
    for given in assignments {
        let row = Values::default()
            .bind(given.task.to_string())
            .bind(given.unit.to_string())
            .bind(given.plan.to_string())
            .bind(given.duty.map(Duty::as_str))
            .bind(given.set_at.to_string())
            .bind(given.set_by.to_string())
            .bind(json::write(&given.progress)?);
        script.add(sql, row);
    }
    Ok(())
}

pub fn read(row: &Row) -> Result<Assignment> {
    Ok(Assignment {
        progress: json::read(row, "progress")?,
        ..read_bare(row)?
    })
}

/// An assignment without what was said of it.
pub fn read_bare(row: &Row) -> Result<Assignment> {
    let duty: Option<&str> = row.get("duty")?;
    Ok(Assignment {
        task: NodeId::new(row.get::<String>("task_id")?),
        unit: UnitId::new(row.get::<String>("unit_id")?),
        plan: PlanId::new(row.get::<String>("plan_id")?),
        duty: duty
            .map(|_| json::word(row, "duty", Duty::parse))
            .transpose()?,
        set_at: json::word(row, "set_at", Stamp::parse)?,
        set_by: RecordId::new(row.get::<String>("set_by")?),
        progress: Progress::default(),
    })
}
