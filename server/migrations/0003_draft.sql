create table draft (
    -- The plan that will come of it.
    plan_id text primary key references original (plan_id),
    unit_id text not null references unit (id),
    person_id text not null references person (id),
    -- As the plan is called at the moment.
    title text not null,
    changed_at bigint not null,
    -- JSON of what was read, before any change.
    reading text not null,
    -- JSON list of the changes made since, in their order.
    changes text not null,
    -- Rises with every step, taking back included: who has seen another one is told so.
    revision bigint not null
);

create index draft_person on draft (person_id, changed_at);

-- Readings from before drafts were kept, of which no plan came.
delete from original where plan_id not in (select id from plan);
