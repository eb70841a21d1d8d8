//! What the labels of an outline say of its layout: which headings were parts, which lists were
//! tables, and which targets stood in one sentence.

use model::{
    plan::{Node, Task},
    text,
};

type Entry<'a> = (usize, &'a Node);

/// Whether the topmost headings were parts, "Phần II" over "I.": Roman numbers stand under Roman
/// numbers, and not only because a table of tasks has groups.
pub fn has_parts(ordered: &[Entry]) -> bool {
    ordered.iter().enumerate().any(|(place, (depth, node))| {
        let Some(above) = place.checked_sub(1).and_then(|place| ordered.get(place)) else {
            return false;
        };
        let below = ordered[place + 1..]
            .iter()
            .take_while(|(below, _)| below > depth);
        let is_roman = |node: &Node| rank(node) == Some(ROMAN) && is_heading(node);
        *depth == 1
            && above.0 == 0
            && is_roman(above.1)
            && is_roman(node)
            && !below.into_iter().any(|(_, node)| node.task().is_some())
    })
}

/// Whether what stands under a heading begins to count anew in the heading's own way, or in a
/// higher one: it was a table, for as paragraphs its rows could not be told from headings.
pub fn heads_a_table(depth: usize, heading: &Node, after: &[Entry]) -> bool {
    let rows = &after[..n_rows(depth, after)];
    let Some((_, first)) = rows.first() else {
        return false;
    };
    // Without a label a task could not be told from the dashes around it.
    let counts_anew = match rank(first) {
        Some(rank_of_first) => Some(rank_of_first) <= rank(heading),
        None => first.task().is_some() && first.label.is_none(),
    };
    let mut tasks = rows
        .iter()
        .filter_map(|(_, node)| Some((*node, node.task()?)));
    let has_tasks = tasks.clone().next().is_some();
    has_tasks && (counts_anew || first.task().is_some() && tasks.any(stood_in_a_cell))
}

/// How many nodes below that depth come next that can be rows: tasks and the names of groups.
pub fn n_rows(depth: usize, nodes: &[Entry]) -> usize {
    let is_row = |node: &Node| node.task().is_some() || is_heading(node);
    nodes
        .iter()
        .take_while(|(below, node)| *below > depth && is_row(node))
        .count()
}

/// From the cell of a table the words of a task and its actions are read together.
fn stood_in_a_cell((node, task): (&Node, &Task)) -> bool {
    let mut actions = task.actions.iter();
    actions.any(|action| node.text.contains(action.as_str()))
}

fn is_heading(node: &Node) -> bool {
    node.body == model::plan::NodeBody::Section
}

const ROMAN: usize = 1;

/// How high a label stands in an outline: capital letters, Roman numbers, numbers, numbers of
/// numbers.
fn rank(node: &Node) -> Option<usize> {
    let label = node.label.as_deref().filter(|label| !label.is_empty())?;
    let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    let is_roman = |part: &str| !part.is_empty() && part.chars().all(|c| "IVX".contains(c));
    if label.split('.').next().is_some_and(is_roman) {
        // "II.1" too: no outline goes on so under its numbers.
        Some(ROMAN)
    } else if label.len() == 1 && label.chars().all(|c| c.is_ascii_uppercase()) {
        Some(0)
    } else if label.split('.').all(is_number) {
        Some(1 + label.split('.').count())
    } else {
        None
    }
}

/// The targets that stood in one sentence with this one: "4a" and "4b" were read from one item "4",
/// and what begins with a small letter goes on from what is before it.
pub fn joined<'a>(node: &Node, after: &'a [Entry<'a>]) -> &'a [Entry<'a>] {
    let goes_on = |letter: char, next: &Node| match (of_both(node), &next.label) {
        (Some(both), Some(label)) => label.strip_suffix(letter) == Some(both),
        (None, None) if node.label.is_none() => next.text.starts_with(char::is_lowercase),
        _ => false,
    };
    let letters = ('b'..='z').zip(after);
    let joined = letters.take_while(|(letter, (_, next))| {
        node.target().is_some()
            && next.target().is_some()
            && next.parent == node.parent
            && goes_on(*letter, next)
    });
    &after[..joined.count()]
}

/// "4" of a target "4a".
pub fn of_both(node: &Node) -> Option<&str> {
    let both = node.label.as_deref()?.strip_suffix('a')?;
    Some(both).filter(|both| !both.is_empty())
}

/// A target from a table has its number in another cell than its words.
pub fn says_its_value(node: &Node) -> bool {
    let Some(value) = node.target().and_then(|target| target.value) else {
        return true;
    };
    let digits = node.text.match_indices(|c: char| c.is_ascii_digit());
    let numbers = digits.filter_map(|(at, _)| text::read_number(node.text.get(at..)?));
    numbers.into_iter().any(|number| number.value == value)
}

/// The words of a task, then its actions. From the cell of a table they were read together, parted
/// by dashes; then the actions are in the words already.
pub fn task_lines(node: &Node, task: &Task) -> Vec<String> {
    let mut words = node.text.as_str();
    let mut inside = Vec::new();
    for action in task.actions.iter().rev() {
        let before = words.strip_suffix(action.as_str()).map(str::trim_end);
        let Some(before) = before.and_then(|before| before.strip_suffix(['-', '+'])) else {
            continue;
        };
        words = before.trim_end();
        inside.push(action);
    }
    let outside = task
        .actions
        .iter()
        .filter(|action| !inside.contains(action));
    let lines = inside.iter().rev().copied().chain(outside);
    std::iter::once(words.to_owned())
        .chain(lines.cloned())
        .collect()
}
