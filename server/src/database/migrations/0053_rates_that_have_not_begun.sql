-- A rate that has not begun can be withdrawn: nothing has been priced by it, and no other can take effect before it.

drop trigger rates_are_final on creditkit.rates;
create trigger rates_are_final before update or truncate on creditkit.rates
  for each statement execute function creditkit.refuse_change();
-- Nor is one removed that begins within a minute: a consumption that is under way may know it already.
create trigger begun_rates_are_final before delete on creditkit.rates
  for each row when (old.effective_at <= creditkit.now_ms() + interval '1 minute')
  execute function creditkit.refuse_change();

-- The one before it goes on until the one after it.
create function creditkit.drop_unit_price() returns trigger language plpgsql as $$
declare
  following timestamptz;
begin
  perform from creditkit.features where id = old.feature for no key update;
  delete from creditkit.unit_prices where rate_id = old.id returning replaced_at into strict following;
  update creditkit.unit_prices as u set replaced_at = following
  where u.feature = old.feature and u.currency = old.currency and u.replaced_at = old.effective_at;
  return null;
end
$$;

create trigger withdrawn_rates_have_no_unit_prices after delete on creditkit.rates
  for each row when (old.dimensions = '{}') execute function creditkit.drop_unit_price();
