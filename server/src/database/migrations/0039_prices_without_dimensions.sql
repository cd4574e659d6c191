-- Where a usage names no dimensions, only rates that name none can match: the latest stands first in their index, and
-- nothing has to be sorted. The usual rate, flat and for one, is a part of that statement.
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
      select r.id, r.version,
        case when r.model = 'flat' and r.per = 1 and not r.whole_blocks
          then ceil(the_quantity * r.prices[1] * 10::numeric ^ c.scale)
          else creditkit.rate_cost(r, the_quantity, c.scale) end as cost
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

-- What a quantity costs, in the smallest unit of a currency of that scale: rounded up, once, at the end.
create or replace function creditkit.rate_cost(rate creditkit.rates, quantity numeric, scale integer) returns numeric
language plpgsql immutable
as $$
declare
  billable numeric := quantity;
  total numeric := 0;
  lower_limit numeric := 0;
begin
  if rate.whole_blocks then
    billable := creditkit.ceiling_division(quantity, rate.per) * rate.per;
  end if;
  for tier in 1 .. cardinality(rate.prices) loop
    -- An absent limit is null: the last tier has no end.
    if rate.model = 'graduated' then
      total := total + rate.prices[tier]
        * greatest(0, least(billable, coalesce(rate.limits[tier], billable)) - lower_limit);
      lower_limit := rate.limits[tier];
    elsif rate.limits[tier] is null or billable <= rate.limits[tier] then
      total := rate.prices[tier] * billable;
      exit;
    end if;
  end loop;
  return creditkit.ceiling_division(total * 10::numeric ^ scale, rate.per);
end
$$;
