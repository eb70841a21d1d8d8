//! A map whose parts are counted one by one.

use super::*;
use crate::view::map::{Area, Chosen};

#[test]
fn parts_counted_one_by_one_make_the_same_map() {
    let mut world = World::new();
    let country = unit("vn", None, UnitKind::Country, "Việt Nam");
    let units = world.tree.iter().cloned().map(|unit| Unit {
        parent: unit.parent.clone().or(Some("vn".into())),
        ..unit
    });
    world.tree = UnitTree::new(std::iter::once(country).chain(units));
    let viewer = crate::testing::person(Role::Viewer, "vn");
    let query = MapQuery {
        chosen: Some("tinh".into()),
        ..MapQuery::default()
    };
    let sight = |state| Sight {
        person: &viewer,
        tree: &world.tree,
        state,
        today: TODAY.parse().unwrap(),
    };
    let whole = MapView::new(sight(&world.state), query.clone()).unwrap();
    assert!(whole.total.total() > 0);

    // Each from what is in it; the country itself has given nothing.
    let province = "tinh".into();
    let area = Area::counted(sight(&world.state), &query, &province).unwrap();
    let chosen = Chosen::counted(sight(&world.state), &query, &province);
    let top = State::default();
    let parts = MapView::of_parts(sight(&top), query, &[area], chosen).unwrap();
    assert_eq!((&parts.areas, parts.total), (&whole.areas, whole.total));
    assert_eq!(parts.chosen, whole.chosen);
}
