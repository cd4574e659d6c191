-- Pools, their grants and the ledger. Every key begins with the customer, so that the tables can be spread by it.
-- Amounts are integers in the currency's smallest unit. 'infinity' stands for never.
--
-- What must hold of a row is one check that calls one function: Postgres reads the text of each check anew for every
-- statement, and for eighteen of them that takes longer than the update itself. A function in PL/pgSQL is kept.

-- One row a pool: its state, its counter, and the lock that its one writer holds.
create table creditkit.pools (
  customer text not null,
  currency text not null references creditkit.currencies (id),
  resource text not null default '',
  balance bigint not null default 0,
  held bigint not null default 0,
  overdraft bigint not null default 0,
  overdraft_limit bigint not null default 0,
  overdraft_soft boolean not null default false,
  -- The number of the last entry: entry number, event id, read-your-writes token and watermark in one.
  seq bigint not null default 0,
  grant_count integer not null default 0,
  -- Whether a grant in effect is restricted to features, so that it matters who asks.
  restricted boolean not null default false,
  last_at timestamptz not null default '-infinity',
  -- The earliest instant at which something happens by itself; may be too early, never too late.
  next_change_at timestamptz not null default 'infinity',
  created_at timestamptz not null default creditkit.now_ms(),
  primary key (customer, currency, resource)
) with (fillfactor = 50);

create function creditkit.is_sound(pool creditkit.pools) returns boolean
language plpgsql immutable parallel safe
as $$
begin
  return pool.customer <> '' and length(pool.customer) <= 255 and length(pool.resource) <= 255
    and pool.held >= 0 and pool.overdraft >= 0 and pool.overdraft_limit >= 0
    and pool.seq >= 0 and pool.grant_count >= 0
    -- Balance and overdraft together are what the grants have left; what is held is among it.
    and pool.balance + pool.overdraft >= pool.held;
end
$$;

alter table creditkit.pools add constraint pools_are_sound check (creditkit.is_sound(pools));

-- For the sweeper alone.
create index pools_next_change on creditkit.pools (next_change_at) where next_change_at < 'infinity';

create table creditkit.grants (
  customer text not null,
  currency text not null,
  resource text not null,
  -- 1, 2, … in the pool: short, so that splits can name it cheaply.
  number integer not null,
  id uuid not null default creditkit.uuid_v7(),
  amount bigint not null,
  remaining bigint not null,
  held bigint not null default 0,
  expired bigint not null default 0,
  withdrawn bigint not null default 0,
  -- Clawed back in all, less what was reinstated; and of that, what came out of this grant's own credits, and what
  -- was gone already because it had expired or been withdrawn. The rest became overdraft.
  clawed_back bigint not null default 0,
  taken_back bigint not null default 0,
  written_off bigint not null default 0,
  category text not null,
  priority integer not null,
  effective_at timestamptz not null,
  expires_at timestamptz not null default 'infinity',
  created_at timestamptz not null,
  features text[],
  cost_amount bigint,
  cost_currency text,
  cost_scale smallint,
  source text not null,
  order_id text,
  recurring_id uuid,
  reason text,
  actor text,
  metadata jsonb,
  status text not null,
  primary key (customer, currency, resource, number),
  unique (customer, id),
  foreign key (customer, currency, resource) references creditkit.pools
) with (fillfactor = 50);

create function creditkit.is_sound(g creditkit.grants) returns boolean
language plpgsql immutable parallel safe
as $$
begin
  return g.remaining >= 0 and g.held between 0 and g.remaining
    and (g.status in ('available', 'scheduled')) = (g.remaining > 0)
    and g.status in ('available', 'scheduled', 'used_up', 'expired', 'voided', 'taken_back')
    and g.expired >= 0 and g.withdrawn >= 0 and g.taken_back >= 0
    -- What is not accounted for here was used.
    and g.remaining + g.expired + g.withdrawn + g.taken_back <= g.amount
    and g.written_off between 0 and g.expired + g.withdrawn
    and g.clawed_back between g.taken_back + g.written_off and g.amount
    and g.expires_at > g.effective_at
    and g.number > 0 and g.amount > 0
    and g.category in ('paid', 'promotional') and g.priority between -1000 and 1000
    and g.source in ('top_up', 'manual', 'recurring', 'import', 'adjustment')
    and (g.features is null or cardinality(g.features) > 0)
    and num_nulls(g.cost_amount, g.cost_currency, g.cost_scale) in (0, 3)
    and (g.cost_amount is null or g.cost_amount >= 0 and g.cost_scale between 0 and 4);
end
$$;

alter table creditkit.grants add constraint grants_are_sound check (creditkit.is_sound(grants));

-- The status flips once, so burning stays a heap-only update; an index over what remains would make each one touch
-- the index.
create index grants_available on creditkit.grants (customer, currency, resource, priority, expires_at)
  where status = 'available';
create index grants_scheduled on creditkit.grants (customer, currency, resource, effective_at)
  where status = 'scheduled';

create type creditkit.entry_kind as enum (
  'grant', 'consumption', 'expiry', 'void', 'revocation', 'adjustment', 'clawback', 'reinstatement',
  -- These change a pool and move nothing.
  'schedule', 'amendment', 'hold', 'release'
);

-- The splits of an entry, kept as one array of three numbers each: grant, amount, what remains of the grant. Rows of
-- their own would take three times the room.
create function creditkit.splits_of(splits bigint[]) returns table (number integer, amount bigint, remaining bigint)
language sql immutable parallel safe
as $$
  select splits[n]::integer, splits[n + 1], splits[n + 2] from generate_subscripts(splits, 1) as n where n % 3 = 1
$$;

-- Whether splits are whole, leave nothing below zero, and add up to an amount.
create function creditkit.splits_add_up(splits bigint[], amount bigint) returns boolean
language plpgsql immutable parallel safe
as $$
declare
  total bigint := 0;
begin
  -- The usual one, for speed.
  if cardinality(splits) = 3 then
    return coalesce(splits[2] = amount and splits[3] >= 0, false);
  end if;
  for n in 1 .. cardinality(splits) by 3 loop
    if splits[n + 2] is null or splits[n + 2] < 0 then
      return false;
    end if;
    total := total + splits[n + 1];
  end loop;
  return coalesce(total = amount, false);
end
$$;

-- The ledger: one row a change, never altered.
create table creditkit.entries (
  customer text not null,
  currency text not null,
  resource text not null,
  seq bigint not null,
  at timestamptz not null,
  amount bigint not null,
  balance_after bigint not null,
  held_after bigint not null,
  overdraft bigint not null,
  kind creditkit.entry_kind not null,
  rate_version integer,
  splits bigint[] not null,
  feature text,
  quantity numeric,
  key text,
  occurred_at timestamptz,
  hold_id uuid,
  order_id text,
  dimensions jsonb,
  reason text,
  actor text,
  metadata jsonb,
  primary key (customer, currency, resource, seq),
  foreign key (customer, currency, resource) references creditkit.pools
);

create function creditkit.is_sound(entry creditkit.entries) returns boolean
language plpgsql immutable parallel safe
as $$
begin
  return entry.seq > 0 and entry.held_after >= 0
    and (entry.quantity is null or entry.quantity > 0)
    and (entry.occurred_at is null or entry.occurred_at < entry.at)
    and case entry.kind
      when 'schedule' then entry.amount = 0
      when 'amendment' then entry.amount = 0
      when 'hold' then entry.amount = 0
      when 'release' then entry.amount = 0
      when 'grant' then entry.amount >= 0
      when 'reinstatement' then entry.amount >= 0
      when 'adjustment' then true
      else entry.amount <= 0 end
    and creditkit.splits_add_up(entry.splits, entry.amount - entry.overdraft);
end
$$;

alter table creditkit.entries add constraint entries_are_sound check (creditkit.is_sound(entries));

create function creditkit.refuse_change() returns trigger
language plpgsql
as $$
begin
  raise exception 'The ledger is never altered. Write an adjustment instead.' using errcode = 'CK001';
end
$$;

create trigger entries_are_final before update or delete or truncate on creditkit.entries
  for each statement execute function creditkit.refuse_change();

create trigger rates_are_final before update or delete or truncate on creditkit.rates
  for each statement execute function creditkit.refuse_change();

-- Apart from the ledger, with a time to live of its own: it is the only index that grows at random places. The
-- hashes are the first half of a SHA-256; the key itself stays on the entry. A row does not name its pool: whoever
-- asks again with the same request names the same one.
create table creditkit.idempotency_keys (
  created_at timestamptz not null,
  -- The entry that answers it …
  seq bigint,
  customer text not null,
  key_hash uuid not null,
  request_hash uuid not null,
  -- … or what cannot be told from an entry.
  answer jsonb,
  primary key (customer, key_hash)
);

create index idempotency_keys_age on creditkit.idempotency_keys using brin (created_at);

-- Consumption by hour, in the quarters that time zones are made of, so that a day of any zone is exact.
create table creditkit.usage_hours (
  customer text not null,
  currency text not null,
  hour timestamptz not null,
  feature text not null,
  resource text not null,
  dimensions jsonb not null,
  amount_00 bigint not null,
  amount_15 bigint not null,
  amount_30 bigint not null,
  amount_45 bigint not null,
  consumptions bigint not null,
  primary key (customer, currency, hour, feature, resource, dimensions)
) with (fillfactor = 70);

-- The same by day of UTC, for what looks at weeks and months.
create table creditkit.usage_days (
  customer text not null,
  currency text not null,
  day date not null,
  feature text not null,
  resource text not null,
  dimensions jsonb not null,
  amount bigint not null,
  consumptions bigint not null,
  primary key (customer, currency, day, feature, resource, dimensions)
) with (fillfactor = 70);
