-- What is done to grants: made, voided, revoked, extended, reordered, adjusted.

-- `request` has the columns of a grant, and `expires_after`, an interval from the effective instant, in UTC.
create function creditkit.make_grant(
  the_customer text, the_currency text, the_resource text, request jsonb, the_key text
) returns creditkit.grants
language plpgsql
as $$
declare
  p record;
  g creditkit.grants := jsonb_populate_record(null::creditkit.grants, request);
  entry creditkit.entries;
  issued record;
begin
  perform creditkit.check_features(g.features);
  select * into p from creditkit.open_pool(the_customer, the_currency, the_resource);
  g.effective_at := coalesce(g.effective_at, p.moment);
  if request ->> 'expires_after' is not null then
    g.expires_at := ((g.effective_at at time zone 'UTC') + (request ->> 'expires_after')::interval) at time zone 'UTC';
  end if;
  if g.expires_at <= greatest(g.effective_at, p.moment) then
    perform creditkit.refuse('invalid_expiry', 'A grant expires after its effective instant and in the future.');
  end if;
  entry.at := p.moment;
  entry.kind := 'grant';
  entry.key := the_key;
  issued := creditkit.issue_grant(p.pool, g, entry);
  perform creditkit.save_pool(issued.pool, p.was, true);
  return issued.g;
end
$$;

-- Finds a customer's grant and locks its pool; what is read of the grant is read after the lock.
create function creditkit.open_grant(
  the_customer text, the_id uuid,
  out pool creditkit.pools, out was creditkit.pools, out moment timestamptz, out g creditkit.grants
)
language plpgsql
as $$
declare
  opened record;
begin
  select * into g from creditkit.grants as found where found.customer = the_customer and found.id = the_id;
  if not found then
    perform creditkit.refuse('unknown_grant', 'This customer has no such grant. Check the id.');
  end if;
  opened := creditkit.open_pool(g.customer, g.currency, g.resource);
  pool := opened.pool;
  was := opened.was;
  moment := opened.moment;
  select * into strict g from creditkit.grants as found where found.customer = the_customer and found.id = the_id;
end
$$;

-- Takes what is left of a grant. `void` undoes one that was never used; `revocation` any.
create function creditkit.withdraw_grant(
  the_customer text, the_id uuid, as_kind creditkit.entry_kind, the_reason text, the_actor text, the_key text
) returns uuid
language plpgsql
as $$
declare
  p record;
  entry creditkit.entries;
  pool creditkit.pools;
  last_status text := case when as_kind = 'void' then 'voided' else 'taken_back' end;
begin
  select * into p from creditkit.open_grant(the_customer, the_id);
  if (p.g).status not in ('available', 'scheduled') then
    perform creditkit.refuse('grant_closed', 'Nothing is left of this grant.');
  end if;
  if as_kind = 'void' and (p.g).remaining < (p.g).amount then
    perform creditkit.refuse('grant_in_use', 'Something of this grant was used. Revoke what is left instead.');
  end if;
  pool := creditkit.take_from_grant(p.pool, (p.g).number, (p.g).remaining, 'withdrawn', last_status);
  entry.at := p.moment;
  entry.kind := as_kind;
  -- A scheduled grant was never part of the balance.
  entry.amount := case when (p.g).status = 'available' then -(p.g).remaining else 0 end;
  if (p.g).status = 'scheduled' then
    entry.metadata := jsonb_build_object('creditkit.scheduled', (-(p.g).remaining)::text);
  end if;
  entry.splits := array[(p.g).number, entry.amount, 0];
  entry.reason := the_reason;
  entry.actor := the_actor;
  entry.key := the_key;
  entry.order_id := (p.g).order_id;
  pool := creditkit.append_entry(pool, entry);
  pool := creditkit.save_pool(pool, p.was, true);
  perform creditkit.tell_grant(pool, g) from creditkit.grants as g
  where g.customer = the_customer and g.id = the_id;
  return the_id;
end
$$;

-- Changes a grant's expiry (to a later one) or priority, from now on. The entry says what it was.
create function creditkit.amend_grant(
  the_customer text, the_id uuid, new_expiry timestamptz, new_priority integer,
  the_reason text, the_actor text, the_key text
) returns uuid
language plpgsql
as $$
declare
  p record;
  entry creditkit.entries;
  pool creditkit.pools;
begin
  select * into p from creditkit.open_grant(the_customer, the_id);
  if (p.g).status not in ('available', 'scheduled') then
    perform creditkit.refuse('grant_closed', 'Nothing is left of this grant, so it cannot be changed.');
  end if;
  if new_expiry <= (p.g).expires_at then
    perform creditkit.refuse('invalid_expiry', 'A grant is extended to a later instant than its present expiry.');
  end if;
  update creditkit.grants as g
  set expires_at = coalesce(new_expiry, expires_at), priority = coalesce(new_priority, priority)
  where g.customer = the_customer and g.id = the_id;
  entry.at := p.moment;
  entry.kind := 'amendment';
  entry.splits := array[(p.g).number, 0, (p.g).remaining];
  entry.reason := the_reason;
  entry.actor := the_actor;
  entry.key := the_key;
  entry.metadata := case
    when new_expiry is not null then jsonb_build_object(
      'expiresAtBefore', creditkit.instant_text(nullif((p.g).expires_at, 'infinity')),
      'expiresAtAfter', creditkit.instant_text(nullif(new_expiry, 'infinity')))
    else jsonb_build_object('priorityBefore', (p.g).priority::text, 'priorityAfter', new_priority::text)
  end;
  pool := creditkit.append_entry(p.pool, entry);
  pool := creditkit.save_pool(pool, p.was, true);
  perform creditkit.tell_grant(pool, g) from creditkit.grants as g
  where g.customer = the_customer and g.id = the_id;
  return the_id;
end
$$;

-- Takes credits for a correction, in burn order, from anything that is free; the shortage is returned.
create function creditkit.take_in_burn_order(
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

-- Corrects a balance: up by a grant of its own, down in burn order. Returns the number of the entry.
create function creditkit.adjust_pool(
  the_customer text, the_currency text, the_resource text, delta bigint, allow_negative boolean,
  request jsonb, the_key text
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
  end if;
  pool := creditkit.save_pool(pool, p.was, true);
  return pool.seq;
end
$$;

create function creditkit.refuse_short(cost numeric, available bigint, the_currency text) returns void
language plpgsql
as $$
begin
  perform creditkit.refuse('insufficient_credits', 'There are not enough credits. Add some, then try again.',
    jsonb_build_object('cost', cost::text, 'available', available::text, 'missing', (cost - available)::text,
      'scale', (select scale from creditkit.currencies where id = the_currency)));
end
$$;
