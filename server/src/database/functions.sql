CREATE OR REPLACE FUNCTION creditkit.above_cap(recurring recurring_grants, pool pools)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
begin
  return (
    select least(sum(creditkit.remaining_of(g, pool)) - recurring.rollover_cap,
      sum(creditkit.remaining_of(g, pool) - g.held))
    from creditkit.grants as g
    where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
      and g.status = 'available' and g.recurring_id = recurring.id and g.effective_at < recurring.next_at
  );
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.adjust_pool(the_customer text, the_currency text, the_resource text, delta bigint, allow_negative boolean, request jsonb, the_key text)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.advance(pool pools, moment timestamp with time zone)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
declare
  instant timestamptz;
  due record;
  recurring creditkit.recurring_grants;
  capped creditkit.recurring_grants[];
  entry creditkit.entries;
begin
  loop
    instant := creditkit.next_change(pool);
    exit when instant > moment;
    for due in
      select h.id from creditkit.holds as h
      where h.customer = pool.customer and h.currency = pool.currency and h.resource = pool.resource
        and h.status = 'open' and h.lapses_at <= instant
      order by h.id
    loop
      pool := creditkit.lapse_hold(pool, due.id, instant);
    end loop;
    capped := '{}';
    for recurring in
      select r.* from creditkit.recurring_grants as r
      where r.customer = pool.customer and r.currency = pool.currency and r.resource = pool.resource
        and r.next_at <= instant
      order by r.id
    loop
      pool := creditkit.turn_recurring(pool, recurring);
      if recurring.rollover_cap is not null then
        capped := capped || recurring;
      end if;
    end loop;
    for due in
      select g.number, g.reason, g.actor, g.order_id from creditkit.grants as g
      where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
        and g.status = 'scheduled' and g.effective_at <= instant
      order by g.number
    loop
      entry := null;
      entry.at := instant;
      entry.kind := 'grant';
      entry.reason := due.reason;
      entry.actor := due.actor;
      entry.order_id := due.order_id;
      pool := creditkit.put_in_effect(pool, due.number, entry);
    end loop;
    for due in
      select g.number from creditkit.grants as g
      where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
        and g.status = 'available' and g.expires_at <= instant
      order by g.number
    loop
      pool := creditkit.expire_grant(pool, due.number, instant);
    end loop;
    foreach recurring in array capped loop
      pool := creditkit.cap_rollover(pool, recurring, instant);
    end loop;
  end loop;
  return pool;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.advance_due(the_customer text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  due record;
begin
  for due in
    select p.customer, p.currency, p.resource from creditkit.pools as p
    where p.customer = the_customer and p.next_change_at <= creditkit.now_ms()
    order by creditkit.pool_lock_number(p.customer, p.currency, p.resource)
  loop
    perform creditkit.open_pool(due.customer, due.currency, due.resource);
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.amend_grant(the_customer text, the_id uuid, new_expiry timestamp with time zone, new_priority integer, the_reason text, the_actor text, the_key text)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
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
      'expiresAtAfter', coalesce(creditkit.instant_text(nullif(new_expiry, 'infinity')), 'never'))
    else jsonb_build_object('priorityBefore', (p.g).priority::text, 'priorityAfter', new_priority::text)
  end;
  pool := creditkit.append_entry(p.pool, entry);
  pool := creditkit.save_pool(pool, p.was, true);
  perform creditkit.tell_grant(pool, g) from creditkit.grants as g
  where g.customer = the_customer and g.id = the_id;
  return the_id;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.append_entry(pool pools, entry entries)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
begin
  entry.customer := pool.customer;
  entry.currency := pool.currency;
  entry.resource := pool.resource;
  entry.overdraft := nullif(entry.overdraft, 0);
  entry.amount := coalesce(entry.amount, 0);
  entry.splits := coalesce(entry.splits, '{}');
  entry.at := greatest(entry.at, pool.last_at);
  pool.seq := pool.seq + 1;
  pool.balance := pool.balance + entry.amount;
  pool.overdraft := pool.overdraft - coalesce(entry.overdraft, 0);
  pool.last_at := entry.at;
  entry.seq := pool.seq;
  entry.balance_after := pool.balance;
  entry.held_after := pool.held;
  insert into creditkit.entries select (entry).*;
  return pool;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.available_for(pool pools, the_feature text, moment timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return (
    select (coalesce(sum(creditkit.remaining_of(g, pool) - g.held), 0) - pool.overdraft)::bigint
    from creditkit.grants as g
    where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
      and g.status = 'available' and (g.features is null or the_feature = any (g.features))
      and (moment is null or (g.effective_at <= moment and g.expires_at > moment))
  );
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.balance_event(currency text, resource text, seq_before bigint, seq bigint, balance bigint, held bigint, available_before bigint, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  select jsonb_build_object(
    'currency', currency,
    'resource', nullif(resource, ''),
    'fromSeq', seq_before::text,
    'seq', seq::text,
    'balance', balance::text,
    'held', held::text,
    'available', (balance - held)::text,
    'previousAvailable', available_before::text,
    'at', creditkit.instant_text(at)
  )
$function$;

CREATE OR REPLACE FUNCTION creditkit.burn(INOUT pool pools, INOUT entry entries, wanted bigint, OUT grant_ids uuid[], OUT categories text[])
 RETURNS record
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.cap_rollover(pool pools, recurring recurring_grants, moment timestamp with time zone)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
declare
  g record;
  entry creditkit.entries;
  excess bigint := creditkit.above_cap(recurring, pool);
  part bigint;
begin
  entry.amount := 0;
  for g in
    select number, remaining, held from creditkit.grants
    where customer = pool.customer and currency = pool.currency and resource = pool.resource
      and status = 'available' and recurring_id = recurring.id and remaining > held and effective_at < recurring.next_at
    order by number
  loop
    exit when excess <= 0;
    part := least(excess, g.remaining - g.held);
    pool := creditkit.take_from_grant(pool, g.number, part, 'expired', 'expired');
    entry.amount := entry.amount - part;
    entry.splits := entry.splits || array[g.number, -part, g.remaining - part];
    excess := excess - part;
  end loop;
  if entry.amount < 0 then
    entry.at := moment;
    entry.kind := 'expiry';
    entry.reason := 'roll-over cap';
    pool := creditkit.append_entry(pool, entry);
    perform creditkit.tell_emptied(pool, entry.splits);
  end if;
  return pool;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.ceiling_division(a numeric, b numeric)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$ select div(a, b) + case when mod(a, b) > 0 then 1 else 0 end $function$;

CREATE OR REPLACE FUNCTION creditkit.change_hold(the_customer text, the_id uuid, new_lapse timestamp with time zone, the_reason text, the_actor text, the_key text)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.check_features(features text[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  unknown text;
begin
  select asked.id into unknown from unnest(features) as asked (id)
  where not exists (select from creditkit.features as f where f.id = asked.id) limit 1;
  if unknown is not null then
    perform creditkit.refuse('unknown_feature',
      format('There is no feature "%s". Create it first, or check the id.', unknown));
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.check_room(pool pools)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if creditkit.room_of(pool) < 0 then
    -- As Postgres itself says of a balance that would pass 64 bits.
    raise numeric_value_out_of_range;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.check_usage(the_customer text, the_currency text, the_resource text, the_feature text, the_quantity numeric, the_amount bigint, the_dimensions jsonb, with_lock boolean, with_overdraft boolean, OUT problem text, OUT cost numeric, OUT available bigint, OUT allowed boolean, OUT seq bigint, OUT as_of timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  price record;
  state record;
  pool creditkit.pools;
begin
  if with_lock then
    perform creditkit.open_pool(the_customer, the_currency, the_resource);
  end if;
  loop
    perform creditkit.current_pool(the_customer, the_currency, the_resource);
    as_of := creditkit.now_ms();
    -- One statement, so that without a lock too the pool and its grants are of one moment.
    select p as pool,
      case when p.restricted then creditkit.available_for(p, the_feature, null) else p.balance - p.held end as available
    into state
    from creditkit.pools as p
    where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
    pool := state.pool;
    -- Once more where an instant has just passed.
    exit when pool.customer is null or pool.next_change_at > as_of;
  end loop;
  available := coalesce(state.available, 0);
  seq := coalesce(pool.seq, 0);
  price := creditkit.price_of(the_feature, the_currency, the_dimensions, the_quantity, the_amount, as_of);
  problem := price.problem;
  cost := price.cost;
  allowed := cost = 0 or cost <= available
    or with_overdraft and pool.customer is not null and creditkit.overdraft_allows(pool, available, cost);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.claw_back(the_customer text, the_id uuid, wanted bigint, the_order text, the_reason text, the_actor text, the_metadata jsonb, the_key text)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
declare
  p record;
  entry creditkit.entries;
  pool creditkit.pools;
  taken bigint;
  gone bigint;
  withdrawn_before bigint;
  notes jsonb;
begin
  select * into p from creditkit.open_grant(the_customer, the_id);
  if (p.g).clawed_back + wanted > (p.g).amount then
    perform creditkit.refuse('clawback_exceeds_grant', 'All clawbacks of a grant together are at most its amount.');
  end if;
  taken := least(wanted, (p.g).remaining);
  gone := least(wanted - taken, (p.g).expired + (p.g).withdrawn - (p.g).written_off);
  withdrawn_before := least(gone, (p.g).withdrawn - coalesce((p.g).written_off_withdrawn, 0));
  pool := p.pool;
  update creditkit.grants as g
  set clawed_back = clawed_back + wanted, written_off = written_off + gone,
    written_off_withdrawn = coalesce(written_off_withdrawn, 0) + withdrawn_before,
    status = case when status in ('used_up', 'expired') and clawed_back + wanted = amount
      then 'taken_back' else status end
  where g.customer = the_customer and g.id = the_id;
  if taken > 0 then
    pool := creditkit.take_from_grant(pool, (p.g).number, taken, 'taken_back', 'taken_back');
  end if;
  entry.at := p.moment;
  entry.kind := 'clawback';
  entry.overdraft := -(wanted - taken - gone);
  notes := jsonb_strip_nulls(jsonb_build_object(
    'creditkit.scheduled', case when (p.g).status = 'scheduled' then (-taken)::text end,
    'creditkit.writtenOff', nullif(gone, 0)::text,
    'creditkit.withdrawnBefore', nullif(withdrawn_before, 0)::text));
  entry.metadata := case when notes = '{}' then the_metadata else coalesce(the_metadata, '{}') || notes end;
  -- A scheduled grant was never part of the balance.
  if (p.g).status = 'scheduled' then
    taken := 0;
  end if;
  entry.amount := entry.overdraft - taken;
  select array[g.number, -taken, g.remaining] into entry.splits from creditkit.grants as g
  where g.customer = the_customer and g.id = the_id;
  entry.order_id := coalesce(the_order, (p.g).order_id);
  entry.reason := the_reason;
  entry.actor := the_actor;
  entry.key := the_key;
  pool := creditkit.append_entry(pool, entry);
  pool := creditkit.save_pool(pool, p.was, true);
  perform creditkit.tell_grant(pool, g) from creditkit.grants as g
  where g.customer = the_customer and g.id = the_id;
  return the_id;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.consume(place integer, the_customer text, the_currency text, the_resource text, the_key text, the_key_hash uuid, the_request_hash bigint, the_feature text, the_quantity numeric, the_amount bigint, the_dimensions jsonb, occurred_at timestamp with time zone, when_short text, the_reason text, the_actor text, the_metadata jsonb, late_window interval)
 RETURNS consume_outcome
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  locked boolean;
  moment timestamptz;
  cost bigint;
  feature_name text;
  rate_id uuid;
  rate_version integer;
  outcome creditkit.consume_outcome;
  pool_before creditkit.pools;
begin
  -- Where a function gives nothing, a comparison calls it without a statement.
  locked := pg_advisory_xact_lock(creditkit.pool_lock_number(the_customer, the_currency, the_resource)) is null;
  moment := creditkit.now_ms();
  select price.cost, price.feature_name, price.rate_id, price.rate_version
  into cost, feature_name, rate_id, rate_version
  from creditkit.price_by_unit(the_feature, the_currency, the_dimensions, the_quantity, the_amount, moment) as price;
  if cost is null then
    select price.cost, price.feature_name, price.rate_id, price.rate_version
    into cost, feature_name, rate_id, rate_version
    from creditkit.price_of(the_feature, the_currency, the_dimensions, the_quantity, the_amount, moment) as price
    where price.problem is null;
  end if;
  loop
    update creditkit.pools as p
    set balance = p.balance - cost, seq = p.seq + 1, last_at = moment, burning_remaining = p.burning_remaining - cost
    where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
      and occurred_at is null and not p.restricted and p.last_at <= moment and p.next_change_at > moment
      and cost > 0 and cost <= p.balance - p.held and cost <= p.burning_remaining - greatest(p.burning_held, 1)
    -- What is null here follows from the rest.
    returning place, 'done', cost::numeric, null::bigint, null::bigint, p.seq, moment, p.balance, p.held, null::bigint,
      null::bigint, array[p.burning_id], array[p.burning_category], array[p.burning_number, -cost, p.burning_remaining],
      feature_name, rate_id, rate_version, null::jsonb, null::timestamptz
    into outcome;
    if found then
      insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, seq)
      values (the_customer, the_key_hash, the_request_hash, moment, outcome.seq)
      on conflict do nothing;
      if found then
        with written as (
          insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, kind,
            rate_version, splits, feature, quantity, key, dimensions, reason, actor, metadata)
          values (the_customer, the_currency, the_resource, outcome.seq, moment, -cost, outcome.balance, outcome.held,
            'consumption', rate_version, outcome.splits, the_feature, the_quantity, the_key, the_dimensions, the_reason,
            the_actor, the_metadata)
        )
        insert into creditkit.outbox (customer, kind, created_at, currency, resource, seq_before, seq, balance, held,
          available_before)
        values (the_customer, 'balance', moment, the_currency, the_resource, outcome.seq - 1, outcome.seq,
          outcome.balance, outcome.held, outcome.balance + cost - outcome.held);
        if creditkit.counted_upto(outcome.seq) = outcome.seq then
          select * into strict pool_before from creditkit.pools as p
          where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
          pool_before.seq := outcome.seq - 1;
          perform creditkit.count_usage(array[pool_before]);
        end if;
        return outcome;
      end if;
      -- The key was known.
      update creditkit.pools as p
      set balance = p.balance + cost, seq = p.seq - 1, burning_remaining = p.burning_remaining + cost,
        last_at = coalesce((
          select e.at from creditkit.entries as e
          where e.customer = p.customer and e.currency = p.currency and e.resource = p.resource and e.seq = p.seq - 1
        ), '-infinity')
      where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
      exit;
    end if;
    exit when not creditkit.take_up(the_customer, the_currency, the_resource);
  end loop;
  return creditkit.consume_by_rules((place, the_customer, the_currency, the_resource, the_key, the_key_hash,
    the_request_hash, the_feature, the_quantity, the_amount, the_dimensions, occurred_at, when_short, the_reason,
    the_actor, the_metadata)::creditkit.consume_request, late_window);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.consume_by_rules(request consume_request, late_window interval)
 RETURNS consume_outcome
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.consume_many(asked_pools jsonb, asked_uses jsonb, pool_numbers integer[], use_numbers integer[], keys text[], key_hashes uuid[], request_hashes bigint[], extras jsonb[], late_window interval)
 RETURNS SETOF text
 LANGUAGE plpgsql
 ROWS 128
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
 SET jit TO 'off'
AS $function$
declare
  pools creditkit.consume_pool[];
  uses creditkit.consume_use[];
  places integer[] := '{}';
  outcomes text[];
  lock_number bigint;
  pool creditkit.consume_pool;
  use creditkit.consume_use;
  extra jsonb;
begin
  pools := array(select p from jsonb_populate_recordset(null::creditkit.consume_pool, asked_pools) as p);
  uses := array(select u from jsonb_populate_recordset(null::creditkit.consume_use, asked_uses) as u);
  for lock_number in
    select creditkit.pool_lock_number(p.customer, p.currency, p.resource) from creditkit.rows_of(pools) as p order by 1
  loop
    perform pg_advisory_xact_lock(lock_number);
  end loop;
  -- Very few are cheaper one by one.
  if cardinality(keys) > 3 then
    select u.places, u.outcomes into places, outcomes
    from creditkit.consume_usual_lines(
      array(
        select stored.pool from creditkit.rows_of(pools) with ordinality as asked
        left join lateral (
          select p as pool from creditkit.pools as p
          where p.customer = asked.customer and p.currency = asked.currency and p.resource = asked.resource
        ) as stored on true
        order by asked.ordinality
      ), uses, pool_numbers, use_numbers, keys, key_hashes, request_hashes, extras, creditkit.now_ms()) as u;
    return query select unnest(outcomes);
  end if;
  if cardinality(places) < cardinality(keys) then
    for place in 1 .. cardinality(keys) loop
      if place <> all (places) then
        pool := pools[pool_numbers[place]];
        use := uses[use_numbers[place]];
        extra := extras[place];
        return next creditkit.consume(place, pool.customer, pool.currency, pool.resource, keys[place],
          key_hashes[place], request_hashes[place], use.feature, use.quantity, use.amount, use.dimensions,
          (extra ->> 'occurred_at')::timestamptz, coalesce(extra ->> 'when_short', 'refuse'), extra ->> 'reason',
          extra ->> 'actor', extra -> 'metadata', late_window)::text;
      end if;
    end loop;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.consume_usual_lines(pools pools[], uses consume_use[], pool_numbers integer[], use_numbers integer[], keys text[], key_hashes uuid[], request_hashes bigint[], extras jsonb[], moment timestamp with time zone, OUT places integer[], OUT outcomes text[])
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  violated text;
begin
  with pool as materialized (
    select p.pool_number, p.customer, p.currency, p.resource, p.seq, p.balance, p.held, p.now_at,
      front.number, front.id, front.category, front.remaining, front.held as grant_held,
      least(p.balance - p.held, front.remaining - greatest(front.held, 1)) as most, stored.ctid as place_in_table,
      trim(both '()' from row(p.now_at)::text) as at_text,
      concat(p.held, ',,,{', front.id, '},{', front.category, '},"{', front.number, ',') as from_grant
    from (
      select p.ordinality as pool_number, p.*, greatest(moment, p.last_at) as now_at
      from creditkit.rows_of(pools) with ordinality as p
    ) as p
    cross join lateral (
      select p.burning_number as number, p.burning_id as id, p.burning_category as category,
        p.burning_remaining as remaining, p.burning_held as held
      where p.burning_number is not null
      union all
      select next.* from creditkit.next_to_burn(p.customer, p.currency, p.resource) as next
      where p.burning_number is null
    ) as front
    cross join lateral (
      select x.ctid from creditkit.pools as x
      where x.customer = p.customer and x.currency = p.currency and x.resource = p.resource
      offset 0
    ) as stored
    -- Prices are those of the moment; after a clock was set back, a pool's own time is later.
    where not p.restricted and p.next_change_at > p.now_at and p.last_at <= moment
  ), price as materialized (
    select u.ordinality as use_number, u.feature, u.quantity, u.dimensions, p.cost, p.rate_version,
      concat('}",', trim(both '()' from row(p.feature_name, p.rate_id, p.rate_version)::text), ',,)') as by_rate
    from creditkit.rows_of(uses) with ordinality as u
    left join lateral (
      select * from creditkit.price_by_unit(u.feature, u.currency, u.dimensions, u.quantity, u.amount, moment)
      offset 0
    ) as by_unit on true
    cross join lateral (
      select by_unit.* where by_unit.cost is not null
      union all
      select p.cost::bigint, p.feature_name, p.rate_id, p.rate_version
      from creditkit.price_of(u.feature, u.currency, u.dimensions, u.quantity, u.amount, moment) as p
      where by_unit.cost is null and p.problem is null
    ) as p
  ), line as materialized (
    select l.*, price.cost, sum(price.cost) over up_to_here as upto, row_number() over up_to_here as turn,
      -- A line without a price is none of them, nor are those after it: it takes no number, and they are counted.
      bool_and(coalesce(price.cost > 0, false) and l.extra ->> 'occurred_at' is null) over up_to_here as are_usual
    from unnest(pool_numbers, use_numbers, keys, key_hashes, request_hashes, extras) with ordinality
      as l(pool, use, key, key_hash, request_hash, extra, place)
    left join price on price.use_number = l.use
    window up_to_here as (partition by l.pool order by l.place rows unbounded preceding)
  ), usual as materialized (
    select line.place, line.pool, line.turn, line.cost, line.upto, line.key, line.key_hash, line.request_hash, line.extra,
      price.feature, price.quantity, price.dimensions, price.rate_version, price.by_rate, pool.customer, pool.currency,
      pool.resource, pool.now_at, pool.held, pool.number, pool.at_text, pool.from_grant, pool.seq + line.turn as seq,
      (pool.balance - line.upto)::bigint as balance, (pool.remaining - line.upto)::bigint as remaining
    from line
    join pool on pool.pool_number = line.pool
    join price on price.use_number = line.use
    where line.are_usual and line.upto <= pool.most
  ), remembered as (
    insert into creditkit.idempotency_keys (customer, key_hash, request_hash, created_at, seq)
    select usual.customer, usual.key_hash, usual.request_hash, usual.now_at, usual.seq from usual
    -- In order, so that two batches with the same keys for different pools cannot wait for each other.
    order by usual.key_hash
  ), last_line as materialized (
    select usual.pool, max(usual.turn) as turns, max(usual.upto)::bigint as taken from usual group by usual.pool
  ), changed as (
    update creditkit.pools as p
    set balance = pool.balance - l.taken, seq = pool.seq + l.turns, last_at = pool.now_at, burning_number = pool.number,
      burning_id = pool.id, burning_category = pool.category, burning_remaining = pool.remaining - l.taken,
      burning_held = pool.grant_held
    from last_line as l join pool on pool.pool_number = l.pool
    where p.ctid = pool.place_in_table
  ), written as (
    insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after,
      kind, rate_version, splits, feature, quantity, key, dimensions, reason, actor, metadata)
    select usual.customer, usual.currency, usual.resource, usual.seq, usual.now_at, -usual.cost, usual.balance,
      usual.held, 'consumption', usual.rate_version, array[usual.number, -usual.cost, usual.remaining], usual.feature,
      usual.quantity, usual.key, usual.dimensions, usual.extra ->> 'reason',
      usual.extra ->> 'actor', usual.extra -> 'metadata'
    from usual
    order by usual.pool, usual.turn
  ), told as (
    insert into creditkit.outbox (customer, kind, created_at, currency, resource, seq_before, seq, balance, held,
      available_before)
    select pool.customer, 'balance', pool.now_at, pool.currency, pool.resource, pool.seq, pool.seq + l.turns,
      pool.balance - l.taken, pool.held, pool.balance - pool.held
    from last_line as l join pool on pool.pool_number = l.pool
  )
  select array_agg(usual.place::integer), array_agg(
    -- A creditkit.consume_outcome as its text has it; what is left out follows from the rest.
    concat('(', usual.place, ',done,', usual.cost, ',,,', usual.seq, ',', usual.at_text, ',', usual.balance, ',',
      usual.from_grant, -usual.cost, ',', usual.remaining, usual.by_rate)
  )
  into places, outcomes
  from usual;
  perform creditkit.count_usage(pools);
  places := coalesce(places, '{}');
exception
  when unique_violation then
    -- A key was known: nothing of this stays, and each line goes by itself.
    get stacked diagnostics violated = table_name;
    if violated <> 'idempotency_keys' then
      raise;
    end if;
    places := '{}';
    outcomes := '{}';
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.count_usage(before pools[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  used record;
begin
  for used in
    select block.customer, block.currency, block.resource, coalesce(e.feature, '') as feature,
      coalesce(e.dimensions, '{}') as dimensions,
      date_bin('15 minutes', coalesce(e.occurred_at, e.at), '2000-01-01 00:00Z') as slot, -sum(e.amount) as amount
    from (
      select p.customer, p.currency, p.resource, creditkit.counted_upto(b.seq) as counted,
        creditkit.counted_upto(p.seq) as upto
      from creditkit.rows_of(before) as b
      cross join lateral (
        select x.customer, x.currency, x.resource, x.seq from creditkit.pools as x
        where x.customer = b.customer and x.currency = b.currency and x.resource = b.resource
        offset 0
      ) as p
      where creditkit.counted_upto(p.seq) > creditkit.counted_upto(b.seq)
      offset 0
    ) as block
    cross join lateral (
      select x.at, x.occurred_at, x.feature, x.dimensions, x.amount from creditkit.entries as x
      where x.customer = block.customer and x.currency = block.currency and x.resource = block.resource
        and x.seq > block.counted and x.seq <= block.upto and x.kind = 'consumption'
      offset 0
    ) as e
    group by 1, 2, 3, 4, 5, 6
  loop
    insert into creditkit.usage_hours as u (customer, currency, hour, feature, resource, dimensions, amount_00, amount_15,
      amount_30, amount_45)
    select used.customer, used.currency, date_bin('1 hour', used.slot, '2000-01-01 00:00Z'), used.feature, used.resource,
      used.dimensions, case quarter when 0 then used.amount else 0 end, case quarter when 1 then used.amount else 0 end,
      case quarter when 2 then used.amount else 0 end, case quarter when 3 then used.amount else 0 end
    from (select extract(minute from used.slot at time zone 'UTC')::integer / 15 as quarter) as q
    on conflict (customer, currency, hour, feature, resource, (md5(dimensions::text)::uuid)) do update
    set amount_00 = u.amount_00 + excluded.amount_00, amount_15 = u.amount_15 + excluded.amount_15,
      amount_30 = u.amount_30 + excluded.amount_30, amount_45 = u.amount_45 + excluded.amount_45;
    insert into creditkit.usage_days as u (customer, currency, day, feature, resource, dimensions, amount)
    values (used.customer, used.currency, (used.slot at time zone 'UTC')::date, used.feature, used.resource,
      used.dimensions, used.amount)
    on conflict (customer, currency, day, feature, resource, (md5(dimensions::text)::uuid)) do update
    set amount = u.amount + excluded.amount;
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.counted_upto(seq bigint)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select seq - seq % creditkit.usage_block() $function$;

CREATE OR REPLACE FUNCTION creditkit.current_pool(the_customer text, the_currency text, the_resource text)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
declare
  pool creditkit.pools;
begin
  select * into pool from creditkit.pools as p
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
  if found and pool.next_change_at <= creditkit.now_ms() then
    pool := (creditkit.open_pool(the_customer, the_currency, the_resource)).pool;
  end if;
  return pool;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.drop_unit_price()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  following timestamptz;
begin
  perform from creditkit.features where id = old.feature for no key update;
  delete from creditkit.unit_prices where rate_id = old.id returning replaced_at into strict following;
  update creditkit.unit_prices as u set replaced_at = following
  where u.feature = old.feature and u.currency = old.currency and u.replaced_at = old.effective_at;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.end_recurring(the_customer text, the_id uuid)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.expire_grant(pool pools, the_number integer, moment timestamp with time zone)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
declare
  g creditkit.grants;
begin
  select * into strict g from creditkit.grants
  where customer = pool.customer and currency = pool.currency and resource = pool.resource and number = the_number;
  return creditkit.expire_part(pool, g, g.remaining, moment);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.expire_part(pool pools, g grants, gone bigint, moment timestamp with time zone)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
declare
  entry creditkit.entries;
begin
  pool := creditkit.take_from_grant(pool, g.number, gone, 'expired', 'expired');
  g.remaining := g.remaining - gone;
  entry.at := moment;
  entry.kind := 'expiry';
  entry.amount := -gone;
  entry.splits := array[g.number, -gone, g.remaining];
  entry.order_id := g.order_id;
  pool := creditkit.append_entry(pool, entry);
  if g.remaining = 0 then
    g.status := 'expired';
    perform creditkit.tell_grant(pool, g);
  end if;
  return pool;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.grant_event(currency text, resource text, grant_id uuid, status text, remaining bigint, expires_at timestamp with time zone, seq bigint, at timestamp with time zone)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  select jsonb_build_object(
    'currency', currency,
    'resource', nullif(resource, ''),
    'grantId', grant_id,
    'status', status,
    'remaining', remaining::text,
    'expiresAt', creditkit.instant_text(nullif(expires_at, 'infinity')),
    'seq', seq::text,
    'at', creditkit.instant_text(at)
  )
$function$;

CREATE OR REPLACE FUNCTION creditkit.guard_order_status()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    if new.status <> 'created' then
      raise exception 'an order begins as created, not %', new.status using errcode = 'check_violation';
    end if;
    new.next_check_at := creditkit.now_ms() + interval '1 minute';
    return new;
  end if;
  if old.status <> new.status and not exists (
    select from creditkit.order_transitions t where t.from_status = old.status and t.to_status = new.status
  ) then
    raise exception 'an order cannot go from % to %', old.status, new.status using errcode = 'check_violation';
  end if;
  -- What was sold and what was granted for it are never edited.
  if (old.credits, old.bonus_credits, old.price, old.money_currency, old.currency, old.resource)
    is distinct from (new.credits, new.bonus_credits, new.price, new.money_currency, new.currency, new.resource)
    or (old.grant_id is not null and (old.grant_id, old.granted_credits, old.payment_id)
      is distinct from (new.grant_id, new.granted_credits, new.payment_id))
  then
    raise exception 'the quote and the grant of an order cannot be edited' using errcode = 'check_violation';
  end if;
  -- Nothing that could still be paid escapes the reconciler.
  if new.status not in ('created', 'open', 'processing', 'paid') then
    new.next_check_at := null;
  elsif old.status <> new.status then
    new.checks := 0;
    new.next_check_at := creditkit.now_ms() + interval '1 minute';
  end if;
  new.updated_at := creditkit.now_ms();
  return new;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.import_balances(import_rows jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
 SET jit TO 'off'
AS $function$
declare
  pools creditkit.pools[];
  moment timestamptz;
  owing record;
begin
  perform creditkit.check_features(array(
    select distinct f.id from jsonb_array_elements(import_rows) as r
    cross join lateral jsonb_array_elements_text(nullif(r.value -> 'features', 'null')) as f (id)
  ));
  select opened.pools, opened.moment into pools, moment from creditkit.open_together(import_rows) as opened;
  if exists (
    select from jsonb_to_recordset(import_rows) as r (effective_at timestamptz, expires_at timestamptz)
    where r.expires_at <= greatest(r.effective_at, moment)
  ) then
    perform creditkit.refuse('invalid_expiry', 'A grant expires after its effective instant and in the future.');
  end if;
  -- An overdraft is settled first, grant by grant.
  for owing in
    select r.value from unnest(pools) as p
    join jsonb_array_elements(import_rows) with ordinality as r (value, place)
      on r.value ->> 'customer' = p.customer and r.value ->> 'currency' = p.currency
      and r.value ->> 'resource' = p.resource
    where p.overdraft > 0
    order by r.place
  loop
    perform creditkit.make_grant(owing.value ->> 'customer', owing.value ->> 'currency', owing.value ->> 'resource',
      owing.value || '{"source": "import"}', null);
  end loop;
  with pool as materialized (
    select p.*, greatest(moment, p.last_at) as now_at from creditkit.rows_of(pools) with ordinality as p
  ), asked as materialized (
    select g.*, r.place, dense_rank() over (order by g.customer, g.currency, g.resource) as pool_number
    from jsonb_array_elements(import_rows) with ordinality as r (value, place)
    cross join lateral jsonb_populate_record(null::creditkit.grants, r.value) as g
  ), dated as materialized (
    select asked.customer, asked.currency, asked.resource, asked.amount, asked.category, asked.priority,
      asked.features, asked.cost_amount, asked.cost_currency, asked.cost_scale, asked.order_id, asked.reason,
      asked.pool_number, coalesce(asked.effective_at, pool.now_at) as effective_at,
      coalesce(asked.expires_at, 'infinity') as expires_at, asked.effective_at > pool.now_at is true as waits,
      row_number() over (partition by asked.pool_number order by asked.place) as turn, asked.place,
      pool.now_at, pool.seq, pool.balance, pool.held, pool.grant_count, creditkit.uuid_v7() as id
    from asked join pool on pool.ordinality = asked.pool_number
    where pool.overdraft = 0
  ), line as materialized (
    select *, case when waits then 0 else amount end as moved,
      sum(case when waits then 0 else amount end) over (partition by pool_number order by turn) as upto
    from dated
  ), granted as (
    insert into creditkit.grants (customer, currency, resource, number, id, amount, remaining, category, priority,
      effective_at, expires_at, created_at, features, cost_amount, cost_currency, cost_scale, source, order_id,
      reason, status)
    select customer, currency, resource, grant_count + turn, id, amount, amount, category, priority, effective_at,
      expires_at, now_at, features, cost_amount, cost_currency, cost_scale, 'import', order_id, reason,
      case when waits then 'scheduled' else 'available' end
    from line order by pool_number, turn
  ), written as (
    insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, kind,
      splits, order_id, reason)
    select customer, currency, resource, seq + turn, now_at, moved, balance + upto, held,
      case when waits then 'schedule' else 'grant' end::creditkit.entry_kind,
      array[grant_count + turn, moved, amount], order_id, reason
    from line order by pool_number, turn
  ), changed as (
    update creditkit.pools as p
    set seq = p.seq + t.turns, grant_count = p.grant_count + t.turns, balance = p.balance + t.moved, last_at = t.now_at,
      next_change_at = least(p.next_change_at, t.next_change_at), restricted = p.restricted or t.restricted
    from (
      select customer, currency, resource, max(turn) as turns, sum(moved) as moved, now_at,
        min(case when waits then effective_at else expires_at end) as next_change_at,
        bool_or(features is not null and not waits) as restricted
      from line group by customer, currency, resource, now_at
    ) as t
    where p.customer = t.customer and p.currency = t.currency and p.resource = t.resource
    returning p.*, p.seq - t.turns as seq_before, p.balance - t.moved as balance_before
  )
  insert into creditkit.outbox (customer, kind, payload)
  select customer, 'grant', creditkit.grant_event(currency, resource, id,
    case when waits then 'scheduled' else 'available' end, amount, expires_at, seq + turn, now_at)
  from line
  union all
  select customer, 'balance', creditkit.balance_event(currency, resource, seq_before, seq, balance, held,
    (balance_before - held)::bigint, last_at)
  from changed;
  perform creditkit.check_room(p) from creditkit.rows_of(pools) as was
  join creditkit.pools as p using (customer, currency, resource)
  where creditkit.room_of(p) < 0;
  -- Where a debt was settled, each grant has counted what there was to count.
  perform creditkit.count_usage(array(select p from creditkit.rows_of(pools) as p where p.overdraft = 0));
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.import_usage(import_rows jsonb, the_import text)
 RETURNS void
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET plan_cache_mode TO 'force_generic_plan'
 SET jit TO 'off'
AS $function$
declare
  pools creditkit.pools[];
  moment timestamptz;
begin
  select opened.pools, opened.moment into pools, moment from creditkit.open_together(import_rows) as opened;
  if exists (select from unnest(pools) as p where p.overdraft > 0) then
    perform creditkit.refuse('invalid_value', 'A pool in overdraft takes no usage history. Settle it first.');
  end if;
  if exists (
    select from jsonb_to_recordset(import_rows) as r (occurred_at timestamptz) where r.occurred_at >= moment
  ) then
    perform creditkit.refuse('invalid_time', 'Usage history lies in the past.');
  end if;
  with pool as materialized (
    select p.*, greatest(moment, p.last_at) as now_at, creditkit.uuid_v7() as grant_id
    from creditkit.rows_of(pools) with ordinality as p
  ), asked as materialized (
    select e.*, r.place, dense_rank() over (order by e.customer, e.currency, e.resource) as pool_number
    from jsonb_array_elements(import_rows) with ordinality as r (value, place)
    cross join lateral jsonb_populate_record(null::creditkit.entries, r.value) as e
  ), line as materialized (
    select *, sum(amount) over (partition by pool_number order by place) as upto,
      row_number() over (partition by pool_number order by place) as turn
    from asked
  ), total as materialized (
    -- A pool whose usage cost nothing gets no grant.
    select pool_number, max(upto)::bigint as amount, count(*) as lines, (max(upto) > 0)::integer as grants
    from line group by 1
  ), granted as (
    insert into creditkit.grants (customer, currency, resource, number, id, amount, remaining, category, priority,
      effective_at, created_at, source, reason, status)
    select p.customer, p.currency, p.resource, p.grant_count + 1, p.grant_id, t.amount, 0, 'promotional', 0, p.now_at,
      p.now_at, 'import', 'usage before the import ' || the_import, 'used_up'
    from pool as p join total as t on t.pool_number = p.ordinality
    where t.grants = 1
    order by p.ordinality
  ), written as (
    insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, kind,
      splits, feature, quantity, occurred_at, dimensions, reason)
    select p.customer, p.currency, p.resource, p.seq + l.turn, p.now_at, l.amount, p.balance + l.rest, p.held,
      l.kind, case when l.amount = 0 then '{}' else array[p.grant_count + 1, l.amount, l.rest] end, l.feature,
      l.quantity, l.occurred_at, l.dimensions, l.reason
    from (
      select pool_number, 1::bigint as turn, amount, amount as rest, 'grant'::creditkit.entry_kind as kind,
        null::text as feature, null::numeric as quantity, null::timestamptz as occurred_at, null::jsonb as dimensions,
        'usage before the import ' || the_import as reason
      from total where grants = 1
      union all
      select line.pool_number, t.grants + line.turn, -line.amount, (t.amount - line.upto)::bigint, 'consumption',
        line.feature, line.quantity, line.occurred_at, line.dimensions, 'imported'
      from line join total as t on t.pool_number = line.pool_number
    ) as l
    join pool as p on p.ordinality = l.pool_number
    order by l.pool_number, l.turn
  ), changed as (
    update creditkit.pools as p
    set seq = p.seq + t.grants + t.lines, grant_count = p.grant_count + t.grants, last_at = pool.now_at
    from pool join total as t on t.pool_number = pool.ordinality
    where p.customer = pool.customer and p.currency = pool.currency and p.resource = pool.resource
    returning p.*, pool.grant_id, pool.seq as seq_before, t.grants
  )
  insert into creditkit.outbox (customer, kind, payload)
  select customer, 'grant', creditkit.grant_event(currency, resource, grant_id, 'used_up', 0, 'infinity', seq, last_at)
  from changed where grants = 1
  union all
  select customer, 'balance', creditkit.balance_event(currency, resource, seq_before, seq, balance, held,
    balance - held, last_at)
  from changed;
  perform creditkit.count_usage(pools);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.instant_text(moment timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$ select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $function$;

CREATE OR REPLACE FUNCTION creditkit.is_sound(entry entries)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  -- The usual one, for speed.
  if entry.kind = 'consumption' and cardinality(entry.splits) = 3 and entry.splits[3] >= 0
    and num_nonnulls(entry.overdraft, entry.occurred_at) = 0
  then
    return entry.splits[2] is not distinct from entry.amount and coalesce(entry.quantity, 1) > 0
      and least(entry.seq - 1, entry.held_after, -entry.amount) >= 0;
  end if;
  return entry.seq > 0 and entry.held_after >= 0
    and (entry.quantity is null or entry.quantity > 0)
    and (entry.occurred_at is null or entry.occurred_at < entry.at)
    and case entry.kind
      when 'schedule' then entry.amount = 0
      when 'amendment' then entry.amount = 0
      when 'hold' then entry.amount = 0
      when 'release' then entry.amount = 0
      when 'grant' then entry.amount >= 0
      when 'reinstatement' then entry.amount >= 0
      when 'adjustment' then true
      else entry.amount <= 0 end
    and creditkit.splits_add_up(entry.splits, entry.amount - coalesce(entry.overdraft, 0));
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.is_sound(g grants)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  return g.remaining >= 0 and g.held between 0 and g.remaining
    and (g.status in ('available', 'scheduled')) = (g.remaining > 0)
    and g.status in ('available', 'scheduled', 'used_up', 'expired', 'voided', 'taken_back')
    and g.expired >= 0 and g.withdrawn >= 0 and g.taken_back >= 0
    -- What is not accounted for here was used.
    and g.remaining + g.expired + g.withdrawn + g.taken_back <= g.amount
    and g.written_off between 0 and g.expired + g.withdrawn
    and coalesce(g.written_off_withdrawn, 0) between 0 and least(g.withdrawn, g.written_off)
    and g.clawed_back between g.taken_back + g.written_off and g.amount
    and g.expires_at > g.effective_at
    and g.number > 0 and g.amount > 0
    and g.category in ('paid', 'promotional') and g.priority between -1000 and 1000
    and g.source in ('top_up', 'manual', 'recurring', 'import', 'adjustment')
    and (g.features is null or cardinality(g.features) > 0)
    and num_nulls(g.cost_amount, g.cost_currency, g.cost_scale) in (0, 3)
    and (g.cost_amount is null or g.cost_amount >= 0 and g.cost_scale between 0 and 4);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.is_sound(pool pools)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  return length(pool.customer) between 1 and 255 and length(pool.resource) <= 255
    -- Balance and overdraft together are what the grants have left; what is held is among it. A grant that is used up
    -- is so in its own row.
    and least(pool.held, pool.overdraft, pool.overdraft_limit, pool.seq, pool.grant_count,
      pool.balance + pool.overdraft - pool.held, pool.burning_remaining - 1, pool.burning_held,
      pool.burning_remaining - pool.burning_held) >= 0
    and num_nulls(pool.burning_number, pool.burning_id, pool.burning_category, pool.burning_remaining,
      pool.burning_held) in (0, 5);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.issue_grant(INOUT pool pools, INOUT g grants, entry entries)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
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
    -- It moves nothing yet, and names the grant.
    entry.splits := array[g.number, 0, g.remaining];
    pool := creditkit.append_entry(pool, entry);
    perform creditkit.tell_grant(pool, g);
  else
    pool := creditkit.put_in_effect(pool, g.number, entry);
    -- What put_in_effect did to the row.
    select * into strict g from creditkit.grants as now
    where now.customer = pool.customer and now.currency = pool.currency
      and now.resource = pool.resource and now.number = pool.grant_count;
  end if;
  perform creditkit.check_room(pool);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.keep_begun_rate()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.lapse_hold(pool pools, the_hold uuid, moment timestamp with time zone)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
declare
  entry creditkit.entries;
begin
  pool := creditkit.unreserve(pool, the_hold);
  update creditkit.holds set status = 'lapsed', closed_at = moment
  where customer = pool.customer and id = the_hold;
  entry.at := moment;
  entry.kind := 'release';
  entry.hold_id := the_hold;
  entry.reason := 'lapsed';
  return creditkit.append_entry(pool, entry);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.local_beginning(local timestamp without time zone, zone text)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$
  select case when earlier at time zone zone = local then least(earlier, later) else later end
  from (
    select local at time zone zone as later, (local - interval '1 day') at time zone zone + interval '24 hours' as earlier
  ) as readings
$function$;

CREATE OR REPLACE FUNCTION creditkit.lock_pool(the_customer text, the_currency text, the_resource text)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
declare
  pool creditkit.pools;
begin
  perform pg_advisory_xact_lock(creditkit.pool_lock_number(the_customer, the_currency, the_resource));
  select * into pool from creditkit.pools as p
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
  for update;
  if not found then
    insert into creditkit.pools (customer, currency, resource)
    values (the_customer, the_currency, the_resource) on conflict do nothing;
    select * into strict pool from creditkit.pools as p
    where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
    for update;
  end if;
  return creditkit.put_back(pool);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.make_grant(the_customer text, the_currency text, the_resource text, request jsonb, the_key text)
 RETURNS grants
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.make_hold(the_customer text, the_currency text, the_resource text, request jsonb, the_key text)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
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
  h.lapses_at := coalesce(h.lapses_at,
    ((p.moment at time zone 'UTC') + (request ->> 'lapses_after')::interval) at time zone 'UTC');
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.make_recurring(the_customer text, the_currency text, the_resource text, request jsonb)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.next_change(pool pools)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return (
    select coalesce(least(
      (select min(g.expires_at) from creditkit.grants as g
       where (g.customer, g.currency, g.resource) = (pool.customer, pool.currency, pool.resource)
         and g.status = 'available'),
      (select min(g.effective_at) from creditkit.grants as g
       where (g.customer, g.currency, g.resource) = (pool.customer, pool.currency, pool.resource)
         and g.status = 'scheduled'),
      (select min(h.lapses_at) from creditkit.holds as h
       where (h.customer, h.currency, h.resource) = (pool.customer, pool.currency, pool.resource)
         and h.status = 'open'),
      (select min(r.next_at) from creditkit.recurring_grants as r
       where (r.customer, r.currency, r.resource) = (pool.customer, pool.currency, pool.resource)
         and r.next_at < 'infinity')
    ), 'infinity')
  );
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.next_to_burn(the_customer text, the_currency text, the_resource text)
 RETURNS TABLE(number integer, id uuid, category text, remaining bigint, held bigint)
 LANGUAGE sql
 STABLE ROWS 1
AS $function$
  select g.number, g.id, g.category, g.remaining, g.held from creditkit.grants as g
  where g.customer = the_customer and g.currency = the_currency and g.resource = the_resource
    and g.status = 'available' and g.remaining > g.held
  order by g.priority, g.expires_at, g.category = 'paid', g.effective_at, g.number
  limit 1
$function$;

CREATE OR REPLACE FUNCTION creditkit.now_ms()
 RETURNS timestamp with time zone
 LANGUAGE sql
AS $function$ select date_trunc('milliseconds', clock_timestamp()) $function$;

CREATE OR REPLACE FUNCTION creditkit.open_grant(the_customer text, the_id uuid, OUT pool pools, OUT was pools, OUT moment timestamp with time zone, OUT g grants)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.open_hold(the_customer text, the_id uuid, OUT pool pools, OUT was pools, OUT moment timestamp with time zone, OUT h holds)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.open_pool(the_customer text, the_currency text, the_resource text, OUT pool pools, OUT was pools, OUT moment timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
begin
  was := creditkit.lock_pool(the_customer, the_currency, the_resource);
  pool := was;
  moment := creditkit.time_of_change(pool);
  if pool.next_change_at <= moment then
    pool := creditkit.advance(pool, moment);
    pool := creditkit.save_pool(pool, was, true);
    was := pool;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.open_together(import_rows jsonb, OUT pools pools[], OUT moment timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  asked record;
  was creditkit.pools;
  pool creditkit.pools;
begin
  pools := '{}';
  for asked in
    select creditkit.pool_lock_number(r.customer, r.currency, r.resource) as number
    from jsonb_to_recordset(import_rows) as r (customer text, currency text, resource text)
    group by 1 order by 1
  loop
    perform pg_advisory_xact_lock(asked.number);
  end loop;
  moment := creditkit.now_ms();
  for asked in
    select distinct r.customer, r.currency, r.resource
    from jsonb_to_recordset(import_rows) as r (customer text, currency text, resource text)
    order by r.customer, r.currency, r.resource
  loop
    was := creditkit.lock_pool(asked.customer, asked.currency, asked.resource);
    pool := was;
    if pool.next_change_at <= greatest(moment, pool.last_at) then
      pool := creditkit.advance(pool, greatest(moment, pool.last_at));
      pool := creditkit.save_pool(pool, was, true);
    end if;
    pools := pools || pool;
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.overdraft_allows(pool pools, available bigint, cost numeric)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  return (
    select cost <= available
      or case when pool.overdraft_soft then available > -pool.overdraft_limit
        else cost <= available::numeric + pool.overdraft_limit end
  );
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.payload_of(told outbox)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(told.payload, creditkit.balance_event(told.currency, told.resource, told.seq_before, told.seq,
    told.balance, told.held, told.available_before, told.created_at))
$function$;

CREATE OR REPLACE FUNCTION creditkit.per_unit_of(rate rates, scale integer)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when rate.model = 'flat' and rate.per = 1 and not rate.whole_blocks
    then rate.prices[1] * 10::numeric ^ scale end
$function$;

CREATE OR REPLACE FUNCTION creditkit.pool_lock_number(the_customer text, the_currency text, the_resource text)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select hashtextextended(the_customer || chr(31) || the_currency || chr(31) || the_resource, 0) $function$;

CREATE OR REPLACE FUNCTION creditkit.price_by_unit(the_feature text, the_currency text, the_dimensions jsonb, the_quantity numeric, the_amount bigint, moment timestamp with time zone)
 RETURNS TABLE(cost bigint, feature_name text, rate_id uuid, rate_version integer)
 LANGUAGE sql
 STABLE ROWS 1
AS $function$
  select ceil(the_quantity * u.per_unit)::bigint, u.feature_name, u.rate_id, u.rate_version
  from creditkit.unit_prices as u
  where u.feature = the_feature and u.currency = the_currency and u.effective_at <= moment and u.replaced_at > moment
    and not u.archived and the_amount is null and the_dimensions is null
    and the_quantity * u.per_unit <= 9223372036854775807
$function$;

CREATE OR REPLACE FUNCTION creditkit.price_of(the_feature text, the_currency text, the_dimensions jsonb, the_quantity numeric, the_amount bigint, moment timestamp with time zone, OUT problem text, OUT cost numeric, OUT feature_name text, OUT rate_id uuid, OUT rate_version integer)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  archived timestamptz;
begin
  if the_amount is not null then
    cost := the_amount;
    if the_feature is null then
      return;
    end if;
    select name, archived_at into feature_name, archived from creditkit.features where id = the_feature;
  elsif the_dimensions is null or the_dimensions = '{}' then
    select f.name, f.archived_at, rate.id, rate.version, rate.cost
    into feature_name, archived, rate_id, rate_version, cost
    from creditkit.features as f
    join creditkit.currencies as c on c.id = the_currency
    left join lateral (
      select r.id, r.version,
        case when r.model = 'flat' and r.per = 1 and not r.whole_blocks
          then ceil(the_quantity * r.prices[1] * 10::numeric ^ c.scale)
          else creditkit.rate_cost(r, the_quantity, c.scale) end as cost
      from creditkit.rates as r
      where r.feature = the_feature and r.currency = the_currency and r.dimensions = '{}'
        and r.effective_at <= moment
      order by r.effective_at desc limit 1
    ) as rate on true
    where f.id = the_feature;
  else
    select f.name, f.archived_at, rate.id, rate.version,
      case when rate.id is not null then creditkit.rate_cost(rate, the_quantity, c.scale) end
    into feature_name, archived, rate_id, rate_version, cost
    from creditkit.features as f
    join creditkit.currencies as c on c.id = the_currency
    left join lateral creditkit.rate_at(f.id, c.id, the_dimensions, moment) as rate on true
    where f.id = the_feature;
  end if;
  problem := case
    when feature_name is null then 'unknown_feature'
    when archived is not null then 'feature_archived'
    when cost is null then 'no_rate'
    when cost > 9223372036854775807 then 'amount_too_large' end;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.put_back(pool pools)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
begin
  if pool.burning_number is not null then
    update creditkit.grants as g set remaining = pool.burning_remaining
    where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
      and g.number = pool.burning_number;
    update creditkit.pools as p
    set burning_number = null, burning_id = null, burning_category = null, burning_remaining = null, burning_held = null
    where p.customer = pool.customer and p.currency = pool.currency and p.resource = pool.resource
    returning * into strict pool;
  end if;
  return pool;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.put_in_effect(pool pools, the_number integer, entry entries)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.put_unit_price()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  its_feature creditkit.features;
  its_scale integer;
begin
  -- Versions added at the same time follow one another, and a scale stands still meanwhile.
  select scale into strict its_scale from creditkit.currencies where id = new.currency for share;
  select * into strict its_feature from creditkit.features where id = new.feature for no key update;
  update creditkit.unit_prices as u set replaced_at = new.effective_at
  where u.feature = new.feature and u.currency = new.currency and u.effective_at < new.effective_at
    and u.replaced_at > new.effective_at;
  insert into creditkit.unit_prices (feature, currency, effective_at, replaced_at, rate_id, rate_version, per_unit,
    feature_name, archived)
  values (new.feature, new.currency, new.effective_at,
    coalesce((
      select min(r.effective_at) from creditkit.rates as r
      where r.feature = new.feature and r.currency = new.currency and r.dimensions = '{}'
        and r.effective_at > new.effective_at
    ), 'infinity'),
    new.id, new.version, creditkit.per_unit_of(new, its_scale),
    its_feature.name, its_feature.archived_at is not null);
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.rate_at(the_feature text, the_currency text, the_dimensions jsonb, moment timestamp with time zone)
 RETURNS SETOF rates
 LANGUAGE sql
 STABLE ROWS 1
AS $function$
  select rate.*
  from creditkit.rates as rate
  where rate.feature = the_feature
    and rate.currency = the_currency
    and rate.effective_at <= moment
    and coalesce(the_dimensions, '{}'::jsonb) @> rate.dimensions
  order by rate.specificity desc, rate.dimension_names, rate.effective_at desc
  limit 1
$function$;

CREATE OR REPLACE FUNCTION creditkit.rate_cost(rate rates, quantity numeric, scale integer)
 RETURNS numeric
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  billable numeric := quantity;
  total numeric := 0;
  lower_limit numeric := 0;
begin
  if rate.whole_blocks then
    billable := creditkit.ceiling_division(quantity, rate.per) * rate.per;
  end if;
  for tier in 1 .. cardinality(rate.prices) loop
    -- An absent limit is null: the last tier has no end.
    if rate.model = 'graduated' then
      total := total + rate.prices[tier]
        * greatest(0, least(billable, coalesce(rate.limits[tier], billable)) - lower_limit);
      lower_limit := rate.limits[tier];
    elsif rate.limits[tier] is null or billable <= rate.limits[tier] then
      total := rate.prices[tier] * billable;
      exit;
    end if;
  end loop;
  return creditkit.ceiling_division(total * 10::numeric ^ scale, rate.per);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.refuse(code text, sentence text, facts jsonb DEFAULT '{}'::jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '%', sentence using errcode = 'CK002', hint = code, detail = facts::text;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'The ledger is never altered. Write an adjustment instead.' using errcode = 'CK001';
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.refuse_price(problem text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform creditkit.refuse(problem, case problem
    when 'unknown_feature' then 'There is no such feature. Create it first, or check the id.'
    when 'feature_archived' then 'This feature is archived. Use another one.'
    when 'no_rate' then 'The feature has no rate for this usage at that time. Add a rate, or give an amount.'
    else 'This usage costs more than the ledger can hold.' end);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.refuse_removal()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'A pool stays, with its ledger.' using errcode = 'CK001';
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.refuse_short(cost numeric, available bigint, the_currency text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform creditkit.refuse('insufficient_credits', 'There are not enough credits. Add some, then try again with a new key.',
    jsonb_build_object('cost', cost::text, 'available', available::text, 'missing', (cost - available)::text,
      'scale', (select scale from creditkit.currencies where id = the_currency)));
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.reinstate(the_customer text, the_id uuid, wanted bigint, the_order text, the_reason text, the_actor text, the_metadata jsonb, the_key text)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
declare
  p record;
  g creditkit.grants;
  entry creditkit.entries;
  pool creditkit.pools;
  owed bigint;
  own bigint;
  gone bigint;
  withdrawn_before bigint;
  undone bigint;
  settled bigint;
  credited bigint;
  -- Of what comes back, what expires at once; of what does not come back yet, what has expired meanwhile.
  expiring bigint := 0;
  lapsed bigint := 0;
  settled_by_others boolean;
  waiting boolean;
  notes jsonb;
begin
  select * into p from creditkit.open_grant(the_customer, the_id);
  g := p.g;
  if wanted > g.clawed_back then
    perform creditkit.refuse('reinstatement_exceeds_clawback', 'No more can be reinstated than was clawed back.');
  end if;
  owed := least(wanted, g.clawed_back - g.taken_back - g.written_off);
  own := least(wanted - owed, g.taken_back);
  gone := wanted - owed - own;
  withdrawn_before := greatest(0, gone - g.written_off + coalesce(g.written_off_withdrawn, 0));
  pool := p.pool;
  waiting := g.effective_at > p.moment;
  undone := least(pool.overdraft, owed);
  settled := undone
    + case when g.features is null and not waiting then least(pool.overdraft - undone, own) else 0 end;
  credited := owed + own - settled;
  settled_by_others := undone < owed;
  if settled_by_others and g.expires_at <= p.moment then
    expiring := own;
    lapsed := g.taken_back - own;
  end if;
  notes := jsonb_strip_nulls(jsonb_build_object(
    'creditkit.expiresAtBefore',
    case when settled_by_others then creditkit.instant_text(nullif(g.expires_at, 'infinity')) end,
    'creditkit.featuresBefore', case when settled_by_others then array_to_string(g.features, ' ') end,
    'creditkit.writtenOff', nullif(gone, 0)::text,
    'creditkit.withdrawnBefore', nullif(withdrawn_before, 0)::text,
    'creditkit.lapsed', nullif(lapsed, 0)::text,
    'creditkit.scheduled', case when waiting then credited::text end));
  entry.metadata := case when notes = '{}' then the_metadata else coalesce(the_metadata, '{}') || notes end;
  if settled_by_others then
    g.expires_at := 'infinity';
    g.features := null;
  end if;
  g.remaining := g.remaining + credited;
  g.expired := g.expired + lapsed;
  g.taken_back := g.taken_back - own - lapsed;
  g.written_off := g.written_off - gone + lapsed;
  g.written_off_withdrawn := coalesce(g.written_off_withdrawn, 0) - withdrawn_before;
  g.clawed_back := g.clawed_back - wanted;
  g.status := case
    when g.remaining = 0 then
      case
        when g.status = 'voided' then 'voided'
        when g.expired > 0 then 'expired'
        when g.taken_back > 0 or g.withdrawn > 0 then 'taken_back'
        else 'used_up' end
    when waiting then 'scheduled'
    else 'available' end;
  update creditkit.grants as c
  set remaining = g.remaining, expired = g.expired, taken_back = g.taken_back, written_off = g.written_off,
    written_off_withdrawn = g.written_off_withdrawn, clawed_back = g.clawed_back, expires_at = g.expires_at,
    features = g.features, status = g.status
  where c.customer = the_customer and c.id = the_id;
  entry.at := p.moment;
  entry.kind := 'reinstatement';
  entry.overdraft := settled;
  entry.amount := case when waiting then 0 else settled + credited end;
  entry.splits := array[g.number, entry.amount - settled, g.remaining];
  entry.order_id := coalesce(the_order, g.order_id);
  entry.reason := the_reason;
  entry.actor := the_actor;
  entry.key := the_key;
  pool := creditkit.append_entry(pool, entry);
  if expiring > 0 then
    pool := creditkit.expire_part(pool, g, expiring, p.moment);
  end if;
  -- The grant's instant may have passed meanwhile.
  pool := creditkit.advance(pool, p.moment);
  perform creditkit.check_room(pool);
  pool := creditkit.save_pool(pool, p.was, true);
  -- Where it has expired at once, its expiry has told of it.
  perform creditkit.tell_grant(pool, c) from creditkit.grants as c
  where c.customer = the_customer and c.id = the_id and not (g.status = 'available' and c.status = 'expired');
  return the_id;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.remaining_of(g grants, pool pools)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when g.number = pool.burning_number then pool.burning_remaining else g.remaining end
$function$;

CREATE OR REPLACE FUNCTION creditkit.rename_unit_prices()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update creditkit.unit_prices as u set feature_name = new.name, archived = new.archived_at is not null
  where u.feature = new.id;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.rescale_unit_prices()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update creditkit.unit_prices as u set per_unit = creditkit.per_unit_of(r, new.scale)
  from creditkit.rates as r where r.id = u.rate_id and u.currency = new.id;
  return null;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.reserve(INOUT pool pools, the_hold uuid, wanted bigint, the_feature text, OUT reserved bigint)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.room_of(pool pools)
 RETURNS numeric
 LANGUAGE sql
 STABLE
AS $function$
  select 9223372036854775807::numeric - pool.balance - pool.overdraft - coalesce(sum(g.remaining), 0)
  from creditkit.grants as g
  where g.customer = pool.customer and g.currency = pool.currency and g.resource = pool.resource
    and g.status = 'scheduled'
$function$;

CREATE OR REPLACE FUNCTION creditkit.rows_of(items anyarray)
 RETURNS SETOF anyelement
 LANGUAGE plpgsql
 IMMUTABLE ROWS 256
AS $function$
begin
  return query select * from unnest(items);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.save_pool(pool pools, was pools, dates_changed boolean)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
begin
  if dates_changed then
    pool.next_change_at := creditkit.next_change(pool);
    pool.restricted := exists (
      select from creditkit.grants as g
      where (g.customer, g.currency, g.resource) = (pool.customer, pool.currency, pool.resource)
        and g.status = 'available' and g.features is not null
    );
  end if;
  update creditkit.pools as p
  set balance = pool.balance, held = pool.held, overdraft = pool.overdraft, seq = pool.seq,
    overdraft_limit = pool.overdraft_limit, overdraft_soft = pool.overdraft_soft,
    grant_count = pool.grant_count, restricted = pool.restricted,
    last_at = pool.last_at, next_change_at = pool.next_change_at
  where (p.customer, p.currency, p.resource) = (pool.customer, pool.currency, pool.resource);
  if creditkit.counted_upto(pool.seq) > creditkit.counted_upto(was.seq) then
    perform creditkit.count_usage(array[was]);
  end if;
  if pool.seq > was.seq then
    perform creditkit.tell_balance(pool, was);
  end if;
  return pool;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.seq_at(the_customer text, the_currency text, the_resource text, moment timestamp with time zone)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  low bigint := 0;
  high bigint;
  middle bigint;
  middle_at timestamptz;
begin
  select p.seq into high from creditkit.pools as p
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource;
  while low < high loop
    middle := (low + high + 1) / 2;
    select e.at into middle_at from creditkit.entries as e
    where e.customer = the_customer and e.currency = the_currency and e.resource = the_resource and e.seq = middle;
    if middle_at <= moment then
      low := middle;
    else
      high := middle - 1;
    end if;
  end loop;
  return coalesce(high, 0);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.set_overdraft(the_customer text, the_currency text, the_resource text, the_limit bigint, may_pass_once boolean)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
declare
  pool creditkit.pools;
begin
  perform creditkit.open_pool(the_customer, the_currency, the_resource);
  update creditkit.pools as p set overdraft_limit = the_limit, overdraft_soft = may_pass_once
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
  returning * into strict pool;
  return pool;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.settle_hold(the_customer text, the_id uuid, the_amount bigint, the_quantity numeric, may_overdraw boolean, the_reason text, the_actor text, the_metadata jsonb, the_key text)
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
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
  if the_amount is null then
    select e.rate_version into entry.rate_version from creditkit.entries as e
    where e.customer = the_customer and e.currency = (p.h).currency and e.resource = (p.h).resource
      and e.seq > creditkit.seq_at(the_customer, (p.h).currency, (p.h).resource, (p.h).created_at - interval '1 millisecond')
      and e.seq <= creditkit.seq_at(the_customer, (p.h).currency, (p.h).resource, (p.h).created_at)
      and e.kind = 'hold' and e.hold_id = the_id;
  end if;
  if the_quantity is not null and entry.rate_version is not null then
    select creditkit.rate_cost(r, the_quantity, c.scale) into strict cost
    from creditkit.rates as r join creditkit.currencies as c on c.id = r.currency
    where r.feature = (p.h).feature and r.currency = (p.h).currency and r.version = entry.rate_version;
    if cost > 9223372036854775807 then
      perform creditkit.refuse_price('amount_too_large');
    end if;
  elsif the_quantity is not null then
    if (p.h).feature is null then
      perform creditkit.refuse('invalid_value',
        'This hold is for no feature that a quantity could be of. Settle it by amount.');
    end if;
    price := creditkit.price_of((p.h).feature, (p.h).currency, (p.h).dimensions, the_quantity, null, p.moment);
    -- What was reserved before its feature was archived can still be settled.
    if price.problem = 'feature_archived' then
      price.problem := case
        when price.cost is null then 'no_rate'
        when price.cost > 9223372036854775807 then 'amount_too_large' end;
    end if;
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
  -- What an amount stands for was not told.
  if the_amount is null then
    entry.quantity := coalesce(the_quantity, (p.h).quantity);
  end if;
  entry.dimensions := (p.h).dimensions;
  entry.reason := the_reason;
  entry.actor := the_actor;
  entry.metadata := the_metadata;
  entry.key := the_key;
  burned := creditkit.burn(pool, entry, cost::bigint);
  perform creditkit.save_pool(burned.pool, p.was, true);
  return (burned.entry).seq;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.splits_add_up(splits bigint[], amount bigint)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
declare
  total bigint := 0;
begin
  -- The usual one, for speed.
  if cardinality(splits) = 3 then
    return coalesce(splits[2] = amount and splits[3] >= 0, false);
  end if;
  for n in 1 .. cardinality(splits) by 3 loop
    if splits[n + 2] is null or splits[n + 2] < 0 then
      return false;
    end if;
    total := total + splits[n + 1];
  end loop;
  return coalesce(total = amount, false);
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.splits_of(splits bigint[])
 RETURNS TABLE(number integer, amount bigint, remaining bigint)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select splits[n]::integer, splits[n + 1], splits[n + 2] from generate_subscripts(splits, 1) as n where n % 3 = 1
$function$;

CREATE OR REPLACE FUNCTION creditkit.take_from_grant(pool pools, the_number integer, taken bigint, as_part text, last_status text)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.take_in_burn_order(INOUT pool pools, INOUT entry entries, INOUT wanted bigint, as_part text)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.take_up(the_customer text, the_currency text, the_resource text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  update creditkit.pools as p
  set burning_number = next.number, burning_id = next.id, burning_category = next.category,
    burning_remaining = next.remaining, burning_held = next.held
  from creditkit.next_to_burn(the_customer, the_currency, the_resource) as next
  where p.customer = the_customer and p.currency = the_currency and p.resource = the_resource
    and p.burning_number is null and not p.restricted;
  return found;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.tell_balance(pool pools, was pools)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.tell_emptied(pool pools, splits bigint[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  perform creditkit.tell_grant(pool, g)
  from creditkit.splits_of(splits) with ordinality as s (number, amount, remaining, place)
  join creditkit.grants as g on g.customer = pool.customer and g.currency = pool.currency
    and g.resource = pool.resource and g.number = s.number
  where s.remaining = 0
  order by s.place;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.tell_grant(pool pools, the_grant grants)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  insert into creditkit.outbox (customer, kind, payload)
  values (pool.customer, 'grant', creditkit.grant_event(pool.currency, pool.resource, the_grant.id, the_grant.status,
    the_grant.remaining, the_grant.expires_at, pool.seq, pool.last_at));
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.time_of_change(pool pools)
 RETURNS timestamp with time zone
 LANGUAGE sql
AS $function$ select greatest(creditkit.now_ms(), pool.last_at) $function$;

CREATE OR REPLACE FUNCTION creditkit.turn_at(recurring recurring_grants, turn integer)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$
  select (
    (recurring.starts_at at time zone recurring.time_zone)
    + turn * recurring.period_count * ('1 ' || recurring.period_unit)::interval
  ) at time zone recurring.time_zone
$function$;

CREATE OR REPLACE FUNCTION creditkit.turn_recurring(pool pools, recurring recurring_grants)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
declare
  g creditkit.grants;
  entry creditkit.entries;
  turn integer := recurring.turns;
  following timestamptz;
begin
  loop
    turn := turn + 1;
    following := creditkit.turn_at(recurring, turn);
    exit when following > recurring.next_at;
  end loop;
  -- Whatever falls due has to succeed: there is less where there is no room for more.
  g.amount := least(recurring.amount, creditkit.room_of(pool));
  g.category := recurring.category;
  g.priority := recurring.priority;
  g.features := recurring.features;
  g.cost_amount := recurring.cost_amount;
  g.cost_currency := recurring.cost_currency;
  g.cost_scale := recurring.cost_scale;
  g.effective_at := recurring.next_at;
  g.expires_at := case when recurring.rollover = 'none' then following end;
  g.source := 'recurring';
  g.recurring_id := recurring.id;
  g.reason := recurring.reason;
  g.actor := recurring.actor;
  g.metadata := recurring.metadata;
  entry.at := recurring.next_at;
  entry.kind := 'grant';
  if g.amount > 0 then
    pool := (creditkit.issue_grant(pool, g, entry)).pool;
  end if;
  update creditkit.recurring_grants
  set turns = turn, next_at = case when following < ends_at then following else 'infinity' end
  where customer = pool.customer and id = recurring.id;
  return pool;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.unreserve(pool pools, the_hold uuid)
 RETURNS pools
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.usage_between(the_customer text, the_currency text, the_resource text, first timestamp with time zone, last timestamp with time zone)
 RETURNS TABLE(feature text, dimensions jsonb, amount numeric)
 LANGUAGE plpgsql
 STABLE ROWS 100
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  first_day date := ((first at time zone 'UTC') + interval '1 day' - interval '1 microsecond')::date;
  last_day date := (last at time zone 'UTC')::date;
  days_begin timestamptz := first_day::timestamp at time zone 'UTC';
  days_end timestamptz := last_day::timestamp at time zone 'UTC';
begin
  if first_day >= last_day then
    return query select * from creditkit.usage_of_hours(the_customer, the_currency, the_resource, first, last);
    return;
  end if;
  if first < days_begin then
    return query
    select * from creditkit.usage_of_hours(the_customer, the_currency, the_resource, first, days_begin);
  end if;
  if days_end < last then
    return query select * from creditkit.usage_of_hours(the_customer, the_currency, the_resource, days_end, last);
  end if;
  return query
  select u.feature, u.dimensions, u.amount from creditkit.usage_days as u
  where u.customer = the_customer and u.currency = the_currency
    and (the_resource is null or u.resource = the_resource)
    and u.day >= first_day and u.day < last_day;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.usage_block()
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$ select 16::bigint $function$;

CREATE OR REPLACE FUNCTION creditkit.usage_not_counted(the_customer text, the_currency text, the_resource text)
 RETURNS TABLE(slot timestamp with time zone, feature text, dimensions jsonb, amount numeric)
 LANGUAGE sql
 STABLE ROWS 10
AS $function$
  select date_bin('15 minutes', coalesce(e.occurred_at, e.at), '2000-01-01 00:00Z'), coalesce(e.feature, ''),
    coalesce(e.dimensions, '{}'), -sum(e.amount)
  from (
    select p.customer, p.currency, p.resource, creditkit.counted_upto(p.seq) as counted
    from creditkit.pools as p
    where p.customer = the_customer and p.currency = the_currency
      and (the_resource is null or p.resource = the_resource)
    offset 0
  ) as pool
  cross join lateral (
    select x.at, x.occurred_at, x.feature, x.dimensions, x.amount from creditkit.entries as x
    where x.customer = pool.customer and x.currency = pool.currency and x.resource = pool.resource
      and x.seq > pool.counted and x.kind = 'consumption'
    offset 0
  ) as e
  group by 1, 2, 3
$function$;

CREATE OR REPLACE FUNCTION creditkit.usage_of_entries(the_customer text, the_currency text, the_resource text, first timestamp with time zone, last timestamp with time zone)
 RETURNS TABLE(feature text, dimensions jsonb, amount numeric)
 LANGUAGE sql
 STABLE ROWS 100
AS $function$
  -- The numbers are found first, once a pool ("offset 0" keeps them apart): else the planner may look for them anew at
  -- every entry of the ledger.
  select coalesce(e.feature, ''), coalesce(e.dimensions, '{}'), -e.amount
  from (
    select p.customer, p.currency, p.resource,
      creditkit.seq_at(p.customer, p.currency, p.resource, first - interval '1 millisecond') as before,
      creditkit.seq_at(p.customer, p.currency, p.resource, last - interval '1 millisecond') as upto
    from creditkit.pools as p
    where p.customer = the_customer and p.currency = the_currency
      and (the_resource is null or p.resource = the_resource)
    offset 0
  ) as bounds
  cross join lateral (
    select x.feature, x.dimensions, x.amount from creditkit.entries as x
    where x.customer = bounds.customer and x.currency = bounds.currency and x.resource = bounds.resource
      and x.seq > bounds.before and x.seq <= bounds.upto
      and x.kind = 'consumption' and x.occurred_at is null
    offset 0
  ) as e
  union all
  select coalesce(e.feature, ''), coalesce(e.dimensions, '{}'), -e.amount
  from creditkit.entries as e
  where e.customer = the_customer and e.currency = the_currency
    and (the_resource is null or e.resource = the_resource)
    and e.kind = 'consumption' and e.occurred_at >= first and e.occurred_at < last
$function$;

CREATE OR REPLACE FUNCTION creditkit.usage_of_hours(the_customer text, the_currency text, the_resource text, first timestamp with time zone, last timestamp with time zone)
 RETURNS TABLE(feature text, dimensions jsonb, amount numeric)
 LANGUAGE plpgsql
 STABLE ROWS 100
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare
  epoch constant timestamptz := '2000-01-01 00:00Z';
  quarter constant interval := '15 minutes';
  first_quarter timestamptz := date_bin(quarter, first + quarter - interval '1 microsecond', epoch);
  last_quarter timestamptz := date_bin(quarter, last, epoch);
begin
  if first_quarter > last_quarter then
    return query select * from creditkit.usage_of_entries(the_customer, the_currency, the_resource, first, last);
    return;
  end if;
  if first < first_quarter then
    return query
    select * from creditkit.usage_of_entries(the_customer, the_currency, the_resource, first, first_quarter);
  end if;
  if last_quarter < last then
    return query
    select * from creditkit.usage_of_entries(the_customer, the_currency, the_resource, last_quarter, last);
  end if;
  return query
  select u.feature, u.dimensions,
    case when u.hour >= first_quarter and u.hour < last_quarter then u.amount_00 else 0 end
    + case when u.hour + quarter >= first_quarter and u.hour + quarter < last_quarter then u.amount_15 else 0 end
    + case when u.hour + quarter * 2 >= first_quarter and u.hour + quarter * 2 < last_quarter
        then u.amount_30 else 0 end
    + case when u.hour + quarter * 3 >= first_quarter and u.hour + quarter * 3 < last_quarter
        then u.amount_45 else 0 end
  from creditkit.usage_hours as u
  where u.customer = the_customer and u.currency = the_currency
    and (the_resource is null or u.resource = the_resource)
    and u.hour >= date_bin('1 hour', first_quarter, epoch) and u.hour < last_quarter;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.uuid_v7()
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
declare
  micros bigint := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
  version_and_fraction bigint := x'7000'::bigint | ((micros % 1000) * 4096 / 1000);
begin
  return encode(
    overlay(
      uuid_send(gen_random_uuid())
      placing int8send(((micros / 1000) << 16) | version_and_fraction)
      from 1 for 8
    ),
    'hex'
  )::uuid;
end
$function$;

CREATE OR REPLACE FUNCTION creditkit.withdraw_grant(the_customer text, the_id uuid, as_kind entry_kind, the_reason text, the_actor text, the_key text)
 RETURNS uuid
 LANGUAGE plpgsql
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION creditkit.write_order_step()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into creditkit.order_steps (customer, order_id, number, from_status, to_status, cause)
  select new.customer, new.id, count(*) + 1, case when tg_op = 'UPDATE' then old.status end, new.status, new.cause
  from creditkit.order_steps s
  where s.customer = new.customer and s.order_id = new.id;
  return null;
end
$function$;
