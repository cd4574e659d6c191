-- Reserved credits, and grants that are made again at every turn of a period.

create table creditkit.holds (
  customer text not null,
  id uuid not null default creditkit.uuid_v7(),
  currency text not null,
  resource text not null,
  status text not null default 'open' check (status in ('open', 'settled', 'released', 'lapsed')),
  amount bigint not null check (amount >= 0),
  feature text,
  quantity numeric check (quantity > 0),
  dimensions jsonb,
  created_at timestamptz not null,
  lapses_at timestamptz not null check (lapses_at > created_at),
  closed_at timestamptz,
  settled_amount bigint check (settled_amount >= 0),
  reason text,
  actor text,
  metadata jsonb,
  primary key (customer, id),
  foreign key (customer, currency, resource) references creditkit.pools,
  check ((status = 'open') = (closed_at is null)),
  check ((status = 'settled') = (settled_amount is not null))
) with (fillfactor = 70);

create index holds_open on creditkit.holds (customer, currency, resource, lapses_at) where status = 'open';

-- Which grants stand behind an open hold. What is reserved on a grant is not burned by others, so a hold that was
-- made can be settled, whatever the restrictions of the grants are.
create table creditkit.hold_splits (
  customer text not null,
  hold_id uuid not null,
  currency text not null,
  resource text not null,
  grant_number integer not null,
  amount bigint not null check (amount > 0),
  primary key (customer, hold_id, grant_number),
  foreign key (customer, hold_id) references creditkit.holds,
  foreign key (customer, currency, resource, grant_number) references creditkit.grants
);

create index hold_splits_grant on creditkit.hold_splits (customer, currency, resource, grant_number);

create table creditkit.recurring_grants (
  customer text not null,
  id uuid not null default creditkit.uuid_v7(),
  currency text not null,
  resource text not null,
  amount bigint not null check (amount > 0),
  category text not null check (category in ('paid', 'promotional')),
  priority integer not null check (priority between -1000 and 1000),
  features text[] check (cardinality(features) > 0),
  cost_amount bigint check (cost_amount >= 0),
  cost_currency text,
  cost_scale smallint,
  period_unit text not null check (period_unit in ('day', 'week', 'month', 'year')),
  period_count integer not null check (period_count between 1 and 1000),
  time_zone text not null,
  rollover text not null check (rollover in ('none', 'all', 'up_to')),
  rollover_cap bigint check (rollover_cap >= 0),
  starts_at timestamptz not null,
  ends_at timestamptz not null default 'infinity',
  turns integer not null default 0,
  next_at timestamptz not null,
  created_at timestamptz not null,
  reason text,
  actor text,
  metadata jsonb,
  primary key (customer, id),
  foreign key (customer, currency, resource) references creditkit.pools,
  check (ends_at > starts_at),
  check ((rollover = 'up_to') = (rollover_cap is not null)),
  check (num_nulls(cost_amount, cost_currency, cost_scale) in (0, 3))
);

create index recurring_grants_next on creditkit.recurring_grants (customer, currency, resource, next_at)
  where next_at < 'infinity';

-- The start of the nth period: counted from the first, so that the 31st comes back after a short month, and in
-- local time, so that a day stays a day where clocks are changed.
create function creditkit.turn_at(recurring creditkit.recurring_grants, turn integer) returns timestamptz
language sql stable
as $$
  select (
    (recurring.starts_at at time zone recurring.time_zone)
    + turn * recurring.period_count * ('1 ' || recurring.period_unit)::interval
  ) at time zone recurring.time_zone
$$;
