-- What time does to a pool: holds lapse, grants expire, periods turn, grants come into effect. Each is written with
-- the instant at which it took place, in the order of these instants, whenever somebody next looks at the pool.

create function creditkit.lapse_hold(pool creditkit.pools, the_hold uuid, moment timestamptz)
returns creditkit.pools
language plpgsql
as $$
declare
  entry creditkit.entries;
begin
  pool := creditkit.unreserve(pool, the_hold);
  update creditkit.holds set status = 'lapsed', closed_at = moment
  where customer = pool.customer and id = the_hold;
  entry.at := moment;
  entry.kind := 'release';
  entry.hold_id := the_hold;
  entry.reason := 'lapsed';
  return creditkit.append_entry(pool, entry);
end
$$;

create function creditkit.expire_grant(pool creditkit.pools, the_number integer, moment timestamptz)
returns creditkit.pools
language plpgsql
as $$
declare
  g creditkit.grants;
  entry creditkit.entries;
begin
  select * into strict g from creditkit.grants
  where customer = pool.customer and currency = pool.currency and resource = pool.resource and number = the_number;
  pool := creditkit.take_from_grant(pool, the_number, g.remaining, 'expired', 'expired');
  entry.at := moment;
  entry.kind := 'expiry';
  entry.amount := -g.remaining;
  entry.splits := array[the_number, -g.remaining, 0];
  entry.order_id := g.order_id;
  pool := creditkit.append_entry(pool, entry);
  g.remaining := 0;
  g.status := 'expired';
  perform creditkit.tell_grant(pool, g);
  return pool;
end
$$;

-- Of what earlier turns left, lets the oldest go until no more than the cap is over. What a hold has reserved stays.
create function creditkit.cap_rollover(
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

create function creditkit.turn_recurring(pool creditkit.pools, the_id uuid) returns creditkit.pools
language plpgsql
as $$
declare
  recurring creditkit.recurring_grants;
  g creditkit.grants;
  entry creditkit.entries;
  following timestamptz;
begin
  select * into strict recurring from creditkit.recurring_grants where customer = pool.customer and id = the_id;
  if recurring.rollover = 'up_to' then
    pool := creditkit.cap_rollover(pool, recurring, recurring.next_at);
  end if;
  following := creditkit.turn_at(recurring, recurring.turns + 1);
  g.amount := recurring.amount;
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
  pool := (creditkit.issue_grant(pool, g, entry)).pool;
  update creditkit.recurring_grants
  set turns = turns + 1, next_at = case when following < ends_at then following else 'infinity' end
  where customer = pool.customer and id = the_id;
  return pool;
end
$$;

-- Brings a locked pool up to date. At one instant: holds lapse, then grants expire, periods turn, grants begin.
create function creditkit.advance(pool creditkit.pools, moment timestamptz) returns creditkit.pools
language plpgsql
as $$
declare
  due record;
  entry creditkit.entries;
begin
  loop
    select * into due from (
      (select h.lapses_at as at, 1 as turn, h.id, null::integer as number from creditkit.holds as h
       where h.customer = pool.customer and h.currency = pool.currency and h.resource = pool.resource
         and h.status = 'open' and h.lapses_at <= moment
       order by h.lapses_at, h.id limit 1)
      union all
      (select g.expires_at, 2, g.id, g.number from creditkit.grants as g
       where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
         and g.status = 'available' and g.expires_at <= moment
       order by g.expires_at, g.number limit 1)
      union all
      (select r.next_at, 3, r.id, null from creditkit.recurring_grants as r
       where r.customer = pool.customer and r.currency = pool.currency and r.resource = pool.resource
         and r.next_at <= moment
       order by r.next_at, r.id limit 1)
      union all
      (select g.effective_at, 4, g.id, g.number from creditkit.grants as g
       where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
         and g.status = 'scheduled' and g.effective_at <= moment
       order by g.effective_at, g.number limit 1)
    ) as candidates
    order by at, turn limit 1;
    exit when not found;
    case due.turn
      when 1 then pool := creditkit.lapse_hold(pool, due.id, due.at);
      when 2 then pool := creditkit.expire_grant(pool, due.number, due.at);
      when 3 then pool := creditkit.turn_recurring(pool, due.id);
      else
        entry := null;
        entry.at := due.at;
        entry.kind := 'grant';
        select g.reason, g.actor, g.order_id into entry.reason, entry.actor, entry.order_id
        from creditkit.grants as g
        where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
          and g.number = due.number;
        pool := creditkit.put_in_effect(pool, due.number, entry);
    end case;
  end loop;
  return pool;
end
$$;

-- Locks a pool and brings it up to date.
create function creditkit.open_pool(
  the_customer text, the_currency text, the_resource text,
  out pool creditkit.pools, out was creditkit.pools, out moment timestamptz
)
language plpgsql
as $$
begin
  was := creditkit.lock_pool(the_customer, the_currency, the_resource);
  pool := was;
  moment := creditkit.time_of_change(pool);
  if pool.next_change_at <= moment then
    pool := creditkit.advance(pool, moment);
    pool := creditkit.save_pool(pool, was, true);
    was := pool;
  end if;
end
$$;

-- A pool as it is now: locked only if time has something to do there. Without a row of values if there is none.
create function creditkit.current_pool(the_customer text, the_currency text, the_resource text)
returns creditkit.pools
language plpgsql
as $$
declare
  pool creditkit.pools;
begin
  select * into pool from creditkit.pools as p
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
  if found and pool.next_change_at <= creditkit.now_ms() then
    pool := (creditkit.open_pool(the_customer, the_currency, the_resource)).pool;
  end if;
  return pool;
end
$$;

-- Brings the pools of a customer up to date, locked in the order in which everyone locks several.
create function creditkit.advance_due(the_customer text) returns void
language plpgsql
as $$
declare
  due record;
begin
  for due in
    select p.customer, p.currency, p.resource from creditkit.pools as p
    where p.customer = the_customer and p.next_change_at <= creditkit.now_ms()
    order by creditkit.pool_lock_number(p.customer, p.currency, p.resource)
  loop
    perform creditkit.open_pool(due.customer, due.currency, due.resource);
  end loop;
end
$$;
