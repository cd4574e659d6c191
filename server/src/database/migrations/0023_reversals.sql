-- What was taken back for each refund and dispute of an order, so that the whole stays cumulative and exact.

create table creditkit.reversals (
  customer text not null,
  order_id uuid not null,
  -- Stripe's id of the refund or the dispute.
  source_id text not null,
  kind text not null check (kind in ('refund', 'dispute')),
  -- Stripe's status when last looked at.
  status text not null,
  -- Minor units that count against the payment at present: 0 when the refund failed or the dispute was won.
  money bigint not null check (money >= 0),
  -- Credits taken back for it at present, in the smallest unit.
  credits bigint not null default 0,
  -- Ledger entries written for it so far: part of their idempotency keys.
  entries integer not null default 0,
  -- The hold of an inquiry.
  hold_id text,
  created_at timestamptz not null default creditkit.now_ms(),
  updated_at timestamptz not null default creditkit.now_ms(),
  primary key (customer, order_id, source_id),
  foreign key (customer, order_id) references creditkit.orders (customer, id)
);

-- Refunds asked for over our own API: a lost answer is asked again under the same key.
create table creditkit.refund_requests (
  customer text not null,
  idempotency_key text not null,
  order_id uuid not null,
  -- Minor units.
  amount bigint not null check (amount > 0),
  reason text,
  actor text,
  refund_id text,
  -- A key whose answer Stripe has stored is of no more use; the next attempt has another.
  attempt integer not null default 1,
  created_at timestamptz not null default creditkit.now_ms(),
  primary key (customer, idempotency_key),
  foreign key (customer, order_id) references creditkit.orders (customer, id)
);
