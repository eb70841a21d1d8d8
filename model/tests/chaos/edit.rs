//! What people do to plans in the stories: they write, move, withdraw, sign and amend.

use model::{
    fold::State,
    id::{NodeId, PlanId},
    indicator::{Dimension, Goal, Indicator, TargetLink, national},
    person::Person,
    plan::{
        NodeField, Signature, Step,
        editing::{Editing, define},
    },
    sync::phone::Draft,
};

use super::random::Random;

/// One record of an edit, from what the phone shows; it may well be refused.
pub fn draft(state: &State, person: &Person, random: &mut Random) -> Option<Draft> {
    let plans: Vec<PlanId> = state.plans.keys().cloned().collect();
    let editing = Editing::new(state, random.pick(&plans)?)?;
    let nodes: Vec<NodeId> = editing
        .outline
        .all
        .iter()
        .map(|row| row.node.id.clone())
        .collect();
    let (one, other) = (random.pick(&nodes)?.clone(), random.pick(&nodes)?.clone());
    let new = NodeId::new(format!("{}-{:x}", person.id, random.next()));
    let mut intents = match random.below(100) {
        0..20 => editing.write_after(Some(&one), None, new).ok()?,
        20..50 => editing.move_to(&one, Some(&other), None).ok()?,
        50..60 => editing.withdraw(&one).ok()?,
        60..65 => editing.restore(&one).ok()?,
        65..75 => {
            let signature = Signature {
                number: Some(random.below(100).to_string()),
                date: chrono::NaiveDate::from_ymd_opt(2026, 1, 5),
                signer: Some("Minh".into()),
            };
            let step = *random.pick(&Step::ALL)?;
            let signature = step.is_signing().then_some(signature);
            vec![editing.step(step, Some("Cần thêm việc.".into()), signature)]
        }
        75..80 => {
            let superior = NodeId::new(format!("cap-tren-{}", random.below(9)));
            let carries_out = random.in_hundred(70);
            editing.link(&one, &superior, carries_out).ok()?
        }
        80..85 => {
            // Some of them were withdrawn, or do not fit.
            let known: Vec<_> = state.indicators.keys().cloned().collect();
            let indicator = random.pick(&known).cloned();
            let link = TargetLink {
                indicator: indicator.unwrap_or_else(|| "vneid".into()),
                goal: Goal::Rate,
                asks: vec![Dimension::Sex; random.below(2)],
            };
            editing.set(&one, vec![NodeField::Link(Some(link))]).ok()?
        }
        85..90 => {
            let known = state.indicators.values().nth(random.below(3));
            let mut indicator = national().remove(random.below(4));
            indicator.id = Indicator::code(&indicator.name, random.next());
            if let Some(known) = known {
                indicator = known.indicator.clone();
                indicator.withdrawn = !indicator.withdrawn;
            }
            vec![define(&editing.plan.id, indicator, known)]
        }
        _ => {
            let text = format!("Sửa {}", random.below(100));
            editing.set(&one, vec![NodeField::Text(text)]).ok()?
        }
    };
    let intent = intents.drain(..).next()?;
    Some(Draft {
        unit: editing.plan.unit.clone(),
        replaces: intent.replaces,
        after: intent.after,
        fact: intent.fact,
        about: "kế hoạch".into(),
    })
}
