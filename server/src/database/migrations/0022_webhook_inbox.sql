-- Stripe's events, as they came, until they are handled. Not a customer's data: an event names no customer of
-- ours before it is looked into, so the key is the event's own id.

create table creditkit.webhook_inbox (
  event_id text primary key,
  type text not null,
  livemode boolean not null,
  -- The bytes that were signed (from the receiver), or the event as listed (from the reconciler).
  payload bytea not null,
  source text not null check (source in ('webhook', 'listed')),
  -- pending: to be handled. handled: applied. ignored: of a type that means nothing here. set_aside: of the
  -- other mode, or about a payment that is not ours. dead: given up after many failures, until replayed.
  status text not null default 'pending' check (status in ('pending', 'handled', 'ignored', 'set_aside', 'dead')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default creditkit.now_ms(),
  -- Why it was set aside, or what failed last.
  note text,
  occurred_at timestamptz not null,
  received_at timestamptz not null default creditkit.now_ms(),
  handled_at timestamptz
);

create index webhook_inbox_due on creditkit.webhook_inbox (next_attempt_at) where status = 'pending';
create index webhook_inbox_dead on creditkit.webhook_inbox (received_at) where status in ('dead', 'set_aside');

-- How far the reconciler has read Stripe's list of events, per mode.
create table creditkit.reconciler_cursors (
  name text not null,
  livemode boolean not null,
  reached_at timestamptz not null,
  updated_at timestamptz not null default creditkit.now_ms(),
  primary key (name, livemode)
);
