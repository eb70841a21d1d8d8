//! Drafts of plans: begun by an import, changed step by step, confirmed or thrown away.

use model::{
    clock::Stamp,
    draft::{Change, Confirmed, Draft, MOST_CHANGES, MOST_TOUCHED, MOST_UNTOUCHED},
    fold::State,
    id::{DeviceId, PlanId, RecordId, UnitId},
    person::Action,
    problem::{Code, Problem},
    record::{Assigned, Fact, Record},
    unit::UnitTree,
    view::draft::{DraftView, Standing},
};

use crate::{
    failure::{Failure, Result},
    reader::Reader,
    rollup,
    store::{
        Tx, counter,
        draft::{self, KeptDraft},
        original::{self, Original},
        unit,
    },
    sync::batch::Batch,
};

/// The device by which the records of a confirmed draft are known.
const DEVICE: &str = "server";

/// What is to be done to a draft by somebody who has seen one of its revisions.
pub enum Step {
    Make(Box<Change>),
    /// The last change is taken back.
    Undo,
}

/// Keeps a draft that was just read. Drafts of the same person that nobody has touched make room
/// for it; where too many have been worked on, a person must decide which to give up.
pub async fn begin(reader: &Reader, reading: &Draft, original: &Original) -> Result<()> {
    let mut tx = reader.service.store.write().await?;
    let me = &reader.person.id;
    let mine = draft::of_person(&mut tx, me).await?;
    let (touched, untouched): (Vec<_>, Vec<_>) =
        mine.into_iter().partition(|head| head.revision > 0);
    if touched.len() >= MOST_TOUCHED {
        return Err(Code::TooManyDrafts.into());
    }
    for head in untouched.iter().skip(MOST_UNTOUCHED - 1) {
        forget(&mut tx, &head.id).await?;
    }
    original::add(&mut tx, original).await?;
    draft::add(&mut tx, reading, me, original.made_at).await?;
    tx.commit().await?;
    Ok(())
}

pub async fn view(reader: &Reader, id: &PlanId) -> Result<DraftView> {
    let (mut tx, tree) = reader.service.read().await?;
    let kept = find(&mut tx, reader, id, &tree).await?;
    let draft = replay(&kept, &tree);
    let text = text(&mut tx, id).await?;
    Ok(DraftView::first(&draft, standing(&kept), text, &tree))
}

/// Makes one step and gives what has come of it.
pub async fn change(reader: &Reader, id: &PlanId, seen: i64, step: Step) -> Result<DraftView> {
    let mut tx = reader.service.store.write().await?;
    let tree = reader.service.store.tree(&mut tx).await?;
    let mut kept = find(&mut tx, reader, id, &tree).await?;
    if kept.revision != seen {
        return Err(Code::DraftMoved.into());
    }
    let draft = match step {
        Step::Make(change) => {
            if kept.changes.len() >= MOST_CHANGES {
                return Err(Code::TooLarge.into());
            }
            let change = change.identified(|| reader.service.environment.next_id());
            let mut draft = replay(&kept, &tree);
            draft.apply(&change, &tree)?;
            kept.changes.push(change);
            draft
        }
        Step::Undo => {
            kept.changes.pop().ok_or(Code::NotFound)?;
            replay(&kept, &tree)
        }
    };
    let now = reader.service.environment.now();
    if !draft::put_changes(&mut tx, &draft, seen, &kept.changes, now).await? {
        return Err(Code::DraftMoved.into());
    }
    let text = text(&mut tx, id).await?;
    tx.commit().await?;
    kept.revision += 1;
    let standing = standing(&kept);
    Ok(DraftView::new(&draft, standing, &text, &tree))
}

/// Throws the draft away with what it was read from.
pub async fn discard(reader: &Reader, id: &PlanId) -> Result<()> {
    let mut tx = reader.service.store.write().await?;
    let tree = reader.service.store.tree(&mut tx).await?;
    find(&mut tx, reader, id, &tree).await?;
    forget(&mut tx, id).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes the plan, its assignments, its new units and what units have learnt: all of it or, when
/// anything is refused, nothing.
pub async fn confirm(reader: &Reader, id: &PlanId, seen: i64) -> Result<()> {
    let mut tx = reader.service.store.write().await?;
    let last_seq = counter::lock(&mut tx, counter::RECORD).await?;
    counter::lock(&mut tx, counter::UNIT).await?;
    let tree = UnitTree::new(unit::all(&mut tx).await?);
    let kept = find(&mut tx, reader, id, &tree).await?;
    if kept.revision != seen {
        return Err(Code::DraftMoved.into());
    }
    let confirmed = replay(&kept, &tree).confirm(&tree);
    let mut known = tree;
    if !confirmed.units.is_empty() {
        unit::put(&mut tx, &confirmed.units).await?;
        let tree = UnitTree::new(unit::all(&mut tx).await?);
        rollup::regroup(&mut tx, (&known, &tree), &confirmed.units).await?;
        known = tree;
    }
    let records = records(reader, kept.unit, confirmed);
    let about: Vec<_> = records.iter().collect();
    let mut batch = Batch::load(&mut tx, State::default(), &about).await?;
    for record in &records {
        batch.add(record, &reader.person, &known)?;
    }
    let now = reader.service.environment.now();
    batch.save(&mut tx, &known, last_seq, |_| now).await?;
    draft::remove(&mut tx, id).await?;
    tx.commit().await?;
    Ok(())
}

/// The plan first, then who is given what, as the person's own records.
fn records(reader: &Reader, unit: UnitId, confirmed: Confirmed) -> Vec<Record> {
    let environment = &reader.service.environment;
    let mut made_at = Stamp::at(environment.now());
    let mut record = |unit: UnitId, fact: Fact| {
        made_at = made_at.next(environment.now());
        Record {
            id: RecordId::new(environment.next_id()),
            unit,
            by: reader.person.id.clone(),
            device: DeviceId::from(DEVICE),
            made_at,
            replaces: None,
            fact,
        }
    };
    let mut records = vec![record(unit, Fact::PlanCreated(confirmed.plan))];
    records.extend(
        (confirmed.assignments.into_iter())
            .map(|((task, unit), duty)| record(unit, Fact::Assigned(Assigned { task, duty }))),
    );
    records
}

/// The draft, where it is there and the person may edit plans of its unit.
async fn find(tx: &mut Tx, reader: &Reader, id: &PlanId, tree: &UnitTree) -> Result<KeptDraft> {
    if !model::id::is_well_formed(id.as_str()) {
        return Err(Code::NotFound.into());
    }
    let kept = draft::get(tx, id).await?;
    let mine = kept.filter(|kept| reader.person.may(Action::EditPlan, &kept.unit, tree));
    mine.ok_or_else(|| Failure::from(Code::NotFound))
}

/// What was read with all changes made again. A change that no longer fits, since the tree of units
/// has changed under it, is left out.
fn replay(kept: &KeptDraft, tree: &UnitTree) -> Draft {
    let mut draft = kept.reading.clone();
    for change in &kept.changes {
        let made: std::result::Result<(), Problem> = draft.apply(change, tree);
        if let Err(problem) = made {
            tracing::debug!(draft = %draft.id(), %problem, "a change no longer fits");
        }
    }
    draft
}

fn standing(kept: &KeptDraft) -> Standing {
    Standing {
        revision: kept.revision,
        may_undo: !kept.changes.is_empty(),
    }
}

/// What the draft was read from.
async fn text(tx: &mut Tx, id: &PlanId) -> Result<String> {
    Ok(original::text(tx, id).await?.unwrap_or_default())
}

async fn forget(tx: &mut Tx, id: &PlanId) -> Result<()> {
    draft::remove(tx, id).await?;
    original::remove(tx, id).await?;
    Ok(())
}
