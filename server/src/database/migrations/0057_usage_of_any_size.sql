-- Dimensions can be longer than what fits into an index, so that a pool that had used something with such could not be
-- counted, and was locked from its next block on. The sums have a hash of the dimensions in their key. And they are
-- numeric: what flows through a pool in a day is not bounded by what it can have at a time, and more than 64 bits of it
-- locked the pool likewise.

alter table creditkit.usage_hours drop constraint usage_hours_pkey,
  alter column amount_00 type numeric, alter column amount_15 type numeric, alter column amount_30 type numeric,
  alter column amount_45 type numeric;
create unique index usage_hours_key on creditkit.usage_hours
  (customer, currency, hour, feature, resource, (md5(dimensions::text)::uuid));

alter table creditkit.usage_days drop constraint usage_days_pkey, alter column amount type numeric;
create unique index usage_days_key on creditkit.usage_days
  (customer, currency, day, feature, resource, (md5(dimensions::text)::uuid));

create or replace function creditkit.count_usage(before creditkit.pools[])
returns void
language plpgsql
as $$
declare
  used record;
begin
  for used in
    select block.customer, block.currency, block.resource, coalesce(e.feature, '') as feature,
      coalesce(e.dimensions, '{}') as dimensions,
      date_bin('15 minutes', coalesce(e.occurred_at, e.at), '2000-01-01 00:00Z') as slot, -sum(e.amount) as amount
    from (
      select p.customer, p.currency, p.resource, creditkit.counted_upto(b.seq) as counted,
        creditkit.counted_upto(p.seq) as upto
      from creditkit.rows_of(before) as b
      cross join lateral (
        select x.customer, x.currency, x.resource, x.seq from creditkit.pools as x
        where x.customer = b.customer and x.currency = b.currency and x.resource = b.resource
        offset 0
      ) as p
      where creditkit.counted_upto(p.seq) > creditkit.counted_upto(b.seq)
      offset 0
    ) as block
    cross join lateral (
      select x.at, x.occurred_at, x.feature, x.dimensions, x.amount from creditkit.entries as x
      where x.customer = block.customer and x.currency = block.currency and x.resource = block.resource
        and x.seq > block.counted and x.seq <= block.upto and x.kind = 'consumption'
      offset 0
    ) as e
    group by 1, 2, 3, 4, 5, 6
  loop
    insert into creditkit.usage_hours as u (customer, currency, hour, feature, resource, dimensions, amount_00, amount_15,
      amount_30, amount_45)
    select used.customer, used.currency, date_bin('1 hour', used.slot, '2000-01-01 00:00Z'), used.feature, used.resource,
      used.dimensions, case quarter when 0 then used.amount else 0 end, case quarter when 1 then used.amount else 0 end,
      case quarter when 2 then used.amount else 0 end, case quarter when 3 then used.amount else 0 end
    from (select extract(minute from used.slot at time zone 'UTC')::integer / 15 as quarter) as q
    on conflict (customer, currency, hour, feature, resource, (md5(dimensions::text)::uuid)) do update
    set amount_00 = u.amount_00 + excluded.amount_00, amount_15 = u.amount_15 + excluded.amount_15,
      amount_30 = u.amount_30 + excluded.amount_30, amount_45 = u.amount_45 + excluded.amount_45;
    insert into creditkit.usage_days as u (customer, currency, day, feature, resource, dimensions, amount)
    values (used.customer, used.currency, (used.slot at time zone 'UTC')::date, used.feature, used.resource,
      used.dimensions, used.amount)
    on conflict (customer, currency, day, feature, resource, (md5(dimensions::text)::uuid)) do update
    set amount = u.amount + excluded.amount;
  end loop;
end
$$;

drop function creditkit.usage_between;
drop function creditkit.usage_of_hours;
drop function creditkit.usage_of_entries;
drop function creditkit.usage_not_counted;

create function creditkit.usage_not_counted(the_customer text, the_currency text, the_resource text)
returns table(slot timestamptz, feature text, dimensions jsonb, amount numeric)
language sql
stable rows 10
as $$
  select date_bin('15 minutes', coalesce(e.occurred_at, e.at), '2000-01-01 00:00Z'), coalesce(e.feature, ''),
    coalesce(e.dimensions, '{}'), -sum(e.amount)
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

create function creditkit.usage_of_entries(
  the_customer text, the_currency text, the_resource text, first timestamptz, last timestamptz
)
returns table(feature text, dimensions jsonb, amount numeric)
language sql
stable rows 100
as $$
  -- The numbers are found first, once a pool ("offset 0" keeps them apart): else the planner may look for them anew at
  -- every entry of the ledger.
  select coalesce(e.feature, ''), coalesce(e.dimensions, '{}'), -e.amount
  from (
    select p.customer, p.currency, p.resource,
      creditkit.seq_at(p.customer, p.currency, p.resource, first - interval '1 millisecond') as before,
      creditkit.seq_at(p.customer, p.currency, p.resource, last - interval '1 millisecond') as upto
    from creditkit.pools as p
    where p.customer = the_customer and p.currency = the_currency
      and (the_resource is null or p.resource = the_resource)
    offset 0
  ) as bounds
  cross join lateral (
    select x.feature, x.dimensions, x.amount from creditkit.entries as x
    where x.customer = bounds.customer and x.currency = bounds.currency and x.resource = bounds.resource
      and x.seq > bounds.before and x.seq <= bounds.upto
      and x.kind = 'consumption' and x.occurred_at is null
    offset 0
  ) as e
  union all
  select coalesce(e.feature, ''), coalesce(e.dimensions, '{}'), -e.amount
  from creditkit.entries as e
  where e.customer = the_customer and e.currency = the_currency
    and (the_resource is null or e.resource = the_resource)
    and e.kind = 'consumption' and e.occurred_at >= first and e.occurred_at < last
$$;

create function creditkit.usage_of_hours(
  the_customer text, the_currency text, the_resource text, first timestamptz, last timestamptz
)
returns table(feature text, dimensions jsonb, amount numeric)
language plpgsql
stable rows 100
set plan_cache_mode = 'force_generic_plan'
as $$
declare
  epoch constant timestamptz := '2000-01-01 00:00Z';
  quarter constant interval := '15 minutes';
  first_quarter timestamptz := date_bin(quarter, first + quarter - interval '1 microsecond', epoch);
  last_quarter timestamptz := date_bin(quarter, last, epoch);
begin
  if first_quarter > last_quarter then
    return query select * from creditkit.usage_of_entries(the_customer, the_currency, the_resource, first, last);
    return;
  end if;
  if first < first_quarter then
    return query
    select * from creditkit.usage_of_entries(the_customer, the_currency, the_resource, first, first_quarter);
  end if;
  if last_quarter < last then
    return query
    select * from creditkit.usage_of_entries(the_customer, the_currency, the_resource, last_quarter, last);
  end if;
  return query
  select u.feature, u.dimensions,
    case when u.hour >= first_quarter and u.hour < last_quarter then u.amount_00 else 0 end
    + case when u.hour + quarter >= first_quarter and u.hour + quarter < last_quarter then u.amount_15 else 0 end
    + case when u.hour + quarter * 2 >= first_quarter and u.hour + quarter * 2 < last_quarter
        then u.amount_30 else 0 end
    + case when u.hour + quarter * 3 >= first_quarter and u.hour + quarter * 3 < last_quarter
        then u.amount_45 else 0 end
  from creditkit.usage_hours as u
  where u.customer = the_customer and u.currency = the_currency
    and (the_resource is null or u.resource = the_resource)
    and u.hour >= date_bin('1 hour', first_quarter, epoch) and u.hour < last_quarter;
end
$$;

create function creditkit.usage_between(
  the_customer text, the_currency text, the_resource text, first timestamptz, last timestamptz
)
returns table(feature text, dimensions jsonb, amount numeric)
language plpgsql
stable rows 100
set plan_cache_mode = 'force_generic_plan'
as $$
declare
  first_day date := ((first at time zone 'UTC') + interval '1 day' - interval '1 microsecond')::date;
  last_day date := (last at time zone 'UTC')::date;
  days_begin timestamptz := first_day::timestamp at time zone 'UTC';
  days_end timestamptz := last_day::timestamp at time zone 'UTC';
begin
  if first_day >= last_day then
    return query select * from creditkit.usage_of_hours(the_customer, the_currency, the_resource, first, last);
    return;
  end if;
  if first < days_begin then
    return query
    select * from creditkit.usage_of_hours(the_customer, the_currency, the_resource, first, days_begin);
  end if;
  if days_end < last then
    return query select * from creditkit.usage_of_hours(the_customer, the_currency, the_resource, days_end, last);
  end if;
  return query
  select u.feature, u.dimensions, u.amount from creditkit.usage_days as u
  where u.customer = the_customer and u.currency = the_currency
    and (the_resource is null or u.resource = the_resource)
    and u.day >= first_day and u.day < last_day;
end
$$;
