-- When its first piece came: what one person may send in a day is limited.
alter table photo add column begun_at bigint not null default 0;
create index photo_begun on photo (person_id, begun_at);
