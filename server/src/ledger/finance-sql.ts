/**
 * Money by period, valued at credits × cost ÷ amount of each grant. What is deferred at the end of the ledger is what
 * the grants have left; from there it is worked out backwards, so that nothing before the first period is read.
 * $1 customer, $2 from, $3 to, $4 period, $5 time zone. The last period is all that came after.
 */
export const FINANCE = `
  with edge as (
    select greatest(b.at, $2::timestamptz) as first, coalesce(lead(b.at) over w, $3::timestamptz) as last,
      row_number() over w as nth
    from (
      select creditkit.local_beginning(
        date_trunc($4::text, $2::timestamptz at time zone $5::text) + n * ('1 ' || $4::text)::interval, $5::text) as at
      from generate_series(0, 4000) as n
    ) as b
    where b.at < $3::timestamptz
    window w as (order by b.at)
  ), period as (
    select nth, first, least(last, $3::timestamptz) as last from edge
    union all select max(nth) + 1, $3::timestamptz, 'infinity' from edge
  ), paid as materialized (
    select g.*, creditkit.remaining_of(g, p) as left_now
    from creditkit.grants as g join creditkit.pools as p using (customer, currency, resource)
    where g.cost_amount > 0 and ($1::text is null or g.customer = $1::text)
  ), movement as (
    select p.customer, p.currency, p.resource, p.number, e.at,
      case e.kind
        when 'consumption' then -s.amount
        -- Settling an overdraft is use; what a clawback puts into overdraft was used, and is used no longer.
        when 'grant' then owed.amount
        when 'adjustment' then greatest(owed.amount, 0)
        when 'reinstatement' then owed.amount
        when 'clawback' then owed.amount
        else 0 end as recognised,
      case e.kind when 'expiry' then -s.amount when 'clawback' then -gone.amount when 'reinstatement' then gone.amount
        else 0 end as breakage,
      case
        when e.kind in ('void', 'revocation') or e.kind = 'adjustment' and s.amount < 0 then -s.amount - waiting.amount
        when e.kind = 'clawback' then -s.amount - waiting.amount - owed.amount + gone.amount
        when e.kind = 'reinstatement' then -s.amount - waiting.amount - owed.amount - gone.amount
        else 0 end as refunded
    from (
      -- Entries are in the order of their times, so each pool's first one is found by its number.
      select k.*, creditkit.seq_at(k.customer, k.currency, k.resource, $2::timestamptz - interval '1 millisecond')
        as before
      from (select distinct customer, currency, resource from paid) as k
      join creditkit.pools as changed using (customer, currency, resource)
      where changed.last_at >= $2::timestamptz
      offset 0
    ) as pool
    cross join lateral (
      select x.at, x.kind, x.splits, x.overdraft, x.metadata from creditkit.entries as x
      where x.customer = pool.customer and x.currency = pool.currency and x.resource = pool.resource
        and x.seq > pool.before and x.kind not in ('schedule', 'amendment', 'hold', 'release')
      offset 0
    ) as e
    cross join lateral creditkit.splits_of(e.splits) as s
    join paid as p on p.customer = pool.customer and p.currency = pool.currency and p.resource = pool.resource
      and p.number = s.number
    cross join lateral (select coalesce((e.metadata ->> 'creditkit.writtenOff')::bigint, 0) as amount) as gone
    cross join lateral (select coalesce((e.metadata ->> 'creditkit.scheduled')::bigint, 0) as amount) as waiting
    cross join lateral (select coalesce(e.overdraft, 0) as amount) as owed
  ), credits as (
    select period.nth, m.customer, m.currency, m.resource, m.number, sum(m.recognised) as recognised,
      sum(m.breakage) as breakage, sum(m.refunded) as refunded
    from movement as m join period on m.at >= period.first and m.at < period.last
    group by 1, 2, 3, 4, 5
  ), priced as (
    -- A quotient has as many digits after the point as its dividend: twice what is shown, so that sums are exact there.
    select *, cost_amount * 1.000000000000000000000000 as cost from paid
  ), money as (
    select c.nth, p.cost_currency, p.cost_scale, 0::numeric as sold, c.recognised * p.cost / p.amount as recognised,
      c.breakage * p.cost / p.amount as breakage, c.refunded * p.cost / p.amount as refunded
    from credits as c join priced as p using (customer, currency, resource, number)
    union all
    select period.nth, p.cost_currency, p.cost_scale, p.cost_amount, 0, 0, 0
    from paid as p join period on p.created_at >= period.first and p.created_at < period.last
  ), summed as (
    select period.nth, period.first, period.last, m.cost_currency, m.cost_scale, coalesce(sum(money.sold), 0) as sold,
      coalesce(sum(money.recognised), 0) as recognised, coalesce(sum(money.breakage), 0) as breakage,
      coalesce(sum(money.refunded), 0) as refunded
    from period
    cross join (select distinct cost_currency, cost_scale from paid where created_at < $3::timestamptz) as m
    left join money on money.nth = period.nth and money.cost_currency = m.cost_currency
      and money.cost_scale = m.cost_scale
    group by 1, 2, 3, 4, 5
  ), deferred as (
    select cost_currency, cost_scale, sum(left_now * cost / amount) as at_last from priced group by 1, 2
  ), opened as (
    select summed.*, deferred.at_last
        - sum(sold - recognised - breakage - refunded) over (partition by cost_currency, cost_scale order by nth desc)
      as opening
    from summed join deferred using (cost_currency, cost_scale)
  ), rounded as (
    -- What is deferred is rounded after each column, so that all of them add up and no rounding piles up.
    select *, round(opening, 12) as first_deferred, round(opening + sold - refunded, 12) as less_refunded,
      round(opening + sold - refunded - breakage, 12) as less_breakage,
      round(opening + sold - refunded - breakage - recognised, 12) as last_deferred
    from opened
  )
  select first as start, last as end, cost_currency as money, cost_scale as scale,
    trim_scale(first_deferred)::text as opening, trim_scale(sold)::text as sold,
    trim_scale(less_breakage - last_deferred)::text as recognised,
    trim_scale(less_refunded - less_breakage)::text as breakage,
    trim_scale(first_deferred + sold - less_refunded)::text as refunded, trim_scale(last_deferred)::text as closing
  from rounded where last < 'infinity' order by first, cost_currency, cost_scale`
