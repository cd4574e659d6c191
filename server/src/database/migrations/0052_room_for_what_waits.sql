-- Grants that wait count as what the pool will have: together they could be more than it can hold, and from the instant
-- when they took effect on nobody could read it any more. Checks that know of the overdraft. Holds of features that were archived meanwhile; and what to do
-- where credits are short.

-- What the pool can still be given: what waits for its instant counts as there, and a debt as settled by none of it,
-- since grants for some features alone settle none.
create function creditkit.room_of(pool creditkit.pools) returns numeric language sql stable as $$
  select 9223372036854775807::numeric - pool.balance - pool.overdraft - coalesce(sum(g.remaining), 0)
  from creditkit.grants as g
  where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
    and g.status = 'scheduled'
$$;

create function creditkit.check_room(pool creditkit.pools) returns void language plpgsql as $$
begin
  if creditkit.room_of(pool) < 0 then
    -- As Postgres itself says of a balance that would pass 64 bits.
    raise numeric_value_out_of_range;
  end if;
end
$$;

create or replace function creditkit.issue_grant(inout pool creditkit.pools, inout g creditkit.grants, entry creditkit.entries)
language plpgsql as $$
begin
  pool.grant_count := pool.grant_count + 1;
  g.customer := pool.customer;
  g.currency := pool.currency;
  g.resource := pool.resource;
  g.number := pool.grant_count;
  g.id := coalesce(g.id, creditkit.uuid_v7());
  g.remaining := g.amount;
  g.held := 0;
  g.expired := 0;
  g.withdrawn := 0;
  g.clawed_back := 0;
  g.taken_back := 0;
  g.written_off := 0;
  g.created_at := entry.at;
  g.expires_at := coalesce(g.expires_at, 'infinity');
  g.status := case when g.effective_at > entry.at then 'scheduled' else 'available' end;
  insert into creditkit.grants select (g).*;
  entry.reason := g.reason;
  entry.actor := g.actor;
  entry.order_id := g.order_id;
  if g.status = 'scheduled' then
    entry.kind := 'schedule';
    -- It moves nothing yet, and names the grant.
    entry.splits := array[g.number, 0, g.remaining];
    pool := creditkit.append_entry(pool, entry);
    perform creditkit.tell_grant(pool, g);
  else
    pool := creditkit.put_in_effect(pool, g.number, entry);
    -- What put_in_effect did to the row.
    select * into strict g from creditkit.grants as now
    where now.customer = pool.customer and now.currency = pool.currency
      and now.resource = pool.resource and now.number = pool.grant_count;
  end if;
  perform creditkit.check_room(pool);
end
$$;

create or replace function creditkit.turn_recurring(pool creditkit.pools, the_id uuid) returns creditkit.pools
language plpgsql as $$
declare
  recurring creditkit.recurring_grants;
  g creditkit.grants;
  entry creditkit.entries;
  turn integer;
  following timestamptz;
begin
  select * into strict recurring from creditkit.recurring_grants where customer = pool.customer and id = the_id;
  if recurring.rollover = 'up_to' then
    pool := creditkit.cap_rollover(pool, recurring, recurring.next_at);
  end if;
  turn := recurring.turns;
  loop
    turn := turn + 1;
    following := creditkit.turn_at(recurring, turn);
    exit when following > recurring.next_at;
  end loop;
  -- Whatever falls due has to succeed: there is less where there is no room for more.
  g.amount := least(recurring.amount, creditkit.room_of(pool));
  g.category := recurring.category;
  g.priority := recurring.priority;
  g.features := recurring.features;
  g.cost_amount := recurring.cost_amount;
  g.cost_currency := recurring.cost_currency;
  g.cost_scale := recurring.cost_scale;
  g.effective_at := recurring.next_at;
  g.expires_at := case when recurring.rollover = 'none' then following end;
  g.source := 'recurring';
  g.recurring_id := recurring.id;
  g.reason := recurring.reason;
  g.actor := recurring.actor;
  g.metadata := recurring.metadata;
  entry.at := recurring.next_at;
  entry.kind := 'grant';
  if g.amount > 0 then
    pool := (creditkit.issue_grant(pool, g, entry)).pool;
  end if;
  update creditkit.recurring_grants
  set turns = turn, next_at = case when following < ends_at then following else 'infinity' end
  where customer = pool.customer and id = the_id;
  return pool;
end
$$;

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
  perform creditkit.check_room(pool);
  pool := creditkit.save_pool(pool, p.was, true);
  perform creditkit.tell_grant(pool, g) from creditkit.grants as g
  where g.customer = the_customer and g.id = the_id;
  return the_id;
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
  perform creditkit.check_room(p) from creditkit.rows_of(pools) as was
  join creditkit.pools as p using (customer, currency, resource)
  where creditkit.room_of(p) < 0;
  -- Where a debt was settled, each grant has counted what there was to count.
  perform creditkit.count_usage(array(select p from creditkit.rows_of(pools) as p where p.overdraft = 0));
end
$$;

create or replace function creditkit.settle_hold(
  the_customer text, the_id uuid, the_amount bigint, the_quantity numeric, may_overdraw boolean,
  the_reason text, the_actor text, the_metadata jsonb, the_key text
) returns bigint language plpgsql
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
    if (p.h).feature is null then
      perform creditkit.refuse('invalid_value', 'This hold is for no feature that a quantity could be of. Settle it by amount.');
    end if;
    price := creditkit.price_of((p.h).feature, (p.h).currency, (p.h).dimensions, the_quantity, null, p.moment);
    -- What was reserved before its feature was archived can still be settled.
    if price.problem = 'feature_archived' then
      price.problem := case
        when price.cost is null then 'no_rate'
        when price.cost > 9223372036854775807 then 'amount_too_large' end;
    end if;
    if price.problem is not null then
      perform creditkit.refuse_price(price.problem);
    end if;
    cost := price.cost;
    entry.rate_version := price.rate_version;
  elsif the_amount is null then
    -- The whole hold, at the price that it was made for.
    select e.rate_version into entry.rate_version from creditkit.entries as e
    where e.customer = the_customer and e.currency = (p.h).currency and e.resource = (p.h).resource
      and e.seq > creditkit.seq_at(the_customer, (p.h).currency, (p.h).resource, (p.h).created_at - interval '1 millisecond')
      and e.seq <= creditkit.seq_at(the_customer, (p.h).currency, (p.h).resource, (p.h).created_at)
      and e.kind = 'hold' and e.hold_id = the_id;
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
  -- What an amount stands for was not told.
  if the_amount is null then
    entry.quantity := coalesce(the_quantity, (p.h).quantity);
  end if;
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

-- A refusal is remembered for its key.
create or replace function creditkit.refuse_short(cost numeric, available bigint, the_currency text) returns void
language plpgsql
as $$
begin
  perform creditkit.refuse('insufficient_credits', 'There are not enough credits. Add some, then try again with a new key.',
    jsonb_build_object('cost', cost::text, 'available', available::text, 'missing', (cost - available)::text,
      'scale', (select scale from creditkit.currencies where id = the_currency)));
end
$$;

drop function creditkit.check_usage(text, text, text, text, numeric, bigint, jsonb, boolean);
create function creditkit.check_usage(
  the_customer text, the_currency text, the_resource text, the_feature text, the_quantity numeric, the_amount bigint,
  the_dimensions jsonb, with_lock boolean, with_overdraft boolean,
  out problem text, out cost numeric, out available bigint, out allowed boolean, out seq bigint, out as_of timestamptz
)
language plpgsql
as $$
declare
  pool creditkit.pools;
  price record;
begin
  if with_lock then
    pool := (creditkit.open_pool(the_customer, the_currency, the_resource)).pool;
  else
    pool := creditkit.current_pool(the_customer, the_currency, the_resource);
  end if;
  as_of := creditkit.now_ms();
  price := creditkit.price_of(the_feature, the_currency, the_dimensions, the_quantity, the_amount, as_of);
  problem := price.problem;
  cost := price.cost;
  available := case when pool.customer is null then 0
    when pool.restricted then creditkit.available_for(pool, the_feature, null)
    else pool.balance - pool.held end;
  allowed := cost = 0 or cost <= available
    or with_overdraft and pool.customer is not null and creditkit.overdraft_allows(pool, available, cost);
  seq := coalesce(pool.seq, 0);
end
$$;
