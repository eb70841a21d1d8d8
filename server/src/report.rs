//! Reports for whoever may see them: how they stand, what was handed in, and what would be.

use std::{collections::BTreeMap, sync::Arc};

use document::write::Paper;
use model::{
    fold::State,
    id::PersonId,
    plan::Plan,
    problem::Code,
    record::Record,
    report::{Filing, ReportId},
    unit::UnitTree,
    view::{
        Sight,
        figures::TargetLine,
        report::{self as view, ReportQuery, ReportView, Sources},
    },
};

use crate::{
    failure::{Failure, Result},
    figures,
    provinces::{at_the_end_of, onlooker},
    reader::Reader,
    store::{self, Tx, counter, person, plan, record, report, state},
};

/// What is read of one report, at one moment.
struct Read {
    plan: Plan,
    state: State,
    filing: Option<Filing>,
    handed_in: Option<Record>,
    targets: Vec<TargetLine>,
    names: BTreeMap<PersonId, String>,
    through: i64,
}

pub async fn view(reader: &Reader, query: ReportQuery) -> Result<ReportView> {
    Ok(with_plan(reader, query).await?.0)
}

pub async fn paper(reader: &Reader, query: ReportQuery) -> Result<Paper> {
    let (view, plan) = with_plan(reader, query).await?;
    Ok(document::report::paper(&view, &plan))
}

async fn with_plan(reader: &Reader, query: ReportQuery) -> Result<(ReportView, Plan)> {
    let (mut tx, tree) = reader.service.read().await?;
    let read = read(&mut tx, reader, &tree, &query).await?;
    drop(tx);
    let person = reader.person.clone();
    let today = reader.service.environment.today();
    let plan = read.plan.clone();
    // A province's takes long enough that the threads which take records must not do it.
    let drawing = tokio::task::spawn_blocking(move || {
        let sight = Sight {
            person: &person,
            tree: &tree,
            state: &read.state,
            today,
        };
        let sources = Sources {
            filing: read.filing.as_ref(),
            handed_in: read.handed_in.as_ref(),
            targets: &read.targets,
            through: read.through,
        };
        ReportView::new(sight, &query, &sources, |id| read.names.get(id).cloned())
    });
    let view = drawing.await.map_err(anyhow::Error::from)?;
    let view = view.ok_or_else(|| Failure::from(Code::NotFound))?;
    Ok((view, plan))
}

async fn read(
    tx: &mut Tx,
    reader: &Reader,
    tree: &Arc<UnitTree>,
    query: &ReportQuery,
) -> Result<Read> {
    let id = &query.id;
    let today = reader.service.environment.today();
    let mut state = State::default();
    for plan in plan::with_ids(tx, &[id.plan.as_str()]).await? {
        state::add_plan(&mut state, plan);
    }
    let sight = Sight {
        person: &reader.person,
        tree,
        state: &state,
        today,
    };
    let plan = view::plan_of(sight, id).ok_or(Code::NotFound)?.clone();
    let (window, as_of) = view::days(id, today).ok_or(Code::NotFound)?;
    let filing = report::with_ids(tx, &[id.to_string().as_str()])
        .await?
        .pop();
    let filing = filing.map(|(_, filing)| filing);
    let handed_in = handed_in(tx, filing.as_ref()).await?;
    let mut targets = Vec::new();
    if !view::is_frozen(query, filing.as_ref()) {
        let asked = view::figures_of(&plan, id);
        targets = figures::targets(tx, sight, asked, window).await?;
        state = if as_of < today {
            at_the_end_of(tx, &onlooker(&plan.unit), tree, as_of).await?
        } else {
            state::for_plan(tx, &reader.person.id, &id.plan).await?
        };
    }
    Ok(Read {
        names: names(tx, filing.as_ref()).await?,
        through: counter::value(tx, counter::RECORD).await?,
        plan,
        state,
        filing,
        handed_in,
        targets,
    })
}

async fn handed_in(tx: &mut Tx, filing: Option<&Filing>) -> store::Result<Option<Record>> {
    match filing.and_then(Filing::standing) {
        Some((id, _)) => Ok(record::with_ids(tx, &[id.as_str()]).await?.pop()),
        None => Ok(None),
    }
}

/// Of those who did something with it.
async fn names(tx: &mut Tx, filing: Option<&Filing>) -> store::Result<BTreeMap<PersonId, String>> {
    let mut names = BTreeMap::new();
    let Some(filing) = filing else {
        return Ok(names);
    };
    let submitted = filing.standing().map(|(_, submission)| &submission.by);
    let answered = filing.answer().map(|(_, reply)| &reply.by);
    for id in submitted.into_iter().chain(answered) {
        if let Some(person) = person::get(tx, id).await? {
            names.insert(id.clone(), person.name);
        }
    }
    Ok(names)
}

/// An address names a report or nothing.
pub fn named(text: &str) -> Result<ReportId> {
    ReportId::parse(text).ok_or_else(|| Code::NotFound.into())
}
