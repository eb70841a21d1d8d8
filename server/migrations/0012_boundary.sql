create table boundary (
    -- A place, and its shape on the map of the unit above: the box around it, the middle of its name,
    -- and SVG's words for it (`model::boundary`). All parts of a unit share a grid, so they are
    -- replaced together.
    unit_id text primary key references unit (id),
    drawn text not null
);
