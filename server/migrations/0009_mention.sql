-- Made from `record`, like the other folded tables.

create table mention (
    -- Somebody who is named in a comment, by its place in the log.
    seq bigint not null references record (seq),
    person_id text not null,
    primary key (person_id, seq)
);

-- Rises with every change of who works where, which a phone's ground tells.
insert into counter (name, value) values ('person', 0);
