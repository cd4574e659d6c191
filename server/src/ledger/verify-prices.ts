/** Of the whole catalogue: what a unit costs by the table for quick looks is what the rates say. Without parameters. */
export const UNIT_PRICES = `
  with by_rates as (
    select r.id as rate_id, r.feature, r.currency, r.version as rate_version, r.effective_at,
      lead(r.effective_at, 1, 'infinity') over (partition by r.feature, r.currency order by r.effective_at) as replaced_at,
      case when r.model = 'flat' and r.per = 1 and not r.whole_blocks then r.prices[1] * 10::numeric ^ c.scale end
        as per_unit,
      f.name as feature_name, f.archived_at is not null as archived
    from creditkit.rates as r
    join creditkit.currencies as c on c.id = r.currency
    join creditkit.features as f on f.id = r.feature
    where r.dimensions = '{}'
  )
  select null as customer, coalesce(r.currency, u.currency) as currency, null as resource,
    'the price of a unit is that of the rate' as rule, 'rate ' || rate_id as row,
    format('has %s from %s to %s, the rate %s from %s to %s', u.per_unit, u.effective_at, u.replaced_at, r.per_unit,
      r.effective_at, r.replaced_at) as message
  from by_rates as r full join creditkit.unit_prices as u using (rate_id)
  where (r.feature, r.currency, r.rate_version, r.effective_at, r.replaced_at, r.per_unit, r.feature_name, r.archived)
    is distinct from
    (u.feature, u.currency, u.rate_version, u.effective_at, u.replaced_at, u.per_unit, u.feature_name, u.archived)`

/**
 * Consumptions cost what their quantity costs at their rate, holds reserve that, and the rate is one for them. What was
 * used in part took less; then nothing was left for it, as far as can be told without unwinding the pool: where grants are
 * for other features, or the usage was reported late, it cannot. $1 is an array of customers.
 */
export const CHARGED_PRICES = `
  select e.customer, e.currency, e.resource, rule, 'entry ' || e.seq as row, message
  from creditkit.entries as e
  join creditkit.currencies as c on c.id = e.currency
  left join creditkit.rates as r
    on r.feature = e.feature and r.currency = e.currency and r.version = e.rate_version
  left join creditkit.holds as h on e.kind = 'hold' and h.customer = e.customer and h.id = e.hold_id
  cross join lateral (
    select case when r.id is not null then creditkit.rate_cost(r, e.quantity, c.scale) end as due,
      case when e.kind = 'hold' then h.amount else -e.amount end as charged
  ) as price
  cross join lateral (values
    ('an entry names a rate for it',
      r.id is not null and coalesce(e.dimensions, '{}') @> r.dimensions and r.effective_at <= e.at,
      format('names version %s of the rates of %s', e.rate_version, e.feature)),
    ('usage costs what its quantity costs at its rate',
      r.id is null or e.quantity is null or charged is null or charged = due
        or e.kind = 'consumption' and e.hold_id is null and charged < due and coalesce(e.overdraft, 0) = 0
          and (e.balance_after <= e.held_after or e.occurred_at is not null or exists (
            select from creditkit.grants as g
            where g.customer = e.customer and g.currency = e.currency and g.resource = e.resource
              and not e.feature = any (g.features))
          -- Or there was one then, whose restriction a reinstatement has lifted since.
          or exists (
            select from creditkit.entries as x
            where x.customer = e.customer and x.currency = e.currency and x.resource = e.resource and x.seq > e.seq
              and x.kind = 'reinstatement'
              and not e.feature = any (string_to_array(x.metadata ->> 'creditkit.featuresBefore', ' ')))),
      format('has %s, but %s of %s cost %s', charged, trim_scale(e.quantity), e.feature, due))
  ) as checked (rule, holds, message)
  where e.customer = any ($1::text[]) and e.rate_version is not null and not holds`
