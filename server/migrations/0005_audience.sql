-- Made from `record`, like the other folded tables.

create table audience (
    -- Who a record is for: those who look into a unit, or those who read a plan. One of the two.
    seq bigint primary key references record (seq),
    unit_id text,
    plan_id text
);

create index audience_unit on audience (unit_id, seq);
create index audience_plan on audience (plan_id, seq);

create table tally (
    -- Count and hash of records: 'unit' and 'plan' by audience, 'device' by author and device.
    kind text not null,
    key text not null,
    n bigint not null,
    hash bigint not null,
    primary key (kind, key)
);

create table device (
    -- A phone or browser in one person's hands, as it said itself at its last sync.
    id text not null,
    person_id text not null references person (id),
    seen_at bigint not null,
    -- Up to where it has received the log.
    cursor bigint not null,
    -- How many records it still held back.
    n_held bigint not null,
    -- The version of its program.
    program text not null,
    primary key (person_id, id)
);

create index role_unit on role (unit_id);
