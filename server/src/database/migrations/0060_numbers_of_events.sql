-- What tells of a grant that an entry empties has the entry's number and time, not those of the entry before.

create function creditkit.tell_emptied(pool creditkit.pools, splits bigint[]) returns void
language plpgsql
as $$
begin
  perform creditkit.tell_grant(pool, g)
  from creditkit.splits_of(splits) with ordinality as s (number, amount, remaining, place)
  join creditkit.grants as g on g.customer = pool.customer and g.currency = pool.currency
    and g.resource = pool.resource and g.number = s.number
  where s.remaining = 0
  order by s.place;
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
      short := short - part;
      exit when short = 0;
    end loop;
  end if;
  entry.overdraft := -short;
  pool := creditkit.append_entry(pool, entry);
  -- Mostly none is, and looking for it would cost each consumption. Of a split, only what remains can be nothing here.
  if 0 = any (entry.splits) then
    perform creditkit.tell_emptied(pool, entry.splits);
  end if;
  entry.seq := pool.seq;
  entry.at := pool.last_at;
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
    entry.splits := entry.splits || array[g.number, -part, g.remaining - part];
    wanted := wanted - part;
  end loop;
end
$$;

create or replace function creditkit.adjust_pool(
  the_customer text, the_currency text, the_resource text, delta bigint, allow_negative boolean, request jsonb,
  the_key text
) returns bigint
language plpgsql
as $$
declare
  p record;
  g creditkit.grants := jsonb_populate_record(null::creditkit.grants, request);
  entry creditkit.entries;
  pool creditkit.pools;
  short bigint := -delta;
  taken record;
begin
  select * into p from creditkit.open_pool(the_customer, the_currency, the_resource);
  pool := p.pool;
  entry.at := p.moment;
  entry.kind := 'adjustment';
  entry.key := the_key;
  entry.reason := g.reason;
  entry.actor := g.actor;
  entry.metadata := g.metadata;
  if delta > 0 then
    g.amount := delta;
    g.effective_at := p.moment;
    if g.expires_at <= p.moment then
      perform creditkit.refuse('invalid_expiry', 'An adjustment expires in the future.');
    end if;
    g.source := 'adjustment';
    pool := (creditkit.issue_grant(pool, g, entry)).pool;
  else
    if not allow_negative and short > pool.balance - pool.held then
      perform creditkit.refuse_short(short, pool.balance - pool.held, the_currency);
    end if;
    taken := creditkit.take_in_burn_order(pool, entry, short, 'withdrawn');
    pool := taken.pool;
    entry := taken.entry;
    entry.amount := delta;
    entry.overdraft := -taken.wanted;
    pool := creditkit.append_entry(pool, entry);
    perform creditkit.tell_emptied(pool, entry.splits);
  end if;
  pool := creditkit.save_pool(pool, p.was, true);
  return pool.seq;
end
$$;
