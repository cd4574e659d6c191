-- A hold settles by quantity at the rate that it was made for, as it does whole: what it was made for is then always
-- enough for that, whatever rates were added meanwhile, also for the past. One that was made for an amount settles by
-- quantity at the rate of that moment.

create or replace function creditkit.settle_hold(
  the_customer text, the_id uuid, the_amount bigint, the_quantity numeric, may_overdraw boolean, the_reason text,
  the_actor text, the_metadata jsonb, the_key text
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
  if the_amount is null then
    select e.rate_version into entry.rate_version from creditkit.entries as e
    where e.customer = the_customer and e.currency = (p.h).currency and e.resource = (p.h).resource
      and e.seq > creditkit.seq_at(the_customer, (p.h).currency, (p.h).resource, (p.h).created_at - interval '1 millisecond')
      and e.seq <= creditkit.seq_at(the_customer, (p.h).currency, (p.h).resource, (p.h).created_at)
      and e.kind = 'hold' and e.hold_id = the_id;
  end if;
  if the_quantity is not null and entry.rate_version is not null then
    select creditkit.rate_cost(r, the_quantity, c.scale) into strict cost
    from creditkit.rates as r join creditkit.currencies as c on c.id = r.currency
    where r.feature = (p.h).feature and r.currency = (p.h).currency and r.version = entry.rate_version;
    if cost > 9223372036854775807 then
      perform creditkit.refuse_price('amount_too_large');
    end if;
  elsif the_quantity is not null then
    if (p.h).feature is null then
      perform creditkit.refuse('invalid_value',
        'This hold is for no feature that a quantity could be of. Settle it by amount.');
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
