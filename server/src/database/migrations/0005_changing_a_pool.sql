-- How a pool is changed: lock it, bring it up to date, work on its row in memory, append entries, save it.
-- What runs for each consumption is PL/pgSQL, whose plans are kept: a function in SQL that cannot be inlined is
-- planned anew at every call.

-- The lock of a pool's one writer. The advisory lock comes first, because it queues fairly where a row lock makes
-- every waiter try anew. Whoever locks several pools locks them in the order of this number.
create function creditkit.pool_lock_number(the_customer text, the_currency text, the_resource text) returns bigint
language sql immutable parallel safe
as $$ select hashtextextended(the_customer || chr(31) || the_currency || chr(31) || the_resource, 0) $$;

-- Everything else about the pool has to be read by later statements: the snapshot of this one is older than the lock.
create function creditkit.lock_pool(the_customer text, the_currency text, the_resource text)
returns creditkit.pools
language plpgsql
as $$
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
  return pool;
end
$$;

-- The time of a change: taken after the lock, and never before the pool's last entry, even if a clock went back.
create function creditkit.time_of_change(pool creditkit.pools) returns timestamptz
language sql volatile
as $$ select greatest(creditkit.now_ms(), pool.last_at) $$;

-- RFC 3339 with milliseconds, in UTC.
create function creditkit.instant_text(moment timestamptz) returns text
language sql stable
as $$ select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- Numbers an entry, writes it, and gives back the pool with what the entry did to it.
create function creditkit.append_entry(pool creditkit.pools, entry creditkit.entries) returns creditkit.pools
language plpgsql
as $$
begin
  entry.customer := pool.customer;
  entry.currency := pool.currency;
  entry.resource := pool.resource;
  entry.overdraft := coalesce(entry.overdraft, 0);
  entry.amount := coalesce(entry.amount, 0);
  entry.splits := coalesce(entry.splits, '{}');
  entry.at := greatest(entry.at, pool.last_at);
  pool.seq := pool.seq + 1;
  pool.balance := pool.balance + entry.amount;
  pool.overdraft := pool.overdraft - entry.overdraft;
  pool.last_at := entry.at;
  entry.seq := pool.seq;
  entry.balance_after := pool.balance;
  entry.held_after := pool.held;
  insert into creditkit.entries select (entry).*;
  return pool;
end
$$;

-- What an event of the kind `grant` says. In SQL, so that it becomes a part of the statement that tells it.
create function creditkit.grant_event(
  currency text, resource text, grant_id uuid, status text, remaining bigint, expires_at timestamptz, seq bigint,
  at timestamptz
) returns jsonb
language sql stable
as $$
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
$$;

create function creditkit.tell_grant(pool creditkit.pools, the_grant creditkit.grants) returns void
language plpgsql
as $$
begin
  insert into creditkit.outbox (customer, kind, payload)
  values (pool.customer, 'grant', creditkit.grant_event(pool.currency, pool.resource, the_grant.id, the_grant.status,
    the_grant.remaining, the_grant.expires_at, pool.seq, pool.last_at));
end
$$;

-- What an event of the kind `balance` says. In SQL, so that it becomes a part of the statement that tells it.
create function creditkit.balance_event(
  currency text, resource text, seq_before bigint, seq bigint, balance bigint, held bigint,
  available_before bigint, at timestamptz
) returns jsonb
language sql stable
as $$
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
$$;

create function creditkit.tell_balance(pool creditkit.pools, was creditkit.pools) returns void
language plpgsql
as $$
begin
  insert into creditkit.outbox (customer, kind, payload)
  values (pool.customer, 'balance', creditkit.balance_event(pool.currency, pool.resource, was.seq, pool.seq,
    pool.balance, pool.held, was.balance - was.held, pool.last_at)
    || case when pool.held = was.held then '{}' else jsonb_build_object('previousHeld', was.held::text) end);
end
$$;

-- When something next happens in a pool by itself.
create function creditkit.next_change(pool creditkit.pools) returns timestamptz
language plpgsql stable
as $$
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
$$;

-- Writes the pool's row. `was` is the row as it was locked; `dates_changed`, whether grants, holds or recurring
-- grants came or went.
create function creditkit.save_pool(pool creditkit.pools, was creditkit.pools, dates_changed boolean)
returns creditkit.pools
language plpgsql
as $$
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
  if pool.seq > was.seq then
    perform creditkit.tell_balance(pool, was);
  end if;
  return pool;
end
$$;

-- Refuses a request: the code becomes that of a LedgerError, the facts its details.
create function creditkit.refuse(code text, sentence text, facts jsonb default '{}') returns void
language plpgsql
as $$
begin
  raise exception '%', sentence using errcode = 'CK002', hint = code, detail = facts::text;
end
$$;

-- Refuses features that do not exist.
create function creditkit.check_features(features text[]) returns void
language plpgsql
as $$
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
$$;
