-- Of a task and a unit: who is in charge stands in `progress`, each by a record of its own.

alter table assignment drop column person_id;
