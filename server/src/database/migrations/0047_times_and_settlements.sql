-- Where clocks are put back at midnight, the day begins at the first of two midnights; Postgres reads the second.
create function creditkit.local_beginning(local timestamp, zone text) returns timestamptz
language sql stable
as $$
  select case when earlier at time zone zone = local then least(earlier, later) else later end
  from (
    select local at time zone zone as later, (local - interval '1 day') at time zone zone + interval '24 hours' as earlier
  ) as readings
$$;

-- A hold that is settled whole keeps the rate that it was made for. One that is settled by amount says no quantity: what
-- was reserved is not what was used.
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
    price := creditkit.price_of((p.h).feature, (p.h).currency, (p.h).dimensions, the_quantity, null, p.moment);
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
