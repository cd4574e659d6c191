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
  ), period as materialized (
    select nth, first, least(last, $3::timestamptz) as last from edge
    union all select max(nth) + 1, $3::timestamptz, 'infinity' from edge
  ), beginnings as materialized (
    select array_agg(first order by nth) as instants from period
  ), paid as materialized (
    select g.customer, g.currency, g.resource, g.amount, g.created_at, g.cost_amount, g.cost_currency, g.cost_scale,
      creditkit.remaining_of(g, p) as left_now
    from creditkit.grants as g join creditkit.pools as p using (customer, currency, resource)
    where g.cost_amount > 0 and ($1::text is null or g.customer = $1::text)
  ), movement as (
    select g.customer, g.currency, g.resource, g.number, g.amount, g.cost_amount, g.cost_currency, g.cost_scale,
      width_bucket(e.at, (select instants from beginnings)) as nth,
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
    -- One after another by its key: the planner does not know how many there are, and would search all for each.
    cross join lateral (
      select x.* from creditkit.grants as x
      where x.customer = pool.customer and x.currency = pool.currency and x.resource = pool.resource
        and x.number = s.number and x.cost_amount > 0
      offset 0
    ) as g
    -- What was withdrawn before is refunded already.
    cross join lateral (
      select coalesce((e.metadata ->> 'creditkit.writtenOff')::bigint, 0)
        - coalesce((e.metadata ->> 'creditkit.withdrawnBefore')::bigint, 0) as amount
    ) as gone
    cross join lateral (select coalesce((e.metadata ->> 'creditkit.scheduled')::bigint, 0) as amount) as waiting
    cross join lateral (select coalesce(e.overdraft, 0) as amount) as owed
  ), credits as (
    select nth, cost_currency, cost_scale, amount,
      -- A quotient has as many digits after the point as its dividend: twice what is shown, so that sums are exact there.
      cost_amount * 1.000000000000000000000000 as cost,
      sum(recognised) as recognised, sum(breakage) as breakage, sum(refunded) as refunded
    from movement where nth > 0
    group by customer, currency, resource, number, amount, cost_amount, cost_currency, cost_scale, nth
  ), money as (
    select nth, cost_currency, cost_scale, 0::numeric as sold, recognised * cost / amount as recognised,
      breakage * cost / amount as breakage, refunded * cost / amount as refunded
    from credits
    union all
    select width_bucket(created_at, (select instants from beginnings)), cost_currency, cost_scale, cost_amount, 0, 0, 0
    from paid where created_at >= $2::timestamptz
    union all
    select period.nth, m.cost_currency, m.cost_scale, 0, 0, 0, 0
    from period
    cross join (select distinct cost_currency, cost_scale from paid where created_at < $3::timestamptz) as m
  ), summed as (
    select nth, cost_currency, cost_scale, sum(sold) as sold, sum(recognised) as recognised, sum(breakage) as breakage,
      sum(refunded) as refunded
    from money group by 1, 2, 3
  ), deferred as (
    select cost_currency, cost_scale, sum(left_now * (cost_amount * 1.000000000000000000000000) / amount) as at_last
    from paid group by 1, 2
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
  from rounded join period using (nth) where last < 'infinity' order by first, cost_currency, cost_scale`
