-- Who brought a record that another had made; null where its author did.
alter table record add column carried_by text references person (id);
