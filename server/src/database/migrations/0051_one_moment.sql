-- Time that passes while an import waits for its pools, and after a clock was set back; usage that an import counted
-- twice; and grants whose end nobody was told of, or was told wrongly.

-- All pools of an import, locked, and brought up to one and the same moment: what it writes is of that moment too, so
-- that nothing can have fallen due in between.
drop function creditkit.open_together(jsonb);
create function creditkit.open_together(import_rows jsonb, out pools creditkit.pools[], out moment timestamptz)
language plpgsql
as $$
declare
  asked record;
  was creditkit.pools;
  pool creditkit.pools;
begin
  pools := '{}';
  for asked in
    select creditkit.pool_lock_number(r.customer, r.currency, r.resource) as number
    from jsonb_to_recordset(import_rows) as r (customer text, currency text, resource text)
    group by 1 order by 1
  loop
    perform pg_advisory_xact_lock(asked.number);
  end loop;
  moment := creditkit.now_ms();
  for asked in
    select distinct r.customer, r.currency, r.resource
    from jsonb_to_recordset(import_rows) as r (customer text, currency text, resource text)
    order by r.customer, r.currency, r.resource
  loop
    was := creditkit.lock_pool(asked.customer, asked.currency, asked.resource);
    pool := was;
    if pool.next_change_at <= greatest(moment, pool.last_at) then
      pool := creditkit.advance(pool, greatest(moment, pool.last_at));
      pool := creditkit.save_pool(pool, was, true);
    end if;
    pools := pools || pool;
  end loop;
end
$$;

create or replace function creditkit.import_balances(import_rows jsonb) returns void
language plpgsql
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
as $$
declare
  pools creditkit.pools[];
  moment timestamptz;
  owing record;
begin
  perform creditkit.check_features(array(
    select distinct f.id from jsonb_array_elements(import_rows) as r
    cross join lateral jsonb_array_elements_text(nullif(r.value -> 'features', 'null')) as f (id)
  ));
  select opened.pools, opened.moment into pools, moment from creditkit.open_together(import_rows) as opened;
  if exists (
    select from jsonb_to_recordset(import_rows) as r (effective_at timestamptz, expires_at timestamptz)
    where r.expires_at <= greatest(r.effective_at, moment)
  ) then
    perform creditkit.refuse('invalid_expiry', 'A grant expires after its effective instant and in the future.');
  end if;
  -- An overdraft is settled first, grant by grant.
  for owing in
    select r.value from unnest(pools) as p
    join jsonb_array_elements(import_rows) with ordinality as r (value, place)
      on r.value ->> 'customer' = p.customer and r.value ->> 'currency' = p.currency
      and r.value ->> 'resource' = p.resource
    where p.overdraft > 0
    order by r.place
  loop
    perform creditkit.make_grant(owing.value ->> 'customer', owing.value ->> 'currency', owing.value ->> 'resource',
      owing.value || '{"source": "import"}', null);
  end loop;
  with pool as materialized (
    select p.*, greatest(moment, p.last_at) as now_at from creditkit.rows_of(pools) with ordinality as p
  ), asked as materialized (
    select g.*, r.place, dense_rank() over (order by g.customer, g.currency, g.resource) as pool_number
    from jsonb_array_elements(import_rows) with ordinality as r (value, place)
    cross join lateral jsonb_populate_record(null::creditkit.grants, r.value) as g
  ), dated as materialized (
    select asked.customer, asked.currency, asked.resource, asked.amount, asked.category, asked.priority,
      asked.features, asked.cost_amount, asked.cost_currency, asked.cost_scale, asked.order_id, asked.reason,
      asked.pool_number, coalesce(asked.effective_at, pool.now_at) as effective_at,
      coalesce(asked.expires_at, 'infinity') as expires_at, asked.effective_at > pool.now_at is true as waits,
      row_number() over (partition by asked.pool_number order by asked.place) as turn, asked.place,
      pool.now_at, pool.seq, pool.balance, pool.held, pool.grant_count, creditkit.uuid_v7() as id
    from asked join pool on pool.ordinality = asked.pool_number
    where pool.overdraft = 0
  ), line as materialized (
    select *, case when waits then 0 else amount end as moved,
      sum(case when waits then 0 else amount end) over (partition by pool_number order by turn) as upto
    from dated
  ), granted as (
    insert into creditkit.grants (customer, currency, resource, number, id, amount, remaining, category, priority,
      effective_at, expires_at, created_at, features, cost_amount, cost_currency, cost_scale, source, order_id,
      reason, status)
    select customer, currency, resource, grant_count + turn, id, amount, amount, category, priority, effective_at,
      expires_at, now_at, features, cost_amount, cost_currency, cost_scale, 'import', order_id, reason,
      case when waits then 'scheduled' else 'available' end
    from line order by pool_number, turn
  ), written as (
    insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, kind,
      splits, order_id, reason)
    select customer, currency, resource, seq + turn, now_at, moved, balance + upto, held,
      case when waits then 'schedule' else 'grant' end::creditkit.entry_kind,
      array[grant_count + turn, moved, amount], order_id, reason
    from line order by pool_number, turn
  ), changed as (
    update creditkit.pools as p
    set seq = p.seq + t.turns, grant_count = p.grant_count + t.turns, balance = p.balance + t.moved, last_at = t.now_at,
      next_change_at = least(p.next_change_at, t.next_change_at), restricted = p.restricted or t.restricted
    from (
      select customer, currency, resource, max(turn) as turns, sum(moved) as moved, now_at,
        min(case when waits then effective_at else expires_at end) as next_change_at,
        bool_or(features is not null and not waits) as restricted
      from line group by customer, currency, resource, now_at
    ) as t
    where p.customer = t.customer and p.currency = t.currency and p.resource = t.resource
    returning p.*, p.seq - t.turns as seq_before, p.balance - t.moved as balance_before
  )
  insert into creditkit.outbox (customer, kind, payload)
  select customer, 'grant', creditkit.grant_event(currency, resource, id,
    case when waits then 'scheduled' else 'available' end, amount, expires_at, seq + turn, now_at)
  from line
  union all
  select customer, 'balance', creditkit.balance_event(currency, resource, seq_before, seq, balance, held,
    (balance_before - held)::bigint, last_at)
  from changed;
  -- Where a debt was settled, each grant has counted what there was to count.
  perform creditkit.count_usage(array(select p from creditkit.rows_of(pools) as p where p.overdraft = 0));
end
$$;

create or replace function creditkit.import_usage(import_rows jsonb, the_import text) returns void
language plpgsql
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
as $$
declare
  pools creditkit.pools[];
  moment timestamptz;
begin
  select opened.pools, opened.moment into pools, moment from creditkit.open_together(import_rows) as opened;
  if exists (select from unnest(pools) as p where p.overdraft > 0) then
    perform creditkit.refuse('invalid_value', 'A pool in overdraft takes no usage history. Settle it first.');
  end if;
  if exists (
    select from jsonb_to_recordset(import_rows) as r (occurred_at timestamptz) where r.occurred_at >= moment
  ) then
    perform creditkit.refuse('invalid_time', 'Usage history lies in the past.');
  end if;
  with pool as materialized (
    select p.*, greatest(moment, p.last_at) as now_at, creditkit.uuid_v7() as grant_id
    from creditkit.rows_of(pools) with ordinality as p
  ), asked as materialized (
    select e.*, r.place, dense_rank() over (order by e.customer, e.currency, e.resource) as pool_number
    from jsonb_array_elements(import_rows) with ordinality as r (value, place)
    cross join lateral jsonb_populate_record(null::creditkit.entries, r.value) as e
  ), line as materialized (
    select *, sum(amount) over (partition by pool_number order by place) as upto,
      row_number() over (partition by pool_number order by place) as turn
    from asked
  ), total as materialized (
    select pool_number, max(upto)::bigint as amount, count(*) as lines from line group by 1
  ), granted as (
    insert into creditkit.grants (customer, currency, resource, number, id, amount, remaining, category, priority,
      effective_at, created_at, source, reason, status)
    select p.customer, p.currency, p.resource, p.grant_count + 1, p.grant_id, t.amount, 0, 'promotional', 0, p.now_at,
      p.now_at, 'import', 'usage before the import ' || the_import, 'used_up'
    from pool as p join total as t on t.pool_number = p.ordinality
    order by p.ordinality
  ), written as (
    insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, kind,
      splits, feature, quantity, occurred_at, dimensions, reason)
    select p.customer, p.currency, p.resource, p.seq + 1 + l.turn, p.now_at, l.amount, p.balance + l.rest, p.held,
      l.kind, array[p.grant_count + 1, l.amount, l.rest], l.feature, l.quantity, l.occurred_at, l.dimensions, l.reason
    from (
      select pool_number, 0::bigint as turn, amount, amount as rest, 'grant'::creditkit.entry_kind as kind,
        null::text as feature, null::numeric as quantity, null::timestamptz as occurred_at, null::jsonb as dimensions,
        'usage before the import ' || the_import as reason
      from total
      union all
      select line.pool_number, line.turn, -line.amount, (t.amount - line.upto)::bigint, 'consumption', line.feature,
        line.quantity, line.occurred_at, line.dimensions, 'imported'
      from line join total as t on t.pool_number = line.pool_number
    ) as l
    join pool as p on p.ordinality = l.pool_number
    order by l.pool_number, l.turn
  ), changed as (
    update creditkit.pools as p
    set seq = p.seq + 1 + t.lines, grant_count = p.grant_count + 1, last_at = pool.now_at
    from pool join total as t on t.pool_number = pool.ordinality
    where p.customer = pool.customer and p.currency = pool.currency and p.resource = pool.resource
    returning p.*, pool.grant_id, pool.seq as seq_before
  )
  insert into creditkit.outbox (customer, kind, payload)
  select customer, 'grant', creditkit.grant_event(currency, resource, grant_id, 'used_up', 0, 'infinity', seq, last_at)
  from changed
  union all
  select customer, 'balance', creditkit.balance_event(currency, resource, seq_before, seq, balance, held,
    balance - held, last_at)
  from changed;
  perform creditkit.count_usage(pools);
end
$$;

create or replace function creditkit.set_overdraft(
  the_customer text, the_currency text, the_resource text, the_limit bigint, may_pass_once boolean
) returns creditkit.pools
language plpgsql
as $$
declare
  pool creditkit.pools;
begin
  perform creditkit.open_pool(the_customer, the_currency, the_resource);
  update creditkit.pools as p set overdraft_limit = the_limit, overdraft_soft = may_pass_once
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
  returning * into strict pool;
  return pool;
end
$$;

-- A day is as long as for grants, whatever the time zone of the connection.
create or replace function creditkit.make_hold(
  the_customer text, the_currency text, the_resource text, request jsonb, the_key text
) returns uuid
language plpgsql
as $$
declare
  p record;
  h creditkit.holds := jsonb_populate_record(null::creditkit.holds, request);
  price record;
  entry creditkit.entries;
  pool creditkit.pools;
  available bigint;
begin
  select * into p from creditkit.open_pool(the_customer, the_currency, the_resource);
  pool := p.pool;
  price := creditkit.price_of(h.feature, the_currency, h.dimensions, h.quantity, h.amount, p.moment);
  if price.problem is not null then
    perform creditkit.refuse_price(price.problem);
  end if;
  available := creditkit.available_for(pool, h.feature, null);
  if price.cost > greatest(available, 0) then
    perform creditkit.refuse_short(price.cost, available, the_currency);
  end if;
  h.lapses_at := coalesce(h.lapses_at,
    ((p.moment at time zone 'UTC') + (request ->> 'lapses_after')::interval) at time zone 'UTC');
  if h.lapses_at <= p.moment then
    perform creditkit.refuse('invalid_time', 'A hold lapses in the future.');
  end if;
  h.id := creditkit.uuid_v7();
  insert into creditkit.holds (customer, id, currency, resource, amount, feature, quantity, dimensions, created_at,
    lapses_at, reason, actor, metadata)
  values (the_customer, h.id, the_currency, the_resource, price.cost, h.feature, h.quantity, h.dimensions, p.moment,
    h.lapses_at, h.reason, h.actor, h.metadata);
  pool := (creditkit.reserve(pool, h.id, price.cost::bigint, h.feature)).pool;
  entry.at := p.moment;
  entry.kind := 'hold';
  entry.hold_id := h.id;
  entry.feature := h.feature;
  entry.quantity := h.quantity;
  entry.dimensions := h.dimensions;
  entry.rate_version := price.rate_version;
  entry.reason := h.reason;
  entry.actor := h.actor;
  entry.metadata := h.metadata;
  entry.key := the_key;
  pool := creditkit.append_entry(pool, entry);
  perform creditkit.save_pool(pool, p.was, true);
  return h.id;
end
$$;

create or replace function creditkit.cap_rollover(
  pool creditkit.pools, recurring creditkit.recurring_grants, moment timestamptz
) returns creditkit.pools
language plpgsql
as $$
declare
  g record;
  entry creditkit.entries;
  excess bigint;
  part bigint;
begin
  select coalesce(sum(remaining), 0) - recurring.rollover_cap into excess from creditkit.grants
  where customer = pool.customer and currency = pool.currency and resource = pool.resource
    and status = 'available' and recurring_id = recurring.id;
  entry.amount := 0;
  for g in
    select number, remaining, held from creditkit.grants
    where customer = pool.customer and currency = pool.currency and resource = pool.resource
      and status = 'available' and recurring_id = recurring.id and remaining > held
    order by number
  loop
    exit when excess <= 0;
    part := least(excess, g.remaining - g.held);
    pool := creditkit.take_from_grant(pool, g.number, part, 'expired', 'expired');
    perform creditkit.tell_grant(pool, over) from creditkit.grants as over
    where over.customer = pool.customer and over.currency = pool.currency and over.resource = pool.resource
      and over.number = g.number and over.remaining = 0;
    entry.amount := entry.amount - part;
    entry.splits := entry.splits || array[g.number, -part, g.remaining - part];
    excess := excess - part;
  end loop;
  if entry.amount < 0 then
    entry.at := moment;
    entry.kind := 'expiry';
    entry.reason := 'roll-over cap';
    pool := creditkit.append_entry(pool, entry);
  end if;
  return pool;
end
$$;

create or replace function creditkit.take_in_burn_order(
  inout pool creditkit.pools, inout entry creditkit.entries, inout wanted bigint, as_part text
) returns record
language plpgsql
as $$
declare
  g record;
  part bigint;
begin
  for g in
    select number, remaining, held from creditkit.grants
    where customer = pool.customer and currency = pool.currency and resource = pool.resource
      and status = 'available' and remaining > held
    order by priority, expires_at, category = 'paid', effective_at, number
  loop
    exit when wanted = 0;
    part := least(wanted, g.remaining - g.held);
    pool := creditkit.take_from_grant(pool, g.number, part, as_part, 'taken_back');
    perform creditkit.tell_grant(pool, over) from creditkit.grants as over
    where over.customer = pool.customer and over.currency = pool.currency and over.resource = pool.resource
      and over.number = g.number and over.remaining = 0;
    entry.splits := entry.splits || array[g.number, -part, g.remaining - part];
    wanted := wanted - part;
  end loop;
end
$$;

-- A line of a batch costs what it would have cost alone.
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
      bool_and(price.cost > 0 and l.extra ->> 'occurred_at' is null) over up_to_here as are_usual
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

-- What was voided stays so.
create or replace function creditkit.reinstate(
  the_customer text, the_id uuid, wanted bigint, the_order text, the_reason text, the_actor text, the_metadata jsonb,
  the_key text
) returns uuid
language plpgsql
as $$
declare
  p record;
  entry creditkit.entries;
  pool creditkit.pools;
  owed bigint;
  own bigint;
  gone bigint;
  settled bigint;
  credited bigint;
  waiting boolean;
begin
  select * into p from creditkit.open_grant(the_customer, the_id);
  if wanted > (p.g).clawed_back then
    perform creditkit.refuse('reinstatement_exceeds_clawback', 'No more can be reinstated than was clawed back.');
  end if;
  owed := least(wanted, (p.g).clawed_back - (p.g).taken_back - (p.g).written_off);
  own := least(wanted - owed, (p.g).taken_back);
  gone := wanted - owed - own;
  pool := p.pool;
  waiting := (p.g).effective_at > p.moment;
  settled := case when (p.g).features is null and not waiting then least(pool.overdraft, owed + own) else 0 end;
  -- What was owed settles first; only what settles from the grant's own credits counts as used by it.
  credited := owed + own - settled;
  update creditkit.grants as g
  set remaining = remaining + credited, taken_back = taken_back - own, written_off = written_off - gone,
    clawed_back = clawed_back - wanted,
    status = case
      when remaining + credited = 0 then
        case
          when status = 'voided' then 'voided'
          when expired > 0 then 'expired'
          when g.taken_back > own or withdrawn > 0 then 'taken_back'
          else 'used_up' end
      when waiting then 'scheduled'
      else 'available' end
  where g.customer = the_customer and g.id = the_id;
  entry.at := p.moment;
  entry.kind := 'reinstatement';
  entry.overdraft := settled;
  entry.amount := case when waiting then 0 else settled + credited end;
  entry.splits := array[(p.g).number, entry.amount - settled, (p.g).remaining + credited];
  entry.order_id := coalesce(the_order, (p.g).order_id);
  entry.reason := the_reason;
  entry.actor := the_actor;
  entry.metadata := the_metadata;
  if gone > 0 then
    entry.metadata := coalesce(entry.metadata, '{}') || jsonb_build_object('creditkit.writtenOff', gone::text);
  end if;
  if waiting then
    entry.metadata := coalesce(entry.metadata, '{}') || jsonb_build_object('creditkit.scheduled', credited::text);
  end if;
  entry.key := the_key;
  pool := creditkit.append_entry(pool, entry);
  -- The grant's instant may have passed meanwhile.
  pool := creditkit.advance(pool, p.moment);
  pool := creditkit.save_pool(pool, p.was, true);
  perform creditkit.tell_grant(pool, g) from creditkit.grants as g
  where g.customer = the_customer and g.id = the_id;
  return the_id;
end
$$;
