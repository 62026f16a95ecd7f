-- What is always kept of an integration's history, and since when it is well.
alter table integration add column last_success timestamp with time zone;
alter table integration add column last_success_run varchar(40);
alter table integration add column last_failure_run varchar(40);

update integration set last_success_run = (
  select r.id from run r where r.integration_id = integration.id and r.state = 'succeeded'
  order by r.queued_at desc, r.id desc limit 1);
update integration set last_failure_run = (
  select r.id from run r where r.integration_id = integration.id and r.state in ('failed', 'timed_out')
  order by r.queued_at desc, r.id desc limit 1);
update integration set last_success = (
  select r.finished_at from run r where r.id = integration.last_success_run);

-- What people were told and is not over: 'sde', or an integration's id. All nodes share it, so that
-- a change is told once, and a restart tells nothing again.
create table told (
  subject varchar(60) primary key,
  state   varchar(20) not null,
  since   timestamp with time zone not null
);
