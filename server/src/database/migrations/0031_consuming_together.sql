-- Consumption, many at once: what the lanes send. Where nothing is special, a whole batch is one set: running sums
-- of the requests of a pool against running sums of its grants in burn order, and the overlap of two intervals is
-- what a request takes from a grant.

create type creditkit.consume_cost as (
  place integer,
  cost bigint,
  -- The sum of the costs of the pool's requests up to this one, and its place among them.
  upto bigint,
  turn integer,
  feature_name text,
  rate_id uuid,
  rate_version integer
);

-- The costs of a batch; null where one of them has no price, or they sum up beyond all bounds.
create function creditkit.price_together(requests creditkit.consume_request[], moment timestamptz)
returns creditkit.consume_cost[]
language plpgsql
as $$
declare
  costs creditkit.consume_cost[];
begin
  with price as materialized (
    -- Many requests ask for the same thing, so each thing is priced once.
    select asked.*, p.*
    from (
      select distinct r.feature, r.currency, r.dimensions, r.quantity, r.amount from unnest(requests) as r
    ) as asked,
    creditkit.price_of(asked.feature, asked.currency, asked.dimensions, asked.quantity, asked.amount, moment) as p
  ), summed as (
    select r.place, price.problem, price.cost, price.feature_name, price.rate_id, price.rate_version,
      sum(price.cost) over pool_of as upto, row_number() over pool_of as turn
    from unnest(requests) as r
    join price on price.feature is not distinct from r.feature and price.currency = r.currency
      and price.dimensions is not distinct from r.dimensions and price.quantity is not distinct from r.quantity
      and price.amount is not distinct from r.amount
    window pool_of as (partition by r.customer, r.currency, r.resource order by r.place rows unbounded preceding)
  )
  select array_agg((place, cost, upto, turn, feature_name, rate_id, rate_version)::creditkit.consume_cost
    order by place) into costs
  from summed
  having bool_and(problem is null) and max(upto) <= 9223372036854775807;
  return costs;
end
$$;

create function creditkit.consume_set(
  requests creditkit.consume_request[], costs creditkit.consume_cost[], pools creditkit.pools[],
  moment timestamptz
) returns setof creditkit.consume_outcome
language plpgsql rows 256
as $$
begin
  return query
  with line as materialized (
    select r.*, c.cost, c.upto, c.upto - c.cost as start, c.turn, c.feature_name, c.rate_id, c.rate_version
    from unnest(requests) with ordinality as r (place, customer, currency, resource, key, key_hash, request_hash,
      feature, quantity, amount, dimensions, occurred_at, when_short, reason, actor, metadata, nth)
    join unnest(costs) as c on c.place = r.place
  ), pool as materialized (
    select p.*, greatest(moment, p.last_at) as now_at from unnest(pools) as p
  ), open_grant as materialized (
    select g.customer, g.currency, g.resource, g.number, g.id, g.category, g.remaining,
      g.remaining - g.held as free, sum(g.remaining - g.held) over burn_order as upto
    from pool
    join creditkit.grants as g
      on g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
      and g.status = 'available' and g.remaining > g.held
    window burn_order as (
      partition by g.customer, g.currency, g.resource
      order by g.priority, g.expires_at, g.category = 'paid', g.effective_at, g.number
      rows unbounded preceding
    )
  ), part as materialized (
    select line.place, g.customer, g.currency, g.resource, g.number, g.id, g.category, g.upto,
      (least(line.upto, g.upto) - greatest(line.start, g.upto - g.free))::bigint as taken,
      (g.remaining - (least(line.upto, g.upto) - (g.upto - g.free)))::bigint as remaining_after
    from line
    join open_grant as g
      on g.customer = line.customer and g.currency = line.currency and g.resource = line.resource
      and line.start < g.upto and g.upto - g.free < line.upto
  ), split as materialized (
    select part.place, array_agg(number order by part.upto) as numbers, array_agg(id order by part.upto) as ids,
      array_agg(category order by part.upto) as categories, array_agg(-taken order by part.upto) as amounts,
      array_agg(remaining_after order by part.upto) as remaining
    from part group by part.place
  ), burned as (
    update creditkit.grants as g
    set remaining = g.remaining - t.taken,
      status = case when g.remaining = t.taken then 'used_up' else g.status end
    from (
      select part.customer, part.currency, part.resource, part.number, sum(part.taken)::bigint as taken
      from part group by 1, 2, 3, 4
    ) as t
    where g.customer = t.customer and g.currency = t.currency and g.resource = t.resource and g.number = t.number
    returning g.*
  ), pool_after as (
    update creditkit.pools as p
    set balance = p.balance - t.total, seq = p.seq + t.turns, last_at = pool.now_at
    from (
      select line.customer, line.currency, line.resource, max(line.upto) as total, max(line.turn) as turns
      from line group by 1, 2, 3
    ) as t
    join pool using (customer, currency, resource)
    where p.customer = t.customer and p.currency = t.currency and p.resource = t.resource
    returning p.*, pool.seq as seq_before, pool.balance as balance_before
  ), written as (
    insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after,
      overdraft, kind, rate_version, grant_numbers, split_amounts, split_remaining, feature, quantity, key,
      dimensions, reason, actor, metadata)
    select line.customer, line.currency, line.resource, pool.seq + line.turn, pool.now_at, -line.cost,
      pool.balance - line.upto, pool.held, 0, 'consumption', line.rate_version, coalesce(split.numbers, '{}'),
      coalesce(split.amounts, '{}'), coalesce(split.remaining, '{}'), line.feature, line.quantity, line.key,
      line.dimensions, line.reason, line.actor, line.metadata
    from line join pool using (customer, currency, resource) left join split using (place)
    order by line.customer, line.currency, line.resource, line.turn
  ), remembered as (
    insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, currency, resource, seq)
    select line.customer, line.key_hash, line.request_hash, pool.now_at, line.currency, line.resource,
      pool.seq + line.turn
    from line join pool using (customer, currency, resource)
    -- In order, so that two batches with the same keys for different pools cannot wait for each other.
    order by line.customer, line.key_hash
  ), counted as (
    insert into creditkit.usage_hours as u
    select line.customer, line.currency, slot.hour, coalesce(line.feature, ''), line.resource,
      coalesce(line.dimensions, '{}'),
      coalesce(sum(line.cost) filter (where slot.quarter = 0), 0),
      coalesce(sum(line.cost) filter (where slot.quarter = 1), 0),
      coalesce(sum(line.cost) filter (where slot.quarter = 2), 0),
      coalesce(sum(line.cost) filter (where slot.quarter = 3), 0), count(*)
    from line join pool using (customer, currency, resource)
    cross join lateral (select date_bin('1 hour', pool.now_at, '2000-01-01 00:00Z') as hour) as h
    cross join lateral (
      select h.hour, floor(extract(epoch from pool.now_at - h.hour) / 900) as quarter
    ) as slot
    group by 1, 2, 3, 4, 5, 6
    order by 1, 2, 3, 4, 5, 6
    on conflict (customer, currency, hour, feature, resource, dimensions) do update
    set amount_00 = u.amount_00 + excluded.amount_00, amount_15 = u.amount_15 + excluded.amount_15,
      amount_30 = u.amount_30 + excluded.amount_30, amount_45 = u.amount_45 + excluded.amount_45,
      consumptions = u.consumptions + excluded.consumptions
  ), counted_by_day as (
    insert into creditkit.usage_days as u
    select line.customer, line.currency, (pool.now_at at time zone 'UTC')::date, coalesce(line.feature, ''),
      line.resource, coalesce(line.dimensions, '{}'), sum(line.cost), count(*)
    from line join pool using (customer, currency, resource)
    group by 1, 2, 3, 4, 5, 6
    order by 1, 2, 3, 4, 5, 6
    on conflict (customer, currency, day, feature, resource, dimensions) do update
    set amount = u.amount + excluded.amount, consumptions = u.consumptions + excluded.consumptions
  ), told as (
    insert into creditkit.outbox (customer, kind, payload)
    select p.customer, 'grant', jsonb_build_object('currency', p.currency, 'resource', nullif(p.resource, ''),
      'grantId', b.id, 'status', b.status, 'remaining', '0',
      'expiresAt', case when b.expires_at < 'infinity' then creditkit.instant_text(b.expires_at) end,
      'seq', p.seq::text, 'at', creditkit.instant_text(p.last_at))
    from burned as b join pool_after as p using (customer, currency, resource)
    where b.remaining = 0
    union all
    select p.customer, 'balance', jsonb_build_object('currency', p.currency, 'resource', nullif(p.resource, ''),
      'fromSeq', p.seq_before::text, 'seq', p.seq::text, 'balance', p.balance::text, 'held', p.held::text,
      'available', (p.balance - p.held)::text, 'previousAvailable', (p.balance_before - p.held)::text,
      'at', creditkit.instant_text(p.last_at))
    from pool_after as p
  )
  select line.place, 'done', line.cost::numeric, line.cost, pool.balance - pool.held - line.upto + line.cost,
    pool.seq + line.turn, pool.now_at, pool.balance - line.upto, pool.held, pool.seq + line.turn, 0::bigint,
    coalesce(split.ids, '{}'), coalesce(split.categories, '{}'), coalesce(split.amounts, '{}'),
    coalesce(split.remaining, '{}'), line.feature_name, line.rate_id, line.rate_version, null::jsonb,
    null::timestamptz
  from line join pool using (customer, currency, resource) left join split using (place)
  order by line.place;
end
$$;

create function creditkit.lock_together(requests creditkit.consume_request[]) returns creditkit.pools[]
language plpgsql
as $$
begin
  return array(
    select p from creditkit.pools as p
    join (select distinct r.customer, r.currency, r.resource from unnest(requests) as r) as asked
      on p.customer = asked.customer and p.currency = asked.currency and p.resource = asked.resource
    for update of p
  );
end
$$;

-- Whether a batch can go as a set: its pools are there, with nothing due and no restricted grants, and its keys are
-- new and differ.
create function creditkit.nothing_special(
  requests creditkit.consume_request[], pools creditkit.pools[], moment timestamptz
) returns boolean
language plpgsql
as $$
begin
  return (
    select count(distinct (r.customer, r.key_hash)) = cardinality(requests)
      and count(distinct (r.customer, r.currency, r.resource)) = cardinality(pools)
      and bool_and(r.occurred_at is null)
    from unnest(requests) as r
  ) and (
    select bool_and(p.next_change_at > greatest(moment, p.last_at) and not p.restricted) from unnest(pools) as p
  ) and not exists (
    select from unnest(requests) as r
    join creditkit.idempotency_keys as k on k.customer = r.customer and k.key_hash = r.key_hash
  );
end
$$;

create function creditkit.enough_together(
  requests creditkit.consume_request[], costs creditkit.consume_cost[], pools creditkit.pools[]
) returns boolean
language sql
as $$
  select bool_and(p.balance - p.held >= asked.total)
  from unnest(pools) as p
  join (
    select r.customer, r.currency, r.resource, max(c.upto) as total
    from unnest(requests) as r join unnest(costs) as c on c.place = r.place group by 1, 2, 3
  ) as asked using (customer, currency, resource)
$$;

-- Every request has its own outcome. All the batch's pools are locked first, in the order of their lock numbers.
-- Plans made while a table was empty would scan it for ever, and plans made anew for each batch cost more than they
-- save: hence the settings.
create function creditkit.consume_many(batch jsonb, late_window interval) returns setof creditkit.consume_outcome
language plpgsql rows 256
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
as $$
declare
  requests creditkit.consume_request[];
  costs creditkit.consume_cost[];
  pools creditkit.pools[];
  request creditkit.consume_request;
  moment timestamptz;
  number_of_pools integer;
  lock_number bigint;
begin
  requests := array(
    select r from jsonb_populate_recordset(null::creditkit.consume_request, batch) as r order by r.place
  );
  if cardinality(requests) > 1 then
    number_of_pools := 0;
    for lock_number in
      select distinct creditkit.pool_lock_number(r.customer, r.currency, r.resource) from unnest(requests) as r
      order by 1
    loop
      perform pg_advisory_xact_lock(lock_number);
      number_of_pools := number_of_pools + 1;
    end loop;
    -- A few requests for different pools are cheaper one by one.
    if cardinality(requests) >= 16 or cardinality(requests) > number_of_pools then
      pools := creditkit.lock_together(requests);
      moment := creditkit.now_ms();
      if creditkit.nothing_special(requests, pools, moment) then
        costs := creditkit.price_together(requests, moment);
        if costs is not null and creditkit.enough_together(requests, costs, pools) then
          return query select * from creditkit.consume_set(requests, costs, pools, moment);
          return;
        end if;
      end if;
    end if;
  end if;
  foreach request in array requests loop
    return next creditkit.consume_one(request, late_window);
  end loop;
end
$$;
