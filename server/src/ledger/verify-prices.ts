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
