-- Reading the ledger at an instant, without an index by time: the entries of a pool are in the order of their times,
-- so the number of the last one at or before an instant is found by halving.

create function creditkit.seq_at(the_customer text, the_currency text, the_resource text, moment timestamptz)
returns bigint
language plpgsql stable
as $$
declare
  low bigint := 0;
  high bigint;
  middle bigint;
  middle_at timestamptz;
begin
  select p.seq into high from creditkit.pools as p
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
  while low < high loop
    middle := (low + high + 1) / 2;
    select e.at into middle_at from creditkit.entries as e
    where e.customer = the_customer and e.currency = the_currency and e.resource = the_resource and e.seq = middle;
    if middle_at <= moment then
      low := middle;
    else
      high := middle - 1;
    end if;
  end loop;
  return coalesce(high, 0);
end
$$;

create index entries_late on creditkit.entries (customer, currency, occurred_at) where occurred_at is not null;

-- Consumption in [first, last), entry by entry: for stretches of time that the sums do not fit.
create function creditkit.usage_of_entries(
  the_customer text, the_currency text, the_resource text, first timestamptz, last timestamptz
) returns table (feature text, dimensions jsonb, amount bigint)
language sql stable rows 100
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

-- Consumption in [first, last), which is less than two days: by quarters of an hour, and by entries at the edges.
create function creditkit.usage_of_hours(
  the_customer text, the_currency text, the_resource text, first timestamptz, last timestamptz
) returns table (feature text, dimensions jsonb, amount bigint)
language plpgsql stable rows 100
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

-- Consumption in [first, last): whole days of UTC by day, the rest by hour. Exact, at a cost that grows with the
-- length of time and not with the ledger.
create function creditkit.usage_between(
  the_customer text, the_currency text, the_resource text, first timestamptz, last timestamptz
) returns table (feature text, dimensions jsonb, amount bigint)
language plpgsql stable rows 100
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
