-- Where the daily comparison of Stripe's payments with our orders found a difference.
create table creditkit.reconciler_findings (
  id uuid primary key default creditkit.uuid_v7(),
  kind text not null check (kind in ('not_granted', 'not_taken_back', 'not_paid', 'not_ours')),
  payment_id text not null,
  customer text,
  order_id uuid,
  -- Whether looking at the payment again put it right.
  repaired boolean not null,
  note text not null,
  found_at timestamptz not null default creditkit.now_ms(),
  unique (payment_id, kind)
);
