//! How papers are laid out, and that odd words do no harm.

use super::super::docx;
use super::example;

/// Writes the examples where `WRITE_PAPERS` says, for a person to look at.
#[test]
fn the_same_paper_gives_the_same_bytes() {
    for (name, paper) in [("state", example::state()), ("party", example::party())] {
        let file = docx(&paper);
        assert_eq!(file, docx(&paper), "{name}");
        if let Some(folder) = std::env::var_os("WRITE_PAPERS") {
            let path = std::path::Path::new(&folder).join(format!("{name}.docx"));
            std::fs::write(path, &file).unwrap();
        }
    }
}
