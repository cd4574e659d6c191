-- The grant that a pool burns from stands in the pool's own row for as long as one consumption after another takes from
-- it: then a consumption changes one row of the pool and none of its grants. The grant's own row lags behind meanwhile.

alter table creditkit.pools
  -- The number of that grant; null where every grant's row is up to date.
  add column burning_number integer,
  add column burning_id uuid,
  add column burning_category text,
  -- What remains of it, and what of that is held. Its own row says what remained when it was put here.
  add column burning_remaining bigint,
  add column burning_held bigint;

create or replace function creditkit.is_sound(pool creditkit.pools) returns boolean
language plpgsql immutable parallel safe
as $$
begin
  return pool.customer <> '' and length(pool.customer) <= 255 and length(pool.resource) <= 255
    and pool.held >= 0 and pool.overdraft >= 0 and pool.overdraft_limit >= 0
    and pool.seq >= 0 and pool.grant_count >= 0
    -- Balance and overdraft together are what the grants have left; what is held is among it.
    and pool.balance + pool.overdraft >= pool.held
    -- A grant that is used up is so in its own row.
    and case when pool.burning_number is null then pool.burning_remaining is null
      else pool.burning_remaining > 0 and pool.burning_held between 0 and pool.burning_remaining
        and pool.burning_id is not null and pool.burning_category is not null end;
end
$$;

-- What remains of a grant of this pool.
create function creditkit.remaining_of(g creditkit.grants, pool creditkit.pools) returns bigint
language sql immutable parallel safe
as $$
  select case when g.number = pool.burning_number then pool.burning_remaining else g.remaining end
$$;

-- The grant that a pool burns from next, of those that anything may be used for.
create function creditkit.next_to_burn(the_customer text, the_currency text, the_resource text)
returns table (number integer, id uuid, category text, remaining bigint, held bigint)
language sql stable rows 1
as $$
  select g.number, g.id, g.category, g.remaining, g.held from creditkit.grants as g
  where g.customer = the_customer and g.currency = the_currency and g.resource = the_resource
    and g.status = 'available' and g.remaining > g.held
  order by g.priority, g.expires_at, g.category = 'paid', g.effective_at, g.number
  limit 1
$$;

-- Puts the grant that burns next into the row of a locked pool, where none is and no other could come before it.
-- Returns whether it did.
create function creditkit.take_up(the_customer text, the_currency text, the_resource text) returns boolean
language plpgsql
as $$
begin
  update creditkit.pools as p
  set burning_number = next.number, burning_id = next.id, burning_category = next.category,
    burning_remaining = next.remaining, burning_held = next.held
  from creditkit.next_to_burn(the_customer, the_currency, the_resource) as next
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
    and p.burning_number is null and not p.restricted;
  return found;
end
$$;

-- Brings the row of the grant that a locked pool burns from up to date. Whatever looks at grants under the lock, or
-- changes them, begins with it.
create function creditkit.put_back(pool creditkit.pools) returns creditkit.pools
language plpgsql
as $$
begin
  if pool.burning_number is not null then
    update creditkit.grants as g set remaining = pool.burning_remaining
    where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
      and g.number = pool.burning_number;
    update creditkit.pools as p
    set burning_number = null, burning_id = null, burning_category = null, burning_remaining = null, burning_held = null
    where p.customer = pool.customer and p.currency = pool.currency and p.resource = pool.resource
    returning * into strict pool;
  end if;
  return pool;
end
$$;

create or replace function creditkit.lock_pool(the_customer text, the_currency text, the_resource text)
returns creditkit.pools
language plpgsql
as $$
declare
  pool creditkit.pools;
begin
  perform pg_advisory_xact_lock(creditkit.pool_lock_number(the_customer, the_currency, the_resource));
  select * into pool from creditkit.pools as p
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
  for update;
  if not found then
    insert into creditkit.pools (customer, currency, resource)
    values (the_customer, the_currency, the_resource) on conflict do nothing;
    select * into strict pool from creditkit.pools as p
    where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
    for update;
  end if;
  return creditkit.put_back(pool);
end
$$;

create function creditkit.set_overdraft(
  the_customer text, the_currency text, the_resource text, the_limit bigint, may_pass_once boolean
) returns creditkit.pools
language plpgsql
as $$
declare
  pool creditkit.pools;
begin
  perform creditkit.lock_pool(the_customer, the_currency, the_resource);
  update creditkit.pools as p set overdraft_limit = the_limit, overdraft_soft = may_pass_once
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
  returning * into strict pool;
  return pool;
end
$$;

create or replace function creditkit.available_for(pool creditkit.pools, the_feature text, moment timestamptz)
returns bigint
language plpgsql stable
as $$
begin
  return (
    select (coalesce(sum(creditkit.remaining_of(g, pool) - g.held), 0) - pool.overdraft)::bigint
    from creditkit.grants as g
    where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
      and g.status = 'available' and (g.features is null or the_feature = any (g.features))
      and (moment is null or (g.effective_at <= moment and g.expires_at > moment))
  );
end
$$;

-- Consumptions are most of what happens. Their events are kept as figures, and written out as the payload of a balance
-- event when they are read; the time is created_at.
alter table creditkit.outbox
  alter column payload drop not null,
  add column currency text,
  add column resource text,
  add column seq_before bigint,
  add column seq bigint,
  add column balance bigint,
  add column held bigint,
  add column available_before bigint;

create function creditkit.payload_of(told creditkit.outbox) returns jsonb
language sql stable
as $$
  select coalesce(told.payload, creditkit.balance_event(told.currency, told.resource, told.seq_before, told.seq,
    told.balance, told.held, told.available_before, told.created_at))
$$;

-- The text of a table's check is read anew for every statement, that of a type's only once.
create domain creditkit.event_kind as text check (value in ('balance', 'grant', 'order', 'alert'));
alter table creditkit.outbox
  drop constraint outbox_kind_check,
  alter column kind type creditkit.event_kind;

-- A consumption on its own: with its values as they are, because rows as arguments cost more than what is done with
-- them. The usual one has nothing due in the pool and nothing restricted, its key is new, and the grant that burns next
-- covers it and has something left: that takes as few statements and expressions as there can be. Any other goes by all the rules, and
-- finds nothing changed.
--
-- Whoever changes a pool holds its advisory lock first, so that its row stands still without a lock of its own.
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
  locked text;
  asked_at timestamptz;
  moment timestamptz;
  place_in_table tid;
  the_seq bigint;
  the_available bigint;
  balance_after bigint;
  the_held bigint;
  number integer;
  id uuid;
  category text;
  remaining_after bigint;
  feature_name text;
  rate_id uuid;
  rate_version integer;
  cost bigint;
  pool_before creditkit.pools;
begin
  -- Where a function gives nothing, an assignment calls it without a statement.
  locked := pg_advisory_xact_lock(creditkit.pool_lock_number(the_customer, the_currency, the_resource));
  asked_at := creditkit.now_ms();
  loop
    -- The usual price in the same statement, as price_of has it: a function for it is a tenth of the whole.
    if the_amount is null and the_dimensions is null then
      select p.ctid, greatest(asked_at, p.last_at), p.seq + 1, p.balance - p.held, p.balance - rate.cost, p.held,
        p.burning_number, p.burning_id, p.burning_category, p.burning_remaining - rate.cost, f.name, rate.id, rate.version,
        rate.cost
      into place_in_table, moment, the_seq, the_available, balance_after, the_held,
        number, id, category, remaining_after, feature_name, rate_id, rate_version,
        cost
      from creditkit.pools as p
      join creditkit.features as f on f.id = the_feature and f.archived_at is null
      join creditkit.currencies as c on c.id = the_currency
      cross join lateral (
        select r.id, r.version,
          case when r.model = 'flat' and r.per = 1 and not r.whole_blocks
            then ceil(the_quantity * r.prices[1] * 10::numeric ^ c.scale)
            else creditkit.rate_cost(r, the_quantity, c.scale) end as cost
        from creditkit.rates as r
        where r.feature = the_feature and r.currency = the_currency and r.dimensions = '{}'
          and r.effective_at <= greatest(asked_at, p.last_at)
        order by r.effective_at desc limit 1
      ) as rate
      where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
        and occurred_at is null and not p.restricted and p.next_change_at > greatest(asked_at, p.last_at)
        and rate.cost > 0 and rate.cost <= p.balance - p.held
        and rate.cost <= p.burning_remaining - greatest(p.burning_held, 1);
    else
      select p.ctid, greatest(asked_at, p.last_at), p.seq + 1, p.balance - p.held, p.balance - price.cost, p.held,
        p.burning_number, p.burning_id, p.burning_category, p.burning_remaining - price.cost, price.feature_name,
        price.rate_id, price.rate_version, price.cost
      into place_in_table, moment, the_seq, the_available, balance_after, the_held,
        number, id, category, remaining_after, feature_name,
        rate_id, rate_version, cost
      from creditkit.pools as p
      cross join lateral creditkit.price_of(the_feature, the_currency, the_dimensions, the_quantity, the_amount,
        greatest(asked_at, p.last_at)) as price
      where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
        and occurred_at is null and not p.restricted and p.next_change_at > greatest(asked_at, p.last_at)
        and price.problem is null and price.cost > 0 and price.cost <= p.balance - p.held
        and price.cost <= p.burning_remaining - greatest(p.burning_held, 1);
    end if;
    exit when found or not creditkit.take_up(the_customer, the_currency, the_resource);
  end loop;
  if found then
    insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, seq)
    values (the_customer, the_key_hash, the_request_hash, moment, the_seq)
    on conflict do nothing;
  end if;
  if not found then
    return creditkit.consume_by_rules((place, the_customer, the_currency, the_resource, the_key, the_key_hash,
      the_request_hash, the_feature, the_quantity, the_amount, the_dimensions, occurred_at, when_short, the_reason,
      the_actor, the_metadata)::creditkit.consume_request, late_window);
  end if;
  update creditkit.pools as p
  set balance = balance_after, seq = the_seq, last_at = moment, burning_remaining = remaining_after
  where p.ctid = place_in_table;
  if not found then
    raise exception 'The pool was changed by somebody without its lock.' using errcode = 'serialization_failure';
  end if;
  insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, kind,
    rate_version, splits, feature, quantity, key, dimensions, reason, actor, metadata)
  values (the_customer, the_currency, the_resource, the_seq, moment, -cost, balance_after, the_held,
    'consumption', rate_version, array[number, -cost, remaining_after], the_feature, the_quantity, the_key,
    the_dimensions, the_reason, the_actor, the_metadata);
  insert into creditkit.outbox (customer, kind, created_at, currency, resource, seq_before, seq, balance, held,
    available_before)
  values (the_customer, 'balance', moment, the_currency, the_resource, the_seq - 1, the_seq, balance_after, the_held,
    the_available);
  if creditkit.counted_upto(the_seq) = the_seq then
    select * into strict pool_before from creditkit.pools as p
    where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
    pool_before.seq := the_seq - 1;
    perform creditkit.count_usage(array[pool_before]);
  end if;
  -- What is null here follows from the rest.
  return (place, 'done', cost, null, null, the_seq, moment, balance_after, the_held, null, null, array[id],
    array[category], array[number, -cost, remaining_after], feature_name, rate_id, rate_version, null, null)::creditkit.consume_outcome;
end
$$;
