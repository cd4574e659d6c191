-- What a roll-over's cap takes at the next turn is said once, for the turn itself and for whoever tells of it before.

-- Of what the schedule's grants have left, what is above its cap and not held. Null without a cap or a grant.
create function creditkit.above_cap(recurring creditkit.recurring_grants, pool creditkit.pools) returns bigint
language plpgsql stable parallel safe
as $$
begin
  return (
    select least(sum(creditkit.remaining_of(g, pool)) - recurring.rollover_cap,
      sum(creditkit.remaining_of(g, pool) - g.held))
    from creditkit.grants as g
    where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
      and g.status = 'available' and g.recurring_id = recurring.id
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
    perform creditkit.tell_emptied(pool, entry.splits);
  end if;
  return pool;
end
$$;
