create table original (
    -- The plan that was read from it; it stands once the plan is confirmed.
    plan_id text primary key,
    person_id text not null references person (id),
    made_at bigint not null,
    -- 'plain', 'word' or 'pdf'.
    kind text not null,
    -- What was read, which warnings and a person's eyes go by.
    body text not null,
    -- The file as it came; absent where text was pasted.
    file bytea
);

create index original_person on original (person_id, made_at);
