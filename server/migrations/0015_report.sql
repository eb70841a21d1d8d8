-- Made from `record`, like the other folded tables.

create table report (
    -- The plan and the period: see `model::report::ReportId`.
    id text primary key,
    plan_id text not null references plan (id),
    -- Whose plan it is.
    unit_id text not null references unit (id),
    -- JSON of what phones are told that it covers; null while it covers nothing.
    covers text,
    -- JSON of how it stands. What it says is in the records that handed it in.
    body text not null
);

create index report_unit on report (unit_id);
