//! Loads the part of the folded state that a person may read and a page needs.

use model::{
    assignment::Assignment,
    clock::Stamp,
    fold::State,
    id::{NodeId, PersonId, PlanId, UnitId},
    person::{Grant, Person},
    plan::{Node, Plan},
    unit::UnitTree,
};

use super::{
    Result, Tx, assignment,
    database::{Row, query},
    indicator, node, plan, record,
    sight::sighted,
};

/// The plans that the person may read, with all of them, and what the own units were given. What was
/// taken back is there too: a unit may have it again through its class.
pub async fn of_own(tx: &mut Tx, person: &Person, tree: &UnitTree) -> Result<State> {
    let given = sighted!(unit:
        "select task_id, unit_id, plan_id, duty, set_at, set_by, progress
         from assignment where unit_id in (select id from below)"
    );
    plans_with(tx, person, tree, given).await
}

/// As `of_own`, with what the whole of the own commune was given, whose counts are open to all who
/// work there.
pub async fn of_counted(tx: &mut Tx, person: &Person, tree: &UnitTree) -> Result<State> {
    let given = sighted!(unit:
        "select task_id, unit_id, plan_id, duty, set_at, set_by, progress
         from assignment where unit_id in (select id from counted)"
    );
    plans_with(tx, person, tree, given).await
}

/// Row by row: a province has so many that all of them at once would need twice the room.
async fn plans_with(
    tx: &mut Tx,
    person: &Person,
    tree: &UnitTree,
    given: &'static str,
) -> Result<State> {
    let plans = sighted!(unit:
        "select body from plan
         where unit_id in (select id from below) or unit_id in (select id from above)"
    );
    let nodes = sighted!(unit:
        "select n.body from node n join plan p on p.id = n.plan_id
         where p.unit_id in (select id from below) or p.unit_id in (select id from above)"
    );
    of_grants(tx, person, tree, [plans, nodes, given]).await
}

/// The plans of the own units and of those above, and what of these was given to the own units and to
/// those right under them: what somebody sees who looks at provinces, without what is in them.
pub async fn of_top(tx: &mut Tx, person: &Person, tree: &UnitTree) -> Result<State> {
    let plans = sighted!(unit:
        "select body from plan
         where unit_id in (select id from own) or unit_id in (select id from above)"
    );
    let nodes = sighted!(unit:
        "select n.body from node n join plan p on p.id = n.plan_id
         where p.unit_id in (select id from own) or p.unit_id in (select id from above)"
    );
    let given = sighted!(unit:
        "select a.task_id, a.unit_id, a.plan_id, a.duty, a.set_at, a.set_by, a.progress
         from assignment a join plan p on p.id = a.plan_id
         where (p.unit_id in (select id from own) or p.unit_id in (select id from above))
         and a.unit_id in (
             select id from own union
             select u.id from unit u join own o on u.parent_id = o.id)"
    );
    of_grants(tx, person, tree, [plans, nodes, given]).await
}

/// What each of the person's units shows, by three questions about it.
async fn of_grants(
    tx: &mut Tx,
    person: &Person,
    tree: &UnitTree,
    [plans, nodes, given]: [&'static str; 3],
) -> Result<State> {
    let mut state = State::default();
    // What two roles show both is the same in both.
    for Grant { unit, .. } in &person.grants {
        each(tx, plans, unit, |row| {
            add_plan(&mut state, plan::read(row)?);
            Ok(())
        })
        .await?;
        each(tx, nodes, unit, |row| {
            add_node(&mut state, node::read(row)?);
            Ok(())
        })
        .await?;
        each(tx, given, unit, |row| {
            add_assignment(&mut state, assignment::read(row)?);
            Ok(())
        })
        .await?;
    }
    add_indicators(tx, person, tree, &mut state).await?;
    Ok(state)
}

/// For the figures of a unit: the targets of the plans that it is to meet, its own and those above it,
/// and what is counted.
pub async fn for_figures(
    tx: &mut Tx,
    person: &Person,
    tree: &UnitTree,
    unit: &UnitId,
) -> Result<State> {
    let mut state = State::default();
    let above = tree.ancestors(unit);
    let above = above.filter(|above| person.may_read_plan_of(&above.id, tree));
    let above: Vec<_> = above.map(|above| above.id.as_str()).collect();
    for plan in plan::of_units(tx, &above).await? {
        for target in node::targets_of(tx, plan.id.as_str()).await? {
            add_node(&mut state, target);
        }
        add_plan(&mut state, plan);
    }
    add_indicators(tx, person, tree, &mut state).await?;
    Ok(state)
}

/// What the plans count that the person may read.
pub async fn add_indicators(
    tx: &mut Tx,
    person: &Person,
    tree: &UnitTree,
    state: &mut State,
) -> Result<()> {
    for (unit, defined) in indicator::with_units(tx).await? {
        if person.may_read_plan_of(&unit, tree) {
            indicator::add(state, defined);
        }
    }
    Ok(())
}

/// For the page of a plan: all of it, what the own units were given, and of the other units only
/// that they were given it, where that is open to all who read the plan
/// (`model::sync::audience::is_given_openly`).
pub async fn for_plan(tx: &mut Tx, person: &PersonId, id: &PlanId) -> Result<State> {
    let mut state = plan_and_nodes(tx, id).await?;
    let bare = sighted!(
        "select task_id, unit_id, plan_id, duty, set_at, set_by
         from assignment where plan_id = $2
         and unit_id not in (select id from below)
         and unit_id in (
             select u.id from unit u join plan p on p.unit_id = u.id or p.unit_id = u.parent_id
             where p.id = $2)"
    );
    let own = sighted!(
        "select task_id, unit_id, plan_id, duty, set_at, set_by, progress
         from assignment where plan_id = $2
         and unit_id in (select id from below)"
    );
    for row in fetch(tx, bare, person, Some(id.as_str())).await? {
        add_assignment(&mut state, assignment::read_bare(&row)?);
    }
    for row in fetch(tx, own, person, Some(id.as_str())).await? {
        add_assignment(&mut state, assignment::read(&row)?);
    }
    Ok(state)
}

/// For a plan beside the one that it carries out: both, what the one below was given of the other,
/// and the plans of all units above.
pub async fn for_superior(tx: &mut Tx, tree: &UnitTree, id: &PlanId) -> Result<State> {
    let mut state = plan_and_nodes(tx, id).await?;
    let Some(plan) = state.plans.get(id).cloned() else {
        return Ok(state);
    };
    let above = tree.ancestors(&plan.unit).skip(1);
    let above: Vec<_> = above.map(|unit| unit.id.as_str()).collect();
    for plan in plan::of_units(tx, &above).await? {
        add_plan(&mut state, plan);
    }
    let Some(superior) = &plan.carries_out else {
        return Ok(state);
    };
    let nodes = node::of_plan(tx, superior.as_str()).await?;
    let tasks: Vec<_> = nodes.iter().map(|node| node.id.as_str()).collect();
    for given in assignment::of_tasks(tx, plan.unit.as_str(), &tasks).await? {
        add_assignment(&mut state, given);
    }
    for node in nodes {
        add_node(&mut state, node);
    }
    Ok(state)
}

/// For the page of a task: its plan, and what the own units were given of it.
pub async fn for_task(tx: &mut Tx, person: &PersonId, id: &NodeId) -> Result<State> {
    let Some(node) = node::with_ids(tx, &[id.as_str()]).await?.pop() else {
        return Ok(State::default());
    };
    let mut state = plan_and_nodes(tx, &node.plan).await?;
    let given = sighted!(
        "select task_id, unit_id, plan_id, duty, set_at, set_by, progress
         from assignment where task_id = $2
         and unit_id in (select id from below)"
    );
    for row in fetch(tx, given, person, Some(id.as_str())).await? {
        add_assignment(&mut state, assignment::read(&row)?);
    }
    Ok(state)
}

/// As `of_counted`, at a moment in the past: the log folded up to it.
pub async fn in_the_past(tx: &mut Tx, person: &Person, until: Stamp) -> Result<State> {
    let sql = sighted!(unit:
        "select r.id, r.unit_id, r.author_id, r.device, r.made_at, r.replaces, r.fact
         from record r left join plan p on p.id = r.plan_id
         where r.made_at <= $2 and (
             (r.kind in ('assigned', 'unassigned', 'task_updated', 'difficulty_answered')
                 and r.unit_id in (select id from counted))
             or (r.kind in ('plan_created', 'plan_field_set', 'plan_stepped', 'node_added',
                     'node_field_set', 'class_assigned')
                 and (p.unit_id in (select id from below) or p.unit_id in (select id from above))))
         order by r.seq"
    );
    let mut state = State::default();
    for grant in &person.grants {
        let log = query(sql)
            .bind(grant.unit.to_string())
            .bind(until.to_string());
        log.each(tx, |row| {
            state.apply(&record::read(&row)?);
            Ok(())
        })
        .await?;
    }
    Ok(state)
}

/// Everything folded, whoever may read it.
pub async fn all(tx: &mut Tx) -> Result<State> {
    let plans = query("select body from plan");
    let plans = plans.fetch_all(tx).await?;
    let nodes = query("select body from node");
    let nodes = nodes.fetch_all(tx).await?;
    let given = query(
        "select task_id, unit_id, plan_id, duty, set_at, set_by, progress
         from assignment",
    );
    let given = given.fetch_all(tx).await?;
    read(&plans, &nodes, &given)
}

/// Empties the folded tables.
pub async fn clear(tx: &mut Tx) -> Result<()> {
    tx.run_all("delete from rollup; delete from figure; delete from indicator; \
         delete from report; delete from photo_citation; delete from mention; delete from assignment; delete from node; delete from plan;").await
}

fn read(plans: &[Row], nodes: &[Row], given: &[Row]) -> Result<State> {
    let mut state = State::default();
    for row in plans {
        add_plan(&mut state, plan::read(row)?);
    }
    for row in nodes {
        add_node(&mut state, node::read(row)?);
    }
    for row in given {
        add_assignment(&mut state, assignment::read(row)?);
    }
    Ok(state)
}

async fn plan_and_nodes(tx: &mut Tx, id: &PlanId) -> Result<State> {
    let mut state = State::default();
    for plan in plan::with_ids(tx, &[id.as_str()]).await? {
        add_plan(&mut state, plan);
    }
    for node in node::of_plan(tx, id.as_str()).await? {
        add_node(&mut state, node);
    }
    Ok(state)
}

async fn each(
    tx: &mut Tx,
    sql: &'static str,
    unit: &UnitId,
    mut take: impl FnMut(&Row) -> Result<()>,
) -> Result<()> {
    let query = query(sql).bind(unit.to_string());
    query.each(tx, |row| take(&row)).await
}

async fn fetch(
    tx: &mut Tx,
    sql: &'static str,
    person: &PersonId,
    second: Option<&str>,
) -> Result<Vec<Row>> {
    let mut query = query(sql).bind(person.to_string());
    if let Some(second) = second {
        query = query.bind(second.to_owned());
    }
    query.fetch_all(tx).await
}

pub fn add_plan(state: &mut State, plan: Plan) {
    state.plans.insert(plan.id.clone(), plan);
}

pub fn add_node(state: &mut State, node: Node) {
    state.nodes.insert(node.id.clone(), node);
}

pub fn add_assignment(state: &mut State, given: Assignment) {
    state
        .assignments
        .insert((given.task.clone(), given.unit.clone()), given);
}
