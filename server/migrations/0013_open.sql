-- For whom a record is: those who read its plan where it is open, and else those who look into its unit.
-- Made from `record` and the units, like the folded tables.
alter table record add column is_open boolean not null default false;
update record set is_open = true where seq in (select seq from audience where plan_id is not null);
drop table audience;
