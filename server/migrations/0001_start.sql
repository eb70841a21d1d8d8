-- The one text serves SQLite and PostgreSQL: TEXT and BIGINT only, times as UTC milliseconds,
-- facts and other nested values as JSON in TEXT.

create table counter (
    -- 'record': the last seq of the log; 'unit': rises with every change of the tree of units;
    -- 'attempt': only a row to lock while sign-in attempts are counted.
    name text primary key,
    value bigint not null
);

insert into counter (name, value) values ('record', 0), ('unit', 0), ('attempt', 0);

create table marker (
    -- 'demo': the database holds the demo world; its value is the day the world was made for.
    name text primary key,
    value text not null
);

create table unit (
    -- The official code where there is one.
    id text primary key,
    code text,
    kind text not null,
    name text not null,
    parent_id text references unit (id),
    -- JSON list of other spellings.
    aliases text not null,
    -- The cell on the parent's map; both or neither.
    cell_column bigint,
    cell_row bigint,
    position bigint not null
);

create index unit_parent on unit (parent_id);

create table person (
    id text primary key,
    -- Lower case.
    login text not null unique,
    name text not null,
    post text not null,
    -- Argon2id in PHC form, which carries its own parameters.
    password text not null
);

create table role (
    person_id text not null references person (id),
    -- The first is where the person is at home.
    position bigint not null,
    role text not null,
    unit_id text not null references unit (id),
    primary key (person_id, position)
);

create table session (
    -- SHA-256 of the token in the cookie: a stolen copy of this table signs nobody in.
    token_hash text primary key,
    person_id text not null references person (id),
    made_at bigint not null,
    expires_at bigint not null
);

create index session_expiry on session (expires_at);

create table attempt (
    -- One sign-in that failed, or that is being judged; a success deletes its row.
    id text primary key,
    login text not null,
    address text not null,
    made_at bigint not null
);

create index attempt_address on attempt (address, made_at);

create table record (
    -- Gapless, in the order of commit.
    seq bigint primary key,
    id text not null unique,
    unit_id text not null references unit (id),
    author_id text not null references person (id),
    device text not null,
    -- A stamp in its written form, whose text order is time order.
    made_at text not null,
    replaces text,
    kind text not null,
    -- What the fact is about, for queries; the fact says it too.
    node_id text,
    plan_id text,
    -- JSON as it came.
    fact text not null,
    received_at bigint not null
);

create index record_node on record (node_id);
create index record_unit on record (unit_id, seq);
create index record_plan on record (plan_id, seq);

-- From here on: what the log amounts to. `rebuild` makes these tables anew from `record`.

create table plan (
    id text primary key,
    unit_id text not null references unit (id),
    -- JSON of the plan without its nodes.
    body text not null
);

create index plan_unit on plan (unit_id);

create table node (
    id text primary key,
    plan_id text not null references plan (id),
    kind text not null,
    -- JSON of the node with its edits.
    body text not null
);

create index node_plan on node (plan_id, kind);

create table assignment (
    task_id text not null references node (id),
    unit_id text not null references unit (id),
    plan_id text not null references plan (id),
    -- Null once it was taken back.
    duty text,
    person_id text,
    set_at text not null,
    set_by text not null,
    -- JSON of the updates folded in.
    progress text not null,
    primary key (task_id, unit_id)
);

create index assignment_unit on assignment (unit_id);
create index assignment_plan on assignment (plan_id);
