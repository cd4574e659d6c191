-- Consumption goes into the sums by hour and by day a block of 16 entries at a time, because two sums written for each
-- consumption take an eighth of its time. A pool's counter says how far its entries are in the sums; the few after
-- that are read from the ledger. So nothing can be forgotten, and no answer waits for anything.

-- Entries in a block. Larger blocks make a consumption hardly cheaper, and a balance dearer, whose pace reads what is
-- not counted.
create function creditkit.usage_block() returns bigint
language sql immutable parallel safe
as $$ select 16::bigint $$;

create function creditkit.counted_upto(seq bigint) returns bigint
language sql immutable parallel safe
as $$ select seq - seq % creditkit.usage_block() $$;

-- Consumption that is not in the sums yet, by quarters of an hour. `resource` null: of all the customer's pools.
create function creditkit.usage_not_counted(the_customer text, the_currency text, the_resource text)
returns table (slot timestamptz, feature text, dimensions jsonb, amount bigint)
language sql stable rows 10
as $$
  select date_bin('15 minutes', coalesce(e.occurred_at, e.at), '2000-01-01 00:00Z'), coalesce(e.feature, ''),
    coalesce(e.dimensions, '{}'), -sum(e.amount)::bigint
  from (
    select p.customer, p.currency, p.resource, creditkit.counted_upto(p.seq) as counted
    from creditkit.pools as p
    where p.customer = the_customer and p.currency = the_currency
      and (the_resource is null or p.resource = the_resource)
    offset 0
  ) as pool
  cross join lateral (
    select x.at, x.occurred_at, x.feature, x.dimensions, x.amount from creditkit.entries as x
    where x.customer = pool.customer and x.currency = pool.currency and x.resource = pool.resource
      and x.seq > pool.counted and x.kind = 'consumption'
    offset 0
  ) as e
  group by 1, 2, 3
$$;

-- What was counted one by one until now goes out of the sums again where its block is not full.
do $$
begin
  lock table creditkit.pools in exclusive mode;
  create temporary table not_counted on commit drop as
  select p.customer, p.currency, p.resource, n.*
  from creditkit.pools as p
  cross join lateral creditkit.usage_not_counted(p.customer, p.currency, p.resource) as n;
  -- How many there were matters to nobody but verify, and goes with the amounts.
  alter table creditkit.usage_hours drop column consumptions;
  alter table creditkit.usage_days drop column consumptions;
  update creditkit.usage_hours as u
  set amount_00 = u.amount_00 - n.amounts[1], amount_15 = u.amount_15 - n.amounts[2],
    amount_30 = u.amount_30 - n.amounts[3], amount_45 = u.amount_45 - n.amounts[4]
  from (
    select customer, currency, resource, feature, dimensions, date_bin('1 hour', slot, '2000-01-01 00:00Z') as hour,
      array[
        coalesce(sum(amount) filter (where extract(minute from slot at time zone 'UTC') = 0), 0),
        coalesce(sum(amount) filter (where extract(minute from slot at time zone 'UTC') = 15), 0),
        coalesce(sum(amount) filter (where extract(minute from slot at time zone 'UTC') = 30), 0),
        coalesce(sum(amount) filter (where extract(minute from slot at time zone 'UTC') = 45), 0)
      ]::bigint[] as amounts
    from not_counted group by 1, 2, 3, 4, 5, 6
  ) as n
  where u.customer = n.customer and u.currency = n.currency and u.hour = n.hour and u.feature = n.feature
    and u.resource = n.resource and u.dimensions = n.dimensions;
  update creditkit.usage_days as u set amount = u.amount - n.amount
  from (
    select customer, currency, resource, feature, dimensions, (slot at time zone 'UTC')::date as day,
      sum(amount)::bigint as amount
    from not_counted group by 1, 2, 3, 4, 5, 6
  ) as n
  where u.customer = n.customer and u.currency = n.currency and u.day = n.day and u.feature = n.feature
    and u.resource = n.resource and u.dimensions = n.dimensions;
end
$$;

drop function creditkit.count_usage(text, text, text, text, jsonb, timestamptz, bigint);

-- Adds the blocks that have become full to the sums. `before`: pools as they were before entries were written; they
-- are locked.
create function creditkit.count_usage(before creditkit.pools[]) returns void
language plpgsql
as $$
begin
  with block as materialized (
    select p.customer, p.currency, p.resource, creditkit.counted_upto(b.seq) as counted,
      creditkit.counted_upto(p.seq) as upto
    from creditkit.rows_of(before) as b
    cross join lateral (
      select x.customer, x.currency, x.resource, x.seq from creditkit.pools as x
      where x.customer = b.customer and x.currency = b.currency and x.resource = b.resource
      offset 0
    ) as p
    where creditkit.counted_upto(p.seq) > creditkit.counted_upto(b.seq)
  ), used as materialized (
    select block.customer, block.currency, block.resource, coalesce(e.feature, '') as feature,
      coalesce(e.dimensions, '{}') as dimensions,
      date_bin('15 minutes', coalesce(e.occurred_at, e.at), '2000-01-01 00:00Z') as slot, -sum(e.amount) as amount
    from block
    cross join lateral (
      select x.at, x.occurred_at, x.feature, x.dimensions, x.amount from creditkit.entries as x
      where x.customer = block.customer and x.currency = block.currency and x.resource = block.resource
        and x.seq > block.counted and x.seq <= block.upto and x.kind = 'consumption'
      offset 0
    ) as e
    group by 1, 2, 3, 4, 5, 6
  ), by_hour as (
    insert into creditkit.usage_hours as u
    select customer, currency, date_bin('1 hour', slot, '2000-01-01 00:00Z') as hour, feature, resource, dimensions,
      coalesce(sum(amount) filter (where extract(minute from slot at time zone 'UTC') = 0), 0),
      coalesce(sum(amount) filter (where extract(minute from slot at time zone 'UTC') = 15), 0),
      coalesce(sum(amount) filter (where extract(minute from slot at time zone 'UTC') = 30), 0),
      coalesce(sum(amount) filter (where extract(minute from slot at time zone 'UTC') = 45), 0)
    from used group by 1, 2, 3, 4, 5, 6
    on conflict (customer, currency, hour, feature, resource, dimensions) do update
    set amount_00 = u.amount_00 + excluded.amount_00, amount_15 = u.amount_15 + excluded.amount_15,
      amount_30 = u.amount_30 + excluded.amount_30, amount_45 = u.amount_45 + excluded.amount_45
  )
  insert into creditkit.usage_days as u
  select customer, currency, (slot at time zone 'UTC')::date as day, feature, resource, dimensions, sum(amount)
  from used group by 1, 2, 3, 4, 5, 6
  on conflict (customer, currency, day, feature, resource, dimensions) do update
  set amount = u.amount + excluded.amount;
end
$$;
