-- What any node can read of a run's output: of each attempt the beginning and the end, masked. Only
-- where nodes share the database; a pruned run's goes with its row.
create table run_output (
  run_id varchar(40)  not null,
  at     bigint       not null,                     -- of its first byte, in all that is kept of the run
  node   varchar(255) not null,                     -- whose run wrote it
  bytes  bytea        not null,
  primary key (run_id, at)
);
