-- What SD Elements itself says of an integration's runs, as a JSON object; null: its API does not.
alter table integration add column server varchar(1000);

-- Syncs that people asked for in SD Elements: each is run once.
create table asked_job (
  kind           varchar(40) not null,              -- of connection, as SD Elements' paths name it
  id             bigint not null,
  integration_id bigint not null references integration (id),
  taken_at       timestamp with time zone not null,
  run_id         varchar(40),                       -- null: a node died between taking and asking
  answered_at    timestamp with time zone,
  primary key (kind, id)
);
create index asked_job_run on asked_job (run_id);
