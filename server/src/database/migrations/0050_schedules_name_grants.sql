-- A grant that is made now for later names itself in its entry, as an amendment does: with nothing moved. Entries of
-- before name none.
create or replace function creditkit.issue_grant(inout pool creditkit.pools, inout g creditkit.grants, entry creditkit.entries)
language plpgsql as $$
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
end
$$;

create or replace function creditkit.import_balances(import_rows jsonb) returns void language plpgsql
set enable_seqscan = off set plan_cache_mode = force_generic_plan set jit = off as $$
declare
  pools creditkit.pools[];
  owing record;
begin
  perform creditkit.check_features(array(
    select distinct f.id from jsonb_array_elements(import_rows) as r
    cross join lateral jsonb_array_elements_text(nullif(r.value -> 'features', 'null')) as f (id)
  ));
  pools := creditkit.open_together(import_rows);
  if exists (
    select from jsonb_to_recordset(import_rows) as r (effective_at timestamptz, expires_at timestamptz)
    where r.expires_at <= greatest(r.effective_at, creditkit.now_ms())
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
    select p.*, greatest(creditkit.now_ms(), p.last_at) as now_at from creditkit.rows_of(pools) with ordinality as p
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
  perform creditkit.count_usage(pools);
end
$$;
