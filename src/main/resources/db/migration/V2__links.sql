-- What a native sync knows of both sides that neither side tells by itself.

-- The item of a task: what this integration created or linked itself, and so may close and move.
create table link (
  integration_id bigint not null references integration (id),
  task_id        varchar(100) not null,            -- SD Elements' own, 1-T2
  location       varchar(1000) not null,           -- of the tracker; elsewhere the link says nothing
  item_ref       varchar(1000) not null,           -- the tracker's own, never changing
  item_key       varchar(255) not null,            -- what people call it
  referenced     boolean not null default false,   -- SD Elements was told
  task_left      boolean not null default false,   -- closed since its task had left the project
  owed           varchar not null default '',      -- notes still to be left, a line each
  primary key (integration_id, task_id)
);

-- A plan that the guard had stopped and somebody allowed. One at a time; another plan takes it away.
create table accepted_plan (
  integration_id bigint primary key references integration (id),
  hash           varchar(64) not null,
  accepted_by    varchar(255) not null,
  accepted_at    timestamp with time zone not null
);
