-- Credits reserved now, settled or released later; and whether something could be paid.

create function creditkit.refuse_price(problem text) returns void
language plpgsql
as $$
begin
  perform creditkit.refuse(problem, case problem
    when 'unknown_feature' then 'There is no such feature. Create it first, or check the id.'
    when 'feature_archived' then 'This feature is archived. Use another one.'
    when 'no_rate' then 'The feature has no rate for this usage at that time. Add a rate, or give an amount.'
    else 'This usage costs more than the ledger can hold.' end);
end
$$;

-- `request` has the columns of a hold, and `lapses_after`, an interval from now.
create function creditkit.make_hold(
  the_customer text, the_currency text, the_resource text, request jsonb, the_key text
) returns uuid
language plpgsql
as $$
declare
  p record;
  h creditkit.holds := jsonb_populate_record(null::creditkit.holds, request);
  price record;
  entry creditkit.entries;
  pool creditkit.pools;
  available bigint;
begin
  select * into p from creditkit.open_pool(the_customer, the_currency, the_resource);
  pool := p.pool;
  price := creditkit.price_of(h.feature, the_currency, h.dimensions, h.quantity, h.amount, p.moment);
  if price.problem is not null then
    perform creditkit.refuse_price(price.problem);
  end if;
  available := creditkit.available_for(pool, h.feature, null);
  if price.cost > greatest(available, 0) then
    perform creditkit.refuse_short(price.cost, available, the_currency);
  end if;
  h.lapses_at := coalesce(h.lapses_at, p.moment + (request ->> 'lapses_after')::interval);
  if h.lapses_at <= p.moment then
    perform creditkit.refuse('invalid_time', 'A hold lapses in the future.');
  end if;
  h.id := creditkit.uuid_v7();
  insert into creditkit.holds (customer, id, currency, resource, amount, feature, quantity, dimensions, created_at,
    lapses_at, reason, actor, metadata)
  values (the_customer, h.id, the_currency, the_resource, price.cost, h.feature, h.quantity, h.dimensions, p.moment,
    h.lapses_at, h.reason, h.actor, h.metadata);
  pool := (creditkit.reserve(pool, h.id, price.cost::bigint, h.feature)).pool;
  entry.at := p.moment;
  entry.kind := 'hold';
  entry.hold_id := h.id;
  entry.feature := h.feature;
  entry.quantity := h.quantity;
  entry.dimensions := h.dimensions;
  entry.rate_version := price.rate_version;
  entry.reason := h.reason;
  entry.actor := h.actor;
  entry.metadata := h.metadata;
  entry.key := the_key;
  pool := creditkit.append_entry(pool, entry);
  perform creditkit.save_pool(pool, p.was, true);
  return h.id;
end
$$;

-- Finds a customer's hold, locks its pool, and makes sure that the hold is open.
create function creditkit.open_hold(
  the_customer text, the_id uuid,
  out pool creditkit.pools, out was creditkit.pools, out moment timestamptz, out h creditkit.holds
)
language plpgsql
as $$
declare
  opened record;
begin
  select * into h from creditkit.holds as found where found.customer = the_customer and found.id = the_id;
  if not found then
    perform creditkit.refuse('unknown_hold', 'This customer has no such hold. Check the id.');
  end if;
  opened := creditkit.open_pool(h.customer, h.currency, h.resource);
  pool := opened.pool;
  was := opened.was;
  moment := opened.moment;
  select * into strict h from creditkit.holds as found where found.customer = the_customer and found.id = the_id;
  if h.status <> 'open' then
    perform creditkit.refuse('hold_closed', 'This hold is closed: it was settled or released, or it has lapsed.');
  end if;
end
$$;

-- Up to the amount held it always succeeds: what the reserved grants can no longer give becomes overdraft. Above it,
-- the whole has to be available, or the overdraft has to allow it.
create function creditkit.settle_hold(
  the_customer text, the_id uuid, the_amount bigint, the_quantity numeric, may_overdraw boolean,
  the_reason text, the_actor text, the_metadata jsonb, the_key text
) returns bigint
language plpgsql
as $$
declare
  p record;
  price record;
  cost numeric;
  available bigint;
  entry creditkit.entries;
  pool creditkit.pools;
  burned record;
begin
  select * into p from creditkit.open_hold(the_customer, the_id);
  cost := coalesce(the_amount, (p.h).amount);
  if the_quantity is not null then
    price := creditkit.price_of((p.h).feature, (p.h).currency, (p.h).dimensions, the_quantity, null, p.moment);
    if price.problem is not null then
      perform creditkit.refuse_price(price.problem);
    end if;
    cost := price.cost;
    entry.rate_version := price.rate_version;
  end if;
  pool := creditkit.unreserve(p.pool, the_id);
  available := creditkit.available_for(pool, (p.h).feature, null);
  if cost > (p.h).amount and cost > available
    and not (may_overdraw and creditkit.overdraft_allows(pool, available, cost)) then
    perform creditkit.refuse_short(cost, available, (p.h).currency);
  end if;
  update creditkit.holds set status = 'settled', closed_at = p.moment, settled_amount = cost
  where customer = the_customer and id = the_id;
  entry.at := p.moment;
  entry.kind := 'consumption';
  entry.hold_id := the_id;
  entry.feature := (p.h).feature;
  entry.quantity := coalesce(the_quantity, (p.h).quantity);
  entry.dimensions := (p.h).dimensions;
  entry.reason := the_reason;
  entry.actor := the_actor;
  entry.metadata := the_metadata;
  entry.key := the_key;
  burned := creditkit.burn(pool, entry, cost::bigint);
  perform creditkit.count_usage(the_customer, pool.currency, pool.resource, entry.feature, entry.dimensions, p.moment,
    cost::bigint);
  perform creditkit.save_pool(burned.pool, p.was, true);
  return (burned.entry).seq;
end
$$;

-- Lets go of a hold, or moves the instant at which it does by itself.
create function creditkit.change_hold(
  the_customer text, the_id uuid, new_lapse timestamptz, the_reason text, the_actor text, the_key text
) returns uuid
language plpgsql
as $$
declare
  p record;
  entry creditkit.entries;
  pool creditkit.pools;
begin
  select * into p from creditkit.open_hold(the_customer, the_id);
  pool := p.pool;
  entry.at := p.moment;
  entry.hold_id := the_id;
  entry.reason := the_reason;
  entry.actor := the_actor;
  entry.key := the_key;
  if new_lapse is null then
    pool := creditkit.unreserve(pool, the_id);
    update creditkit.holds set status = 'released', closed_at = p.moment where customer = the_customer and id = the_id;
    entry.kind := 'release';
  elsif new_lapse <= p.moment then
    perform creditkit.refuse('invalid_time', 'A hold lapses in the future.');
  else
    update creditkit.holds set lapses_at = new_lapse where customer = the_customer and id = the_id;
    entry.kind := 'amendment';
  end if;
  pool := creditkit.append_entry(pool, entry);
  perform creditkit.save_pool(pool, p.was, true);
  return the_id;
end
$$;

-- May this be done now, what would it cost, what is there for it. With the lock, the answer stands until the end of
-- the transaction.
create function creditkit.check_usage(
  the_customer text, the_currency text, the_resource text, the_feature text, the_quantity numeric, the_amount bigint,
  the_dimensions jsonb, with_lock boolean,
  out problem text, out cost numeric, out available bigint, out seq bigint, out as_of timestamptz
)
language plpgsql
as $$
declare
  pool creditkit.pools;
  price record;
begin
  if with_lock then
    pool := (creditkit.open_pool(the_customer, the_currency, the_resource)).pool;
  else
    pool := creditkit.current_pool(the_customer, the_currency, the_resource);
  end if;
  as_of := creditkit.now_ms();
  price := creditkit.price_of(the_feature, the_currency, the_dimensions, the_quantity, the_amount, as_of);
  problem := price.problem;
  cost := price.cost;
  available := case when pool.customer is null then 0
    when pool.restricted then creditkit.available_for(pool, the_feature, null)
    else pool.balance - pool.held end;
  seq := coalesce(pool.seq, 0);
end
$$;

-- `request` has the columns of a recurring grant.
create function creditkit.make_recurring(
  the_customer text, the_currency text, the_resource text, request jsonb
) returns uuid
language plpgsql
as $$
declare
  p record;
  r creditkit.recurring_grants := jsonb_populate_record(null::creditkit.recurring_grants, request);
  pool creditkit.pools;
begin
  perform creditkit.check_features(r.features);
  select * into p from creditkit.open_pool(the_customer, the_currency, the_resource);
  r.customer := the_customer;
  r.currency := the_currency;
  r.resource := the_resource;
  r.id := creditkit.uuid_v7();
  r.created_at := p.moment;
  r.starts_at := coalesce(r.starts_at, p.moment);
  r.ends_at := coalesce(r.ends_at, 'infinity');
  r.next_at := r.starts_at;
  r.turns := 0;
  if r.starts_at < p.moment then
    perform creditkit.refuse('invalid_time', 'A recurring grant starts now or in the future.');
  end if;
  if r.ends_at <= r.starts_at then
    perform creditkit.refuse('invalid_expiry', 'A recurring grant ends after its start.');
  end if;
  -- Stored unknown to Postgres, it would refuse every later change of the pool.
  begin
    perform p.moment at time zone r.time_zone;
  exception when invalid_parameter_value then
    perform creditkit.refuse('invalid_value', 'Postgres does not know this time zone. Use another such as Europe/Berlin.');
  end;
  insert into creditkit.recurring_grants select (r).*;
  pool := creditkit.advance(p.pool, p.moment);
  perform creditkit.save_pool(pool, p.was, true);
  return r.id;
end
$$;

create function creditkit.end_recurring(the_customer text, the_id uuid) returns uuid
language plpgsql
as $$
declare
  p record;
  r creditkit.recurring_grants;
begin
  select * into r from creditkit.recurring_grants where customer = the_customer and id = the_id;
  if not found then
    perform creditkit.refuse('unknown_recurring_grant', 'This customer has no such recurring grant. Check the id.');
  end if;
  select * into p from creditkit.open_pool(r.customer, r.currency, r.resource);
  update creditkit.recurring_grants
  set ends_at = greatest(least(ends_at, p.moment), starts_at + interval '1 millisecond'), next_at = 'infinity'
  where customer = the_customer and id = the_id;
  perform creditkit.save_pool(p.pool, p.was, true);
  return the_id;
end
$$;
