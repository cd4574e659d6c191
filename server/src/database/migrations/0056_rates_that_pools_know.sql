-- After a clock was set back, a pool's own time is later, and it is priced by that: so a rate has begun as well where
-- something was priced by it, however far away its instant is for the clock.

drop trigger begun_rates_are_final on creditkit.rates;

create function creditkit.keep_begun_rate() returns trigger language plpgsql as $$
begin
  -- Nor is one removed that begins within a minute: a consumption that is under way may know it already.
  if old.effective_at <= creditkit.now_ms() + interval '1 minute' or exists (
    select from creditkit.pools as p join creditkit.entries as e using (customer, currency, resource)
    where p.currency = old.currency and p.last_at >= old.effective_at
      and e.seq > creditkit.seq_at(p.customer, p.currency, p.resource, old.effective_at - interval '1 millisecond')
      and e.feature = old.feature and e.rate_version = old.version
  ) then
    raise exception 'A rate that has begun stays. Add a new one in its place.' using errcode = 'CK001';
  end if;
  return old;
end
$$;

create trigger begun_rates_are_final before delete on creditkit.rates
  for each row execute function creditkit.keep_begun_rate();
