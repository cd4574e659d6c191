-- Consumption, one at a time. The lanes send many together: see 0032.

create type creditkit.consume_request as (
  place integer,
  customer text,
  currency text,
  resource text,
  key text,
  key_hash uuid,
  request_hash uuid,
  feature text,
  quantity numeric,
  -- Instead of the feature's rate.
  amount bigint,
  dimensions jsonb,
  occurred_at timestamptz,
  when_short text,
  reason text,
  actor text,
  metadata jsonb
);

create type creditkit.consume_outcome as (
  place integer,
  -- 'done', 'replay', or the code of a refusal.
  status text,
  cost numeric,
  amount bigint,
  -- What could have been taken for this request.
  available bigint,
  -- The entry's number; null where none was written.
  seq bigint,
  at timestamptz,
  balance bigint,
  held bigint,
  pool_seq bigint,
  overdraft bigint,
  grant_ids uuid[],
  categories text[],
  splits bigint[],
  feature_name text,
  rate_id uuid,
  rate_version integer,
  -- Of a replay: the stored answer, and where the entry is.
  answer jsonb,
  occurred_at timestamptz
);

-- What could be taken for a feature: the free credits that may be used for it, less what is owed. With a moment,
-- of the grants of that moment only.
create function creditkit.available_for(pool creditkit.pools, the_feature text, moment timestamptz) returns bigint
language plpgsql stable
as $$
begin
  return (
    select (coalesce(sum(remaining - held), 0) - pool.overdraft)::bigint from creditkit.grants
    where customer = pool.customer and currency = pool.currency and resource = pool.resource
      and status = 'available' and (features is null or the_feature = any (features))
      and (moment is null or (effective_at <= moment and expires_at > moment))
  );
end
$$;

-- Whether a cost beyond what is available may go into overdraft.
create function creditkit.overdraft_allows(pool creditkit.pools, available bigint, cost numeric) returns boolean
language plpgsql immutable
as $$
begin
  return (
    select cost <= available
      or case when pool.overdraft_soft then available > -pool.overdraft_limit
        else cost <= available::numeric + pool.overdraft_limit end
  );
end
$$;

-- Burns credits in burn order, writes the entry, and leaves the rest of what was wanted in overdraft.
create function creditkit.burn(
  inout pool creditkit.pools, inout entry creditkit.entries, wanted bigint,
  out grant_ids uuid[], out categories text[]
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
        perform creditkit.tell_grant(pool, g);
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

-- Adds a consumption to the sums by hour and by day.
create function creditkit.count_usage(
  the_customer text, the_currency text, the_resource text, the_feature text, the_dimensions jsonb,
  moment timestamptz, used bigint
) returns void
language plpgsql
as $$
declare
  the_hour timestamptz := date_bin('1 hour', moment, '2000-01-01 00:00Z');
  quarter integer := floor(extract(epoch from moment - the_hour) / 900);
begin
  the_feature := coalesce(the_feature, '');
  the_dimensions := coalesce(the_dimensions, '{}');
  insert into creditkit.usage_hours as u
  values (the_customer, the_currency, the_hour, the_feature, the_resource, the_dimensions,
    case quarter when 0 then used else 0 end, case quarter when 1 then used else 0 end,
    case quarter when 2 then used else 0 end, case quarter when 3 then used else 0 end, 1)
  on conflict (customer, currency, hour, feature, resource, dimensions) do update
  set amount_00 = u.amount_00 + excluded.amount_00, amount_15 = u.amount_15 + excluded.amount_15,
    amount_30 = u.amount_30 + excluded.amount_30, amount_45 = u.amount_45 + excluded.amount_45,
    consumptions = u.consumptions + 1;
  insert into creditkit.usage_days as u
  values (the_customer, the_currency, (moment at time zone 'UTC')::date, the_feature, the_resource,
    the_dimensions, used, 1)
  on conflict (customer, currency, day, feature, resource, dimensions) do update
  set amount = u.amount + excluded.amount, consumptions = u.consumptions + 1;
end
$$;

-- One consumption: the short way where that will do (see 0036), else by all the rules.
create function creditkit.consume_one(request creditkit.consume_request, late_window interval)
returns creditkit.consume_outcome
language plpgsql
as $$
declare
  outcome creditkit.consume_outcome;
  pool creditkit.pools;
  was creditkit.pools;
  known creditkit.idempotency_keys;
  entry creditkit.entries;
  opened record;
  burned record;
  price record;
  moment timestamptz;
  occurred timestamptz := request.occurred_at;
  answer jsonb;
begin
  outcome := creditkit.consume_usual(request);
  if outcome.status is not null then
    return outcome;
  end if;
  outcome.place := request.place;
  opened := creditkit.open_pool(request.customer, request.currency, request.resource);
  pool := opened.pool;
  was := opened.was;
  moment := opened.moment;
  outcome.balance := pool.balance;
  outcome.held := pool.held;
  outcome.pool_seq := pool.seq;

  select * into known from creditkit.idempotency_keys as k
  where k.customer = request.customer and k.key_hash = request.key_hash;
  if found then
    outcome.status := case when known.request_hash = request.request_hash
      then 'replay' else 'idempotency_key_reused' end;
    outcome.seq := known.seq;
    outcome.answer := known.answer;
    return outcome;
  end if;

  if occurred >= moment then
    -- A caller's clock may run ahead of ours by a little: that is now.
    if occurred > moment + interval '1 minute' then
      outcome.status := 'invalid_time';
      return outcome;
    end if;
    occurred := null;
  elsif occurred < moment - late_window then
    outcome.status := 'too_late';
    return outcome;
  end if;

  select * into price from creditkit.price_of(request.feature, request.currency, request.dimensions,
    request.quantity, request.amount, coalesce(occurred, moment));
  if price.problem is not null then
    outcome.status := price.problem;
    return outcome;
  end if;
  outcome.cost := price.cost;
  outcome.feature_name := price.feature_name;
  outcome.rate_id := price.rate_id;
  outcome.rate_version := price.rate_version;

  -- Where nothing is restricted, the pool's own row knows.
  outcome.available := case when pool.restricted or occurred is not null
    then creditkit.available_for(pool, request.feature, occurred)
    else pool.balance - pool.held end;
  outcome.amount := price.cost;
  if price.cost > outcome.available then
    if request.when_short = 'partial' then
      outcome.amount := greatest(outcome.available, 0);
      answer := jsonb_build_object('cost', price.cost::text);
    elsif price.cost > 0
      and not (request.when_short = 'overdraft'
        and creditkit.overdraft_allows(pool, outcome.available, price.cost)) then
      outcome.status := 'insufficient_credits';
      answer := jsonb_build_object('cost', price.cost::text, 'available', outcome.available::text);
      insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, answer)
      values (request.customer, request.key_hash, request.request_hash, moment, answer);
      return outcome;
    end if;
  end if;

  outcome.status := 'done';
  if outcome.amount > 0 or price.cost = 0 then
    entry.at := moment;
    entry.kind := 'consumption';
    entry.feature := request.feature;
    entry.quantity := request.quantity;
    entry.dimensions := request.dimensions;
    entry.rate_version := price.rate_version;
    entry.occurred_at := occurred;
    entry.reason := request.reason;
    entry.actor := request.actor;
    entry.metadata := request.metadata;
    entry.key := request.key;
    burned := creditkit.burn(pool, entry, outcome.amount);
    pool := burned.pool;
    entry := burned.entry;
    outcome.grant_ids := burned.grant_ids;
    outcome.categories := burned.categories;
    perform creditkit.save_pool(pool, was, false);
    perform creditkit.count_usage(pool.customer, pool.currency, pool.resource, entry.feature, entry.dimensions,
      coalesce(occurred, entry.at), outcome.amount);
    outcome.seq := pool.seq;
    outcome.at := entry.at;
    outcome.occurred_at := occurred;
    outcome.balance := pool.balance;
    outcome.pool_seq := pool.seq;
    outcome.overdraft := entry.overdraft;
    outcome.splits := entry.splits;
  else
    answer := answer || jsonb_build_object('balance', pool.balance::text, 'held', pool.held::text,
      'seq', pool.seq::text);
  end if;
  insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, seq, answer)
  values (request.customer, request.key_hash, request.request_hash, moment, outcome.seq, answer);
  return outcome;
end
$$;
