-- The usual consumption: nothing is due in the pool, nothing restricted, the key is new, and the grant that burns
-- next covers it and has something left. Does the same as consume_one would, in as few statements as there can be.
-- In any other case it changes nothing and gives nothing, and consume_one goes by all the rules.
create function creditkit.consume_usual(request creditkit.consume_request) returns creditkit.consume_outcome
language plpgsql
as $$
declare
  the_customer text := request.customer;
  the_currency text := request.currency;
  the_resource text := request.resource;
  the_balance bigint;
  the_held bigint;
  the_seq bigint;
  is_restricted boolean;
  last_at timestamptz;
  next_change_at timestamptz;
  moment timestamptz;
  price record;
  cost bigint;
  available bigint;
  place_in_table tid;
  grant_number integer;
  grant_id uuid;
  category text;
  free bigint;
  remaining_after bigint;
begin
  if request.occurred_at is not null then
    return null;
  end if;
  perform pg_advisory_xact_lock(creditkit.pool_lock_number(the_customer, the_currency, the_resource));
  select p.balance, p.held, p.seq, p.restricted, p.last_at, p.next_change_at
  into the_balance, the_held, the_seq, is_restricted, last_at, next_change_at
  from creditkit.pools as p
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
  for update;
  -- The time of the change, as time_of_change has it.
  moment := greatest(creditkit.now_ms(), last_at);
  if the_seq is null or is_restricted or next_change_at <= moment then
    return null;
  end if;
  price := creditkit.price_of(request.feature, the_currency, request.dimensions, request.quantity, request.amount,
    moment);
  available := the_balance - the_held;
  if price.problem is not null or price.cost = 0 or price.cost > available then
    return null;
  end if;
  cost := price.cost;
  -- The pool is locked, so that its grants stand still.
  select g.ctid, g.number, g.id, g.category, g.remaining - g.held, g.remaining - cost
  into place_in_table, grant_number, grant_id, category, free, remaining_after
  from creditkit.grants as g
  where g.customer = the_customer and g.currency = the_currency and g.resource = the_resource
    and g.status = 'available' and g.remaining > g.held
  order by g.priority, g.expires_at, g.category = 'paid', g.effective_at, g.number
  limit 1;
  if free < cost or remaining_after = 0 then
    return null;
  end if;
  the_seq := the_seq + 1;
  insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, seq)
  values (the_customer, request.key_hash, request.request_hash, moment, the_seq)
  on conflict do nothing;
  if not found then
    return null;
  end if;
  update creditkit.grants as g set remaining = remaining_after where g.ctid = place_in_table;
  update creditkit.pools as p set balance = p.balance - cost, seq = the_seq, last_at = moment
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
  insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, overdraft,
    kind, rate_version, splits, feature, quantity, key, dimensions, reason, actor, metadata)
  values (the_customer, the_currency, the_resource, the_seq, moment, -cost, the_balance - cost, the_held, 0,
    'consumption', price.rate_version, array[grant_number, -cost, remaining_after], request.feature, request.quantity,
    request.key, request.dimensions, request.reason, request.actor, request.metadata);
  perform creditkit.count_usage(the_customer, the_currency, the_resource, request.feature, request.dimensions, moment,
    cost);
  insert into creditkit.outbox (customer, kind, payload)
  values (the_customer, 'balance', creditkit.balance_event(the_currency, the_resource, the_seq - 1, the_seq,
    the_balance - cost, the_held, available, moment));
  return (request.place, 'done', cost, cost, available, the_seq, moment, the_balance - cost, the_held, the_seq, 0,
    array[grant_id], array[category], array[grant_number, -cost, remaining_after], price.feature_name,
    price.rate_id, price.rate_version, null, null)::creditkit.consume_outcome;
end
$$;
