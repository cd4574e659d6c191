-- Imports as 0035 has them, but for the sums of usage, which count_usage makes, and overdrafts that are null.

-- Opening balances: a grant a row, as make_grant makes it, all at once. Rows have the columns of a grant and its
-- pool's key. The settings are those of consume_many, for its reasons.
create or replace function creditkit.import_balances(import_rows jsonb) returns void
language plpgsql
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
as $$
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
      case when waits then '{}' else array[grant_count + turn, amount, amount] end, order_id, reason
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

-- Usage from before the ledger changes no balance: what was used is granted and consumed at once, a grant for each
-- pool, and the consumptions say when they took place. Rows have the columns of an entry and its pool's key.
create or replace function creditkit.import_usage(import_rows jsonb, the_import text) returns void
language plpgsql
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
as $$
declare
  pools creditkit.pools[];
begin
  pools := creditkit.open_together(import_rows);
  if exists (select from unnest(pools) as p where p.overdraft > 0) then
    perform creditkit.refuse('invalid_value', 'A pool in overdraft takes no usage history. Settle it first.');
  end if;
  if exists (
    select from jsonb_to_recordset(import_rows) as r (occurred_at timestamptz) where r.occurred_at >= creditkit.now_ms()
  ) then
    perform creditkit.refuse('invalid_time', 'Usage history lies in the past.');
  end if;
  with pool as materialized (
    select p.*, greatest(creditkit.now_ms(), p.last_at) as now_at, creditkit.uuid_v7() as grant_id
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
    select pool_number, max(upto)::bigint as amount, count(*) as lines from line group by 1
  ), granted as (
    insert into creditkit.grants (customer, currency, resource, number, id, amount, remaining, category, priority,
      effective_at, created_at, source, reason, status)
    select p.customer, p.currency, p.resource, p.grant_count + 1, p.grant_id, t.amount, 0, 'promotional', 0, p.now_at,
      p.now_at, 'import', 'usage before the import ' || the_import, 'used_up'
    from pool as p join total as t on t.pool_number = p.ordinality
    order by p.ordinality
  ), written as (
    insert into creditkit.entries (customer, currency, resource, seq, at, amount, balance_after, held_after, kind,
      splits, feature, quantity, occurred_at, dimensions, reason)
    select p.customer, p.currency, p.resource, p.seq + 1 + l.turn, p.now_at, l.amount, p.balance + l.rest, p.held,
      l.kind, array[p.grant_count + 1, l.amount, l.rest], l.feature, l.quantity, l.occurred_at, l.dimensions, l.reason
    from (
      select pool_number, 0::bigint as turn, amount, amount as rest, 'grant'::creditkit.entry_kind as kind,
        null::text as feature, null::numeric as quantity, null::timestamptz as occurred_at, null::jsonb as dimensions,
        'usage before the import ' || the_import as reason
      from total
      union all
      select line.pool_number, line.turn, -line.amount, (t.amount - line.upto)::bigint, 'consumption', line.feature,
        line.quantity, line.occurred_at, line.dimensions, 'imported'
      from line join total as t on t.pool_number = line.pool_number
    ) as l
    join pool as p on p.ordinality = l.pool_number
    order by l.pool_number, l.turn
  ), changed as (
    update creditkit.pools as p
    set seq = p.seq + 1 + t.lines, grant_count = p.grant_count + 1, last_at = pool.now_at
    from pool join total as t on t.pool_number = pool.ordinality
    where p.customer = pool.customer and p.currency = pool.currency and p.resource = pool.resource
    returning p.*, pool.grant_id, pool.seq as seq_before
  )
  insert into creditkit.outbox (customer, kind, payload)
  select customer, 'grant', creditkit.grant_event(currency, resource, grant_id, 'used_up', 0, 'infinity', seq, last_at)
  from changed
  union all
  select customer, 'balance', creditkit.balance_event(currency, resource, seq_before, seq, balance, held,
    balance - held, last_at)
  from changed;
  perform creditkit.count_usage(pools);
end
$$;
