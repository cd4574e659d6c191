-- Usage that cost nothing is imported too, without a grant that it would be taken from.

create or replace function creditkit.import_usage(import_rows jsonb, the_import text) returns void
language plpgsql
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
set jit = off
as $$
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
$$;
