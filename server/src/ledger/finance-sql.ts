/**
 * Money by period. What a grant's credits did is summed up as whole credits first, and valued once for each grant and
 * period: credits × cost ÷ amount. $1 customer, $2 from, $3 to, $4 period, $5 time zone. Period 0 is all before.
 */
export const FINANCE = `
  with edge as (
    select greatest(b.at, $2::timestamptz) as first, coalesce(lead(b.at) over w, $3::timestamptz) as last,
      row_number() over w as nth
    from (
      select (date_trunc($4::text, $2::timestamptz at time zone $5::text) + n * ('1 ' || $4::text)::interval)
        at time zone $5::text as at
      from generate_series(0, 4000) as n
    ) as b
    where b.at < $3::timestamptz
    window w as (order by b.at)
  ), period as (
    select 0 as nth, '-infinity'::timestamptz as first, $2::timestamptz as last
    union all select nth, first, least(last, $3::timestamptz) from edge
  ), paid as (
    select g.* from creditkit.grants as g
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
    from creditkit.entries as e
    cross join lateral creditkit.splits_of(e.splits) as s
    join paid as p on p.customer = e.customer and p.currency = e.currency and p.resource = e.resource
      and p.number = s.number
    cross join lateral (select coalesce((e.metadata ->> 'creditkit.writtenOff')::bigint, 0) as amount) as gone
    cross join lateral (select coalesce((e.metadata ->> 'creditkit.scheduled')::bigint, 0) as amount) as waiting
    cross join lateral (select coalesce(e.overdraft, 0) as amount) as owed
    where ($1::text is null or e.customer = $1::text) and e.at < $3::timestamptz
      and e.kind not in ('schedule', 'amendment', 'hold', 'release')
  ), credits as (
    select period.nth, m.customer, m.currency, m.resource, m.number, sum(m.recognised) as recognised,
      sum(m.breakage) as breakage, sum(m.refunded) as refunded
    from movement as m join period on m.at >= period.first and m.at < period.last
    group by 1, 2, 3, 4, 5
  ), money as (
    select c.nth, p.cost_currency, p.cost_scale, 0::numeric as sold,
      c.recognised * p.cost_amount / p.amount as recognised, c.breakage * p.cost_amount / p.amount as breakage,
      c.refunded * p.cost_amount / p.amount as refunded
    from credits as c join paid as p using (customer, currency, resource, number)
    union all
    select period.nth, p.cost_currency, p.cost_scale, p.cost_amount, 0, 0, 0
    from paid as p join period on p.created_at >= period.first and p.created_at < period.last
  ), summed as (
    select period.nth, period.first, period.last, m.cost_currency, m.cost_scale,
      coalesce(sum(money.sold), 0) as sold, round(coalesce(sum(money.recognised), 0), 12) as recognised,
      round(coalesce(sum(money.breakage), 0), 12) as breakage, round(coalesce(sum(money.refunded), 0), 12) as refunded
    from period
    cross join (select distinct cost_currency, cost_scale from money) as m
    left join money on money.nth = period.nth and money.cost_currency = m.cost_currency
      and money.cost_scale = m.cost_scale
    group by 1, 2, 3, 4, 5
  ), balanced as (
    select *, sum(sold - recognised - breakage - refunded) over (partition by cost_currency, cost_scale order by nth)
      as closing
    from summed
  )
  select first as start, last as end, cost_currency as money, cost_scale as scale,
    trim_scale(closing - sold + recognised + breakage + refunded)::text as opening, trim_scale(sold)::text as sold,
    trim_scale(recognised)::text as recognised, trim_scale(breakage)::text as breakage,
    trim_scale(refunded)::text as refunded, trim_scale(closing)::text as closing
  from balanced where nth > 0 order by first, cost_currency`
