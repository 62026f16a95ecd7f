-- What the ops edge adds to the audit: where something was asked from, and what was answered.
alter table audit add column address varchar(60);
alter table audit add column result integer;
create index audit_action on audit (action, id);
