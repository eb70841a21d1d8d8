-- Devices that want to be told of work while nobody looks at a page.

create table push (
    -- SHA-256 of the endpoint: a browser has one, whoever is signed in there.
    id text primary key,
    endpoint text not null,
    -- The browser's public key and secret, base64url: what is sent can be read there only.
    p256dh text not null,
    auth text not null,
    person_id text not null references person (id),
    -- Signing out ends it.
    token_hash text not null references session (token_hash) on delete cascade,
    made_at bigint not null,
    -- The last day on whose morning it was told; empty before the first.
    told_on text not null,
    -- Up to which place in the log it was told of comments.
    told_seq bigint not null
);

create index push_person on push (person_id);
create index push_session on push (token_hash);
