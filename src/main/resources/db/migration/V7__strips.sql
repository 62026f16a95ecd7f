-- What a strip of outcomes shows stands in the index: twenty runs of each of fifty integrations
-- would be a thousand pages of the table.
drop index run_of_integration;
create index run_of_integration
  on run (integration_id, queued_at desc, id desc, state, reason, started_at, finished_at);
