create table photo (
    -- SHA-256 of its bytes.
    id text not null,
    -- Each who sends it sends all of it: knowing its hash gives nobody the photo.
    person_id text not null references person (id),
    n_bytes bigint not null,
    n_received bigint not null,
    -- 'jpeg', 'webp' or 'png' once it is whole and what its id says; null before.
    kind text,
    -- When it last grew; null once a record cites it. What waits too long is given up.
    waits_since bigint,
    primary key (id, person_id)
);

create index photo_waiting on photo (waits_since);
create index photo_person on photo (person_id, waits_since);

create table photo_piece (
    photo_id text not null,
    person_id text not null,
    -- Its place in the photo, whose bytes are its pieces in this order.
    begins_at bigint not null,
    body bytea not null,
    primary key (photo_id, person_id, begins_at),
    foreign key (photo_id, person_id) references photo (id, person_id) on delete cascade
);

-- Folded from the log: who may look at a unit may look at the photos of its records.
create table photo_citation (
    photo_id text not null,
    record_id text not null,
    unit_id text not null references unit (id),
    primary key (photo_id, record_id)
);
