-- From when to when a unit was there, its former names, what took its place: JSON.
alter table unit add column life text not null default '{}';

-- Made from `record`, like the other folded tables.

create table indicator (
    -- What plans count besides the national indicators, which the program knows.
    id text primary key,
    plan_id text not null references plan (id),
    -- JSON of the indicator and of who set it.
    body text not null
);

create index indicator_plan on indicator (plan_id);

create table figure (
    -- Everything that was reported, corrections too.
    record_id text primary key references record (id),
    indicator text not null,
    -- The part of a breakdown; empty for the whole.
    part text not null,
    unit_id text not null references unit (id),
    -- JSON of the figure and of who gave it.
    body text not null
);

create index figure_account on figure (unit_id, indicator, part);

create table rollup (
    -- What the figures of a unit amount to, from a half month to the next row's: see
    -- `model::rollup`. Kept in the transaction of the record.
    indicator text not null,
    part text not null,
    unit_id text not null references unit (id),
    -- 'sum' of the units that count, or the unit's 'own' figures beside it.
    side text not null,
    -- The half month: 24 times the year, and so on.
    half bigint not null,
    -- JSON of the sum.
    body text not null,
    primary key (indicator, part, unit_id, side, half)
);
