-- Among the lines of a batch, one without a price was passed over where those after it were counted, so that a number was
-- left out: what is searched by number (past balances, periods, usage) went wrong from there on.

create or replace function creditkit.consume_usual_lines(
  pools creditkit.pools[], uses creditkit.consume_use[], pool_numbers integer[], use_numbers integer[], keys text[],
  key_hashes uuid[], request_hashes bigint[], extras jsonb[], moment timestamptz, out places integer[],
  out outcomes text[]
) returns record
language plpgsql
as $$
declare
  violated text;
begin
  with pool as materialized (
    select p.pool_number, p.customer, p.currency, p.resource, p.seq, p.balance, p.held, p.now_at,
      front.number, front.id, front.category, front.remaining, front.held as grant_held,
      least(p.balance - p.held, front.remaining - greatest(front.held, 1)) as most, stored.ctid as place_in_table,
      trim(both '()' from row(p.now_at)::text) as at_text,
      concat(p.held, ',,,{', front.id, '},{', front.category, '},"{', front.number, ',') as from_grant
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
    -- Prices are those of the moment; after a clock was set back, a pool's own time is later.
    where not p.restricted and p.next_change_at > p.now_at and p.last_at <= moment
  ), price as materialized (
    select u.ordinality as use_number, u.feature, u.quantity, u.dimensions, p.cost, p.rate_version,
      concat('}",', trim(both '()' from row(p.feature_name, p.rate_id, p.rate_version)::text), ',,)') as by_rate
    from creditkit.rows_of(uses) with ordinality as u
    left join lateral (
      select * from creditkit.price_by_unit(u.feature, u.currency, u.dimensions, u.quantity, u.amount, moment)
      offset 0
    ) as by_unit on true
    cross join lateral (
      select by_unit.* where by_unit.cost is not null
      union all
      select p.cost::bigint, p.feature_name, p.rate_id, p.rate_version
      from creditkit.price_of(u.feature, u.currency, u.dimensions, u.quantity, u.amount, moment) as p
      where by_unit.cost is null and p.problem is null
    ) as p
  ), line as materialized (
    select l.*, price.cost, sum(price.cost) over up_to_here as upto, row_number() over up_to_here as turn,
      -- A line without a price is none of them, nor are those after it: it takes no number, and they are counted.
      bool_and(coalesce(price.cost > 0, false) and l.extra ->> 'occurred_at' is null) over up_to_here as are_usual
    from unnest(pool_numbers, use_numbers, keys, key_hashes, request_hashes, extras) with ordinality
      as l(pool, use, key, key_hash, request_hash, extra, place)
    left join price on price.use_number = l.use
    window up_to_here as (partition by l.pool order by l.place rows unbounded preceding)
  ), usual as materialized (
    select line.place, line.pool, line.turn, line.cost, line.upto, line.key, line.key_hash, line.request_hash, line.extra,
      price.feature, price.quantity, price.dimensions, price.rate_version, price.by_rate, pool.customer, pool.currency,
      pool.resource, pool.now_at, pool.held, pool.number, pool.at_text, pool.from_grant, pool.seq + line.turn as seq,
      (pool.balance - line.upto)::bigint as balance, (pool.remaining - line.upto)::bigint as remaining
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
    select usual.pool, max(usual.turn) as turns, max(usual.upto)::bigint as taken from usual group by usual.pool
  ), changed as (
    update creditkit.pools as p
    set balance = pool.balance - l.taken, seq = pool.seq + l.turns, last_at = pool.now_at, burning_number = pool.number,
      burning_id = pool.id, burning_category = pool.category, burning_remaining = pool.remaining - l.taken,
      burning_held = pool.grant_held
    from last_line as l join pool on pool.pool_number = l.pool
    where p.ctid = pool.place_in_table
  ), written as (
    insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after,
      kind, rate_version, splits, feature, quantity, key, dimensions, reason, actor, metadata)
    select usual.customer, usual.currency, usual.resource, usual.seq, usual.now_at, -usual.cost, usual.balance,
      usual.held, 'consumption', usual.rate_version, array[usual.number, -usual.cost, usual.remaining], usual.feature,
      usual.quantity, usual.key, usual.dimensions, usual.extra ->> 'reason',
      usual.extra ->> 'actor', usual.extra -> 'metadata'
    from usual
    order by usual.pool, usual.turn
  ), told as (
    insert into creditkit.outbox (customer, kind, created_at, currency, resource, seq_before, seq, balance, held,
      available_before)
    select pool.customer, 'balance', pool.now_at, pool.currency, pool.resource, pool.seq, pool.seq + l.turns,
      pool.balance - l.taken, pool.held, pool.balance - pool.held
    from last_line as l join pool on pool.pool_number = l.pool
  )
  select array_agg(usual.place::integer), array_agg(
    -- A creditkit.consume_outcome as its text has it; what is left out follows from the rest.
    concat('(', usual.place, ',done,', usual.cost, ',,,', usual.seq, ',', usual.at_text, ',', usual.balance, ',',
      usual.from_grant, -usual.cost, ',', usual.remaining, usual.by_rate)
  )
  into places, outcomes
  from usual;
  perform creditkit.count_usage(pools);
  places := coalesce(places, '{}');
exception
  when unique_violation then
    -- A key was known: nothing of this stays, and each line goes by itself.
    get stacked diagnostics violated = table_name;
    if violated <> 'idempotency_keys' then
      raise;
    end if;
    places := '{}';
    outcomes := '{}';
end
$$;

-- The numbers that were left out become notes, of the time and the figures of the entry before them: nothing happened.
insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, kind, splits,
  reason)
select line.customer, line.currency, line.resource, missing.seq, coalesce(line.at_before, line.at), 0,
  line.balance_before, line.held_before, 'amendment', '{}', 'A number that a batch left out; nothing happened.'
from (
  select e.customer, e.currency, e.resource, e.seq, e.at, lag(e.seq, 1, 0::bigint) over w as seq_before,
    lag(e.at) over w as at_before, lag(e.balance_after, 1, 0::bigint) over w as balance_before,
    lag(e.held_after, 1, 0::bigint) over w as held_before
  from creditkit.entries as e
  window w as (partition by e.customer, e.currency, e.resource order by e.seq)
) as line
cross join lateral generate_series(line.seq_before + 1, line.seq - 1) as missing (seq);
