-- Where grants end at the instant at which others begin, those others take over their holds, so they begin first. What a
-- cap takes is reckoned without the grants that end then. A check reads the pool and its grants at one moment.

create or replace function creditkit.advance(pool creditkit.pools, moment timestamptz) returns creditkit.pools
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
      (select r.next_at, 2, r.id, null from creditkit.recurring_grants as r
       where r.customer = pool.customer and r.currency = pool.currency and r.resource = pool.resource
         and r.next_at <= moment
       order by r.next_at, r.id limit 1)
      union all
      (select g.effective_at, 3, g.id, g.number from creditkit.grants as g
       where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
         and g.status = 'scheduled' and g.effective_at <= moment
       order by g.effective_at, g.number limit 1)
      union all
      (select g.expires_at, 4, g.id, g.number from creditkit.grants as g
       where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
         and g.status = 'available' and g.expires_at <= moment
       order by g.expires_at, g.number limit 1)
    ) as candidates
    order by at, turn limit 1;
    exit when not found;
    case due.turn
      when 1 then pool := creditkit.lapse_hold(pool, due.id, due.at);
      when 2 then pool := creditkit.turn_recurring(pool, due.id);
      when 3 then
        entry := null;
        entry.at := due.at;
        entry.kind := 'grant';
        select g.reason, g.actor, g.order_id into entry.reason, entry.actor, entry.order_id
        from creditkit.grants as g
        where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
          and g.number = due.number;
        pool := creditkit.put_in_effect(pool, due.number, entry);
      else pool := creditkit.expire_grant(pool, due.number, due.at);
    end case;
  end loop;
  return pool;
end
$$;

-- Of what the schedule's grants will have left at its next turn, what is above its cap and not held. Null without a cap or
-- a grant.
create or replace function creditkit.above_cap(recurring creditkit.recurring_grants, pool creditkit.pools) returns bigint
language plpgsql stable parallel safe
as $$
begin
  return (
    select least(sum(creditkit.remaining_of(g, pool)) - recurring.rollover_cap,
      sum(creditkit.remaining_of(g, pool) - g.held))
    from creditkit.grants as g
    where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
      and g.status = 'available' and g.recurring_id = recurring.id and g.expires_at > recurring.next_at
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
      and status = 'available' and recurring_id = recurring.id and remaining > held and expires_at > recurring.next_at
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
  as_of := creditkit.now_ms();
  if with_lock then
    perform creditkit.open_pool(the_customer, the_currency, the_resource);
  else
    perform creditkit.current_pool(the_customer, the_currency, the_resource);
  end if;
  -- One statement, so that without a lock too the pool and its grants are of one moment.
  select p as pool,
    case when p.restricted then creditkit.available_for(p, the_feature, null) else p.balance - p.held end as available
  into state
  from creditkit.pools as p
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
  pool := state.pool;
  available := coalesce(state.available, 0);
  seq := coalesce(pool.seq, 0);
  price := creditkit.price_of(the_feature, the_currency, the_dimensions, the_quantity, the_amount, as_of);
  problem := price.problem;
  cost := price.cost;
  allowed := cost = 0 or cost <= available
    or with_overdraft and pool.customer is not null and creditkit.overdraft_allows(pool, available, cost);
end
$$;
