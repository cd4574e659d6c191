-- Grants coming into effect, going out of it, and all that time does to a pool by itself.

-- Reserves credits for a hold, in burn order, as far as they go.
create function creditkit.reserve(
  inout pool creditkit.pools, the_hold uuid, wanted bigint, the_feature text, out reserved bigint
)
language plpgsql
as $$
declare
  g record;
  part bigint;
begin
  reserved := 0;
  for g in
    select number, remaining - held as free from creditkit.grants
    where customer = pool.customer and currency = pool.currency and resource = pool.resource
      and status = 'available' and remaining > held
      and (features is null or the_feature = any (features))
    order by priority, expires_at, category = 'paid', effective_at, number
  loop
    exit when reserved = wanted;
    part := least(g.free, wanted - reserved);
    update creditkit.grants set held = held + part
    where customer = pool.customer and currency = pool.currency and resource = pool.resource
      and number = g.number;
    insert into creditkit.hold_splits as s (customer, hold_id, currency, resource, grant_number, amount)
    values (pool.customer, the_hold, pool.currency, pool.resource, g.number, part)
    on conflict (customer, hold_id, grant_number) do update set amount = s.amount + excluded.amount;
    reserved := reserved + part;
  end loop;
  pool.held := pool.held + reserved;
end
$$;

-- Lets go of all that a hold has reserved.
create function creditkit.unreserve(pool creditkit.pools, the_hold uuid) returns creditkit.pools
language plpgsql
as $$
declare
  total bigint;
begin
  with gone as (
    delete from creditkit.hold_splits
    where customer = pool.customer and hold_id = the_hold
    returning grant_number, amount
  ), freed as (
    update creditkit.grants as g set held = g.held - gone.amount
    from gone
    where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
      and g.number = gone.grant_number
    returning gone.amount
  )
  select coalesce(sum(amount), 0) into total from freed;
  pool.held := pool.held - total;
  return pool;
end
$$;

-- Takes credits out of one grant other than by use: what is free first, then what holds have reserved, the newest
-- hold first. Such a hold is moved to other grants as far as they go. Changes no balance: the caller's entry does.
create function creditkit.take_from_grant(
  pool creditkit.pools, the_number integer, taken bigint, as_part text, last_status text
) returns creditkit.pools
language plpgsql
as $$
declare
  g creditkit.grants;
  broken bigint;
  part bigint;
  s record;
  moved jsonb := '[]';
begin
  select * into strict g from creditkit.grants
  where customer = pool.customer and currency = pool.currency and resource = pool.resource and number = the_number;
  broken := greatest(0, taken - (g.remaining - g.held));
  if broken > 0 then
    for s in
      select hold.id, hold.feature, split.amount
      from creditkit.hold_splits as split
      join creditkit.holds as hold on hold.customer = split.customer and hold.id = split.hold_id
      where split.customer = pool.customer and split.currency = pool.currency
        and split.resource = pool.resource and split.grant_number = the_number
      order by hold.created_at desc, hold.id desc
    loop
      exit when broken = 0;
      part := least(broken, s.amount);
      if part = s.amount then
        delete from creditkit.hold_splits
        where customer = pool.customer and hold_id = s.id and grant_number = the_number;
      else
        update creditkit.hold_splits set amount = amount - part
        where customer = pool.customer and hold_id = s.id and grant_number = the_number;
      end if;
      g.held := g.held - part;
      pool.held := pool.held - part;
      broken := broken - part;
      moved := moved || jsonb_build_object('hold', s.id, 'feature', s.feature, 'amount', part);
    end loop;
  end if;
  g.remaining := g.remaining - taken;
  if g.remaining = 0 then
    g.status := last_status;
  end if;
  update creditkit.grants
  set remaining = g.remaining, held = g.held, status = g.status,
    expired = expired + case as_part when 'expired' then taken else 0 end,
    withdrawn = withdrawn + case as_part when 'withdrawn' then taken else 0 end,
    taken_back = taken_back + case as_part when 'taken_back' then taken else 0 end
  where customer = pool.customer and currency = pool.currency and resource = pool.resource and number = the_number;
  -- Oldest hold first: it was promised first.
  for s in
    select (m.value ->> 'hold')::uuid as id, m.value ->> 'feature' as feature, (m.value ->> 'amount')::bigint as amount
    from jsonb_array_elements(moved) with ordinality as m (value, place) order by m.place desc
  loop
    pool := (creditkit.reserve(pool, s.id, s.amount, s.feature)).pool;
  end loop;
  return pool;
end
$$;

-- Puts credits of a grant that stands ready in its row into effect. An overdraft is settled first, unless the grant
-- is restricted: a debt is not a feature.
create function creditkit.put_in_effect(pool creditkit.pools, the_number integer, entry creditkit.entries)
returns creditkit.pools
language plpgsql
as $$
declare
  g creditkit.grants;
  settled bigint;
begin
  select * into strict g from creditkit.grants
  where customer = pool.customer and currency = pool.currency and resource = pool.resource and number = the_number;
  settled := case when g.features is null then least(pool.overdraft, g.remaining) else 0 end;
  entry.amount := g.remaining;
  entry.overdraft := settled;
  g.remaining := g.remaining - settled;
  g.status := case when g.remaining > 0 then 'available' else 'used_up' end;
  entry.splits := array[g.number, g.remaining, g.remaining];
  update creditkit.grants set remaining = g.remaining, status = g.status
  where customer = pool.customer and currency = pool.currency and resource = pool.resource and number = the_number;
  pool := creditkit.append_entry(pool, entry);
  perform creditkit.tell_grant(pool, g);
  return pool;
end
$$;

-- Makes a grant. It waits, with a note in the ledger, if its instant is yet to come.
create function creditkit.issue_grant(
  inout pool creditkit.pools, inout g creditkit.grants, entry creditkit.entries
)
language plpgsql
as $$
begin
  pool.grant_count := pool.grant_count + 1;
  g.customer := pool.customer;
  g.currency := pool.currency;
  g.resource := pool.resource;
  g.number := pool.grant_count;
  g.id := coalesce(g.id, creditkit.uuid_v7());
  g.remaining := g.amount;
  g.held := 0;
  g.expired := 0;
  g.withdrawn := 0;
  g.clawed_back := 0;
  g.taken_back := 0;
  g.written_off := 0;
  g.created_at := entry.at;
  g.expires_at := coalesce(g.expires_at, 'infinity');
  g.status := case when g.effective_at > entry.at then 'scheduled' else 'available' end;
  insert into creditkit.grants select (g).*;
  entry.reason := g.reason;
  entry.actor := g.actor;
  entry.order_id := g.order_id;
  if g.status = 'scheduled' then
    entry.kind := 'schedule';
    pool := creditkit.append_entry(pool, entry);
    perform creditkit.tell_grant(pool, g);
  else
    pool := creditkit.put_in_effect(pool, g.number, entry);
    -- What put_in_effect did to the row.
    select * into strict g from creditkit.grants as now
    where now.customer = pool.customer and now.currency = pool.currency
      and now.resource = pool.resource and now.number = pool.grant_count;
  end if;
end
$$;
