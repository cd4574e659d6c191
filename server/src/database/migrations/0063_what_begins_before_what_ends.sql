-- At one instant holds lapse, then credits begin, then others end, whose holds those that begin take over, and last a
-- roll-over's cap takes what is above it and not held. A check reads the pool and its grants at one moment.

create or replace function creditkit.advance(pool creditkit.pools, moment timestamptz) returns creditkit.pools
language plpgsql
as $$
declare
  instant timestamptz;
  due record;
  recurring creditkit.recurring_grants;
  capped creditkit.recurring_grants[];
  entry creditkit.entries;
begin
  loop
    instant := creditkit.next_change(pool);
    exit when instant > moment;
    for due in
      select h.id from creditkit.holds as h
      where h.customer = pool.customer and h.currency = pool.currency and h.resource = pool.resource
        and h.status = 'open' and h.lapses_at <= instant
      order by h.id
    loop
      pool := creditkit.lapse_hold(pool, due.id, instant);
    end loop;
    capped := '{}';
    for recurring in
      select r.* from creditkit.recurring_grants as r
      where r.customer = pool.customer and r.currency = pool.currency and r.resource = pool.resource
        and r.next_at <= instant
      order by r.id
    loop
      pool := creditkit.turn_recurring(pool, recurring);
      if recurring.rollover_cap is not null then
        capped := capped || recurring;
      end if;
    end loop;
    for due in
      select g.number, g.reason, g.actor, g.order_id from creditkit.grants as g
      where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
        and g.status = 'scheduled' and g.effective_at <= instant
      order by g.number
    loop
      entry := null;
      entry.at := instant;
      entry.kind := 'grant';
      entry.reason := due.reason;
      entry.actor := due.actor;
      entry.order_id := due.order_id;
      pool := creditkit.put_in_effect(pool, due.number, entry);
    end loop;
    for due in
      select g.number from creditkit.grants as g
      where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
        and g.status = 'available' and g.expires_at <= instant
      order by g.number
    loop
      pool := creditkit.expire_grant(pool, due.number, instant);
    end loop;
    foreach recurring in array capped loop
      pool := creditkit.cap_rollover(pool, recurring, instant);
    end loop;
  end loop;
  return pool;
end
$$;

drop function creditkit.turn_recurring(creditkit.pools, uuid);
create function creditkit.turn_recurring(pool creditkit.pools, recurring creditkit.recurring_grants)
returns creditkit.pools
language plpgsql
as $$
declare
  g creditkit.grants;
  entry creditkit.entries;
  turn integer := recurring.turns;
  following timestamptz;
begin
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
  where customer = pool.customer and id = recurring.id;
  return pool;
end
$$;

-- Of what the grants from before its turn have left, what is above a schedule's cap and not held. Null without a grant.
create or replace function creditkit.above_cap(recurring creditkit.recurring_grants, pool creditkit.pools) returns bigint
language plpgsql stable parallel safe
as $$
begin
  return (
    select least(sum(creditkit.remaining_of(g, pool)) - recurring.rollover_cap,
      sum(creditkit.remaining_of(g, pool) - g.held))
    from creditkit.grants as g
    where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
      and g.status = 'available' and g.recurring_id = recurring.id and g.effective_at < recurring.next_at
  );
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
  excess bigint := creditkit.above_cap(recurring, pool);
  part bigint;
begin
  entry.amount := 0;
  for g in
    select number, remaining, held from creditkit.grants
    where customer = pool.customer and currency = pool.currency and resource = pool.resource
      and status = 'available' and recurring_id = recurring.id and remaining > held and effective_at < recurring.next_at
    order by number
  loop
    exit when excess <= 0;
    part := least(excess, g.remaining - g.held);
    pool := creditkit.take_from_grant(pool, g.number, part, 'expired', 'expired');
    entry.amount := entry.amount - part;
    entry.splits := entry.splits || array[g.number, -part, g.remaining - part];
    excess := excess - part;
  end loop;
  if entry.amount < 0 then
    entry.at := moment;
    entry.kind := 'expiry';
    entry.reason := 'roll-over cap';
    pool := creditkit.append_entry(pool, entry);
    perform creditkit.tell_emptied(pool, entry.splits);
  end if;
  return pool;
end
$$;

create or replace function creditkit.check_usage(
  the_customer text, the_currency text, the_resource text, the_feature text, the_quantity numeric, the_amount bigint,
  the_dimensions jsonb, with_lock boolean, with_overdraft boolean,
  out problem text, out cost numeric, out available bigint, out allowed boolean, out seq bigint, out as_of timestamptz
)
language plpgsql
as $$
declare
  price record;
  state record;
  pool creditkit.pools;
begin
  if with_lock then
    perform creditkit.open_pool(the_customer, the_currency, the_resource);
  end if;
  loop
    perform creditkit.current_pool(the_customer, the_currency, the_resource);
    as_of := creditkit.now_ms();
    -- One statement, so that without a lock too the pool and its grants are of one moment.
    select p as pool,
      case when p.restricted then creditkit.available_for(p, the_feature, null) else p.balance - p.held end as available
    into state
    from creditkit.pools as p
    where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
    pool := state.pool;
    -- Once more where an instant has just passed.
    exit when pool.customer is null or pool.next_change_at > as_of;
  end loop;
  available := coalesce(state.available, 0);
  seq := coalesce(pool.seq, 0);
  price := creditkit.price_of(the_feature, the_currency, the_dimensions, the_quantity, the_amount, as_of);
  problem := price.problem;
  cost := price.cost;
  allowed := cost = 0 or cost <= available
    or with_overdraft and pool.customer is not null and creditkit.overdraft_allows(pool, available, cost);
end
$$;
