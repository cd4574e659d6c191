-- Where a usage names no dimensions, only rates that name none can match: the latest stands first in their index, and
-- nothing has to be sorted.
create or replace function creditkit.price_of(
  the_feature text, the_currency text, the_dimensions jsonb, the_quantity numeric, the_amount bigint,
  moment timestamptz,
  out problem text, out cost numeric, out feature_name text, out rate_id uuid, out rate_version integer
)
language plpgsql stable
as $$
declare
  archived timestamptz;
begin
  if the_amount is not null then
    cost := the_amount;
    if the_feature is null then
      return;
    end if;
    select name, archived_at into feature_name, archived from creditkit.features where id = the_feature;
  elsif the_dimensions is null or the_dimensions = '{}' then
    select f.name, f.archived_at, rate.id, rate.version, rate.cost
    into feature_name, archived, rate_id, rate_version, cost
    from creditkit.features as f
    join creditkit.currencies as c on c.id = the_currency
    left join lateral (
      select r.id, r.version, creditkit.rate_cost(r, the_quantity, c.scale) as cost
      from creditkit.rates as r
      where r.feature = the_feature and r.currency = the_currency and r.dimensions = '{}'
        and r.effective_at <= moment
      order by r.effective_at desc limit 1
    ) as rate on true
    where f.id = the_feature;
  else
    select f.name, f.archived_at, rate.id, rate.version,
      case when rate.id is not null then creditkit.rate_cost(rate, the_quantity, c.scale) end
    into feature_name, archived, rate_id, rate_version, cost
    from creditkit.features as f
    join creditkit.currencies as c on c.id = the_currency
    left join lateral creditkit.rate_at(f.id, c.id, the_dimensions, moment) as rate on true
    where f.id = the_feature;
  end if;
  problem := case
    when feature_name is null then 'unknown_feature'
    when archived is not null then 'feature_archived'
    when cost is null then 'no_rate'
    when cost > 9223372036854775807 then 'amount_too_large' end;
end
$$;
