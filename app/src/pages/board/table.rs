//! The board as a table: a row for each task, a column for each class and unit.

use leptos::prelude::*;
use model::{
    assignment::Duty,
    id::NodeId,
    view::{assigning::AssignableTask, query::Missing},
};

use super::{
    desk::{Board, Layout, cell, words},
    grid::{Column, Mark, letter},
};
use crate::{
    erased::{heard, live, view},
    signal::Memo,
};

pub fn draw(board: Board) -> AnyView {
    live(move || {
        let layout = board.layout.get();
        if layout.tasks.is_empty() {
            return view! { <p class="txt-soft">"Không còn nhiệm vụ nào như vậy."</p> }.into_any();
        }
        table(board, layout)
    })
}

fn table(board: Board, layout: Layout) -> AnyView {
    let Layout { tasks, columns } = layout;
    let heads = (0..).zip(&columns).map(|(nth, column)| {
        let name = board.name(column);
        let is_class = matches!(column, Column::Class(..));
        view! {
            <th class="board__unit" class:board__unit--class=is_class scope="col" data-c=nth.to_string()>
                <span class="board__name">{name}</span>
            </th>
        }
    });
    let heads = heads.collect_view();
    let rows = (0..)
        .zip(tasks)
        .map(|(nth, id)| row(board, nth, id, columns.clone()));
    view! {
        <div class="board__scroll">
            <table
                class="board"
                role="grid"
                aria-multiselectable="true"
                aria-label="Nhiệm vụ và đơn vị"
                aria-describedby="phim-bang"
                on:click=heard(move |event| board.tap(&event))
                on:keydown=heard(move |event| board.press(&event))
                on:focusin=heard(move |_| board.enter())
                on:focusout=heard(move |event| board.leave(&event))
            >
                <thead>
                    <tr>
                        <th class="board__task" scope="col">
                            "Nhiệm vụ"
                        </th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(board: Board, nth: usize, id: NodeId, columns: Vec<Column>) -> AnyView {
    let task = Memo::new(move |_| {
        board.desk.tasks.with(|tasks| {
            // One, or none: a list of them is a kind of memo that is there already.
            let found = tasks.iter().find(|task| task.id == id);
            found.cloned().into_iter().collect::<Vec<_>>()
        })
    });
    let cells = live(move || {
        task.with(|task| {
            let task = task.first()?;
            let cells = columns.iter().enumerate();
            Some(
                cells
                    .map(|(column, it)| drawn(task, it, (nth, column)))
                    .collect_view(),
            )
        })
    });
    view! {
        <tr>
            <th class="board__task" scope="row" data-r=nth.to_string()>
                {live(move || task.with(|task| task.first().map(about)))}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// What the task is, when, and what of it is not settled.
fn about(task: &AssignableTask) -> AnyView {
    let label = task.label.as_deref().map(model::plan::written_label);
    let when = match task.lacks(Missing::Due) {
        true => Missing::Due.name().to_owned(),
        false => task.schedule.raw.clone(),
    };
    let named: Vec<&str> = task
        .named
        .iter()
        .filter(|(duty, _)| *duty == Duty::Lead)
        .map(|(_, name)| name.as_str())
        .collect();
    let lead = task.lacks(Missing::Lead).then(|| match named.is_empty() {
        true => "Chưa có chủ trì".to_owned(),
        false => format!("Kế hoạch ghi: {}", named.join("; ")),
    });
    view! {
        <span class="board__text">{label} " " {task.text.clone()}</span>
        <span class="board__about">{when}</span>
        {lead.map(|lead| view! { <span class="board__about board__about--open">{lead}</span> })}
    }
    .into_any()
}

fn drawn(task: &AssignableTask, column: &Column, place: (usize, usize)) -> AnyView {
    let mark = column.mark(task);
    let (class, text) = match (mark, column) {
        (Mark::Nobody, _) => ("board__cell", String::new()),
        (Mark::Duty(Duty::Lead), _) => ("board__cell board__cell--lead", letter(Duty::Lead).into()),
        (Mark::Duty(duty), _) => ("board__cell", letter(duty).to_owned()),
        (Mark::Some(n), Column::Class(_, units)) => (
            "board__cell board__cell--some",
            format!("{n}/{}", units.len()),
        ),
        (Mark::Some(n), Column::Unit(_)) => ("board__cell", n.to_string()),
    };
    let tabindex = if place == (0, 0) { "0" } else { "-1" };
    view! {
        <td
            class=class
            id=cell(place)
            data-r=place.0.to_string()
            data-c=place.1.to_string()
            tabindex=tabindex
            aria-label=words(column, task)
        >
            {text}
            {people(column.people(task))}
        </td>
    }
    .into_any()
}

/// In the cell: whoever it is by the name one is called, several by how many they are.
fn people(names: &[String]) -> Option<AnyView> {
    let words = match names {
        [] => return None,
        [name] => name.rsplit(' ').next().unwrap_or_default().to_owned(),
        several => format!("{} người", several.len()),
    };
    Some(view! { <span class="board__people">{words}</span> }.into_any())
}
