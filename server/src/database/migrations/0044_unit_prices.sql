-- What one unit of a feature costs, beside the rates that say so: most rates are a price for each unit, and a
-- consumption then finds price, name and rate in one row. Written by triggers alone; the rates are the truth, and
-- `price_of` asks them.

create table creditkit.unit_prices (
  feature text not null,
  currency text not null,
  -- From this instant, inclusive, to that one, exclusive.
  effective_at timestamptz not null,
  replaced_at timestamptz not null,
  rate_id uuid not null unique,
  rate_version integer not null,
  -- In the currency's smallest units; null where the rate says more than a price for each unit.
  per_unit numeric,
  feature_name text not null,
  -- An archived feature has no price.
  archived boolean not null,
  -- Few rows of a feature end in the future, however many versions its rate has had.
  primary key (feature, currency, replaced_at)
);

-- What a rate asks for each unit, where it says no more than that: in the smallest units of a currency of this scale.
create function creditkit.per_unit_of(rate creditkit.rates, scale integer) returns numeric
language sql immutable parallel safe
as $$
  select case when rate.model = 'flat' and rate.per = 1 and not rate.whole_blocks
    then rate.prices[1] * 10::numeric ^ scale end
$$;

create function creditkit.put_unit_price() returns trigger
language plpgsql
as $$
declare
  its_feature creditkit.features;
  its_scale integer;
begin
  -- Versions added at the same time follow one another, and a scale stands still meanwhile.
  select scale into strict its_scale from creditkit.currencies where id = new.currency for share;
  select * into strict its_feature from creditkit.features where id = new.feature for no key update;
  update creditkit.unit_prices as u set replaced_at = new.effective_at
  where u.feature = new.feature and u.currency = new.currency and u.effective_at < new.effective_at
    and u.replaced_at > new.effective_at;
  insert into creditkit.unit_prices (feature, currency, effective_at, replaced_at, rate_id, rate_version, per_unit,
    feature_name, archived)
  values (new.feature, new.currency, new.effective_at,
    coalesce((
      select min(r.effective_at) from creditkit.rates as r
      where r.feature = new.feature and r.currency = new.currency and r.dimensions = '{}'
        and r.effective_at > new.effective_at
    ), 'infinity'),
    new.id, new.version, creditkit.per_unit_of(new, its_scale),
    its_feature.name, its_feature.archived_at is not null);
  return null;
end
$$;

create trigger rates_have_unit_prices after insert on creditkit.rates
  for each row when (new.dimensions = '{}') execute function creditkit.put_unit_price();

create function creditkit.rename_unit_prices() returns trigger
language plpgsql
as $$
begin
  update creditkit.unit_prices as u set feature_name = new.name, archived = new.archived_at is not null
  where u.feature = new.id;
  return null;
end
$$;

create trigger features_name_unit_prices after update on creditkit.features
  for each row execute function creditkit.rename_unit_prices();

-- The scale of a currency may change for as long as it has no pools.
create function creditkit.rescale_unit_prices() returns trigger
language plpgsql
as $$
begin
  update creditkit.unit_prices as u set per_unit = creditkit.per_unit_of(r, new.scale)
  from creditkit.rates as r where r.id = u.rate_id and u.currency = new.id;
  return null;
end
$$;

create trigger currencies_scale_unit_prices after update on creditkit.currencies
  for each row when (old.scale <> new.scale) execute function creditkit.rescale_unit_prices();

insert into creditkit.unit_prices (feature, currency, effective_at, replaced_at, rate_id, rate_version, per_unit,
  feature_name, archived)
select r.feature, r.currency, r.effective_at,
  lead(r.effective_at, 1, 'infinity') over (partition by r.feature, r.currency order by r.effective_at), r.id, r.version,
  creditkit.per_unit_of(r, c.scale),
  f.name, f.archived_at is not null
from creditkit.rates as r
join creditkit.currencies as c on c.id = r.currency
join creditkit.features as f on f.id = r.feature
where r.dimensions = '{}';

-- What a use costs by the price of a unit: a row, or none where `price_of` has to be asked. Postgres puts the query
-- in the place of the call.
create function creditkit.price_by_unit(
  the_feature text, the_currency text, the_dimensions jsonb, the_quantity numeric, the_amount bigint, moment timestamptz
) returns table (cost bigint, feature_name text, rate_id uuid, rate_version integer)
language sql stable rows 1
as $$
  select ceil(the_quantity * u.per_unit)::bigint, u.feature_name, u.rate_id, u.rate_version
  from creditkit.unit_prices as u
  where u.feature = the_feature and u.currency = the_currency and u.effective_at <= moment and u.replaced_at > moment
    and not u.archived and the_amount is null and the_dimensions is null
    and the_quantity * u.per_unit <= 9223372036854775807
$$;

-- The ledger's time, of which a setting could make another until now. Tests replace the function.
create or replace function creditkit.now_ms() returns timestamptz
language sql volatile
as $$ select date_trunc('milliseconds', clock_timestamp()) $$;

-- These run for each consumption, and each comparison that a function makes is prepared anew in every transaction:
-- `least` compares many values at once, and leaves out those that are null.
create or replace function creditkit.is_sound(pool creditkit.pools) returns boolean
language plpgsql immutable parallel safe
as $$
begin
  return length(pool.customer) between 1 and 255 and length(pool.resource) <= 255
    -- Balance and overdraft together are what the grants have left; what is held is among it. A grant that is used up
    -- is so in its own row.
    and least(pool.held, pool.overdraft, pool.overdraft_limit, pool.seq, pool.grant_count,
      pool.balance + pool.overdraft - pool.held, pool.burning_remaining - 1, pool.burning_held,
      pool.burning_remaining - pool.burning_held) >= 0
    and num_nulls(pool.burning_number, pool.burning_id, pool.burning_category, pool.burning_remaining,
      pool.burning_held) in (0, 5);
end
$$;

create or replace function creditkit.is_sound(entry creditkit.entries) returns boolean
language plpgsql immutable parallel safe
as $$
begin
  -- The usual one, for speed.
  if entry.kind = 'consumption' and cardinality(entry.splits) = 3 and entry.splits[3] >= 0
    and num_nonnulls(entry.overdraft, entry.occurred_at) = 0
  then
    return entry.splits[2] is not distinct from entry.amount and coalesce(entry.quantity, 1) > 0
      and least(entry.seq - 1, entry.held_after, -entry.amount) >= 0;
  end if;
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
    and creditkit.splits_add_up(entry.splits, entry.amount - coalesce(entry.overdraft, 0));
end
$$;

-- A consumption on its own: with its values as they are, because rows as arguments cost more than what is done with
-- them. The usual one has nothing due in the pool and nothing restricted, its key is new, and the grant that burns next
-- covers it and has something left: that takes as few statements and expressions as there can be. Any other goes by all
-- the rules, and finds nothing changed.
--
-- Whoever changes a pool holds its advisory lock first.
--
-- Plans made anew for each call cost more than they save: hence the setting.
create or replace function creditkit.consume(
  place integer, the_customer text, the_currency text, the_resource text, the_key text, the_key_hash uuid,
  the_request_hash bigint, the_feature text, the_quantity numeric, the_amount bigint, the_dimensions jsonb,
  occurred_at timestamptz, when_short text, the_reason text, the_actor text, the_metadata jsonb, late_window interval
) returns creditkit.consume_outcome
language plpgsql
set plan_cache_mode = force_generic_plan
as $$
declare
  locked boolean;
  moment timestamptz;
  cost bigint;
  feature_name text;
  rate_id uuid;
  rate_version integer;
  outcome creditkit.consume_outcome;
  pool_before creditkit.pools;
begin
  -- Where a function gives nothing, a comparison calls it without a statement.
  locked := pg_advisory_xact_lock(creditkit.pool_lock_number(the_customer, the_currency, the_resource)) is null;
  moment := creditkit.now_ms();
  select price.cost, price.feature_name, price.rate_id, price.rate_version
  into cost, feature_name, rate_id, rate_version
  from creditkit.price_by_unit(the_feature, the_currency, the_dimensions, the_quantity, the_amount, moment) as price;
  if cost is null then
    select price.cost, price.feature_name, price.rate_id, price.rate_version
    into cost, feature_name, rate_id, rate_version
    from creditkit.price_of(the_feature, the_currency, the_dimensions, the_quantity, the_amount, moment) as price
    where price.problem is null;
  end if;
  loop
    update creditkit.pools as p
    set balance = p.balance - cost, seq = p.seq + 1, last_at = moment, burning_remaining = p.burning_remaining - cost
    where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
      and occurred_at is null and not p.restricted and p.last_at <= moment and p.next_change_at > moment
      and cost > 0 and cost <= p.balance - p.held and cost <= p.burning_remaining - greatest(p.burning_held, 1)
    -- What is null here follows from the rest.
    returning place, 'done', cost::numeric, null::bigint, null::bigint, p.seq, moment, p.balance, p.held, null::bigint,
      null::bigint, array[p.burning_id], array[p.burning_category], array[p.burning_number, -cost, p.burning_remaining],
      feature_name, rate_id, rate_version, null::jsonb, null::timestamptz
    into outcome;
    if found then
      insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, seq)
      values (the_customer, the_key_hash, the_request_hash, moment, outcome.seq)
      on conflict do nothing;
      if found then
        with written as (
          insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, kind,
            rate_version, splits, feature, quantity, key, dimensions, reason, actor, metadata)
          values (the_customer, the_currency, the_resource, outcome.seq, moment, -cost, outcome.balance, outcome.held,
            'consumption', rate_version, outcome.splits, the_feature, the_quantity, the_key, the_dimensions, the_reason,
            the_actor, the_metadata)
        )
        insert into creditkit.outbox (customer, kind, created_at, currency, resource, seq_before, seq, balance, held,
          available_before)
        values (the_customer, 'balance', moment, the_currency, the_resource, outcome.seq - 1, outcome.seq,
          outcome.balance, outcome.held, outcome.balance + cost - outcome.held);
        if creditkit.counted_upto(outcome.seq) = outcome.seq then
          select * into strict pool_before from creditkit.pools as p
          where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
          pool_before.seq := outcome.seq - 1;
          perform creditkit.count_usage(array[pool_before]);
        end if;
        return outcome;
      end if;
      -- The key was known.
      update creditkit.pools as p
      set balance = p.balance + cost, seq = p.seq - 1, burning_remaining = p.burning_remaining + cost,
        last_at = coalesce((
          select e.at from creditkit.entries as e
          where e.customer = p.customer and e.currency = p.currency and e.resource = p.resource and e.seq = p.seq - 1
        ), '-infinity')
      where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
      exit;
    end if;
    exit when not creditkit.take_up(the_customer, the_currency, the_resource);
  end loop;
  return creditkit.consume_by_rules((place, the_customer, the_currency, the_resource, the_key, the_key_hash,
    the_request_hash, the_feature, the_quantity, the_amount, the_dimensions, occurred_at, when_short, the_reason,
    the_actor, the_metadata)::creditkit.consume_request, late_window);
end
$$;
