//! Parts of pages: each is one block with a style sheet of the same name under `style/parts/`.

pub mod ago;
pub mod at_the_top;
pub mod cell_mark;
pub mod cells;
pub mod due;
pub mod empty;
pub mod facts;
pub mod field;
pub mod icon;
pub mod in_app;
pub mod install;
pub mod loading;
pub mod node_form;
pub mod page_head;
pub mod presence;
pub mod problem;
pub mod progress;
pub mod reading;
pub mod sync_badge;
pub mod task_row;
pub mod toast;
pub mod update_bar;
