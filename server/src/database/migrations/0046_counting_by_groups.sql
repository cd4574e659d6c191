-- Usage goes into the sums group by group: mostly there is one, or none, and a statement that does everything for many
-- costs more to begin than two that write one row each.

create or replace function creditkit.count_usage(before creditkit.pools[]) returns void
language plpgsql
as $$
declare
  used record;
begin
  for used in
    select block.customer, block.currency, block.resource, coalesce(e.feature, '') as feature,
      coalesce(e.dimensions, '{}') as dimensions,
      date_bin('15 minutes', coalesce(e.occurred_at, e.at), '2000-01-01 00:00Z') as slot, -sum(e.amount)::bigint as amount
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
    on conflict (customer, currency, hour, feature, resource, dimensions) do update
    set amount_00 = u.amount_00 + excluded.amount_00, amount_15 = u.amount_15 + excluded.amount_15,
      amount_30 = u.amount_30 + excluded.amount_30, amount_45 = u.amount_45 + excluded.amount_45;
    insert into creditkit.usage_days as u (customer, currency, day, feature, resource, dimensions, amount)
    values (used.customer, used.currency, (used.slot at time zone 'UTC')::date, used.feature, used.resource,
      used.dimensions, used.amount)
    on conflict (customer, currency, day, feature, resource, dimensions) do update
    set amount = u.amount + excluded.amount;
  end loop;
end
$$;
