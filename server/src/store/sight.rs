//! What a person sees, as SQL: `below` are the units of the own subtrees, `above` those on the way
//! to the root, whose plans come down to them, `counted` those whose counts are open to them on the
//! map (`Person::may_see_map_of`): `below`, and all of the own commune. `$1` is the person, or a unit
//! that somebody looks into.

/// The query with `below`, `above` and `counted` before it.
macro_rules! sighted {
    (unit: $sql:literal) => {
        $crate::store::sight::sighted!(@ "select id from unit where id = $1", $sql)
    };
    ($sql:literal) => {
        $crate::store::sight::sighted!(@ "select unit_id from role where person_id = $1", $sql)
    };
    (@ $own:literal, $sql:literal) => {
        concat!(
            "with recursive own(id) as (",
            $own,
            "), below(id) as (
                 select id from own
                 union
                 select u.id from unit u join below b on u.parent_id = b.id
             ), above(id) as (
                 select u.parent_id from unit u join own o on o.id = u.id
                 where u.parent_id is not null
                 union
                 select u.parent_id from unit u join above a on u.id = a.id
                 where u.parent_id is not null
             ), counted(id) as (
                 select id from below
                 union
                 select id from unit
                 where kind = 'commune' and id in (select id from above)
                 union
                 select u.id from unit u join counted c on u.parent_id = c.id
             ) ",
            $sql
        )
    };
}

pub(super) use sighted;
