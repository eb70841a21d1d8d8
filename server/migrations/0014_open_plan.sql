-- By plan only records are looked for that are for all who read it; what its units did is found by unit.
drop index record_plan;
create index record_plan on record (plan_id, seq) where is_open;
