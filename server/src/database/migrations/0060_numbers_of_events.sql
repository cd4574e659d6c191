-- What tells of a grant that an entry empties has the entry's number and time, not those of the entry before.

create function creditkit.tell_emptied(pool creditkit.pools, the_grant creditkit.grants, moment timestamptz) returns void
language plpgsql
as $$
begin
  -- As the entry will have them (append_entry).
  pool.seq := pool.seq + 1;
  pool.last_at := greatest(moment, pool.last_at);
  perform creditkit.tell_grant(pool, the_grant);
end
$$;

create or replace function creditkit.burn(
  inout pool creditkit.pools, inout entry creditkit.entries, wanted bigint, out grant_ids uuid[], out categories text[]
)
language plpgsql
as $$
declare
  g creditkit.grants;
  part bigint;
  short bigint := wanted;
begin
  grant_ids := '{}';
  categories := '{}';
  entry.amount := -wanted;
  if wanted > 0 then
    for g in
      select * from creditkit.grants
      where customer = pool.customer and currency = pool.currency and resource = pool.resource
        and status = 'available' and remaining > held
        and (features is null or entry.feature = any (features))
        and (entry.occurred_at is null
          or (effective_at <= entry.occurred_at and expires_at > entry.occurred_at))
      order by priority, expires_at, category = 'paid', effective_at, number
    loop
      part := least(short, g.remaining - g.held);
      g.remaining := g.remaining - part;
      g.status := case when g.remaining = 0 then 'used_up' else 'available' end;
      update creditkit.grants set remaining = g.remaining, status = g.status
      where customer = pool.customer and currency = pool.currency and resource = pool.resource
        and number = g.number;
      grant_ids := grant_ids || g.id;
      categories := categories || g.category;
      entry.splits := entry.splits || array[g.number, -part, g.remaining];
      if g.remaining = 0 then
        perform creditkit.tell_emptied(pool, g, entry.at);
      end if;
      short := short - part;
      exit when short = 0;
    end loop;
  end if;
  entry.overdraft := -short;
  pool := creditkit.append_entry(pool, entry);
  entry.seq := pool.seq;
  entry.at := pool.last_at;
end
$$;

create or replace function creditkit.cap_rollover(
  pool creditkit.pools, recurring creditkit.recurring_grants, moment timestamptz
) returns creditkit.pools
language plpgsql
as $$
declare
  g record;
  entry creditkit.entries;
  excess bigint;
  part bigint;
begin
  select coalesce(sum(remaining), 0) - recurring.rollover_cap into excess from creditkit.grants
  where customer = pool.customer and currency = pool.currency and resource = pool.resource
    and status = 'available' and recurring_id = recurring.id;
  entry.amount := 0;
  for g in
    select number, remaining, held from creditkit.grants
    where customer = pool.customer and currency = pool.currency and resource = pool.resource
      and status = 'available' and recurring_id = recurring.id and remaining > held
    order by number
  loop
    exit when excess <= 0;
    part := least(excess, g.remaining - g.held);
    pool := creditkit.take_from_grant(pool, g.number, part, 'expired', 'expired');
    perform creditkit.tell_emptied(pool, over, moment) from creditkit.grants as over
    where over.customer = pool.customer and over.currency = pool.currency and over.resource = pool.resource
      and over.number = g.number and over.remaining = 0;
    entry.amount := entry.amount - part;
    entry.splits := entry.splits || array[g.number, -part, g.remaining - part];
    excess := excess - part;
  end loop;
  if entry.amount < 0 then
    entry.at := moment;
    entry.kind := 'expiry';
    entry.reason := 'roll-over cap';
    pool := creditkit.append_entry(pool, entry);
  end if;
  return pool;
end
$$;

create or replace function creditkit.take_in_burn_order(
  inout pool creditkit.pools, inout entry creditkit.entries, inout wanted bigint, as_part text
)
language plpgsql
as $$
declare
  g record;
  part bigint;
begin
  for g in
    select number, remaining, held from creditkit.grants
    where customer = pool.customer and currency = pool.currency and resource = pool.resource
      and status = 'available' and remaining > held
    order by priority, expires_at, category = 'paid', effective_at, number
  loop
    exit when wanted = 0;
    part := least(wanted, g.remaining - g.held);
    pool := creditkit.take_from_grant(pool, g.number, part, as_part, 'taken_back');
    perform creditkit.tell_emptied(pool, over, entry.at) from creditkit.grants as over
    where over.customer = pool.customer and over.currency = pool.currency and over.resource = pool.resource
      and over.number = g.number and over.remaining = 0;
    entry.splits := entry.splits || array[g.number, -part, g.remaining - part];
    wanted := wanted - part;
  end loop;
end
$$;
