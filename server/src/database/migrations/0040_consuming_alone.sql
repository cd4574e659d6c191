-- Consumption: the usual one takes a short way, and both ways leave the sums of usage to save_pool and count_usage.

drop function creditkit.consume_one, creditkit.consume_usual;

-- One consumption, by all the rules.
create function creditkit.consume_by_rules(request creditkit.consume_request, late_window interval)
returns creditkit.consume_outcome
language plpgsql
as $$
declare
  outcome creditkit.consume_outcome;
  pool creditkit.pools;
  was creditkit.pools;
  known creditkit.idempotency_keys;
  entry creditkit.entries;
  opened record;
  burned record;
  price record;
  moment timestamptz;
  occurred timestamptz := request.occurred_at;
  answer jsonb;
begin
  outcome.place := request.place;
  opened := creditkit.open_pool(request.customer, request.currency, request.resource);
  pool := opened.pool;
  was := opened.was;
  moment := opened.moment;
  outcome.balance := pool.balance;
  outcome.held := pool.held;
  outcome.pool_seq := pool.seq;

  select * into known from creditkit.idempotency_keys as k
  where k.customer = request.customer and k.key_hash = request.key_hash;
  if found then
    outcome.status := case when known.request_hash = request.request_hash
      then 'replay' else 'idempotency_key_reused' end;
    outcome.seq := known.seq;
    outcome.answer := known.answer;
    return outcome;
  end if;

  if occurred >= moment then
    -- A caller's clock may run ahead of ours by a little: that is now.
    if occurred > moment + interval '1 minute' then
      outcome.status := 'invalid_time';
      return outcome;
    end if;
    occurred := null;
  elsif occurred < moment - late_window then
    outcome.status := 'too_late';
    return outcome;
  end if;

  select * into price from creditkit.price_of(request.feature, request.currency, request.dimensions,
    request.quantity, request.amount, coalesce(occurred, moment));
  if price.problem is not null then
    outcome.status := price.problem;
    return outcome;
  end if;
  outcome.cost := price.cost;
  outcome.feature_name := price.feature_name;
  outcome.rate_id := price.rate_id;
  outcome.rate_version := price.rate_version;

  -- Where nothing is restricted, the pool's own row knows.
  outcome.available := case when pool.restricted or occurred is not null
    then creditkit.available_for(pool, request.feature, occurred)
    else pool.balance - pool.held end;
  outcome.amount := price.cost;
  if price.cost > outcome.available then
    if request.when_short = 'partial' then
      outcome.amount := greatest(outcome.available, 0);
      answer := jsonb_build_object('cost', price.cost::text);
    elsif price.cost > 0
      and not (request.when_short = 'overdraft'
        and creditkit.overdraft_allows(pool, outcome.available, price.cost)) then
      outcome.status := 'insufficient_credits';
      answer := jsonb_build_object('cost', price.cost::text, 'available', outcome.available::text);
      insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, answer)
      values (request.customer, request.key_hash, request.request_hash, moment, answer);
      return outcome;
    end if;
  end if;

  outcome.status := 'done';
  if outcome.amount > 0 or price.cost = 0 then
    entry.at := moment;
    entry.kind := 'consumption';
    entry.feature := request.feature;
    entry.quantity := request.quantity;
    entry.dimensions := request.dimensions;
    entry.rate_version := price.rate_version;
    entry.occurred_at := occurred;
    entry.reason := request.reason;
    entry.actor := request.actor;
    entry.metadata := request.metadata;
    entry.key := request.key;
    burned := creditkit.burn(pool, entry, outcome.amount);
    pool := burned.pool;
    entry := burned.entry;
    outcome.grant_ids := burned.grant_ids;
    outcome.categories := burned.categories;
    perform creditkit.save_pool(pool, was, false);
    outcome.seq := pool.seq;
    outcome.at := entry.at;
    outcome.occurred_at := occurred;
    outcome.balance := pool.balance;
    outcome.pool_seq := pool.seq;
    outcome.overdraft := entry.overdraft;
    outcome.splits := entry.splits;
  else
    answer := answer || jsonb_build_object('balance', pool.balance::text, 'held', pool.held::text,
      'seq', pool.seq::text);
  end if;
  insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, seq, answer)
  values (request.customer, request.key_hash, request.request_hash, moment, outcome.seq, answer);
  return outcome;
end
$$;

-- A consumption on its own: with its values as they are, because rows as arguments cost more than what is done with
-- them. The usual one has nothing due in the pool and nothing restricted, its key is new, and the grant that burns next
-- covers it and has something left: that takes as few statements as there can be. Any other goes by all the rules, and
-- finds nothing changed.
--
-- Plans made anew for each call cost more than they save: hence the setting.
create function creditkit.consume(
  place integer, the_customer text, the_currency text, the_resource text, the_key text, the_key_hash uuid,
  the_request_hash bigint, the_feature text, the_quantity numeric, the_amount bigint, the_dimensions jsonb,
  occurred_at timestamptz, when_short text, the_reason text, the_actor text, the_metadata jsonb, late_window interval
) returns creditkit.consume_outcome
language plpgsql
set plan_cache_mode = force_generic_plan
as $$
declare
  locked text;
  the_balance bigint;
  the_held bigint;
  the_seq bigint;
  is_restricted boolean;
  last_at timestamptz;
  next_change_at timestamptz;
  moment timestamptz;
  price record;
  cost bigint;
  grant_number integer;
  grant_id uuid;
  category text;
  remaining_after bigint;
  pool_before creditkit.pools;
begin
  -- Where a function gives nothing, an assignment calls it without a statement.
  locked := pg_advisory_xact_lock(creditkit.pool_lock_number(the_customer, the_currency, the_resource));
  select p.balance, p.held, p.seq + 1, p.restricted, p.last_at, p.next_change_at
  into the_balance, the_held, the_seq, is_restricted, last_at, next_change_at
  from creditkit.pools as p
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
  for update;
  -- The time of the change, as time_of_change has it.
  moment := greatest(creditkit.now_ms(), last_at);
  if the_seq is not null and not is_restricted and next_change_at > moment and occurred_at is null then
    select * into price from creditkit.price_of(the_feature, the_currency, the_dimensions, the_quantity, the_amount,
      moment);
    if price.problem is null and price.cost > 0 and price.cost <= the_balance - the_held then
      cost := price.cost;
      insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, seq)
      values (the_customer, the_key_hash, the_request_hash, moment, the_seq)
      on conflict do nothing;
      if found then
        -- The pool is locked, so that its grants stand still.
        update creditkit.grants as g set remaining = g.remaining - cost
        where g.ctid = (
          select next.ctid from creditkit.grants as next
          where next.customer = the_customer and next.currency = the_currency and next.resource = the_resource
            and next.status = 'available' and next.remaining > next.held
          order by next.priority, next.expires_at, next.category = 'paid', next.effective_at, next.number
          limit 1
        ) and g.remaining > cost and g.remaining - g.held >= cost
        returning g.number, g.id, g.category, g.remaining into grant_number, grant_id, category, remaining_after;
        if not found then
          delete from creditkit.idempotency_keys as k
          where k.customer = the_customer and k.key_hash = the_key_hash;
        end if;
      end if;
    end if;
  end if;
  if grant_number is null then
    return creditkit.consume_by_rules((place, the_customer, the_currency, the_resource, the_key, the_key_hash,
      the_request_hash, the_feature, the_quantity, the_amount, the_dimensions, occurred_at, when_short, the_reason,
      the_actor, the_metadata)::creditkit.consume_request, late_window);
  end if;
  update creditkit.pools as p set balance = the_balance - cost, seq = the_seq, last_at = moment
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
  insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, kind,
    rate_version, splits, feature, quantity, key, dimensions, reason, actor, metadata)
  values (the_customer, the_currency, the_resource, the_seq, moment, -cost, the_balance - cost, the_held,
    'consumption', price.rate_version, array[grant_number, -cost, remaining_after], the_feature, the_quantity, the_key,
    the_dimensions, the_reason, the_actor, the_metadata);
  if creditkit.counted_upto(the_seq) = the_seq then
    select * into strict pool_before from creditkit.pools as p
    where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
    pool_before.seq := the_seq - 1;
    perform creditkit.count_usage(array[pool_before]);
  end if;
  insert into creditkit.outbox (customer, kind, payload)
  values (the_customer, 'balance', creditkit.balance_event(the_currency, the_resource, the_seq - 1, the_seq,
    the_balance - cost, the_held, the_balance - the_held, moment));
  return (place, 'done', cost, cost, the_balance - the_held, the_seq, moment, the_balance - cost, the_held, the_seq, 0,
    array[grant_id], array[category], array[grant_number, -cost, remaining_after], price.feature_name, price.rate_id,
    price.rate_version, null, null)::creditkit.consume_outcome;
end
$$;

-- Up to the amount held it always succeeds: what the reserved grants can no longer give becomes overdraft. Above it,
-- the whole has to be available, or the overdraft has to allow it.
create or replace function creditkit.settle_hold(
  the_customer text, the_id uuid, the_amount bigint, the_quantity numeric, may_overdraw boolean,
  the_reason text, the_actor text, the_metadata jsonb, the_key text
) returns bigint
language plpgsql
as $$
declare
  p record;
  price record;
  cost numeric;
  available bigint;
  entry creditkit.entries;
  pool creditkit.pools;
  burned record;
begin
  select * into p from creditkit.open_hold(the_customer, the_id);
  cost := coalesce(the_amount, (p.h).amount);
  if the_quantity is not null then
    price := creditkit.price_of((p.h).feature, (p.h).currency, (p.h).dimensions, the_quantity, null, p.moment);
    if price.problem is not null then
      perform creditkit.refuse_price(price.problem);
    end if;
    cost := price.cost;
    entry.rate_version := price.rate_version;
  end if;
  pool := creditkit.unreserve(p.pool, the_id);
  available := creditkit.available_for(pool, (p.h).feature, null);
  if cost > (p.h).amount and cost > available
    and not (may_overdraw and creditkit.overdraft_allows(pool, available, cost)) then
    perform creditkit.refuse_short(cost, available, (p.h).currency);
  end if;
  update creditkit.holds set status = 'settled', closed_at = p.moment, settled_amount = cost
  where customer = the_customer and id = the_id;
  entry.at := p.moment;
  entry.kind := 'consumption';
  entry.hold_id := the_id;
  entry.feature := (p.h).feature;
  entry.quantity := coalesce(the_quantity, (p.h).quantity);
  entry.dimensions := (p.h).dimensions;
  entry.reason := the_reason;
  entry.actor := the_actor;
  entry.metadata := the_metadata;
  entry.key := the_key;
  burned := creditkit.burn(pool, entry, cost::bigint);
  perform creditkit.save_pool(burned.pool, p.was, true);
  return (burned.entry).seq;
end
$$;

-- Arrays one after another as one.
create aggregate creditkit.joined(bigint[]) (sfunc = array_cat, stype = bigint[]);

create or replace function creditkit.consume_set(
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
    select part.place, array_agg(id order by part.upto) as ids, array_agg(category order by part.upto) as categories,
      creditkit.joined(array[number, -taken, remaining_after] order by part.upto) as splits
    from part group by part.place
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
      kind, rate_version, splits, feature, quantity, key, dimensions, reason, actor, metadata)
    select line.customer, line.currency, line.resource, line.seq, line.now_at, -line.cost, line.balance_after,
      line.held, 'consumption', line.rate_version, coalesce(split.splits, '{}'), line.feature, line.quantity,
      line.key, line.dimensions, line.reason, line.actor, line.metadata
    from line left join split using (place)
    order by line.pool_number, line.turn
  ), remembered as (
    insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, seq)
    select line.customer, line.key_hash, line.request_hash, line.now_at, line.seq
    from line
    -- In order, so that two batches with the same keys for different pools cannot wait for each other.
    order by line.customer, line.key_hash
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
  perform creditkit.count_usage(pools);
end
$$;

-- Every request has its own outcome. All the batch's pools are locked first, in the order of their lock numbers.
-- Plans made while a table was empty would scan it until it is analyzed, plans made anew for each batch cost more than
-- they save, and plans that may not scan look dear enough for jit: hence the settings.
create or replace function creditkit.consume_many(batch jsonb, late_window interval) returns setof creditkit.consume_outcome
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
    return next creditkit.consume(request.place, request.customer, request.currency, request.resource, request.key,
      request.key_hash, request.request_hash, request.feature, request.quantity, request.amount, request.dimensions,
      request.occurred_at, request.when_short, request.reason, request.actor, request.metadata, late_window);
  end loop;
end
$$;
