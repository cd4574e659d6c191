-- One top-up from click to grant. The row keeps what was quoted; the database keeps the state machine.

create table creditkit.order_transitions (
  from_status text not null,
  to_status text not null,
  primary key (from_status, to_status)
);

insert into creditkit.order_transitions (from_status, to_status) values
  -- The payment page was made, or could not be.
  ('created', 'open'), ('created', 'failed'), ('created', 'expired'),
  -- A webhook can be faster than the answer to our own call.
  ('created', 'processing'), ('created', 'paid'),
  ('open', 'processing'), ('open', 'paid'), ('open', 'expired'), ('open', 'failed'),
  ('processing', 'paid'), ('processing', 'failed'), ('processing', 'expired'),
  -- Money that arrives after all is granted after all.
  ('expired', 'processing'), ('expired', 'paid'),
  ('failed', 'processing'), ('failed', 'paid'),
  ('paid', 'granted'),
  -- A refund can fail and a dispute can be won, so each way has its way back.
  ('granted', 'partly_refunded'), ('granted', 'refunded'), ('granted', 'disputed'),
  ('partly_refunded', 'granted'), ('partly_refunded', 'refunded'), ('partly_refunded', 'disputed'),
  ('refunded', 'granted'), ('refunded', 'partly_refunded'), ('refunded', 'disputed'),
  ('disputed', 'granted'), ('disputed', 'partly_refunded'), ('disputed', 'refunded');

create table creditkit.orders (
  customer text not null,
  id uuid not null default creditkit.uuid_v7(),
  status text not null default 'created',
  -- Why the status was last changed, such as 'webhook' or 'return page'; the trigger copies it to the steps.
  cause text not null,
  livemode boolean not null,

  -- The snapshot of the quote, for a quantity of one. Credits are in the smallest unit, money in minor units.
  currency text not null,
  -- Digits after the point of the currency, which are fixed once it is used.
  scale smallint not null,
  resource text not null default '',
  package_id text,
  package_name text,
  credits bigint not null check (credits > 0),
  bonus_credits bigint not null check (bonus_credits >= 0),
  money_currency text not null,
  price bigint not null check (price > 0),
  expires_after_days integer,
  priority integer not null,
  maximum_quantity integer not null,

  -- What makes two clicks the same thing: a hash of the snapshot, the way of paying and the way back.
  fingerprint text not null,
  checkout_mode text not null check (checkout_mode in ('hosted', 'embedded', 'saved_card')),
  payment_method text,
  return_url text not null,

  -- The payment as Stripe has it.
  attempt integer not null default 1,
  session_id text,
  checkout_url text,
  client_secret text,
  session_expires_at timestamptz,
  -- The PaymentIntent, or the session where nothing was to pay.
  payment_id text,
  declines integer not null default 0,
  failure_code text,
  failure_message text,
  receipt_url text,

  -- What came of it.
  quantity integer not null default 1 check (quantity > 0),
  paid_amount bigint check (paid_amount >= 0),
  paid_tax bigint check (paid_tax >= 0),
  grant_id text,
  granted_credits bigint check (granted_credits > 0),
  taken_back_credits bigint not null default 0,
  granted_at timestamptz,

  -- When the reconciler looks again while the order is not final.
  next_check_at timestamptz,
  checks integer not null default 0,
  created_at timestamptz not null default creditkit.now_ms(),
  updated_at timestamptz not null default creditkit.now_ms(),
  primary key (customer, id),
  check (taken_back_credits >= 0 and taken_back_credits <= coalesce(granted_credits, 0)),
  check ((grant_id is null) = (granted_credits is null)),
  check (status not in ('granted', 'partly_refunded', 'refunded', 'disputed') or grant_id is not null)
);

-- At most one grant for a payment, whatever the code does.
create unique index orders_one_per_payment on creditkit.orders (customer, payment_id) where payment_id is not null;
create unique index orders_one_per_session on creditkit.orders (customer, session_id) where session_id is not null;
-- A second click for the same thing finds the open order.
create unique index orders_open_once on creditkit.orders (customer, fingerprint) where status in ('created', 'open');
-- Stripe's events name a session or a payment and no customer.
create index orders_by_session on creditkit.orders (session_id) where session_id is not null;
create index orders_by_payment on creditkit.orders (payment_id) where payment_id is not null;
create index orders_by_grant on creditkit.orders (granted_at) where granted_at is not null;
create index orders_to_check on creditkit.orders (next_check_at) where next_check_at is not null;

-- Every step of every order, written by the trigger alone.
create table creditkit.order_steps (
  customer text not null,
  order_id uuid not null,
  number integer not null,
  from_status text,
  to_status text not null,
  cause text not null,
  at timestamptz not null default creditkit.now_ms(),
  primary key (customer, order_id, number),
  foreign key (customer, order_id) references creditkit.orders (customer, id)
);

create function creditkit.guard_order_status() returns trigger
language plpgsql
as $$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'created' then
      raise exception 'an order begins as created, not %', new.status using errcode = 'check_violation';
    end if;
    new.next_check_at := creditkit.now_ms() + interval '1 minute';
    return new;
  end if;
  if old.status <> new.status and not exists (
    select from creditkit.order_transitions t where t.from_status = old.status and t.to_status = new.status
  ) then
    raise exception 'an order cannot go from % to %', old.status, new.status using errcode = 'check_violation';
  end if;
  -- What was sold and what was granted for it are never edited.
  if (old.credits, old.bonus_credits, old.price, old.money_currency, old.currency, old.resource)
    is distinct from (new.credits, new.bonus_credits, new.price, new.money_currency, new.currency, new.resource)
    or (old.grant_id is not null and (old.grant_id, old.granted_credits, old.payment_id)
      is distinct from (new.grant_id, new.granted_credits, new.payment_id))
  then
    raise exception 'the quote and the grant of an order cannot be edited' using errcode = 'check_violation';
  end if;
  -- Nothing that could still be paid escapes the reconciler.
  if new.status not in ('created', 'open', 'processing', 'paid') then
    new.next_check_at := null;
  elsif old.status <> new.status then
    new.checks := 0;
    new.next_check_at := creditkit.now_ms() + interval '1 minute';
  end if;
  new.updated_at := creditkit.now_ms();
  return new;
end
$$;

create trigger orders_guard before insert or update on creditkit.orders
for each row execute function creditkit.guard_order_status();

create function creditkit.write_order_step() returns trigger
language plpgsql
as $$
begin
  insert into creditkit.order_steps (customer, order_id, number, from_status, to_status, cause)
  select new.customer, new.id, count(*) + 1, case when tg_op = 'UPDATE' then old.status end, new.status, new.cause
  from creditkit.order_steps s
  where s.customer = new.customer and s.order_id = new.id;
  return null;
end
$$;

create trigger orders_first_step after insert on creditkit.orders
for each row execute function creditkit.write_order_step();

create trigger orders_step after update of status on creditkit.orders
for each row when (old.status is distinct from new.status) execute function creditkit.write_order_step();

-- The Idempotency-Key of a click leads to the same order for as long as orders are kept.
create table creditkit.order_requests (
  customer text not null,
  idempotency_key text not null,
  -- Of the request as it came: the same key with another request is refused.
  request_hash text not null,
  order_id uuid not null,
  created_at timestamptz not null default creditkit.now_ms(),
  primary key (customer, idempotency_key),
  foreign key (customer, order_id) references creditkit.orders (customer, id)
);

-- Our customer's counterpart in Stripe. The generation counts how often it had to be made anew.
create table creditkit.payment_customers (
  customer text not null,
  livemode boolean not null,
  payment_customer text,
  generation integer not null default 1,
  updated_at timestamptz not null default creditkit.now_ms(),
  primary key (customer, livemode)
);
create index payment_customers_by_counterpart on creditkit.payment_customers (payment_customer)
where payment_customer is not null;
