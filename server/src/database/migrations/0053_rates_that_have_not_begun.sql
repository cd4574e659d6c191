-- A rate that has not begun can be withdrawn: nothing has been priced by it, and no other can take effect before it.

-- Not one that begins within a minute: a consumption that is under way may know it already.
create function creditkit.refuse_begun_rate() returns trigger language plpgsql as $$
begin
  if old.effective_at <= creditkit.now_ms() + interval '1 minute' then
    raise exception 'A rate that has begun is never removed.' using errcode = 'CK001';
  end if;
  return old;
end
$$;

drop trigger rates_are_final on creditkit.rates;
create trigger rates_are_final before update or truncate on creditkit.rates
  for each statement execute function creditkit.refuse_change();
create trigger begun_rates_are_final before delete on creditkit.rates
  for each row execute function creditkit.refuse_begun_rate();

create function creditkit.drop_unit_price() returns trigger language plpgsql as $$
begin
  perform from creditkit.features where id = old.feature for no key update;
  delete from creditkit.unit_prices where rate_id = old.id;
  update creditkit.unit_prices as u set replaced_at = coalesce((
      select min(r.effective_at) from creditkit.rates as r
      where r.feature = old.feature and r.currency = old.currency and r.dimensions = '{}'
        and r.effective_at > old.effective_at
    ), 'infinity')
  where u.feature = old.feature and u.currency = old.currency and u.replaced_at = old.effective_at;
  return null;
end
$$;

create trigger withdrawn_rates_have_no_unit_prices after delete on creditkit.rates
  for each row when (old.dimensions = '{}') execute function creditkit.drop_unit_price();
