-- A balance that changes says when these are the first credits of its pool, before which it was not low but empty.

create or replace function creditkit.tell_balance(pool creditkit.pools, was creditkit.pools) returns void
language plpgsql
as $$
begin
  insert into creditkit.outbox (customer, kind, payload)
  values (pool.customer, 'balance', creditkit.balance_event(pool.currency, pool.resource, was.seq, pool.seq,
    pool.balance, pool.held, was.balance - was.held, pool.last_at)
    || case when pool.held = was.held then '{}' else jsonb_build_object('previousHeld', was.held::text) end
    || case when was.balance = 0 and was.held = 0 and not exists (
        select from creditkit.grants as g
        where g.customer = was.customer and g.currency = was.currency and g.resource = was.resource
          and g.number <= was.grant_count and g.effective_at <= was.last_at
      ) then '{"first": true}'::jsonb else '{}' end);
end
$$;
