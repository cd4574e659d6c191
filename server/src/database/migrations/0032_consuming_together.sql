-- Consumption, many at once: what the lanes send. Where nothing is special, a whole batch is one set: running sums
-- of the requests of a pool against running sums of its grants in burn order, and the overlap of two intervals is
-- what a request takes from a grant.

create function creditkit.consume_set(
  requests creditkit.consume_request[], costs creditkit.consume_cost[], pools creditkit.pools[],
  moment timestamptz
) returns setof creditkit.consume_outcome
language plpgsql rows 256
as $$
begin
  -- The pools and grants are locked, so that their places in the tables stand still.
  return query
  with pool as materialized (
    select p.*, greatest(moment, p.last_at) as now_at, stored.ctid as place_in_table
    from creditkit.rows_of(pools) with ordinality as p
    cross join lateral (
      select x.ctid from creditkit.pools as x
      where x.customer = p.customer and x.currency = p.currency and x.resource = p.resource
      offset 0
    ) as stored
  ), line as materialized (
    -- Joined by numbers: of texts the planner expects next to no matches, and loops over all of them.
    select r.*, c.cost, c.upto, c.upto - c.cost as start, c.pool_number, c.turn, c.feature_name, c.rate_id,
      c.rate_version, pool.seq + c.turn as seq, pool.balance - c.upto as balance_after, pool.held, pool.now_at
    from creditkit.rows_of(requests) as r
    join creditkit.rows_of(costs) as c on c.place = r.place
    join pool on pool.ordinality = c.pool_number
  ), open_grant as materialized (
    select g.*, pool.ordinality as pool_number, g.remaining - g.held as free,
      sum(g.remaining - g.held) over burn_order as upto
    from pool
    cross join lateral (
      select x.number, x.id, x.category, x.remaining, x.held, x.priority, x.expires_at, x.effective_at,
        x.ctid as place_in_table
      from creditkit.grants as x
      where x.customer = pool.customer and x.currency = pool.currency and x.resource = pool.resource
        and x.status = 'available' and x.remaining > x.held
      offset 0
    ) as g
    window burn_order as (
      partition by pool.ordinality
      order by g.priority, g.expires_at, g.category = 'paid', g.effective_at, g.number
      rows unbounded preceding
    )
  ), part as materialized (
    select line.place, g.number, g.id, g.category, g.upto, g.place_in_table,
      (least(line.upto, g.upto) - greatest(line.start, g.upto - g.free))::bigint as taken,
      (g.remaining - (least(line.upto, g.upto) - (g.upto - g.free)))::bigint as remaining_after
    from line
    join open_grant as g
      on g.pool_number = line.pool_number and line.start < g.upto and g.upto - g.free < line.upto
  ), split as materialized (
    select place, ids, categories, array(select unnest(nested)) as splits
    from (
      select part.place, array_agg(id order by part.upto) as ids, array_agg(category order by part.upto) as categories,
        array_agg(array[number, -taken, remaining_after] order by part.upto) as nested
      from part group by part.place
    ) as grouped
  ), burned as (
    update creditkit.grants as g
    set remaining = g.remaining - t.taken,
      status = case when g.remaining = t.taken then 'used_up' else g.status end
    from (
      select part.place_in_table, sum(part.taken)::bigint as taken from part group by 1
    ) as t
    where g.ctid = t.place_in_table
    returning g.*
  ), pool_after as (
    update creditkit.pools as p
    set balance = p.balance - t.total, seq = p.seq + t.turns, last_at = pool.now_at
    from (
      select line.pool_number, max(line.upto) as total, max(line.turn) as turns from line group by 1
    ) as t
    join pool on pool.ordinality = t.pool_number
    where p.ctid = pool.place_in_table
    returning p.*, pool.seq as seq_before, pool.balance as balance_before
  ), written as (
    insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after,
      overdraft, kind, rate_version, splits, feature, quantity, key, dimensions, reason, actor, metadata)
    select line.customer, line.currency, line.resource, line.seq, line.now_at, -line.cost, line.balance_after,
      line.held, 0, 'consumption', line.rate_version, coalesce(split.splits, '{}'), line.feature, line.quantity,
      line.key, line.dimensions, line.reason, line.actor, line.metadata
    from line left join split using (place)
    order by line.pool_number, line.turn
  ), remembered as (
    insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, seq)
    select line.customer, line.key_hash, line.request_hash, line.now_at, line.seq
    from line
    -- In order, so that two batches with the same keys for different pools cannot wait for each other.
    order by line.customer, line.key_hash
  ), used as materialized (
    select line.customer, line.currency, date_bin('15 minutes', line.now_at, '2000-01-01 00:00Z') as slot,
      coalesce(line.feature, '') as feature, line.resource, coalesce(line.dimensions, '{}') as dimensions,
      sum(line.cost) as amount, count(*) as consumptions
    from line group by 1, 2, 3, 4, 5, 6
    order by 1, 2, 3, 4, 5, 6
  ), counted as (
    insert into creditkit.usage_hours as u
    select used.customer, used.currency, date_bin('1 hour', used.slot, '2000-01-01 00:00Z'), used.feature,
      used.resource, used.dimensions,
      case quarter when 0 then used.amount else 0 end, case quarter when 1 then used.amount else 0 end,
      case quarter when 2 then used.amount else 0 end, case quarter when 3 then used.amount else 0 end,
      used.consumptions
    from used cross join lateral (select extract(minute from used.slot at time zone 'UTC')::integer / 15 as quarter) as q
    on conflict (customer, currency, hour, feature, resource, dimensions) do update
    set amount_00 = u.amount_00 + excluded.amount_00, amount_15 = u.amount_15 + excluded.amount_15,
      amount_30 = u.amount_30 + excluded.amount_30, amount_45 = u.amount_45 + excluded.amount_45,
      consumptions = u.consumptions + excluded.consumptions
  ), counted_by_day as (
    insert into creditkit.usage_days as u
    select used.customer, used.currency, (used.slot at time zone 'UTC')::date, used.feature, used.resource,
      used.dimensions, used.amount, used.consumptions
    from used
    on conflict (customer, currency, day, feature, resource, dimensions) do update
    set amount = u.amount + excluded.amount, consumptions = u.consumptions + excluded.consumptions
  ), told as (
    insert into creditkit.outbox (customer, kind, payload)
    select p.customer, 'grant', creditkit.grant_event(p.currency, p.resource, b.id, b.status, b.remaining, b.expires_at,
      p.seq, p.last_at)
    from burned as b join pool_after as p using (customer, currency, resource)
    where b.remaining = 0
    union all
    select p.customer, 'balance', creditkit.balance_event(p.currency, p.resource, p.seq_before, p.seq, p.balance,
      p.held, p.balance_before - p.held, p.last_at)
    from pool_after as p
  )
  select line.place, 'done', line.cost::numeric, line.cost, line.balance_after - line.held + line.cost, line.seq,
    line.now_at, line.balance_after, line.held, line.seq, 0::bigint, coalesce(split.ids, '{}'),
    coalesce(split.categories, '{}'), coalesce(split.splits, '{}'), line.feature_name, line.rate_id,
    line.rate_version, null::jsonb, null::timestamptz
  from line left join split using (place)
  order by line.place;
end
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
  if jsonb_array_length(batch) = 1 then
    return next creditkit.consume_one(
      jsonb_populate_record(null::creditkit.consume_request, batch -> 0), late_window);
    return;
  end if;
  requests := array(
    select r from jsonb_populate_recordset(null::creditkit.consume_request, batch) as r order by r.place
  );
  number_of_pools := 0;
  for lock_number in
    select distinct creditkit.pool_lock_number(r.customer, r.currency, r.resource) from creditkit.rows_of(requests) as r
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
      if costs is not null and creditkit.enough_together(costs, pools) then
        return query select * from creditkit.consume_set(requests, costs, pools, moment);
        return;
      end if;
    end if;
  end if;
  foreach request in array requests loop
    return next creditkit.consume_one(request, late_window);
  end loop;
end
$$;
