-- Answers to writes outside the ledger (which keeps its own), so that a retry gets the same one.
create table creditkit.idempotent_requests (
  -- The secret key's id or the session's customer: keys of different callers never meet.
  caller text not null,
  key text not null,
  request_hash bytea not null,
  -- null while the request is still running.
  status integer,
  answer jsonb,
  started_at timestamptz not null default creditkit.now_ms(),
  primary key (caller, key)
);
create index idempotent_requests_by_age on creditkit.idempotent_requests (started_at);
