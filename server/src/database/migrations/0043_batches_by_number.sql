-- Batches of consumptions: what their lines have in common comes once and is named by number, and of each pool as many
-- as are usual go as one set.

drop function creditkit.consume_many, creditkit.consume_set, creditkit.lock_together, creditkit.nothing_special,
  creditkit.price_together, creditkit.enough_together;
drop type creditkit.consume_cost;
-- It joined the splits of a set.
drop aggregate creditkit.joined(bigint[]);

create type creditkit.consume_pool as (
  customer text,
  currency text,
  resource text
);

-- What is to be paid for.
create type creditkit.consume_use as (
  currency text,
  feature text,
  quantity numeric,
  -- Instead of the feature's rate.
  amount bigint,
  dimensions jsonb
);

create type creditkit.consume_line as (
  place integer,
  -- Numbers among those of the batch, from 1.
  pool integer,
  use integer,
  key text,
  key_hash uuid,
  request_hash bigint,
  occurred_at timestamptz,
  when_short text,
  reason text,
  actor text,
  metadata jsonb
);

-- The usual lines of each pool, from its first to the last before one that is not: what `consume` calls usual, but that
-- the grant has to cover them all together. The pools are locked.
--
-- Wherever a batch meets a table, a lateral subquery with "offset 0" makes the plan look up row by row: a join may be
-- planned as a scan of the whole table while that is small, and such a plan is kept.
create function creditkit.consume_usual_lines(
  pools creditkit.pools[], uses creditkit.consume_use[], lines jsonb, moment timestamptz
) returns creditkit.consume_outcome[]
language plpgsql
as $$
declare
  outcomes creditkit.consume_outcome[];
  violated text;
begin
  with pool as materialized (
    select p.pool_number, p.customer, p.currency, p.resource, p.seq, p.balance, p.held, p.now_at,
      front.number, front.id, front.category, front.remaining, front.held as grant_held,
      least(p.balance - p.held, front.remaining - greatest(front.held, 1)) as most, stored.ctid as place_in_table
    from (
      select p.ordinality as pool_number, p.*, greatest(moment, p.last_at) as now_at
      from creditkit.rows_of(pools) with ordinality as p
    ) as p
    cross join lateral (
      select p.burning_number as number, p.burning_id as id, p.burning_category as category,
        p.burning_remaining as remaining, p.burning_held as held
      where p.burning_number is not null
      union all
      select next.* from creditkit.next_to_burn(p.customer, p.currency, p.resource) as next
      where p.burning_number is null
    ) as front
    cross join lateral (
      select x.ctid from creditkit.pools as x
      where x.customer = p.customer and x.currency = p.currency and x.resource = p.resource
      offset 0
    ) as stored
    where not p.restricted and p.next_change_at > p.now_at
  ), price as materialized (
    select u.ordinality as use_number, u.feature, u.quantity, u.dimensions, p.cost::bigint as cost, p.feature_name,
      p.rate_id, p.rate_version
    from creditkit.rows_of(uses) with ordinality as u
    cross join lateral creditkit.price_of(u.feature, u.currency, u.dimensions, u.quantity, u.amount, moment) as p
    where p.problem is null
  ), line as materialized (
    select l.*, price.cost, sum(price.cost) over up_to_here as upto, row_number() over up_to_here as turn,
      bool_and(price.cost > 0 and l.occurred_at is null) over up_to_here as are_usual
    from jsonb_populate_recordset(null::creditkit.consume_line, lines) as l
    left join price on price.use_number = l.use
    window up_to_here as (partition by l.pool order by l.place rows unbounded preceding)
  ), usual as materialized (
    select line.place, line.pool, line.turn, line.cost, line.upto, line.key, line.key_hash, line.request_hash,
      line.reason, line.actor, line.metadata, price.feature, price.quantity, price.dimensions, price.feature_name,
      price.rate_id, price.rate_version, pool.customer, pool.currency, pool.resource, pool.now_at, pool.held, pool.number,
      pool.id, pool.category, pool.seq + line.turn as seq, (pool.balance - line.upto)::bigint as balance,
      (pool.remaining - line.upto)::bigint as remaining
    from line
    join pool on pool.pool_number = line.pool
    join price on price.use_number = line.use
    where line.are_usual and line.upto <= pool.most
  ), remembered as (
    insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, seq)
    select usual.customer, usual.key_hash, usual.request_hash, usual.now_at, usual.seq from usual
    -- In order, so that two batches with the same keys for different pools cannot wait for each other.
    order by usual.key_hash
  ), last_line as materialized (
    select distinct on (usual.pool) usual.* from usual order by usual.pool, usual.turn desc
  ), changed as (
    update creditkit.pools as p
    set balance = l.balance, seq = l.seq, last_at = l.now_at, burning_number = l.number, burning_id = l.id,
      burning_category = l.category, burning_remaining = l.remaining, burning_held = pool.grant_held
    from last_line as l join pool on pool.pool_number = l.pool
    where p.ctid = pool.place_in_table
  ), written as (
    insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after,
      kind, rate_version, splits, feature, quantity, key, dimensions, reason, actor, metadata)
    select usual.customer, usual.currency, usual.resource, usual.seq, usual.now_at, -usual.cost, usual.balance,
      usual.held, 'consumption', usual.rate_version, array[usual.number, -usual.cost, usual.remaining], usual.feature,
      usual.quantity, usual.key, usual.dimensions, usual.reason, usual.actor, usual.metadata
    from usual
    order by usual.pool, usual.turn
  ), told as (
    insert into creditkit.outbox (customer, kind, created_at, currency, resource, seq_before, seq, balance, held,
      available_before)
    select l.customer, 'balance', l.now_at, l.currency, l.resource, pool.seq, l.seq, l.balance, l.held,
      pool.balance - pool.held
    from last_line as l join pool on pool.pool_number = l.pool
  )
  select array_agg((usual.place, 'done', usual.cost, null, null, usual.seq, usual.now_at, usual.balance, usual.held, null,
    null, array[usual.id], array[usual.category], array[usual.number, -usual.cost, usual.remaining], usual.feature_name,
    usual.rate_id, usual.rate_version, null, null)::creditkit.consume_outcome order by usual.place) into outcomes
  from usual;
  perform creditkit.count_usage(pools);
  return coalesce(outcomes, '{}');
exception
  when unique_violation then
    -- A key was known: nothing of this stays, and each line goes by itself.
    get stacked diagnostics violated = table_name;
    if violated <> 'idempotency_keys' then
      raise;
    end if;
    return '{}';
end
$$;

-- Every line has its own outcome. All the batch's pools are locked first, in the order of their lock numbers.
-- Plans made while a table was empty would scan it until it is analyzed, plans made anew for each batch cost more than
-- they save, and plans that may not scan look dear enough for jit: hence the settings.
create function creditkit.consume_many(batch jsonb, late_window interval) returns setof creditkit.consume_outcome
language plpgsql rows 256
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
as $$
declare
  keys creditkit.consume_pool[];
  uses creditkit.consume_use[];
  outcomes creditkit.consume_outcome[] := '{}';
  number_of_lines integer;
  lock_number bigint;
  line creditkit.consume_line;
  pool creditkit.consume_pool;
  use creditkit.consume_use;
begin
  keys := array(select p from jsonb_populate_recordset(null::creditkit.consume_pool, batch -> 'pools') as p);
  uses := array(select u from jsonb_populate_recordset(null::creditkit.consume_use, batch -> 'uses') as u);
  for lock_number in
    select creditkit.pool_lock_number(k.customer, k.currency, k.resource) from creditkit.rows_of(keys) as k order by 1
  loop
    perform pg_advisory_xact_lock(lock_number);
  end loop;
  number_of_lines := jsonb_array_length(batch -> 'lines');
  -- Very few are cheaper one by one.
  if number_of_lines > 3 then
    outcomes := creditkit.consume_usual_lines(
      array(
        select stored.pool from creditkit.rows_of(keys) with ordinality as k
        left join lateral (
          select p as pool from creditkit.pools as p
          where p.customer = k.customer and p.currency = k.currency and p.resource = k.resource
          for update
        ) as stored on true
        order by k.ordinality
      ), uses, batch -> 'lines', creditkit.now_ms());
    return query select * from unnest(outcomes);
    if cardinality(outcomes) = number_of_lines then
      return;
    end if;
  end if;
  for line in
    select l.* from jsonb_populate_recordset(null::creditkit.consume_line, batch -> 'lines') as l
    where l.place <> all (array(select o.place from unnest(outcomes) as o))
    order by l.place
  loop
    pool := keys[line.pool];
    use := uses[line.use];
    return next creditkit.consume(line.place, pool.customer, pool.currency, pool.resource, line.key, line.key_hash,
      line.request_hash, use.feature, use.quantity, use.amount, use.dimensions, line.occurred_at, line.when_short,
      line.reason, line.actor, line.metadata, late_window);
  end loop;
end
$$;
