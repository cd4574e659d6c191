-- What credits are and what things cost. Small tables, the same for every customer: on a sharded Postgres they are
-- reference tables.

create table creditkit.currencies (
  id text primary key check (id ~ '^[a-z][a-z0-9_-]{0,31}$'),
  name_singular text not null check (name_singular <> ''),
  name_plural text not null check (name_plural <> ''),
  scale smallint not null check (scale between 0 and 9),
  -- Minor units of money for one credit; may be finer than a minor unit.
  unit_cost numeric check (unit_cost >= 0),
  unit_cost_currency text,
  unit_cost_scale smallint check (unit_cost_scale between 0 and 4),
  low_threshold bigint check (low_threshold >= 0),
  created_at timestamptz not null default creditkit.now_ms(),
  check (num_nulls(unit_cost, unit_cost_currency, unit_cost_scale) in (0, 3))
);

create table creditkit.features (
  id text primary key check (id ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$'),
  name text not null check (name <> ''),
  archived_at timestamptz,
  created_at timestamptz not null default creditkit.now_ms()
);

-- A version of what a feature costs. Versions are never altered. A flat rate is one price without a limit; tiers
-- are prices with the quantity up to which each counts, the last without.
create table creditkit.rates (
  feature text not null references creditkit.features (id),
  currency text not null references creditkit.currencies (id),
  version integer not null check (version > 0),
  id uuid not null unique default creditkit.uuid_v7(),
  -- What the version is for; a dimension that is not named matches any value.
  dimensions jsonb not null default '{}' check (jsonb_typeof(dimensions) = 'object'),
  -- How many dimensions are named, and their names in order: of two that match, more names win, then the earlier.
  specificity smallint not null,
  dimension_names text not null,
  model text not null check (model in ('flat', 'graduated', 'volume')),
  prices numeric[] not null,
  limits numeric[] not null default '{}',
  per numeric not null default 1 check (per > 0),
  whole_blocks boolean not null default false,
  effective_at timestamptz not null,
  created_at timestamptz not null default creditkit.now_ms(),
  primary key (feature, currency, version),
  -- Two versions cannot take effect for the same dimensions at the same instant.
  unique (feature, currency, dimensions, effective_at),
  check (cardinality(prices) = cardinality(limits) + 1),
  check (0 <= all (prices)),
  check (model <> 'flat' or cardinality(prices) = 1)
);

-- ceil(a / b), exact: numeric division rounds, div() truncates.
create function creditkit.ceiling_division(a numeric, b numeric) returns numeric
language sql immutable strict
as $$ select div(a, b) + case when mod(a, b) > 0 then 1 else 0 end $$;

-- What a quantity costs, in the smallest unit of a currency of that scale: rounded up, once, at the end.
create function creditkit.rate_cost(rate creditkit.rates, quantity numeric, scale integer) returns numeric
language plpgsql immutable
as $$
declare
  billable numeric := quantity;
  total numeric := 0;
  lower_limit numeric := 0;
begin
  if rate.model = 'flat' and rate.per = 1 and not rate.whole_blocks then
    return ceil(quantity * rate.prices[1] * 10::numeric ^ scale);
  end if;
  if rate.whole_blocks then
    billable := creditkit.ceiling_division(quantity, rate.per) * rate.per;
  end if;
  for tier in 1 .. cardinality(rate.prices) loop
    -- An absent limit is null: the last tier has no end.
    if rate.model = 'graduated' then
      total := total + rate.prices[tier]
        * greatest(0, least(billable, coalesce(rate.limits[tier], billable)) - lower_limit);
      lower_limit := rate.limits[tier];
    elsif rate.limits[tier] is null or billable <= rate.limits[tier] then
      total := rate.prices[tier] * billable;
      exit;
    end if;
  end loop;
  return creditkit.ceiling_division(total * 10::numeric ^ scale, rate.per);
end
$$;

-- The version that a usage at that moment falls under: of those in effect whose dimensions all match, the one
-- with the most dimensions, then the latest. No row where there is none. In SQL, so that it becomes a part of the
-- statement that asks.
create function creditkit.rate_at(
  the_feature text, the_currency text, the_dimensions jsonb, moment timestamptz
) returns setof creditkit.rates
language sql stable rows 1
as $$
  select rate.*
  from creditkit.rates as rate
  where rate.feature = the_feature
    and rate.currency = the_currency
    and rate.effective_at <= moment
    and coalesce(the_dimensions, '{}'::jsonb) @> rate.dimensions
  order by rate.specificity desc, rate.dimension_names, rate.effective_at desc
  limit 1
$$;

-- What a usage costs at a moment, and by which version; `problem` says why it has no cost. For each consumption, so
-- in one statement.
create function creditkit.price_of(
  the_feature text, the_currency text, the_dimensions jsonb, the_quantity numeric, the_amount bigint,
  moment timestamptz,
  out problem text, out cost numeric, out feature_name text, out rate_id uuid, out rate_version integer
)
language plpgsql stable
as $$
declare
  archived timestamptz;
begin
  if the_amount is not null then
    cost := the_amount;
    if the_feature is null then
      return;
    end if;
    select name, archived_at into feature_name, archived from creditkit.features where id = the_feature;
  else
    select f.name, f.archived_at, rate.id, rate.version,
      case when rate.id is not null then creditkit.rate_cost(rate, the_quantity, c.scale) end
    into feature_name, archived, rate_id, rate_version, cost
    from creditkit.features as f
    join creditkit.currencies as c on c.id = the_currency
    left join lateral creditkit.rate_at(f.id, c.id, the_dimensions, moment) as rate on true
    where f.id = the_feature;
  end if;
  problem := case
    when feature_name is null then 'unknown_feature'
    when archived is not null then 'feature_archived'
    when cost is null then 'no_rate'
    when cost > 9223372036854775807 then 'amount_too_large' end;
end
$$;
