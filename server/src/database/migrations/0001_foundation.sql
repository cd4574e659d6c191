-- The ground that every room stands on: the schema, its clock, its ids and the outbox.
-- Postgres 15 and newer.

create schema if not exists creditkit;

-- The ledger's time: whole milliseconds, and the time of the call rather than of the transaction, so that
-- entries of a pool, written one after another under its lock, are in the order of their times.
-- Tests may stop the clock: set creditkit.clock = '2026-11-22T10:20:00.123Z'.
create function creditkit.now_ms() returns timestamptz
language sql volatile
as $$
  select date_trunc(
    'milliseconds',
    coalesce(nullif(current_setting('creditkit.clock', true), '')::timestamptz, clock_timestamp())
  )
$$;

-- An RFC 9562 UUID, version 7: 48 bits of Unix milliseconds, then the fraction of the millisecond in 12 bits
-- (method 3 of section 6.2), so that ids sort by their creation; the rest is random.
-- It reads the real clock even where a test has stopped the ledger's.
create function creditkit.uuid_v7() returns uuid
language plpgsql volatile
as $$
declare
  micros bigint := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
  version_and_fraction bigint := x'7000'::bigint | ((micros % 1000) * 4096 / 1000);
begin
  return encode(
    overlay(
      uuid_send(gen_random_uuid())
      placing int8send(((micros / 1000) << 16) | version_and_fraction)
      from 1 for 8
    ),
    'hex'
  )::uuid;
end
$$;

-- What happened and has not been passed on yet. Written in the transaction of the change itself; whoever wrote
-- then calls pg_notify('creditkit_outbox', '') after the commit, because inside it takes a global lock.
create table creditkit.outbox (
  id bigint generated always as identity,
  customer text not null,
  kind text not null check (kind in ('balance', 'grant', 'order', 'alert')),
  payload jsonb not null,
  created_at timestamptz not null default creditkit.now_ms(),
  -- The id comes first, unlike in every other table: one index serves the reader, who goes by id.
  primary key (id, customer)
);
